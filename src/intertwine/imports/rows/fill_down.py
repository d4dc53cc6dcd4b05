"""Seasons and titles that stand in a first row alone, as in a sheet with merged cells: they count for the rows below.

A cell that was lost must not put a row into an earlier season: what stands above counts only as long as the numbers go
on.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from intertwine.imports.rows.number_cells import read_numbers
from intertwine.imports.sheets.row import BadRowError, Cells, Sheet, TableRow
from intertwine.model.words import exact

_SEASON = re.compile(
    r"(?:s|season|series|staffel|saison|book|volume|vol|part)[ .:#-]{0,2}0*([0-9]{1,4})(?:[ :(-].*)?", re.IGNORECASE
)
"""`S1`, `Season 1`, `Series 2 (1998)`."""
_NUMBER = re.compile(r"(?:ep|episode|e|no|nr|#)[ .:#-]{0,2}0*([0-9]{1,5})", re.IGNORECASE)
_HIGHEST = 10**6


def fill_down(sheet: Sheet) -> None:
    """Before: the places in the rows of a `sheet` of episodes are seasons and numbers. After: if it is a list of
    somebody's own, `S1` is season 1 and `Ep 2` is number 2; a row that only says a season is a heading for those below
    it, and no row; and a season or a title that each first row alone says counts for the rows below, as long as their
    numbers go on."""
    if not sheet.is_own_list:
        return
    rows, heading = list[TableRow](), ""
    is_headed = False
    for row in map(_plain, sheet.rows):
        if found := _heading(row):
            heading, is_headed = found, True
            continue
        is_first = heading and "season" not in row.filled
        rows.append(_with(row, {"season": heading}) if is_first else row)
        heading = ""
    if is_headed:
        sheet.spelled.setdefault("season", "season")
    merged = {it for it in ("season", "title") if _is_merged([row.cells[it] for row in rows])}
    # Names of episodes differ in every row.
    merged -= {"title"} if 2 * sum("title" in row.filled for row in rows) > len(rows) else set()
    sheet.rows = list(_filled(rows, merged)) if merged else rows


def _plain(row: TableRow) -> TableRow:
    """The `row` with bare numbers for its season and its number."""
    found = {
        column: str(int(m[1]))
        for column, form in (("season", _SEASON), ("number", _NUMBER))
        if (m := form.fullmatch(row.cells[column].strip()))
    }
    return _with(row, found) if found else row


def _with(row: TableRow, cells: Mapping[str, str]) -> TableRow:
    return replace(row, cells=Cells({**row.cells, **cells}))


def _heading(row: TableRow) -> str:
    """The season that a row says that says nothing else; "" for any other."""
    cells = {column: text.strip() for column, text in row.cells.items() if text.strip() and column != "title"}
    text = next(iter(cells.values()), "") if len(cells) == 1 else ""
    if "season" in cells:
        return text if text.isdecimal() else ""
    found = _SEASON.fullmatch(text)
    return str(int(found[1])) if found else ""


def _is_merged(cells: Sequence[str]) -> bool:
    """Whether the `cells` of a column are filled only where a new value begins."""
    texts = [exact(text) for text in cells]
    filled = [text for text in texts if text]
    return 0 < len(filled) < len(texts) and bool(texts[0]) and all(a != b for a, b in pairwise(filled))


def _filled(rows: Iterable[TableRow], merged: set[str]) -> Iterable[TableRow]:
    """The `rows` with what counts from above, in the columns that are `merged`."""
    above = Cells()
    last = _HIGHEST
    for row in rows:
        empty = [it for it in ("title", "season") if it not in row.filled]
        number = _number(row)
        goes_on = number >= last and all(above[it] for it in empty)
        begins = empty == ["title"] and above["title"] and _is_later(row.cells["season"], above["season"])
        counts = merged.issuperset(empty) and (goes_on or begins) and row.slip is None
        full = _with(row, {it: above[it] for it in empty}) if empty and counts else row
        if (empty and not counts) or (number < 0 and "season" in row.filled):
            last = _HIGHEST  # nobody knows where the rows below are, until one says it
        elif number >= 0:
            above, last = full.cells, number
        yield full


def _is_later(season: str, above: str) -> bool:
    return season.isdecimal() and above.isdecimal() and int(season) > int(above)


def _number(row: TableRow) -> int:
    """The number of a `row`, or -1."""
    try:
        found = read_numbers(row["number"])
    except BadRowError:
        return -1
    return found[0]
