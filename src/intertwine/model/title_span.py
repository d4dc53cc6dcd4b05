"""A place in a title, found or not, and what is said of one that is not there."""

from typing import NamedTuple

from intertwine.model.message import Message, message, word_for
from intertwine.model.place_words import singular
from intertwine.model.sentinels import END
from intertwine.model.title import Run, TitleInstallments


class Wrong(NamedTuple):
    """Why a text cannot be understood; "" where it names no title that is known.

    `offers` is what to write instead, the likeliest first: of a place in a title, what follows the title's name.
    `is_name`: all of the text is a known name; which title it means, or whether that can be marked, is in doubt.
    """

    message: str
    offers: tuple[str, ...] = ()
    is_name: bool = False


class TitleSpan(NamedTuple):
    """Runs of a title's installments, passed to their end but for the last one, of which `seconds` are passed."""

    title: TitleInstallments
    runs: tuple[Run, ...]
    seconds: int = END


def lacks(title: str, kind: str, number: object, more: str = "", offers: tuple[str, ...] = ()) -> Wrong:
    """That a `title` has nothing of this `kind` ("season", or a numbering) with this `number`; `more` says what it has,
    and `offers` are as those of `Wrong`."""
    said = message('"%(title)s" has no %(kind)s %(number)s', title=title, kind=word_for(kind), number=number)
    return Wrong(with_more(said, more), offers)


def with_more(said: Message, more: str) -> Message:
    """What is `said`, with what a title has instead ("": nothing)."""
    return message("%(said)s; %(more)s", said=said, more=more) if more else said


def backward(said: str, title: str, offers: tuple[str, ...] = ()) -> Wrong:
    """That the place in a `title` that is `said` ends before it begins; `offers` are as those of `Wrong`."""
    return Wrong(message('"%(place)s" of "%(title)s" ends before it begins', place=said, title=title), offers)


def counted(word: str) -> str:
    """A word before a number, as a sentence has it."""
    return "number" if word == "#" else singular(word)
