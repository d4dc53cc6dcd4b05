"""Titles by the names that people type, and how each is written so that it reads back to itself alone.

A title is called by one of its names, or by a name and what tells it from namesakes in parentheses: a year, a kind,
both, the day of its first release; its place among them where everybody knows of it, and a mark of its own where it is
a secret (a place would hang on what other secrets there are).

    Alpha · Alpha (2015) · Alpha (film) · Alpha (2015 film) · Alpha (2015-04-10) · Alpha (#2) · Alpha (#3fa91c)
"""

import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Generic, NamedTuple, TypeVar

from intertwine.model.frozen import Frozen, FrozenDict
from intertwine.model.identities import face
from intertwine.model.names import Names, other_article
from intertwine.model.title import TitleInstallments
from intertwine.model.words import exact, fold

T = TypeVar("T", bound=TitleInstallments)

_QUALIFIED = re.compile(
    r"\((?:(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})|\#(?P<place>[0-9]{1,4}|[0-9a-f]{6})"
    r"|(?P<year>[0-9]{4})?\s*(?P<kind>[a-z][a-z -]{0,30})?)\)",
    re.IGNORECASE,
)
_LONGEST_QUALIFIER = 40
_QUOTES = str.maketrans(dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02", '"'))


def straight(text: str) -> str:
    """`text` with quotation marks of every kind as `"`."""
    return text.translate(_QUOTES)


def quoted(name: str) -> str:
    """A title's name in quotation marks."""
    return '"' + straight(name).replace('"', '""') + '"'


def quoted_name(text: str) -> tuple[str, str]:
    """The name between the first quotation mark of `text`, its first character, and the one that closes it; and what
    follows. The quotation marks of `text` are straight, and a pair."""
    at = 1
    while True:
        end = text.find('"', at)
        if text[end + 1 : end + 2] != '"':
            return exact(text[1:end].replace('""', '"')), text[end + 1 :].strip()
        at = end + 2


class EverNamed(NamedTuple):
    """What a text can name, whichever titles are known: the numbers of all names that have a `say` in it, and of those
    that bear its titles (`called`)."""

    say: frozenset[int]
    called: frozenset[int]


NO_NAMES: frozenset[int] = frozenset()
NEVER_NAMED = EverNamed(NO_NAMES, NO_NAMES)


class TitleNames(Frozen, Generic[T]):
    """The titles of a universe by name. `known` are always the numbers of those names that may be used (see
    `TitleInstallments`): all others are as good as missing."""

    __slots__ = ("_names", "_title", "all")

    def __init__(self, titles: Iterable[T]) -> None:
        named = [(number, name, title) for title in titles for number, name in title.names]
        self._title = FrozenDict((number, title) for number, _, title in named)
        self._names = Names((straight(name), number) for number, name, _ in named)
        self.all = frozenset(self._title)
        """The numbers of all names."""

    def called(self, text: str, known: Collection[int]) -> list[T]:
        """The titles that `text` names: by exactly this name, else by one that reads alike, else by one with another
        article, else by a name and what tells it from namesakes."""

        def named(name: str) -> Sequence[int]:
            return self._names.called(name, known) or self._names.called(other_article(name), known)

        return self._titles(named(text)) or self._qualified(text, named, known)

    def alike(self, text: str, known: Collection[int]) -> list[T]:
        """Every title that `text` could be taken for, in any of these ways."""
        return self._titles(self.names_alike(text, known))

    def names_alike(self, text: str, known: Collection[int]) -> list[int]:
        """The numbers of the names that `text` could be taken for, in any of these ways."""

        def named(name: str) -> set[int]:
            return {*self._names.alike(name, known), *self._names.alike(other_article(name), known)}

        found = [number for title in self._qualified(text, named, known) for number, _ in title.names]
        return [*named(text), *(number for number in found if number in known)]

    def ever_named(self, text: str) -> EverNamed:
        """What `text` can name, whichever titles are known."""
        at, match = _qualifier(text)
        whole, head = self._ever_alike(text), self._ever_alike(text[:at].rstrip()) if match else NO_NAMES
        if not head:
            return EverNamed(whole, whole) if whole else NEVER_NAMED
        fitting = self._qualified(text, lambda _: head, self.all)
        called = whole.union(number for title in fitting for number, _ in title.names)
        say = whole | head | called
        # Which of them has a place among namesakes hangs on the others that are known.
        return EverNamed(say, say if match and match["place"] else called)

    def _ever_alike(self, name: str) -> frozenset[int]:
        """All names that `name` could be taken for, with another article too."""
        if not name or self._names.is_strange(name):
            return NO_NAMES
        return frozenset((*self._names.alike(name), *self._names.alike(other_article(name))))

    def among(self, known: Collection[int]) -> list[T]:
        """The titles that have one of these names, in the order of their numbers."""
        return sorted(self._titles(number for number in known if number in self._title), key=lambda it: it.number)

    def spelling(self, title: T, known: Collection[int]) -> str:
        """The shortest of a title's spellings that can be taken for no other title of `known`, by its best name."""
        for name in _known(title, known):
            for way in _spellings(title, name, self._ordered(self._titles(self._names.alike(straight(name), known)))):
                if {it.number for it in self.alike(straight(way), known)} == {title.number}:
                    return way
        return self.shown(title, known)

    def shown(self, title: T, known: Collection[int]) -> str:
        """The best of a title's names that is among `known`."""
        return next(_known(title, known), "")

    def near(self, text: str, known: Collection[int]) -> list[T]:
        """At most two titles whose name is spelt like `text`, the nearest first."""
        named = {fold(name): title for title in self.among(known) for name in _known(title, known)}
        found = get_close_matches(fold(text), list(named), n=2, cutoff=0.7)
        return list(dict.fromkeys(named[word] for word in found))

    def _titles(self, numbers: Iterable[int]) -> list[T]:
        return list(dict.fromkeys(self._title[number] for number in numbers))

    def _ordered(self, titles: Iterable[T]) -> list[T]:
        """Namesakes as they are counted: by their first release."""
        return sorted(titles, key=lambda it: (it.first is None, it.first or 0, it.number))

    def _qualified(self, text: str, named: Callable[[str], Iterable[int]], known: Collection[int]) -> list[T]:
        at, match = _qualifier(text)
        if match is None:
            return []
        name = text[:at].rstrip()
        if match["place"]:  # counted among all that read alike, as `spelling` does
            found = self._ordered(self._titles(self._names.alike(name, known)))
            return [title for title in found if _place(title, found) == match["place"].lower()]
        day = _ordinal(match["day"])
        return self._ordered(it for it in self._titles(named(name)) if _fits(it, match, day))


def _qualifier(text: str) -> tuple[int, re.Match[str] | None]:
    """Where what tells a name from others begins, and that; None where nothing does."""
    at = text.rfind("(", max(0, len(text) - _LONGEST_QUALIFIER))
    return at, _QUALIFIED.fullmatch(text, at) if at > 0 else None


def _known(title: TitleInstallments, known: Collection[int]) -> Iterator[str]:
    return (name for number, name in title.names if number in known)


def _fits(title: TitleInstallments, match: re.Match[str], day: int) -> bool:
    """Whether a qualifier is true of a title; an empty one is of none. `day` is the one that it names (0: none)."""
    if match["day"]:
        return day > 0 and title.first == day
    year, kind = match["year"], (match["kind"] or "").lower()
    return bool(year or kind) and (not year or title.year == int(year)) and kind in ("", title.kind)


def _day(title: TitleInstallments) -> str:
    """The day of its first release, "" where that is not known."""
    return date.fromordinal(title.first).isoformat() if title.first and title.first > 0 else ""


def _ordinal(day: str | None) -> int:
    """The number of a day written as 2015-04-10; 0 where there is no such day."""
    try:
        return date.fromisoformat(day or "").toordinal()
    except ValueError:
        return 0


def _spellings(title: TitleInstallments, name: str, namesakes: Sequence[TitleInstallments]) -> Iterator[str]:
    """A title's spellings by `name`, the shortest first; `namesakes` are all that read alike, itself among them, as
    counted."""
    yield name
    if title.year:
        yield f"{name} ({title.year:04})"
    yield f"{name} ({title.kind})"
    if title.year:
        yield f"{name} ({title.year:04} {title.kind})"
    if day := _day(title):
        yield f"{name} ({day})"
    yield f"{name} (#{_place(title, namesakes)})"


def _place(title: TitleInstallments, namesakes: Sequence[TitleInstallments]) -> str:
    """The place of a title that everybody knows among such `namesakes`, from 1; of a secret one a mark of its own."""
    if title.public:
        return str([it.number for it in namesakes if it.public].index(title.number) + 1)
    several = sum(face(it.identity) == face(title.identity) for it in namesakes) > 1
    own = title.identity if several else face(title.identity)
    return hashlib.sha256(own.encode("utf-8", "surrogatepass")).hexdigest()[:6]
