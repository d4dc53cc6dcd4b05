"""Every public name of the package, which fetches them from here when the first is asked for."""

from intertwine.storyline.available import SOLVERS  # noqa: F401 - first: it says what is not installed
from intertwine.storyline.chart import Chart, ChartError, Layer, Wishes, make_chart
from intertwine.storyline.count import crossings, faults, weighted
from intertwine.storyline.draw.drawing import Drawing, draw_chart
from intertwine.storyline.draw.formats import as_json, as_png, write
from intertwine.storyline.draw.metrics import Metrics
from intertwine.storyline.draw.pdf_writer import as_pdf
from intertwine.storyline.draw.svg_writer import svg
from intertwine.storyline.height.heights import (
    heights_few_wiggles,
    heights_in_parts,
    heights_isotonic,
    heights_least,
    linear_height,
    wiggle_count,
)
from intertwine.storyline.height.minimum import MinimumHeight, minimize_height
from intertwine.storyline.height.problem import Spacing
from intertwine.storyline.layout import Certificate, Ordered, certified
from intertwine.storyline.order.fast import FAST_PASSES, order_fast
from intertwine.storyline.order.incremental import order_incremental
from intertwine.storyline.order.matching import MovedPairs, moved_pairs
from intertwine.storyline.order.mental_map import order_stable
from intertwine.storyline.presence import Presence
from intertwine.storyline.prove.proof import CONFLICTS, order_proved
from intertwine.storyline.read import read_chart
from intertwine.storyline.wishes import with_wishes

__all__ = [
    "CONFLICTS",
    "FAST_PASSES",
    "Certificate",
    "Chart",
    "ChartError",
    "Drawing",
    "Layer",
    "Metrics",
    "MinimumHeight",
    "MovedPairs",
    "Ordered",
    "Presence",
    "Spacing",
    "Wishes",
    "as_json",
    "as_pdf",
    "as_png",
    "certified",
    "crossings",
    "draw_chart",
    "faults",
    "heights_few_wiggles",
    "heights_in_parts",
    "heights_isotonic",
    "heights_least",
    "linear_height",
    "make_chart",
    "minimize_height",
    "moved_pairs",
    "order_fast",
    "order_incremental",
    "order_proved",
    "order_stable",
    "read_chart",
    "svg",
    "weighted",
    "wiggle_count",
    "with_wishes",
    "write",
]
