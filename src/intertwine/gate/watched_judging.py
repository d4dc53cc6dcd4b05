"""What one entry of another program means to somebody who knows certain titles: something sure, or a question.

Outside ids count first, then the name and the year, then the numbers and names of episodes. A wrong mark is a spoiler:
what could be another title, or another episode, is asked.
"""

from collections.abc import Collection, Iterable, Iterator
from enum import IntEnum
from typing import NamedTuple

from intertwine.gate.timetable import Title
from intertwine.gate.watched_places import MeantPlaces, is_at_end, meant, reached, whole
from intertwine.gate.watched_table import WatchedTable, WorkLookup, WorkNumbers, medium_of
from intertwine.model.outside_ids import OF_ONE_MEDIUM
from intertwine.model.sentinels import NONE
from intertwine.model.watched import WatchedRow, WatchedWork
from intertwine.model.words import letters

_MOST_PARTS = 8
"""Parts of "Show: Season: Episode" that are looked at."""


class Likeness(IntEnum):
    """How sure it is that a title is meant: by the name alone, with another year or without one; by the name of a
    series, with nothing that speaks against it; by the name and the year; by an outside id."""

    DOUBTFUL = 0
    NAMED = 1
    DATED = 2
    IDENTIFIED = 3


class Meant(NamedTuple):
    """One title that an entry can mean: how sure that is, and what of it is passed then (seconds by place)."""

    title: Title
    likeness: Likeness
    places: MeantPlaces
    passed: tuple[tuple[int, int], ...]

    @property
    def is_sure(self) -> bool:
        """Whether it can be marked without asking."""
        if not self.passed or not self.title.identity:
            return False
        return self.likeness >= Likeness.NAMED or self.places.is_named


class WatchedVerdict(NamedTuple):
    """What an entry means: `sure` (None: nothing is), and all that it could mean where that is asked. `numbers` are
    those of the known names and ids by which it names anything."""

    sure: Meant | None
    could_be: tuple[Meant, ...]
    numbers: frozenset[int]


class WatchedJudge:
    """Judges the entries of one export. `rows_of` gives all entries of a work, which speak for or against a title that
    is known by its name alone."""

    def __init__(self, table: WatchedTable) -> None:
        self._table, self._lookup = table, WorkLookup(table)
        self._rows_of: dict[WatchedWork, list[WatchedRow]] = {}
        self._fits: dict[tuple[WatchedWork, int], bool] = {}
        # An export has very many entries that mean few things: each of these is kept once.
        self._one: dict[frozenset[int], frozenset[int]] = {}
        self._same: dict[Meant, Meant] = {}

    def say(self, row: WatchedRow) -> frozenset[int]:
        """The numbers of all names and ids by which an entry names titles, known or not."""
        found: frozenset[int] = frozenset()
        for way in ways(row):
            own = self._lookup.numbers(way.work).say
            found = found | own if found and own else found or own
        return self._one.setdefault(found, found)

    def telling_name(self, row: WatchedRow, known: Collection[int] | None = None) -> str:
        """The name of the episode in an entry, if it can have a say: "" where a number stands beside it, and no title
        that the entry can mean by a `known` name or id (None: known or not) has such an episode. An export has a name
        in each entry."""
        if row.first is None or not row.name:
            return row.name
        name, numbers = letters(row.name), self._lookup.numbers(row.work).naming
        its = numbers if known is None else numbers.intersection(known)
        is_telling = any(name in self._table.episodes(self._table.bearer(number)).places for number in its)
        return row.name if is_telling else ""

    def add(self, row: WatchedRow) -> None:
        """Take an entry into account."""
        if row.work.medium == "series":
            self._rows_of.setdefault(row.work, []).append(row)

    def judge(self, row: WatchedRow, known: Collection[int]) -> WatchedVerdict:
        """What `row` means to somebody who knows the names and ids with these numbers."""
        found: dict[int, Meant] = {}
        numbers: frozenset[int] = frozenset()
        for way in ways(row):
            say = self._lookup.numbers(way.work)
            here = frozenset(say.say & known if isinstance(known, frozenset) else say.say.intersection(known))
            if not here:
                continue
            numbers |= here
            for it in self._meant(way, say, here, is_split=way.work != row.work):
                before = found.get(it.title.number)
                if before is None or (it.is_sure, it.likeness) > (before.is_sure, before.likeness):
                    found[it.title.number] = it
        could_be = tuple(self._same.setdefault(it, it) for it in found.values())
        return WatchedVerdict(_only(could_be), could_be, numbers)

    def _meant(self, row: WatchedRow, say: WorkNumbers, here: frozenset[int], *, is_split: bool) -> Iterator[Meant]:
        """The titles that a reading of an entry can mean; `here` are the numbers of `say` that are known."""
        identified = {self._table.bearer(number).number for number in here & say.ids}
        likeness: dict[int, Likeness] = {}
        for number in sorted(here & say.naming):
            title = self._table.bearer(number)
            if identified:
                is_one = len(identified) == 1 and row.work.medium in ("", medium_of(title))
                its = Likeness.IDENTIFIED if is_one else Likeness.DOUBTFUL
                if title.number not in identified:
                    continue
            else:
                found = _likeness(
                    row.work, title, is_named=number in say.names, has_other=self._differs(row, title, here)
                )
                if found is None:
                    continue
                its = found
            likeness[title.number] = max(its, likeness.get(title.number, its))
        for number, its in likeness.items():
            title = self._table.timetable.titles[number]
            places = meant(title, self._table.episodes(title), row)
            if not is_split or places.is_named:
                yield Meant(title, self._with_others(row.work, title, its), places, _passed(title, places, row))
            elif medium_of(title) == "series":
                yield Meant(title, Likeness.DOUBTFUL, places._replace(is_listed=False), ())

    def _differs(self, row: WatchedRow, title: Title, here: frozenset[int]) -> bool:
        """Whether a row and a title have an id in one scheme, as far as is known, and not the same one."""
        for scheme, text in row.work.ids:
            if scheme in OF_ONE_MEDIUM and row.work.medium != medium_of(title):
                continue
            own = self._table.ids(title, scheme, here)
            if own and text not in own:
                return True
        return False

    def _with_others(self, work: WatchedWork, title: Title, likeness: Likeness) -> Likeness:
        """Less sure, where other entries of a series that is known by its name alone are not listed."""
        if likeness != Likeness.NAMED:
            return likeness
        key = work, title.number
        if key not in self._fits:
            episodes = self._table.episodes(title)
            self._fits[key] = all(meant(title, episodes, row).is_listed for row in self._rows_of.get(work, ()))
        return likeness if self._fits[key] else Likeness.DOUBTFUL


def _likeness(work: WatchedWork, title: Title, *, is_named: bool, has_other: bool) -> Likeness | None:
    """How sure it is that `work` is `title`, which it names without an id; None where it is another one. `has_other`:
    an id of it is another one. `is_named`: by its name as it is, and not by a part of it."""
    medium = medium_of(title)
    is_same_year = bool(work.year) and work.year == title.year
    if has_other or work.medium not in ("", medium):
        return Likeness.DOUBTFUL if is_same_year and is_named else None
    if work.year and title.year:
        if is_same_year:
            return Likeness.DATED if is_named else Likeness.DOUBTFUL
        return Likeness.DOUBTFUL if abs(work.year - title.year) == 1 else None
    return Likeness.NAMED if medium == "series" and is_named else Likeness.DOUBTFUL


def ways(row: WatchedRow) -> Iterator[WatchedRow]:
    """How an entry can be read: as it is; where it does not say whether it is a film, also as a series with the name of
    an episode after a colon ("White Collar: The Portrait")."""
    yield row
    if row.work.medium or ": " not in row.work.title:
        return
    parts = row.work.title.split(": ")
    for end in range(1, min(len(parts), _MOST_PARTS)):
        work = WatchedWork("series", ": ".join(parts[:end]), 0, row.work.ids)
        for begin in range(end, min(len(parts), _MOST_PARTS)):
            yield row._replace(work=work, name=": ".join(parts[begin:]))


def _passed(title: Title, places: MeantPlaces, row: WatchedRow) -> tuple[tuple[int, int], ...]:
    """What of a title an entry passes: seconds by place; nothing where that is in doubt."""
    if title.is_single or medium_of(title) == "book":
        return tuple(whole(title, row).items()) if row.first is None and row.season is None else ()
    if len(places.places) > 1 and not is_at_end(row, len(places.places)):
        return ()
    found = [(place, reached(title, place, row)) for place in places.places]
    return tuple((place, seconds) for place, seconds in found if seconds != NONE)


def _only(could_be: Iterable[Meant]) -> Meant | None:
    """The one that is meant for sure: the likeliest, where no other is as likely."""
    found = sorted(could_be, key=_rank, reverse=True)
    if not found or not found[0].is_sure:
        return None
    if len(found) > 1 and _rank(found[1]) >= _rank(found[0]):
        return None
    best = found[0]
    if best.likeness < Likeness.DATED and not best.places.is_named and len(found) > 1:
        return None
    return best


def _rank(it: Meant) -> tuple[bool, int, bool]:
    return it.likeness >= Likeness.DATED, it.likeness if it.likeness >= Likeness.DATED else 0, it.places.is_named
