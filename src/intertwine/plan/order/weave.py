"""The woven order: changes series where stories meet, as often as that pays. docs/plan-order.md has the objective."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from intertwine.model.record import record
from intertwine.plan.order.circles import ItemPair
from intertwine.plan.order.nearest_order import nearest_order
from intertwine.plan.order.ordered_items import ToOrder
from intertwine.plan.order.weave_blocks import WeaveWeights, blocks_of, table_entries, weave_blocks
from intertwine.plan.order.weave_cost import woven_cost
from intertwine.plan.order.weave_search import WeaveSearch

SEARCH_WORK = 8_000_000
"""About a second, or less. A level of the search costs as much for each series: its states times the number of series,
and `EACH_SERIES`. If one state on each level would cost more than `AT_MOST` times as much, there is no search, and the
order is the better of two simple ones."""
EACH_SERIES = 400
AT_MOST = 4
ENTRIES = 3_000_000
"""Larger tables are not made, either."""
FIRST_TRY = 16
"""The first search has one of so many states. It finds a good order, which spares the second one states."""


@record
class Woven:
    """An order, its cost, and the proved cost that no order is below."""

    order: list[int]
    cost: int
    bound: int


def weave(
    items: ToOrder,
    series: Sequence[Sequence[int]],
    kept: Iterable[ItemPair],
    rank: Sequence[int],
    weights: WeaveWeights,
    *,
    work: int = SEARCH_WORK,
) -> Woven:
    """The cheapest order of the `items`, by these `weights`, that leaves a series only between blocks (`weave_blocks`).

    It keeps the orders of the `series`, and the pairs `kept`, which go in no circle together with them. `rank` is the
    ranking that it should not be against. `work` limits the search.
    """
    kept = list(kept)
    blocks = blocks_of(items, series, kept)
    orders = _simple_orders(blocks, kept, rank)
    costs = [woven_cost(items, order, rank, weights) for order in orders]
    order, cost = orders[costs.index(min(costs))], min(costs)
    bound = weights.change * max(0, len(series) - 1)
    steps = sum(map(len, blocks)) * max(1, len(blocks))
    worth_while = steps * (len(blocks) + EACH_SERIES) <= AT_MOST * work and table_entries(blocks) <= ENTRIES
    if len(series) > 1 and worth_while:
        states = max(1, (work // steps - EACH_SERIES) // len(blocks))
        tables = weave_blocks(items, blocks, kept, rank, weights)
        search = WeaveSearch(tables, weights.change)
        for width in sorted({max(1, states // FIRST_TRY), states}):
            found, proved = search.run(cost, width)
            bound = max(bound, proved)
            if found:
                order = [item for number, at in found for item in blocks[number][at]]
                cost = woven_cost(items, order, rank, weights)
            if bound >= cost:
                break
    return Woven(order, cost, min(bound, cost))


def _simple_orders(blocks: list[list[list[int]]], kept: list[ItemPair], rank: Sequence[int]) -> list[list[int]]:
    """The blocks by rank, and series after series, as far as the pairs allow."""
    every = [members for its in blocks for members in its]
    number = {item: n for n, members in enumerate(every) for item in members}
    pairs = [(number[a], number[b]) for a, b in kept if number[a] != number[b]]
    pairs += [(number[a[0]], number[b[0]]) for its in blocks for a, b in pairwise(its)]
    first = [min(rank[item] for item in members) for members in every]
    return [[item for n in nearest_order(order, pairs) for item in every[n]] for order in (first, range(len(every)))]
