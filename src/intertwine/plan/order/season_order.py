"""The order of the items of each series, which is their own unless pairs that must be kept demand another.

The own order is broken in as few pairs of items as possible. This is a linear ordering problem with given pairs,
NP-hard in general. But where no pair goes against a series, nothing is broken; and where some do, only the items
between them matter: the strongly connected groups of the graph of own orders and pairs.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from intertwine.plan.order.circles import ItemPair, groups_in_circles
from intertwine.plan.order.fewest_turns import fewest_turns


def series_orders(own: Sequence[Sequence[int]], kept: Iterable[ItemPair]) -> tuple[list[list[int]], bool]:
    """The items of each series in an order that all pairs `kept` allow together, and whether it is proved that no
    orders break fewer pairs of the own orders.

    `own` has the items of each series in their own order. The pairs hold no circle among themselves.
    """
    kept = sorted(set(kept))
    links = [*kept, *(pair for chain in own for pair in pairwise(chain))]
    place = {item: (number, at) for number, chain in enumerate(own) for at, item in enumerate(chain)}
    found = [list(chain) for chain in own]
    proved = True
    for group in groups_in_circles(dict.fromkeys(links, 1)):
        # Of each series a group holds items that stand side by side: what lies between two of them is in it as well.
        group.sort(key=place.__getitem__)
        number_of = {item: number for number, item in enumerate(group)}
        pairs = [(number_of[a], number_of[b]) for a, b in kept if a in number_of and b in number_of]
        order, best = fewest_turns([place[item][0] for item in group], pairs)
        proved &= best
        sorted_by_series: dict[int, list[int]] = {}
        for number in order:
            sorted_by_series.setdefault(place[group[number]][0], []).append(group[number])
        for series, members in sorted_by_series.items():
            first = min(place[item][1] for item in members)
            found[series][first : first + len(members)] = members
    return found, proved
