"""All orders with the fewest crossings, as the paths through a graph: its nodes are orders of layers.

Of each layer, all orders that agree with the backbone (`backbone.py`) are written out; on films these are few. A step
from one of them to one of the next layer costs its crossings. A path with the fewest crossings is a shortest path, so
the orders and steps on shortest paths are just those of orders with the fewest crossings, and every path through them
is one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

import numpy as np

from intertwine.storyline.chart import Layer
from intertwine.storyline.count import strip_crossings
from intertwine.storyline.height.backbone import find_backbone
from intertwine.storyline.linear_ordering import OrderingModel, build_model
from intertwine.storyline.places import IntArray
from intertwine.storyline.reduce import Strip

LayerOrder = tuple[int, ...]
OrderStep = tuple[int, int]  # from an order of a layer to one of the next
Prices = Sequence[Mapping[OrderStep, int]]
ORDERS = 4000  # of a layer, at most
UNREACHABLE = 1 << 60


@dataclass(frozen=True, slots=True)
class OptimalOrders:
    """`orders[i]` are orders of layer i, and `steps[i]` may be made from them to those of layer i + 1, both by number;
    each step is on a path from the first layer to the last."""

    orders: tuple[tuple[LayerOrder, ...], ...]
    steps: tuple[tuple[OrderStep, ...], ...]

    def distances(self, price: Prices) -> tuple[list[dict[int, int]], list[dict[int, int]]]:
        """What the cheapest paths from the first layer to each order cost, and from there to the last."""
        there: list[dict[int, int]] = [dict.fromkeys(range(len(self.orders[0])), 0)]
        for own, prices in zip(self.steps, price, strict=True):
            there.append({})
            for one, two in own:
                there[-1][two] = min(there[-1].get(two, UNREACHABLE), there[-2][one] + prices[one, two])
        back: list[dict[int, int]] = [dict.fromkeys(range(len(self.orders[-1])), 0)]
        for own, prices in zip(reversed(self.steps), reversed(price), strict=True):
            back.append({})
            for one, two in own:
                back[-1][one] = min(back[-1].get(one, UNREACHABLE), back[-2][two] + prices[one, two])
        return there, back[::-1]

    def shortest(self, price: Prices) -> int:
        """What the cheapest path costs."""
        there, _ = self.distances(price)
        return min(there[-1].values())

    def within(self, price: Prices, most: int) -> "OptimalOrders":
        """The steps of paths that cost at most so much, of which there is at least one."""
        there, back = self.distances(price)
        steps = [
            tuple(step for step in own if there[at][step[0]] + price[at][step] + back[at + 1][step[1]] <= most)
            for at, own in enumerate(self.steps)
        ]
        return OptimalOrders(self.orders, tuple(steps))

    def path(self, shares: Sequence[Mapping[OrderStep, float]]) -> list[LayerOrder]:
        """A path that takes the step with the largest share, from where it stands."""
        at = None
        found = []
        for layer, (own, share) in enumerate(zip(self.steps, shares, strict=True)):
            one, two = max((step for step in own if at in {None, step[0]}), key=share.__getitem__)
            found.append(self.orders[layer][one])
            at = two
        return [*found, self.orders[-1][at or 0]]


def find_optimal_orders(strip: Strip, given: Sequence[Sequence[int]]) -> tuple[OptimalOrders, bool]:
    """All orders of the strip with as few crossings, or as little weight, as the given one; of an order and its mirror
    image one. And whether these are all: a layer with more than `ORDERS` that agree with the backbone has only the
    given one. Raises `ValueError` when there are orders with fewer crossings.
    """
    model, fewest = build_model(strip), strip_crossings(strip, given)
    if model.number and not any(strip.must):
        at, a, b = next(iter(model.number))
        if given[at].index(a) > given[at].index(b):
            given = [order[::-1] for order in given]
    known = find_backbone(model, fewest)
    orders, whole = [], True
    for at, layer in enumerate(strip.layers):
        own = list(islice(_agreeing(model, at, layer, known), ORDERS + 1))
        whole &= len(own) <= ORDERS
        orders.append(own if len(own) <= ORDERS else [tuple(given[at])])
    prices = [_crossings(strip, at, orders[at], orders[at + 1]) for at in range(len(orders) - 1)]
    there, back = [np.zeros(len(orders[0]), dtype=np.int64)], [np.zeros(len(orders[-1]), dtype=np.int64)]
    for price in prices:
        there.append((there[-1][:, None] + price).min(axis=0, initial=UNREACHABLE))
    for price in reversed(prices):
        back.insert(0, (back[0][None, :] + price).min(axis=1, initial=UNREACHABLE))
    if min(there[-1]) != fewest:
        raise ValueError(f"there are orders with fewer crossings than {fewest}")
    kept = [np.flatnonzero(one + two == fewest) for one, two in zip(there, back, strict=True)]
    steps = []
    for at, price in enumerate(prices):
        here, after = kept[at], kept[at + 1]
        total = there[at][here, None] + price[np.ix_(here, after)] + back[at + 1][after]
        steps.append(np.argwhere(total == fewest))
    graph = OptimalOrders(
        tuple(tuple(own[one] for one in here) for own, here in zip(orders, kept, strict=True)),
        tuple(tuple((int(one), int(two)) for one, two in own) for own in steps),
    )
    return graph, whole


def _crossings(strip: Strip, at: int, orders: Sequence[LayerOrder], after: Sequence[LayerOrder]) -> IntArray:
    """The crossings, or their weights, from each order to each of the next layer."""
    shared, weights = strip.shared[at], strip.weights
    pairs = np.array(list(combinations(shared, 2)), dtype=np.int64).reshape(-1, 2)
    weight = np.array([weights[a] * weights[b] if weights else 1 for a, b in pairs], dtype=np.int64)
    one, two = (_above(own, pairs) for own in (orders, after))
    found: IntArray = (one * weight) @ (1 - two).T + ((1 - one) * weight) @ two.T
    return found


def _above(orders: Sequence[LayerOrder], pairs: IntArray) -> IntArray:
    """For each order, of which pairs the first stands above the second: 1, else 0."""
    place = np.zeros((len(orders), 1 + max((person for order in orders for person in order), default=0)), np.int64)
    for at, order in enumerate(orders):
        place[at, list(order)] = np.arange(len(order))
    return (place[:, pairs[:, 0]] < place[:, pairs[:, 1]]).astype(np.int64)


def _agreeing(model: OrderingModel, at: int, layer: Layer, known: set[int]) -> Iterator[LayerOrder]:
    """The layer's orders with groups together in which everything known is true."""
    over = {
        person: {other for other in layer.present if other != person and model.above(at, other, person) in known}
        for person in layer.present
    }
    group = {person: frozenset(members) for members in layer.groups for person in members}
    work: list[tuple[LayerOrder, frozenset[int], frozenset[int]]] = [((), frozenset(layer.present), frozenset())]
    while work:
        order, left, begun = work.pop()
        if not left:
            yield order
        for person in sorted(begun or left, reverse=True):
            if not over[person] & left:
                rest = left - {person}
                work.append(((*order, person), rest, group.get(person, frozenset()) & rest))
