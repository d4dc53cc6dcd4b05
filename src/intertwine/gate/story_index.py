"""The order in which things happened in the story: a topological order of everything that the viewer knows of it.

Each fact has a *place*, by which all are sorted:

- its date (the beginning of what its EDTF allows, or its end where that is open);
- else, with a distance from something that has a day ("37 years before"), that day less or plus the distance;
- else directly before, after or within the first thing that it names;
- else, with a step, its title's first release, in the order of the steps there;
- else the release of the installment where it was shown. What is public stands before everything.

Then each is moved as little as its relations ask for: to the last of what comes before it, and never past the first of
what comes after it or the end of its own date. What is still equal stays in the order shown. A *contradiction* is a
circle of relations, or of relations and dates: its relations count for nothing, and those of nobody else are touched.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from heapq import heapify, heappop, heappush
from typing import Any, NamedTuple

import numpy as np

from intertwine.gate.identities import with_verbs
from intertwine.gate.tables import ViewTables
from intertwine.ledger.store.columns import RELATION_KINDS
from intertwine.model.arrays import distinct
from intertwine.model.frozen import Frozen, FrozenDict, Memo, once, read_only
from intertwine.model.sentinels import LAST_SECOND, NO_DATE, NO_DAY, NONE, TIME_BITS
from intertwine.model.story_circles import Edge, in_circles
from intertwine.model.strings import Ints, Longs

_FIRST, _LAST = -(1 << 40), 1 << 40
StoryPlace = tuple[int, int, int, int, int, int]
"""A day, and what tells apart what has the same one: kind of place, rank of the title, step, order shown, line."""
_DATED, _STEPPED, _SHOWN = 0, 1, 2
_NOWHERE: StoryPlace = (_FIRST - 1, 0, 0, 0, 0, 0)
"""Before every place."""
_BEFORE, _AFTER, _DURING = range(len(RELATION_KINDS))


class StoryIndex(Frozen):
    """Puts the facts of one view into story order."""

    __slots__ = ("_memo", "_tables", "_titles")

    def __init__(self, tables: ViewTables, titles: tuple[int, ...]) -> None:
        """Of the view with these `tables`, whose `titles` come in their order."""
        self._tables, self._titles = tables, titles
        self._memo: Memo[str, Any] = Memo()

    def ordered(self, lines: Iterable[int]) -> Ints:
        """`lines`, each once, in story order. Of two of them it never matters which others are asked for."""
        wanted = distinct(np.fromiter(lines, np.int32))
        moved = self._moved
        own = self._own_places(wanted)
        keyed = [(moved.get(line, (place, 0)), line) for line, place in zip(wanted.tolist(), own, strict=True)]
        keyed.sort()
        return np.array([line for _, line in keyed], np.int32)

    def own_steps(self, person: int) -> dict[int, int]:
        """The places in the own order of a person, by the lines that have them: in thousandths of a step."""
        t, c = self._tables, self._tables.columns
        said = with_verbs(c.verb, [verb.role == "own order" for verb in t.verbs]) & (t.subject == person)
        about = c.about[c.row_line[said]]
        return dict(zip(about.tolist(), c.rank[said].tolist(), strict=True))

    def in_own_order(self, person: int, lines: Iterable[int]) -> Ints:
        """`lines`, each once, as `person` lived them. What says no step comes after what says one and happened before
        it in the story. Of two of them it never matters which others are asked for."""
        steps, wanted = self.own_steps(person), set(lines)
        last, found = (NONE, NONE), list[tuple[int, int, int, int]]()
        for n, line in enumerate(self.ordered(wanted | set(steps)).tolist()):
            if line in steps:
                last = (steps[line], n)
            if line in wanted:
                found.append((*last, n, line))
        return np.array([line for *_, line in sorted(found)], np.int32)

    def _own_places(self, lines: Ints) -> list[StoryPlace]:
        """Where each of these lines stands by what it says itself, without its relations."""
        t, c = self._tables, self._tables.columns
        titles, installment = np.append(c.listed_title, np.int32(NONE)), c.installment[lines]
        title = np.where(installment >= 0, titles[installment], c.home[lines])
        start, until = c.true_start[lines].astype(np.int64), c.true_until[lines].astype(np.int64)
        dated = np.where(start != NO_DAY, start, until)
        is_dated = dated != NO_DAY
        step = c.step[lines]
        is_stepped = ~is_dated & (step >= 0) & (title >= 0)
        released = np.append(self._days, _LAST)[installment]
        day = np.where(c.public[lines], _FIRST, released)
        day[is_stepped] = np.append(self._first_days, _LAST)[title[is_stepped]]
        day[is_dated] = dated[is_dated]
        kind = np.where(is_dated, _DATED, np.where(is_stepped, _STEPPED, np.where(c.public[lines], 0, _SHOWN)))
        rank = np.where(is_stepped, np.append(self._title_ranks, 0)[title], 0)
        steps = np.where(is_stepped, step, 0)
        columns = (day, kind, rank, steps, t.orders(lines), lines)
        return list(zip(*(column.tolist() for column in columns), strict=True))

    @once
    def _days(self) -> Longs:
        """The day on which each listed installment came out; `_LAST` where that is not known."""
        dates = self._tables.columns.listed_date.astype(np.int64)
        return read_only(np.where(dates == NO_DATE, _LAST, dates))

    @once
    def _first_days(self) -> Longs:
        """The first release of each entity that is a title; `_LAST` of all others."""
        found = np.full(len(self._tables.leader), _LAST, np.int64)
        np.minimum.at(found, self._tables.columns.listed_title, self._days)
        return read_only(found)

    @once
    def _title_ranks(self) -> Longs:
        found = np.zeros(len(self._tables.leader), np.int64)
        titles = np.array(self._titles, np.int64)
        found[titles] = np.arange(len(titles))
        return read_only(found)

    @once
    def _moved(self) -> Mapping[int, tuple[StoryPlace, int]]:
        """The place of each line that has a relation or is named by one, and a number that sorts those at one place."""
        c = self._tables.columns
        if not len(c.relation_line):
            return FrozenDict()
        return FrozenDict(_Graph(self).places())

    def place_node(self, installment: int, seconds: int) -> StoryPlace:
        """Where a place in an installment stands: among what was shown there."""
        order = (installment << TIME_BITS) | max(0, min(seconds, LAST_SECOND))
        return (self._days[installment].item(), _SHOWN, 0, 0, order, NONE)


class _Graph:
    """What has relations, as nodes: lines of the view by their numbers; places in titles, and the ends of what others
    happen during, by negative ones.

    `own` is where each node stands by itself. `begin` and `until` are the days of those that have a date. `hosts` are
    the relations of each line in the order written, `guests` those by which others stand beside a node.
    """

    def __init__(self, index: StoryIndex) -> None:
        c = index._tables.columns  # noqa: SLF001 - a part of the index
        found = distinct(np.concatenate([c.relation_line, c.relation_target[c.relation_target >= 0]]))
        lines = found.tolist()
        self.own: dict[int, StoryPlace] = dict(zip(lines, index._own_places(found), strict=True))  # noqa: SLF001 - as above
        self.begin: dict[int, int] = {}
        self.until: dict[int, int] = {}
        for line, start, until in zip(lines, c.true_start[found].tolist(), c.true_until[found].tolist(), strict=True):
            if start != NO_DAY or until != NO_DAY:
                self.begin[line] = _FIRST if start == NO_DAY else start
                self.until[line] = _LAST if until == NO_DAY else until
        self.hosts: dict[int, list[_TimeRelation]] = defaultdict(list)
        self.guests: dict[int, list[_TimeRelation]] = defaultdict(list)
        self._places: dict[tuple[int, int], int] = {}
        self._ends: dict[int, int] = {}
        columns = (
            c.relation_line, c.relation_kind, c.relation_target, c.relation_installment, c.relation_seconds,
            c.relation_days,
        )  # fmt: skip
        relations = []
        for n, (line, kind, target, *place, days) in enumerate(zip(*(it.tolist() for it in columns), strict=True)):
            node = target if target >= 0 else self._place(index, *place)
            end = self._end(index, node, *place) if kind == _DURING else node
            relations.append(_TimeRelation(n, line, kind, node, end, days))
        edges = [edge for it in relations for edge in it.edges(self._ends)]
        ends = [Edge(node, end, NONE) for node, end in self._ends.items()]
        void = in_circles([*edges, *ends], self.begin, self.until) - {NONE}
        self._inner = frozenset(self._ends.values())
        for it in relations:
            if it.number not in void:
                self.hosts[it.line].append(it)
        self.earlier: dict[int, list[int]] = defaultdict(list)
        self.later: dict[int, list[int]] = defaultdict(list)
        live = [(it.earlier, it.later) for it in edges if it.relation not in void]
        for first, second in (*live, *self._ends.items()):
            self.earlier[second].append(first)
            self.later[first].append(second)

    def _new(self) -> int:
        return -2 - len(self._places) - len(self._ends)

    def _place(self, index: StoryIndex, installment: int, seconds: int) -> int:
        """The node of a place in a title."""
        node = self._places.get((installment, seconds))
        if node is None:
            node = self._new()
            self._places[installment, seconds] = node
            self.own[node] = index.place_node(installment, seconds)
        return node

    def _end(self, index: StoryIndex, node: int, installment: int, seconds: int) -> int:
        """The node of the end of what others happen during."""
        end = self._ends.get(node)
        if end is None:
            end = self._new()
            self._ends[node] = end
            if node in self.until:
                self.begin[end] = self.until[end] = self.until[node]
                self.own[end] = (self.until[node], _DATED, 0, 0, *self.own[node][4:])
            else:
                self.own[end] = self.own[node] if node >= 0 else index.place_node(installment, seconds or LAST_SECOND)
        return end

    def places(self) -> dict[int, tuple[StoryPlace, int]]:
        """The place of each line, and a number that sorts those at one place."""
        wanted = self._wanted()
        order = self._topological(wanted)
        # What has a date is moved by what has a date alone.
        reached: dict[int, StoryPlace] = {}
        for node in order:
            before = max([_NOWHERE, *(reached[it] for it in self.earlier.get(node, ()))])
            reached[node] = max(before, self.own[node]) if self._is_fixed(node) else before
        latest: dict[int, StoryPlace] = {}
        for node in reversed(order):
            own = reached[node] if self._is_fixed(node) else (self.until.get(node, _LAST), _SHOWN + 1, 0, 0, 0, 0)
            latest[node] = own if self._is_fixed(node) else min([own, *(latest[it] for it in self.later.get(node, ()))])
        placed: dict[int, StoryPlace] = {}
        for node in order:
            before = max([wanted[node], *(placed[it] for it in self.earlier.get(node, ()))])
            placed[node] = reached[node] if self._is_fixed(node) else min(before, latest[node])
        beside = self._beside_each_other(wanted)
        keys = {node: (placed[node], beside[node]) for node in placed}
        return {node: (placed[node], n + 1) for n, node in enumerate(self._topological(keys)) if node >= 0}

    def _is_fixed(self, node: int) -> bool:
        """Whether a node has a place that nothing without a date moves."""
        return self.begin.get(node, _FIRST) != _FIRST or (node < 0 and node not in self._inner)

    def _wanted(self) -> dict[int, StoryPlace]:
        """Where each node would stand if nothing but the first thing that it names moved it."""
        wanted: dict[int, StoryPlace] = {}
        for start in self.own:
            chain: dict[int, _TimeRelation] = {}
            here = start
            while here not in wanted and here not in chain and here in self.hosts and here not in self.begin:
                chain[here] = self.hosts[here][0]
                here = chain[here].target
            if here in chain:  # they name each other: the lowest line stands where it was shown
                nodes = list(chain)
                here = min(nodes[nodes.index(here) :])
            wanted.setdefault(here, self.own[here])
            for node in (*reversed(chain), *reversed(chain)):  # twice: a circle may begin within
                relation = chain[node]
                if node in wanted or relation.target not in wanted:
                    continue
                wanted[node] = there = wanted[relation.target]
                if relation.days != NONE and _FIRST < there[0] < _LAST:
                    day = there[0] + (-relation.days if relation.kind == _BEFORE else relation.days)
                    wanted[node] = (day, _DATED, 0, 0, *self.own[node][4:])
                else:
                    self.guests[relation.target].append(relation)
        return wanted

    def _beside_each_other(self, wanted: Mapping[int, StoryPlace]) -> dict[int, int]:
        """A number for each node, by which what stands beside another stays with it: those before, it, those after."""
        guests = {relation.line for several in self.guests.values() for relation in several}
        roots = sorted((node for node in self.own if node not in guests), key=lambda it: (wanted[it], self.own[it], it))
        found: dict[int, int] = {}
        stack = [(root, False) for root in reversed(roots)]
        while stack:
            node, ready = stack.pop()
            if ready or node not in self.guests:
                found[node] = len(found)
                continue
            mine = sorted(self.guests[node], key=lambda it: self.own[it.line], reverse=True)
            stack += [(it.line, False) for it in mine if it.kind != _BEFORE]
            stack.append((node, True))
            stack += [(it.line, False) for it in mine if it.kind == _BEFORE]
        return found

    def _topological(self, keys: Mapping[int, tuple[Any, ...]]) -> list[int]:
        """All nodes, each after all that come before it; of those that could be next that with the least of `keys`."""
        left = {node: len(self.earlier.get(node, ())) for node in self.own}
        ready = [(keys[node], self.own[node], node) for node, count in left.items() if not count]
        heapify(ready)
        found = []
        while ready:
            node = heappop(ready)[2]
            found.append(node)
            for it in self.later.get(node, ()):
                left[it] -= 1
                if not left[it]:
                    heappush(ready, (keys[it], self.own[it], it))
        return found


class _TimeRelation(NamedTuple):
    """The relation `number`: `line` is before, after or during (`kind`) the node `target`, which ends at the node
    `end`; `days` is how far (NONE: not said)."""

    number: int
    line: int
    kind: int
    target: int
    end: int
    days: int

    def edges(self, ends: Mapping[int, int]) -> tuple[Edge, ...]:
        """What comes before what by it. `ends` are those of nodes that others happen during."""
        if self.kind == _BEFORE:
            return (Edge(self.line, self.target, self.number),)
        if self.kind == _AFTER:
            return (Edge(ends.get(self.target, self.target), self.line, self.number),)
        return (Edge(self.target, self.line, self.number), Edge(self.line, self.end, self.number))
