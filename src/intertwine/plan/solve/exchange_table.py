"""Which step of an exchange covers what, and what is covered by which steps."""

import numpy as np
import numpy.typing as npt

from intertwine.model.frozen import Frozen
from intertwine.model.strings import Longs

ExactSums = npt.NDArray[np.float64]
"""Whole numbers far below 2**53: their sums are exact, in whatever order they are added."""


class StepTable(Frozen):
    """StepTable of numbers, of different lengths. `start` has one entry more than there are rows."""

    __slots__ = ("numbers", "start")

    def __init__(self, start: Longs, numbers: Longs) -> None:
        self.start, self.numbers = start, numbers

    def sums(self, values: ExactSums) -> ExactSums:
        """Of each row the sum of the `values` that its numbers have."""
        sums = np.concatenate([[0.0], np.cumsum(values[self.numbers])])
        found: ExactSums = sums[self.start[1:]] - sums[self.start[:-1]]
        return found

    def row(self, at: int) -> Longs:
        """One row."""
        return self.numbers[self.start[at] : self.start[at + 1]]

    def of(self, rows: Longs) -> tuple[Longs, Longs]:
        """The numbers of some `rows`, one row after the other: of each its place in `rows`, and itself."""
        begin = self.start[rows]
        length = self.start[rows + 1] - begin
        place = np.repeat(np.arange(len(rows)), length)
        within = np.arange(len(place)) - np.repeat(np.cumsum(length) - length, length)
        return place, self.numbers[np.repeat(begin, length) + within]

    def turned(self, count: int) -> "StepTable":
        """For each number below `count` the rows that have it."""
        row = np.repeat(np.arange(len(self.start) - 1), np.diff(self.start))
        start = np.concatenate([[0], np.cumsum(np.bincount(self.numbers, minlength=count))])
        return StepTable(start, row[np.argsort(self.numbers, kind="stable")])
