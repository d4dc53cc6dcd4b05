"""A list of the episodes of one series, without a column for it: "Season, Episode, Title"."""

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from intertwine.imports.columns import INSTALLMENTS, SCENES, TITLES, table_of
from intertwine.imports.records import Tables
from intertwine.imports.rows.implied_rows import titles_named_elsewhere
from intertwine.imports.rows.scene_titles import repeats_names
from intertwine.imports.sheets.row import Cells, Sheets, TableRow
from intertwine.model.problem import Problem
from intertwine.model.words import exact

_NEARLY_ALL = 0.8
"""The share of the rows that must differ: several episodes can have one name."""
_IN_BOOK = re.compile(r"(.+) \[(.+)\]")
_NO_NAMES = re.compile(
    r"(?:sheet|table|tabelle|feuil|hoja|list|data|tables|export|untitled)[ _-]?[0-9]*", re.IGNORECASE
)
"""Files, sheets and folders that are not called after what they hold."""


def add_series(sheets: Sheets, tables: Tables, source: Path) -> None:
    """Before: the titles of titles.csv are in `tables`. After: where the list of episodes, one of the `sheets`, has no
    column of titles, all its rows are of one series: that of titles.csv, or the one that other tables name; else it is
    called as the `source`. One warning says so."""
    sheet = sheets[INSTALLMENTS]
    if "title" in sheet.spelled or not sheet.rows:
        return
    named = titles_named_elsewhere(sheets)
    if sheets[TITLES].present:
        named = {title.id for title in tables.titles.values() if title.lists}
    series = named.pop() if len(named) == 1 else _name(sheet.shown, source)
    sheet.spelled["title"] = "title"
    sheet.rows = [replace(row, cells=Cells({**row.cells, "title": series})) for row in sheet.rows]
    message = f'there is no column of titles: all rows are read as episodes of "{series}"'
    hint = "if they are of several series, add a column show"
    sheet.problems.append(Problem(INSTALLMENTS, 1, 1, "title-guessed", message, hint, "warning"))


def read_titles_as_names(sheets: Sheets, tables: Tables, source: Path) -> None:
    """Before: the titles of titles.csv are in `tables`, and no row of installments.csv, one of the `sheets`, was read.

    After: where the table of installments has seasons, numbers and a `title`, but no `name`, and nearly all titles
    differ, the cells of `title` are names of episodes. All are of one series: that of titles.csv, if there is one
    alone; the one that other tables name; else it is called after the file, the sheet or the folder of the `source`.
    One warning says so.
    """
    sheet = sheets[INSTALLMENTS]
    if not {"title", "season", "number"} <= sheet.spelled.keys() or "name" in sheet.spelled or "kind" in sheet.spelled:
        return
    if not _is_one_show(sheet.rows):
        return
    cells = {exact(row.cells["title"]) for row in sheet.rows}
    named = titles_named_elsewhere(sheets, without=SCENES if repeats_names(sheets, "title") else "")
    if sheets[TITLES].present:
        if any(tables.titles.meant(cell) or tables.titles.lacks(cell) for cell in cells if cell):
            return
        named = {title.id for title in tables.titles.values() if title.lists}
    if not named.isdisjoint(cells) or len(named) > 1 or (sheets[TITLES].present and not named):
        return
    series = named.pop() if named else _name(sheet.shown, source)
    sheet.rows = [_moved(row, series) for row in sheet.rows]
    message = f'the cells of "{sheet.spelled["title"]}" are read as names of episodes, all of them of "{series}"'
    hint = "if they are titles, add a column for the names of episodes; it may be empty"
    sheet.problems.append(Problem(INSTALLMENTS, 1, 1, "title-guessed", message, hint, "warning"))


def _is_one_show(rows: Iterable[TableRow]) -> bool:
    """Whether nearly all titles differ, and the places too: else they are first episodes of several series."""
    episodes = set[tuple[str, str, str]]()
    for row in rows:
        title, season, number = (row.cells[it].strip() for it in ("title", "season", "number"))
        if row.unreadable and "season" in row.unreadable:
            season = f"line {row.line}"  # nobody knows which, and it is perhaps none of the others
        if title and number:
            episodes.add((exact(title), season, number))
    titles, places = {title for title, _, _ in episodes}, {(season, number) for _, season, number in episodes}
    return len(episodes) > 1 and min(len(titles), len(places)) >= _NEARLY_ALL * len(episodes)


def _name(shown: str, source: Path) -> str:
    """What a series is called of which nothing but the place of its table is known."""
    book = _IN_BOOK.fullmatch(shown)
    folder = source if source.is_dir() else source.parent
    file = Path(book[1] if book else shown).stem
    names = [*([book[2]] if book else []), file, folder.resolve().name]
    spaced = [" ".join(name.replace("_", " ").split()) for name in names]
    fitting = (name for name in spaced if name and not table_of(name) and not _NO_NAMES.fullmatch(name))
    return exact(next(fitting, spaced[-1] or file))


def _moved(row: TableRow, series: str) -> TableRow:
    """The `row` with its title for the name of its episode."""
    unreadable = {"name" if column == "title" else column: bad for column, bad in (row.unreadable or {}).items()}
    cells = Cells({**row.cells, "title": series})
    if name := row.cells.get("title"):
        cells["name"] = name
    return replace(row, cells=cells, unreadable=unreadable)
