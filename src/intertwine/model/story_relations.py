"""What comes before what in the story, as relations (`before`, `after`, `during`) and dates say, and what of it is
contradicted.

The nodes are the facts of which relations speak, the *moments* where a place in a title begins or ends, and the *ends*
of facts that last: a fact that others happen during, or that has a span and that others come after. A fact comes before
what happens during it, that before its end, and the end before what comes after the fact.

A relation counts for nothing

- if it is part of a circle of relations;
- else, if what it puts first cannot be as early, by what comes before it, as what it puts second must be, by what comes
  after that. A node with a date is never later than its end and never earlier than its beginning, whatever is said.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from intertwine.model.arrays import distinct
from intertwine.model.sentinels import NO_DAY, NONE, TIME_BITS
from intertwine.model.strings import Bools, Ints, Longs

BEFORE, AFTER, DURING = range(3)
EARLIEST, LATEST = -(1 << 40), 1 << 40
"""Days before and after all that can be written."""
A_YEAR = 365
"""Days from which on a distance counts from a release too: a season may come out in one day. So far from where a fact
was shown, it belongs to what it names: to a flashback, or to a far future."""


class StoryRelations(NamedTuple):
    """Relations, a column each: `line` is before, after or during (`kind`) the fact `target`; or, where that is NONE,
    a place in a title that begins at the order `opens` and ends at the order `closes` (an installment above TIME_BITS
    for the second)."""

    line: Ints
    kind: npt.NDArray[np.int8]
    target: Ints
    opens: Longs
    closes: Longs


class StoryEdges:
    """The nodes and edges of some relations.

    Nodes are `lines`, ascending; then the moments, by the day they came out and by their `codes` (the order, twice,
    and one more for an end); then the ends of the nodes `ended`. Edge *n* says that the node `earlier[n]` comes before
    `later[n]`, by the relation `number[n]` (NONE: by what they are). `target` is what the line of each relation is
    beside: for what comes after a fact its end; `closes` is the end of what it names. `line` is the node of each
    relation's own line, `fact` that of the fact that it names (or of the moment).
    """

    def __init__(
        self,
        relations: StoryRelations,
        start: Ints | Longs,
        until: Ints | Longs,
        released: Longs,
        spread: Ints,
        *,
        first_place: int,
    ) -> None:
        """`start` and `until` are the days of all lines, `released` those of all installments and `spread` how many
        days earlier each may have come out. Lines from `first_place` on are places in titles that happen at another
        time than their release: they last, if only for a day."""
        self.first_place = first_place
        of_fact = relations.target != NONE
        self.lines: Ints = distinct(np.concatenate([relations.line, relations.target[of_fact]]))
        self.start, self.until = start[self.lines], until[self.lines]
        first_moment = len(self.lines)
        opens, closes = relations.opens * 2, relations.closes * 2 + 1
        codes = distinct(
            np.concatenate([
                opens[~of_fact & (relations.kind != AFTER)], closes[~of_fact & (relations.kind != BEFORE)]
            ])
        )  # fmt: skip
        days = released[codes >> (TIME_BITS + 1)]
        by_day = np.lexsort((codes, days))
        moment = np.empty(len(codes), np.int64)
        moment[by_day] = np.arange(len(codes)) + first_moment
        self.codes, self.moment_days = codes[by_day], days[by_day]
        self.moment_spreads = spread[self.codes >> (TIME_BITS + 1)]
        # Where the day is not known, nothing else says that a place comes before a later one in the same installment.
        together = np.diff(self.codes >> (TIME_BITS + 1), prepend=NONE) == 0
        within = np.flatnonzero(together & (self.moment_spreads > 0)) + first_moment
        first_end = first_moment + len(codes)

        self.line: Longs = np.searchsorted(self.lines, relations.line)
        fact = np.searchsorted(self.lines, np.where(of_fact, relations.target, self.lines[:1]))
        spans = (self.start != NO_DAY) & (self.until != NO_DAY) & (self.until > self.start)
        lasting = of_fact & (
            (relations.kind == DURING) | ((relations.kind == AFTER) & (spans[fact] | (relations.target >= first_place)))
        )
        self.ended: Longs = distinct(fact[lasting])
        self.count = first_end + len(self.ended)
        end = np.arange(first_moment)
        end[self.ended] = np.arange(len(self.ended)) + first_end
        begins, ends = fact.copy(), end[fact]
        if len(codes):
            for nodes, at in ((begins, opens), (ends, closes)):
                found = np.minimum(np.searchsorted(codes, at[~of_fact]), len(codes) - 1)
                nodes[~of_fact] = moment[found]
        self.target: Longs = np.where(relations.kind == AFTER, ends, begins)
        self.closes: Longs = ends
        self.fact: Longs = np.where(of_fact, fact, self.target)

        numbers = np.arange(len(relations.line))
        before, after, during = (relations.kind == kind for kind in (BEFORE, AFTER, DURING))
        self.earlier: Longs = np.concatenate([
            self.line[before], ends[after], begins[during], self.line[during], self.ended, within - 1
        ])  # fmt: skip
        self.later: Longs = np.concatenate([
            begins[before], self.line[after], self.line[during], ends[during], end[self.ended], within
        ])  # fmt: skip
        self.number: Longs = np.concatenate([
            numbers[before], numbers[after], numbers[during], numbers[during],
            np.full(len(self.ended) + len(within), NONE),
        ])  # fmt: skip

    def live(self) -> tuple[Bools, list[int]]:
        """Which relations count; and all nodes, each after all that come before it by those that do. After: `circle`
        has for each relation the number of the circle that it is in, NONE for none."""
        counts = np.ones(int(self.number.max(initial=NONE)) + 2, np.bool_)  # the last entry is that of NONE
        self.circle = np.full(len(counts), NONE)
        order = self._topological(counts)
        if len(order) < self.count:
            left = np.ones(self.count, np.bool_)
            left[order] = False
            inside = left[self.earlier] & left[self.later]
            out = defaultdict[int, list[int]](list)
            for one, other in zip(self.earlier[inside].tolist(), self.later[inside].tolist(), strict=True):
                out[one].append(other)
            parts = strong_parts(out)
            part = np.full(self.count, NONE)
            part[list(parts)] = list(parts.values())
            circular = (part[self.earlier] != NONE) & (part[self.earlier] == part[self.later])
            counts[self.number[circular]] = False
            self.circle[self.number[circular]] = part[self.earlier[circular]]
            counts[NONE] = True
            order = self._topological(counts)
        refuted = self._refuted(counts, order)
        if len(refuted):
            counts[refuted] = False
            order = self._topological(counts)
        return counts[:-1], order

    def _topological(self, counts: Bools) -> list[int]:
        """Nodes after all that come before them. What is in a circle, or after one, is left out."""
        chosen = counts[self.number]
        later = self.later[chosen]
        left = np.bincount(later, minlength=self.count)
        order = np.flatnonzero(left == 0).tolist()
        first, targets = _by_source(self.earlier[chosen], later, self.count)
        waiting = left.tolist()
        for node in order:
            for it in targets[first[node] : first[node + 1]]:
                waiting[it] -= 1
                if not waiting[it]:
                    order.append(it)
        return order

    def _refuted(self, counts: Bools, order: list[int]) -> Longs:
        """The relations that the dates refute. No relation that `counts` is in a circle."""
        step = len(self.codes) + 1
        begin, until = np.full(self.count, EARLIEST * step), np.full(self.count, (LATEST + 1) * step)
        moments = slice(len(self.lines), len(self.lines) + len(self.codes))
        begin[moments] = (self.moment_days - self.moment_spreads) * step + np.arange(1, step)
        until[moments] = self.moment_days * step + np.arange(1, step)
        for nodes, facts in (
            (np.arange(len(self.lines)), np.arange(len(self.lines))),
            (np.arange(moments.stop, self.count), self.ended),
        ):
            started, over = self.start[facts], self.until[facts]
            begin[nodes[started != NO_DAY]] = started[started != NO_DAY].astype(np.int64) * step
            until[nodes[over != NO_DAY]] = over[over != NO_DAY].astype(np.int64) * step + step - 1
        earlier, later, number = self.walk(counts, order)
        edges = list(zip(earlier.tolist(), later.tolist(), strict=True))
        first, last = begin.tolist(), until.tolist()
        least, most = begin.tolist(), until.tolist()
        for one, other in edges:
            if most[other] >= first[one] > first[other]:
                first[other] = first[one]
        for one, other in reversed(edges):
            if least[one] <= last[other] < last[one]:
                last[one] = last[other]
        wrong = np.array(first, np.int64)[earlier] > np.array(last, np.int64)[later]
        found = number[wrong]
        return distinct(found[found != NONE])

    def walk(self, counts: Bools, order: list[int]) -> tuple[Longs, Longs, Longs]:
        """`earlier`, `later` and `number` of all edges that `counts` allows (of relations; the last entry, that of
        NONE, is True), those of each node after all that lead to it. `order` is that of all nodes."""
        place = np.empty(self.count, np.int64)
        place[order] = np.arange(self.count)
        chosen = np.flatnonzero(counts[self.number])
        chosen = chosen[np.argsort(place[self.earlier[chosen]], kind="stable")]
        return self.earlier[chosen], self.later[chosen], self.number[chosen]


def _by_source(earlier: Longs, later: Longs, count: int) -> tuple[list[int], list[int]]:
    """Where the targets of each of `count` nodes begin in a list of all (and where the last ones end), and that
    list."""
    first = np.concatenate([np.zeros(1, np.int64), np.cumsum(np.bincount(earlier, minlength=count))])
    return first.tolist(), later[np.argsort(earlier, kind="stable")].tolist()


def strong_parts(out: Mapping[int, Iterable[int]]) -> dict[int, int]:
    """For each node of the graph `out` that is in a circle, a number that all nodes of the same strongly connected
    component share, and no other. Tarjan (1972), without recursion."""
    number, low, part = dict[int, int](), dict[int, int](), dict[int, int]()
    stack: list[int] = []
    on_stack: set[int] = set()
    for root in out:
        if root in number:
            continue
        work = [(root, iter(out[root]))]
        number[root] = low[root] = len(number)
        stack.append(root)
        on_stack.add(root)
        while work:
            node, targets = work[-1]
            for it in targets:
                if it not in number:
                    number[it] = low[it] = len(number)
                    stack.append(it)
                    on_stack.add(it)
                    work.append((it, iter(out.get(it, ()))))
                    break
                if it in on_stack:
                    low[node] = min(low[node], number[it])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == number[node]:
                    members = []
                    while True:
                        member = stack.pop()
                        on_stack.discard(member)
                        members.append(member)
                        if member == node:
                            break
                    if len(members) > 1 or node in out.get(node, ()):
                        part.update(dict.fromkeys(members, len(part)))
    return part
