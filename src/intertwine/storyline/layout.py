"""What comes out: an order for every layer, and a certificate that says how good it is and how that is known."""

from dataclasses import dataclass

from intertwine.storyline.chart import Chart, ChartError
from intertwine.storyline.count import AnyOrders, crossings, faults, weighted


@dataclass(frozen=True, slots=True)
class Certificate:
    """How far the order is from the best one.

    `crossings` is recounted from the orders by code that shares nothing with the search; `lower_bound` is proved, and
    0 when nothing more is; `optimal` says that the two are equal. `interrupted` says that a wall clock or a killed
    solver, not a work limit, ended the search: such a result is not for keeping. `seconds` is the time that the
    search took; `seed` is the fixed one of the random numbers where lines were ruined and recreated, else None.
    `failure` says why a solver's process ended before its time, empty where none did; it depends on the machine, and so
    it is in no file. `weighted` is None in a chart without weights; in one with weights it is the sum of all crossings'
    weights, and `lower_bound` and `optimal` are about it. Bounds hold for all orders that grant the chart's wishes.
    """

    crossings: int
    lower_bound: int
    optimal: bool
    interrupted: bool = False
    seconds: float = 0.0
    seed: int | None = None
    weighted: int | None = None
    failure: str = ""

    @property
    def cost(self) -> int:
        """What was made small: the crossings, or in a chart with weights the sum of their weights."""
        return self.crossings if self.weighted is None else self.weighted

    @property
    def gap(self) -> float:
        """The share of the cost that may be too much: 0.05 is 5%."""
        return 0.0 if self.cost == 0 else (self.cost - self.lower_bound) / self.cost

    def as_dict(self) -> dict[str, int | bool | None]:
        """What a file says of its orders: all but the seconds. That groups stand together is checked by `certified`,
        without which there is no certificate. With weights `weighted` is there, which the bound is about."""
        weighted = {} if self.weighted is None else {"weighted": self.weighted}
        return {
            "crossings": self.crossings,
            **weighted,
            "lower_bound": self.lower_bound,
            "optimal": self.optimal,
            "interrupted": self.interrupted,
            "groups_together": True,
            "seed": self.seed,
        }


@dataclass(frozen=True, slots=True)
class Ordered:
    """A chart with an order for each layer, top first, as numbers of people, and its certificate."""

    chart: Chart
    orders: tuple[tuple[int, ...], ...]
    certificate: Certificate

    def __repr__(self) -> str:
        it = self.certificate
        best = "the fewest" if it.optimal else f"at least {it.lower_bound}"
        weight = "" if it.weighted is None else f" of weight {it.weighted}"
        return f"<Ordered: {self.chart.size}, {it.crossings} crossings{weight}, {best}>"


def certified(
    chart: Chart,
    orders: AnyOrders,
    lower: int,
    seconds: float = 0.0,
    *,
    interrupted: bool = False,
    seed: int | None = None,
    failure: str = "",
) -> Ordered:
    """The orders with their certificate, recounted.

    `orders` has the people of each layer of `chart`, top first; `lower` is a proved lower bound of their crossings (of
    their weight, in a chart with weights). `seconds`, `interrupted`, `seed` and `failure` say how they were found
    (see `Certificate`). Raises `ChartError` when they are no orders of the chart, or when the bound cannot be true.
    """
    wrong = faults(chart, orders)
    if wrong:
        raise ChartError(f"not an order of this chart: {wrong[0]}")
    weights = chart.wishes.weights
    total = weighted(orders, weights) if weights else None
    count = crossings(orders)
    cost = count if total is None else total
    if lower > cost:
        raise ChartError(f"a lower bound of {lower} above {cost} crossings cannot be true")
    stopped = interrupted and lower < cost
    certificate = Certificate(count, lower, lower == cost, stopped, seconds, seed, total, failure if stopped else "")
    return Ordered(chart, tuple(tuple(order) for order in orders), certificate)
