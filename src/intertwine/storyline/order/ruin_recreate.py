"""Ruin and recreate: a few lines stop counting, then come back one after the other, each on its best course.

Schrimpf, Schneider, Stamm-Wilbrandt, Dueck, Record breaking optimization results using the ruin and recreate principle,
2000. It gets a long story out of the orders that sifting single lines cannot leave. Of a very long story a stretch of
time is ruined: a line that goes on beyond it stays where it is there.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from intertwine.storyline.order.sifting import line_spans
from intertwine.storyline.order.sifting_tables import SiftingTables, tables_fit
from intertwine.storyline.reduce import Orders, Strip

SEED = 20160919
FEWEST, MOST = 3, 7
REACH = (80, 300)  # layers of a stretch of time, at least and at most
MOST_NUMBERS = 40_000_000  # numbers in all tables together


@dataclass(frozen=True, slots=True)
class LineSegment:
    """A line's layers within a stretch of time; whether it goes on before and after them."""

    person: int
    first: int
    last: int
    before: bool
    after: bool


def ruin_and_recreate(
    strip: Strip, orders: Orders, times: int, report: Callable[[Orders], object] | None = None, turn: int = 0
) -> Orders:
    """Orders of `strip` with no more crossings than `orders`, after so many `times`; the same ones every time.

    `report` hears the orders at every gain. Another `turn` takes other random numbers. A strip whose tables have no
    memory comes back as it is. Schrimpf, Schneider, Stamm-Wilbrandt, Dueck, Record breaking optimization results using
    the ruin and recreate principle, 2000.
    """
    if not tables_fit(strip, MOST_NUMBERS):
        return [list(order) for order in orders]
    rng = random.Random(SEED + turn)  # noqa: S311 - nothing secret, and the same on every machine
    tables, segments = RuinTables(strip, orders), random_segments(strip, rng)
    for _ in range(times):
        if tables.ruin(next(segments)) > 0 and report is not None:
            report(tables.orders())
    return tables.orders()


class RuinTables(SiftingTables):
    """Tables from which several lines are taken at a time."""

    def ruin(self, chosen: list[LineSegment]) -> int:
        """Takes the lines out and puts each back on its best course; undone if that is worse. What it saved."""
        low, high = min(cut.first for cut in chosen), max(cut.last for cut in chosen)
        layers, edges = slice(low, high + 1), slice(max(0, low - 1), high + 1)
        order, rank, prices = self.order[layers].copy(), self.rank[layers].copy(), self.prices[edges].copy()
        before = sum([self._out(cut) for cut in chosen])
        saved = before - sum([self._back(cut) for cut in chosen])
        if saved < 0:
            self.order[layers], self.rank[layers], self.prices[edges] = order, rank, prices
            return 0
        return saved

    def _out(self, cut: LineSegment) -> int:
        """Takes a line out of the tables; what it crosses there."""
        own = self.rank[cut.first : cut.last + 1, cut.person]
        self._count(cut.person, cut.first, own, -1)
        crossed = self.prices[np.arange(cut.first, cut.last), own[:-1], own[1:]].sum()
        return int(crossed * self.weights[cut.person])

    def _back(self, cut: LineSegment) -> int:
        """Puts a line back into the tables, on the course where it crosses the fewest; what it crosses there."""
        own = self.rank[cut.first : cut.last + 1, cut.person].copy()
        costs = self._places(cut.person, cut.first, cut.last)
        for at, stays in ((0, cut.before), (-1, cut.after)):
            if stays:
                costs[at] = self.never
                costs[at, own[at]] = 0
        prices = self.prices[cut.first : cut.last]
        if self.weights[cut.person] != 1:
            prices = prices * self.kind(self.weights[cut.person])
        work = np.empty(prices.shape[1:], dtype=self.kind)
        for at, step in enumerate(prices):
            np.add(costs[at][:, None], step, out=work)
            costs[at + 1] += np.minimum.reduce(work, axis=0)
        slot = int(costs[-1].argmin())
        cost = int(costs[-1, slot])
        course = [slot]
        for at in range(len(prices) - 1, -1, -1):
            slot = int((costs[at] + prices[at, :, slot]).argmin())
            course.append(slot)
        new = np.array(course[::-1])
        self._count(cut.person, cut.first, self._move(cut.person, cut.first, own, new - (new > own)), 1)
        return cost


def random_segments(strip: Strip, rng: random.Random) -> Iterator[list[LineSegment]]:
    """A few lines through one layer at a time, in any order, cut to a stretch of time around it."""
    runs, end = line_spans(strip), len(strip.layers) - 1
    through = [[run for run in runs if run[1] <= at <= run[2]] for at in range(end + 1)]
    while True:
        at, reach = rng.randint(0, end), rng.randint(*REACH)
        low = max(0, min(at - rng.randint(0, reach), end - reach))
        high = min(end, low + reach)
        chosen = rng.sample(through[at], min(len(through[at]), rng.randint(FEWEST, MOST)))
        yield [
            LineSegment(person, max(first, low), min(last, high), first < low, last > high)
            for person, first, last in chosen
        ]
