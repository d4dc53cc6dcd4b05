"""When what lines say becomes known: the alternatives of their stamps, as columns."""

from functools import cached_property

import numpy as np

from intertwine.ledger.store.columns import IMPOSSIBLE, PUBLIC, Ledger, Lines, Stamps
from intertwine.model.strings import Bools, Longs

SecondsNeeded = dict[int, int]
"""An alternative: seconds that must be passed of each installment. Empty: public."""
NEVER = np.iinfo(np.int64).max
"""The place in release order of what nobody ever knows."""


class Reveals:
    """Of the lines of one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._lines: Lines = ledger.lines
        self._stamps: Stamps = ledger.stamps
        self._read: dict[int, SecondsNeeded | None] = {}

    @cached_property
    def possible(self) -> Bools:
        """Of each alternative whether it can be passed."""
        stamps = self._stamps
        if not len(stamps.needs):
            return np.zeros(0, np.bool_)
        found: Bools = ~np.logical_or.reduceat(stamps.needs == IMPOSSIBLE, stamps.start[:-1])
        return found

    @cached_property
    def order(self) -> Longs:
        """The place of each alternative in release order: that of its last position (-1: public)."""
        stamps = self._stamps
        if not len(stamps.needs):
            return np.zeros(0, np.int64)
        found: Longs = np.maximum.reduceat(stamps.order[stamps.needs], stamps.start[:-1])
        return found

    @cached_property
    def first(self) -> Longs:
        """The place of each line in release order: that of the first of its alternatives; NEVER where it has none that
        can be passed."""
        lines = self._lines
        if not len(lines.home):
            return np.zeros(0, np.int64)
        order = np.where(self.possible, self.order, NEVER)
        found: Longs = np.minimum.reduceat(order[lines.alternatives], lines.alternative_start[:-1])
        return found

    def of(self, line: int) -> list[int]:
        """The numbers of the alternatives of a `line` that can be passed."""
        start, end = self._lines.alternative_start[line : line + 2].tolist()
        numbers = self._lines.alternatives[start:end]
        found: list[int] = numbers[self.possible[numbers]].tolist()
        return found

    def of_all(self, lines: Longs) -> set[int]:
        """The numbers of the alternatives of any of `lines` that can be passed."""
        start = self._lines.alternative_start
        each = start[lines + 1] - start[lines]
        ends = np.cumsum(each)
        runs = np.arange(each.sum()) - np.repeat(ends - each - start[lines], each)
        numbers = np.unique(self._lines.alternatives[runs])
        return set(numbers[self.possible[numbers]].tolist())

    def seconds(self, alternative: int) -> SecondsNeeded | None:
        """What must be passed for an `alternative`; None where it can never be passed."""
        if alternative not in self._read:
            self._read[alternative] = self._seconds(alternative)
        return self._read[alternative]

    def _seconds(self, alternative: int) -> SecondsNeeded | None:
        stamps, found = self._stamps, SecondsNeeded()
        for position in stamps.needs[stamps.start[alternative] : stamps.start[alternative + 1]].tolist():
            if position == IMPOSSIBLE:
                return None
            if position != PUBLIC:
                place = int(stamps.installment[position])
                found[place] = max(int(stamps.seconds[position]), found.get(place, -1))
        return found
