"""What comes out: an order for every layer, and a certificate that says how good it is and how that is known."""

from dataclasses import dataclass

from intertwine.storyline.chart import Chart, ChartError
from intertwine.storyline.count import Orders, crossings, faults


@dataclass(frozen=True, slots=True)
class Certificate:
    """How far the order is from the best one.

    `crossings` is recounted from the orders by code that shares nothing with the search; `lower_bound` is proved, and
    0 when nothing more is; `optimal` says that the two are equal. `interrupted` says that a wall clock or a killed
    solver, not a work limit, ended the search: such a result is not for keeping. `seconds` is the time that the search
    took; `seed` is None, since nothing here is drawn by lot.
    """

    crossings: int
    lower_bound: int
    optimal: bool
    interrupted: bool = False
    seconds: float = 0.0
    seed: int | None = None

    @property
    def gap(self) -> float:
        """The share of the crossings that may be too many: 0.05 is 5%."""
        return 0.0 if self.crossings == 0 else (self.crossings - self.lower_bound) / self.crossings


@dataclass(frozen=True, slots=True)
class Ordered:
    """A chart with an order for each layer, top first, as numbers of people, and its certificate."""

    chart: Chart
    orders: tuple[tuple[int, ...], ...]
    certificate: Certificate


def certified(chart: Chart, orders: Orders, lower: int, seconds: float = 0.0, *, interrupted: bool = False) -> Ordered:
    """The orders with their certificate, recounted. Raises `ChartError` when they are no orders of the chart."""
    wrong = faults(chart, orders)
    if wrong:
        raise ChartError(f"not an order of this chart: {wrong[0]}")
    count = crossings(orders)
    if lower > count:
        raise ChartError(f"a lower bound of {lower} above {count} crossings cannot be true")
    certificate = Certificate(count, lower, lower == count, interrupted and lower < count, seconds)
    return Ordered(chart, tuple(tuple(order) for order in orders), certificate)
