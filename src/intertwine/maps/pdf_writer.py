"""A picture as a page of its own size: vectors and text, the same bytes every time."""

import io
import json
from collections.abc import Callable, Mapping
from itertools import chain, groupby, pairwise
from operator import itemgetter
from types import MappingProxyType
from typing import TYPE_CHECKING

from intertwine.maps.palette import PAPER, ink, light, pen
from intertwine.maps.paths import Points, curve_controls
from intertwine.maps.pdf_presence import band, entry, pen_of, scene, take
from intertwine.maps.shapes import LAYERS, CharacterLine, FlashbackTie, Label, Picture, PictureLayer, PlacedSign
from intertwine.maps.signs import SIGN_SHAPES
from intertwine.questions.serialise import to_json
from intertwine.storyline.draw.pdf_fonts import missing_letters, write_words

SOFT = MappingProxyType({"edge": "--map-accent", "frame": "--map-veil"})
"""The colours of words that have one of their own."""

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas


def pdf(it: Picture) -> bytes:
    """The picture, its certificate in the document's properties."""
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 - only PDF needs it

    file = io.BytesIO()
    page = Canvas(file, pagesize=(it.width, it.height), invariant=1)
    page.setTitle(f"Map: {it.name}" if it.name else "Map")
    page.setSubject(json.dumps(to_json(it.map.proof)))
    page.translate(0, it.height)
    page.scale(1, -1)
    for layer in LAYERS:
        WRITERS[layer](page, it)
    page.save()
    return file.getvalue()


def _rules(page: "Canvas", it: Picture) -> None:
    for rule in it.rules:
        page.setStrokeColor(light()["--map-accent" if rule.role == "edge" else "--map-line"])
        take(page, pen(".rule") if rule.role == "season" else pen(".rule", f".rule.{rule.role}"))
        page.line(*rule.start, *rule.end)
    page.setDash()


def _scenes(page: "Canvas", it: Picture) -> None:
    for box in it.scenes:
        scene(page, box)


def _groups(page: "Canvas", it: Picture) -> None:
    page.setFillColor(light()["--map-sheet"])
    for group in it.together:
        page.roundRect(*group.box, 5, stroke=0, fill=1)


def _lines(page: "Canvas", it: Picture) -> None:
    for line in it.lines:
        _line(page, line, down=it.down)


def _outlines(page: "Canvas", it: Picture) -> None:
    page.setStrokeColor(light()["--map-soft"])
    take(page, pen(".outlines"))
    for group in it.together:
        page.roundRect(*group.box, 5, stroke=1, fill=0)


def _ties(page: "Canvas", it: Picture) -> None:
    for tie in it.ties:
        _tie(page, tie, down=it.down)


def _signs(page: "Canvas", it: Picture) -> None:
    for mark in it.marks:
        _mark(page, mark)


def _labels(page: "Canvas", it: Picture) -> None:
    for label in it.labels:
        soft = light()[SOFT.get(label.role, "--map-soft")]
        _label(page, label, it.font, soft if label.ink is None else ink(label.ink))


def _bands(page: "Canvas", it: Picture) -> None:
    for one in it.bands:
        band(page, one, down=it.down)


def _key(page: "Canvas", it: Picture) -> None:
    for one in it.key:
        entry(page, one, it.font)


def _line(page: "Canvas", line: CharacterLine, *, down: bool) -> None:
    styles = line.styles or ("full",) * len(line.stretches)
    page.setStrokeColor(PAPER)
    take(page, pen(".under"))
    for stretch in line.stretches:
        _stretch(page, stretch, down=down)
    page.setStrokeColor(ink(line.ink))
    for style, run in groupby(zip(styles, line.stretches, strict=True), key=itemgetter(0)):
        take(page, pen_of(style))
        if style == "dotted":
            page.setLineCap(1)
        for _, stretch in run:
            _stretch(page, stretch, down=down)
        if style == "dotted":
            page.setLineCap(0)
    for end in line.ends:
        take(page, pen_of("ended"))
        page.line(*end[0], *end[1])


def _stretch(page: "Canvas", stretch: Points, *, down: bool) -> None:
    way = page.beginPath()
    way.moveTo(*stretch[0])
    for at, (start, end) in enumerate(pairwise(stretch)):
        if at % 2 == 0:
            way.lineTo(*end)
        else:
            one, two = curve_controls(start, end, down=down)
            way.curveTo(*one, *two, *end)
    page.drawPath(way)


def _tie(page: "Canvas", tie: FlashbackTie, *, down: bool) -> None:
    one, two = tie.controls(down=down)
    take(page, pen(".tie", ".tie .bar"))
    page.line(*tie.bar[0], *tie.bar[1])
    take(page, pen(".tie"))
    page.bezier(*tie.start, *one, *two, *tie.end)
    page.setDash()
    page.setFillColor(light()["--map-soft"])
    page.circle(*tie.end, 2, stroke=0, fill=1)


def _mark(page: "Canvas", mark: PlacedSign) -> None:
    x, y, shape = mark.x, mark.y, SIGN_SHAPES[mark.kind]
    page.setStrokeColor(ink(mark.ink))
    page.setFillColor(PAPER)
    take(page, pen(".sign"))
    if shape.radius:
        page.circle(x, y, shape.radius, stroke=1, fill=1)
    elif shape.closed:
        for stroke in shape.strokes:
            way = page.beginPath()
            (first_x, first_y), *rest = stroke
            way.moveTo(x + first_x, y + first_y)
            for to_x, to_y in rest:
                way.lineTo(x + to_x, y + to_y)
            way.close()
            page.drawPath(way, stroke=1, fill=1)
    else:
        page.lines(list(shape.lines(x, y)))


def _label(page: "Canvas", label: Label, size: float, colour: str) -> None:
    page.saveState()
    page.translate(label.x, label.y)
    if label.turned:
        page.rotate(90)
    page.scale(1, -1)
    font = "Times-Italic" if label.role in ("title", "edge", "frame", "repeated") else "Times-Roman"
    text, wide = write_words(page, label.text, font, size, label.width)
    if label.role == "repeated":
        page.setFillColor(PAPER)
        page.rect(-wide / 2 - 3, -size / 2, wide + 6, size, stroke=0, fill=1)
    page.setFillColor(colour)
    page.drawString({"start": 0.0, "middle": -wide / 2, "end": -wide}[label.anchor], -4, text)
    page.restoreState()


WRITERS: Mapping[PictureLayer, Callable[["Canvas", Picture], None]] = MappingProxyType(
    {
        "rules": _rules,
        "scenes": _scenes,
        "groups": _groups,
        "lines": _lines,
        "outlines": _outlines,
        "ties": _ties,
        "signs": _signs,
        "labels": _labels,
        "bands": _bands,
        "key": _key,
    }
)
"""How each layer is written."""


def boxed_letters(it: Picture) -> str:
    """The letters of the picture's words that a PDF shows as boxes, because its fonts do not have them."""
    return missing_letters(chain((label.text for label in it.labels), (entry.text for entry in it.key)))
