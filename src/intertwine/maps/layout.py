"""From strands to a chart, and from the chart to orders."""

from collections.abc import Callable

from intertwine.maps.keep import KEPT
from intertwine.questions.strands import Strands
from intertwine.storyline import Chart, Ordered, make_chart, order_fast, order_proved

Progress = Callable[[int, int], bool | None]
"""Hears lower bound and crossings whenever either changes; returning False ends the search."""


def chart_of(found: Strands) -> Chart:
    """The chart of the strands: a layer a moment, a person a strand, under the same numbers."""
    layers = [
        [[str(n) for n in group] for group in (*moment.groups, *((n,) for n in moment.alone))]
        for moment in found.moments
    ]
    return make_chart(layers, merge=False, people=map(str, range(len(found.strands))))


def fast(chart: Chart) -> Ordered:
    """Orders at once."""
    return KEPT.get("fast", chart, lambda: order_fast(chart))


def proved(chart: Chart, seconds: float | None, conflicts: int, progress: Progress | None = None) -> Ordered:
    """The best orders to be had with so much work; kept, unless a clock interrupts."""
    return KEPT.get(
        f"proved-{conflicts}", chart, lambda: order_proved(chart, seconds, conflicts, progress), on_disk=True
    )
