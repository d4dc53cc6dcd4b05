"""What people type, looked up among the names of titles: once for all the ways to spell it, however many namesakes a
title has.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, NamedTuple, TypeVar

from intertwine.model.frozen import Frozen, FrozenDict
from intertwine.model.identities import face
from intertwine.model.names import Hits, Names
from intertwine.model.release import UNDATED
from intertwine.model.title import TitleInstallments

K = TypeVar("K")
T = TypeVar("T", bound=TitleInstallments)
NameHits = tuple[Hits[int], Hits[int]]
"""What a text finds, and what it finds with another article."""

_QUALIFIED = re.compile(
    r"\((?:(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})|\#(?P<place>[0-9]{1,4}|[0-9a-f]{6})"
    r"|(?P<year>[0-9]{4})?\s*(?P<kind>[a-z][a-z -]{0,30})?)\)",
    re.IGNORECASE,
)
_LONGEST_QUALIFIER = 40
NO_NAMES: frozenset[int] = frozenset()
_NOT_FOUND: NameHits = ((), ())


class EverNamed(NamedTuple):
    """What a text can name, whichever titles are known: the numbers of all names that have a `say` in it, and of those
    by which it can name a title (`called`)."""

    say: frozenset[int]
    called: frozenset[int]


NEVER_NAMED = EverNamed(NO_NAMES, NO_NAMES)


class Qualifier(NamedTuple):
    """What tells a name from namesakes: the number of a day (0: of none that there is), or a place or a mark among
    them, or a year (0: unknown) and a kind; None and "" where that is not said."""

    day: int | None = None
    place: str = ""
    year: int | None = None
    kind: str = ""


_UNQUALIFIED = Qualifier()


@dataclass(frozen=True, eq=False, slots=True)
class TypedName:
    """All that decides which titles a text can name: what it finds as a whole, and what the name before its qualifier
    finds. Texts that are alike in this share one object (see `NameLookup`)."""

    whole: NameHits = _NOT_FOUND
    head: NameHits = _NOT_FOUND
    qualifier: Qualifier = _UNQUALIFIED


NOTHING_TYPED = TypedName()


class TitleTable(Frozen, Generic[T]):
    """Titles by the numbers of their names: `bearer`. `years`, `kinds` and `days` hold the names of the titles of each
    year, kind and first day; `place` is the place of a name among all."""

    __slots__ = ("bearer", "days", "kinds", "names", "place", "years")

    def __init__(self, named: Iterable[tuple[int, str, T]]) -> None:
        triples = list(named)
        self.bearer = FrozenDict((number, title) for number, _, title in triples)
        self.place = FrozenDict((number, n) for n, (number, _, _) in enumerate(triples))
        self.names = Names((name, number) for number, name, _ in triples)
        self.years = _grouped((title.year, number) for number, title in self.bearer.items())
        self.kinds = _grouped((title.kind, number) for number, title in self.bearer.items())
        firsts = ((title.first, number) for number, title in self.bearer.items())
        self.days = _grouped(
            (first.day, number) for first, number in firsts if first and first.day > 0 and not first.spread
        )

    def titles(self, numbers: Iterable[int]) -> list[T]:
        """The bearers of these names, in their order, each once."""
        return list(dict.fromkeys(self.bearer[number] for number in numbers))

    def ordered(self, numbers: Iterable[int]) -> list[T]:
        """The bearers of these names as namesakes are counted: by their first release."""
        return sorted(self.titles(numbers), key=lambda it: (it.first or UNDATED, it.number))

    def fitting(self, names: frozenset[int], it: Qualifier) -> frozenset[int]:
        """Those of `names` whose bearer is of this day, or this year and kind; none where nothing is said."""
        if it.day is not None:
            return names & self.days.get(it.day, NO_NAMES)
        if it.year is None and not it.kind:
            return NO_NAMES
        if it.year is not None:
            names &= self.years.get(it.year, NO_NAMES)
        return names & self.kinds.get(it.kind, NO_NAMES) if it.kind else names


class NameLookup(Generic[T]):
    """Looks up the names of one text, and remembers what it has found: so the time grows with the text, and not with
    the number of namesakes for each of their spellings. `known` are always the numbers of the names that may be used:
    others are as good as missing."""

    def __init__(self, table: TitleTable[T]) -> None:
        self._table = table
        self._typed: dict[str, TypedName] = {}
        self._same: dict[Hashable, TypedName] = {}
        self._ever: dict[TypedName, EverNamed] = {}
        self._called: dict[tuple[TypedName, frozenset[int]], list[T]] = {}
        self._known: dict[Hashable, frozenset[int]] = {}
        self._places: dict[Hashable, dict[str, list[T]]] = {}
        self._alike: dict[Hashable, frozenset[int]] = {}
        self._marks: dict[Hashable, dict[str, frozenset[int]]] = {}

    def typed(self, text: str) -> TypedName:
        """What `text` finds."""
        found = self._typed.get(text)
        if found is None:
            found = self._typed[text] = self._looked_up(text)
        return found

    def called(self, typed: TypedName, known: frozenset[int]) -> list[T]:
        """The titles that are named: by exactly this name, else by one that reads alike, else by one with another
        article, else by a name and what tells it from namesakes."""
        key = typed, known
        found = self._called.get(key)
        if found is None:
            names = self._first_known(typed.whole, known)
            found = self._called[key] = self._table.titles(names) or self._qualified(typed, known)
        return found

    def ever(self, typed: TypedName) -> EverNamed:
        """What can be named, whichever titles are known."""
        if typed is NOTHING_TYPED:
            return NEVER_NAMED
        found = self._ever.get(typed)
        if found is None:
            found = self._ever[typed] = self._ever_named(typed)
        return found

    def _looked_up(self, text: str) -> TypedName:
        whole, head, qualifier = self._table.names.hits_of_both(text), _NOT_FOUND, _UNQUALIFIED
        at, match = qualified(text)
        if match:
            head = self._table.names.hits_of_both(text[:at].rstrip())
            qualifier = qualifier_of(match) if any(head) else qualifier
        if not any(whole) and not any(head):
            return NOTHING_TYPED
        key = _key(whole), _key(head), qualifier
        return self._same.setdefault(key, TypedName(whole, head, qualifier))

    def _qualified(self, typed: TypedName, known: frozenset[int]) -> list[T]:
        head, it = typed.head, typed.qualifier
        if not any(head):
            return []
        key = _key(head), known
        if it.place:  # counted among all that read alike, as `spelling` does
            places = self._places.get(key)
            if places is None:
                names = self._ever_alike((head[0], ())) & known
                places = self._places[key] = places_of(self._table.ordered(names))
            return places.get(it.place, [])
        names_of_head = self._known.get(key)
        if names_of_head is None:
            names_of_head = self._known[key] = frozenset(self._first_known(head, known))
        return self._table.ordered(self._table.fitting(names_of_head, it))

    def _first_known(self, found: NameHits, known: frozenset[int]) -> list[int]:
        """Of what is found, what the finest reading finds that is known."""
        for hit in (*found[0], *found[1]):
            if len(hit) == 1:
                if hit[0] in known:
                    return [hit[0]]
            elif hit:
                names = self._ever_alike(((hit,), ())) & known
                if names:
                    return sorted(names, key=self._table.place.__getitem__) if len(names) > 1 else list(names)
        return []

    def _ever_named(self, typed: TypedName) -> EverNamed:
        whole, head, it = self._ever_alike(typed.whole), self._ever_alike(typed.head), typed.qualifier
        if not head:
            return EverNamed(whole, whole)
        if it.place:
            marks = self._marks.get(_key(typed.head))
            if marks is None:
                marks = self._marks[_key(typed.head)] = self._marked(head)
            fitting = marks.get(it.place if len(it.place) == MARK_LENGTH else "", NO_NAMES)
        else:
            fitting = self._names_of(self._table.titles(self._table.fitting(head, it)))
        called = fitting | whole if whole else fitting
        return EverNamed(head if called <= head else called | head, called)

    def _ever_alike(self, found: NameHits) -> frozenset[int]:
        """All names that are found, in any way."""
        if not any(found):
            return NO_NAMES
        key = _key(found)
        names = self._alike.get(key)
        if names is None:
            names = self._alike[key] = frozenset(number for hits in found for hit in hits for number in hit)
        return names

    def _marked(self, names: frozenset[int]) -> dict[str, frozenset[int]]:
        """Names of the bearers of `names`, by their marks; under "" those of titles that have a place instead: which
        one hangs on the others that are known."""
        found: dict[str, set[int]] = {}
        for title in self._table.titles(names):
            for mark in {""} if title.public else {mark_of(title), _mark(title.identity)}:
                found.setdefault(mark, set()).update(self._names_of([title]))
        return {mark: frozenset(its) for mark, its in found.items()}

    def _names_of(self, titles: Iterable[T]) -> frozenset[int]:
        return frozenset(number for title in titles for number, _ in title.names)


def qualified(text: str) -> tuple[int, re.Match[str] | None]:
    """Where what tells a name from others begins, and that; None where nothing does."""
    at = text.rfind("(", max(0, len(text) - _LONGEST_QUALIFIER))
    return at, _QUALIFIED.fullmatch(text, at) if at > 0 else None


def qualifier_of(match: re.Match[str]) -> Qualifier:
    """What such a match says."""
    if match["day"]:
        return Qualifier(day=_ordinal(match["day"]))
    if match["place"]:
        return Qualifier(place=match["place"].lower())
    return Qualifier(year=int(match["year"]) if match["year"] else None, kind=(match["kind"] or "").lower())


def places_of(namesakes: Sequence[T]) -> dict[str, list[T]]:
    """Titles that read alike, as counted, by what stands for each: the place of a title that everybody knows among
    those, from 1; of a secret one a mark of its own."""
    found: dict[str, list[T]] = {}
    count = 0
    faces = Counter(face(title.identity) for title in namesakes)
    for title in namesakes:
        count += title.public
        mark = mark_of(title) if faces[face(title.identity)] == 1 else _mark(title.identity)
        found.setdefault(str(count) if title.public else mark, []).append(title)
    return found


MARK_LENGTH = 6


def mark_of(title: TitleInstallments) -> str:
    """What tells a secret title from all others: a place would hang on what other secrets there are."""
    return _mark(face(title.identity))


def _mark(identity: str) -> str:
    return hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:MARK_LENGTH]


def _key(found: NameHits) -> tuple[int, ...]:
    """What is equal for texts that find the same: the table's own objects, which live as long as it does."""
    return (*map(id, found[0]), 0, *map(id, found[1]))


def _grouped(pairs: Iterable[tuple[K, int]]) -> FrozenDict[K, frozenset[int]]:
    found: dict[K, list[int]] = {}
    for key, number in pairs:
        found.setdefault(key, []).append(number)
    return FrozenDict((key, frozenset(numbers)) for key, numbers in found.items())


def _ordinal(day: str) -> int:
    """The number of a day written as 2015-04-10; 0 where there is no such day."""
    try:
        return date.fromisoformat(day).toordinal()
    except ValueError:
        return 0
