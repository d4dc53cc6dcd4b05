"""The words of many texts, to be found by how they begin."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence, Sized
from functools import lru_cache

import numpy as np

from intertwine.model.arrays import distinct
from intertwine.model.frozen import sealed
from intertwine.model.record import record
from intertwine.model.strings import Ints, Longs, Strings
from intertwine.model.words import fold, letters_of

_ARTICLES = frozenset({"a", "an", "the"})
_FEW = 4096
"""Up to so many texts are looked through one by one; of more their words are indexed."""
_KEPT = 2**14
"""Texts of which it is kept what is compared of them: what one viewer knows, most others know too."""


@lru_cache(maxsize=_KEPT)
def compared(text: str) -> str:
    """What of a text is compared: its words; where it has none, all of it."""
    plain = fold(text)
    return letters_of(plain) or plain


def wanted_words(text: str) -> tuple[str, ...]:
    """The words of a text that somebody looks for, as they are compared, each once: without articles, unless it has no
    others."""
    words = dict.fromkeys(compared(text).split())
    return tuple(word for word in words if word not in _ARTICLES) or tuple(words)


@record
class WordIndex:
    """The different `words` of some texts, ascending; those texts that have word *n* are
    `texts[starts[n]:starts[n + 1]]`, by their places."""

    words: Strings
    starts: Longs
    texts: Ints

    def __post_init__(self) -> None:
        sealed(self)

    @classmethod
    def of(cls, texts: Iterable[str]) -> "WordIndex":
        """Index `texts`. Their words are what `compared` leaves of them, between spaces."""
        numbers: dict[str, int] = {"": 0}
        found: list[int] = []
        lengths: list[int] = []
        for text in texts:
            words = compared(text).split()
            lengths.append(len(words))
            found += [numbers.setdefault(word, len(numbers)) for word in words]
        ordered = sorted(numbers)
        rank = np.empty(len(numbers), np.int32)
        rank[[numbers[word] for word in ordered]] = np.arange(len(ordered), dtype=np.int32)
        each = rank[np.array(found, np.int32)]
        places = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
        by_word = np.argsort(each, kind="stable")
        starts = np.zeros(len(ordered) + 1, np.int64)
        np.cumsum(np.bincount(each, minlength=len(ordered)), out=starts[1:])
        return cls(Strings.of(ordered), starts, places[by_word])

    def beginning(self, word: str) -> Ints:
        """The texts in which a word begins with `word`, ascending."""
        start = bisect_left(self.words, word)
        end = bisect_right(self.words, word, lo=start, key=lambda it: it[: len(word)])
        return distinct(self.texts[self.starts[start] : self.starts[end]])

    def with_word(self, word: str) -> Ints:
        """The texts that have `word`, ascending."""
        start = bisect_left(self.words, word)
        if start == len(self.words) or self.words[start] != word:
            return self.texts[:0]
        return distinct(self.texts[self.starts[start] : self.starts[start + 1]])


@record
class FewTexts:
    """Some texts that are looked through from the first to the last, which takes less than to index them.

    `words` are those of all texts in UTF-8, each after a space; the words of text *n* begin at `starts[n]`.
    """

    words: bytes
    starts: Ints

    def __post_init__(self) -> None:
        sealed(self)

    @classmethod
    def of(cls, texts: Iterable[str]) -> "FewTexts":
        """Of `texts`, whose words are those of `WordIndex.of`."""
        return cls.spaced(map(spaced, texts))

    @classmethod
    def spaced(cls, texts: Iterable[bytes]) -> "FewTexts":
        """Of texts as `spaced` gives them."""
        its = list(texts)
        starts = np.zeros(len(its) + 1, np.int32)
        np.cumsum(list(map(len, its)), out=starts[1:])
        return cls(b"".join(its), starts[:-1])

    def beginning(self, word: str) -> Ints:
        """The texts in which a word begins with `word`, ascending."""
        return self._texts_at(self._places(word))

    def with_word(self, word: str) -> Ints:
        """The texts that have `word`, ascending."""
        length = 1 + len(word.encode("utf-8", "surrogatepass"))
        found = [] if " " in word else self._places(word)
        return self._texts_at([it for it in found if self.words[it + length : it + length + 1] in (b" ", b"")])

    def _places(self, word: str) -> list[int]:
        """Where words begin that begin with `word`."""
        wanted, found = b" " + word.encode("utf-8", "surrogatepass"), list[int]()
        place = self.words.find(wanted)
        while place >= 0:
            found.append(place)
            place = self.words.find(wanted, place + 1)
        return found

    def _texts_at(self, places: list[int]) -> Ints:
        return distinct(np.searchsorted(self.starts, np.array(places, np.int32), "right") - 1).astype(np.int32)


def indexed(texts: Sequence[str]) -> FewTexts | WordIndex:
    """The words of `texts`, to be found in the way that takes the least time for so many."""
    return (FewTexts if are_few(texts) else WordIndex).of(texts)


def are_few(texts: Sized) -> bool:
    """Whether to index so many texts takes longer than to look through them."""
    return len(texts) <= _FEW


@lru_cache(maxsize=_KEPT)
def spaced(text: str) -> bytes:
    """The words of a text as they are compared, each after a space, and in UTF-8."""
    return "".join([f" {word}" for word in compared(text).split()]).encode("utf-8", "surrogatepass")


def with_all(found: Iterable[Ints]) -> Ints | None:
    """What is in each of `found`, ascending, which are ascending; None where there are none of them."""
    common: Ints | None = None
    for places in found:
        if common is None:
            common = places
        elif len(common):
            at = np.searchsorted(places, common)
            at[at == len(places)] = 0
            common = common[places[at] == common] if len(places) else common[:0]
    return common
