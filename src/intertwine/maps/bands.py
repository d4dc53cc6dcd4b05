"""The bands over the moments of a frame, and the words at their feet."""

from collections.abc import Iterator
from itertools import groupby

from intertwine.maps.shapes import FrameBand, Label
from intertwine.maps.sheet import HEAD, MapSheet

ROW = 16.0
"""How high a row of words at the feet of bands is, in pixels."""
SIDE = 6.0
"""How far a band reaches beyond its moments, in pixels."""


def foot_of(sheet: MapSheet) -> float:
    """The far side of the lines and of the words below them."""
    rows = [row for *_, row in _placed(sheet)]
    return sheet.far + (ROW * (max(rows) + 1) + 2 if rows else 0.0)


def bands(sheet: MapSheet) -> Iterator[FrameBand]:
    """A band for all neighbouring moments of the same frame."""
    for number, says, begin, end, _ in _placed(sheet):
        (x, y), (to_x, to_y) = sheet.turn(begin, HEAD), sheet.turn(end, sheet.far)
        yield FrameBand(number, (x, y, round(to_x - x, 2), round(to_y - y, 2)), says)


def band_labels(sheet: MapSheet) -> Iterator[Label]:
    """The words of the bands."""
    for _, says, begin, _, row in _placed(sheet):
        x, y = sheet.turn(begin + 1, sheet.far + 2 + ROW * (row + 0.5))
        width = sheet.drawing.look.width_of(says)
        yield Label("frame", says, x, y, "start", turned=sheet.down, width=width)


def _placed(sheet: MapSheet) -> Iterator[tuple[int, str, float, float, int]]:
    """Of each band the number and words of its frame, where it begins and ends, and the row in which its words have
    space, from 0."""
    d, free = sheet.drawing, list[float]()
    for it, run in groupby(range(len(sheet.moments)), key=lambda at: sheet.moments[at].frame):
        if it is None:
            continue
        first, *rest = run
        last = rest[-1] if rest else first
        begin = sheet.begins[first] if first else d.xs[0] - d.look.half - SIDE
        end = d.xs[last] + d.look.half + SIDE
        if last + 1 < len(sheet.moments):
            end = min(end, sheet.begins[last + 1])
        row = next((row for row, taken in enumerate(free) if begin >= taken), len(free))
        free[row : row + 1] = [begin + d.look.width_of(it.text) + 10]
        yield it.number, it.text, begin, end, row
