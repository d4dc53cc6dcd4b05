"""Coordinates, curves and labels: a drawing in which no line touches one that it does not meet, and no text anything.

Between layers all lines follow one S-curve, so two that keep their order keep at least the smaller of their distances;
the room between two layers grows with the longest way, so that no curve is steeper than `Look.steepest`, and lines that
are `Look.space` apart upwards are at least `space / sqrt(1 + steepest²)` apart across, which is more than a stroke is
wide. A name stands before its line's start, in the line's own row: where earlier lines leave that row free it reaches
back over them, else the layer makes room, its other lines being in their places before the name begins.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from intertwine.storyline.chart import Layer
from intertwine.storyline.height.problem import Heights
from intertwine.storyline.layout import Ordered
from intertwine.storyline.places import FlatOrder, flat_order, round_hundredths

STROKE = 2.4
FONT = 10.0
LONGEST_NAME = 22

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Metrics:
    """Measures in pixels. `space` is a unit of height; `half` the half of a layer's own width, `narrow` the least width
    between two layers; `letter` scales the widths of letters (1: as wide as DejaVu Sans)."""

    space: float = 15.0
    font: float = FONT
    half: float = 7.0
    narrow: float = 14.0
    margin: float = 16.0
    head: float = 2 * FONT
    steepest: float = 4.0
    letter: float = 1.0

    def width_of(self, text: str) -> float:
        """A text's width in pixels, from above: widths of a wide sans-serif, rounded up."""
        return text_width(text) * self.letter * self.font / FONT


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


def draw_chart(
    ordered: Ordered, heights: Heights, look: Metrics = Metrics(), names: Sequence[str] | None = None
) -> Drawing:
    """The drawing of an order.

    `ordered` is the order, `heights` has a height in units, from 0, for everybody on stage in each layer, and `look`
    the measures of the picture in pixels. `names` are shown instead of the chart's, one a person, if given.
    """
    layers = ordered.chart.layers
    top = look.margin + look.head
    places = flat_order(ordered)
    flat = chain.from_iterable(map(row.__getitem__, order) for row, order in zip(heights, ordered.orders, strict=True))
    level = round_hundredths(top + look.space * np.fromiter(flat, np.float64, places.first[-1]))
    row = iter(level)
    y = [dict(zip(order, row, strict=False)) for order in ordered.orders]  # each takes of the row what it needs
    shown = [_short(name) for name in names or ordered.chart.people]
    columns = _columns(layers, places, y, [look.width_of(name) for name in shown], look)
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


def text_width(text: str) -> float:
    """A text's width in pixels at the usual size, from above: widths of a wide sans-serif (DejaVu Sans), rounded up."""
    narrow, wide = set("iljtfrI.,:;'|!()[]- "), set("mwMW@%—")
    return sum(0.42 if c in narrow else 1.0 if c in wide or ord(c) > 0x2FF else 0.72 for c in text) * FONT + 2


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rstrip() + "…"


class _Column(NamedTuple):
    """A layer's place: where its lines are first in their rows, its middle, and whose lines start in it."""

    begins: float
    x: float
    starts: list[int]


def _columns(
    layers: Sequence[Layer], places: FlatOrder, y: Heights, widths: Sequence[float], look: Metrics
) -> list[_Column]:
    """Every layer's place, from left to right."""
    found: list[_Column] = []
    newcomers: list[list[int]] = [[] for _ in layers]
    for entry in np.flatnonzero(places.back < 0).tolist():
        newcomers[places.layer[entry]].append(int(places.person[entry]))
    x = look.margin
    for at, (starts, way) in enumerate(zip(newcomers, _longest_ways(places, y), strict=True)):
        if at:
            x += look.half + max(look.narrow, 2 * way / look.steepest)
        begins = round(x, 2)
        starts.sort()
        room = 0.0
        for person in starts:
            wide = widths[person] + 6
            free = _free_from(layers, y, found, _Row(y[at][person], begins, wide), look)
            room = max(room, wide - (begins - free))
        x += room + look.half
        found.append(_Column(begins, round(x, 2), starts))
    return found


def _longest_ways(places: FlatOrder, y: Heights) -> list[float]:
    """How far lines go up or down at most on their way to each layer."""
    level = np.fromiter(chain.from_iterable(row.values() for row in y), np.float64, len(places.back))
    here = np.flatnonzero(places.back >= 0)
    found = np.zeros(len(y))
    np.maximum.at(found, places.layer[here], np.abs(level[here] - level[places.back[here]]))
    return found.tolist()


class _Row(NamedTuple):
    """Where a name is to stand: in the row at `level`, `wide`, up to `begins` of the layer that comes next."""

    level: float
    begins: float
    wide: float


def _free_from(layers: Sequence[Layer], y: Heights, columns: Sequence[_Column], row: _Row, look: Metrics) -> float:
    """From where on, up to where the row ends, nothing is in it; or a place from where on there is room for all."""
    apart = 0.6 * look.font + STROKE + 1
    level, until = row.level, row.begins
    for at in range(len(columns) - 1, -1, -1):
        if row.wide - (row.begins - until) <= 0:
            return until
        here, after, end = y[at], y[at + 1], columns[at].x + look.half + 3
        taken = 0.0
        for person, height in here.items():
            to = after.get(person, height)
            if min(height, to) - apart < level < max(height, to) + apart:
                taken = max(taken, until if person in after else end)
        for person in columns[at].starts:  # their names stand before the layer
            if abs(here[person] - level) < 1.2 * look.font:
                taken = max(taken, columns[at].x - look.half)
        for group in layers[at].groups:
            heights = [here[person] for person in group]
            if len(group) > 1 and min(heights) - apart < level < max(heights) + apart:
                taken = max(taken, end)
        if taken:
            return taken
        until = columns[at].begins
    return look.margin


def _curves(places: FlatOrder, level: Sequence[float], columns: Sequence[_Column], look: Metrics) -> Iterator[Curve]:
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
