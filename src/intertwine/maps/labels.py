"""The words of a picture: names before and on their lines, titles, seasons and episodes at the head."""

from collections.abc import Callable, Container, Iterator
from itertools import groupby, pairwise
from typing import Literal

from intertwine.maps.bands import band_labels
from intertwine.maps.repeated_names import names_along_lines
from intertwine.maps.shapes import Label
from intertwine.maps.sheet import MapSheet
from intertwine.model.message import InWords, message
from intertwine.model.numbers import written_number
from intertwine.model.title_kind import TitleWords
from intertwine.questions.common import At, NamedPlaces
from intertwine.questions.strand_answer import Strands
from intertwine.storyline.draw.drawing import Text

WIDER = 1.1
"""Titles are set so much larger than names."""


def labels(sheet: MapSheet) -> tuple[Label, ...]:
    """All words of a map."""
    repeated = (_repeated(sheet, *found) for found in names_along_lines(sheet.drawing, _busy(sheet)))
    return (*_names(sheet), *repeated, *_heads(sheet), *_edge(sheet), *band_labels(sheet))


def _names(sheet: MapSheet) -> Iterator[Label]:
    for text in sheet.drawing.names:
        if text.person is not None:
            x, y = sheet.turn(text.right, text.middle)
            ink = sheet.inks[text.person]
            yield Label("name", text.text, x, y, "end", sheet.down, text.person, ink, text.width)


def _repeated(sheet: MapSheet, person: int, text: Text, x: float, y: float) -> Label:
    across, along = sheet.turn(x, y)
    return Label("repeated", text.text, across, along, "middle", sheet.down, person, sheet.inks[person], text.width)


def _busy(sheet: MapSheet) -> list[set[int]]:
    """On whose lines something stands in each moment: a box or a sign, or another style than full."""
    return [
        {n for group in moment.groups for n in group}
        | {n for mark in moment.marks for n in mark.strands}
        | {*moment.scene}
        | {way.strand for way in moment.ways}
        for moment in sheet.moments
    ]


def _heads(sheet: MapSheet) -> Iterator[Label]:
    """Titles and seasons at the head, as much of their names as there is space for, and the episodes."""
    d, begins = sheet.drawing, sheet.begins
    seasons = [begin for begin, season in sheet.installments if season]
    ends = [*(begins[begin] for begin in seasons[1:]), float("inf")]
    free = 0.0
    headed = set[int]()
    for begin, end in zip(seasons, ends, strict=True):
        x = _start(sheet, begin)
        fits = (sheet.say(it) for it in _headings(sheet.moments[begin].at, sheet.map.strands) if x >= free)
        fits = (text for text in fits if x + d.look.width_of(text) * WIDER < end)
        text = next(fits, "")
        if text:
            yield _along(sheet, "title", text, x, 14.0)
            free = x + d.look.width_of(text) * WIDER + 8
            headed.add(begin)
    free = 0.0
    for begin, text in _episodes(sheet, headed):
        x = _start(sheet, begin)
        if x >= free:
            yield _along(sheet, "episode", text, x, 32.0)
            free = x + _length(sheet, text)


def _start(sheet: MapSheet, begin: int) -> float:
    """Where the words over the installment start that begins with this moment."""
    return (sheet.begins[begin] + 6) if begin else sheet.drawing.xs[0] - sheet.drawing.look.half


def _length(sheet: MapSheet, text: str) -> float:
    """How much of the way the words over an installment need, with the space after them."""
    return 16.0 if sheet.down else sheet.drawing.look.width_of(text) + 6


def _episodes(sheet: MapSheet, headed: Container[int]) -> Iterator[tuple[int, str]]:
    """The marks of the installments, by the moments with which they begin: `1x05`; below a heading of theirs (`headed`
    has the first moments of such seasons) `5`, where there is not space for the marks of all of a season."""
    found = [(begin, sheet.moments[begin].at) for begin, _ in sheet.installments]
    starts = [*(_start(sheet, begin) for begin, _ in found), float("inf")]
    first = 0
    for (_, season), run in groupby(found, key=lambda it: (it[1].title, it[1].season)):
        here = list(run)
        marks = [at.words.mark(at.season or 0, at.episode) if at.episode is not None else "" for _, at in here]
        own = starts[first : first + len(here) + 1]
        crowded = any(mark and a + _length(sheet, mark) > b for mark, (a, b) in zip(marks, pairwise(own), strict=True))
        if crowded and season is not None and here[0][0] in headed:
            marks = ["" if at.episode is None else written_number(at.episode) for _, at in here]
        yield from ((begin, mark) for (begin, _), mark in zip(here, marks, strict=True) if mark)
        first += len(here)


def _edge(sheet: MapSheet) -> Iterator[Label]:
    edge = sheet.map.strands.edge
    if edge is not None:
        x, y = sheet.turn(sheet.drawing.width + 17, 12.0)
        text = sheet.say(message("You are here: %(place)s", place=NamedPlaces([edge])))
        width = sheet.drawing.look.width_of(text)
        yield Label("edge", text, x, y, "start", turned=not sheet.down, width=width)


def _along(sheet: MapSheet, role: Literal["title", "episode"], text: str, x: float, y: float) -> Label:
    """A label at the head. Where time runs down, episodes are read across and titles downwards."""
    width = sheet.drawing.look.width_of(text) * (WIDER if role == "title" else 1.0)
    if not sheet.down:
        return Label(role, text, *sheet.turn(x, y), "start", turned=False, width=width)
    if role == "title":
        return Label(role, text, *sheet.turn(x, y), "start", turned=True, width=width)
    return Label(role, text, *sheet.turn(x + 7, y - 10), "start", turned=False, width=width)


class _NamedSeason(InWords):
    """A season or a part at the head of a map."""

    def __init__(self, at: At, how: Literal["head", "where", "part"]) -> None:
        self._at, self._how = at, how

    def said(self, words_of: Callable[[TitleWords], TitleWords]) -> str:
        words, season = words_of(self._at.words), self._at.season or 0
        match self._how:
            case "head":
                return words.head(season)
            case "where":
                return f"{self._at.title}, {words.where(season, None)}"
        return words.part(season)


def _headings(at: At, found: Strands) -> tuple[object, ...]:
    """What stands over a season, the fullest first."""
    if at.season is None or at.episode is None:
        return (at.title,)
    own = found.about is not None and found.about.name == at.title
    words = at.words
    if not words.is_parted:
        return ("",) if own else (at.title,)
    short, full = _NamedSeason(at, "part"), _NamedSeason(at, "head" if own else "where")
    return (full, short) if own else (full, f"{at.title} {at.season}", short)
