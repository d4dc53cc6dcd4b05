"""The strands of a poster without a map: one for a title by itself, a braid for one that picks others up."""

import math
from functools import lru_cache

from intertwine.web.poster_sheet import TOP, WIDTH, Knot, PosterPoint, Stroke

_STEPS = 60


@lru_cache(maxsize=256)
def strand(place: int, seasons: int, ink: str, foot: float) -> tuple[tuple[Stroke, ...], tuple[Knot, ...]]:
    """The strand of the title at this `place` of the listing, in its `ink` as far down as `foot`; and a knot for each
    of its `seasons`, at most 30."""
    line = [_alone(place, step / _STEPS, foot) for step in range(_STEPS + 1)]
    tied = (line[round(_STEPS * (n + 1) / (seasons + 1))] for n in range(min(seasons, 30)))
    return (Stroke(_path(line), ink, over=False),), tuple((x, y, ink) for x, y, _ in tied)


@lru_cache(maxsize=256)
def braid(inks: tuple[str, ...], foot: float) -> tuple[Stroke, ...]:
    """Strands of these `inks` as far down as `foot`: whole ones first; then, of each, the pieces that pass in front of
    the others."""
    lines = [[_wound(n, len(inks), step / _STEPS, foot) for step in range(_STEPS + 1)] for n in range(len(inks))]
    whole = [Stroke(_path(line), ink, over=False) for line, ink in zip(lines, inks, strict=True)]
    front = [
        Stroke(_path(piece), ink, over=True)
        for line, ink in zip(lines, inks, strict=True)
        for piece in _in_front(line)
        if len(piece) > 1
    ]
    return (*whole, *front)


def _alone(place: int, along: float, foot: float) -> PosterPoint:
    """The one strand of a title: each swings in its own way, and leaves at the right, above the name."""
    start = math.tau * ((place * 0.382) % 1)
    swing = math.sin(along * math.tau * (1.0 + 0.22 * (place % 4)) + start)
    leaving = along**6
    x = WIDTH / 2 + (98 - 18 * along) * swing
    return round(x + (WIDTH + 14 - x) * leaving, 1), round(TOP + (foot - TOP) * along, 1), 0.0


def _wound(n: int, count: int, along: float, foot: float) -> PosterPoint:
    """Strand `n`: side by side with the others at the top, ever closer further down."""
    apart = WIDTH * (n + 0.5) / count
    closing = along * along * (3 - 2 * along)
    angle = math.tau * ((n + 0.5) / count + 1.05 * closing)
    wound = WIDTH / 2 + (104 - 70 * along) * math.sin(angle)
    mixed = min(1.0, along / 0.45)
    mixed = mixed * mixed * (3 - 2 * mixed)
    return round(apart + (wound - apart) * mixed, 1), round(TOP + (foot - TOP) * along, 1), math.cos(angle)


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
