"""Pairs of facts that speak of the same, and what may lie between them."""

from typing import NamedTuple

import numpy as np

from intertwine.check.story_order import StoryOrder
from intertwine.model.strings import Bools, Longs

MOST_PAIRED = 32
"""Facts of one key that each other fact of it is compared with."""


def pairs(keys: Longs, others: Longs, most: int = MOST_PAIRED) -> tuple[Longs, Longs]:
    """Every place in `keys` with every place in `others` (ascending) that has an equal key. Of a key that very many
    others have, the first `most` alone."""
    first, end = (np.searchsorted(others, keys, side) for side in ("left", "right"))
    each = np.minimum(end, first + most) - first
    mine = np.repeat(np.arange(len(keys)), each)
    return mine, np.arange(each.sum()) - np.repeat(np.cumsum(each) - each - first, each)


class KeyedLines(NamedTuple):
    """Lines, ascending by the keys of what they speak of."""

    key: Longs
    line: Longs

    @classmethod
    def of(cls, keys: Longs, lines: Longs) -> "KeyedLines":
        """`lines` with their `keys`, in any order."""
        order = np.argsort(keys, kind="stable")
        return cls(keys[order].astype(np.int64), lines[order].astype(np.int64))

    def between(self, order: StoryOrder, wanted: Longs, *, earlier: Longs, later: Longs) -> Bools:
        """Of each key that is `wanted`, whether one of its lines may lie between the lines `earlier` and `later` in the
        story's `order`: whether it is neither certainly before the one nor certainly after the other."""
        mine, theirs = pairs(wanted, self.key)
        it, first, last = self.line[theirs], earlier[mine], later[mine]
        return _any_of(mine, ~order.is_after(first, it) & ~order.is_after(it, last), len(wanted))

    def between_as_written(self, order: StoryOrder, wanted: Longs, *, earlier: Longs, later: Longs) -> Bools:
        """The same of `wanted` keys, and lines `earlier` and `later` in the story's `order`, where lines of one
        installment without a time come one after the other as they are written."""
        mine, theirs = pairs(wanted, self.key)
        it, first, last = self.line[theirs], earlier[mine], later[mine]
        outside = order.is_after(first, it) | order.is_after(it, last)
        outside |= _is_written_after(order, first, it) | _is_written_after(order, it, last)
        return _any_of(mine, ~outside, len(wanted))


def last_of_each(one: Longs, other: Longs, chosen: Longs) -> list[tuple[int, int]]:
    """Of `chosen` places in two columns the pairs of `one` and `other`, in the order of `one`: for each of these the
    last other alone."""
    found = dict(zip(one[chosen].tolist(), other[chosen].tolist(), strict=True))
    return sorted(found.items())


def _is_written_after(order: StoryOrder, later: Longs, earlier: Longs) -> Bools:
    shown = order.is_shown[later] & order.is_shown[earlier]
    timed = (order.start[later] >= 0) & (order.start[earlier] >= 0)
    found: Bools = shown & ~timed & (order.installment[later] == order.installment[earlier]) & (later > earlier)
    return found


def _any_of(mine: Longs, those: Bools, count: int) -> Bools:
    found = np.zeros(count, np.bool_)
    found[mine[those]] = True
    return found
