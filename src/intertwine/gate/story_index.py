"""The order in which things happened in the story: a topological order of everything that the viewer knows of it.

Each fact has a *place*, by which all are sorted:

- its date (the beginning of what its EDTF allows, or its end where that is open);
- else, by the first of its relations that says how many days from something that has a day: so many days from it;
- else, directly before, within or after the first thing that it names and that has a day a year or more from when the
  fact was shown. What comes after a span stands at its last day;
- else where the rules below say, if its relations hold there, or the nearest place where they hold; of what it happens
  during, the beginning. Of facts that name each other each goes by those that were shown before it;
- else, with a step, its title's first release, in the order of the steps there;
- else, of what no death ends (kinship) and nobody knows to have begun, before everything, as what is public;
- else the release of the installment where it was shown. What is public stands before everything.

A place in a title that is named stands at its release: its beginning before all that was shown there, its end after it.
One that mostly shows another time (see `model.place_times`) is like a fact with a date.
Then each is moved as little as its relations ask for: to the last of what comes before it, and never past the first of
what comes after it or the end of its own date. What has a beginning that is known is moved by such alone, and by places
in titles that came out on a known day. What is still equal stays in the order shown. `model.story_relations` says which
relations count. Last, a state that began before a death and would stand after it (see `before_deaths`) is moved as if
it said so, unless that contradicts what is said or moves the death.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np

from intertwine.gate.before_deaths import StatesBeforeDeaths, may_be_misplaced, ranks
from intertwine.gate.identities import merged, with_verbs
from intertwine.gate.story_graph import DATED, SHOWN, STEPPED, StoryGraph
from intertwine.gate.tables import ViewTables
from intertwine.model.arrays import among, distinct
from intertwine.model.frozen import Frozen, Memo, once, read_only, remember
from intertwine.model.place_times import story_edges
from intertwine.model.release_order import days_standing_in
from intertwine.model.sentinels import LAST_SECOND, NO_DATE, NO_DAY, NONE, TIME_BITS
from intertwine.model.story_relations import BEFORE, EARLIEST, LATEST, StoryRelations
from intertwine.model.strings import Bools, Ints, Longs


class _OwnPlaces(NamedTuple):
    """Some lines, ascending, and where each stands by what it says itself (see `_own_places`)."""

    lines: Ints
    places: Longs

    def of(self, lines: Ints) -> Longs:
        """The places of some of them."""
        return self.places[:, np.searchsorted(self.lines, lines)]


class _Moved(NamedTuple):
    """The lines that have relations or are named by them, ascending; what sorts each: its place, and a number for those
    at one place; and which relations count."""

    lines: Ints
    places: Longs
    counts: Bools


class _Few(NamedTuple):
    """What is `moved` of some parts (see `_parts`), whose lines are `tied`, ascending, and whose relations have these
    numbers."""

    moved: _Moved
    tied: Ints
    relations: Longs


_NOTHING_MOVED = _Moved(
    read_only(np.zeros(0, np.int32)), read_only(np.zeros((7, 0), np.int64)), read_only(np.zeros(0, np.bool_))
)


class StoryIndex(Frozen):
    """Puts the facts of one view into story order."""

    __slots__ = ("_memo", "_tables", "_titles")

    def __init__(self, tables: ViewTables, titles: tuple[int, ...]) -> None:
        """Of the view with these `tables`, whose `titles` come in their order."""
        self._tables, self._titles = tables, titles
        self._memo: Memo[str, Any] = Memo()

    def ordered(self, lines: Iterable[int]) -> Ints:
        """`lines`, each once, in story order. Of two of them it never matters which others are asked for."""
        wanted = distinct(lines if isinstance(lines, np.ndarray) else np.fromiter(lines, np.int32))
        # What is moved takes long to work out, and most facts of a few are not.
        moved = _NOTHING_MOVED
        if self._may_move(wanted):
            few = self._few(wanted)
            moved = self._moved if few is None else few.moved
        return _sorted(wanted, self._own_places(wanted), moved)

    def counting(self, line: int) -> tuple[bool, ...]:
        """Which of the relations of a line count, in their order: none that goes round in a circle or contradicts the
        dates."""
        numbers = np.array(self._tables.relations.get(line, ()), np.int64)
        if not len(numbers):
            return ()
        few = self._few(np.array([line], np.int32))
        counts = self._moved.counts[numbers] if few is None else few.moved.counts[few.relations.searchsorted(numbers)]
        return tuple(counts.tolist())

    def own_steps(self, person: int) -> dict[int, int]:
        """The places in the own order of a person, by the lines that have them: in thousandths of a step."""
        t, c = self._tables, self._tables.columns
        said = self._own_rows[t.subject[self._own_rows] == person]
        about = c.about[c.row_line[said]]
        return dict(zip(about.tolist(), c.rank[said].tolist(), strict=True))

    @once
    def travellers(self) -> frozenset[int]:
        """Everybody who has an order of their own."""
        return frozenset(self._tables.subject[self._own_rows].tolist())

    @once
    def _own_rows(self) -> Longs:
        """The rows that say a place in an order of somebody's own."""
        t = self._tables
        return read_only(np.flatnonzero(with_verbs(t.columns.verb, [verb.role == "own order" for verb in t.verbs])))

    def in_own_order(self, person: int, lines: Iterable[int]) -> Ints:
        """`lines`, each once, as `person` lived them: by their steps, and at one step as shown. What says no step comes
        after the last that says one, was shown in the same installment and happened before it in the story; where there
        is none, after the highest step of all that happened before it. Of two of them it never matters which others are
        asked for."""
        steps, wanted = self.own_steps(person), set(map(int, lines))
        deaths = self._before_deaths.lines(wanted - steps.keys()).tolist()
        ordered = self.ordered(wanted.union(steps, deaths))
        shown, installments = self._tables.orders(ordered).tolist(), self._tables.columns.installment[ordered].tolist()
        highest = (NONE, NONE, NONE)
        latest: dict[int, tuple[int, int, int]] = {}
        places = dict[int, tuple[tuple[int, int, int], int, int]]()
        for n, line in enumerate(ordered.tolist()):
            installment = installments[n]
            if line in steps:
                place = latest[installment] = steps[line], shown[n], line
                highest = max(highest, place)
                places[line] = place, NONE, line
            else:
                places[line] = (latest.get(installment, highest) if installment >= 0 else highest), n, line
        rank = ranks(sorted(places, key=places.__getitem__))
        first = {line: (rank[line], 1, 0) for line in places}
        for line, death in self._before_deaths.misplaced(rank):
            if line not in steps:
                first[line] = min(first[line], (rank[death], 0, rank[line]))
        return np.array(sorted(wanted, key=first.__getitem__), np.int32)

    def _own_places(self, lines: Ints) -> Longs:
        """Where each of these lines stands by what it says itself, without its relations. Columns are lines; rows are a
        day and what tells apart what has the same one: kind of place, rank of the title, step, order shown, line."""
        t, c = self._tables, self._tables.columns
        installment = c.installment[lines]
        title = np.where(installment >= 0, self._titles_listed[installment], c.home[lines])
        start, until = c.true_start[lines].astype(np.int64), c.true_until[lines].astype(np.int64)
        dated = np.where(start != NO_DAY, start, until)
        is_dated = dated != NO_DAY
        step = c.step[lines]
        is_stepped = ~is_dated & (step >= 0) & (title >= 0)
        released = self._released[installment]
        is_timeless = self._timeless(lines) | c.public[lines]
        day = np.where(is_timeless, EARLIEST, released)
        day[is_stepped] = self._first_days[title[is_stepped]]
        day[is_dated] = dated[is_dated]
        kind = np.where(is_dated, DATED, np.where(is_stepped, STEPPED, np.where(is_timeless, 0, SHOWN)))
        rank = np.where(is_stepped, self._title_ranks[title], 0)
        steps = np.where(is_stepped, step, 0)
        return np.stack([day, kind, rank, steps, t.orders(lines), lines.astype(np.int64)])

    def _timeless(self, lines: Ints) -> Bools:
        """Which of these lines say no more than that something is so which nothing ends, as that somebody is the parent
        of another: when they are shown says nothing of when it began."""
        found: Bools = self._lasts[self._tables.verbs_of(lines)]
        return found

    @once
    def _lasts(self) -> Bools:
        """Which verbs say that something is so which nothing ends."""
        verbs = self._tables.verbs
        return read_only(
            np.array([verb.shape == "state" and verb.outlives and verb.begins == verb.id for verb in verbs], np.bool_)
        )

    @once
    def _days(self) -> Longs:
        """The day on which each listed installment came out, or that which stands for it; `LATEST` where there is
        none."""
        c = self._tables.columns
        dates = days_standing_in(c.listed_title, c.listed_season, c.listed_date, len(self._tables.leader))
        return read_only(np.where(dates == NO_DATE, LATEST, dates))

    @once
    def _released(self) -> Longs:
        """The same, and `LATEST` for no installment."""
        return read_only(np.append(self._days, LATEST))

    @once
    def _titles_listed(self) -> Ints:
        """The title of each listed installment, and NONE for no installment."""
        return read_only(np.append(self._tables.columns.listed_title, np.int32(NONE)))

    @once
    def _first_days(self) -> Longs:
        """The first release of each entity that is a title; `LATEST` of all others."""
        found = np.full(len(self._tables.leader), LATEST, np.int64)
        np.minimum.at(found, self._tables.columns.listed_title, self._days)
        return read_only(found)

    @once
    def _title_ranks(self) -> Longs:
        found = np.zeros(len(self._tables.leader), np.int64)
        titles = np.array(self._titles, np.int64)
        found[titles] = np.arange(len(titles))
        return read_only(found)

    @once
    def _before_deaths(self) -> StatesBeforeDeaths:
        return StatesBeforeDeaths(self._tables)

    def _may_move(self, lines: Ints) -> bool:
        """Whether any of these lines may be among those that are moved: those with relations or named by them, and
        those that matter for states before deaths."""
        if self._related[lines].any():
            return True
        t = self._tables
        verbs = t.verbs_of(lines).tolist()
        return any(may_be_misplaced(t.verbs[verb]) for verb in verbs) and bool(
            among(lines, self._before_deaths.lines()).any()
        )

    def _few(self, wanted: Ints) -> _Few | None:
        """What is moved of the parts that the lines `wanted` are in, where their order hangs on nothing else, and they
        are few; None where they are not, or others were asked for before: then all that is moved is worked out, once.
        """
        if "_moved" in self._memo:
            return None
        known: tuple[_Few | None] | None = self._memo.get("few")
        if known is None:
            known = remember(self._memo, "few", (self._few_with(wanted),))
        (few,) = known
        related = wanted[self._related[wanted]]
        is_known = few is not None and among(related, few.tied).all() and not len(self._before_deaths.among(wanted))
        return few if is_known else None

    def _few_with(self, wanted: Ints) -> _Few | None:
        c, related = self._tables.columns, self._related
        part = self._parts()
        mine = distinct(part[wanted[related[wanted]]])
        chosen = np.flatnonzero(among(part[c.relation_line], mine))
        tied = np.flatnonzero(related).astype(np.int32)
        tied = tied[among(part[tied], mine)]
        deaths = self._before_deaths.deaths(tied)
        # A state that is put before a death moves nothing else there, unless the death itself stands where it was put,
        # as most do that say when they were.
        may_move = len(self._before_deaths.among(tied)) or among(deaths, c.relation_line).any()
        if may_move or 2 * len(chosen) > len(c.relation_line):
            return None
        nothing, own = np.zeros(0, np.int32), _OwnPlaces(tied, self._own_places(tied))
        found = self._placed(nothing, nothing, own, chosen)
        stays = (_keys(deaths, own.of(deaths), found)[:6] == own.of(deaths)).all()
        return _Few(found, read_only(tied), read_only(chosen)) if stays else None

    def _parts(self) -> Ints:
        """A number for each line: those that relations tie together, or to the same installment, share one. What is in
        one part moves nothing in another, and of two lines it never matters what is in a third part."""
        c, count = self._tables.columns, self._tables.lines
        of_fact = c.relation_target >= 0
        whose = [c.relation_line[of_fact], *[c.relation_line[~of_fact]] * 2]
        ends = [c.relation_target[of_fact], *(it[~of_fact] + count for it in (c.relation_installment, c.relation_last))]
        return merged(count + len(c.listed_title), np.concatenate(whose), np.concatenate(ends))

    @once
    def _related(self) -> Bools:
        """Which lines have relations or are named by them."""
        c = self._tables.columns
        found = np.zeros(self._tables.lines, np.bool_)
        found[c.relation_line] = True
        found[c.relation_target[c.relation_target >= 0]] = True
        return read_only(found)

    @once
    def _moved(self) -> _Moved:
        """All that is moved: by what is said, and what began before a death."""
        nothing, concerned = np.zeros(0, np.int32), distinct(self._before_deaths.lines())
        lines = distinct(np.concatenate([np.flatnonzero(self._related).astype(np.int32), concerned]))
        own = _OwnPlaces(lines, self._own_places(lines))
        said = self._placed(nothing, nothing, own)
        ordered = _sorted(concerned, own.of(concerned), said)
        pairs = list(self._before_deaths.misplaced(ranks(ordered.tolist())))
        states, deaths = np.array(pairs, np.int32).reshape(-1, 2).T
        while len(states):
            found = self._placed(states, deaths, own)
            counts, asked = np.split(found.counts, [len(said.counts)])
            then, now = (_keys(deaths, own.of(deaths), moved)[:6] for moved in (said, found))
            kept = asked & (then == now).all(axis=0)
            if not (counts == said.counts).all() and kept.all():
                break
            if kept.all():
                return _Moved(found.lines, found.places, said.counts)
            states, deaths = states[kept], deaths[kept]
        return said

    def _placed(self, states: Ints, deaths: Ints, known: _OwnPlaces, chosen: Longs | slice = slice(None)) -> _Moved:
        """What relations move (those that are `chosen`), and that each of these `states` is before its one of the
        `deaths`. The places of all of them are `known`."""
        c, count = self._tables.columns, len(states)
        line, kind, target, installment, last, far = (
            it[chosen] for it in (c.relation_line, c.relation_kind, c.relation_target, c.relation_installment,
                                  c.relation_last, c.relation_days)
        )  # fmt: skip
        if not len(line) + count:
            return _NOTHING_MOVED
        seconds = c.relation_seconds[chosen].astype(np.int64)
        opens = (installment.astype(np.int64) << TIME_BITS) | seconds
        closes = (last.astype(np.int64) << TIME_BITS) | np.where(seconds == 0, LAST_SECOND, seconds)
        said = StoryRelations(
            np.concatenate([line, states]),
            np.concatenate([kind, np.full(count, BEFORE, np.int8)]),
            np.concatenate([target, deaths]),
            *(np.concatenate([column, np.zeros(count, np.int64)]) for column in (opens, closes)),
        )
        days = np.concatenate([far, np.full(count, NONE, np.int32)])
        edges, moved = story_edges(said, c.true_start, c.true_until, self._days, c.listed_spread, shown=self._shown)
        lines = edges.lines[: np.searchsorted(edges.lines, edges.first_place)]
        nothing = np.zeros(len(moved.start), np.int64)
        # Places before all facts of their first day.
        places = np.stack([moved.start, nothing + DATED, nothing - 1, nothing, moved.order, moved.last])
        own = np.concatenate([known.of(lines), places], axis=1)
        graph = StoryGraph(edges, moved.relations, days, own)
        found = np.concatenate([graph.places, graph.numbers[np.newaxis]])[:, : len(lines)]
        return _Moved(read_only(lines), read_only(found), read_only(graph.counts))

    @once
    def _shown(self) -> tuple[Longs, Ints]:
        """The lines of facts and scenes that an installment showed, and which one."""
        t, c = self._tables, self._tables.columns
        told = [verb.shape != "listing" and verb.role not in ("prose", "news") for verb in t.verbs]
        is_told = np.zeros(t.lines, np.bool_)
        is_told[c.row_line[with_verbs(c.verb, told)]] = True
        lines = np.flatnonzero(is_told & (c.about < 0) & (c.installment >= 0) & ~c.public)
        return read_only(lines), read_only(c.installment[lines])


def _sorted(wanted: Ints, own: Longs, moved: _Moved) -> Ints:
    """Lines whose `own` places are known, in the order in which these `moved` ones stand where they do, and all others
    where they say."""
    ordered: Ints = wanted[np.lexsort(_keys(wanted, own, moved)[::-1])]
    return ordered


def _keys(wanted: Ints, own: Longs, moved: _Moved) -> Longs:
    """What sorts each of these lines: a column each."""
    keys = np.concatenate([own, np.zeros((1, len(wanted)), np.int64)])
    if len(moved.lines):
        found = np.minimum(np.searchsorted(moved.lines, wanted), len(moved.lines) - 1)
        is_moved = moved.lines[found] == wanted
        keys[:, is_moved] = moved.places[:, found[is_moved]]
    return keys
