"""What the signs on lines look like, once for every format: a circle, or a few strokes around the point of the sign."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from intertwine.questions.moments import MarkKind
from intertwine.storyline.draw.drawing import Point


@dataclass(frozen=True, slots=True)
class SignShape:
    """A circle of this `radius` in pixels where it is not 0, else `strokes` from point to point, in pixels from the
    sign's place; `closed` ones are filled with the ground's colour."""

    radius: float = 0.0
    strokes: tuple[tuple[Point, ...], ...] = ()
    closed: bool = False

    def lines(self, x: float, y: float) -> Iterator[tuple[float, float, float, float]]:
        """The straight lines of the strokes, both ends each, with the sign at (x, y)."""
        for stroke in self.strokes:
            for (x1, y1), (x2, y2) in pairwise(stroke):
                yield x + x1, y + y1, x + x2, y + y2


SIGN_SHAPES: Mapping[MarkKind, SignShape] = MappingProxyType({
    "meeting": SignShape(3.1, closed=True),
    "death": SignShape(strokes=(((-4.0, -4.0), (4.0, 4.0)), ((-4.0, 4.0), (4.0, -4.0)))),
    "return": SignShape(strokes=(((-4.0, 3.4), (0.0, -3.6), (4.0, 3.4)),)),
    "reveal": SignShape(strokes=(((0.0, -4.4), (4.4, 0.0), (0.0, 4.4), (-4.4, 0.0)),), closed=True),
})  # fmt: skip


def _as_svg(shape: SignShape) -> str:
    if shape.radius:
        return f'<circle r="{shape.radius:g}"/>'
    strokes = ("L".join(f"{x:g}{'' if y < 0 else ' '}{y:g}" for x, y in stroke) for stroke in shape.strokes)
    return f'<path d="{"".join(f"M{stroke}" for stroke in strokes)}{"Z" if shape.closed else ""}"/>'


SIGNS: Mapping[MarkKind, str] = MappingProxyType({kind: _as_svg(shape) for kind, shape in SIGN_SHAPES.items()})
"""The signs as SVG elements around (0, 0)."""
