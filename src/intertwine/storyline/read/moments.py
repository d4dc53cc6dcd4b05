"""What every reader returns: the groups of each moment, before presence is applied and equal neighbours are joined."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from intertwine.storyline.chart import Chart, ChartError, short

MOST_IN_A_FILE, MOST_LAYERS = 400_000, 20_000
"""Of a file: lines on stage, summed over all layers, and layers. What a chart costs grows with both; a file without
crossings is read and ordered within two seconds."""


@dataclass(frozen=True, slots=True)
class Moments:
    """`groups` holds a list of groups of names a moment; `labels` one label a moment, or none at all; `weights`,
    `first` and `last` what the file wishes besides (see `wish`)."""

    groups: list[list[list[str]]]
    labels: list[str] = field(default_factory=list)
    repairs: list[str] = field(default_factory=list)
    weights: dict[str, int] = field(default_factory=dict)
    first: list[str] = field(default_factory=list)
    last: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Stay:
    """One person's stay in one session, from `start` until before `end`, in the file's unit of time."""

    person: str
    session: str
    start: float
    end: float


def moments_of(stays: Iterable[Stay]) -> Moments:
    """Moments from stays: one for each time between two at which anything changes.

    Repairs, each said: a stay that ends before it starts is left out; somebody in two sessions at once is in the one
    that started later (of two that started together, in the one listed later). Raises `ChartError` when stays and
    moments are too many together.
    """
    repairs: list[str] = []
    good: list[Stay] = []
    for stay in stays:
        if stay.end <= stay.start:
            repairs.append(
                f"{short(stay.person)}: a stay from {stay.start:g} to {stay.end:g} has no length and was left out"
            )
        else:
            good.append(stay)
    times = sorted({time for stay in good for time in (stay.start, stay.end)})
    index = {time: at for at, time in enumerate(times)}
    places = sum(index[stay.end] - index[stay.start] for stay in good)
    if places > MOST_IN_A_FILE:
        raise _too_many(places, len(times) - 1, "moments")
    of_person: dict[str, list[Stay]] = defaultdict(list)
    for stay in good:
        of_person[stay.person].append(stay)
    where: list[dict[str, str]] = [{} for _ in times[1:]]
    for person, own in of_person.items():
        doubled = False
        for stay in sorted(own, key=lambda one: one.start):
            for at in range(index[stay.start], index[stay.end]):
                doubled = doubled or where[at].get(person, stay.session) != stay.session
                where[at][person] = stay.session
        if doubled:
            repairs.append(f"{short(person)} is in two sessions at once; the one that started later was taken")
    groups = []
    for stage in where:
        together: dict[str, list[str]] = defaultdict(list)
        for person, session in stage.items():
            together[session].append(person)
        groups.append(list(together.values()))
    return Moments(groups, [f"{time:g}" for time in times[:-1]], repairs)


def check_size(chart: Chart) -> None:
    """Raises `ChartError` where the chart of a file is larger than the limits above."""
    places, layers = sum(len(layer.present) for layer in chart.layers), len(chart.layers)
    if places > MOST_IN_A_FILE or layers > MOST_LAYERS:
        raise _too_many(places, layers, "layers")


def _too_many(places: int, layers: int, what: str) -> ChartError:
    return ChartError(
        f"people have {places:,} places in {layers:,} {what}, and {MOST_IN_A_FILE:,} places or {MOST_LAYERS:,} {what} "
        "are the most; leave out minor people, or draw a part of the story"
    )
