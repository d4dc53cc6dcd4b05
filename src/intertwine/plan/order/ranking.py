"""The ranking that an order should be near to: every item has a rank of its own."""

import numpy as np

from intertwine.model.sentinels import NONE
from intertwine.model.strings import Ints, Longs
from intertwine.plan.order.ordered_items import OrderMode, ToOrder


def chains(items: ToOrder) -> list[list[int]]:
    """The items of each series in their own order. The series that began first (by release) stands first."""
    found: dict[int, list[int]] = {}
    series = items.series.tolist()
    for item in np.lexsort((items.release, items.place)).tolist():
        found.setdefault(series[item], []).append(item)
    release = items.release.tolist()
    return sorted(found.values(), key=lambda chain: min(release[item] for item in chain))


def ranking(items: ToOrder, mode: OrderMode) -> Longs:
    """The rank of each item, 0 to n - 1: by release, in the story (also for "woven"), or in the named order.

    An item without a rank of its own (`items`' column has NONE) stands just before the first ranked item that was
    released later than it and stands after the nearest earlier item of its series that is ranked; if there is none, at
    the end. Between items of one such place, and between items of one rank, the order of release decides.
    """
    column = {"release": items.release, "named": items.named}.get(mode, items.story)
    rank = np.empty(len(items), np.int64)
    rank[_slotted(items, column)] = np.arange(len(items))
    return rank


def _slotted(items: ToOrder, column: Ints) -> Longs:
    """All items in order."""
    every = np.lexsort((items.release, column))
    ranked = every[column[every] != NONE]
    slot = np.empty(len(items), np.int64)
    slot[ranked] = np.arange(len(ranked))
    released = items.release[ranked]
    named = column != NONE
    for chain in chains(items):
        nearest = NONE
        for item in chain:
            if named[item]:
                nearest = int(slot[item])
                continue
            later = np.flatnonzero(released[nearest + 1 :] > items.release[item])
            slot[item] = nearest + 1 + later[0] if len(later) else len(ranked)
    return np.lexsort((items.release, named, slot))
