"""The bands over the moments of a frame, and the words at their feet."""

from collections.abc import Iterator
from itertools import groupby

from intertwine.maps.shapes import FrameBand, Label
from intertwine.maps.sheet import HEAD, MapSheet
from intertwine.questions.strand_answer import MomentFrame

ROW = 16.0
"""How high the row of words at the feet of bands is, in pixels."""
SIDE = 6.0
"""How far a band reaches beyond its moments, in pixels."""


def foot_of(sheet: MapSheet) -> float:
    """The far side of the lines and of the words below them."""
    return sheet.far + (ROW + 2 if any(moment.frame for moment in sheet.moments) else 0.0)


def numbered(frame: MomentFrame) -> str:
    """A frame as the key names it: its number is at the feet of its bands."""
    return f"{frame.number}. {frame.text}"


def bands(sheet: MapSheet) -> Iterator[FrameBand]:
    """A band for all neighbouring moments of the same frame."""
    for frame, begin, end in _placed(sheet):
        (x, y), (to_x, to_y) = sheet.turn(begin, HEAD), sheet.turn(end, sheet.far)
        yield FrameBand(frame.number, (x, y, round(to_x - x, 2), round(to_y - y, 2)), frame.text)


def band_labels(sheet: MapSheet) -> Iterator[Label]:
    """The words of the bands, where a band is as long as they are; else its number alone, which the key explains."""
    look = sheet.drawing.look
    for frame, begin, end in _placed(sheet):
        text = numbered(frame)
        if look.width_of(text) > end - begin - 1:
            text = str(frame.number)
        x, y = sheet.turn(begin + 1, sheet.far + 2 + ROW / 2)
        yield Label("frame", text, x, y, "start", turned=sheet.down, width=look.width_of(text))


def _placed(sheet: MapSheet) -> Iterator[tuple[MomentFrame, float, float]]:
    """The frame of each band, and where the band begins and ends."""
    d = sheet.drawing
    for frame, run in groupby(range(len(sheet.moments)), key=lambda at: sheet.moments[at].frame):
        if frame is None:
            continue
        first, *rest = run
        last = rest[-1] if rest else first
        begin = sheet.begins[first] if first else d.xs[0] - d.look.half - SIDE
        end = d.xs[last] + d.look.half + SIDE
        if last + 1 < len(sheet.moments):
            end = min(end, sheet.begins[last + 1])
        yield frame, begin, end
