"""A drawing as one list of shapes, from back to front, which every format writes in its own words.

All coordinates and widths are pixels, to the right and down.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from intertwine.storyline.draw.drawing import Drawing, Point
from intertwine.storyline.draw.metrics import FONT, STROKE
from intertwine.storyline.draw.palette import GROUP, TICK, line_colour

GROUP_WIDTH = 6.0
BASELINE = 0.35 * FONT
"""How far the baseline of a text is below the middle of its box."""


@dataclass(frozen=True, slots=True)
class BarShape:
    """The bar behind a group, with round ends: its middle, its two ends and its width."""

    x: float
    top: float
    bottom: float
    width: float
    colour: str


@dataclass(frozen=True, slots=True)
class LineShape:
    """One stretch of a person's line. `points` come in pairs: straight within a pair, an S-curve between pairs."""

    person: int
    points: tuple[Point, ...]
    width: float
    colour: str


@dataclass(frozen=True, slots=True)
class TextShape:
    """A text that ends at `right` on its `baseline`, in a box `width` wide. `person` is whose name it is, None for a
    layer's label."""

    person: int | None
    text: str
    right: float
    baseline: float
    width: float
    colour: str


class CurvePart(NamedTuple):
    """A part of a stroke: from one point to another, straight, or as an S whose control points stand at `middle`."""

    start: Point
    end: Point
    straight: bool

    @property
    def middle(self) -> float:
        """The x of both control points of the S."""
        return (self.start[0] + self.end[0]) / 2


PictureShape = BarShape | LineShape | TextShape


def shapes(drawing: Drawing) -> Iterator[PictureShape]:
    """All that is to be drawn: bars, then lines, then texts."""
    for bar in drawing.bars:
        yield BarShape(bar.x, bar.top, bar.bottom, GROUP_WIDTH, GROUP)
    for curve in drawing.curves:
        yield LineShape(curve.person, curve.points, STROKE, line_colour(curve.person))
    for text in (*drawing.names, *drawing.ticks):
        colour = TICK if text.person is None else line_colour(text.person)
        yield TextShape(text.person, text.text, text.right, text.middle + BASELINE, text.width, colour)


def segments(points: tuple[Point, ...]) -> Iterator[CurvePart]:
    """The parts of a stroke with these points, from left to right."""
    for at, (start, end) in enumerate(pairwise(points)):
        yield CurvePart(start, end, straight=at % 2 == 0)
