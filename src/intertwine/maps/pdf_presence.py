"""Scenes, bands and the key of a picture in a PDF."""

from typing import TYPE_CHECKING

from intertwine.maps.palette import Pen, ink, light, opacity, pen
from intertwine.maps.shapes import SAMPLE, FrameBand, GroupBox, KeyEntry
from intertwine.model.way import LineStyle
from intertwine.storyline.draw.pdf_fonts import write_words

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

OTHER = 12
"""The ink of samples."""


def take(page: "Canvas", it: Pen) -> None:
    """Strokes are drawn with this pen from now on."""
    page.setLineWidth(it.width)
    page.setDash(*it.dashes)


def pen_of(style: LineStyle) -> Pen:
    """The pen of a line."""
    return pen(".over") if style == "full" else pen(".over", f".over.{style}")


def scene(page: "Canvas", box: GroupBox) -> None:
    """The box around those who are in a scene."""
    _scene(page, *box.box)


def _scene(page: "Canvas", x: float, y: float, width: float, height: float) -> None:
    page.setStrokeColor(light()["--map-soft"])
    take(page, pen(".scene rect"))
    page.roundRect(x, y, width, height, 5, stroke=1, fill=0)
    page.setDash()


def band(page: "Canvas", it: FrameBand, *, down: bool) -> None:
    """Draws the band `it` on a `page`, whose time runs `down` or to the right."""
    *sides, foot = it.edges(down=down)
    _veil(page, *it.box)
    take(page, pen(".band .side"))
    for (x, y), (to_x, to_y) in sides:
        page.line(x, y, to_x, to_y)
    _foot(page, *foot[0], *foot[1])


def _veil(page: "Canvas", x: float, y: float, width: float, height: float) -> None:
    page.saveState()
    page.setFillColor(light()["--map-veil"])
    page.setFillAlpha(opacity(".veil"))
    page.rect(x, y, width, height, stroke=0, fill=1)
    page.restoreState()
    page.setStrokeColor(light()["--map-veil"])


def _foot(page: "Canvas", x: float, y: float, to_x: float, to_y: float) -> None:
    take(page, pen(".band .foot"))
    page.line(x, y, to_x, to_y)


def entry(page: "Canvas", it: KeyEntry, size: float) -> None:
    """Draws the entry `it` of the key on a `page`: its sample, and its words in letters of this `size`, in pixels."""
    x, y, end = it.x, it.y, it.x + SAMPLE
    if it.sample == "frame":
        _veil(page, x + 3, y - 7, SAMPLE - 6, 13)
        _foot(page, x + 3, y + 6, end - 3, y + 6)
    elif it.sample == "scene":
        _scene(page, x + SAMPLE / 2 - 8.5, y - 7, 17, 14)
    else:
        page.setStrokeColor(ink(OTHER))
        ends = it.sample == "ended"
        take(page, pen_of("full" if ends else it.sample))
        page.setLineCap(it.sample == "dotted")
        page.line(x, y, x + SAMPLE / 2 if ends else end, y)
        if ends:
            page.line(x + SAMPLE / 2, y - 5, x + SAMPLE / 2, y + 5)
        page.setLineCap(0)
    page.saveState()
    page.translate(end + 6, y)
    page.scale(1, -1)
    page.setFillColor(light()["--map-soft"])
    text, _ = write_words(page, it.text, "Times-Roman", size, 1e9)
    page.drawString(0, -4, text)
    page.restoreState()
