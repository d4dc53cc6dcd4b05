"""Limits on how much later one thing is than another, and what of them cannot hold together.

A simple temporal problem: Dechter, Meiri and Pearl, "Temporal Constraint Networks", Artificial Intelligence 49 (1991).
Such limits can all hold unless a circle of them is negative. Circles are found as Bellman and Ford did, in passes that
go through the nodes in topological order (Goldberg and Radzik, 1993), from a first guess in which few limits fail.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from intertwine.model.sentinels import NONE

_WORK = 100
"""So many times the limits of a component, and 10,000 limits more, are looked at before it is left without a finding.
"""
_SMALL = 40
"""Nodes of a component in which the smallest of all circles is looked for; else that within the one that was found."""
_MOST_STEPS = 2_000_000
"""Steps that the search for a smaller circle may take."""


class Limit(NamedTuple):
    """`later` is at most `most` days later than `earlier` (two nodes), and probably `guess` days (None: nobody knows).
    `said` is the number of what says so, NONE where that is certain."""

    earlier: int
    later: int
    most: int
    guess: int | None
    said: int


def contradictions(limits: Sequence[Limit]) -> Iterator[list[Limit]]:
    """Circles of limits that cannot all hold, each of as few as possible. No two share anything that is said; without
    all that is said in them, the others can hold, unless that takes very long to find out.

    The node 0 is the day 0: it connects nothing, so that what has a day stands for itself.
    """
    wrong = set[int]()
    for component in _components(limits):
        for circle in _Component([it for it in component if it.said not in wrong]).contradictions():
            yield circle
            wrong |= {it.said for it in circle} - {NONE}


def _components(limits: Sequence[Limit]) -> Iterable[list[Limit]]:
    """The limits that are connected other than by the node 0, together; in the order of their first ones."""
    root: dict[int, int] = {}

    def find(node: int) -> int:
        path = []
        while (above := root.setdefault(node, node)) != node:
            path.append(node)
            node = above
        for it in path:
            root[it] = node
        return node

    for it in limits:
        if it.earlier and it.later:
            root[find(it.earlier)] = find(it.later)
    found = defaultdict[int, list[Limit]](list)
    alone = NONE
    for it in limits:
        if it.earlier or it.later:
            found[find(it.earlier or it.later)].append(it)
        else:
            found[alone].append(it)
            alone -= 1
    return found.values()


class _Component:
    """Limits that are connected. `day` is a guess for each node, which is lowered until all hold. Each node at which a
    limit begins that fails is among those `ahead`."""

    def __init__(self, limits: list[Limit]) -> None:
        self.work = 10_000 + _WORK * len(limits)
        self.out = defaultdict[int, list[Limit]](list)
        self.said = defaultdict[int, list[Limit]](list)
        for it in limits:
            self.out[it.earlier].append(it)
            self.said[it.said].append(it)
        self.ahead = list(self.out)
        self.day = _guesses(limits)

    def contradictions(self) -> Iterator[list[Limit]]:
        """Circles that cannot hold; see above."""
        while (circle := self.circle()) is not None:
            nodes = set(self.day) if len(self.day) <= _SMALL else {it.later for it in circle}
            within = [it for node in sorted(nodes) for it in self.out[node] if it.later in nodes]
            if len(nodes) * len(circle) * len(within) <= _MOST_STEPS:
                circle = smallest_circle(within, len(circle)) or circle
            yield circle
            for said in {it.said for it in circle} - {NONE}:
                for it in self.said[said]:
                    self.out[it.earlier].remove(it)

    def circle(self) -> list[Limit] | None:
        """A circle of limits that cannot all hold; None where there is none or the work is over."""
        by: dict[int, Limit] = {}
        walked = 0
        while self.work >= 0:
            self.ahead = [node for node in self.ahead if any(self.fails(it) for it in self.out[node])]
            if not self.ahead:
                break
            order = self.ordered()
            if isinstance(order, list):
                return order
            lowered: dict[int, None] = {}
            for node in reversed(order):
                lowered.pop(node, None)
                self.work -= len(self.out[node])
                walked += 1
                for it in self.out[node]:
                    if self.fails(it):
                        self.day[it.later] = self.day[node] + it.most
                        by[it.later] = it
                        lowered[it.later] = None
            self.ahead = list(lowered)
            # Looking costs as much as there is to look at, so that it waits until as much has been done.
            if walked >= len(by):
                if found := _circle_back(lowered, by):
                    return found
                walked = 0
        return None

    def fails(self, limit: Limit) -> bool:
        """Whether a limit does not hold by the guesses."""
        return self.day[limit.earlier] + limit.most < self.day[limit.later]

    def ordered(self) -> tuple[int, ...] | list[Limit]:
        """The nodes that limits which fail lead to from those `ahead`, each before all that lead to it; or a circle of
        such limits."""
        done, order = set[int](), list[int]()
        for root in self.ahead:
            if root in done:
                continue
            path: list[Limit] = []
            at = {root: 0}
            walks = [(root, iter(self.out[root]))]
            while walks:
                node, walk = walks[-1]
                for it in walk:
                    if it.later in done or not self.fails(it):
                        continue
                    path.append(it)
                    if it.later in at:
                        return path[at[it.later] :]
                    at[it.later] = len(path)
                    walks.append((it.later, iter(self.out[it.later])))
                    break
                else:
                    walks.pop()
                    del at[node]
                    done.add(node)
                    order.append(node)
                    del path[len(walks) - 1 :]
        return tuple(order)


def _guesses(limits: list[Limit]) -> dict[int, int]:
    """A day for each node: as far from the one by which it is reached as it probably is, the node 0 first."""
    near = defaultdict[int, list[tuple[int, int]]](list)
    other_ends = defaultdict[int, list[int]](list)
    for it in limits:
        if it.guess is None:
            other_ends[it.earlier].append(it.later)
            other_ends[it.later].append(it.earlier)
        else:
            near[it.earlier].append((it.later, it.guess))
            near[it.later].append((it.earlier, -it.guess))
    found: dict[int, int] = {}
    firsts = deque([(0, 0), *((node, 0) for it in limits for node in it[:2])])
    while firsts:
        ahead = deque([firsts.popleft()])
        while ahead:
            node, day = ahead.popleft()
            if node in found:
                continue
            found[node] = day
            ahead += [(other, day + guess) for other, guess in near[node] if other not in found]
            # What nobody knows the distance of waits until nothing else leads there.
            firsts.extendleft([(other, day) for other in other_ends[node] if other not in found])
    return found


def _circle_back(nodes: Iterable[int], by: dict[int, Limit]) -> list[Limit] | None:
    """The circle that the limits `by` which nodes were lowered last make, if one can be reached from `nodes`."""
    seen: dict[int, int] = {}
    for root in nodes:
        node = root
        while node in by and node not in seen:
            seen[node] = root
            node = by[node].earlier
        if node in by and seen[node] == root:
            circle, at = [by[node]], by[node].earlier
            while at != node:
                circle.append(by[at])
                at = by[at].earlier
            return circle[::-1]
    return None


def smallest_circle(limits: Sequence[Limit], most: int) -> list[Limit] | None:
    """A circle that cannot hold, of the fewest of these limits, and of fewer than `most`; None where there is none."""
    found = None
    for start in sorted({it.earlier for it in limits}):
        reached: list[dict[int, tuple[int, Limit | None]]] = [{start: (0, None)}]
        while len(reached) < most:
            here, there = reached[-1], dict[int, tuple[int, Limit | None]]()
            for it in limits:
                if it.earlier in here:
                    day = here[it.earlier][0] + it.most
                    if it.later not in there or day < there[it.later][0]:
                        there[it.later] = day, it
            reached.append(there)
            if start in there and there[start][0] < 0:
                found, most = _way(reached, start), len(reached) - 1
    return found


def _way(reached: list[dict[int, tuple[int, Limit | None]]], end: int) -> list[Limit]:
    """The limits by which `end` was reached last."""
    found, node = list[Limit](), end
    for step in reversed(reached):
        by = step[node][1]
        if by is not None:
            found.append(by)
            node = by.earlier
    return found[::-1]
