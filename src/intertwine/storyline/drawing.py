"""Coordinates, curves and labels: a drawing in which no line touches one that it does not meet, and no text anything.

Between layers all lines follow one S-curve, so two that keep their order keep at least the smaller of their distances;
the room between two layers grows with the longest way, so that no curve is steeper than `Look.steepest`, and lines that
are `Look.space` apart upwards are at least `space / sqrt(1 + steepest²)` apart across, which is more than a stroke is
wide. A name stands before its line's start, in the line's own row: where earlier lines leave that row free it reaches
back over them, else the layer makes room, its other lines being in their places before the name begins.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from intertwine.storyline.chart import Layer
from intertwine.storyline.heights import Heights
from intertwine.storyline.layout import Ordered

STROKE = 2.4
FONT = 10.0
LONGEST_NAME = 22

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Look:
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
        return width_of(text) * self.letter * self.font / FONT


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
class Meeting:
    """People together in a layer: where it stands, from the first line to the last."""

    layer: int
    x: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything that a writer needs. `xs` holds the middle of each layer, `levels` each line's y in it."""

    ordered: Ordered
    look: Look
    width: float
    height: float
    xs: tuple[float, ...]
    levels: tuple[dict[int, float], ...]
    curves: tuple[Curve, ...]
    names: tuple[Text, ...]
    ticks: tuple[Text, ...]
    meetings: tuple[Meeting, ...]


def draw(ordered: Ordered, heights: Heights, look: Look = Look(), names: Sequence[str] | None = None) -> Drawing:
    """The drawing of an order with its heights (units, from 0). `names` are shown instead of the chart's, if given."""
    layers = ordered.chart.layers
    top = look.margin + look.head
    y = [{person: round(top + look.space * height, 2) for person, height in row.items()} for row in heights]
    shown = [_short(name) for name in names or ordered.chart.people]
    columns = _columns(layers, y, [look.width_of(name) for name in shown], look)
    texts = [
        Text(person, shown[person], column.x - look.half - 3, y[at][person], look.width_of(shown[person]),
             look.font * 1.2)
        for at, column in enumerate(columns)
        for person in column.starts
    ]  # fmt: skip
    lowest = max(max(row.values()) for row in y)
    xs = tuple(column.x for column in columns)
    return Drawing(
        ordered,
        look,
        round(xs[-1] + look.half + look.margin, 2),
        round(lowest + look.margin, 2),
        xs,
        tuple(y),
        tuple(_curves(y, columns, look)),
        tuple(texts),
        tuple(_ticks(layers, xs, look)),
        tuple(
            Meeting(at, xs[at], min(y[at][p] for p in group), max(y[at][p] for p in group))
            for at, layer in enumerate(layers)
            for group in layer.groups
            if len(group) > 1
        ),
    )


def width_of(text: str) -> float:
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


def _columns(layers: Sequence[Layer], y: Heights, widths: Sequence[float], look: Look) -> list[_Column]:
    """Every layer's place, from left to right."""
    found: list[_Column] = []
    x = look.margin
    for at, row in enumerate(y):
        before = y[at - 1] if at else {}
        if at:
            way = max((abs(height - before[p]) for p, height in row.items() if p in before), default=0.0)
            x += look.half + max(look.narrow, 2 * way / look.steepest)
        begins = round(x, 2)
        starts = [person for person in layers[at].present if person not in before]
        free = {person: _free_from(layers, y, found, row[person], begins=begins, look=look) for person in starts}
        room = max((widths[person] + 6 - (begins - free[person]) for person in starts), default=0.0)
        x += max(0.0, room) + look.half
        found.append(_Column(begins, round(x, 2), starts))
    return found


def _free_from(
    layers: Sequence[Layer], y: Heights, columns: Sequence[_Column], level: float, *, begins: float, look: Look
) -> float:
    """From where on, up to `begins` of the layer that comes next, nothing is in the row at `level`."""
    apart = 0.6 * look.font + STROKE + 1
    until = begins
    for at in range(len(columns) - 1, -1, -1):
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


def _curves(y: Heights, columns: Sequence[_Column], look: Look) -> list[Curve]:
    """Every person's stretches."""
    open_: dict[int, list[Point]] = {}
    found = []
    for at, (row, column) in enumerate(zip(y, columns, strict=True)):
        for person, level in row.items():
            start = column.begins if person in open_ else column.x - look.half
            open_.setdefault(person, []).extend([(start, level), (round(column.x + look.half, 2), level)])
        goes_on = y[at + 1] if at + 1 < len(y) else {}
        ended = [person for person in open_ if person not in goes_on]
        found += [Curve(person, tuple(open_.pop(person))) for person in ended]
    return sorted(found, key=lambda curve: (curve.person, curve.points))


def _ticks(layers: tuple[Layer, ...], xs: Sequence[float], look: Look) -> list[Text]:
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
