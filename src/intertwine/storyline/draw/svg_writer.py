"""A drawing as SVG: complete without scripts, its certificate in the metadata, and never a clock's seconds in it."""

import json
from xml.sax.saxutils import escape, quoteattr

from intertwine.storyline.draw.drawing import FONT, STROKE, Curve, Drawing

COLOURS = (
    "#4e79a7", "#f28e2b", "#e15759", "#499894", "#59a14f", "#b6992d", "#b07aa1", "#d37295", "#9d7660", "#79706e",
    "#2f6b9a", "#c0392b", "#6a51a3", "#1b7837", "#8c510a", "#01665e",
)  # fmt: skip


def svg(drawing: Drawing) -> str:
    """The picture as a document of its own."""
    chart, certificate = drawing.ordered.chart, drawing.ordered.certificate
    verdict = "optimal" if certificate.optimal else f"lower bound {certificate.lower_bound}"
    wide, tall = f"{drawing.width:.2f}", f"{drawing.height:.2f}"
    box = f'viewBox="0 0 {wide} {tall}" width="{wide}" height="{tall}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {box} role="img">',
        f"<title>Storyline of {len(chart.people)} people in {len(chart.layers)} layers</title>",
        f"<desc>{certificate.crossings} crossings, {verdict}</desc>",
        f"<metadata>{json.dumps(certificate.told())}</metadata>",
        f'<rect width="100%" height="100%" fill="#ffffff"/><g fill="none" stroke-width="{STROKE:.6g}">',
    ]
    lines += [
        f'<line x1="{m.x:.6g}" y1="{m.top:.2f}" x2="{m.x:.6g}" y2="{m.bottom:.2f}" stroke="#c9c9c9" stroke-width="6" '
        'stroke-linecap="round"/>'
        for m in drawing.meetings
    ]
    lines += [
        f'<path d="{path(curve)}" stroke="{colour(curve.person)}">'
        f"<title>{escape(chart.people[curve.person])}</title></path>"
        for curve in drawing.curves
    ]
    lines.append(f'</g><g font-family="DejaVu Sans, Verdana, sans-serif" font-size="{FONT:.6g}" text-anchor="end">')
    for text in (*drawing.names, *drawing.ticks):
        tint = "#777777" if text.person is None else colour(text.person)
        full = "" if text.person is None else f" aria-label={quoteattr(chart.people[text.person])}"
        lines.append(
            f'<text x="{text.right:.2f}" y="{text.middle + 0.35 * FONT:.2f}" fill="{tint}"{full}>'
            f"{escape(text.text)}</text>"
        )
    return "\n".join([*lines, "</g></svg>", ""])


def path(curve: Curve) -> str:
    """The curve as path data."""
    (x, y), *rest = curve.points
    steps = [f"M{x:.6g},{y:.6g}"]
    for at, (to_x, to_y) in enumerate(rest):
        if at % 2 == 0 or to_y == y:
            steps.append(f"H{to_x:.6g}")
        else:
            middle = round((x + to_x) / 2, 2)
            steps.append(f"C{middle:.6g},{y:.6g} {middle:.6g},{to_y:.6g} {to_x:.6g},{to_y:.6g}")
        x, y = to_x, to_y
    return "".join(steps)


def colour(person: int) -> str:
    """A person's colour."""
    return COLOURS[person % len(COLOURS)]
