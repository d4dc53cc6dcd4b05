"""A picture as a page of its own size: vectors and text, the same bytes every time."""

import io
import json
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from intertwine.maps.shapes import CharacterLine, FlashbackTie, Label, Picture, PlacedSign
from intertwine.maps.svg_writer import flat_style
from intertwine.questions.serialise import to_json
from intertwine.storyline.draw.pdf_fonts import missing_letters, write_words

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

GROUND, SHEET, SOFT, HAIR, ACCENT = "#ffffff", "#f2ebdd", "#655b4c", "#d8cdb8", "#9c3321"


def pdf(it: Picture) -> bytes:
    """The picture, its certificate in the document's properties."""
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 - only who asks for PDF needs it

    file = io.BytesIO()
    page = Canvas(file, pagesize=(it.width, it.height), invariant=1)
    page.setTitle(f"Map: {it.name}" if it.name else "Map")
    page.setSubject(json.dumps(to_json(it.map.proof)))
    page.translate(0, it.height)
    page.scale(1, -1)
    inks = _inks()
    for rule in it.rules:
        page.setStrokeColor(ACCENT if rule.role == "edge" else HAIR)
        page.setLineWidth(1)
        page.setDash(*{"season": (), "episode": (1, 4), "edge": (4, 3)}[rule.role])
        page.line(*rule.start, *rule.end)
    page.setDash()
    page.setFillColor(SHEET)
    for group in it.together:
        page.roundRect(*group.box, 5, stroke=0, fill=1)
    for line in it.lines:
        _line(page, line, inks[line.ink], down=it.down)
    page.setStrokeColor(SOFT)
    page.setLineWidth(0.8)
    for group in it.together:
        page.roundRect(*group.box, 5, stroke=1, fill=0)
    for tie in it.ties:
        _tie(page, tie, down=it.down)
    for mark in it.marks:
        _mark(page, mark, inks[mark.ink])
    for label in it.labels:
        _label(page, label, it.font, ACCENT if label.role == "edge" else SOFT if label.ink is None else inks[label.ink])
    page.save()
    return file.getvalue()


def _inks() -> list[str]:
    """The light inks of the shared style sheet, by number."""
    found = dict(re.findall(r"--ink-(\d+): (#[0-9a-f]{6})", flat_style()))
    return [found[str(n)] for n in range(len(found))]


def _line(page: "Canvas", line: CharacterLine, ink: str, *, down: bool) -> None:
    for colour, width in ((GROUND, 5.4), (ink, 2.2)):
        page.setStrokeColor(colour)
        page.setLineWidth(width)
        for stretch in line.stretches:
            way = page.beginPath()
            way.moveTo(*stretch[0])
            for at, ((x, y), (to_x, to_y)) in enumerate(pairwise(stretch)):
                if at % 2 == 0:
                    way.lineTo(to_x, to_y)
                elif down:
                    middle = (y + to_y) / 2
                    way.curveTo(x, middle, to_x, middle, to_x, to_y)
                else:
                    middle = (x + to_x) / 2
                    way.curveTo(middle, y, middle, to_y, to_x, to_y)
            page.drawPath(way)


def _tie(page: "Canvas", tie: FlashbackTie, *, down: bool) -> None:
    (x1, y1), (x2, y2), by = tie.start, tie.end, tie.lift
    one, two = ((x1 + by, y1), (x2 + by, y2)) if down else ((x1, y1 + by), (x2, y2 + by))
    page.setLineWidth(2)
    page.line(*tie.bar[0], *tie.bar[1])
    page.setLineWidth(1)
    page.setDash(1, 3)
    page.bezier(x1, y1, *one, *two, x2, y2)
    page.setDash()
    page.setFillColor(SOFT)
    page.circle(x2, y2, 2, stroke=0, fill=1)


def _mark(page: "Canvas", mark: PlacedSign, ink: str) -> None:
    x, y = mark.x, mark.y
    page.setStrokeColor(ink)
    page.setFillColor(GROUND)
    page.setLineWidth(1.8)
    match mark.kind:
        case "meeting":
            page.circle(x, y, 3.1, stroke=1, fill=1)
        case "death":
            page.lines([(x - 4, y - 4, x + 4, y + 4), (x - 4, y + 4, x + 4, y - 4)])
        case "return":
            page.lines([(x - 4, y + 3.4, x, y - 3.6), (x, y - 3.6, x + 4, y + 3.4)])
        case "reveal":
            way = page.beginPath()
            way.moveTo(x, y - 4.4)
            for to in ((x + 4.4, y), (x, y + 4.4), (x - 4.4, y)):
                way.lineTo(*to)
            way.close()
            page.drawPath(way, stroke=1, fill=1)


def _label(page: "Canvas", label: Label, size: float, ink: str) -> None:
    page.saveState()
    page.translate(label.x, label.y)
    if label.turned:
        page.rotate(90)
    page.scale(1, -1)
    font = "Times-Italic" if label.role in ("title", "edge", "again") else "Times-Roman"
    text, wide = write_words(page, label.text, font, size, label.width)
    if label.role == "again":
        page.setFillColor(GROUND)
        page.rect(-wide / 2 - 3, -size / 2, wide + 6, size, stroke=0, fill=1)
    page.setFillColor(ink)
    page.drawString({"start": 0.0, "middle": -wide / 2, "end": -wide}[label.anchor], -4, text)
    page.restoreState()


def boxed_letters(it: Picture) -> str:
    """The letters of the picture's words that a PDF shows as boxes, because its fonts do not have them."""
    return missing_letters(label.text for label in it.labels)
