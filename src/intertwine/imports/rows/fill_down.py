"""Places that stand in a first row alone, as in a sheet with merged cells: they count for the rows below.

A cell that was lost must not put a row into an earlier season or episode: a season counts only as long as the numbers
go on, and a number only in a sheet in which each row with a name or a date of an episode has one.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import pairwise

from intertwine.imports.columns import INSTALLMENTS
from intertwine.imports.rows.cells import MERGED_HINT
from intertwine.imports.rows.number_cells import read_numbers
from intertwine.imports.sheets.row import BadRowError, Cells, Sheet, TableRow
from intertwine.model.problem import Problem
from intertwine.model.words import exact

_SEASON = re.compile(
    r"(?:s|season|series|staffel|saison|book|volume|vol|part)[ .:#-]{0,2}0*([0-9]{1,4})(?:[ :(-].*)?", re.IGNORECASE
)
"""`S1`, `Season 1`, `Series 2 (1998)`."""
_NUMBER = re.compile(r"(?:ep|episode|e|no|nr|#)[ .:#-]{0,2}0*([0-9]{1,5})", re.IGNORECASE)
_NO_SEASON = re.compile(
    r"special|movie|film|ova\b|bonus|webisode|minisode|extra|spin|season|series|part\b|book|arc\b|vol", re.IGNORECASE
)
"""In a remark: the rows below it are perhaps not of the season above it."""
_FEWEST = 3
"""Words of a remark."""
_HIGHEST = 10**6
_LISTED = frozenset(["title", "name", "date", "minutes"])
"""Columns that say of a row that it lists an episode."""


def fill_down(sheet: Sheet) -> None:
    """Before: the places in the rows of a `sheet` of episodes are seasons and numbers. After: if it is a list of
    somebody's own, `S1` is season 1 and `Ep 2` is number 2; a row that only says a season is a heading for those below
    it, and no row; and a season, a title or a number that each first row alone says counts for the rows below, as long
    as they go on."""
    if not sheet.is_own_list:
        return
    rows, heading = list[TableRow](), ""
    is_headed = False
    remarks = {row.line: remark for row in sheet.rows if (remark := _remark(row))}
    for row in map(_plain, sheet.rows):
        if row.line in remarks and not _NO_SEASON.search(remarks[row.line]):
            continue
        if found := _heading(row):
            heading, is_headed = found, True
            continue
        is_first = heading and "season" not in row.filled
        rows.append(_with(row, {"season": heading}) if is_first else row)
        heading = ""
    if is_headed:
        sheet.spelled.setdefault("season", "season")
    place = ("season", "number") if _has_names(sheet, rows) else ("title", "season", "number")
    merged = {it for n, it in enumerate(place) if _is_merged(rows, place[: n + 1])}
    listed = _LISTED.difference(place)
    if any(("number" in row.filled) == row.filled.isdisjoint(listed) for row in rows):
        merged -= {"number"}
    if not _begin_seasons(rows):
        merged -= {"season"}
    has_seasons = any("season" in row.filled for row in rows)
    filled = _filled(rows, place, merged, listed) if merged else rows
    filled = [row for row in filled if row.line not in remarks]
    sheet.rows = [_without_season(row) if has_seasons and _has_number_alone(row) else row for row in filled]
    for line, remark in remarks.items():
        message = f'"{remark}" stands alone in its row, which is not read'
        hint = "if it is an episode, write its season and its number"
        sheet.problems.append(Problem(INSTALLMENTS, line, 1, "rows-skipped", message, hint, "warning"))


def _remark(row: TableRow) -> str:
    """What a row says that only has words in the cell of its season or of its number; "" for any other."""
    cells = [(column, text.strip()) for column, text in row.cells.items() if text.strip()]
    if len(cells) != 1 or row.unreadable or cells[0][0] not in ("season", "number"):
        return ""
    column, text = cells[0]
    is_place = _SEASON.fullmatch(text) or _NUMBER.fullmatch(text) or not any(map(str.isalpha, text))
    return "" if is_place or (column == "season" and len(text.split()) < _FEWEST) else text


def _has_number_alone(row: TableRow) -> bool:
    return "number" in row.filled and "season" not in row.filled


def _without_season(row: TableRow) -> TableRow:
    """The `row` with a season that nobody can read: it is not the first one, though its cell is empty."""
    bad = BadRowError("number-unusable", 'has no "season", and other rows have one', f"write the season {MERGED_HINT}")
    return replace(row, unreadable={**(row.unreadable or {}), "season": bad})


def _has_names(sheet: Sheet, rows: Sequence[TableRow]) -> bool:
    """Whether the titles of a `sheet` with these `rows` are those of episodes: most numbers have one, and another one
    than the number above."""
    titles = [exact(row.cells["title"]) for row in rows if "number" in row.filled]
    changes = sum(bool(it) and it != above for above, it in pairwise(["", *titles]))
    return "name" not in sheet.spelled and 2 * changes > len(titles)


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


def _is_merged(rows: Sequence[TableRow], place: Sequence[str]) -> bool:
    """Whether the last column of a `place` is filled only where a new value begins, or something new before it. A title
    or a season that most rows do not say may be said again, as at the head of a page."""
    last, column = dict[str, str](), place[-1]
    if column != "number" and 0 < 2 * sum(column in row.filled for row in rows) <= len(rows):
        return True
    for row in rows:
        own = {it: text for it in place if (text := exact(row.cells[it]))}
        is_new = any(last.get(it) != text for it, text in own.items())
        if column in own and not is_new:
            return False
        last |= own
    return any(column in row.filled for row in rows) and any(column not in row.filled for row in rows)


def _begin_seasons(rows: Sequence[TableRow]) -> bool:
    """Whether the `rows` with a season are the first of theirs: by their numbers, or because most have none."""
    first = [row for row in rows if "season" in row.filled]
    return 2 * len(first) <= len(rows) or all(_number(row.cells) <= 1 for row in first)


def _seasons_below(rows: Sequence[TableRow], place: Sequence[str]) -> list[str]:
    """Of each of the `rows`, the season that stands next below in one of the same title, or ""."""
    titles = [""]
    for row in rows:
        own = exact(row.cells["title"]) if "title" in place else ""
        titles.append(own or titles[-1])
    found, below, of = list[str](), "", ""
    for row, title in zip(reversed(rows), reversed(titles[1:]), strict=True):
        found.append(below if title == of else "")
        if "season" in row.filled:
            below, of = row.cells["season"].strip(), title
    return found[::-1]


def _filled(
    rows: Sequence[TableRow], place: Sequence[str], merged: set[str], listed: AbstractSet[str]
) -> Iterable[TableRow]:
    """The `rows` with what counts from above, in those columns of a `place` that are `merged`. Those `listed` say of a
    row that it is another episode than the one above."""
    above, last = Cells(), _HIGHEST
    for row, below in zip(rows, _seasons_below(rows, place), strict=True):
        empty = [it for it in place if it not in row.filled]
        own, full = row.cells, row
        is_same = all(exact(own[it]) in ("", exact(above[it])) for it in place[:-1])
        number = last if "number" in empty and is_same else _number(own)
        is_other = any(exact(own[it]) not in ("", exact(above[it])) for it in listed)
        goes_on = is_same and last + is_other <= number < _HIGHEST and all(above[it] for it in empty)
        if "season" in empty and below and not _is_next(below, above["season"]):
            goes_on = False  # a season is left out, or its cell was lost
        begins = empty == ["title"] and above["title"] and _is_later(own["season"], above["season"])
        counts = merged.issuperset(empty) and (goes_on or begins) and row.slip is None
        if empty and counts:
            full = _with(row, {it: above[it] for it in empty})
        if (empty and not counts) or (number < 0 and "season" in row.filled):
            last = _HIGHEST  # nobody knows where the rows below are, until one says it
        elif number >= 0:
            # What lists the episode stands in its first row.
            kept = {it: above[it] for it in listed if not is_other and number == last and it in above}
            above, last = Cells({**kept, **full.cells}), number
        yield full


def _is_next(season: str, above: str) -> bool:
    """Whether a `season` is that `above`, said again, or the one after it, or no season at all, such as "Film"."""
    return not (season.isdecimal() and above.isdecimal()) or int(season) - int(above) in (0, 1)


def _is_later(season: str, above: str) -> bool:
    return season.isdecimal() and above.isdecimal() and int(season) > int(above)


def _number(cells: Cells) -> int:
    """The number that the `cells` of a row say, or -1."""
    try:
        found = read_numbers(" ".join(cells["number"].split()))
    except BadRowError:
        return -1
    return found[0]
