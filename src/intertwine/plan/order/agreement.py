"""How far two orders agree: pairs in the same order, and Kendall's tau."""

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from intertwine.model.record import record
from intertwine.model.strings import Longs


@record
class Agreement:
    """Of two orders: the items that are in both, in `pairs` pairs, of which `agreeing` stand the same way round."""

    pairs: int
    agreeing: int

    @property
    def tau(self) -> float:
        """Kendall's tau: 1 for the same order, 0 for no more agreement than chance, -1 for the reversed order.

        1 where there are no pairs. Kendall, A new measure of rank correlation, Biometrika 1938.
        """
        return 1.0 if not self.pairs else (2 * self.agreeing - self.pairs) / self.pairs


def agreement(one: Sequence[int], other: Sequence[int]) -> Agreement:
    """How far the orders `one` and `other` agree; each holds an item once. Takes O(n log n)."""
    at = {item: n for n, item in enumerate(other)}
    places = np.array([at[item] for item in one if item in at], np.int64)
    pairs = len(places) * (len(places) - 1) // 2
    return Agreement(pairs, pairs - inversions(places))


def disagreeing(one: Sequence[int], other: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The pairs that stand otherwise in `other` than in `one`, in the order of `one`."""
    at = {item: n for n, item in enumerate(other)}
    for pair in combinations([item for item in one if item in at], 2):
        if at[pair[0]] > at[pair[1]]:
            yield pair


def inversions(values: Longs) -> int:
    """How many pairs of `values` have the larger one first. Sorts by merging, counting on the way."""
    found = 0
    width = 1
    values = values.copy()
    while width < len(values):
        for start in range(0, len(values) - width, 2 * width):
            left, right = values[start : start + width], values[start + width : start + 2 * width]
            found += len(left) * len(right) - int(np.searchsorted(left, right, side="right").sum())
            values[start : start + 2 * width] = np.sort(values[start : start + 2 * width])
        width *= 2
    return found
