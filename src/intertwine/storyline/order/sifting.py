"""Sifting, a line at a time over its whole length: its best course among all others, by dynamic programming.

Sifting moves one vertex through one layer (Rudell 1993; Matuszewski, Schönfeld, Molitor, GD 1999). A storyline's line
lives in many layers, so its places in all of them are chosen together: a state is a place among the others, the cost of
a step is the number of lines crossed, and only places that keep every group contiguous are allowed.
"""

import numpy as np

from intertwine.storyline.order.sifting_tables import LineSpan, SiftingTables, crossing_costs, tables_fit
from intertwine.storyline.places import IntArray
from intertwine.storyline.reduce import Orders, Strip
from intertwine.storyline.wishes import sided

WORK = 250_000_000  # pairs of places looked at, all told: one to three seconds
STEP = 4000  # what a line's way from a layer to the next costs besides, in pairs of places


def sift(strip: Strip, orders: Orders, rounds: int = 4, work: int = WORK) -> Orders:
    """Orders of `strip` with no more crossings than `orders`, an order a layer.

    Every line is sifted in turn, until a round changes nothing or `rounds` are done. `work` is a limit that is the same
    on every machine, in pairs of places looked at: what each line costs comes off it, until there is nothing left.

    Rudell, Dynamic variable ordering for ordered binary decision diagrams, 1993; Matuszewski, Schönfeld, Molitor, Using
    sifting for k-layer straightline crossing minimization, GD 1999.
    """
    tables = SiftingTables(strip, orders) if tables_fit(strip) else CountedSifting(strip, orders)
    runs = line_spans(strip)
    each = STEP + max(len(layer.present) for layer in strip.layers) ** 2
    for _ in range(rounds):
        saved = 0
        for person, first, last in runs:
            work -= (last - first) * each
            if work < 0:
                break
            saved += tables.sift_one(person, first, last)
        if not saved or work < 0:
            break
    return tables.orders() if isinstance(tables, SiftingTables) else [order.tolist() for order in tables.orders]


def line_spans(strip: Strip) -> list[LineSpan]:
    """Each line's stretches of layers in which it goes on without a break, longest first."""
    open_: dict[int, int] = {}
    found = []
    for at, layer in enumerate(strip.layers):
        goes_on = set(strip.shared[at]) if at < len(strip.shared) else set()
        for person in layer.present:
            start = open_.setdefault(person, at)
            if person not in goes_on:
                found.append((person, start, at))
                del open_[person]
    return sorted(found, key=lambda run: (run[1] - run[2], run[0]))


class CountedSifting:
    """The orders, and each line's place in each layer (`rank[layer][person]`)."""

    def __init__(self, strip: Strip, orders: Orders) -> None:
        people = 1 + max((person for layer in strip.layers for person in layer.present), default=0)
        self.orders: list[IntArray] = [np.array(order, dtype=np.int64) for order in orders]
        self.rank = np.zeros((len(orders), people), dtype=np.int64)
        for at, order in enumerate(self.orders):
            self.rank[at, order] = np.arange(len(order))
        self.weights = np.array(strip.weights or [1] * people, dtype=np.int64)
        self.must = [sided(pairs) for pairs in strip.must]
        self.shared: list[IntArray] = [np.array(shared, dtype=np.int64) for shared in strip.shared]
        self.groups: list[list[IntArray]] = [
            [np.array(group, dtype=np.int64) for group in layer.groups if len(group) > 1] for layer in strip.layers
        ]

    def sift_one(self, person: int, first: int, last: int) -> int:
        """Moves the line of `person` in its layers from `first` to `last`, both included, to its best course; how many
        crossings that saved, by weight.
        """
        slots = [self._slots(at, person) for at in range(first, last + 1)]
        cost = np.zeros(len(slots[0]), dtype=np.int64)
        back: list[IntArray] = []
        now = 0
        for at in range(first, last):
            one, two = slots[at - first], slots[at - first + 1]
            step = self._step(at, person, one, two)
            here = one.searchsorted(self.rank[at, person]), two.searchsorted(self.rank[at + 1, person])
            now += int(step[here])
            total = cost[:, None] + step
            back.append(total.argmin(axis=0))
            cost = total.min(axis=0)
        end = int(cost.argmin())
        saved = now - int(cost[end])
        if saved <= 0:
            return 0
        for at in range(last, first - 1, -1):
            self._move(at, person, int(slots[at - first][end]))
            if at > first:
                end = int(back[at - first - 1][end])
        return saved

    def _move(self, at: int, person: int, slot: int) -> None:
        order = self.orders[at]
        own = int(self.rank[at, person])
        if own == slot:
            return
        if own < slot:
            order[own:slot] = order[own + 1 : slot + 1]
        else:
            order[slot + 1 : own + 1] = order[slot:own].copy()
        order[slot] = person
        self.rank[at, order] = np.arange(len(order))

    def _slots(self, at: int, person: int) -> IntArray:
        """The places for the line among the others of the layer, ascending, that keep groups and demands."""
        rank = self.rank[at]
        own = int(rank[person])
        size = len(self.orders[at])
        top, end = 0, size
        if self.must:
            above, below = self.must[at].get(person, ((), ()))
            top = max((int(rank[other]) + 1 for other in above), default=0)
            end = min((int(rank[other]) for other in below), default=size)
        allowed = np.zeros(size, dtype=bool)
        allowed[top:end] = True
        for group in self.groups[at]:
            places = rank[group]
            low, high = int(places.min()), int(places.max())
            if low <= own <= high:
                return np.arange(max(low, top), min(high + 1, end))
            allowed[low + 1 - (low > own) : high + 1 - (high > own)] = False
        return np.flatnonzero(allowed)

    def _step(self, at: int, person: int, one: IntArray, two: IntArray) -> IntArray:
        """How many lines the line crosses on its way from each of the places `one` to each of the places `two`."""
        others = self.shared[at]
        others = others[others != person]
        rank, after = self.rank[at], self.rank[at + 1]
        first, then = rank[others], after[others]
        first -= first > rank[person]
        then -= then > after[person]
        # From which of the places on is each other line above?
        first, then = one.searchsorted(first, "right"), two.searchsorted(then, "right")
        return crossing_costs(first, then, self.weights[others], len(one), len(two))
