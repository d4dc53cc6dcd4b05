"""A title's map in small on its poster: everybody's line, in the ink of the title where they were first seen."""

from collections import Counter
from collections.abc import Mapping

from intertwine.maps.miniature import Miniature, MiniatureLine
from intertwine.web.poster_sheet import TOP, WIDTH, Knot, Stroke, ground, title_ink

_DIM = (0.0, 0.28, 0.46, 0.58, 0.66)
"""How much nearer to the ground each further line of one ink is."""
_FIRST, _SIDE, _WIDEST = 10.0, 34.0, 34.0
"""Where the first moment is; the margins at the sides; the most that two who are together stand apart."""


def small_map(small: Miniature, inks: Mapping[int, str], foot: float) -> tuple[tuple[Stroke, ...], tuple[Knot, ...]]:
    """Everybody's line, the most present in front; a knot where one who comes later begins.

    `small` is the map; `inks` are those of titles by number; it ends at the height `foot`.
    """
    unit = min(_WIDEST, (WIDTH - 2 * _SIDE) / max(1.0, small.breadth))
    left = (WIDTH - unit * small.breadth) / 2
    step = (foot - _FIRST) / (small.layers - 1)
    alike: Counter[str] = Counter()
    strokes: list[Stroke] = []
    knots: list[Knot] = []
    for line in small.lines:
        own = inks.get(line.home, title_ink(None))
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
    parts = [f"M{x:g} {y if line.begin else TOP:g}V{y:g}"]
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
