"""From strands to a chart, and from the chart to orders: as the story grew, step by step, for whoever is so far."""

from collections.abc import Callable
from dataclasses import dataclass

from intertwine.maps.keep import KEPT, chart_digest, digest
from intertwine.questions.strands import Moment, Strands
from intertwine.storyline import CONFLICTS, Chart, Ordered, make_chart, order_grown, order_proved, order_stable
from intertwine.storyline.proof import CYCLES

Progress = Callable[[int, int], bool | None]
"""Hears lower bound and crossings whenever either changes; returning False ends the search."""
EACH = 2
"""So many installments of a season in progress are one step in which its map grows."""


def chart_of(found: Strands) -> Chart:
    """The chart of the strands: a layer a moment, a person a strand, under the same numbers."""
    layers = [
        [[str(n) for n in group] for group in (*moment.groups, *((n,) for n in moment.alone))]
        for moment in found.moments
    ]
    return make_chart(layers, merge=False, people=map(str, range(len(found.strands))))


def grown(found: Strands, chart: Chart) -> Ordered:
    """Orders at once, in the steps in which the view's own story was told (see `parts`): a map does not jump."""
    steps, since = parts(found)
    key = f"grown-{digest((steps, since))}"
    return KEPT.get(key, chart, lambda: order_grown(chart, steps, since))


@dataclass(frozen=True, slots=True)
class Work:
    """How far a search for the fewest crossings goes, the same on every machine: see `order_proved`."""

    conflicts: int = CONFLICTS
    cycles: int = CYCLES
    windows: int | None = None


def fewest(found: Strands, work: Work, seconds: float | None = None, progress: Progress | None = None) -> Ordered:
    """The best orders to be had with so much work, as close as they can be to the grown ones; kept, unless a clock or
    a listener interrupts."""
    chart = chart_of(found)

    def make() -> Ordered:
        best = order_proved(chart, seconds, work.conflicts, progress, cycles=work.cycles, windows=work.windows)
        return order_stable(chart, grown(found, chart), best)

    return KEPT.get(_name_of(found, work), chart, make, on_disk=True)


def known_fewest(found: Strands, work: Work) -> Ordered | None:
    """What `fewest` came to without a clock, where it is kept."""
    return KEPT.known(_name_of(found, work), chart_of(found), on_disk=True)


def fewest_name(found: Strands, work: Work) -> str:
    """A name for all that `fewest` depends on."""
    return f"{_name_of(found, work)}-{chart_digest(chart_of(found))}"


def _name_of(found: Strands, work: Work) -> str:
    """The same chart may have grown in other parts: what a proved order stays close to belongs to its name."""
    return f"proved-{work.conflicts}-{work.cycles}-{work.windows}-{digest(parts(found))}"


def parts(found: Strands) -> tuple[list[int], list[int]]:
    """For each moment the step in which it is drawn first, for each strand the step from which on it is.

    The first step is all that came before the season in progress, the next ones are of `EACH` installments of that
    season. What a step adds starts from the order of the steps before, and those of a season in progress stay the same
    while it goes on; when the next season begins, what came before it is ordered anew, as a whole.
    """
    season = {moment.part: (moment.at.title, moment.at.season) for moment in found.moments}
    begin = min((part for part, own in season.items() if own == season[max(season)]), default=0)

    def step(part: int) -> int:
        return 0 if part < begin else 1 + (part - begin) // EACH

    since = [step(it.since) for it in found.strands]
    steps = [max(step(moment.part), _needs(moment, since, found)) for moment in found.moments]
    return steps, since


def _needs(moment: Moment, since: list[int], found: Strands) -> int:
    """The step from which on enough of its people are drawn for the moment to be."""
    people = sorted(since[n] for group in (*moment.groups, moment.alone) for n in group)
    if found.level != "universe" or not found.folded:
        return people[0]
    marked = min((since[n] for mark in moment.marks for n in mark.strands), default=None)
    together = min((sorted(since[n] for n in group)[1] for group in moment.groups), default=None)
    # A sign may be on the line of somebody who is not there: the moment still waits for one who is.
    return max(people[0], min((need for need in (marked, together) if need is not None), default=people[0]))
