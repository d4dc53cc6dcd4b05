"""A good order at once: barycentre sweeps, sifting, and small windows solved exactly.

The passes work on one part of the chart at a time (`independent_parts`). `order_proved` begins with what they find.
"""

import time
from collections.abc import Sequence

from intertwine.storyline.arguments import MAKE, need
from intertwine.storyline.chart import Chart
from intertwine.storyline.count import strip_crossings
from intertwine.storyline.layout import Ordered, certified
from intertwine.storyline.order.barycentre import barycentre_sweeps
from intertwine.storyline.order.neighbourhood_search import WindowEffort, improve_windows, strip_size
from intertwine.storyline.order.sifting import WORK, sift
from intertwine.storyline.order.state import (
    PartState,
    everybody_is_there,
    is_an_order,
    no_more_crossings,
    still_an_order,
)
from intertwine.storyline.passes import Pass, run_passes
from intertwine.storyline.reduce import ChartPart, Orders, assemble, independent_parts

QUICK = WindowEffort(pairs=1100, conflicts=1000, total=6000)


def _barycentre(state: PartState) -> PartState:
    return state.with_orders(barycentre_sweeps(state.strip))


def _sift(state: PartState) -> PartState:
    return state.with_orders(sift(state.strip, state.orders, 2, int(state.share * WORK)))


def _windows(state: PartState) -> PartState:
    return state.with_orders(*improve_windows(state.strip, state.orders, QUICK))


_BETTER = (still_an_order, no_more_crossings)
FAST_PASSES: tuple[Pass[PartState], ...] = (
    Pass("barycentre", _barycentre, (everybody_is_there,), (still_an_order,), "Sugiyama, Tagawa, Toda 1981"),
    Pass("sift", _sift, (is_an_order,), _BETTER, "Matuszewski, Schönfeld, Molitor 1999"),
    Pass("windows", _windows, (is_an_order,), _BETTER, "Shaw 1998; Ignatiev and others 2019"),
)


def run_fast(part: ChartPart, share: float = 1.0) -> tuple[Orders, int]:
    """The orders of a part after all fast passes, and the lower bound that they came by on the way.

    `share` is what the part may use of the work that is done for a whole chart, from 0 to 1.
    """
    orders = [list(layer.present) for layer in part.strip.layers]
    if max(map(len, orders)) == 1:  # a line by itself; a story can have very many of such parts
        return orders, 0
    done = PartState(part.strip, orders, share=share)
    for step in FAST_PASSES:
        done = run_passes([step], done)
        if strip_crossings(part.strip, done.orders) == 0:  # none to take away: a story can have very many such parts
            break
    return done.orders, done.lower


def shares(parts: Sequence[ChartPart]) -> list[float]:
    """Each part's share of a chart's work: as many pairs of lines as it has of all."""
    sizes = [strip_size(part.strip) for part in parts]
    total = max(1, sum(sizes))
    return [own / total for own in sizes]


def order_fast(chart: Chart) -> Ordered:
    """A good order at once, with the bound that small parts give for nothing: each is one window, solved whole."""
    need("order_fast", chart, Chart, "a chart", MAKE)
    start = time.perf_counter()
    parts = independent_parts(chart)
    found = [run_fast(part, share) for part, share in zip(parts, shares(parts), strict=True)]
    orders = assemble(chart, parts, [orders for orders, _ in found])
    return certified(chart, orders, sum(lower for _, lower in found), time.perf_counter() - start)
