"""Contradictions that are planted into clean universes: whether the checker finds each, and nothing else.

`clean` writes universes in which nothing is wrong, `planter` plants, `trial` checks what was planted.
"""
