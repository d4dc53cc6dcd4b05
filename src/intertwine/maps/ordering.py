"""From strands to a chart, and from the chart to orders, at once or the best to be had."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from intertwine.maps.order_cache import OrderCache, chart_digest
from intertwine.questions.story_strands import Strands
from intertwine.storyline import CONFLICTS, Chart, Ordered, make_chart, order_incremental, order_proved, order_stable
from intertwine.storyline.prove.proof import CYCLES

SearchListener = Callable[[int, int], bool | None]
"""Hears lower bound and crossings whenever either changes; returning False ends the search."""


def chart_of(found: Strands) -> Chart:
    """The chart of the strands: a layer a moment, a person a strand, under the same numbers."""
    layers = [
        [[str(n) for n in group] for group in (*moment.groups, *((n,) for n in moment.alone))]
        for moment in found.moments
    ]
    return make_chart(layers, merge=False, people=map(str, range(len(found.strands))))


def order_at_once(chart: Chart, orders: OrderCache) -> Ordered:
    """Orders at once, which change little where a map was drawn already when it goes on: a map does not jump."""
    return orders.get("at-once", chart, lambda: order_incremental(chart))


@dataclass(frozen=True, slots=True)
class Work:
    """How far a search for the fewest crossings goes, the same on every machine: see `order_proved`."""

    conflicts: int = CONFLICTS
    cycles: int = CYCLES
    windows: int | None = None


def fewest(
    found: Strands,
    work: Work,
    orders: OrderCache,
    seconds: float | None = None,
    progress: SearchListener | None = None,
) -> Ordered:
    """The best orders to be had, as close as they can be to the ones drawn at once.

    `found` are the strands of the map, `work` is the limit of the search, `seconds` of a clock are another (None:
    none), and `progress` hears how far the search is. What it comes to is kept in `orders` and on disk, unless the
    clock or the listener interrupts it: then the certificate says so.
    """
    chart = chart_of(found)

    def make() -> Ordered:
        first = order_at_once(chart, orders)
        limits = work.conflicts, progress
        best = order_proved(chart, seconds, *limits, cycles=work.cycles, windows=work.windows, start=first)
        stable = order_stable(chart, first, best)
        return replace(stable, certificate=replace(stable.certificate, seconds=time.perf_counter() - began))

    began = time.perf_counter()
    return orders.get(_name_of(work), chart, make, on_disk=True)


def known_fewest(found: Strands, work: Work, orders: OrderCache) -> Ordered | None:
    """What `fewest` came to for the strands `found` with so much `work`: from `orders` or from disk, None where neither
    has it."""
    return orders.known(_name_of(work), chart_of(found), on_disk=True)


def fewest_name(found: Strands, work: Work) -> str:
    """A name for all that `fewest` depends on."""
    return f"{_name_of(work)}-{chart_digest(chart_of(found))}"


def _name_of(work: Work) -> str:
    return f"proved-{work.conflicts}-{work.cycles}-{work.windows}"
