"""Limits on how much later one thing is than another, and what of them cannot hold together.

A simple temporal problem: Dechter, Meiri and Pearl, "Temporal Constraint Networks", Artificial Intelligence 49 (1991).
Such limits can all hold unless a circle of them is negative. From a first guess in which few limits fail, those that do
are added one by one, each with a search that goes no further than it moves anything (Cotton and Maler, "Fast and
Flexible Difference Constraint Propagation for DPLL(T)", 2006). What moves very much is left for the end: then circles
are found as Bellman and Ford did, in passes that go through the nodes in topological order (Goldberg and Radzik, 1993).
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from heapq import heappop, heappush
from typing import NamedTuple

from intertwine.model.sentinels import NONE

_WORK = 100
"""So many times the limits of a component are looked at before it is left without a finding."""
_MORE_WORK = 8
"""So many times, before it is left with the findings that there are."""
_ALWAYS = 10_000
"""So many limits are looked at in any case."""
_NEAR = 20_000
"""Limits that are looked at for one that fails, before it is left for the end."""
_SMALL = 40
"""Nodes of a component in which the smallest of all circles is looked for; else that within the one that was found."""
_MOST_STEPS = 2_000_000
"""Steps that the searches for smaller circles of a component may take."""


class Limit(NamedTuple):
    """`later` is at most `most` days later than `earlier` (two nodes), and probably `guess` days (None: nobody knows).
    `said` is the number of what says so, NONE where that is certain."""

    earlier: int
    later: int
    most: int
    guess: int | None
    said: int


class Contradiction(NamedTuple):
    """A `circle` of limits that cannot all hold. With `is_last_looked_for`, what is connected with them was not looked
    through to its end, so that it may hold more."""

    circle: list[Limit]
    is_last_looked_for: bool


def contradictions(limits: Sequence[Limit]) -> Iterator[Contradiction]:
    """Circles of limits that cannot all hold, each of as few as possible. No two share anything that is said; without
    all that is said in them, the others can hold, unless that takes very long to find out.

    The node 0 is the day 0: it connects nothing, so that what has a day stands for itself.
    """
    for them in _components(limits):
        component, last = _Component(them), None
        for circle in component.contradictions():
            if last is not None:
                yield Contradiction(last, is_last_looked_for=False)
            last = circle
        if last is not None:
            yield Contradiction(last, is_last_looked_for=component.is_left)


def _components(limits: Sequence[Limit]) -> Iterable[list[Limit]]:
    """The limits that are connected other than by the node 0, or said together, in the order of their first ones."""
    root: dict[int, int] = {}

    def find(key: int) -> int:
        path = []
        while (above := root.setdefault(key, key)) != key:
            path.append(key)
            key = above
        for it in path:
            root[it] = key
        return key

    keys = list[int]()
    for number, it in enumerate(limits):
        # Nodes have keys above 0; what is said, and limits that nothing connects, have some below it.
        key = -2 * it.said - 1 if it.said != NONE else it.earlier or it.later or -2 * number - 2
        for node in (it.earlier, it.later):
            if node:
                root[find(node)] = find(key)
        keys.append(key)
    found = defaultdict[int, list[Limit]](list)
    for it, key in zip(limits, keys, strict=True):
        found[find(key)].append(it)
    return found.values()


class _Component:
    """Limits that are connected. `day` is a guess for each node, which is lowered until all hold. Each node at which a
    limit begins that fails is among those `ahead`. After: `is_left` says whether it was left before that."""

    def __init__(self, limits: list[Limit]) -> None:
        self.work = _ALWAYS + _WORK * len(limits)
        self.enough = self.work - _ALWAYS - _MORE_WORK * len(limits)
        self.steps = _MOST_STEPS
        self.out = defaultdict[int, list[Limit]](list)
        self.said = defaultdict[int, list[Limit]](list)
        for it in limits:
            self.out[it.earlier].append(it)
            self.said[it.said].append(it)
        self.day = _guesses(limits)
        self.failing = dict.fromkeys(it for it in limits if self.fails(it))
        self.ahead: list[int] = []
        self.is_left = False

    def contradictions(self) -> Iterator[list[Limit]]:
        """Circles that cannot hold; see above."""
        for find in (self.circle_nearby, self.circle):
            while (circle := find()) is not None:
                circle = self.smaller(circle)
                yield circle
                for said in {it.said for it in circle} - {NONE}:
                    for it in self.said[said]:
                        self.out[it.earlier].remove(it)
                        self.failing.pop(it, None)
                if self.work < self.enough:
                    self.is_left = bool(self.failing)
                    return
            self.ahead = list(dict.fromkeys(it.earlier for it in self.failing))
        self.is_left = self.work < 0

    def smaller(self, circle: list[Limit]) -> list[Limit]:
        """A circle of as few limits as there are at its nodes, or in all of a small component, if that takes not too
        long to find."""
        nodes = set(self.day) if len(self.day) <= _SMALL else {it.later for it in circle}
        within = [it for node in sorted(nodes) for it in self.out[node] if it.later in nodes]
        steps = len(nodes) * len(circle) * len(within)
        if steps > self.steps:
            return circle
        self.steps -= steps
        return smallest_circle(within, len(circle)) or circle

    def circle_nearby(self) -> list[Limit] | None:
        """A circle that a limit which fails closes; None where none of those that are left does so near to it. After:
        all others hold."""
        far = dict[Limit, None]()
        while self.failing and self.work >= self.enough:
            limit = next(iter(self.failing))
            if self.fails(limit):
                found = self.moved_by(limit)
                if isinstance(found, list):
                    self.failing |= far
                    return found
                if found is None:
                    far[limit] = None
                else:
                    self.day |= found
            del self.failing[limit]
        self.failing |= far
        return None

    def moved_by(self, limit: Limit) -> dict[int, int] | list[Limit] | None:
        """The days of the nodes that have to be lowered so that `limit` holds as well as all that held; the circle that
        it closes with those; or None where that is too far to look."""
        day, failing, left = self.day, self.failing, _NEAR
        moved = dict[int, int]()
        by = {limit.later: limit}
        lowest = {limit.later: day[limit.earlier] + limit.most}
        ahead = [(lowest[limit.later] - day[limit.later], limit.later)]
        while ahead and left >= 0:
            _, node = heappop(ahead)
            if node in moved:
                continue
            if node == limit.earlier:
                circle = [limit]
                while node != limit.later:
                    circle.append(by[node])
                    node = by[node].earlier
                return [limit, *circle[:0:-1]]
            moved[node] = at = lowest[node]
            left -= len(self.out[node])
            self.work -= len(self.out[node])
            for it in self.out[node]:
                later = it.later
                new = at + it.most
                if new < lowest.get(later, day[later]) and later not in moved and it not in failing:
                    lowest[later], by[later] = new, it
                    heappush(ahead, (new - day[later], later))
        return moved if left >= 0 else None

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
