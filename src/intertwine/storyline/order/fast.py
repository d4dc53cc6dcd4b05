"""From chart to orders: the passes, by name and in order, each with what holds before and after it.

They work on a part of the chart (`reduced`) and are followed, where the fewest crossings are asked for, by the exact
search (`order_proved`). No pass leaves more crossings than there were.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from intertwine.storyline.chart import Chart
from intertwine.storyline.layout import Ordered, certified
from intertwine.storyline.order.barycentre import barycentre_sweeps
from intertwine.storyline.order.neighbourhood_search import WindowEffort, improve_windows, strip_size
from intertwine.storyline.order.sifting import WORK, sift
from intertwine.storyline.reduce import ChartPart, Strip, assemble, independent_parts

Orders = list[list[int]]

QUICK = WindowEffort(pairs=1100, conflicts=1000, total=6000)


@dataclass(frozen=True, slots=True)
class OrderPass:
    """One step from orders to better ones and a proved lower bound, with a part's share of a chart's work; what holds
    of them before and after it, and where it comes from."""

    name: str
    run: Callable[[Strip, Orders, float], tuple[Orders, int]]
    before: str
    after: str
    paper: str


FAST_PASSES: tuple[OrderPass, ...] = (
    OrderPass(
        "barycentre",
        lambda strip, _, __: (barycentre_sweeps(strip), 0),
        "each layer has everybody who is there, in any order",
        "every group is contiguous and every demand is kept",
        "Sugiyama, Tagawa, Toda 1981",
    ),
    OrderPass(
        "sift",
        lambda strip, orders, share: (sift(strip, orders, 2, int(share * WORK)), 0),
        "every group is contiguous and every demand is kept",
        "so they are, and no line alone has a better course, unless rounds or work ran out",
        "Matuszewski, Schönfeld, Molitor 1999",
    ),
    OrderPass(
        "windows",
        lambda strip, orders, _: improve_windows(strip, orders, QUICK),
        "every group is contiguous and every demand is kept",
        "so they are, and a window that was solved to its end has no better order between its ends",
        "Shaw 1998; Ignatiev and others 2019",
    ),
)


def run_fast(part: ChartPart, share: float = 1.0) -> tuple[Orders, int]:
    """The orders of a part after all fast passes, and the lower bound that they came by on the way.

    `share` is what the part may use of the work that is done for a whole chart.
    """
    orders = [list(layer.present) for layer in part.strip.layers]
    lower = 0
    for step in FAST_PASSES:
        orders, bound = step.run(part.strip, orders, share)
        lower = max(lower, bound)
    return orders, lower


def shares(parts: Sequence[ChartPart]) -> list[float]:
    """Each part's share of a chart's work: as many pairs of lines as it has of all."""
    sizes = [strip_size(part.strip) for part in parts]
    return [own / max(1, sum(sizes)) for own in sizes]


def order_fast(chart: Chart) -> Ordered:
    """A good order at once, with the bound that small parts give for nothing: each is one window, solved whole."""
    start = time.perf_counter()
    parts = independent_parts(chart)
    found = [run_fast(part, share) for part, share in zip(parts, shares(parts), strict=True)]
    orders = assemble(chart, parts, [orders for orders, _ in found])
    return certified(chart, orders, sum(lower for _, lower in found), time.perf_counter() - start)
