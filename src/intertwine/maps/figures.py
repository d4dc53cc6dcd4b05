"""The figures of a picture: hairlines, boxes, lines, signs and ties."""

from collections.abc import Iterator
from itertools import groupby

from intertwine.maps.frame import HEAD, Frame
from intertwine.maps.shapes import CharacterLine, FlashbackTie, GroupBox, Hairline, PlacedSign
from intertwine.questions.story_strands import MarkKind, StrandMark
from intertwine.storyline.draw.drawing import Point

TIES = 40.0
"""How much space ties have at the far side."""
RANK: tuple[MarkKind, ...] = ("death", "return", "reveal", "meeting")
"""Of several signs on a line the first is drawn."""


def rules(frame: Frame) -> Iterator[Hairline]:
    """Where seasons and episodes begin, and how far this viewer is."""
    for begin, season in frame.installments:
        if begin:
            x = frame.begins[begin]
            top = 6.0 if season else HEAD - 14
            yield Hairline("season" if season else "episode", frame.turn(x, top), frame.turn(x, frame.far))
    if frame.map.strands.edge:
        x = frame.drawing.width + 4
        yield Hairline("edge", frame.turn(x, 6.0), frame.turn(x, frame.far))


def together(frame: Frame) -> Iterator[GroupBox]:
    """A box for each group of each moment."""
    for bar in frame.drawing.bars:
        moment = frame.moments[bar.layer]
        x, y = frame.turn(bar.x - 5, bar.top - 6)
        width, height = frame.turn(10.0, bar.bottom - bar.top + 12)
        says = tuple(told.text for told in moment.told)
        group = next(g for g in moment.groups if frame.level(bar.layer, g[0]) >= bar.top - 0.1
                     and frame.level(bar.layer, g[0]) <= bar.bottom + 0.1)  # fmt: skip
        place = moment.place.name if moment.place else ""
        yield GroupBox(bar.layer, (x, y, width, height), group, moment.at.text, place, says)


def lines(frame: Frame) -> Iterator[CharacterLine]:
    """Everybody's line."""
    found: dict[int, list[tuple[Point, ...]]] = {}
    for curve in frame.drawing.curves:
        points = tuple((y, x) for x, y in curve.points) if frame.down else curve.points
        found.setdefault(curve.person, []).append(points)
    for strand, stretches in found.items():
        yield CharacterLine(strand, frame.inks[strand], frame.map.strands.strands[strand].who, tuple(stretches))


def marks(frame: Frame) -> Iterator[PlacedSign]:
    """One sign a line and moment, the weightiest; it says all of them."""
    for at, moment in enumerate(frame.moments):
        marks_of: dict[int, list[StrandMark]] = {}
        for mark in moment.marks:
            for strand in mark.strands:
                marks_of.setdefault(strand, []).append(mark)
        for strand, own in marks_of.items():
            if strand not in frame.drawing.levels[at]:
                continue
            kind = min((mark.kind for mark in own), key=RANK.index)
            x, y = frame.turn(frame.drawing.xs[at], frame.level(at, strand))
            says = tuple(dict.fromkeys(mark.told.text for mark in own))
            yield PlacedSign(kind, strand, frame.inks[strand], x, y, moment.at.text, says)


def ties(frame: Frame) -> Iterator[FlashbackTie]:
    """One for all neighbouring moments that belong to the same place."""
    xs, half, y = frame.drawing.xs, frame.drawing.look.half, frame.far + 4
    for before, run in groupby(enumerate(frame.moments), key=lambda it: it[1].belongs_before):
        if before is None:
            continue
        first, *rest = (at for at, _ in run)
        last = rest[-1] if rest else first
        to = xs[-1] + half if before >= len(xs) else frame.begins[before]
        far = min(TIES - 6, 12 + abs(to - (xs[first] + xs[last]) / 2) / 30)
        where = "after everything else here" if before >= len(xs) else f"before {frame.moments[before].at.text}"
        verb = "happens" if frame.map.strands.order == "shown" else "is shown"
        bar = frame.turn(xs[first] - half, y), frame.turn(xs[last] + half, y)
        yield FlashbackTie(first, bar, frame.turn(to, y), far, f"{frame.moments[first].at.text}: {verb} {where}")
