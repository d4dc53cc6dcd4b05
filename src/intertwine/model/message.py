"""Sentences that can be said in another language: the English text, and what it was made from.

What is said to people here is made in packages that know of no other language. A `Message` is its English text, so
that whoever only shows it has nothing to learn; and it keeps its template and its values, so that pages can look up
the template in a catalogue and fill in the same values. `scripts/messages.py` takes the templates from calls of
`message`.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, Self

from intertwine.model.title_kind import TitleWords
from intertwine.model.words import a


class Message(str):
    """An English text and what it was made from. `template` has a place for each of the `values`, as `%(name)s`; a
    value is a number, a text that is the same in every language, or one of `Message` and `InWords`. `context` tells
    apart words that are alike in English alone ("": there is none)."""

    __slots__ = ("context", "template", "values")
    template: str
    values: Mapping[str, object]
    context: str

    @classmethod
    def of(cls, template: str, values: Mapping[str, object], context: str = "") -> Self:
        """The message of a `template` with these `values`, in a `context`."""
        made = cls(template % values if values or not context else template)
        made.template, made.values, made.context = template, MappingProxyType(dict(values)), context
        return made

    def __str__(self) -> str:
        """The message itself: what an error says that was raised with it is a message still."""
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self).of, (self.template, dict(self.values), self.context)


class InWords(ABC):
    """A value of a message that is said in the words of a title's kind: a place."""

    @abstractmethod
    def said(self, words_of: Callable[[TitleWords], TitleWords]) -> str:
        """The place, where `words_of` gives the words of a kind in the language of the message."""

    def __str__(self) -> str:
        return self.said(lambda words: words)


class KeeperWords(str):
    """Words of a keeper, as a text or as a value of a message: they stay in the language of the ledger."""

    __slots__ = ()


Translate = Callable[[object], str]
"""Says a message, a value of one, or any other text, in some language. `str` says it in English."""


class NamedInstallment(InWords):
    """An installment within a sentence, in the `words` of its title."""

    def __init__(self, words: TitleWords, place: tuple[int, int]) -> None:
        self._words, self._place = words, place

    def said(self, words_of: Callable[[TitleWords], TitleWords]) -> str:
        """See `InWords`."""
        return words_of(self._words).installment(*self._place)


class Amount(int):
    """A number that is written with its thousands apart: 10,000."""

    def __str__(self) -> str:
        return f"{int(self):,}"


def message(template: str, /, **values: object) -> Message:
    """What is said: a `template` in English, written as a literal, with `%(name)s` for each of `values`."""
    return Message.of(template, values)


def word_for(word: str) -> Message:
    """What a part or an installment is called: "season"."""
    return Message.of(word, {}, "word")


def words_for(word: str) -> Message:
    """The same of several: "seasons"."""
    return Message.of(f"{word}s", {}, "several")


def a_word_for(word: str) -> Message:
    """The same of any: "a season", "an episode"."""
    return Message.of(a(word), {}, "a")


def past_for(past: str) -> Message:
    """What was done with a title, after "you have": "seen"."""
    return Message.of(past, {}, "past")


def verb_for(verb: str) -> Message:
    """What people do with a title, after "to": "watch"."""
    return Message.of(verb, {}, "verb")


def share_for(thousandths: int) -> Message:
    """A share as `94%`, never rounded up."""
    return Message.of("%(number)s%%", {"number": thousandths // 10}, "share")


def way_for(noun: str) -> Message:
    """In which way somebody is in a scene: "heard"."""
    return Message.of(noun, {}, "way")


def either(words: Iterable[str]) -> str:
    """Words of which one is meant: "S1, S2 or S3"."""
    *others, last = words
    if not others:
        return last
    before = others[0] if len(others) == 1 else ", ".join(others)
    return message("%(others)s or %(last)s", others=before, last=last)
