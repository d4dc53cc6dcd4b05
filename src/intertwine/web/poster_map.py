"""A title's map in small on its poster: everybody's line, in the ink of the title where they were first seen."""

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from intertwine.maps.miniature import Miniature
from intertwine.web.poster_sheet import TOP, WIDTH, Knot, Stroke, ground, title_ink

_DIM = (0.0, 0.28, 0.46, 0.58, 0.66)
"""How much nearer to the ground each further line of one ink is."""
_FIRST, _SIDE, _WIDEST = 10.0, 34.0, 34.0
"""Where the first moment is; the margins at the sides; the most that two who are together stand apart."""


def small_map(small: Miniature, inks: Mapping[int, str], foot: float) -> tuple[tuple[Stroke, ...], tuple[Knot, ...]]:
    """Everybody's line, the most present in front; a knot where one who comes later begins.

    `small` is the map; `inks` are those of titles by number; it ends at the height `foot`.
    """
    levels = tuple((line.begin, line.levels) for line in small.lines)
    own = tuple(inks.get(line.home, title_ink(None)) for line in small.lines)
    return _drawn(small.layers, small.breadth, levels, own, foot)


@lru_cache(maxsize=512)
def _drawn(
    layers: int, breadth: float, lines: tuple[tuple[int, tuple[float, ...]], ...], inks: tuple[str, ...], foot: float
) -> tuple[tuple[Stroke, ...], tuple[Knot, ...]]:
    """The picture of lines by where they begin and their levels, and their `inks`. The map of a title is the same for
    many viewers."""
    unit = min(_WIDEST, (WIDTH - 2 * _SIDE) / max(1.0, breadth))
    left = (WIDTH - unit * breadth) / 2
    step = (foot - _FIRST) / (layers - 1)
    alike: Counter[str] = Counter()
    strokes: list[Stroke] = []
    knots: list[Knot] = []
    for (begin, levels), own in zip(lines, inks, strict=True):
        ink = _dimmed(own, _DIM[min(alike[own], len(_DIM) - 1)])
        alike[own] += 1
        points = [
            (round(left + unit * level, 1), round(_FIRST + step * (begin + n), 1)) for n, level in enumerate(levels)
        ]
        strokes.append(Stroke(_curve(points, is_first=not begin), ink, over=True))
        if begin:
            knots.append((*points[0], ink))
    return tuple(reversed(strokes)), tuple(knots)


def _curve(points: list[tuple[float, float]], *, is_first: bool) -> str:
    """An S from point to point; people who are there from the start come in from above."""
    (x, y), *rest = points
    parts = [f"M{x:g} {TOP if is_first else y:g}V{y:g}"]
    for to_x, to_y in rest:
        middle = round((y + to_y) / 2, 1)
        parts.append(f"C{x:g} {middle:g} {to_x:g} {middle:g} {to_x:g} {to_y:g}")
        x, y = to_x, to_y
    return "".join(parts)


def _dimmed(ink: str, much: float) -> str:
    """An ink, so much nearer to the ground."""
    sheet = ground()
    mixed = (round(int(ink[at : at + 2], 16) * (1 - much) + int(sheet[at : at + 2], 16) * much) for at in (1, 3, 5))
    return "#" + "".join(f"{part:02x}" for part in mixed)
