"""A picture as SVG: complete without scripts, readable aloud, its certificate in the metadata, no clock's seconds."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, groupby

from intertwine.maps.key import in_words
from intertwine.maps.palette import style_of
from intertwine.maps.paths import PIECE, Paths, pieces_of
from intertwine.maps.shapes import (
    LAYERS,
    CharacterLine,
    FlashbackTie,
    GroupBox,
    Label,
    Picture,
    PictureLayer,
    PlacedSign,
)
from intertwine.maps.signs import SIGNS
from intertwine.maps.svg_presence import TOLD, band, entry
from intertwine.model.arguments import refuse
from intertwine.model.message import message
from intertwine.questions.common import Named
from intertwine.questions.serialise import to_json
from intertwine.storyline.draw.xml_text import escape, quoteattr

_LABELLED = 'aria-labelledby="map-title map-desc"'
_NO_XML = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML may hold, though a name can."""


def svg(it: Picture, links: "dict[Named, str] | None" = None) -> str:
    """The picture as a document of its own, with its style. `links` gives the address of each strand's page."""
    if not isinstance(it, Picture):
        refuse("svg", "a picture", it, "write maps.svg(maps.picture(viewer.map()))")
    found, proof = it.map.strands, to_json(it.map.proof)
    size = f'viewBox="0 0 {it.width:g} {it.height:g}" width="{it.width:g}" height="{it.height:g}"'
    bound = it.map.proof.lower_bound
    least: str = message("no bound known")
    if it.map.proof.optimal or bound:
        optimal = it.map.proof.optimal
        least = message("the fewest possible") if optimal else message("at least %(bound)s are needed", bound=bound)
    said = it.say(message(
        "%(lines)s lines through %(moments)s moments. %(crossings)s crossings, %(least)s.",
        lines=len(found.strands), moments=len(found.moments), crossings=it.map.proof.crossings, least=least,
    ))  # fmt: skip
    if it.tells_ways:
        said = f"{said} {in_words(found, it.say)}"
    title = it.say(message("Map: %(name)s", name=it.name) if it.name else message("Map"))
    way, paths = "down" if it.down else "across", Paths(down=it.down)
    write: dict[PictureLayer, Callable[[Picture], Iterable[str]]] = {
        "rules": _rules,
        "scenes": _scenes,
        "groups": _together,
        "lines": lambda it: (_line(it, line, (links or {}).get(line.who), paths) for line in it.lines),
        "outlines": _outlines,
        "ties": lambda it: (_tie(tie, down=it.down) for tie in it.ties),
        "signs": lambda it: map(_mark, it.marks),
        "labels": lambda it: map(_label, it.labels),
        "bands": lambda it: (band(one, down=it.down) for one in it.bands),
        "key": lambda it: map(entry, it.key),
    }
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="story-map {way}" {size} role="img" {_LABELLED}>',
        f'<title id="map-title">{escape(title)}</title>',
        f'<desc id="map-desc">{escape(said)}</desc>',
        f"<metadata>{escape(json.dumps(proof))}</metadata>",
        f"<style>{style_of(it)}</style>",
        f'<rect class="ground" width="{it.width:g}" height="{it.height:g}"/>',
        *chain.from_iterable(write[layer](it) for layer in LAYERS),
        "</svg>",
        "",
    ]
    return _NO_XML.sub("\ufffd", "\n".join(parts))


def _rules(it: Picture) -> Iterator[str]:
    for rule in it.rules:
        (x1, y1), (x2, y2) = rule.start, rule.end
        yield f'<path class="rule {rule.role}" d="M{x1:g} {y1:g}L{x2:g} {y2:g}"/>'


def _scenes(it: Picture) -> Iterator[str]:
    return (_box(box, "scene") for box in it.scenes)


def _together(it: Picture) -> Iterator[str]:
    return (_box(box, "together") for box in it.together)


def _box(box: GroupBox, role: str) -> str:
    x, y, width, height = box.box
    who = " ".join(map(str, box.strands))
    return (
        f'<g class="{role}" data-moment="{box.moment}" data-strands="{who}" data-at={quoteattr(box.at)}'
        f"{_place(box.place)}>"
        f"<title{TOLD}>{_says(box.says)}</title>"
        f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="5"/></g>'
    )


def _outlines(it: Picture) -> Iterator[str]:
    """The boxes' edges, over the lines that run through them."""

    def stretch(box: GroupBox) -> int:
        return int(box.box[1 if it.down else 0] // PIECE)

    for _, boxes in groupby(it.together, key=stretch):
        data = "".join(
            f"M{x + 5:g} {y:g}h{width - 10:g}a5 5 0 0 1 5 5v{height - 10:g}a5 5 0 0 1-5 5h{10 - width:g}a5 5 0 0 1-5-5"
            f"v{10 - height:g}a5 5 0 0 1 5-5z"
            for x, y, width, height in (box.box for box in boxes)
        )
        yield f'<path class="outlines" d="{data}"/>'


def _place(name: str) -> str:
    return f" data-place={quoteattr(name)}" if name else ""


def _line(it: Picture, line: CharacterLine, link: str | None, paths: Paths) -> str:
    styles = ("" if style == "full" else f" {style}" for style in line.styles or ("full",) * len(line.stretches))
    pieces = [
        (paths.path(piece), style)
        for stretch, style in zip(line.stretches, styles, strict=True)
        for piece in pieces_of(stretch, down=it.down)
    ]
    under = "".join(f'<path class="under" d="{data}"/>' for data, _ in pieces)
    over = "".join(f'<path class="over ink-{line.ink}{style}" d="{data}"/>' for data, style in pieces)
    over += "".join(
        f'<path class="over ink-{line.ink} ended" d="M{x1:g} {y1:g}L{x2:g} {y2:g}"/>'
        for (x1, y1), (x2, y2) in line.ends
    )
    own = " self" if line.who == it.map.strands.about else ""
    shape = (
        f'<g class="strand{own}" data-strand="{line.strand}" data-who={quoteattr(line.who.address)}>'
        f"<title>{_says(line.says)}</title>"
        f"{under}{over}</g>"
    )
    return shape if link is None else f'<a href={quoteattr(link)} tabindex="-1">{shape}</a>'


def _mark(mark: PlacedSign) -> str:
    return (
        f'<g class="sign ink-{mark.ink} {mark.kind}" data-strand="{mark.strand}" data-at={quoteattr(mark.at)} '
        f'transform="translate({mark.x:g} {mark.y:g})"><title{TOLD}>{_says(mark.says)}</title>{SIGNS[mark.kind]}</g>'
    )


def _label(label: Label) -> str:
    role = f"{label.role}-label" if label.role in ("edge", "frame") else label.role
    ink = "" if label.ink is None else f" ink-{label.ink}"
    whose = "" if label.strand is None else f' data-strand="{label.strand}"'
    if label.turned:
        place = f'transform="translate({label.x - 4:g} {label.y:g}) rotate(90)"'
    else:
        place = f'x="{label.x:g}" y="{label.y + 4:g}"'
    told = TOLD if label.role == "frame" else ""
    return f'<text class="{role}{ink}"{whose} {place} text-anchor="{label.anchor}"{told}>{escape(label.text)}</text>'


def _tie(tie: FlashbackTie, *, down: bool) -> str:
    (x1, y1), (x2, y2) = tie.start, tie.end
    (bend_x, bend_y), (to_x, to_y) = tie.controls(down=down)
    (bar_x, bar_y), (end_x, end_y) = tie.bar
    data = f"M{x1:g} {y1:g}C{bend_x:g} {bend_y:g} {to_x:g} {to_y:g} {x2:g} {y2:g}"
    return (
        f'<g class="tie" data-moment="{tie.moment}"><title>{escape(tie.says)}</title>'
        f'<path class="bar" d="M{bar_x:g} {bar_y:g}L{end_x:g} {end_y:g}"/><path d="{data}"/>'
        f'<circle cx="{x2:g}" cy="{y2:g}" r="2"/></g>'
    )


def _says(sentences: tuple[str, ...]) -> str:
    return escape("\n".join(sentences))
