"""A poster for a title that has none: drawn from what this viewer may know of it, and always the same for the same.

A title of which scenes are known is its own map in small: the lines of those who are most on stage, in the ink of the
title where each was first seen. Before that a title is a strand in its own ink, with a knot for each season; one that
picks up others is those strands, apart at the top and winding about each other towards the foot.
"""

import math
from collections import Counter
from dataclasses import dataclass

from intertwine.gate.view import View
from intertwine.maps.miniature import Miniature, MiniatureLine, miniature

WIDTH, HEIGHT = 300, 450
INKS = (
    "#c8452f", "#8a63b8", "#d9a23a", "#3f9a6f", "#3f82bd", "#b0653c",
    "#4aa3a3", "#c2528c", "#8a9a3f", "#6f87a3", "#d8743e", "#a39a8c",
)  # fmt: skip
GROUND = "#1d1a17"
_DIM = (0.0, 0.28, 0.46, 0.58, 0.66)
"""How much nearer to the ground each further line of one ink is."""
_FIRST, _SIDE, _WIDEST = 10.0, 34.0, 34.0
"""Where the first moment is; the margins at the sides; the most that two who are together stand apart."""
_STEPS = 60
_TOP = -12.0
_LEFT = 24.0
_LETTER = 0.47
"""How wide a letter is, about, of its size."""

PosterPoint = tuple[float, float, float]
"""x, y, and how far in front."""
Knot = tuple[float, float, str]
"""x, y and ink."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A strand or a piece of one. `path` is SVG path data; `over`: it passes in front, and leaves a gap there."""

    path: str
    ink: str
    over: bool


@dataclass(frozen=True, slots=True)
class TitleLine:
    """A line of the title: `y` is its baseline; `width` squeezes one that is too long (None: it fits)."""

    text: str
    y: float
    width: float | None


@dataclass(frozen=True, slots=True)
class Poster:
    """What the template `poster.svg` draws. `size` is the letters' height, `rule` the y of the line above them."""

    ink: str
    strokes: tuple[Stroke, ...]
    knots: tuple[Knot, ...]
    lines: tuple[TitleLine, ...]
    size: float
    rule: float
    foot: str


def poster(view: View, title: int) -> Poster:
    """The poster of a title of this view."""
    inks = {number: INKS[place % len(INKS)] for place, number in enumerate(view.listing.titles)}
    year, own = view.listing.year(title), inks.get(title, INKS[-1])
    threads = [inks[other] for other in _threads(view, title)]
    seasons = len({it.season for it in view.listing.installments(title)}) or 1
    lines, size = _lines(view.names.best(title))
    rule = round(lines[0].y - size * 0.86 - 9, 1)
    foot = " · ".join(part for part in (view.entities.kind(title), str(year) if year else "") if part)
    place = view.listing.titles.index(title) if title in inks else 0
    small = miniature(view, title)
    if small is not None:
        strokes, knots = _ways(small, inks, rule - 26)
        return Poster(own, strokes, knots, lines, size, rule, foot)
    if threads:
        return Poster(own, _braid(threads, rule - 14), (), lines, size, rule, foot)
    line = [_alone(place, step / _STEPS, rule - 14) for step in range(_STEPS + 1)]
    tied = (line[round(_STEPS * (n + 1) / (seasons + 1))] for n in range(min(seasons, 30)))
    knots = tuple((x, y, own) for x, y, _ in tied)
    return Poster(own, (Stroke(_path(line), own, over=False),), knots, lines, size, rule, foot)


def _threads(view: View, title: int) -> list[int]:
    facts = view.facts.of(title, roles=("continues",))
    found = {
        n for f in facts if title in f.subjects and not f.disproved for n in f.objects if view.entities.is_title(n)
    }
    return [other for other in view.listing.titles if other in found - {title}][:8]


# --- the map in small ------------------------------------------------------------------------------------------------
def _ways(small: Miniature, inks: dict[int, str], foot: float) -> tuple[tuple[Stroke, ...], tuple[Knot, ...]]:
    """Everybody's line, the most present in front; a knot where one who comes later begins."""
    unit = min(_WIDEST, (WIDTH - 2 * _SIDE) / max(1.0, small.breadth))
    left = (WIDTH - unit * small.breadth) / 2
    step = (foot - _FIRST) / (small.layers - 1)
    alike: Counter[str] = Counter()
    strokes: list[Stroke] = []
    knots: list[Knot] = []
    for line in small.lines:
        own = inks.get(line.home, INKS[-1])
        ink = _dimmed(own, _DIM[min(alike[own], len(_DIM) - 1)])
        alike[own] += 1
        points = [
            (round(left + unit * level, 1), round(_FIRST + step * (line.begin + n), 1))
            for n, level in enumerate(line.levels)
        ]
        strokes.append(Stroke(_curve(line, points), ink, over=True))
        if line.begin:
            knots.append((*points[0], ink))
    return tuple(reversed(strokes)), tuple(knots)


def _curve(line: MiniatureLine, points: list[tuple[float, float]]) -> str:
    """An S from point to point; people who are there from the start come in from above."""
    (x, y), *rest = points
    parts = [f"M{x:g} {y if line.begin else _TOP:g}V{y:g}"]
    for to_x, to_y in rest:
        middle = round((y + to_y) / 2, 1)
        parts.append(f"C{x:g} {middle:g} {to_x:g} {middle:g} {to_x:g} {to_y:g}")
        x, y = to_x, to_y
    return "".join(parts)


def _dimmed(ink: str, much: float) -> str:
    """An ink, so much nearer to the ground."""
    mixed = (round(int(ink[at : at + 2], 16) * (1 - much) + int(GROUND[at : at + 2], 16) * much) for at in (1, 3, 5))
    return "#" + "".join(f"{part:02x}" for part in mixed)


# --- strands ---------------------------------------------------------------------------------------------------------
def _alone(place: int, along: float, foot: float) -> PosterPoint:
    """The one strand of a title: each swings in its own way, and leaves at the right, above the name."""
    start = math.tau * ((place * 0.382) % 1)
    swing = math.sin(along * math.tau * (1.0 + 0.22 * (place % 4)) + start)
    leaving = along**6
    x = WIDTH / 2 + (98 - 18 * along) * swing
    return round(x + (WIDTH + 14 - x) * leaving, 1), round(_TOP + (foot - _TOP) * along, 1), 0.0


def _braid(inks: list[str], foot: float) -> tuple[Stroke, ...]:
    """Whole strands first; then, of each, the pieces that pass in front of the others."""
    lines = [[_wound(n, len(inks), step / _STEPS, foot) for step in range(_STEPS + 1)] for n in range(len(inks))]
    whole = [Stroke(_path(line), ink, over=False) for line, ink in zip(lines, inks, strict=True)]
    front = [
        Stroke(_path(piece), ink, over=True)
        for line, ink in zip(lines, inks, strict=True)
        for piece in _in_front(line)
        if len(piece) > 1
    ]
    return (*whole, *front)


def _wound(n: int, count: int, along: float, foot: float) -> PosterPoint:
    """Strand `n`: side by side with the others at the top, ever closer further down."""
    apart = WIDTH * (n + 0.5) / count
    closing = along * along * (3 - 2 * along)
    angle = math.tau * ((n + 0.5) / count + 1.05 * closing)
    wound = WIDTH / 2 + (104 - 70 * along) * math.sin(angle)
    mixed = min(1.0, along / 0.45)
    mixed = mixed * mixed * (3 - 2 * mixed)
    return round(apart + (wound - apart) * mixed, 1), round(_TOP + (foot - _TOP) * along, 1), math.cos(angle)


def _in_front(line: list[PosterPoint]) -> list[list[PosterPoint]]:
    pieces: list[list[PosterPoint]] = [[]]
    for point in line:
        if point[2] > 0:
            pieces[-1].append(point)
        elif pieces[-1]:
            pieces.append([])
    return pieces


def _path(line: list[PosterPoint]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y, _ in line)


# --- words -----------------------------------------------------------------------------------------------------------
def _lines(name: str) -> tuple[tuple[TitleLine, ...], float]:
    """The name in at most four lines above the foot, as large as they fit, and that size."""
    words = name.split() or [name]
    texts = max((_wrapped(words, rows) for rows in range(1, 5)), key=lambda it: (_size(it), -len(it)))
    size, space = _size(texts), WIDTH - 2 * _LEFT
    top = 410 - (len(texts) - 1) * size
    return tuple(
        TitleLine(text, round(top + n * size, 1), space if len(text) * size * (_LETTER + 0.06) > space + 20 else None)
        for n, text in enumerate(texts)
    ), size


def _wrapped(words: list[str], rows: int) -> list[str]:
    longest = max(*map(len, words), math.ceil(len(" ".join(words)) / rows))
    lines = [""]
    for word in words:
        if lines[-1] and len(lines[-1]) + 1 + len(word) > longest and len(lines) < 4:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _size(lines: list[str]) -> float:
    fits = (WIDTH - 2 * _LEFT) / (max(map(len, lines)) * _LETTER)
    return round(max(15.0, min(fits, 56.0, 130 / len(lines))), 1)
