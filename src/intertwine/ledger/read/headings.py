"""Headings are positions: what a `###` heading says, and the seasons and installments that headings declare."""

import re
from dataclasses import dataclass

from intertwine.ledger.read.edtf import parse_day
from intertwine.ledger.read.markdown.diagnostics import Diagnostics, shorten
from intertwine.ledger.read.markdown.span import Span
from intertwine.ledger.read.stamps import HIDDEN
from intertwine.model.kinds import SECTIONS
from intertwine.model.sentinels import END
from intertwine.model.statement import Alternative, Installment, PositionText, Season

PAGE_SECTIONS = (*SECTIONS, "Notes")
"""What a `##` heading may say that is no season."""
DAY_HINT = "write a whole date, as 2015-11-20"

_SEASON = re.compile(r"season\s+([0-9]{1,4})(?:\s*\((.*)\))?", re.IGNORECASE)
_EPISODES = re.compile(r"([0-9]{1,5})\s+episodes?", re.IGNORECASE)
_DECLARES = re.compile(r"[(,\[]\s*[0-9]{1,5}\s+episodes?\s*[),\]]", re.IGNORECASE)
_ANNOUNCED = re.compile(r"announced(?:\s+(\S+))?", re.IGNORECASE)
_INSTALLMENT = re.compile(r"([0-9]{1,5})\.(?:\s+(.*))?")
_MINUTES = re.compile(r"(~?)\s*([0-9]{1,5})\s*(?:min|mins|minutes?)", re.IGNORECASE)
_INFO_LIKE = re.compile(r"~|[0-9]+\s*m|[0-9]{4}-", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the nearest heading says of all below it.

    `stamped` is False under a heading that stamps nothing: what stands there is a problem. `timed` is the one
    position that a leading time can be put into, or None.
    """

    alternatives: tuple[Alternative, ...]
    stamped: bool = True
    timed: PositionText | None = None

    def at(self, seconds: int) -> tuple[Alternative, ...] | None:
        """The alternatives at a time in the heading's installment; None where it is not one installment."""
        if self.timed is None:
            return None
        it = self.timed
        # Not `replace`, which takes four times as long: a scene has a time.
        place = PositionText(
            "installment", it.title, it.season, it.number, seconds, it.linked_title, it.column, it.quoted
        )
        return (Alternative((place,)),)


UNSTAMPED = Stamp(HIDDEN, stamped=False)
BROKEN = Stamp(HIDDEN)
"""Below a heading that could not be read: hidden, and the heading's own problem says why."""


def unstamped(span: Span, diagnostics: Diagnostics) -> None:
    """The problem of what stands under a heading that stamps nothing."""
    hint = "put it under ### Public, ### Whole season, an installment, or another stamp"
    diagnostics.add(*span.at(0), "unstamped", "nothing says when this is revealed, so that it stays hidden", hint)


def stamp_of(alternatives: tuple[Alternative, ...]) -> Stamp:
    """The stamp of a heading that is read as `alternatives`. A time fits where they are one installment, or one
    title other than the page's own: the compiler knows whether it is a film."""
    timed = None
    if len(alternatives) == 1 and len(alternatives[0].positions) == 1:
        it = alternatives[0].positions[0]
        if (it.kind == "installment" and it.seconds == END) or (it.kind == "title" and it.title):
            timed = it
    return Stamp(alternatives, timed=timed)


def is_declared(text: str) -> bool:
    """True where a heading's text declares a season with its date or its number of episodes, or almost so."""
    m = _SEASON.fullmatch(text)
    dated = any(parse_day(part.strip()) is not None for part in m[2].split(",")) if m and m[2] else False
    return dated or _DECLARES.search(text) is not None


def parse_season(span: Span, diagnostics: Diagnostics) -> Season | None:
    """The season that a `##` heading declares, or None where it is not a season's."""
    m = _SEASON.fullmatch(span.text)
    if not m:
        return None
    date, episodes, announced = None, 0, False
    for part in _parts(span, m.start(2), m.end(2)) if m[2] is not None else ():
        line, column = span.at(0)[0], part.column
        if (found := _EPISODES.fullmatch(part.text)) and not episodes:
            episodes = int(found[1])
        elif found := _ANNOUNCED.fullmatch(part.text):
            announced = True
            date = _day(found[1], line, column, diagnostics) if found[1] else date
        elif (day := parse_day(part.text)) is not None:
            date = day
        else:
            message = f'"{shorten(part.text)}" says nothing about a season'
            hint = "write a date, as 2015-11-20, a number of episodes, as 13 episodes, or announced"
            diagnostics.add(line, column, "heading-unreadable", message, hint)
    return Season(int(m[1]), date, episodes, announced, span.line)


def parse_installment(span: Span, season: int, date: int | None, diagnostics: Diagnostics) -> Installment | None:
    """The episode that the `###` heading `span` opens, or None where it opens none.

    `season` and `date` (days since 0001-01-01, or None) are those of its season. What is wrong goes into `diagnostics`.
    """
    m = _INSTALLMENT.fullmatch(span.text)
    if not m:
        return None
    name, minutes, about = m[2] or "", 0, False
    head, bracket, rest = name.rpartition("(")
    if bracket and rest.endswith(")"):
        parts = _parts(span, span.text.rfind("(") + 1, len(span.text) - 1)
        known = [p for p in parts if _MINUTES.fullmatch(p.text) or parse_day(p.text) is not None]
        # "(Part 1)" belongs to the name; "(52 mn)" is a slip, and must not become a part of the name unseen.
        if known or any(_INFO_LIKE.match(p.text) for p in parts):
            name = head
        for part in parts if name == head else ():
            if found := _MINUTES.fullmatch(part.text):
                about, minutes = bool(found[1]), int(found[2])
            elif (day := parse_day(part.text)) is not None:
                date = day
            else:
                message = f'"{shorten(part.text)}" says nothing about an installment'
                hint = "write its length, as ~52 min, or its date, as 2015-11-20"
                diagnostics.add(span.line, part.column, "heading-unreadable", message, hint)
    return Installment(season, int(m[1]), name.strip(), date, minutes, about, span.line)


def is_installment(text: str) -> bool:
    """True where a `###` heading begins as an installment's does: `1. ...`."""
    return _INSTALLMENT.fullmatch(text) is not None


def _parts(span: Span, start: int, end: int) -> list[Span]:
    parts, at = [], start
    for piece in span.text[start:end].split(","):
        parts.append(span.part(at, at + len(piece)))
        at += len(piece) + 1
    return parts


def _day(text: str, line: int, column: int, diagnostics: Diagnostics) -> int | None:
    day = parse_day(text)
    if day is None:
        diagnostics.add(line, column, "date-unreadable", f'"{shorten(text)}" is not a date', DAY_HINT)
    return day
