"""From strands to a chart, and from the chart to orders, at once or the best to be had."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from intertwine.maps.order_cache import OrderCache, chart_digest
from intertwine.questions.strand_answer import Moment, Strands
from intertwine.storyline import (
    CONFLICTS,
    Chart,
    Ordered,
    certified,
    make_chart,
    order_incremental,
    order_proved,
    order_stable,
)
from intertwine.storyline.prove.proof import CYCLES

SearchListener = Callable[[int, int], bool | None]
"""Hears lower bound and crossings whenever either changes; returning False ends the search."""


def chart_of(found: Strands) -> Chart:
    """The chart of the strands: a layer a moment, a person a strand, under the same numbers. All who are in a scene
    stand side by side, in whatever way they are in it."""
    layers = [[[str(n) for n in group] for group in _side_by_side(moment)] for moment in found.moments]
    return make_chart(layers, merge=False, people=map(str, range(len(found.strands))))


def _side_by_side(moment: Moment) -> Iterator[tuple[int, ...]]:
    if not moment.scene:
        yield from moment.groups
    else:
        yield moment.scene
    yield from ((n,) for n in moment.alone if n not in moment.scene)


def outside_the_groups(found: Strands, ordered: Ordered) -> Ordered:
    """The same order, with those who are in a scene of the strands `found` without being there above or below those who
    are, on the side where they are nearer. Crossings are counted again; the bound holds still."""
    orders = [list(order) for order in ordered.orders]
    for moment, order in zip(found.moments, orders, strict=True):
        if moment.scene and moment.groups:
            places = [at for at, n in enumerate(order) if n in moment.scene]
            here = [order[at] for at in places]
            there = {n for group in moment.groups for n in group}
            before = [sum(n in there for n in here[:at]) for at in range(len(here))]
            side = [
                1 if n in there else 0 if 2 * count < len(there) else 2 for n, count in zip(here, before, strict=True)
            ]
            moved = sorted(range(len(here)), key=side.__getitem__)
            for place, at in zip(places, moved, strict=True):
                order[place] = here[at]
    if all(tuple(order) == known for order, known in zip(orders, ordered.orders, strict=True)):
        return ordered
    it = ordered.certificate
    return certified(ordered.chart, orders, it.lower_bound, it.seconds, interrupted=it.interrupted, seed=it.seed)


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
