"""The search for a woven order: dynamic programming with a bound.

A state is how many blocks of each series have been shown, and which series was shown last; the cheapest way to each
state is kept. States go level by level, by the number of blocks shown. A state that cannot lead to an order cheaper
than one that is had (`weave_bounds`) is dropped, and where a level still has too many states the least promising go
too. If none of these could have led to a cheaper order, the result is proved to be best; else the least that one of
them could have cost is the bound. Morin and Marsten, Branch-and-bound strategies for dynamic programming, 1976.
"""

import numpy as np
import numpy.typing as npt

from intertwine.model.record import record
from intertwine.model.strings import Longs
from intertwine.plan.order.weave_blocks import IMPOSSIBLE, WeaveBlocks
from intertwine.plan.order.weave_bounds import unavoidable, weave_bounds, weave_scale


@record
class _WeaveStates:
    """States: the blocks shown of each series, the series shown last (-1: none), what they cost, what is left at least
    without regard to the last series, what the whole costs at least, and the state that each came from."""

    shown: npt.NDArray[np.int64]
    last: Longs
    cost: Longs
    left: Longs
    bound: Longs
    parent: Longs

    def __len__(self) -> int:
        return len(self.last)

    def at(self, chosen: Longs) -> "_WeaveStates":
        """These states of it."""
        return _WeaveStates(*(getattr(self, name)[chosen] for name in _COLUMNS))


_COLUMNS = ("shown", "last", "cost", "left", "bound", "parent")


class WeaveSearch:
    """Searches the blocks of `tables`, at this price of a `change`. Inside, costs are times the scale of the bounds."""

    def __init__(self, tables: WeaveBlocks, change: int) -> None:
        self.tables = tables
        self.scale = weave_scale(tables)
        self.change = change * self.scale
        bounds = weave_bounds(tables, change)
        count = len(tables.width)
        self.ends = tables.width - 1
        self.unavoidable = unavoidable(tables, change)
        # What one more block of s changes: each column summed over the other series t.
        self.steps = np.zeros((len(tables.step), 3), np.int64)
        for s in range(count):
            for t in range(count):
                if s != t:
                    width = int(tables.width[t])
                    rows = slice(int(tables.base[s, t]), int(tables.base[s, t]) + int(self.ends[s]) * width)
                    after = slice(rows.start + width, rows.stop + width)
                    self.steps[rows, 0] = tables.step[rows]
                    self.steps[rows, 1] = bounds.left[after] - bounds.left[rows]
                    self.steps[rows, 2] = bounds.left_from[after] - bounds.left[after]
        self.first_left = int(sum(bounds.left[tables.base[s, t]] for s in range(count) for t in range(s)))

    def run(self, cost: int, width: int) -> tuple[list[tuple[int, int]], int]:
        """The blocks (series, number) of an order cheaper than `cost`, or none, and a bound of what any order costs.

        At most `width` states of each level are kept.
        """
        limit = cost * self.scale
        least_dropped = limit
        one = np.zeros(1, np.int64)
        level = _WeaveStates(np.zeros((1, len(self.ends)), np.int64), one - 1, one, one + self.first_left, one, one)
        trail: list[tuple[Longs, Longs]] = []
        for _ in range(int(self.ends.sum())):
            level = _cheapest(self._next(level, limit))
            if len(level) > width:
                by_bound = np.argsort(level.bound, kind="stable")
                least_dropped = min(least_dropped, int(level.bound[by_bound[width]]))
                level = level.at(np.sort(by_bound[:width]))
            trail.append((level.parent, level.last))
        if not len(level):
            return [], -(-least_dropped // self.scale)
        at = int(np.argmin(level.cost))
        bound = min(int(level.cost[at]), least_dropped)
        series = []
        for parent, last in reversed(trail):
            series.append(int(last[at]))
            at = int(parent[at])
        shown = [0] * len(self.ends)
        blocks = []
        for number in reversed(series):
            blocks.append((number, shown[number]))
            shown[number] += 1
        return blocks, -(-bound // self.scale)

    def _next(self, level: _WeaveStates, limit: int) -> _WeaveStates:
        """All states one block further from which an order cheaper than `limit` may be had."""
        tables, parts = self.tables, list[_WeaveStates]()
        for s, end in enumerate(self.ends.tolist()):
            rows = np.flatnonzero(level.shown[:, s] < end)
            shown = level.shown[rows]
            place = shown[:, s]
            changes = self.steps[tables.base[s] + place[:, None] * tables.width + shown].sum(1)
            left = level.left[rows] + changes[:, 1]
            last = level.last[rows]
            cost = level.cost[rows] + self.scale * changes[:, 0]
            cost += self.change * ((last != s) & (last >= 0))
            shown[:, s] += 1
            alive = (shown < self.ends).sum(1) + (shown[:, s] == end)
            bound = cost + left + changes[:, 2] + self.unavoidable[alive]
            found = _WeaveStates(shown, np.full(len(rows), s), cost, left, bound, rows)
            parts.append(found.at(np.flatnonzero((changes[:, 0] < IMPOSSIBLE) & (found.bound < limit))))
        return _WeaveStates(*(np.concatenate([getattr(part, name) for part in parts]) for name in _COLUMNS))


def _cheapest(level: _WeaveStates) -> _WeaveStates:
    """The cheapest of the states that have shown the same blocks and the same series last."""
    mixed = (level.shown * _odd_numbers(level.shown.shape[1])).sum(1)
    order = np.lexsort((level.parent, level.cost, level.last, mixed))
    shown, last = level.shown[order], level.last[order]
    # Two states with the same sum may still differ: they are kept apart.
    new = np.ones(len(order), np.bool_)
    new[1:] = (last[1:] != last[:-1]) | (shown[1:] != shown[:-1]).any(1)
    return level.at(np.sort(order[new]))


def _odd_numbers(count: int) -> Longs:
    """Powers of a large odd number, the same ones always: sums of their small multiples seldom agree."""
    return np.array([pow(0x9E3779B97F4A7C15, n + 1, 1 << 63) for n in range(count)], np.int64)
