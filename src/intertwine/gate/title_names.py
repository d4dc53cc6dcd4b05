"""Titles by the names that people type, and how each is written so that it reads back to itself alone.

A title is called by its name, or by its name and what tells it from namesakes in parentheses: a year, a kind, both, the
day of its first release; its place among them where everybody knows of it, and a mark of its own where it is a secret
(a place would hang on what other secrets there are).

    Alpha · Alpha (2015) · Alpha (film) · Alpha (2015 film) · Alpha (2015-04-10) · Alpha (#2) · Alpha (#3fa91c)
"""

import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date

from intertwine.gate.timetable import Title
from intertwine.model.frozen import Frozen, FrozenDict
from intertwine.model.names import Names, other_article
from intertwine.model.sentinels import NO_DATE

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


class TitleNames(Frozen):
    """The titles of a universe by name. `known` are always the numbers of those that may be named: all others are as
    good as missing."""

    __slots__ = ("_longest", "_names", "_titles")

    def __init__(self, titles: Iterable[Title]) -> None:
        self._titles = FrozenDict((title.number, title) for title in titles)
        self._longest = 4 * max((len(title.name) for title in self._titles.values()), default=0) + 1000
        self._names = Names((straight(title.name), title.number) for title in self._titles.values())

    def called(self, text: str, known: Collection[int]) -> list[Title]:
        """The titles that `text` names: by exactly this name, else by one that reads alike, else by one with another
        article, else by a name and what tells it from namesakes."""

        if len(text) > self._longest:
            return []

        def named(name: str) -> Sequence[int]:
            return self._names.called(name, known) or self._names.called(other_article(name), known)

        return self._found(named(text)) or self._qualified(text, named, known)

    def alike(self, text: str, known: Collection[int]) -> list[Title]:
        """Every title that `text` could be taken for, in any of these ways."""
        if len(text) > self._longest:
            return []

        def named(name: str) -> set[int]:
            return {*self._names.alike(name, known), *self._names.alike(other_article(name), known)}

        return [*self._found(named(text)), *self._qualified(text, named, known)]

    def spelling(self, title: Title, known: Collection[int]) -> str:
        """The shortest of a title's spellings that can be taken for no other title of `known`."""
        for way in _spellings(title, self._ordered(self._names.alike(straight(title.name), known))):
            if {it.number for it in self.alike(straight(way), known)} == {title.number}:
                return way
        return title.name

    def _found(self, numbers: Iterable[int]) -> list[Title]:
        return [self._titles[number] for number in numbers]

    def _ordered(self, numbers: Iterable[int]) -> list[Title]:
        """Namesakes as they are counted: by their first release."""
        return sorted(self._found(numbers), key=lambda it: (it.first, it.number))

    def _qualified(self, text: str, named: Callable[[str], Iterable[int]], known: Collection[int]) -> list[Title]:
        at = text.rfind("(", max(0, len(text) - _LONGEST_QUALIFIER))
        match = _QUALIFIED.fullmatch(text, at) if at > 0 else None
        if match is None:
            return []
        name = text[:at].rstrip()
        if match["place"]:  # counted among all that read alike, as `spelling` does
            found = self._ordered(self._names.alike(name, known))
            return [title for title in found if _place(title, found) == match["place"].lower()]
        return [title for title in self._ordered(named(name)) if _fits(title, match)]


def _fits(title: Title, match: re.Match[str]) -> bool:
    """Whether a qualifier is true of a title; an empty one is of none."""
    if match["day"]:
        return title.first != NO_DATE and date.fromordinal(title.first).isoformat() == match["day"]
    year, kind = match["year"], (match["kind"] or "").lower()
    return bool(year or kind) and (not year or title.year == int(year)) and kind in ("", title.kind)


def _spellings(title: Title, namesakes: Sequence[Title]) -> Iterator[str]:
    """A title's spellings, the shortest first; `namesakes` are all that read alike, itself among them, as counted."""
    yield title.name
    if title.year:
        yield f"{title.name} ({title.year:04})"
    yield f"{title.name} ({title.kind})"
    if title.year:
        yield f"{title.name} ({title.year:04} {title.kind})"
    if 0 < title.first < NO_DATE:
        yield f"{title.name} ({date.fromordinal(title.first).isoformat()})"
    yield f"{title.name} (#{_place(title, namesakes)})"


def _place(title: Title, namesakes: Sequence[Title]) -> str:
    """The place of a title that everybody knows among such `namesakes`, from 1; of a secret one a mark of its own."""
    if title.public:
        return str([it.number for it in namesakes if it.public].index(title.number) + 1)
    return hashlib.sha256(title.identity.encode("utf-8", "surrogatepass")).hexdigest()[:6]
