"""Storyline charts: people as lines through time, together where they are together, with provably few crossings.

Knows no universe and imports nothing of ours, so that anyone can use it: read or make a chart, order it, draw it.

    chart = make_chart([[["Ann", "Bob"]], [["Ann"], ["Bob", "Cid"]]])
    ordered = order_proved(chart, seconds=10)      # or order_fast(chart)
    picture = svg(draw(ordered, straight(ordered)))
"""

from intertwine.storyline.chart import Chart, ChartError, Layer, Presence, Wishes, make_chart
from intertwine.storyline.count import crossings, faults, weighted
from intertwine.storyline.drawing import Drawing, Look, draw
from intertwine.storyline.formats import as_json, as_pdf, as_png, write
from intertwine.storyline.grow import order_grown
from intertwine.storyline.heights import Spacing, calm, least, settled, straight, ways, wiggles
from intertwine.storyline.layout import Certificate, Ordered, certified
from intertwine.storyline.narrow import Narrowed, narrow
from intertwine.storyline.proof import CONFLICTS, order_proved
from intertwine.storyline.read import read_chart
from intertwine.storyline.search import FAST, order_fast
from intertwine.storyline.stable import Moved, moved, order_stable
from intertwine.storyline.svg import svg
from intertwine.storyline.wishes import wish

__all__ = [
    "CONFLICTS",
    "FAST",
    "Certificate",
    "Chart",
    "ChartError",
    "Drawing",
    "Layer",
    "Look",
    "Moved",
    "Narrowed",
    "Ordered",
    "Presence",
    "Spacing",
    "Wishes",
    "as_json",
    "as_pdf",
    "as_png",
    "calm",
    "certified",
    "crossings",
    "draw",
    "faults",
    "least",
    "make_chart",
    "moved",
    "narrow",
    "order_fast",
    "order_grown",
    "order_proved",
    "order_stable",
    "read_chart",
    "settled",
    "straight",
    "svg",
    "ways",
    "weighted",
    "wiggles",
    "wish",
    "write",
]
