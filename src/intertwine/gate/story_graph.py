"""Where relations put facts in the order of the story: see `story_index`, which says what is wanted.

A *place* is six numbers by which all facts are sorted. The nodes are those of `StoryEdges`.
"""

from heapq import heapify, heappop, heappush

import numpy as np

from intertwine.model.sentinels import NO_DAY, NONE
from intertwine.model.story_relations import AFTER, BEFORE, EARLIEST, LATEST, StoryEdges, StoryRelations
from intertwine.model.strings import Bools, Ints, Longs

DATED, STEPPED, SHOWN = 0, 1, 2
"""Kinds of places of one day, in their order."""
_ENDING = 3
A_YEAR = 365
"""Days from which on a distance counts from a release too: a season may come out in one day."""
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
        self._stand_beside(relations, days, counts)
        wanted = self._wanted()
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
        lasts = is_end & known & (self._until > self._start)
        self._own[0, lasts], self._own[1:4, lasts] = self._until[lasts], DATED
        whole = np.zeros(edges.count, np.bool_)
        whole[is_moment] = edges.moment_spreads == 0
        self._fixed: Bools = whole | (~is_end & ~is_moment & (self._start != NO_DAY))
        self._dated: Bools = is_moment | lasts | (~is_end & ((self._start != NO_DAY) | (self._until != NO_DAY)))

    def _stand_beside(self, relations: StoryRelations, days: Ints, counts: Bools) -> None:
        """After: each node without a day stands `beside` another (NONE: where it was shown), on one `side` of it (0:
        before it, 1: after it or within, 2: at its end), `days` away."""
        edges = self._edges
        self._beside, self._side, self._days = (np.full(edges.count, it, np.int64) for it in (NONE, 1, 0))
        undated_end = np.flatnonzero(~self._dated[self._first_end :])
        self._beside[undated_end + self._first_end] = edges.ended[undated_end]
        self._side[self._first_end :] = 2
        chosen = np.flatnonzero(counts & ~self._dated[edges.line])
        chosen = chosen[np.lexsort((chosen, days[chosen] <= 0, edges.line[chosen]))]
        line = edges.line[chosen]
        first = np.diff(line, prepend=NONE) > 0
        line, chosen = line[first], chosen[first]
        is_before = relations.kind[chosen] == BEFORE
        self._beside[line], self._side[line] = edges.target[chosen], np.where(is_before, 0, 1)
        far = np.maximum(days[chosen], 0).astype(np.int64)
        self._days[line] = np.where(is_before, -far, np.where(relations.kind[chosen] == AFTER, far, 0))

    def _wanted(self) -> tuple[list[int], list[int]]:
        """Where each node would stand if nothing but what it is beside moved it: the node whose own place is meant
        (itself, with another day, where it is some days from something), and the day. Those remain `beside` others that
        stand directly there."""
        beside, days, day = self._beside.tolist(), self._days.tolist(), self._own[0].tolist()
        dated = (self._own[1] == DATED).tolist()
        at, state = list(range(len(beside))), [0] * len(beside)
        for start in range(len(beside)):
            chain, here = [], start
            while here != NONE and not state[here]:
                state[here] = 1
                chain.append(here)
                here = beside[here]
            if here != NONE and state[here] == 1:  # they name each other
                n = chain.index(here)
                circle = chain[n:]
                shown_first = min((it for it in circle if it < self._lines), key=lambda it: self._own[:, it].tolist())
                beside[shown_first] = NONE
                n = circle.index(shown_first) + 1
                chain[-len(circle) :] = circle[n:] + circle[:n]
            for node in reversed(chain):
                state[node] = 2
                target = beside[node]
                if target == NONE:
                    continue
                known = dated[target] or abs(days[node]) >= A_YEAR
                if days[node] and known and EARLIEST < day[target] < LATEST:
                    day[node] = max(EARLIEST + 1, min(day[target] + days[node], LATEST - 1))
                    beside[node], dated[node] = NONE, True
                else:
                    at[node], day[node], dated[node] = at[target], day[target], dated[target]
        self._beside = np.array(beside, np.int64)
        return at, day

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
