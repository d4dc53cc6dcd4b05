"""Which installment a row names: by its id, as `TITLE 1x05`, or in the columns title, season and number."""

from intertwine.imports.columns import INSTALLMENTS, TITLES
from intertwine.imports.records import InstallmentRecord, Tables
from intertwine.imports.rows.cells import MERGED_HINT, no_such_row
from intertwine.imports.rows.implied_rows import add_installment, implied_id
from intertwine.imports.rows.number_cells import installment_at, read_numbers
from intertwine.imports.rows.reveal_cells import alternatives, is_lost
from intertwine.imports.rows.season_cells import require_place, season_of
from intertwine.imports.sheets.row import BadRowError, TableRow
from intertwine.model.sentinels import NONE


def installment_of(row: TableRow, tables: Tables) -> InstallmentRecord:
    """The installment of a `row`. A film needs no row of its own. Raises BadRowError where there is no such one."""
    name = row["installment"]
    if not name and row["title"]:
        name = _in_columns(row, tables)
    if not name:
        message = 'names no installment in "installment", nor a title in "title"'
        raise BadRowError("row-unusable", message, f"write them {MERGED_HINT}")
    return installment_named(name, tables)


def installment_named(name: str, tables: Tables) -> InstallmentRecord:
    """The installment that `name` means: its id, or `TITLE 1x05`. Raises BadRowError where there is no such one."""
    return tables.installments.meant(name) or _spelled_out(name, tables)


def _in_columns(row: TableRow, tables: Tables) -> str:
    title = tables.titles.meant(row["title"])
    if title is None:
        raise no_such_row(row["title"], "title", tables.titles, TITLES, tables)
    if not title.lists:
        return title.id
    require_place(row, title)
    season = season_of(row, title, tables)
    if not row["number"]:  # a season's episode 0 is another one
        what = title.of.installment
        raise BadRowError("number-unusable", f"does not say the number of the {what}", f"write it {MERGED_HINT}")
    return implied_id(title.id, season, read_numbers(row["number"])[-1])


def _spelled_out(name: str, tables: Tables) -> InstallmentRecord:
    """The installment that is written as a place in its title."""
    try:
        ways = alternatives(name, tables)
    except BadRowError as wrong:
        if is_lost(name, tables):
            message = f'the row of "{name}" ("installment") in {INSTALLMENTS} could not be used'
            raise BadRowError("row-needed", message) from wrong
        raise no_such_row(name, "installment", tables.installments, INSTALLMENTS, tables) from wrong
    at = ways[0][-1]
    rows = {installment_at(tables, it.title, it.season, it.number) for way in ways for it in way}
    if len(ways) != 1 or len(rows) != 1 or at.kind != "installment":
        raise BadRowError("id-unknown", f'"{name}" in "installment" is not one installment')
    if not tables.titles[at.title].lists:
        if tables.installments.lacks(name):  # its row is there, and was perhaps to be hidden
            raise no_such_row(name, "installment", tables.installments, INSTALLMENTS, tables)
        add_installment(tables, InstallmentRecord("", at.title, NONE, 0, "", "", "", 0))
    return next(it for it in tables.seasons[at.title][at.season] if at.number in it.numbers)
