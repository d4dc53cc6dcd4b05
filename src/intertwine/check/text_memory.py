"""The words of texts, remembered from one check to the next."""

import re
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar, cast

from intertwine.check.known_strings import KnownStrings
from intertwine.model.words import fold, nfc

WORD = re.compile(r"\w+(?:['.\-]\w+)*")
_LINK_MARK = re.compile("\x02\\d+\x03")
_MOST = 1_000_000
"""Texts that are remembered at most."""
A = TypeVar("A")
T = TypeVar("T")
_ARTICLES = ("the", "a", "an")

NameWords = tuple[str, ...]


class TextNames(NamedTuple):
    """The `words` of a text, and the `names` that it writes."""

    words: NameWords
    names: tuple[NameWords, ...]


class TextMemory:
    """Texts as words, and folded, and what was made of names. What the last two checks did not ask for is forgotten."""

    def __init__(self) -> None:
        self.strings = KnownStrings()
        self._kept: dict[Callable[[Any, TextMemory], object], tuple[object, object]] = {}
        self._words: dict[str, tuple[str, ...]] = {}
        self._folded: dict[str, str] = {}
        self._words_before, self._folded_before = self._words, self._folded
        self._names: frozenset[NameWords] = frozenset()
        self._written: dict[str, TextNames] = {}

    def begin(self) -> None:
        """Let a check begin."""
        self._words_before, self._folded_before = self._words, self._folded
        self._words, self._folded = {}, {}

    def kept(self, make: Callable[[A, "TextMemory"], T], of: A) -> T:
        """What `make` makes `of` something, which nothing else has a part in; this memory is at hand. The last one is
        kept."""
        known = self._kept.get(make)
        if known is None or known[0] != of:
            known = self._kept[make] = of, make(of, self)
        return cast("T", known[1])

    def words(self, text: str) -> tuple[str, ...]:
        """The words of a `text`, as `spelled_word` has them; a bullet stands for each link."""
        found = self._words.get(text)
        if found is None:
            found = self._words_before.get(text)
            if found is None:
                found = tuple([spelled_word(it) for it in WORD.findall(_LINK_MARK.sub(" \u2022 ", straight(text)))])
            self._words[text] = found
        return found

    def folded(self, text: str) -> str:
        """A name as names are compared."""
        found = self._folded.get(text)
        if found is None:
            found = self._folded_before.get(text)
            if found is None:
                found = fold(text)
            self._folded[text] = found
        return found

    def written_names(self, names: frozenset[NameWords]) -> dict[str, TextNames]:
        """Which of `names` texts write, by the text, as whoever looks for them found it before, and puts it in now.
        Texts that may write one of the names that are new or gone are left out."""
        changed = {name[0] for name in self._names ^ names} if names is not self._names else set[str]()
        self._names = names
        if changed:
            self._written = {text: it for text, it in self._written.items() if changed.isdisjoint(it.words)}
        if len(self._written) > _MOST:
            self._written = {}
        return self._written


def straight(text: str) -> str:
    """A text in one form, with one apostrophe: however it was typed, its words are the same."""
    return nfc(text).replace("’", "'")


def spelled_word(word: str) -> str:
    """An article counts in any case: "the Hand" writes "The Hand". The genitive of a word is the word. Otherwise case
    counts here, since many a name is a word too: Hope."""
    if word.lower() in _ARTICLES:
        return word.lower()
    return word[: word.rindex("'")] if word.endswith(("'s", "'")) else word
