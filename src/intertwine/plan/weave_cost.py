"""What a woven order costs, counted from the order alone, without the tables of the search."""

from collections.abc import Sequence

import numpy as np

from intertwine.plan.agreement import inversions
from intertwine.plan.ordered_items import ToOrder
from intertwine.plan.weave_blocks import WeaveWeights


def woven_cost(items: ToOrder, order: Sequence[int], rank: Sequence[int], weights: WeaveWeights) -> int:
    """The value of the objective for this `order` of the `items`, with these `weights`; `rank` is that of each item."""
    at = np.empty(len(items), np.int64)
    at[list(order)] = np.arange(len(items))
    series = items.series[list(order)]
    changes = int((series[1:] != series[:-1]).sum())
    touching = items.series[items.one] != items.series[items.other]
    apart = int((np.abs(at[items.one] - at[items.other]) * items.touch)[touching].sum())
    ranks = np.array(rank, np.int64)[list(order)]
    against = inversions(ranks) - sum(inversions(ranks[series == number]) for number in np.unique(series))
    return weights.change * changes + weights.apart * apart + weights.against * against
