"""Places in the column of numbers: `1x01`, `S1E1` or `1x01 The Lamp` beside a column for the title."""

import re
from dataclasses import replace

from intertwine.imports.columns import INSTALLMENTS, SCENES
from intertwine.imports.sheets.row import BadRowError, Cells, Sheet, Sheets, TableRow
from intertwine.model.words import exact

_PLACE = re.compile(
    r"(?:(?P<a>[0-9]{1,4}) ?x ?|(?:s|season)[ .]?(?P<b>[0-9]{1,4})[ ,.:-]{0,3}(?:e|ep|episode)[ .]?)"
    r"(?P<number>[0-9]{1,5}(?:[-\u2010-\u2015](?:e|ep)?[0-9]{1,5}(?![^\W_]))?)(?![^\W_])"
    r"(?P<name>.*)",
    re.IGNORECASE,
)
_SIGNS = " \t-:.,\u2010\u2011\u2012\u2013\u2014\u2015"
"""What stands between a place and the name of its episode."""


def read_places(sheets: Sheets) -> None:
    """Before: no row of `sheets` was read. After: where a table of installments or scenes has a title, a cell of its
    numbers that holds a place is a season, a number and perhaps a name."""
    ids = {exact(row.cells["id"]) for row in sheets[INSTALLMENTS].rows}
    for file, columns in ((INSTALLMENTS, ("number",)), (SCENES, ("number", "installment"))):
        sheet = sheets[file]
        if "title" in sheet.spelled:
            for column in columns:
                _read(sheet, column, ids if column == "installment" else set())


def _read(sheet: Sheet, column: str, ids: set[str]) -> None:
    for n, row in enumerate(sheet.rows):
        cell = " ".join(row.cells[column].split())
        if not cell or exact(cell) in ids or (found := _PLACE.fullmatch(cell)) is None:
            continue
        if column == "installment" and (row.cells["number"].strip() or not row.cells["title"].strip()):
            continue
        sheet.rows[n] = _placed(row, column, found)
        sheet.spelled.setdefault("season", sheet.spelled[column])


def _placed(row: TableRow, column: str, found: re.Match[str]) -> TableRow:
    season, number = str(int(found["a"] or found["b"])), re.sub("[^0-9]+", "-", found["number"])
    number = "-".join(str(int(it)) for it in number.split("-"))
    said = row.cells["season"].strip()
    if said and said.lstrip("0") != season.lstrip("0"):
        message = f'"{row.cells[column].strip()}" in "{column}" is not in season "{said}"'
        return replace(row, slip=row.slip or BadRowError("number-unusable", message, "write one season"))
    cells = Cells({**row.cells, "season": season, "number": number})
    if column != "number":
        del cells[column]
    if not cells["name"] and (name := found["name"].strip(_SIGNS)):
        cells["name"] = name
    return replace(row, cells=cells)
