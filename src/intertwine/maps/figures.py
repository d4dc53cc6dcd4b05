"""The figures of a picture: hairlines, boxes, lines, signs and ties."""

from collections.abc import Iterator
from itertools import groupby

from intertwine.maps.bands import foot_of
from intertwine.maps.key import AbsentWays, ways_said
from intertwine.maps.line_styles import Runs, runs_of, signed_deaths, styles_of
from intertwine.maps.shapes import CharacterLine, FlashbackTie, GroupBox, Hairline, PlacedSign
from intertwine.maps.sheet import HEAD, MapSheet
from intertwine.model.message import Translate, message
from intertwine.model.way import LineStyle
from intertwine.questions.common import NamedPlaces, remark
from intertwine.questions.moments import MarkKind
from intertwine.questions.strand_answer import Strand, StrandMark
from intertwine.storyline.draw.drawing import Point

TIES = 40.0
"""How much space ties have at the far side."""
RANK: tuple[MarkKind, ...] = ("death", "return", "reveal", "meeting")
"""Of several signs on a line the first is drawn."""


def rules(sheet: MapSheet) -> Iterator[Hairline]:
    """Where seasons and episodes begin, and how far this viewer is."""
    for begin, season in sheet.installments:
        if begin:
            x = sheet.begins[begin]
            top = 6.0 if season else HEAD - 14
            yield Hairline("season" if season else "episode", sheet.turn(x, top), sheet.turn(x, sheet.far))
    if sheet.map.strands.edge:
        x = sheet.drawing.width + 4
        yield Hairline("edge", sheet.turn(x, 6.0), sheet.turn(x, sheet.far))


def together(sheet: MapSheet) -> Iterator[GroupBox]:
    """A box for each group of each moment."""
    for at, moment in enumerate(sheet.moments):
        for group in moment.groups:
            yield _box(sheet, at, group, 5.0, 6.0)


def scenes(sheet: MapSheet) -> Iterator[GroupBox]:
    """A wider box for each scene in which somebody is without being there."""
    for at, moment in enumerate(sheet.moments):
        if moment.scene:
            yield _box(sheet, at, moment.scene, 8.5, 9.0)


def _box(sheet: MapSheet, at: int, people: tuple[int, ...], side: float, over: float) -> GroupBox:
    """A box around `people` in a moment, that goes so far beyond their lines."""
    moment, levels = sheet.moments[at], [sheet.level(at, n) for n in people]
    top, bottom = min(levels), max(levels)
    x, y = sheet.turn(sheet.drawing.xs[at] - side, top - over)
    width, height = sheet.turn(2 * side, bottom - top + 2 * over)
    place = moment.place.name if moment.place else ""
    when = sheet.say(remark(moment.at))
    return GroupBox(at, (x, y, width, height), people, when, place, tuple(told.text for told in moment.told))


def _known_of(strand: Strand, absent: AbsentWays | None, say: Translate) -> tuple[str, ...]:
    """What the line of a `strand` says, as `say` says it: its name, its group, where it was first seen, and in which
    ways it is here without being there."""
    said = [strand.who.name, *([strand.group.name] if strand.group else [])]
    if absent is None or not absent.is_absent:
        said.append(say(message("first seen in %(title)s", title=strand.title.name)))
    if absent is not None:
        said.append(say(
            message("only %(ways)s here", ways=absent.ways) if absent.is_absent
            else message("also %(ways)s here", ways=absent.ways)
        ))  # fmt: skip
    return tuple(said)


def lines(sheet: MapSheet) -> Iterator[CharacterLine]:
    """Everybody's line."""
    found: dict[int, list[tuple[Point, ...]]] = {}
    styled, ways = styles_of(sheet.moments), ways_said(sheet.map.strands)
    deaths = signed_deaths(sheet.moments) if styled else set()
    right = {round(x + sheet.drawing.look.half, 2): at for at, x in enumerate(sheet.drawing.xs)} if styled else {}
    styles: dict[int, list[LineStyle]] = {}
    ends: dict[int, list[tuple[Point, Point]]] = {}
    for curve in sheet.drawing.curves:
        runs: Runs = [("full", curve.points)]
        if curve.person in styled:
            runs, across = runs_of(curve.points, right[curve.points[1][0]], styled[curve.person])
            styles.setdefault(curve.person, []).extend(style for style, _ in runs)
            ends.setdefault(curve.person, []).extend(
                (sheet.turn(*one), sheet.turn(*other))
                for at, (one, other) in across.items()
                if (at, curve.person) not in deaths
            )
        for _, points in runs:
            found.setdefault(curve.person, []).append(tuple((y, x) for x, y in points) if sheet.down else points)
    for strand, stretches in found.items():
        it = sheet.map.strands.strands[strand]
        own = tuple(styles.get(strand, ())), tuple(ends.get(strand, ())), _known_of(it, ways.get(strand), sheet.say)
        yield CharacterLine(strand, sheet.inks[strand], it.who, tuple(stretches), *own)


def marks(sheet: MapSheet) -> Iterator[PlacedSign]:
    """One sign a line and moment, the weightiest; it says all of them."""
    for at, moment in enumerate(sheet.moments):
        marks_of: dict[int, list[StrandMark]] = {}
        for mark in moment.marks:
            for strand in mark.strands:
                marks_of.setdefault(strand, []).append(mark)
        for strand, own in marks_of.items():
            if strand not in sheet.drawing.levels[at]:
                continue
            kind = min((mark.kind for mark in own), key=RANK.index)
            x, y = sheet.turn(sheet.drawing.xs[at], sheet.level(at, strand))
            says = tuple(dict.fromkeys(mark.told.text for mark in own))
            yield PlacedSign(kind, strand, sheet.inks[strand], x, y, sheet.say(remark(moment.at)), says)


def ties(sheet: MapSheet) -> Iterator[FlashbackTie]:
    """One for all neighbouring moments that belong to the same place."""
    xs, half, y = sheet.drawing.xs, sheet.drawing.look.half, foot_of(sheet) + 4
    for before, run in groupby(enumerate(sheet.moments), key=lambda it: it[1].belongs_before):
        if before is None:
            continue
        tied = list(run)
        first, last = tied[0][0], tied[-1][0]
        to = xs[-1] + half if before >= len(xs) else sheet.begins[before]
        far = min(TIES - 6, 12 + abs(to - (xs[first] + xs[last]) / 2) / 30)
        # Of those at the end the very last speaks for all: it alone comes after everything.
        speaks = next((it for _, it in tied if it.belongs_after is None), tied[0][1])
        start, end = (NamedPlaces([sheet.moments[at].at]) for at in (first, last))
        when = message("%(first)s to %(last)s", first=start, last=end) if str(start) != str(end) else start
        bar = sheet.turn(xs[first] - half, y), sheet.turn(xs[last] + half, y)
        says = message("%(when)s: %(belongs)s", when=when, belongs=sheet.map.strands.elsewhere(speaks))
        yield FlashbackTie(first, bar, sheet.turn(to, y), far, sheet.say(says))
