"""Scenes, bands and the key of a picture in a PDF."""

from typing import TYPE_CHECKING

from intertwine.maps.inks import OTHER
from intertwine.maps.palette import Pen, ink, light, opacity, pen
from intertwine.maps.samples import SAMPLE, SAMPLES
from intertwine.maps.shapes import FrameBand, GroupBox, KeyEntry
from intertwine.model.way import LineStyle
from intertwine.storyline.draw.pdf_fonts import write_words

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas


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
    for part in SAMPLES[it.sample]:
        sizes = part.at(it.x, it.y)
        match part.role:
            case "veil":
                _veil(page, *sizes)
            case "foot":
                _foot(page, *sizes)
            case "scene":
                _scene(page, *sizes)
            case style:
                page.setStrokeColor(ink(OTHER))
                take(page, pen_of(style))
                page.setLineCap(style == "dotted")
                page.line(*sizes)
                page.setLineCap(0)
    page.saveState()
    page.translate(it.x + SAMPLE + 6, it.y)
    page.scale(1, -1)
    page.setFillColor(light()["--map-soft"])
    text, _ = write_words(page, it.text, "Times-Roman", size, 1e9)
    page.drawString(0, -4, text)
    page.restoreState()
