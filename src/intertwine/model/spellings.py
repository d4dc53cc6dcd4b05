"""What was perhaps meant: of some words those that are spelt most like one, as `difflib` finds them."""

from collections.abc import Iterable
from difflib import get_close_matches

_MANY = 100
"""Words from which on `Spellings` are faster, and worth the time that NumPy takes to load."""


def close_matches(text: str, words: Iterable[str], n: int = 3, cutoff: float = 0.6) -> list[str]:
    """What `difflib.get_close_matches` gives: at most `n` of `words`, of at least `cutoff` (0 to 1) likeness to `text`,
    the nearest first. Where the same words are asked often, make their `Spellings` once."""
    known = list(words)
    if len(known) < _MANY:
        return get_close_matches(text, known, n, cutoff)
    from intertwine.model.spelled_words import Spellings  # noqa: PLC0415 - it loads NumPy

    return Spellings(known).close(text, n, cutoff)
