"""A chart that grows, ordered as it grew: each step starts from the order of the step before it.

The steps of a story come one after the other. Each brings layers and lines, and lines that had ended go on. New layers
at the end are ordered by beam search (`beam.py`), together with the last ones that were drawn; what is new among those
drawn before is put where its neighbours suggest; then all that is new is sifted (`board.py`). What is there moves only
near what is new, and only where a crossing less pays for the pairs moved ("keep the mental map": Eades, Lai, Misue,
Sugiyama 1991).
"""

import time
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from intertwine.storyline.beam import Drawn, beam
from intertwine.storyline.board import Board, fits
from intertwine.storyline.chart import Chart, Layer
from intertwine.storyline.layout import Ordered, certified
from intertwine.storyline.reduce import Strip
from intertwine.storyline.sift import stretches

Orders = list[list[int]]
Numbers = NDArray[np.int64]

BACK = 20
"""So many of the layers drawn before are ordered once more, together with new ones at the end."""
PRICE = 16
"""A crossing costs as much as so many pairs that stand otherwise than they did."""


def order_grown(chart: Chart, steps: Sequence[int], since: Sequence[int] = ()) -> Ordered:
    """An order of a chart (of presence "span") that grew in steps: `steps[layer]` is the one that brought the layer,
    `since[person]` the one from which on a line is drawn (without it, from its first layer on).

    The chart up to step s (its layers of at most s, with the lines from at most s) by itself gets the order from which
    the next step starts here. A crossing is worth `PRICE` moved pairs. The same arguments give the same order.
    """
    start = time.perf_counter()
    grown = _Growing(chart, since)
    for step in sorted(set(steps)):
        grown.add([at for at, own in enumerate(steps) if own == step], step)
    return certified(chart, [grown.orders[at] for at in range(len(chart.layers))], 0, time.perf_counter() - start)


class _Growing:
    """What is drawn so far: `active` layers, ascending, and for each its order."""

    def __init__(self, chart: Chart, since: Sequence[int]) -> None:
        self.layers = chart.layers
        self.since = since or [0] * len(chart.people)
        self.listed = [frozenset(n for group in layer.groups for n in group) for layer in chart.layers]
        self.active: list[int] = []
        self.orders: dict[int, list[int]] = {}
        self.span: dict[int, tuple[int, int]] = {}

    def add(self, layers: Sequence[int], step: int) -> None:
        """One more part: its layers, and the lines that are drawn from it on."""
        was, fresh = self.active, set(layers)
        self.active = sorted(fresh.union(was))
        late = {person for person, since in enumerate(self.since) if since == step}
        grown: dict[int, tuple[int, int] | None] = {}
        for at in self.active if late else layers:
            for person in self.listed[at]:
                if self.since[person] <= step and (at in fresh or person in late):
                    grown.setdefault(person, self.span.get(person))
                    first, last = self.span.get(person, (at, at))
                    self.span[person] = min(first, at), max(last, at)
        new = {at: [person for person, (first, last) in self.span.items() if first <= at <= last] for at in layers}
        for person, before in grown.items():
            first, last = self.span[person]
            low, high = before or (last + 1, last)
            for at in (*_between(was, first, low - 1), *_between(was, high + 1, last)):
                new.setdefault(at, []).append(person)
        new = {at: people for at, people in new.items() if people}
        if new:
            self._place(new, fresh)

    def _placed(self, at: int) -> list[int]:
        return self.orders.get(at, [])

    def _place(self, new: dict[int, list[int]], fresh: set[int]) -> None:
        """Finds places for the new people of layers; all of a fresh layer's people are new.

        The cut that is worked on begins before the first of them, or `BACK` layers before the new end; `near` is how
        its layers stood.
        """
        number = {at: place for place, at in enumerate(self.active)}
        tail = len(self.active)
        while tail and self.active[tail - 1] in fresh:
            tail -= 1
        low = max(0, min(number[min(new)] - 1, tail - BACK))
        cut = self.active[low : number[max(new)] + 2]
        first = max(0, tail - BACK - low)
        near = np.full((len(cut), 1 + max(self.span)), -1, dtype=np.int64)
        for place, at in enumerate(cut):
            near[place, self._placed(at)] = np.arange(len(self._placed(at)))
        strip = self._strip(cut)
        for place, at in enumerate(cut):
            if at in new and number[at] < tail:
                above = self.orders[cut[place - 1]] if place else ()
                self.orders[at] = _put(strip.layers[place], self._placed(at), sorted(new[at]), above)
        if tail < len(self.active):
            above = self.orders[cut[first - 1]] if first else []
            start = [person for person in above if person in strip.shared[first - 1]]
            drawn = Drawn([self._placed(at) for at in cut[first:]], PRICE)
            found = beam(strip.window(first, len(cut) - 1), start, drawn)
            self.orders.update(zip(cut[first:], found, strict=True))
        self._sift(strip, cut, near, new, min([first, *(place for place, at in enumerate(cut) if at in fresh)]))

    def _sift(self, strip: Strip, cut: Sequence[int], near: Numbers, new: dict[int, list[int]], first: int) -> None:
        """Sifts the layers of a cut, up to number `first` only the lines that are new there; nothing in a crowd."""
        if not fits(strip):
            return
        free = np.zeros(near.shape, dtype=bool)
        free[first + 1 if first or cut[0] != self.active[0] else 0 :] = True
        if cut[-1] != self.active[-1]:
            free[-1] = False
        late: set[int] = set()
        for place, at in enumerate(cut):
            grown = new.get(at, ())
            free[place, grown] = True
            if place < first:
                late.update(grown)
        board = _Held(strip, [self.orders[at] for at in cut], free, near, PRICE)
        runs = [(n, begin if n in late else max(begin, first), end) for n, begin, end in stretches(strip)]
        board.sift([run for run in runs if run[1] < run[2]], 1)
        self.orders.update(zip(cut, board.orders(), strict=True))

    def _now(self, at: int) -> Layer:
        """The layer as far as it is drawn: its order's people and their groups."""
        present = [person for person, (first, last) in self.span.items() if first <= at <= last]
        groups = (tuple(person for person in group if person in self.span) for group in self.layers[at].groups)
        return Layer(tuple(sorted(present)), tuple(group for group in groups if len(group) > 1))

    def _strip(self, cut: Sequence[int]) -> Strip:
        layers = tuple(self._now(at) for at in cut)
        shared = (tuple(sorted(set(one.present).intersection(two.present))) for one, two in pairwise(layers))
        return Strip(layers, tuple(shared))


class _Held(Board):
    """A board on which lines move only where they are `free` (layer, person)."""

    def __init__(self, strip: Strip, orders: Orders, free: NDArray[np.bool_], near: Numbers, price: int) -> None:
        super().__init__(strip, orders, near, price)
        self.free = free

    def _places(self, person: int, first: int, last: int) -> Numbers:
        cost = super()._places(person, first, last)
        for at in np.flatnonzero(~self.free[first : last + 1, person]):
            own = self.rank[first + at, person]
            kept = cost[at, own]
            cost[at] = self.never
            cost[at, own] = kept
        return cost


def _between(layers: Sequence[int], first: int, last: int) -> Sequence[int]:
    """Those of the layers, which ascend, that are in a range."""
    return layers[bisect_left(layers, first) : bisect_right(layers, last)]


def _put(layer: Layer, order: Sequence[int], new: Sequence[int], before: Sequence[int]) -> list[int]:
    """The order with the new people where those who are above and below them in the layer before suggest it, members of
    a group beside each other."""
    rank = {person: place for place, person in enumerate(before)}
    found = list(order)
    group = {person: members for members in layer.groups for person in members}
    # Who stood in the layer before comes first, so that the others find their group's place.
    for person in sorted(new, key=lambda person: (person not in rank, rank.get(person, 0), person)):
        own = [other for other in group.get(person, ()) if other in found]
        if own:
            low, high = (pick(found.index(other) for other in own) for pick in (min, max))
            slots: Sequence[int] = range(low, high + 2)
        else:
            slots = [
                slot
                for slot in range(len(found) + 1)
                if slot in (0, len(found)) or group.get(found[slot - 1], 0) != group.get(found[slot], 1)
            ]
        found.insert(_nearest(found, slots, person, rank), person)
    return found


def _nearest(found: Sequence[int], slots: Sequence[int], person: int, rank: dict[int, int]) -> int:
    """The slot that turns fewest pairs over against the layer before; among equals the lowest on the page."""
    if person not in rank:
        return slots[len(slots) // 2]
    own = rank[person]
    cost = sum(other in rank and rank[other] < own for other in found)
    costs = [cost]
    for other in found:
        if other in rank:
            cost += 1 if rank[other] > own else -1
        costs.append(cost)
    return min(reversed(slots), key=costs.__getitem__)
