"""Sifting with tables: the prices of every boundary are kept, so that a line's best course is a few sweeps of numbers.

The same dynamic programming as in `order/sifting.py`, for charts that fit: for each boundary a table says how many
lines a line crosses on its way from any place to any other. A line taken out or put back changes a table by an outer
comparison, a line moved shifts its rows; nothing is counted again. Besides, a place may cost something by itself: the
pairs that would stand otherwise than in an order that was drawn before.
"""

from collections.abc import Sequence

import numpy as np

from intertwine.storyline.places import IntArray
from intertwine.storyline.reduce import Orders, Strip
from intertwine.storyline.wishes import sided

LineSpan = tuple[int, int, int]

LARGEST = 12_000_000  # numbers in all tables together
FORBIDDEN = 1 << 29


def tables_fit(strip: Strip, most_numbers: int = LARGEST) -> bool:
    """Whether the tables of such a strip are small enough to keep."""
    most = max(len(layer.present) for layer in strip.layers)
    return len(strip.layers) * (most + 1) ** 2 <= most_numbers


def crossing_costs(before: IntArray, after: IntArray, weight: IntArray, most: int, last: int | None = None) -> IntArray:
    """The weight of the lines crossed from each of `most` places to each of `last` (or as many).

    Line `i` stands above the places from `before[i]` on, and after the boundary from `after[i]` on, and has the weight
    `weight[i]`; a line that stands above on one side only is crossed. Sums along rows and columns, since matrix
    products use threads that wait on each other.
    """
    last = most if last is None else last
    size = (most + 1) * (last + 1)
    corner = np.bincount(before * (last + 1) + after, weight, size).astype(np.int64).reshape(most + 1, last + 1)
    both = corner.cumsum(axis=0).cumsum(axis=1)
    found: IntArray = both[:-1, -1:] + both[-1:, :-1] - 2 * both[:-1, :-1]
    return found


class SiftingTables:
    """Orders that are sifted in place.

    `rank[layer, person]` is a line's place, `order[layer, place]` the line, -1 beyond the last. `prices[b, s, t]` is
    `price` times the weight of all lines that a way from place `s` before boundary `b` to place `t` after it crosses,
    where place `s` means that the first `s` lines stand above. `near[layer, person]` is a line's place in an order to
    stay close to, -1 where it has none: each pair that stands otherwise costs 1.
    """

    def __init__(self, strip: Strip, orders: Orders, near: IntArray | None = None, price: int = 1) -> None:
        self.sizes = np.array([len(order) for order in orders])
        most = int(self.sizes.max())
        people = 1 + max(person for order in orders for person in order)
        self.slots = np.arange(most + 1)
        self.order = np.full((len(orders), most), -1, dtype=np.int64)
        self.rank = np.full((len(orders), people), -1, dtype=np.int64)
        self.group = np.full((len(orders), people + 1), -1, dtype=np.int64)  # the last column for "nobody"
        for at, (order, layer) in enumerate(zip(orders, strip.layers, strict=True)):
            self.order[at, : len(order)] = order
            self.rank[at, order] = np.arange(len(order))
            for number, group in enumerate(layer.groups):
                if len(group) > 1:
                    self.group[at, list(group)] = number
        self.beyond = self.slots > self.sizes[:, None]
        self.must = [sided(pairs) for pairs in strip.must]
        self.near, self.price = near, price
        self.weights = np.array(strip.weights or [1] * people, dtype=np.int64)
        dearest = price * int(self.weights.max()) ** 2 * people * len(orders)
        # Half as wide numbers are twice as fast; the sum of a line's whole course has to fit.
        self.kind = np.int32 if dearest < FORBIDDEN // 4 else np.int64
        self.never = FORBIDDEN if self.kind is np.int32 else FORBIDDEN << 31
        # When, in moves, each layer was changed last, and each stretch looked at: no second look at what is the same.
        self.clock = 0
        self.changed = np.ones(len(orders), dtype=np.int64)
        self.seen: dict[LineSpan, int] = {}
        self.shared = [np.array(shared, dtype=np.int64) for shared in strip.shared]
        self.prices = np.zeros((len(orders) - 1, most + 1, most + 1), dtype=self.kind)
        for at, lines in enumerate(self.shared):
            weight = self.weights[lines]
            self.prices[at] = price * crossing_costs(
                self.rank[at, lines] + 1, self.rank[at + 1, lines] + 1, weight, most + 1
            )

    def orders(self) -> Orders:
        """The orders as they are now."""
        return [row[:size].tolist() for row, size in zip(self.order, self.sizes, strict=True)]

    def sift(self, runs: Sequence[LineSpan], rounds: int) -> None:
        """Every line in turn, until a round changes nothing or `rounds` are done."""
        for _ in range(rounds):
            if not sum([self.sift_one(*run) for run in runs]):
                break

    def sift_one(self, person: int, first: int, last: int) -> int:
        """Moves the line of `person` in its layers from `first` to `last`, both included, to its best course; how much
        that saved, in the prices of the tables.
        """
        run = (person, first, last)
        if self.changed[first : last + 1].max() <= self.seen.get(run, 0):
            return 0
        self.clock += 1
        saved = self._sift(person, first, last)
        self.seen[run] = self.clock
        return saved

    def _sift(self, person: int, first: int, last: int) -> int:
        own = self.rank[first : last + 1, person]
        prices = self.prices[first:last]
        if self.weights[person] != 1:
            prices = prices * self.kind(self.weights[person])
        rows = np.arange(len(own))
        now = int(prices[rows[:-1], own[:-1], own[1:]].sum())
        if now == 0 and self.near is None:
            return 0
        place = self._places(person, first, last)
        now += int(place[rows, own].sum())
        if now == 0:
            return 0
        self._count(person, first, own, -1)
        prices = self.prices[first:last]
        if self.weights[person] != 1:
            prices = prices * self.kind(self.weights[person])
        costs, work = place.copy(), np.empty(prices.shape[1:], dtype=self.kind)
        least = np.empty(len(work), dtype=self.kind)
        for cost, later, step in zip(costs[:-1, :, None], costs[1:], prices, strict=True):
            np.add(cost, step, out=work)
            np.minimum.reduce(work, axis=0, out=least)
            np.add(later, least, out=later)
        slot = self._cheapest(costs[-1], int(own[-1]))
        saved = now - int(costs[-1, slot])
        if saved > 0:
            course = [slot]
            for at in range(len(prices) - 1, -1, -1):
                slot = self._cheapest(costs[at] + prices[at, :, slot], int(own[at]))
                course.append(slot)
            new = np.array(course[::-1])
            own = self._move(person, first, own.copy(), new - (new > own))
        self._count(person, first, own, 1)
        return saved

    def _places(self, person: int, first: int, last: int) -> IntArray:
        """What each place costs the line in each layer by itself; `never` where groups or demands forbid it."""
        here = slice(first, last + 1)
        rank, order = self.rank[here], self.order[here]
        rows = np.arange(len(order))[:, None]
        group = self.group[here][rows, order]
        mine = self.group[here, person][:, None]
        edge = np.full((len(order), 1), -2)
        up, down = np.hstack([edge, group]), np.hstack([group, edge])
        allowed = np.where(mine >= 0, (up == mine) | (down == mine), (up != down) | (up < 0))
        allowed &= ~self.beyond[here] & (self.slots != rank[:, [person]] + 1)
        for at, must in enumerate(self.must[here]):
            above, below = must.get(person, ((), ()))
            if above:
                allowed[at, : rank[at, above].max() + 1] = False
            if below:
                allowed[at, rank[at, below].min() + 1 :] = False
        cost = np.zeros(allowed.shape, dtype=self.kind)
        if self.near is not None:
            near = np.hstack([self.near[here], np.full((len(order), 1), -1)])
            theirs, mine = near[rows, order], near[:, [person]]
            should = np.where((theirs < 0) | (mine < 0), 0, np.sign(theirs - mine))
            cost[:, 1:] = np.cumsum(should, axis=1)
            cost += (should < 0).sum(axis=1, keepdims=True)
        cost[~allowed] = self.never
        return cost

    def _move(self, person: int, first: int, old: IntArray, new: IntArray) -> IntArray:
        """Puts the line, which is in no table now, from its old places to new ones, in places without itself."""
        shift: dict[int, IntArray] = {}
        for at in np.flatnonzero(old != new):
            layer, was, to = first + int(at), int(old[at]), int(new[at])
            row = self.order[layer]
            if was < to:
                row[was:to] = row[was + 1 : to + 1]
            else:
                row[to + 1 : was + 1] = row[to:was].copy()
            row[to] = person
            self.changed[layer] = self.clock
            self.rank[layer, row[: self.sizes[layer]]] = self.slots[: self.sizes[layer]]
            without = self.slots - (self.slots > to)
            shift[layer] = without + (without > was)
        for edge in sorted({edge for layer in shift for edge in (layer - 1, layer) if 0 <= edge < len(self.prices)}):
            if edge in shift:
                self.prices[edge] = self.prices[edge].take(shift[edge], axis=0)
            if edge + 1 in shift:
                self.prices[edge] = self.prices[edge].take(shift[edge + 1], axis=1)
        return new

    def _count(self, person: int, first: int, own: IntArray, sign: int) -> None:
        """Puts a line with these places into the tables, or with `sign` -1 takes it out."""
        past = self.slots > own[:, None]
        crossed = past[:-1, :, None] != past[1:, None, :]
        prices = self.prices[first : first + len(own) - 1]
        prices += crossed * self.kind(sign * self.price * self.weights[person])

    def _cheapest(self, costs: IntArray, here: int) -> int:
        """The cheapest place: among equals the one where the line stands, if it should stay close to something.

        Otherwise the topmost, which moves more lines about and, measured on the test-beds, ends at fewer crossings.
        """
        at = int(costs.argmin())
        return here if self.near is not None and costs[here] == costs[at] else at
