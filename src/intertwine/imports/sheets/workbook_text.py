"""Typed cells of a workbook as the text that a person would have written."""

import datetime as dt
from math import isfinite

Cell = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta
"""What a cell holds. A `datetime` is a `date` too, and a `bool` an `int`."""

_DAY_NOUGHT = dt.datetime(1899, 12, 31)  # noqa: DTZ001 - cells have no zone
"""Spreadsheets count days from here. A time of day on one of the first days is a length: 36:00:00 is 12:00 on day 1."""
_LENGTHS_UNTIL = dt.datetime(1900, 3, 1)  # noqa: DTZ001 - as above
_EXACT = 10**15
"""Whole numbers above it are not exact as floating-point numbers."""


def cell_text(cell: Cell) -> str:
    """`cell` as text: days as 2016-01-21, times and lengths as 0:41:10, whole numbers without a point."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, dt.datetime):
        if cell.time() == dt.time():
            return cell.date().isoformat()
        if _DAY_NOUGHT <= cell < _LENGTHS_UNTIL:
            return _clock(cell - _DAY_NOUGHT)
        of_day = dt.timedelta(hours=cell.hour, minutes=cell.minute, seconds=cell.second)
        return f"{cell.date().isoformat()} {_clock(of_day)}"
    if isinstance(cell, dt.date):
        return cell.isoformat()
    if isinstance(cell, dt.time):
        return _clock(dt.timedelta(0, cell.second, cell.microsecond, 0, cell.minute, cell.hour))
    if isinstance(cell, dt.timedelta):
        return _clock(cell)
    if isinstance(cell, float) and isfinite(cell) and cell.is_integer() and abs(cell) < _EXACT:
        return str(int(cell))
    return str(cell)


def _clock(length: dt.timedelta) -> str:
    """A length as H:MM:SS. A part of a second counts as a whole one, since late is safe; but not a thousandth, which
    is an error of rounding."""
    seconds = -(-(length - dt.timedelta(milliseconds=1)) // dt.timedelta(seconds=1))
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
