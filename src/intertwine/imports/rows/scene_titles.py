"""A column `Title` of scenes beside a list of episodes: the titles, or names of the episodes as the list has them."""

from collections.abc import Container
from dataclasses import replace

from intertwine.imports.columns import INSTALLMENTS, SCENES
from intertwine.imports.sheets.row import Cells, Sheets, TableRow
from intertwine.model.problem import Problem
from intertwine.model.words import exact


def repeats_names(sheets: Sheets, column: str) -> bool:
    """Whether the titles of scenes.csv, one of the `sheets`, are those cells of this `column` of installments.csv that
    stand beside the same season and number: such a table is a copy of the list, with more columns."""
    scenes, listed = sheets[SCENES], sheets[INSTALLMENTS]
    if not {"title", "season"} <= scenes.spelled.keys() or not scenes.rows:
        return False
    names = {(*_place(row), exact(row.cells[column])) for row in listed.rows}
    said = {(*_place(row), exact(row.cells["title"])) for row in scenes.rows if row.cells["title"].strip()}
    titles = {title for _, _, title in said}
    return said <= names and len({(season, number) for season, number, _ in said}) == len(titles) > 1


def read_scene_titles_as_names(sheets: Sheets, titles: Container[str]) -> None:
    """Before: the names in the list of episodes, one of the `sheets`, are those of episodes. After: where the titles of
    scenes repeat them, and none of them is one of the `titles` that are known, each scene has the title that the list
    has beside that name. One warning says so."""
    scenes, listed = sheets[SCENES], sheets[INSTALLMENTS]
    if "name" not in listed.spelled and not any(row.cells["name"] for row in listed.rows):
        return
    series = {row.cells["title"] for row in listed.rows if row.cells["title"].strip()}
    if len(series) != 1 or not repeats_names(sheets, "name"):
        return
    own = {exact(row.cells["title"]) for row in scenes.rows}
    if any(title in titles or title in map(exact, series) for title in own if title):
        return
    (one,) = series
    scenes.rows = [_moved(row, one) for row in scenes.rows]
    message = f'the cells of "{scenes.spelled["title"]}" are read as names of episodes of "{one}", as the list has them'
    hint = "if they are titles, call the column with the names of episodes otherwise in the list"
    scenes.problems.append(Problem(SCENES, 1, 1, "title-guessed", message, hint, "warning"))


def _place(row: TableRow) -> tuple[str, str]:
    number = row.cells["number"] or row.cells["installment"]
    return row.cells["season"].strip().lstrip("0"), number.strip().lstrip("0")


def _moved(row: TableRow, series: str) -> TableRow:
    """The `row` of a scene with the title `series`."""
    unreadable = {column: bad for column, bad in (row.unreadable or {}).items() if column != "title"}
    return replace(row, cells=Cells({**row.cells, "title": series}), unreadable=unreadable or None)
