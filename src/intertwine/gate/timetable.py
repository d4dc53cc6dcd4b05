"""The titles and installments of a universe, as progress speaks of them. It knows of all; who may know what is asked
with every call."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from intertwine.gate.gate import limits
from intertwine.gate.reveal import alternatives_passed
from intertwine.ledger.store.columns import KINDS, PUBLIC, Ledger, Stamps
from intertwine.model.arrays import among
from intertwine.model.frozen import Frozen, FrozenDict, read_only, sealed
from intertwine.model.progress import Mark
from intertwine.model.sentinels import NO_DATE
from intertwine.model.strings import Ints

Run = tuple[int, int]
"""Installments of a title from the one at the first place up to, and without, that at the second, in `Title.places`."""


@dataclass(frozen=True, eq=False, slots=True)
class Title:
    """A title with its installments. `identity` "" cannot be marked; `year` 0 is unknown; `first` is the day of its
    first release (NO_DATE: unknown). `places` are pairs of season and number, ascending; `rows` and `dates` are their
    numbers and days in the ledger. `seasons` holds the run of each season; `first_season` is the one that an episode
    without a season is counted in: the first that is not of specials, None of a film."""

    number: int
    identity: str
    name: str
    kind: str
    year: int
    first: int
    public: bool
    places: tuple[tuple[int, int], ...]
    rows: Ints
    dates: Ints
    seasons: FrozenDict[int, Run] = field(init=False, repr=False)
    first_season: int | None = field(init=False, repr=False)

    def __post_init__(self) -> None:
        runs: dict[int, Run] = {}
        for at, (season, _) in enumerate(self.places):
            runs[season] = (runs[season][0] if season in runs else at, at + 1)
        object.__setattr__(self, "seasons", FrozenDict(runs))
        object.__setattr__(self, "first_season", min((season for season in runs if season > 0), default=None))
        sealed(self)

    @property
    def is_single(self) -> bool:
        """Whether it is one installment, as a film is."""
        return self.places == ((0, 0),)

    def at(self, place: tuple[int, int]) -> int | None:
        """Where in `places` an installment stands, or None."""
        found = bisect_left(self.places, place)
        return found if found < len(self.places) and self.places[found] == place else None

    def between(self, first: tuple[int, int], last: tuple[int, int]) -> Run:
        """The run of installments from `first` to `last`, both included."""
        return bisect_left(self.places, first), bisect_right(self.places, last)


class Timetable(Frozen):
    """The titles of a ledger by number, in the order of their numbers; and which of them a progress makes known.

    `installments` counts them; `dates` are their days, and `markable` says which can be marked. `number` finds one by
    the identity of its title, season and number.
    """

    __slots__ = (
        "_named", "_naming", "_place", "by_identity", "dates", "installments", "markable", "number", "public", "titles",
    )  # fmt: skip

    def __init__(self, ledger: Ledger) -> None:
        strings, listing, entities = ledger.strings, ledger.installments, ledger.entities
        names, self._naming, self._named = _names(ledger)
        places: dict[int, list[tuple[tuple[int, int], int, int]]] = {}
        rows = zip(
            listing.title.tolist(), listing.season.tolist(), listing.number.tolist(), listing.date.tolist(), strict=True
        )
        for row, (title, season, number, day) in enumerate(rows):
            places.setdefault(title, []).append(((season, number), row, day))
        self.installments = len(listing.title)
        public = set(self._named[_passed_by_all(self._naming)].tolist())
        titles: dict[int, Title] = {}
        for number, text in sorted(names.items()):
            listed = sorted(places.get(number, []))
            first = min((day for _, _, day in listed), default=NO_DATE)
            year = int(entities.year[number])
            titles[number] = Title(
                number=number,
                identity=strings[int(entities.identity[number])],
                name=strings[text],
                kind=KINDS[int(entities.kind[number])],
                year=year or (date.fromordinal(first).year if 0 < first < NO_DATE else 0),
                first=first,
                public=number in public,
                places=tuple(place for place, _, _ in listed),
                rows=np.array([row for _, row, _ in listed], np.int32),
                dates=np.array([day for _, _, day in listed], np.int32),
            )
        self.titles = FrozenDict(titles)
        self.public = frozenset(public)
        marked = [title for title in titles.values() if title.identity]
        self.number = FrozenDict(
            ((title.identity, *place), int(row))
            for title in marked
            for place, row in zip(title.places, title.rows.tolist(), strict=True)
        )
        self._place = FrozenDict((row, place) for place, row in self.number.items())
        markable = np.zeros(self.installments, np.bool_)
        markable[list(self.number.values())] = True
        self.markable, self.dates = read_only(markable), listing.date
        self.by_identity = FrozenDict((title.identity, title) for title in marked)

    def known(self, limits: Ints) -> frozenset[int]:
        """The titles whose name is known to somebody who has passed `limits[i]` seconds of installment *i*."""
        passed, _ = alternatives_passed(self._naming, limits)
        return frozenset(self._named[passed].tolist())

    def limits(self, marks: Iterable[Mark]) -> Ints:
        """Seconds passed of each installment, -1 where none. A mark on what is not there passes nothing."""
        return limits(self.number, marks, self.installments)

    def everything(self) -> frozenset[Mark]:
        """Every installment that is listed now and can be marked, whole."""
        return frozenset(Mark(*place) for place in self.number)

    def marks(self, limits: Ints) -> frozenset[Mark]:
        """What `limits` passes, as marks; titles that cannot be marked have none."""
        rows = np.flatnonzero((limits >= 0) & self.markable)
        return frozenset(
            Mark(*self._place[row], seconds) for row, seconds in zip(rows.tolist(), limits[rows].tolist(), strict=True)
        )

    def among(self, numbers: Collection[int]) -> Iterator[Title]:
        """The titles with these numbers, in the order of their numbers."""
        return (title for number, title in self.titles.items() if number in numbers)


def _names(ledger: Ledger) -> tuple[dict[int, int], Stamps, Ints]:
    """Each title's name (a string's number); the alternatives that reveal titles' names; and whose each of them is."""
    rows, lines, stamps = ledger.rows, ledger.lines, ledger.stamps
    names: dict[int, int] = {}
    owners, starts, needs = list[int](), [0], list[int]()
    for row in np.flatnonzero(among(rows.verb, ledger.vocabulary.with_role("title name"))).tolist():
        line, title = int(rows.line[row]), int(rows.subject[row])
        names.setdefault(title, int(rows.text[row]))
        for way in lines.ways[lines.way_start[line] : lines.way_start[line + 1]].tolist():
            owners.append(title)
            needs += stamps.needs[stamps.start[way] : stamps.start[way + 1]].tolist()
            starts.append(len(needs))
    found = Stamps(
        stamps.installment, stamps.seconds, stamps.order, np.array(starts, np.int32), np.array(needs, np.int32),
        np.zeros(len(owners), np.int32),
    )  # fmt: skip
    return names, sealed(found), read_only(np.array(owners, np.int32))


def _passed_by_all(stamps: Stamps) -> Ints:
    """The alternatives that everybody has passed."""
    alone = np.diff(stamps.start) == 1
    return np.flatnonzero(alone & (stamps.needs[stamps.start[:-1]] == PUBLIC)).astype(np.int32)
