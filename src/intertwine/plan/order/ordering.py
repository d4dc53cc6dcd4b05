"""Items in order: never a consequence before its cause, and each series in its own order, as far as that can be had.

The passes, each of which takes what the one before it decided as given:

1. Circles of causes are broken (`circles`).
2. Each series gets an order: its own, unless causes demand another (`season_order`).
3. The order nearest to a ranking (`ranking`, `nearest_order`), or the woven one (`weave`).
"""

from itertools import pairwise

import numpy as np

from intertwine.plan.order.circles import ItemPair, groups_in_circles, lightest_break
from intertwine.plan.order.fewest_turns import SUBSETS, least_cost_order
from intertwine.plan.order.nearest_order import nearest_order
from intertwine.plan.order.ordered_items import OrderedItems, OrderMode, ToOrder
from intertwine.plan.order.ranking import chains, ranking
from intertwine.plan.order.season_order import series_orders
from intertwine.plan.order.weave import SEARCH_WORK, weave
from intertwine.plan.order.weave_blocks import WeaveWeights


def order_items(
    items: ToOrder, mode: OrderMode, weights: WeaveWeights | None = None, work: int = SEARCH_WORK
) -> OrderedItems:
    """The best order of the `items` in this `mode`. The same items always have the same order.

    `weights` and `work` (the limit of the search) are for the mode "woven". docs/plan-order.md says what is best.
    """
    causes = list(zip(items.cause.tolist(), items.effect.tolist(), strict=True))
    given_up, least, circles = _broken_circles(items, causes)
    kept = sorted(set(causes) - given_up)
    series, fewest = series_orders(chains(items), kept)
    rank = ranking(items, mode).tolist()
    if mode == "woven":
        woven = weave(items, series, kept, rank, weights or WeaveWeights(), work=work)
        order, cost, bound = woven.order, woven.cost, woven.bound
    else:
        order = nearest_order(rank, [*kept, *(pair for chain in series for pair in pairwise(chain))])
        cost = bound = 0
    at = {item: n for n, item in enumerate(order)}
    home = {item: (n, place) for n, chain in enumerate(chains(items)) for place, item in enumerate(chain)}
    return OrderedItems(
        order=tuple(order),
        broken=tuple(n for n, (cause, effect) in enumerate(causes) if at[cause] >= at[effect]),
        backward=tuple(
            n
            for n, (cause, effect) in enumerate(causes)
            if at[cause] < at[effect] and home[cause][0] == home[effect][0] and home[cause][1] > home[effect][1]
        ),
        turns=tuple(
            pair for chain in series for pair in pairwise(chain) if home[pair[0]][1] > home[pair[1]][1]
        ),
        circles=circles,
        least_broken=least and fewest,
        cost=cost,
        bound=bound,
    )  # fmt: skip


def _broken_circles(items: ToOrder, causes: list[ItemPair]) -> tuple[set[ItemPair], bool, tuple[tuple[int, ...], ...]]:
    """The pairs of `causes` that are given up, whether that is proved to be the least, and the circles.

    Of equally light ones those are given up of which most have a cause that was released after its effect, and of
    these, those that turn round fewest items of a series. Few items are solved exactly; of many the last is not proved.
    """
    release = items.release.tolist()
    by_release = sorted(range(len(items)), key=release.__getitem__)
    number = {item: n for n, item in enumerate(by_release)}
    weights: dict[ItemPair, int] = {}
    for (cause, effect), strength in zip(causes, items.strength.tolist(), strict=True):
        pair = number[cause], number[effect]
        weights[pair] = weights.get(pair, 0) + strength
    circles = tuple(tuple(by_release[n] for n in group) for group in sorted(groups_in_circles(weights)))
    if not circles:
        return set(), True, ()
    count = len(items)
    series, place = items.series[by_release], items.place[by_release]
    # Of two items at one place the one that was released first stands first in its series.
    is_ahead = (place[:, None] < place) | ((place[:, None] == place) & np.triu(np.ones((count, count), np.bool_), 1))
    own = ((series[:, None] == series) & is_ahead).astype(np.int64)
    scale = len(weights) + 1
    weighed = {(a, b): weight * scale + (a < b) for (a, b), weight in weights.items()}
    if count <= SUBSETS:
        cost, turns = own.copy(), int(own.sum()) + 1
        for pair, weight in weighed.items():
            if pair[0] != pair[1]:
                cost[pair] += weight * turns
        at = {item: n for n, item in enumerate(least_cost_order(cost))}
        broken, proved = {(a, b) for a, b in weights if at[a] >= at[b]}, True
    else:
        broken, proved = lightest_break({it: weight * scale + int(own[it]) for it, weight in weighed.items()})[0], False
    return {(by_release[a], by_release[b]) for a, b in broken}, proved, circles
