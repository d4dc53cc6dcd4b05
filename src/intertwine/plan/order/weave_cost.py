"""What a woven order costs, counted from the order alone, without the tables of the search."""

from collections.abc import Sequence

import numpy as np

from intertwine.plan.order.agreement import inversions
from intertwine.plan.order.ordered_items import ToOrder
from intertwine.plan.order.weave_blocks import WeaveWeights


def woven_cost(items: ToOrder, order: Sequence[int], rank: Sequence[int], weights: WeaveWeights) -> int:
    """The value of the objective for this `order` of the `items`, with these `weights`; `rank` is that of each item."""
    at = np.empty(len(items), np.int64)
    at[list(order)] = np.arange(len(items))
    series = items.series[list(order)]
    changes = int((series[1:] != series[:-1]).sum())
    apart = 0
    shown = {number: np.cumsum(series == number) for number in np.unique(series).tolist()}
    for one, other, touch in zip(items.one.tolist(), items.other.tolist(), items.touch.tolist(), strict=True):
        two = int(items.series[one]), int(items.series[other])
        if two[0] != two[1]:
            first, last = sorted((at[one], at[other]))
            apart += touch * sum(int(shown[number][last] - shown[number][first]) for number in two)
    ranks = np.array(rank, np.int64)[list(order)]
    against = inversions(ranks) - sum(inversions(ranks[series == number]) for number in np.unique(series))
    return weights.change * changes + weights.apart * apart + weights.against * against
