"""Titles by the names that people type, and how each is written so that it reads back to itself alone.

A title is called by one of its names, or by a name and what tells it from namesakes in parentheses: a year, a kind,
both, the day of its first release; its place among them where everybody knows of it, and a mark of its own where it is
a secret (a place would hang on what other secrets there are).

    Alpha · Alpha (2015) · Alpha (film) · Alpha (2015 film) · Alpha (2015-04-10) · Alpha (#2) · Alpha (#3fa91c)
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from intertwine.model.frozen import Frozen
from intertwine.model.spellings import close_matches
from intertwine.model.title import TitleInstallments
from intertwine.model.typed_names import NameLookup, TitleTable, places_of, qualified, qualifier_of
from intertwine.model.words import exact, fold

T = TypeVar("T", bound=TitleInstallments)

_QUOTES = str.maketrans(dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02", '"'))


def straight(text: str) -> str:
    """`text` with quotation marks of every kind as `"`."""
    return text if text.isascii() else text.translate(_QUOTES)


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


class TitleNames(Frozen, Generic[T]):
    """The titles of a universe by name. `known` are always the numbers of those names that may be used (see
    `TitleInstallments`): all others are as good as missing."""

    __slots__ = ("_table", "all")

    def __init__(self, titles: Iterable[T]) -> None:
        self._table = TitleTable((number, straight(name), title) for title in titles for number, name in title.names)
        self.all = frozenset(self._table.bearer)
        """The numbers of all names."""

    def lookup(self) -> NameLookup[T]:
        """What looks up the names of one text among these titles."""
        return NameLookup(self._table)

    def called(self, text: str, known: Collection[int]) -> list[T]:
        """The titles that `text` names: by exactly this name, else by one that reads alike, else by one with another
        article, else by a name and what tells it from namesakes."""
        lookup = self.lookup()
        return lookup.called(lookup.typed(text), known if isinstance(known, frozenset) else frozenset(known))

    def alike(self, text: str, known: Collection[int]) -> list[T]:
        """Every title that `text` could be taken for, in any of these ways."""
        return self._table.titles(self.names_alike(text, known))

    def names_alike(self, text: str, known: Collection[int]) -> list[int]:
        """The numbers of the names that `text` could be taken for, in any of these ways."""

        def named(name: str) -> frozenset[int]:
            found = self._table.names.hits_of_both(name)
            return frozenset(number for hits in found for hit in hits for number in hit if number in known)

        found, (at, match) = list[T](), qualified(text)
        if match:
            name, it = text[:at].rstrip(), qualifier_of(match)
            if it.place:  # counted among all that read alike, as `spelling` does
                found = places_of(self._table.ordered(self._table.names.alike(name, known))).get(it.place, [])
            else:
                found = self._table.ordered(self._table.fitting(named(name), it))
        return [*named(text), *(number for title in found for number, _ in title.names if number in known)]

    def among(self, known: Collection[int]) -> list[T]:
        """The titles that have one of these names, in the order of their numbers."""
        return sorted(self._table.titles(self.all.intersection(known)), key=lambda it: it.number)

    def spelling(self, title: T, known: Collection[int]) -> str:
        """The shortest of a title's spellings that can be taken for no other title of `known`, by its best name."""
        for name in _known(title, known):
            for way in _spellings(title, name, self._table.ordered(self._table.names.alike(straight(name), known))):
                if {it.number for it in self.alike(straight(way), known)} == {title.number}:
                    return way
        return self.shown(title, known)

    def shown(self, title: T, known: Collection[int]) -> str:
        """The best of a title's names that is among `known`."""
        return next(_known(title, known), "")

    def near(self, text: str, known: Collection[int]) -> list[T]:
        """At most two titles whose name is spelt like `text`, the nearest first."""
        named = {fold(name): title for title in self.among(known) for name in _known(title, known)}
        found = close_matches(fold(text), named, n=2, cutoff=0.7)
        return list(dict.fromkeys(named[word] for word in found))


def _known(title: TitleInstallments, known: Collection[int]) -> Iterator[str]:
    return (name for number, name in title.names if number in known)


def _day(title: TitleInstallments) -> str:
    """The day of its first release, "" where that is not known."""
    return (title.first.iso or "") if title.first and not title.first.spread else ""


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
    return next(place for place, its in places_of(namesakes).items() if title in its)
