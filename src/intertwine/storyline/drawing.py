"""Coordinates, curves and labels: a drawing in which no line touches one that it does not meet, and no text anything.

Between layers all lines follow one S-curve, so two that keep their order keep at least the smaller of their distances;
the room between two layers grows with the longest way, so that no curve is steeper than `STEEPEST`, and lines that are
`SPACE` apart upwards are at least `SPACE / sqrt(1 + STEEPEST²)` apart across, which is more than a stroke is wide.
A name stands before its line's start, in the line's own row, which is free there: the layer's lines are in their places
before the name begins.
"""

from dataclasses import dataclass

from intertwine.storyline.chart import Layer
from intertwine.storyline.heights import Heights
from intertwine.storyline.layout import Ordered

SPACE = 15.0
STROKE = 2.4
FONT = 10.0
STEEPEST = 4.0
HALF = 7.0
NARROW = 14.0
MARGIN = 16.0
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
class Meeting:
    """People together in a layer: where it stands, from the first line to the last."""

    layer: int
    x: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything that a writer needs. `xs` holds the middle of each layer."""

    ordered: Ordered
    width: float
    height: float
    xs: tuple[float, ...]
    curves: tuple[Curve, ...]
    names: tuple[Text, ...]
    ticks: tuple[Text, ...]
    meetings: tuple[Meeting, ...]


def draw(ordered: Ordered, heights: Heights) -> Drawing:
    """The drawing of an order with its heights (units, from 0)."""
    layers = ordered.chart.layers
    top = MARGIN + 2 * FONT
    y = [{person: top + SPACE * height for person, height in row.items()} for row in heights]
    starts = [[p for p in layer.present if at == 0 or p not in y[at - 1]] for at, layer in enumerate(layers)]
    shown = {person: _short(name) for person, name in enumerate(ordered.chart.people)}
    xs, begins = _columns(y, [max((width_of(shown[p]) for p in new), default=0.0) for new in starts])
    names = [
        Text(person, shown[person], xs[at] - HALF - 3, y[at][person], width_of(shown[person]), FONT * 1.2)
        for at, new in enumerate(starts)
        for person in new
    ]
    lowest = max(max(row.values()) for row in y)
    return Drawing(
        ordered,
        round(xs[-1] + HALF + MARGIN, 2),
        round(lowest + MARGIN, 2),
        tuple(xs),
        tuple(_curves(y, xs, begins)),
        tuple(names),
        tuple(_ticks(layers, xs)),
        tuple(
            Meeting(at, xs[at], min(y[at][p] for p in group), max(y[at][p] for p in group))
            for at, layer in enumerate(layers)
            for group in layer.groups
            if len(group) > 1
        ),
    )


def width_of(text: str) -> float:
    """A text's width in pixels, from above: widths of a wide sans-serif (DejaVu Sans), rounded up."""
    narrow, wide = set("iljtfrI.,:;'|!()[]- "), set("mwMW@%—")
    return sum(0.42 if c in narrow else 1.0 if c in wide or ord(c) > 0x2FF else 0.72 for c in text) * FONT + 2


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rstrip() + "…"


def _columns(y: Heights, names: list[float]) -> tuple[list[float], list[float]]:
    """The middle of each layer, and where its lines are first in their places: before the names that begin there."""
    xs, begins = [], []
    x = MARGIN
    for at, row in enumerate(y):
        if at:
            way = max((abs(height - y[at - 1][p]) for p, height in row.items() if p in y[at - 1]), default=0.0)
            x += HALF + max(NARROW, 2 * way / STEEPEST)
        begins.append(round(x, 2))
        x += (names[at] + 6 if names[at] else 0) + HALF
        xs.append(round(x, 2))
    return xs, begins


def _curves(y: Heights, xs: list[float], begins: list[float]) -> list[Curve]:
    """Every person's stretches."""
    open_: dict[int, list[Point]] = {}
    found = []
    for at, row in enumerate(y):
        for person, height in row.items():
            level = round(height, 2)
            start = begins[at] if person in open_ else xs[at] - HALF
            open_.setdefault(person, []).extend([(start, level), (round(xs[at] + HALF, 2), level)])
        goes_on = y[at + 1] if at + 1 < len(y) else {}
        ended = [person for person in open_ if person not in goes_on]
        found += [Curve(person, tuple(open_.pop(person))) for person in ended]
    return sorted(found, key=lambda curve: (curve.person, curve.points))


def _ticks(layers: tuple[Layer, ...], xs: list[float]) -> list[Text]:
    """The layers' labels along the top, each where the one before has ended."""
    found: list[Text] = []
    free = 0.0
    for at, (layer, x) in enumerate(zip(layers, xs, strict=True)):
        label = _short(layer.label)
        width = width_of(label)
        if not label or (at and layers[at - 1].label == layer.label) or x - HALF < free:
            continue
        found.append(Text(None, label, round(x - HALF + width, 2), MARGIN, width, FONT * 1.2))
        free = x - HALF + width + 8
    return found
