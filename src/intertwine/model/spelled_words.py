"""What was perhaps meant: of very many words those that are spelt most like one, as `difflib` finds them.

`difflib` compares with every word, which takes a second where there are 100,000. Here arrays first say of all words at
once how alike they can be at most, by the characters that they share. Then words are compared one by one, the likeliest
first, until no other can be nearer.
"""

from bisect import insort
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Any

import numpy as np
import numpy.typing as npt

from intertwine.model.frozen import Frozen, Memo, once, remember
from intertwine.model.names import closest
from intertwine.model.words import joined

Floats = npt.NDArray[np.float64]

_KINDS = 128
"""Kinds of characters that are told apart: the last seven bits of a code point. Two of one kind count as equal where
it is only asked how alike words can be at most."""
_WORD = 64
"""Characters of a word whose place in others is noted in the bits of one number."""
_MOST = 255
"""Characters of one kind that are counted in a word."""
_STEP = 0.05
"""Words whose likeness differs by no more than this are looked at together."""
_PLAIN = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", b"abcdefghijklmnopqrstuvwxyz")
_NOT_PLAIN = bytes(set(range(128)) - set(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789\n"))


class Spellings(Frozen):
    """Words to be found by how they are spelt. What finds them is made when it is first asked for. Immutable."""

    __slots__ = ("_memo", "words")

    def __init__(self, words: Iterable[str]) -> None:
        """words: what is found, in the order in which equals are given."""
        self.words = tuple(words)
        self._memo = Memo[object, object]()

    def __contains__(self, word: str) -> bool:
        return word in self._all

    def called(self, text: str) -> tuple[str, ...]:
        """The words that `text` calls, as `closest` finds them: exactly these, else those that read like it."""
        key, at = _letters_alone(text), -1
        alike: list[str] = []
        last = self._last.get(key, -1)
        while at < last:
            at = self._letters.index(key, at + 1)
            alike.append(self.words[at])
        return closest(text, ((word, word) for word in alike))

    def close(self, text: str, n: int = 3, cutoff: float = 0.6) -> list[str]:
        """What `difflib.get_close_matches` gives.

        text: what the words are compared with.
        n: how many words are given at most, from 1.
        cutoff: the least likeness, from 0 to 1, of a word that is given.
        """
        best: list[tuple[float, str]] = []  # the least first
        matcher = SequenceMatcher()
        matcher.set_seq2(text)
        left = self._likeness(text)
        # Those that are likely the nearest come first; of the others, only those that could be nearer still.
        while left.size and (most := float(left.max())) >= (best[0][0] if len(best) == n else cutoff):
            top = np.flatnonzero(left >= max(most - _STEP, cutoff))
            left[top] = -1.0
            bounds = self._likeness_in_order(text, top)
            for bound in np.unique(bounds[bounds >= cutoff])[::-1].tolist():
                for word in sorted([self.words[row] for row in top[bounds == bound].tolist()], reverse=True):
                    if len(best) == n and (bound, word) <= best[0]:
                        break
                    matcher.set_seq1(word)
                    if (score := matcher.ratio()) >= cutoff:
                        insort(best, (score, word))
                        del best[:-n]
                if len(best) == n and bound < best[0][0]:
                    break
        return [word for _, word in reversed(best)]

    @once
    def _all(self) -> frozenset[str]:
        return frozenset(self.words)

    @once
    def _letters(self) -> list[str]:
        """Of each word its letters and digits alone: they are the same in all that reads alike."""
        return list(_all_letters_alone(self.words))

    @once
    def _last(self) -> dict[str, int]:
        """The last of the words that share their letters. No lists of them: a collector would count each."""
        return dict(zip(self._letters, range(len(self.words)), strict=True))

    @once
    def _lengths(self) -> npt.NDArray[np.int64]:
        return np.fromiter(map(len, self.words), np.int64, len(self.words))

    @once
    def _sizes(self) -> Floats:
        return self._lengths.astype(np.float64)

    @once
    def _starts(self) -> npt.NDArray[np.int64]:
        """Where each word begins in `_kinds`."""
        return np.cumsum(self._lengths) - self._lengths

    @once
    def _kinds(self) -> npt.NDArray[np.uint8]:
        """The kinds of the characters of all words, one word after the other."""
        codes = np.frombuffer("".join(self.words).encode("utf-32-le", "surrogatepass"), "<u4")
        return (codes % _KINDS).astype(np.uint8)

    def _count(self, kind: int) -> npt.NDArray[np.uint8]:
        """How many characters of a kind each word has, at most `_MOST`."""
        found: Any = self._memo.get(kind)
        if found is None:
            at = np.searchsorted(self._starts, np.flatnonzero(self._kinds == kind), "right") - 1
            many = np.bincount(at, minlength=len(self.words))
            found = remember(self._memo, kind, np.minimum(many, _MOST).astype(np.uint8))
        counts: npt.NDArray[np.uint8] = found
        return counts

    def _likeness(self, text: str) -> Floats:
        """How alike `text` and each word can be at most, by the characters that they share in whatever order."""
        shared: Any = np.zeros(len(self.words), np.uint8 if len(text) <= _MOST else np.int64)
        for kind, many in Counter(ord(character) % _KINDS for character in text).items():
            shared += np.minimum(self._count(kind), np.uint8(many)) if many < _MOST else many
        return _ratio(shared, self._sizes, len(text))

    def _likeness_in_order(self, text: str, rows: npt.NDArray[np.intp]) -> Floats:
        """How alike `text` and some words can be at most, by the longest sequence of characters that both have.

        All words at once, a character of each at a time: Hyyrö, "Bit-parallel LCS-length computation revisited" (2004).
        """
        if len(text) > _WORD:
            return self._likeness(text)[rows]
        places = np.zeros(_KINDS, np.uint64)
        for at, character in enumerate(text):
            places[ord(character) % _KINDS] |= np.uint64(1 << at)
        order = np.argsort(-self._lengths[rows], kind="stable")
        starts, lengths = self._starts[rows][order], self._lengths[rows][order]
        left = np.full(len(rows), (1 << len(text)) - 1, np.uint64)
        for at in range(int(lengths[0])):
            some = left[: int(np.searchsorted(-lengths, -at, "left"))]
            met = some & places[self._kinds[starts[: len(some)] + at]]
            some[:] = (some + met) | (some - met)
        shared = np.empty(len(rows), np.int64)
        shared[order] = len(text) - np.bitwise_count(left & np.uint64((1 << len(text)) - 1)).astype(np.int64)
        return _ratio(shared, self._sizes[rows], len(text))


def _ratio(shared: npt.NDArray[Any], sizes: Floats, size: int) -> Floats:
    """Of two words' characters together the share that both have; 1 where there are none. As `difflib` counts it.
    `sizes` are those of one word each, `size` is that of the other."""
    share = 2.0 * shared
    if size:
        share /= sizes + size
        return share
    return np.where(sizes > 0, share, 1.0)


def _letters_alone(text: str) -> str:
    return joined(text).replace(" ", "")


def _all_letters_alone(words: Sequence[str]) -> Iterable[str]:
    """`_letters_alone` of each word; those of ASCII all at once."""
    whole = "\n".join(words)
    if whole.isascii() and whole.count("\n") == len(words) - 1:
        return whole.encode().translate(_PLAIN, _NOT_PLAIN).decode().split("\n")
    return map(_letters_alone, words)
