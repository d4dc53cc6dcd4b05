"""Dates as people write them: 2016-01-21, 21 Jan 2016, January 21, 2016, 21.01.2016, 1/21/2016; March 2016, 2016."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Literal

from intertwine.imports.sheets.day_forms import (
    DAY_FIRST,
    ISO,
    MONTH_FIRST,
    MONTHS,
    NUMBERS,
    PARTLY,
    SHORT,
    bare,
    year_or_month,
)
from intertwine.imports.sheets.row import BadRowError
from intertwine.model.problem import Problem

DayOrder = Literal["", "dmy", "mdy"]
"""Whether the day or the month comes first where both are numbers ("": the dates of the table may tell)."""

_UNKNOWN = frozenset(["tba", "tbd", "tbc", "unknown", "n/a", "na", "none", "upcoming", "not yet", "unaired"])
_FAR = 40
"""Years between a year of two digits and the nearest of the other dates, from which on its century is not sure."""
_VAGUE = re.compile(
    r"(?:c\.? ?|ca\.? |~ ?|\()?(?:[^\W\d_]{3,12}\.? |[0-9]{1,2}[/.-])?[0-9]{4}(?:[/.-][0-9]{1,2})?\??\)?"
)
_YEAR = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")


class Dates:
    """Reads the dates of one table, after a look at all of them: one that can be read in one way alone shows how the
    others are meant. What is left out is counted, to be told once."""

    def __init__(self, texts: Iterable[str], order: DayOrder = "") -> None:
        """texts: all cells with dates. order: what the user says about them."""
        found = list(texts)
        self._order = order or _order(found)
        self._years = sorted({int(year) for text in found if len(years := _YEAR.findall(text)) == 1 for year in years})
        self._ambiguous, self._vague, self._short = dict[int, str](), dict[int, str](), dict[int, str]()

    def read(self, text: str, line: int) -> str:
        """The day, month or year that `text`, in this `line`, says, as ISO; "" where it says that there is none, or
        only about when. Raises BadRowError for what is no date."""
        text = bare(text)
        if not any(map(str.isalnum, text)) or text.casefold().rstrip(". ?") in _UNKNOWN:
            return ""
        if m := ISO.fullmatch(text):
            return _day(text, int(m[1]), int(m[3] or m[5]), int(m[4] or m[6]))
        if m := NUMBERS.fullmatch(text):
            return self._numbers(m, line)
        if m := DAY_FIRST.fullmatch(text):
            return self._day(text, line, m[3], MONTHS.get(m[2].casefold(), 0), int(m[1]))
        if m := MONTH_FIRST.fullmatch(text):
            return self._day(text, line, m[3], MONTHS.get(m[1].casefold(), 0), int(m[2]))
        if (m := PARTLY.fullmatch(text)) and (partly := year_or_month(m)):
            return partly
        if _VAGUE.fullmatch(text):
            self._vague[line] = text
            return ""
        raise _no_date(text)

    def _numbers(self, m: re.Match[str], line: int) -> str:
        first, second = int(m[1]), int(m[3])
        order = "mdy" if second > 12 else "dmy" if first > 12 or first == second else self._order
        if not order and m[2] == ".":
            order = "dmy"  # nobody writes points with the month first, unless other dates say so
        if not order:
            self._ambiguous[line] = m[0]
            return ""
        month, day = (first, second) if order == "mdy" else (second, first)
        return self._day(m[0], line, m[4], month, day)

    def _day(self, text: str, line: int, year: str, month: int, day: int) -> str:
        """The day that `text` says. A `year` of two digits is of the century that is near the other dates; "" where
        there are none, or all are far away."""
        digits = year.lstrip("'’")
        if len(digits) == 4:
            return _day(text, int(digits), month, day)
        _day(text, 2000, month, day)  # 29 February is one in some year of these digits
        near = [(abs(it - other), it) for it in range(int(digits) + 1000, 3000, 100) for other in self._years]
        if not near or min(near)[0] > _FAR:
            self._short[line] = text
            return ""
        return _day(text, min(near)[1], month, day)

    def left_out(self, table: str) -> Iterator[Problem]:
        """Warnings of what was left out, once for each reason, in the `table` that was read."""
        for found, code, what, hint in (
            (self._ambiguous, "date-ambiguous", "with two meanings", "say which: --dates dmy or --dates mdy"),
            (
                self._short,
                "date-ambiguous",
                "with a year of two digits",
                "write all four digits in one of them, as 10 Mar 1997: it says the century of the others too",
            ),
            (self._vague, "date-vague", "that are vague", "write days, months or years: 2016-01-21, 2016-01, 2016"),
        ):
            if found:
                line, text = next(iter(found.items()))
                message = f'left out: {len(found)} date{"s"[: len(found) > 1]} {what}, such as "{text}"'
                yield Problem(table, line, 1, code, message, hint, "warning")


def year_of(text: str) -> int:
    """The year in `text`, where it holds one number of four digits and no second one; else 0."""
    found = _YEAR.findall(text)
    return int(found[0]) if len(found) == 1 else 0


def day_and_month(text: str) -> tuple[int, int] | None:
    """The day and the month of what a spreadsheet makes of `1-2` or `7/8`: a date, with or without a year. None where
    `text` is no such date."""
    if m := ISO.fullmatch(text):
        return int(m[4] or m[6]), int(m[3] or m[5])
    if m := NUMBERS.fullmatch(text):
        return int(m[1]), int(m[3])
    if m := SHORT.fullmatch(text):
        month = MONTHS.get((m[2] or m[3]).casefold(), 0)
        return (int(m[1] or m[4]), month) if month else None
    return None


def _order(texts: Iterable[str]) -> DayOrder:
    """What the dates that can be read in one way alone have in common; "" where there is none, or they differ."""
    found: set[DayOrder] = set()
    for text in texts:
        if (m := NUMBERS.fullmatch(text.strip())) and (int(m[1]) > 12) != (int(m[3]) > 12):
            found.add("dmy" if int(m[1]) > 12 else "mdy")
    return found.pop() if len(found) == 1 else ""


def _day(text: str, year: int, month: int, day: int) -> str:
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        raise _no_date(text) from None


def _no_date(text: str) -> BadRowError:
    return BadRowError("date-unusable", f'"{text}" in "date" is not a date', "dates are YYYY-MM-DD")
