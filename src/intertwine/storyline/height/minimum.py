"""From an order with the fewest crossings to one that also needs the least height."""

from collections.abc import Callable
from dataclasses import dataclass

from intertwine.storyline.arguments import need
from intertwine.storyline.chart import ChartError
from intertwine.storyline.height.branch_and_bound import least_over_orders
from intertwine.storyline.height.problem import Heights
from intertwine.storyline.layout import Ordered, certified
from intertwine.storyline.reduce import without_copies

WORK = 400_000


@dataclass(frozen=True, slots=True)
class MinimumHeight:
    """An order, its heights one unit apart, their `linear_height`, and what is proved about it.

    No order with as few crossings has a drawing with a linear height below `lower_bound`, in however many rows. `rows`
    is how many this one has.
    """

    ordered: Ordered
    heights: Heights
    linear_height: int
    lower_bound: int
    rows: int

    def __repr__(self) -> str:
        bound = f"linear height {self.linear_height}, lower bound {self.lower_bound}, {self.rows} rows"
        return f"<MinimumHeight: {self.ordered.chart.size}, {bound}>"


def minimize_height(ordered: Ordered, work: int = WORK, report: Callable[[int], object] | None = None) -> MinimumHeight:
    """The least linear height among all orders with the fewest crossings, or the best found and a bound.

    `ordered` has to be proved optimal; `work` is the deterministic limit (columns of all linear programs together, of
    which some 3,000 take a second), `report` hears every better height that is found. Seconds on a film: not for a page
    view. Of a chart with so many such orders that they cannot be written out (see `height/optimal_orders.py`) only some
    are looked at, and `lower_bound` is 0. Raises `ChartError` on an order that is not proved.
    """
    need("minimize_height", ordered, Ordered, "an order", "write minimize_height(order_proved(chart))")
    if not ordered.certificate.optimal:
        raise ChartError("the least height of all optimal orders can only be looked for from a proved one")
    chart = ordered.chart
    part = without_copies(chart)
    given = [
        next(ordered.orders[at] for at, present in copies if len(present) == len(layer.present))
        for layer, copies in zip(part.strip.layers, part.spread, strict=True)
    ]
    found = least_over_orders(part.strip, given, work, report)
    top = min(min(row.values()) for row in found.heights)
    heights: Heights = [{} for _ in chart.layers]
    for row, copies in zip(found.heights, part.spread, strict=True):
        for at, present in copies:
            heights[at] = {person: float(row[person] - top) for person in present}
    orders = [sorted(row, key=row.__getitem__) for row in heights]
    best = certified(chart, orders, ordered.certificate.lower_bound, ordered.certificate.seconds)
    rows = 1 + round(max(max(row.values()) for row in heights))
    return MinimumHeight(best, heights, found.linear_height, found.lower, rows)
