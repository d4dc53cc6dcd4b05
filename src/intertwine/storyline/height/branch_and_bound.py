"""The least linear height of all orders with the fewest crossings, whatever the number of rows.

The graph of all these orders (`height/optimal_orders.py`) has a bound (`height/convex_hull.py`), and the way through it
that the bound's solution mostly takes has least heights of its own. Where these are no lower than the bound, they are
the least of all. Where they are, steps too dear for anything better go out of the graph, and the ways through one order
of a layer and those through the others are looked at apart (branch and bound: Land, Doig 1960).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from intertwine.storyline.height.convex_hull import PRICE_UNIT, column_count, hull_prices
from intertwine.storyline.height.linear_program import solve_heights
from intertwine.storyline.height.optimal_orders import LayerOrder, OptimalOrders, OrderStep, find_optimal_orders
from intertwine.storyline.height.problem import HeightProblem
from intertwine.storyline.order.sifting import line_spans
from intertwine.storyline.reduce import Strip

WholeHeights = list[dict[int, int]]


@dataclass(frozen=True, slots=True)
class BoundedHeights:
    """Heights one unit apart, the sum of their ways, and what no order with so few crossings goes below: the same,
    unless the work limit came first or there are too many orders."""

    heights: WholeHeights
    linear_height: int
    lower: int


def least_over_orders(
    strip: Strip, given: Sequence[Sequence[int]], work: int, report: Callable[[int], object] | None = None
) -> BoundedHeights:
    """The least sum of ways of all orders with as few crossings as the given one, of which no order has fewer.

    `strip` is the whole chart without copied layers, and `given` an order for each of its layers. `work` is the
    deterministic limit: how many columns all linear programs have together. `report` hears every better sum, in units.
    With too many such orders (see `find_optimal_orders`) only some are looked at, and 0 is the bound. Raises
    `ValueError` when there are orders with fewer crossings.

    Branch and bound: Land, Doig, An automatic method of solving discrete programming problems, 1960.
    """
    best, had = least_of_order(strip, given)

    def tried(orders: Sequence[LayerOrder]) -> None:
        nonlocal best, had
        rows, total = least_of_order(strip, orders)
        if total < had:
            best, had = rows, total
            if report is not None:
                report(had)

    graph, whole = find_optimal_orders(strip, given)
    # A drawing without a row that is empty in all layers has no more than this: a stretch of a line with w ways is in
    # 1 + w rows at most, and to leave an empty row out lengthens no way.
    rows = len(line_spans(strip)) + had
    open_ = [(0, graph)]
    while open_:
        bound, graph = open_.pop()
        if bound >= had:
            continue
        if all(len(own) == 1 for own in graph.steps):
            tried(graph.path([dict.fromkeys(own, 0.0) for own in graph.steps]))
            continue
        if column_count(strip, graph) > work:
            open_.append((bound, graph))
            break
        work -= column_count(strip, graph)
        found = hull_prices(strip, graph, rows)
        bound = max(bound, -(-graph.shortest(found.prices) // PRICE_UNIT))
        if bound < had:
            tried(graph.path(found.shares))
        if bound < had:
            left = graph.within(found.prices, (had - 1) * PRICE_UNIT)
            open_ += [(bound, part) for part in _split(left, found.shares)]
    return BoundedHeights(best, had, min([had, *(bound for bound, _ in open_)]) if whole else 0)


def least_of_order(strip: Strip, orders: Sequence[Sequence[int]]) -> tuple[WholeHeights, int]:
    """The least heights of these orders, lowest 0, and their ways. The program's matrix is that of a network, so that
    its vertices are whole numbers."""
    name = {
        (at, person): number
        for number, (person, first, last) in enumerate(line_spans(strip))
        for at in range(first, last + 1)
    }
    back: list[int] = []
    before: dict[int, int] = {}
    for at, order in enumerate(orders):
        own = {name[at, person]: len(back) + place for place, person in enumerate(order)}
        back += [before.get(number, -1) for number in own]
        before = own
    top = np.array([not place for order in orders for place in range(len(order))], np.bool_)
    free = np.zeros(len(back), np.bool_)
    heights, _ = solve_heights(HeightProblem(top, np.ones(len(back)), free, np.array(back, np.int64), free))
    height = iter(heights.tolist())
    rows = [{person: round(next(height)) for person in order} for order in orders]
    return rows, sum(
        abs(rows[at + 1][person] - rows[at][person]) for at, shared in enumerate(strip.shared) for person in shared
    )


def _split(graph: OptimalOrders, shares: Sequence[Mapping[OrderStep, float]]) -> list[OptimalOrders]:
    """The ways through the others of a layer's orders, and those through the one with the largest share, of the layer
    where that is smallest; the graph itself where there is one way only."""
    best, found = 2.0, [graph]
    for at, (own, share) in enumerate(zip(graph.steps, shares, strict=True)):
        for end in (0, 1):
            through: dict[int, float] = {}
            for step in own:
                through[step[end]] = through.get(step[end], 0.0) + share[step]
            most = max(through, key=through.__getitem__)
            if len(through) > 1 and through[most] < best:
                best = through[most]
                apart = {step: int(step[end] == most) for step in own}
                found = [_free(graph, at, price) for price in (apart, {step: 1 - it for step, it in apart.items()})]
    return found


def _free(graph: OptimalOrders, at: int, price: Mapping[OrderStep, int]) -> OptimalOrders:
    """The ways whose step from layer `at` costs nothing at this price."""
    return graph.within([price if layer == at else dict.fromkeys(own, 0) for layer, own in enumerate(graph.steps)], 0)
