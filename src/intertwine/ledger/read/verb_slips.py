"""Slips of letters: the form of a verb that was meant by words one of which is spelt a little wrong."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from intertwine.model.frozen import FrozenDict

_SHORTEST = 4
"""Letters of the shortest word that is taken for a slip: of shorter ones too many are one letter apart."""
_LONG = 8
"""Letters of the shortest word in which two letters may be wrong."""

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
        """The forms that differ from `words` by the spelling of one word: it begins with the same letter, and one
        letter is missing, added, changed or swapped with its neighbour; in long words two. The nearest come first."""
        found: list[tuple[int, str]] = []
        for frame, word in _frames(words):
            if len(word) < _SHORTEST:
                continue
            for meant in self._by_frame.get(frame, ()):
                limit = 2 if len(meant) >= _LONG else 1
                near = meant[0] == word[0] and abs(len(meant) - len(word)) <= limit
                if near and 0 < (distance := _distance(word, meant)) <= limit:
                    found.append((distance, " ".join(it or meant for it in frame)))
        return [form for _, form in sorted(found, key=lambda it: it[0])]


def odd_words(words: str, form: str) -> Iterator[str]:
    """Those of `words` that are spelt otherwise in the `form` beside it."""
    return (one for one, other in zip(words.split(" "), form.split(" "), strict=True) if one != other)


def _frames(words: str) -> Iterator[tuple[Frame, str]]:
    parts = words.split(" ")
    return ((("", *parts[1:]) if n == 0 else (*parts[:n], "", *parts[n + 1 :]), word) for n, word in enumerate(parts))


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
