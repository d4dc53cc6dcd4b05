"""Where relations put facts in the order of the story: see `story_index`, which says what is wanted.

A *place* is six numbers by which all facts are sorted. The nodes are those of `StoryEdges`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from heapq import heapify, heappop, heappush

import numpy as np

from intertwine.model.sentinels import NO_DAY, NONE
from intertwine.model.story_relations import (
    A_YEAR,
    AFTER,
    BEFORE,
    DURING,
    EARLIEST,
    LATEST,
    StoryEdges,
    StoryRelations,
    strong_parts,
)
from intertwine.model.strings import Bools, Ints, Longs

DATED, STEPPED, SHOWN = 0, 1, 2
"""Kinds of places of one day, in their order."""
_ENDING = 3
_ALL_LINES = 1 << 40
"""More than any line's number: the end of a moment comes after all that was shown there."""


def moment_places(edges: StoryEdges) -> Longs:
    """The places of the moments: a beginning before all that was shown there, an end after it."""
    is_end = edges.codes & 1
    nothing = np.zeros(len(edges.codes), np.int64)
    line = np.where(is_end, _ALL_LINES, NONE)
    return np.stack([edges.moment_days, nothing + SHOWN, nothing, nothing, edges.codes >> 1, line])


class StoryGraph:
    """What has relations or is named by one. After: `places` are those of `edges.lines`, and `numbers` sort those that
    share one."""

    def __init__(self, edges: StoryEdges, relations: StoryRelations, days: Ints, own: Longs) -> None:
        """`days` is how far each relation says (NONE: it does not), `own` the places of `edges.lines` by themselves."""
        self._edges = edges
        self._lines, self._first_end = len(edges.lines), edges.count - len(edges.ended)
        counts, order = edges.live()
        self.counts = counts
        self._own = np.concatenate([own, moment_places(edges), own[:, edges.ended]], axis=1)
        self._spans()
        wanted = self._wanted(relations, days, counts)
        table, wanted_rank, bound = self._ranked(*wanted)
        earlier, later, _ = edges.walk(np.append(counts, True), order)
        placed = self._placed(wanted_rank, bound, earlier, later)
        number = self._numbered(placed, self._side_by_side(wanted_rank), earlier, later)
        row = np.empty(int(self._rank.max(initial=0)) + 1, np.int64)
        row[self._rank] = np.arange(len(self._rank))
        self.places: Longs = table[:, row[placed[: self._lines]]]
        self.numbers: Longs = number[: self._lines] + 1

    def _spans(self) -> None:
        """After: `start` and `until` are the days of all nodes, `fixed` those that nothing without a date moves,
        `dated` those that stand at a day of their own; the end of what has a span stands at its last day. A place whose
        day is not known is not fixed: what comes after it can be earlier than the last day that it can be."""
        edges, nowhere = self._edges, np.full(len(self._edges.codes), NO_DAY)
        self._start = np.concatenate([edges.start, nowhere, edges.start[edges.ended]])
        self._until = np.concatenate([edges.until, nowhere, edges.until[edges.ended]])
        is_moment = np.zeros(edges.count, np.bool_)
        is_moment[self._lines : self._first_end] = True
        is_end = np.arange(edges.count) >= self._first_end
        known = (self._start != NO_DAY) & (self._until != NO_DAY)
        is_place = np.zeros(edges.count, np.bool_)
        is_place[self._first_end :] = edges.lines[edges.ended] >= edges.first_place
        lasts = is_end & known & ((self._until > self._start) | is_place)
        self._own[0, lasts], self._own[1:4, lasts] = self._until[lasts], DATED
        self._own[2, is_place] = 1  # after all facts of its last day
        whole = np.zeros(edges.count, np.bool_)
        whole[is_moment] = edges.moment_spreads == 0
        self._fixed: Bools = whole | (~is_end & ~is_moment & (self._start != NO_DAY))
        self._dated: Bools = is_moment | lasts | (~is_end & ((self._start != NO_DAY) | (self._until != NO_DAY)))

    def _named(self, counts: Bools) -> tuple[list[int], dict[int, list[int]]]:
        """The lines without a day, each after those that it names; and of each its relations that say where it is
        wanted: all that count, but where several name each other in a circle, only those to what was shown before."""
        edges = self._edges
        chosen = np.flatnonzero(counts & ~self._dated[edges.line])
        chosen = chosen[np.argsort(edges.line[chosen], kind="stable")]
        names, said = defaultdict[int, list[int]](list), defaultdict[int, list[int]](list)
        for number, line, fact in zip(
            chosen.tolist(), edges.line[chosen].tolist(), edges.fact[chosen].tolist(), strict=True
        ):
            said[line].append(number)
            names[line].append(fact)
        order = leaves_first(names)
        if len(order) < len(names):
            fact = edges.fact.tolist()
            done = set(order)
            part = strong_parts({line: names[line] for line in names if line not in done})
            shown = {line: self._own[:, line].tolist() for line in part}
            for line in part:
                said[line] = [
                    it for it in said[line] if part.get(fact[it]) != part[line] or shown[fact[it]] < shown[line]
                ]
                names[line] = [fact[it] for it in said[line]]
            order = leaves_first(names)
        return order, said

    def _wanted(self, relations: StoryRelations, days: Ints, counts: Bools) -> tuple[list[int], list[int]]:
        """Where each node would stand if nothing but what it names moved it: the node whose own place is meant (itself,
        with another day, where it is some days from something), and the day. After: what stands directly there is
        `beside` another node (NONE: it is not), on one `side` of it (0: before it, 1: after it or within, 2: at its
        end)."""
        edges, count = self._edges, self._edges.count
        order, said = self._named(counts)
        target, closes, kind = edges.target.tolist(), edges.closes.tolist(), relations.kind.tolist()
        far, day = days.tolist(), self._own[0].tolist()
        dated, place = (self._own[1] == DATED).tolist(), list(zip(*self._own.tolist(), strict=True))
        at, beside, side = list(range(count)), [NONE] * count, [1] * self._first_end + [2] * len(edges.ended)
        end_of = {fact: end for end, fact in enumerate(edges.ended.tolist(), self._first_end) if not self._dated[end]}
        for fact, end in end_of.items():
            at[end], beside[end] = at[fact], fact
        for line in order:
            away = next(
                (it for it in said[line] if far[it] > 0 and kind[it] != DURING
                and EARLIEST < day[target[it]] < LATEST and (dated[target[it]] or far[it] >= A_YEAR)), NONE,
            )  # fmt: skip
            if away != NONE:
                days_away = -far[away] if kind[away] == BEFORE else far[away]
                day[line] = max(EARLIEST + 1, min(day[target[away]] + days_away, LATEST - 1))
                dated[line], place[line] = True, (day[line], DATED, 0, 0, *place[line][4:])
            else:
                host = self._host(line, [(kind[it], target[it], closes[it]) for it in said[line]], day, dated, place)
                if host is not None:
                    side[line], beside[line] = host
                    at[line], day[line] = at[beside[line]], day[beside[line]]
                    dated[line], place[line] = dated[beside[line]], place[beside[line]]
            if line in end_of:
                end = end_of[line]
                at[end], day[end], dated[end], place[end] = at[line], day[line], dated[line], place[line]
        self._beside, self._side = np.array(beside, np.int64), np.array(side, np.int64)
        return at, day

    @staticmethod
    def _host(
        line: int,
        said: list[tuple[int, int, int]],
        day: list[int],
        dated: list[bool],
        place: list[tuple[int, ...]],
    ) -> tuple[int, int] | None:
        """The node that a line stands directly beside, after its side of it. None where it stays where it was shown,
        since all that it says holds there. `said` are kinds of relations, what they are beside, and its end."""
        own = place[line]
        for kind, target, _ in said:
            if dated[target] and EARLIEST < day[target] < LATEST and abs(day[target] - own[0]) >= A_YEAR:
                return int(kind != BEFORE), target
        found = None
        asks = [
            (kind, target) for kind, target, end in said if kind != DURING or not place[target] <= own <= place[end]
        ]
        after = [target for kind, target in asks if kind != BEFORE]
        before = [(kind, target) for kind, target in asks if kind != AFTER]
        if after and own < place[last := max(after, key=place.__getitem__)]:
            own, found = place[last], (1, last)
        if before:
            kind, first = min(before, key=lambda it: place[it[1]])
            if place[first] < own:
                found = int(kind != BEFORE), first
        return found

    def _ranked(self, at: list[int], day: list[int]) -> tuple[Longs, Longs, Longs]:
        """All places, and as their ranks where each node is wanted and the last place of each that may have to move.
        After: `rank` is that of each place, those of the nodes by themselves first."""
        count = len(at)
        where, days = np.array(at), np.array(day)
        far = np.flatnonzero((where == np.arange(count)) & (days != self._own[0]))
        away = np.stack([days[far], *np.zeros((3, len(far)), np.int64), *self._own[4:, far]])
        away[1] = DATED
        bounded = np.flatnonzero(~self._fixed & (self._until != NO_DAY))
        bounds = np.zeros((6, len(bounded) + 1), np.int64)
        bounds[0, :-1], bounds[0, -1], bounds[1] = self._until[bounded], LATEST + 1, _ENDING
        table = np.concatenate([self._own, away, bounds], axis=1)
        order = np.lexsort(table[::-1])
        ascending = table[:, order]
        new = np.append(False, (ascending[:, 1:] != ascending[:, :-1]).any(axis=0))
        self._rank = np.empty(len(order), np.int64)
        self._rank[order] = np.cumsum(new)
        moved = np.arange(count)
        moved[far] = count + np.arange(len(far))
        bound = np.full(count, self._rank[-1])
        bound[bounded] = self._rank[count + len(far) : -1]
        return table, self._rank[moved[where]], bound

    def _placed(self, wanted: Longs, bound: Longs, earlier: Longs, later: Longs) -> Longs:
        """The place of each node as a rank: to the last of what comes before it, not past the first of what comes after
        it or the end of its own date. What has a date is moved by such alone."""
        fixed, edges = self._fixed.tolist(), list(zip(earlier.tolist(), later.tolist(), strict=True))
        reached = np.where(self._fixed, self._rank[: len(fixed)], NONE).tolist()
        for one, other in edges:
            reached[other] = max(reached[other], reached[one])
        latest = np.where(self._fixed, reached, bound).tolist()
        for one, other in reversed(edges):
            if latest[other] < latest[one] and not fixed[one]:
                latest[one] = latest[other]
        placed = np.where(self._fixed, reached, np.minimum(wanted, latest)).tolist()
        for one, other in edges:
            if placed[one] > placed[other] and not fixed[other]:
                placed[other] = placed[one]
        return np.array(placed, np.int64)

    def _side_by_side(self, wanted: Longs) -> Longs:
        """A number for each node, by which what stands beside another stays with it: those before it, it, those within
        and after."""
        count = len(wanted)
        nodes, own, beside = np.arange(count), self._rank[:count], self._beside
        roots = np.flatnonzero(beside == NONE)
        roots = roots[np.lexsort((roots, own[roots], wanted[roots]))]
        guests = np.flatnonzero(beside != NONE)
        guests = guests[np.lexsort((guests, own[guests], self._side[guests], beside[guests]))]
        first = np.searchsorted(beside[guests], nodes).tolist()
        last = np.searchsorted(beside[guests], nodes, "right").tolist()
        side, guest = self._side[guests].tolist(), guests.tolist()
        found, n = [0] * count, 0
        for root in roots.tolist():
            stack = [root]
            while stack:
                node = stack.pop()
                if node < 0 or first[node] == last[node]:
                    found[node if node >= 0 else ~node] = n
                    n += 1
                    continue
                mine = range(last[node] - 1, first[node] - 1, -1)
                stack += [guest[it] for it in mine if side[it]]
                stack.append(~node)
                stack += [guest[it] for it in mine if not side[it]]
        return np.array(found, np.int64)

    def _numbered(self, placed: Longs, beside: Longs, earlier: Longs, later: Longs) -> Longs:
        """The number of each node in the topological order in which, of those that could be next, that is next which
        stands first."""
        count = len(placed)
        order = np.lexsort((beside, placed))
        number = np.empty(count, np.int64)
        number[order] = np.arange(count)
        if (number[earlier] < number[later]).all():
            return number
        keys, left = number.tolist(), np.bincount(later, minlength=count).tolist()
        targets: list[list[int]] = [[] for _ in keys]
        for one, other in zip(earlier.tolist(), later.tolist(), strict=True):
            targets[one].append(other)
        by_key, found = order.tolist(), []
        ready = [keys[node] for node, waits in enumerate(left) if not waits]
        heapify(ready)
        while ready:
            node = by_key[heappop(ready)]
            found.append(node)
            for it in targets[node]:
                left[it] -= 1
                if not left[it]:
                    heappush(ready, keys[it])
        number[found] = np.arange(count)
        return number


def leaves_first(names: Mapping[int, Iterable[int]]) -> list[int]:
    """The keys, each after all other keys that it `names`; without those that are in a circle or lead to one."""
    waiting = dict.fromkeys(names, 0)
    named_by = defaultdict[int, list[int]](list)
    for one, others in names.items():
        for other in others:
            if other in waiting:
                waiting[one] += 1
                named_by[other].append(one)
    order = [one for one, left in waiting.items() if not left]
    for one in order:
        for other in named_by[one]:
            waiting[other] -= 1
            if not waiting[other]:
                order.append(other)
    return order
