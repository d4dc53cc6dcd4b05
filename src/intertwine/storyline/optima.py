"""All orders with the fewest crossings, as the ways through a graph: its nodes are orders of layers.

What the packing of odd cycles decides is decided for every such order (`close.py`), and a SAT solver that knows the
transitivity and how many crossings there may be finds the other pairs of which the same is true. What is left open is
little: of each layer's orders, all that agree with what is certain are written out, and a step from one to one of the
next layer costs its crossings. A way through with the fewest crossings is a shortest path, so the orders and steps that
lie on shortest paths are just those of crossing-optimal orders, and every way through them is one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from pysat.solvers import Solver

from intertwine.storyline.chart import Layer
from intertwine.storyline.close import ROUNDS, merged
from intertwine.storyline.cycles import UNIT, pack
from intertwine.storyline.kernel import kernel
from intertwine.storyline.model import Model, build
from intertwine.storyline.reduce import Strip

Order = tuple[int, ...]
Step = tuple[int, int]  # from an order of a layer to one of the next
Prices = Sequence[Mapping[Step, int]]
Numbers = NDArray[np.int64]
ORDERS = 4000  # of a layer, at most
NEVER = 1 << 60


@dataclass(frozen=True, slots=True)
class Optima:
    """`orders[i]` are orders of layer i, and `steps[i]` may be made from them to those of layer i + 1, both by number;
    each step is on a way through."""

    orders: tuple[tuple[Order, ...], ...]
    steps: tuple[tuple[Step, ...], ...]

    def sums(self, price: Prices) -> tuple[list[dict[int, int]], list[dict[int, int]]]:
        """What the cheapest ways from the first layer to each order cost, and from there to the last."""
        there: list[dict[int, int]] = [dict.fromkeys(range(len(self.orders[0])), 0)]
        for own, prices in zip(self.steps, price, strict=True):
            there.append({})
            for one, two in own:
                there[-1][two] = min(there[-1].get(two, NEVER), there[-2][one] + prices[one, two])
        back: list[dict[int, int]] = [dict.fromkeys(range(len(self.orders[-1])), 0)]
        for own, prices in zip(reversed(self.steps), reversed(price), strict=True):
            back.append({})
            for one, two in own:
                back[-1][one] = min(back[-1].get(one, NEVER), back[-2][two] + prices[one, two])
        return there, back[::-1]

    def least(self, price: Prices) -> int:
        """What the cheapest way costs."""
        there, _ = self.sums(price)
        return min(there[-1].values())

    def kept(self, price: Prices, most: int) -> "Optima":
        """The steps of ways that cost at most so much, of which there is at least one."""
        there, back = self.sums(price)
        return Optima(
            self.orders,
            tuple(
                tuple((one, two) for one, two in own if there[at][one] + price[at][one, two] + back[at + 1][two] <= most)
                for at, own in enumerate(self.steps)
            ),
        )

    def way(self, shares: Sequence[Mapping[Step, float]]) -> list[Order]:
        """A way through that takes the step with the largest share, from where it stands."""
        at = None
        found = []
        for layer, (own, share) in enumerate(zip(self.steps, shares, strict=True)):
            one, two = max((step for step in own if at in {None, step[0]}), key=share.__getitem__)
            found.append(self.orders[layer][one])
            at = two
        return [*found, self.orders[-1][at or 0]]


def optima(strip: Strip, fewest: int) -> Optima | None:
    """All orders of the strip with `fewest` crossings, or with their weights; of an order and its mirror image one.

    None when a layer has more than `ORDERS` orders that agree with what is certain. Raises `ValueError` when `fewest`
    is not the least that there is.
    """
    model = build(strip)
    certain = _certain(model, fewest)
    orders = []
    for at, layer in enumerate(strip.layers):
        own: list[Order] = []
        for order in _agreeing(model, at, layer, certain):
            own.append(order)
            if len(own) > ORDERS:
                return None
        orders.append(own)
    prices = [_crossings(strip, at, orders[at], orders[at + 1]) for at in range(len(orders) - 1)]
    there, back = [np.zeros(len(orders[0]), dtype=np.int64)], [np.zeros(len(orders[-1]), dtype=np.int64)]
    for price in prices:
        there.append((there[-1][:, None] + price).min(axis=0, initial=NEVER))
    for price in reversed(prices):
        back.insert(0, (back[0][None, :] + price).min(axis=1, initial=NEVER))
    if min(there[-1], default=NEVER) != fewest:
        raise ValueError(f"{fewest} is not the least number of crossings")
    kept = [np.flatnonzero(one + two == fewest) for one, two in zip(there, back, strict=True)]
    steps = [
        np.argwhere((there[at][kept[at], None] + price[np.ix_(kept[at], kept[at + 1])] + back[at + 1][kept[at + 1]]) == fewest)
        for at, price in enumerate(prices)
    ]  # fmt: skip
    return Optima(
        tuple(tuple(own[one] for one in here) for own, here in zip(orders, kept, strict=True)),
        tuple(tuple((int(one), int(two)) for one, two in own) for own in steps),
    )


def _crossings(strip: Strip, at: int, orders: Sequence[Order], after: Sequence[Order]) -> Numbers:
    """The crossings, or their weights, from each order to each of the next layer."""
    shared, weights = strip.shared[at], strip.weights
    pairs = np.array(list(combinations(shared, 2)), dtype=np.int64).reshape(-1, 2)
    weight = np.array([weights[a] * weights[b] if weights else 1 for a, b in pairs], dtype=np.int64)
    one, two = (_above(own, pairs) for own in (orders, after))
    found: Numbers = (one * weight) @ (1 - two).T + ((1 - one) * weight) @ two.T
    return found


def _above(orders: Sequence[Order], pairs: Numbers) -> Numbers:
    """For each order, of which pairs the first stands above the second: 1, else 0."""
    place = np.zeros((len(orders), 1 + max((person for order in orders for person in order), default=0)), np.int64)
    for at, order in enumerate(orders):
        place[at, list(order)] = np.arange(len(order))
    return (place[:, pairs[:, 0]] < place[:, pairs[:, 1]]).astype(np.int64)


def _agreeing(model: Model, at: int, layer: Layer, certain: set[int]) -> Iterator[Order]:
    """The layer's orders with groups together in which everything certain is true."""
    over = {
        person: {other for other in layer.present if other != person and model.above(at, other, person) in certain}
        for person in layer.present
    }
    group = {person: frozenset(members) for members in layer.groups for person in members}
    work: list[tuple[Order, frozenset[int], frozenset[int]]] = [((), frozenset(layer.present), frozenset())]
    while work:
        order, left, begun = work.pop()
        if not left:
            yield order
        for person in sorted(begun or left, reverse=True):
            if not over[person] & left:
                rest = left - {person}
                work.append(((*order, person), rest, group.get(person, frozenset()) & rest))


def _certain(model: Model, fewest: int) -> set[int]:
    """The literals that are true in every order with so few crossings, or else in its mirror image; some of them."""
    choices = _choices(model, fewest)
    try:
        if not choices.solve():
            return set()
        maybe = {literal for literal in choices.get_model() if abs(literal) <= model.top}
        certain = set()
        while maybe:
            literal = maybe.pop()
            if choices.solve(assumptions=[-literal]):
                maybe &= set(choices.get_model())
            else:
                choices.add_clause([literal])
                certain.add(literal)
        return certain
    finally:
        choices.delete()


def _choices(model: Model, fewest: int) -> Solver:
    """A solver that has every order with so few crossings as a solution, or its mirror image, and few others."""
    truth = model.top + 1
    small = kernel(model, model.demanded())
    packing = pack(small.edges, ROUNDS)
    spare = (fewest - small.base) * UNIT - packing.total
    same = merged(small, packing, spare)
    solver = Solver(name="g3")
    solver.add_clause([truth])
    for one, two in enumerate(same):
        if one and one != two:
            solver.add_clause([-one, two])
            solver.add_clause([one, -two])
    if model.number and not any(model.strip.must):
        solver.add_clause([1])  # of an order and its mirror image, which has the same ways, one
    for layer in range(len(model.strip.layers)):
        for team in model.teams(layer):
            for clause in model.transitivity(layer, team):
                solver.add_clause(clause)
    top = truth

    def differ(one: int, two: int) -> int:
        """A literal that is true when these two are not equal; 0 when they always are."""
        nonlocal top
        a, b = same[abs(one)] * (1 if one > 0 else -1), same[abs(two)] * (1 if two > 0 else -1)
        if abs(a) == abs(b):
            return 0 if a == b else truth
        top += 1
        solver.append_formula([[-a, b, top], [a, -b, top], [a, b, -top], [-a, -b, -top]])
        return top

    same = [*same, truth] if len(same) == truth else same
    name = {at: differ(a, b if weight > 0 else -b) for at, (a, b, weight) in enumerate(small.edges)}
    for cycle, size in zip(packing.cycles, packing.sizes, strict=True):
        if 2 * size > spare:  # an odd number of its edges is paid: three would cost so much more
            solver.append_formula(
                [-name[a], -name[b]] for a, b in combinations(sorted(cycle), 2) if name[a] and name[b]
            )
    return solver
