"""Headings are positions: what a `###` heading says, and the seasons and installments that headings declare."""

import re
from dataclasses import replace
from typing import NamedTuple

from intertwine.ledger.read.edtf import parse_release
from intertwine.ledger.read.heading_words import HeadingWords, unit_of
from intertwine.ledger.read.markdown.diagnostics import Diagnostics, shorten
from intertwine.ledger.read.markdown.span import Span
from intertwine.ledger.read.numbers_of_run import shared_out
from intertwine.ledger.read.stamps import HIDDEN
from intertwine.model.kinds import SECTIONS
from intertwine.model.numbers import MOST_IN_ONE, is_between, read_number
from intertwine.model.release import ReleaseDate
from intertwine.model.sentinels import END
from intertwine.model.statement import Alternative, Installment, OtherNumber, PositionText, Season

PAGE_SECTIONS = (*SECTIONS, "Notes")
"""What a `##` heading may say that is no season."""
DATE_HINT = "write a date, as 2015-11-20, 2015-11 or 2015"

_ANNOUNCED = re.compile(r"announced(?:\s+(\S+))?", re.IGNORECASE)
_INSTALLMENT = re.compile(r"([0-9]{1,5}(?:\.[0-9]{1,3})?)(?:\s?[-/\u2013]\s?([0-9]{1,5}))?\.(?:\s+(.*))?")
_INFO_LIKE = re.compile(r"~|[0-9]+\s*m|[0-9]{4}-|absolute\s+[0-9]", re.IGNORECASE)
_READING_INFO = re.compile(r"[0-9]+\s*(?:w|pages?\b)|page\s+[0-9]", re.IGNORECASE)
"""The same, of what is read."""
_PAGE = re.compile(r"page\s+([0-9]{1,6})(?:\s+of\s+(.+))?", re.IGNORECASE)
_RELEASED = re.compile(r"released\s+", re.IGNORECASE)
"""What may stand before a date."""
_YEAR = re.compile(r"[0-9]{4}")
_OTHER_NUMBER = re.compile(r"([^\W\d_][^\W_]*(?: [^\W\d_][^\W_]*)?)\s+([0-9]{1,5}(?:\.[0-9]{1,5})?)")
_OTHER_RUN = re.compile(r"([^\W\d_]+)\s+([0-9.]{1,11})\s?[-/\u2013]\s?([0-9.]{1,11})")
"""A run of other numbers, which a heading does not have."""


class Stamp(NamedTuple):
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
            "installment", it.title, it.season, it.number, seconds, it.linked_title, it.column, it.quoted,
            it.whole, it.part_words, it.own_words, it.pair,
        )  # fmt: skip
        return (Alternative((place,)),)


UNSTAMPED = Stamp(HIDDEN, stamped=False)
BROKEN = Stamp(HIDDEN)
"""Below a heading that could not be read: hidden, and the heading's own problem says why."""


def unstamped(span: Span, diagnostics: Diagnostics) -> None:
    """The problem of what stands under a heading that stamps nothing."""
    if diagnostics.is_left_out():
        return
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


def is_declared(text: str, words: HeadingWords) -> bool:
    """True where a heading's text declares a season with its date or its number of episodes, or almost so."""
    m = words.season.fullmatch(text)
    dated = any(_date(part.strip()) is not None for part in m[2].split(",")) if m and m[2] else False
    return dated or words.declares.search(text) is not None


def parse_season(span: Span, diagnostics: Diagnostics, words: HeadingWords) -> Season | None:
    """The season that the `##` heading `span` declares, or None where it is not a season's. `words` are those of the
    page. What is wrong goes into `diagnostics`."""
    m = words.season.fullmatch(span.text)
    if m:
        return _season(span, int(m[1]), (m.start(2), m.end(2)), diagnostics, words)
    m = words.unparted.fullmatch(span.text) if words.unparted else None
    if m:
        found = _season(span, 1, (m.start(1), m.end(1)), diagnostics, words)
        return replace(found, implicit=True)
    return None


def _season(span: Span, number: int, info: tuple[int, int], diagnostics: Diagnostics, words: HeadingWords) -> Season:
    """The season with this number; `info` is where in its heading the brackets say more (-1: they do not)."""
    date, episodes, announced, usual = None, 0, False, 0
    for part in _parts(span, *info) if info[0] >= 0 else ():
        line, column = span.at(0)[0], part.column
        if (found := words.counts.fullmatch(part.text)) and not episodes:
            episodes = int(found[1])
        elif found := _ANNOUNCED.fullmatch(part.text):
            announced = True
            date = _announced_date(found[1], line, column, diagnostics) if found[1] else date
        elif (day := _date(part.text)) is not None:
            date = day
        elif (length := words.each.fullmatch(part.text)) and length[1] and int(length[2]) and length[4]:
            usual = int(length[2])
        else:
            message = f'"{shorten(part.text)}" says nothing about a {words.part}'
            own = words.installment
            hint = f"write a date, as 2015-11-20, a number of {own}s, as 13 {own}s, or announced"
            if length:  # what is said of all of them is never measured
                hint = f"write what one usually takes, as ~{int(length[2]) or 50} {length[3]} each"
            diagnostics.add(line, column, "heading-unreadable", message, hint)
    return Season(number, date, episodes, announced, span.line, usual=usual)


def parse_installments(
    span: Span, season: int, date: ReleaseDate | None, diagnostics: Diagnostics, words: HeadingWords
) -> tuple[Installment, ...]:
    """The installments that the `###` heading `span` opens: one; several where one file holds them (`1-2. Pilot`, which
    share its length evenly); none where it opens none.

    `season` and `date` (None: unknown) are those of its season. `words` are those of the page. What is
    wrong goes into `diagnostics`.
    """
    m = _INSTALLMENT.fullmatch(span.text)
    if not m:
        return ()
    name, minutes, about, unit, others = m[3] or "", 0, False, "", list[OtherNumber]()
    head, bracket, rest = name.rpartition("(")
    if bracket and rest.endswith(")"):
        parts = _parts(span, span.text.rfind("(") + 1, len(span.text) - 1)
        known = [p for p in parts if words.length.fullmatch(p.text) or _is_date_alone(p.text)]
        # "(Part 1)" and "(1984)" belong to the name; "(52 mn)" is a slip, and must not become a part of it unseen.
        is_read = words.unit != "minutes"
        if known or any(_INFO_LIKE.match(p.text) or (is_read and _READING_INFO.match(p.text)) for p in parts):
            name = head
        for part in parts if name == head else ():
            if found := words.length.fullmatch(part.text):
                about, minutes, unit = bool(found[1]), int(found[2]), found[3]
            elif (day := _date(part.text)) is not None:
                date = day
            elif found := _PAGE.fullmatch(part.text):
                others.append(OtherNumber((found[2] or "").strip(), found[1], is_page=True))
            elif found := _OTHER_NUMBER.fullmatch(part.text):
                others.append(OtherNumber(found[1], found[2]))
            else:
                message = f'"{shorten(part.text)}" says nothing about an installment'
                length = "~52 min" if words.unit == "minutes" else f"~4200 {words.unit}"
                hint = f"write its length, as {length}, or its date, as 2015-11-20"
                if found := _OTHER_RUN.fullmatch(part.text):
                    hint = f"write each number: {found[1]} {found[2]}, {found[1]} {found[3]}"
                diagnostics.add(span.line, part.column, "heading-unreadable", message, hint)
    first = read_number(m[1])
    last = read_number(m[2]) if m[2] else first
    if not _is_run(m):
        message = f'"{m[1]}-{m[2]}" is not a run of up to {MOST_IN_ONE} {words.installment}s'
        hint = "write the first and the last of one file, as 1-2."
        if last < first and not (is_between(first) or is_between(last)):
            message, hint = f'"{m[1]}-{m[2]}" runs backward', f"write the first before the last: {m[2]}-{m[1]}."
        diagnostics.add(*span.at(0), "heading-unreadable", message, hint)
        last = first
    count = last - first + 1
    return tuple(
        Installment(
            season, first + n, name.strip(), date, minutes // count + (n < minutes % count), about,
            span.line, unit_of(unit), own, last if count > 1 else 0,
        )
        for n, own in enumerate(shared_out(others, count))
    )  # fmt: skip


def _is_run(m: re.Match[str]) -> bool:
    """Whether the numbers of an installment's heading can be those of one file."""
    if m[2] is None:
        return True
    first, last = read_number(m[1]), read_number(m[2])
    return first <= last < first + MOST_IN_ONE and not is_between(first)


def names_no_run(text: str) -> bool:
    """True where an installment's heading has several numbers that cannot be those of one file: nobody can tell which
    of them must be passed."""
    m = _INSTALLMENT.fullmatch(text)
    return m is not None and not _is_run(m)


def is_installment(text: str) -> bool:
    """True where a `###` heading begins as an installment's does: `1. ...`."""
    return "." in text and _INSTALLMENT.fullmatch(text) is not None


def _parts(span: Span, start: int, end: int) -> list[Span]:
    parts, at = [], start
    for piece in span.text[start:end].split(","):
        parts.append(span.part(at, at + len(piece)))
        at += len(piece) + 1
    return parts


def _date(text: str) -> ReleaseDate | None:
    """The date that brackets say, with or without "released" before it."""
    return parse_release(_RELEASED.sub("", text, count=1))


def _is_date_alone(text: str) -> bool:
    """Whether `text` is a date even with nothing beside it: a year alone may be the end of a name."""
    return _YEAR.fullmatch(text) is None and _date(text) is not None


def _announced_date(text: str, line: int, column: int, diagnostics: Diagnostics) -> ReleaseDate | None:
    date = parse_release(text)
    if date is None:
        diagnostics.add(line, column, "date-unreadable", f'"{shorten(text)}" is not a date', DATE_HINT)
    return date
