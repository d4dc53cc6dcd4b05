"""A drawing as SVG: complete without scripts, its certificate in the metadata, and never a clock's seconds in it."""

import json
from collections.abc import Sequence

from intertwine.storyline.arguments import DRAWN, need
from intertwine.storyline.draw.drawing import Drawing, Point
from intertwine.storyline.draw.metrics import FONT, STROKE
from intertwine.storyline.draw.palette import GROUND
from intertwine.storyline.draw.shapes import BarShape, LineShape, PictureShape, TextShape, segments, shapes
from intertwine.storyline.draw.xml_text import escape, quoteattr

_LINES = f'<g fill="none" stroke-width="{STROKE:.6g}">'
_WORDS = f'<g font-family="DejaVu Sans, Verdana, sans-serif" font-size="{FONT:.6g}" text-anchor="end">'


def svg(drawing: Drawing) -> str:
    """The picture as a document of its own."""
    need("svg", drawing, Drawing, "a drawing", DRAWN)
    chart, certificate = drawing.ordered.chart, drawing.ordered.certificate
    verdict = "optimal" if certificate.optimal else f"lower bound {certificate.lower_bound}"
    wide, tall = f"{drawing.width:.2f}", f"{drawing.height:.2f}"
    box = f'viewBox="0 0 {wide} {tall}" width="{wide}" height="{tall}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {box} role="img">',
        f"<title>Storyline of {len(chart.people)} people in {len(chart.layers)} layers</title>",
        f"<desc>{certificate.crossings} crossings, {verdict}</desc>",
        f"<metadata>{json.dumps(certificate.as_dict())}</metadata>",
        f'<rect width="100%" height="100%" fill="{GROUND}"/>{_LINES}',
    ]
    drawn = [(shape, _element(shape, chart.people)) for shape in shapes(drawing)]
    lines += [element for shape, element in drawn if not isinstance(shape, TextShape)]
    lines.append(f"</g>{_WORDS}")
    lines += [element for shape, element in drawn if isinstance(shape, TextShape)]
    return "\n".join([*lines, "</g></svg>", ""])


def _element(shape: PictureShape, people: Sequence[str]) -> str:
    match shape:
        case BarShape(x, top, bottom, width, colour):
            ends = f'x1="{x:.6g}" y1="{top:.2f}" x2="{x:.6g}" y2="{bottom:.2f}"'
            return f'<line {ends} stroke="{colour}" stroke-width="{width:.6g}" stroke-linecap="round"/>'
        case LineShape(person, points, _, colour):
            return f'<path d="{_path(points)}" stroke="{colour}"><title>{escape(people[person])}</title></path>'
        case TextShape(whose, text, right, baseline, _, colour):
            full = "" if whose is None else f" aria-label={quoteattr(people[whose])}"
            return f'<text x="{right:.2f}" y="{baseline:.2f}" fill="{colour}"{full}>{escape(text)}</text>'


def _path(points: tuple[Point, ...]) -> str:
    """A stroke as path data."""
    x, y = points[0]
    steps = [f"M{x:.6g},{y:.6g}"]
    for part in segments(points):
        (_, y), (to_x, to_y) = part.start, part.end
        if part.straight or to_y == y:
            steps.append(f"H{to_x:.6g}")
        else:
            middle = round(part.middle, 2)
            steps.append(f"C{middle:.6g},{y:.6g} {middle:.6g},{to_y:.6g} {to_x:.6g},{to_y:.6g}")
    return "".join(steps)
