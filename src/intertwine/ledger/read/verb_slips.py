"""Slips of letters: the form of a verb that was meant by words one of which is spelt a little wrong."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from intertwine.model.frozen import FrozenDict

_SHORTEST = 4
"""Letters of the shortest word that is taken for a slip: of shorter ones too many are one letter apart."""
_LONG = 8
"""Letters of the shortest word in which two letters may be wrong."""

_VOWELS = re.compile("[aeiouy]")
_TWICE = re.compile(r"(.)\1+")

Frame = tuple[str, ...]
"""The words of a form, with "" in the place of one of them."""


class Slips:
    """Forms to be found by words one of which is spelt nearly as theirs, while all others are the same."""

    def __init__(self, forms: Iterable[str]) -> None:
        """forms: what is found, in the order in which equals are given."""
        self._forms = tuple(forms)

    @cached_property
    def _by_frame(self) -> FrozenDict[Frame, tuple[str, ...]]:
        found: dict[Frame, dict[str, None]] = {}
        for form in self._forms:
            for frame, word in _frames(form):
                found.setdefault(frame, {})[word] = None
        return FrozenDict((frame, tuple(words)) for frame, words in found.items())

    def near(self, words: str) -> list[str]:
        """The forms that differ from `words` by slips in the spelling of one word (see `_slips_between`), the nearest
        first."""
        found: list[tuple[int, str]] = []
        for frame, word in _frames(words):
            if len(word) < _SHORTEST:
                continue
            found += [
                (distance, " ".join(it or meant for it in frame))
                for meant in self._by_frame.get(frame, ())
                if word[0] == meant[0] and (distance := _slips_between(word, meant))
            ]
        return [form for _, form in sorted(found, key=lambda it: it[0])]


def odd_words(words: str, form: str) -> Iterator[str]:
    """Those of `words` that are spelt otherwise in the `form` beside it."""
    return (one for one, other in zip(words.split(" "), form.split(" "), strict=True) if one != other)


def _frames(words: str) -> Iterator[tuple[Frame, str]]:
    parts = words.split(" ")
    return ((("", *parts[1:]) if n == 0 else (*parts[:n], "", *parts[n + 1 :]), word) for n, word in enumerate(parts))


def _slips_between(word: str, meant: str) -> int:
    """How many letters of `word` are missing, added, changed or swapped with their neighbour where `meant` was typed
    with slips; 0 where it is likelier another word. Two letters are wrong in long words alone, and then the consonants
    are right; the last letter, which tells other words apart, is not changed."""
    limit = 2 if len(meant) >= _LONG else 1
    if abs(len(meant) - len(word)) > limit:
        return 0
    distance = _distance(word, meant)
    if distance > limit or (distance == 2 and _skeleton(word) != _skeleton(meant)):
        return 0
    if word[:-1] == meant[:-1] and not word.endswith("d"):
        return 0  # "ready" is no slip of "reads"
    return 0 if word == f"{meant[:-1]}rs" else distance  # and "users" are those who use


def _skeleton(word: str) -> str:
    """The consonants of a word, each as often as it is heard."""
    return _TWICE.sub(r"\1", _VOWELS.sub("", word))


def _distance(one: str, other: str) -> int:
    """How many letters are missing, added, changed or swapped with their neighbour (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]
