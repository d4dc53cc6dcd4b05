"""Which of many texts have which words."""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from intertwine.model.record import record
from intertwine.model.strings import Bools, Longs
from intertwine.model.words import nfc

WordValues = npt.NDArray[np.uint64]
"""Words as numbers."""
_BASE = 0x9E3779B97F4A7C15
_BACK = pow(_BASE, -1, 1 << 64)


@record
class TextWords:
    """The words of some texts: of each word the `text` that it stands in, ascending, and its `value`; `count` is how
    many texts there are. A word is a run of letters, digits and `_`, and case counts.

    A word is kept as a number, worked out of its letters by a polynomial modulo 2**64 (Karp and Rabin, "Efficient
    randomized pattern-matching algorithms", 1987). So another word may count too, which is very rare.
    """

    text: Longs
    value: WordValues
    count: int

    @classmethod
    def of(cls, texts: Sequence[str]) -> "TextWords":
        """The words of `texts`, all found at once."""
        return cls(*_words(texts), len(texts))

    def with_any(self, words: WordValues) -> Bools:
        """Of each text whether it has one of `words`."""
        found = np.zeros(self.count, np.bool_)
        found[self.text[np.isin(self.value, words)]] = True
        return found

    def replaced(self, first: int, end: int, new: "TextWords") -> "TextWords":
        """These, with `new` texts in place of those from `first` up to `end`."""
        one, other = np.searchsorted(self.text, (first, end)).tolist()
        moved = first + new.count - end
        text = np.concatenate((self.text[:one], new.text + first, self.text[other:] + moved))
        return TextWords(text, np.concatenate((self.value[:one], new.value, self.value[other:])), self.count + moved)


def word_values(words: Iterable[str]) -> WordValues:
    """Some words as numbers, each once, ascending. Of something that is several words it is each of them."""
    return np.unique(_words(sorted(words))[1])


def _words(texts: Sequence[str]) -> tuple[Longs, WordValues]:
    """The number of the text and the value of each word of `texts`."""
    whole = "\n".join(texts)
    if whole.count("\n") != max(len(texts) - 1, 0):  # some have several lines
        whole = "\n".join(it.replace("\n", " ") for it in texts)
    letters = np.frombuffer(nfc(whole).encode("utf-32-le", "surrogatepass"), np.uint32)
    occurs = np.flatnonzero(np.bincount(letters))
    is_word = np.zeros(int(letters.max(initial=0)) + 1, np.bool_)
    is_word[occurs] = [chr(it).isalnum() or it == ord("_") for it in occurs.tolist()]
    edges = np.flatnonzero(np.diff(is_word[letters], prepend=False, append=False))
    starts, ends = edges[::2], edges[1::2]
    line = np.searchsorted(np.flatnonzero(letters == ord("\n")), starts)
    powers, inverses = (np.cumprod(np.full(len(letters) + 1, it, np.uint64)) for it in (_BASE, _BACK))
    sums = np.zeros(len(letters) + 1, np.uint64)
    np.cumsum((letters + np.uint64(1)) * powers[:-1], out=sums[1:])
    return line.astype(np.int64), ((sums[ends] - sums[starts]) * inverses[starts]).astype(np.uint64)
