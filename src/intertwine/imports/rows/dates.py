"""Dates as people write them: 2016-01-21, 21 Jan 2016, January 21, 2016, 21.01.2016, 1/21/2016; March 2016, 2016."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from intertwine.imports.sheets.row import BadRowError
from intertwine.model.problem import Problem

DayOrder = Literal["", "dmy", "mdy"]
"""Whether the day or the month comes first where both are numbers ("": the dates of the table may tell)."""

_UNKNOWN = frozenset(["tba", "tbd", "tbc", "unknown", "n/a", "na", "none", "upcoming", "not yet", "unaired"])
_ISO = re.compile(r"([0-9]{4})(?:([-/.])([0-9]{1,2})\2([0-9]{1,2})|([0-9]{2})([0-9]{2}))(?:[T ][0-9:.]+Z?)?")
_NUMBERS = re.compile(r"([0-9]{1,2})([/.-]) ?([0-9]{1,2})\2 ?([0-9]{4}|[0-9]{2})(?: [0-9:.]+)?")
_DAY_FIRST = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th|\.|º)?(?: of| de)? ?-?([^\W\d_]{3,12})\.?,?(?: de)?[ -]([0-9]{4})")
_MONTH_FIRST = re.compile(r"([^\W\d_]{3,12})\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})")
_SHORT = re.compile(r"([0-9]{1,2})[-./ ]{1,2}([^\W\d_]{3,12})\.?|([^\W\d_]{3,12})[-./ ]{1,2}([0-9]{1,2})")
_PARTLY = re.compile(
    r"\(?(?:(?P<year>[0-9]{4})(?:[/.-](?P<month>[0-9]{1,2}))?"
    r"|(?P<before>[^\W\d_]{3,12}\.?,? |[0-9]{1,2}[/.-])(?P<after>[0-9]{4}))\)?"
)
"""A year, or a month of one."""
_VAGUE = re.compile(
    r"(?:c\.? ?|ca\.? |~ ?|\()?(?:[^\W\d_]{3,12}\.? |[0-9]{1,2}[/.-])?[0-9]{4}(?:[/.-][0-9]{1,2})?\??\)?"
)
_WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? ", re.IGNORECASE)
_YEAR = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")

_ENGLISH = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_OTHERS: Mapping[str, int] = {
    "januar": 1,
    "februar": 2,
    "märz": 3,
    "mai": 5,
    "juni": 6,
    "juli": 7,
    "oktober": 10,
    "dezember": 12,
    "janvier": 1,
    "février": 2,
    "mars": 3,
    "avril": 4,
    "juin": 6,
    "juillet": 7,
    "août": 8,
    "septembre": 9,
    "octobre": 10,
    "novembre": 11,
    "décembre": 12,
    "enero": 1,
    "febrero": 2,
    "marzo": 3,
    "abril": 4,
    "mayo": 5,
    "junio": 6,
    "julio": 7,
    "agosto": 8,
    "septiembre": 9,
    "octubre": 10,
    "noviembre": 11,
    "diciembre": 12,
    "sept": 9,
}
_MONTHS = {**{name: n for n, name in enumerate(_ENGLISH, 1)}, **{name[:3]: n for n, name in enumerate(_ENGLISH, 1)}}
_MONTHS |= _OTHERS


class Dates:
    """Reads the dates of one table, after a look at all of them: one that can be read in one way alone shows how the
    others are meant. What is left out is counted, to be told once."""

    def __init__(self, texts: Iterable[str], order: DayOrder = "") -> None:
        """texts: all cells with dates. order: what the user says about them."""
        self._order = order or _order(texts)
        self._ambiguous, self._vague = dict[int, str](), dict[int, str]()

    def read(self, text: str, line: int) -> str:
        """The day, month or year that `text`, in this `line`, says, as ISO; "" where it says that there is none, or
        only about when. Raises BadRowError for what is no date."""
        text = _WEEKDAY.sub("", text.strip(), count=1)
        if not any(map(str.isalnum, text)) or text.casefold().rstrip(". ?") in _UNKNOWN:
            return ""
        if m := _ISO.fullmatch(text):
            return _day(text, int(m[1]), int(m[3] or m[5]), int(m[4] or m[6]))
        if m := _NUMBERS.fullmatch(text):
            return self._numbers(m, line)
        if m := _DAY_FIRST.fullmatch(text):
            return _day(text, int(m[3]), _MONTHS.get(m[2].casefold(), 0), int(m[1]))
        if m := _MONTH_FIRST.fullmatch(text):
            return _day(text, int(m[3]), _MONTHS.get(m[1].casefold(), 0), int(m[2]))
        if (m := _PARTLY.fullmatch(text)) and (partly := _year_or_month(m)):
            return partly
        if _VAGUE.fullmatch(text):
            self._vague[line] = text
            return ""
        raise _no_date(text)

    def _numbers(self, m: re.Match[str], line: int) -> str:
        first, second, year = int(m[1]), int(m[3]), m[4]
        if len(year) < 4:
            raise BadRowError(
                "date-unusable", f'"{m[0]}" in "date" has a year of two digits', "write all four: 2016-01-21"
            )
        order = "mdy" if second > 12 else "dmy" if first > 12 or first == second else self._order
        if not order and m[2] == ".":
            order = "dmy"  # nobody writes points with the month first, unless other dates say so
        if not order:
            self._ambiguous[line] = m[0]
            return ""
        month, day = (first, second) if order == "mdy" else (second, first)
        return _day(m[0], int(year), month, day)

    def left_out(self, table: str) -> Iterator[Problem]:
        """Warnings of what was left out, once for each reason, in the `table` that was read."""
        for found, code, what, hint in (
            (self._ambiguous, "date-ambiguous", "with two meanings", "say which: --dates dmy or --dates mdy"),
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
    if m := _ISO.fullmatch(text):
        return int(m[4] or m[6]), int(m[3] or m[5])
    if m := _NUMBERS.fullmatch(text):
        return int(m[1]), int(m[3])
    if m := _SHORT.fullmatch(text):
        month = _MONTHS.get((m[2] or m[3]).casefold(), 0)
        return (int(m[1] or m[4]), month) if month else None
    return None


def _order(texts: Iterable[str]) -> DayOrder:
    """What the dates that can be read in one way alone have in common; "" where there is none, or they differ."""
    found: set[DayOrder] = set()
    for text in texts:
        if (m := _NUMBERS.fullmatch(text.strip())) and (int(m[1]) > 12) != (int(m[3]) > 12):
            found.add("dmy" if int(m[1]) > 12 else "mdy")
    return found.pop() if len(found) == 1 else ""


def _day(text: str, year: int, month: int, day: int) -> str:
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        raise _no_date(text) from None


def _year_or_month(m: re.Match[str]) -> str:
    """What a match of `_PARTLY` says, as ISO; "" where there is no such month."""
    if m["year"] and not m["month"]:
        return m["year"]
    before = (m["month"] or m["before"]).rstrip(" ,./-").casefold()
    month = int(before) if before.isdecimal() else _MONTHS.get(before, 0)
    return f"{m['year'] or m['after']}-{month:02}" if 1 <= month <= 12 else ""


def _no_date(text: str) -> BadRowError:
    return BadRowError("date-unusable", f'"{text}" in "date" is not a date', "dates are YYYY-MM-DD")
