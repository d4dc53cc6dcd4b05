"""Dates in the story and of releases: a small part of EDTF (Library of Congress, 2019; levels 0 and 1)."""

import re
from calendar import monthrange

from intertwine.model.release import ReleaseDate

_DATE = re.compile(r"(-?)([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?%]?)")
_LONG_YEAR = re.compile(r"Y(-?[1-9][0-9]{4,5})")
_UNSPECIFIED = re.compile(r"([0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-([0-9]{2}|XX)(?:-XX)?)?")
_SEASON = re.compile(r"([0-9]{4})-(2[1-4])[~?%]?")
_TOO_LONG = re.compile(r"Y-?[0-9]+(?:E[0-9]+)?(?:S[0-9]+)?")
HINT = (
    "write 2015, 2015-11 or 2015-11-20, with ~ ? or % after it, 197X, 2015-21 for its spring, Y12000, or an "
    "interval as 2014/2015-11, ../2015, 2015/.."
)


def days(year: int, month: int, day: int) -> int:
    """Days since 0001-01-01 in the way of `date.toordinal()` (that day is 1), for every `year` of the proleptic
    Gregorian calendar (0 is the year before 1), `month` and `day` of it, from 1."""
    year -= month <= 2
    era, of_era = divmod(year, 400)
    of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    # Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": days_from_civil, moved to ordinal 1.
    return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 305


def parse_release(text: str) -> ReleaseDate | None:
    """A release date: `2015-11-20`, `2015-11` or `2015`. None where it is none, or does not exist."""
    m = _DATE.fullmatch(text)
    if not m or m[5] or _SEASON.fullmatch(text):
        return None
    bounds = _bounds(text)
    return ReleaseDate(bounds[1], bounds[1] - bounds[0]) if isinstance(bounds, tuple) else None


def parse_edtf(text: str) -> tuple[int | None, int | None] | str:
    """First and last day (both belong to it; None: open) of `text`, or what is wrong with it."""
    if "/" not in text:
        return _bounds(text)
    first, _, last = text.partition("/")
    if first == last == "..":
        return "an interval needs a beginning or an end"
    start, end = _open_bounds(first), _open_bounds(last)
    if isinstance(start, str):
        return start
    if isinstance(end, str):
        return end
    if start[0] is not None and end[1] is not None and end[1] < start[0]:
        return "the interval ends before it begins"
    return start[0], end[1]


def _open_bounds(text: str) -> tuple[int | None, int | None] | str:
    return (None, None) if text == ".." else _bounds(text)


def _bounds(text: str) -> tuple[int, int] | str:
    if season := _SEASON.fullmatch(text):
        return _season(int(season[1]), int(season[2]))
    m = _DATE.fullmatch(text)
    if m is None:
        return _level_1(text)
    year = int(m[2])
    if m[1]:
        if not year:
            return "there is no year -0000"
        year = -year
    if not m[3]:
        return days(year, 1, 1), days(year, 12, 31)
    month = int(m[3])
    if not 1 <= month <= 12:
        return f"there is no month {m[3]}"
    # The calendar repeats every 400 years, and `calendar` knows those after 1.
    length = monthrange(year % 400 + 2000, month)[1]
    if not m[4]:
        return days(year, month, 1), days(year, month, length)
    day = int(m[4])
    if not 1 <= day <= length:
        return f"there is no day {m[4]} in that month"
    return days(year, month, day), days(year, month, day)


def _season(year: int, number: int) -> tuple[int, int]:
    """Three months from March on for spring (21), as in the north; winter (24) ends in the next year."""
    first, after = 3 * (number - 20), 3 * (number - 19)
    return days(year, first, 1), days(year + after // 13, after % 12 or 12, 1) - 1


def _level_1(text: str) -> tuple[int, int] | str:
    """The bounds of a year of five or six digits, or of a date with unspecified digits."""
    if m := _LONG_YEAR.fullmatch(text):
        return days(int(m[1]), 1, 1), days(int(m[1]), 12, 31)
    if _TOO_LONG.fullmatch(text):
        return "a year after Y has five or six digits"
    m = _UNSPECIFIED.fullmatch(text)
    if m is None or "X" not in text:
        return f'"{text[:40]}" is not a date'
    if m[2] and m[2] != "XX":
        return f"of which year is the month {m[2]}?" if "X" in m[1] else _bounds(f"{m[1]}-{m[2]}")
    return days(int(m[1].replace("X", "0")), 1, 1), days(int(m[1].replace("X", "9")), 12, 31)
