"""An order that hardly changes where it was drawn when the chart goes on.

It is made from left to right (`order/beam_search.py`), so that what comes far behind a layer has next to no say in that
layer's order. Then it is sifted (`order/sifting_tables.py`), now with all that is known, but a pair that is turned over
costs something, too: what two charts have in common is drawn alike wherever no crossing says otherwise ("keep the
mental map": Eades, Lai, Misue, Sugiyama 1991). No chart before is needed for that, nor how far it went: the order is a
function of the chart.
"""

import time

import numpy as np

from intertwine.storyline.arguments import MAKE, need
from intertwine.storyline.chart import Chart, ChartError, Wishes
from intertwine.storyline.layout import Ordered, certified
from intertwine.storyline.order.beam_search import beam_order
from intertwine.storyline.order.sifting import line_spans
from intertwine.storyline.order.sifting_tables import SiftingTables, tables_fit
from intertwine.storyline.reduce import Orders, Strip, as_one_part, without_copies

PRICE = 256
"""A crossing costs as much as so many pairs that are turned over."""
ROUNDS = 2


def order_incremental(chart: Chart) -> Ordered:
    """An order with few crossings, most of which the order of a longer chart of the same story has as well.

    The same chart gives the same order. For charts of presence "span"; raises `ChartError` for one with wishes, which
    `order_fast` and `order_stable` grant.
    """
    need("order_incremental", chart, Chart, "a chart", MAKE)
    start = time.perf_counter()
    if chart.wishes != Wishes():
        raise ChartError("an order that grows grants no wishes; take order_fast, or order_stable to stay close to one")
    strip = as_one_part(chart).strip
    listed = [{person for group in layer.groups for person in group} for layer in chart.layers]
    orders = beam_order(strip, listed)
    part = without_copies(chart)
    placed = part.expand(_sifted(part.strip, part.within(orders)))
    return certified(chart, [placed[at] for at in range(len(chart.layers))], 0, time.perf_counter() - start)


def _sifted(strip: Strip, orders: Orders) -> Orders:
    """With fewer crossings, as close to what they were as that allows; the same ones in a crowd."""
    if not tables_fit(strip):
        return orders
    near = np.full((len(orders), 1 + max(map(max, orders))), -1, dtype=np.int64)
    for row, order in zip(near, orders, strict=True):
        row[order] = np.arange(len(order))
    tables = SiftingTables(strip, orders, near, PRICE)
    tables.sift([run for run in line_spans(strip) if run[1] < run[2]], ROUNDS)
    return tables.orders()
