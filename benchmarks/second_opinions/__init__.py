"""Second opinions: a universe compared with what other people wrote down of the same series.

Each comparison is a pure function from a view (or a universe), an outside data set and a table of ours to a `Report`.
The tables (`*.toml`, beside this file) hold what only a person can say: why a listing differs, whom a label means, what
became of a look at a pair that only one of the two has.
"""
