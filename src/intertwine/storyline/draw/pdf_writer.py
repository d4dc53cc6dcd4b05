"""A drawing as PDF: vectors and text, its certificate in the document's properties; the same bytes every time."""

import io
import json
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from intertwine.storyline.arguments import DRAWN, need
from intertwine.storyline.draw.drawing import Drawing
from intertwine.storyline.draw.metrics import FONT
from intertwine.storyline.draw.pdf_fonts import missing_letters, write_words
from intertwine.storyline.draw.shapes import BarShape, LineShape, PictureShape, TextShape, segments, shapes

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas


def as_pdf(drawing: Drawing) -> bytes:
    """The picture as a page of its own size."""
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 - only PDF needs it

    need("as_pdf", drawing, Drawing, "a drawing", DRAWN)
    file = io.BytesIO()
    page = Canvas(file, pagesize=(drawing.width, drawing.height), invariant=1)
    page.setTitle("Storyline")
    page.setSubject(json.dumps(drawing.ordered.certificate.as_dict()))
    for _, some in groupby(shapes(drawing), key=type):
        _write(page, drawing.height, list(some))
    page.save()
    return file.getvalue()


def boxed_letters(drawing: Drawing) -> str:
    """The letters of the drawing's words that a PDF shows as boxes, because its fonts do not have them."""
    return missing_letters(text.text for text in (*drawing.names, *drawing.ticks))


def _write(page: "Canvas", tall: float, some: Sequence[PictureShape]) -> None:
    """Writes shapes of one kind. A PDF's y runs up from the foot of the page, which is `tall`."""
    match some[0]:
        case BarShape() as first:
            page.setLineCap(1)
            page.setStrokeColor(first.colour)
            page.setLineWidth(first.width)
        case LineShape() as first:
            page.setLineCap(0)
            page.setLineWidth(first.width)
    for shape in some:
        match shape:
            case BarShape(x, top, bottom):
                page.line(x, tall - top, x, tall - bottom)
            case LineShape():
                _stroke(page, tall, shape)
            case TextShape(_, text, right, baseline, width, colour):
                page.setFillColor(colour)
                words, wide = write_words(page, text, "Helvetica", FONT, width)
                page.drawString(right - wide, tall - baseline, words)


def _stroke(page: "Canvas", tall: float, stroke: LineShape) -> None:
    line = page.beginPath()
    x, y = stroke.points[0]
    line.moveTo(x, tall - y)
    for part in segments(stroke.points):
        (_, y), (to_x, to_y) = part.start, part.end
        if part.straight:
            line.lineTo(to_x, tall - to_y)
        else:
            line.curveTo(part.middle, tall - y, part.middle, tall - to_y, to_x, tall - to_y)
    page.setStrokeColor(stroke.colour)
    page.drawPath(line)
