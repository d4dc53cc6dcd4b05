"""Coordinates, curves and labels: a drawing in which no line touches one that it does not meet, and no text anything.

Between layers all lines follow one S-curve, so two that keep their order keep at least the smaller of their distances;
the space between two layers grows with the longest way, so that no curve is steeper than `Metrics.steepest`, and lines
that are `Metrics.space` apart upwards are at least `space / sqrt(1 + steepest²)` apart across, which is more than a
stroke is wide. A name stands before its line's start, in the line's own row: where earlier lines leave that row free
it reaches back over them, else the layer makes space, its other lines being in their places before the name begins.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise
from types import MappingProxyType

import numpy as np

from intertwine.storyline.arguments import DRAWN, need, need_list
from intertwine.storyline.chart import Layer
from intertwine.storyline.draw.columns import Column, columns_of
from intertwine.storyline.draw.metrics import DEFAULT_METRICS, Metrics
from intertwine.storyline.height.problem import Heights
from intertwine.storyline.layout import Ordered
from intertwine.storyline.places import FlatOrder, flat_order, round_hundredths

LONGEST_NAME = 22

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Curve:
    """One stretch of a person's line: points in pairs, from left to right; within a pair straight, between pairs an S.

    All coordinates of a drawing are pixels, to the right and down.
    """

    person: int
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A name: right end and middle of its box, and the box's size."""

    person: int | None
    text: str
    right: float
    middle: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class GroupBar:
    """People together in a layer: where it stands, from the first line to the last."""

    layer: int
    x: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything that a writer needs. `xs` holds the middle of each layer, `levels` each line's y in it; these and the
    points of curves are rounded to hundredths. `places` are the order, laid flat."""

    ordered: Ordered
    look: Metrics
    width: float
    height: float
    xs: tuple[float, ...]
    levels: tuple[Mapping[int, float], ...]
    curves: tuple[Curve, ...]
    names: tuple[Text, ...]
    ticks: tuple[Text, ...]
    bars: tuple[GroupBar, ...]
    places: FlatOrder = field(compare=False, repr=False)

    def __repr__(self) -> str:
        return f"<Drawing: {self.ordered.chart.size}, {self.width:.0f} x {self.height:.0f} pixels>"


def draw_chart(
    ordered: Ordered, heights: Heights, look: Metrics = DEFAULT_METRICS, names: Sequence[str] | None = None
) -> Drawing:
    """The drawing of an order.

    `ordered` is the order, `heights` has a height in units, from 0, for everybody on stage in each layer, and `look`
    the measures of the picture in pixels. `names` are shown instead of the chart's, one a person, if given.
    """
    need("draw_chart", ordered, Ordered, "an order", DRAWN)
    need_list("draw_chart", heights, "heights of its layers", DRAWN)
    layers = ordered.chart.layers
    top = look.margin + look.head
    places = flat_order(ordered)
    flat = chain.from_iterable(map(row.__getitem__, order) for row, order in zip(heights, ordered.orders, strict=True))
    level = round_hundredths(top + look.space * np.fromiter(flat, np.float64, places.first[-1]))
    row = iter(level)
    y = [dict(zip(order, row, strict=False)) for order in ordered.orders]  # each takes of the row what it needs
    shown = [_short(name) for name in names or ordered.chart.people]
    columns = columns_of(layers, places, y, [look.width_of(name) for name in shown], look)
    texts = [
        Text(person, shown[person], column.x - look.half - 3, y[at][person], look.width_of(shown[person]),
             look.font * 1.2)
        for at, column in enumerate(columns)
        for person in column.starts
    ]  # fmt: skip
    xs = tuple(column.x for column in columns)
    return Drawing(
        ordered,
        look,
        round(xs[-1] + look.half + look.margin, 2),
        round(max(level) + look.margin, 2),
        xs,
        tuple(map(MappingProxyType, y)),
        tuple(_curves(places, level, columns, look)),
        tuple(texts),
        tuple(_ticks(layers, xs, look)),
        tuple(
            GroupBar(at, xs[at], min(y[at][p] for p in group), max(y[at][p] for p in group))
            for at, layer in enumerate(layers)
            for group in layer.groups
            if len(group) > 1
        ),
        places,
    )


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rstrip() + "…"


def _curves(places: FlatOrder, level: Sequence[float], columns: Sequence[Column], look: Metrics) -> Iterator[Curve]:
    """Every person's stretches."""
    x = np.array([column.x for column in columns])[places.layer]
    begins = np.array([column.begins for column in columns])[places.layer]
    new = places.back < 0
    by_line = np.argsort(places.person, kind="stable")
    left = round_hundredths(np.where(new, x - look.half, begins)[by_line])
    right = round_hundredths((x + look.half)[by_line])
    heights = [level[entry] for entry in by_line.tolist()]
    points: list[Point] = [(0.0, 0.0)] * (2 * len(heights))
    points[0::2] = zip(left, heights, strict=True)
    points[1::2] = zip(right, heights, strict=True)
    for begin, end in pairwise([*np.flatnonzero(new[by_line]).tolist(), len(heights)]):
        yield Curve(int(places.person[by_line[begin]]), tuple(points[2 * begin : 2 * end]))


def _ticks(layers: tuple[Layer, ...], xs: Sequence[float], look: Metrics) -> list[Text]:
    """The layers' labels along the top, each where the one before has ended."""
    found: list[Text] = []
    free = 0.0
    for at, (layer, x) in enumerate(zip(layers, xs, strict=True)):
        label = _short(layer.label)
        width = look.width_of(label)
        if not label or (at and layers[at - 1].label == layer.label) or x - look.half < free:
            continue
        found.append(Text(None, label, round(x - look.half + width, 2), look.margin, width, look.font * 1.2))
        free = x - look.half + width + 8
    return found
