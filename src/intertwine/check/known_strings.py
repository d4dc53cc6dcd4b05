"""The strings of a ledger, kept from one check to the next."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

from intertwine.check.text_words import TextWords, WordValues, word_values
from intertwine.model.strings import Bools, Strings


class KnownStrings:
    """The strings of the ledger that was read last, and their words. Of the next one it reads only what lies between
    the first and the last string that differ; the others stay the same objects, so that their hashes are known."""

    def __init__(self) -> None:
        self._strings = Strings.of([""])
        self.texts: list[str] = [""]
        """Every string, by its number."""
        self._words: TextWords | None = None
        self._found: dict[bytes, Bools] = {}
        self._asked: dict[bytes, Bools] = {}
        self._values: dict[frozenset[str], WordValues] = {}

    def read(self, strings: Strings) -> None:
        """Be those of a ledger with these `strings`. Whoever has `texts` of before keeps them as they were."""
        before, self._strings = self._strings, strings
        known, self._found, self._asked = self._asked, {}, {}
        first, last = _alike(before, strings)
        end_before, end = len(before) - last, len(strings) - last
        if end_before == end == first:
            self._found = known
            return
        new = list(strings.some(np.arange(first, end, dtype=np.int32)))
        self.texts = [*self.texts[:first], *new, *self.texts[end_before:]]
        if self._words is not None:
            between = TextWords.of(new)
            self._words = self._words.replaced(first, end_before, between)
            self._found = {
                name: np.concatenate((it[:first], between.with_any(_read(name)), it[end_before:]))
                for name, it in known.items()
            }

    def with_any(self, words: Iterable[str]) -> Bools:
        """Of each string whether it has one of `words`."""
        wanted = frozenset(words)
        if wanted not in self._values:
            self._values = {**dict([*self._values.items()][-_MOST:]), wanted: word_values(wanted)}
        return self.with_values(self._values[wanted])

    def with_values(self, wanted: WordValues) -> Bools:
        """Of each string whether it has one of the words with these values, each once, ascending."""
        name = wanted.tobytes()
        if name not in self._asked:
            found = self._found.get(name)
            if found is None:
                self._words = self._words or TextWords.of(self.texts)
                found = self._words.with_any(wanted)
            self._asked[name] = found
        return self._asked[name]


_MOST = 8
"""Sets of words whose values are remembered."""


def _read(name: bytes) -> WordValues:
    return np.frombuffer(name, np.uint64)


def _alike(one: Strings, other: Strings) -> tuple[int, int]:
    """How many strings are the same at the beginning of both, and how many others at their ends."""
    count = min(len(one), len(other))
    lengths = np.diff(one.offsets), np.diff(other.offsets)
    bytes_alike = _same(one.blob, other.blob)
    first = _same(*lengths)
    first = min(first, int(np.searchsorted(one.offsets, bytes_alike, "right")) - 1, count)
    if first == len(one) == len(other):
        return first, 0
    bytes_alike = _same(one.blob[::-1], other.blob[::-1])
    last = min(_same(lengths[0][::-1], lengths[1][::-1]), count - first)
    fits = int(np.count_nonzero(one.offsets[-1] - one.offsets[:-1] <= bytes_alike))
    return first, min(last, fits)


def _same(one: npt.NDArray[Any], other: npt.NDArray[Any]) -> int:
    """How many entries are the same at the beginning of two columns."""
    count = min(len(one), len(other))
    differ = one[:count] != other[:count]
    return int(differ.argmax()) if differ.any() else count
