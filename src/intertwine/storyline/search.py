"""From chart to orders: the passes, by name and in order, each with what holds after it.

Before the first pass the strip's layers and groups are given. After every pass the orders hold every group contiguous,
and have no more crossings than before it.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from intertwine.storyline.barycentre import barycentre, flips
from intertwine.storyline.chart import Chart
from intertwine.storyline.layout import Ordered, certified
from intertwine.storyline.reduce import Part, Strip, assemble, reduced
from intertwine.storyline.sift import sift
from intertwine.storyline.windows import Effort, improve

Orders = list[list[int]]
Mode = Literal["fast", "proved"]

QUICK = Effort(pairs=1100, conflicts=1200, total=9000)
THOROUGH = Effort(pairs=1500, conflicts=20_000, total=3_000_000)


@dataclass(frozen=True, slots=True)
class Pass:
    """One step from orders to better orders."""

    name: str
    run: Callable[[Strip, Orders], Orders]
    paper: str


FAST: tuple[Pass, ...] = (
    Pass("barycentre", lambda strip, _: barycentre(strip), "Sugiyama, Tagawa, Toda 1981"),
    Pass("sift", lambda strip, orders: sift(strip, orders, 2), "Matuszewski, Schönfeld, Molitor 1999"),
    Pass("windows", lambda strip, orders: improve(strip, orders, QUICK), "Shaw 1998; Ignatiev and others 2019"),
)


def run_fast(part: Part) -> Orders:
    """The orders of a part after all fast passes."""
    orders = [list(layer.present) for layer in part.strip.layers]
    for step in FAST:
        orders = step.run(part.strip, orders)
    return orders


def order_fast(chart: Chart) -> Ordered:
    """A good order at once, and with it only the bound that is free: optimal when it has no crossing."""
    start = time.perf_counter()
    parts = reduced(chart)
    orders = assemble(chart, parts, [run_fast(part) for part in parts])
    return certified(chart, orders, 0, time.perf_counter() - start)


def bounded(parts: list[Part], found: list[Orders], lower: list[int]) -> tuple[int, int]:
    """Lower bound and crossings of all parts together."""
    return sum(lower), sum(flips(part.strip, orders) for part, orders in zip(parts, found, strict=True))
