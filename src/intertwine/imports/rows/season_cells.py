"""The season of a row. An empty cell is season 1 only of a title that has no other: else it was perhaps merged with the
one above, and the row would be shown too early."""

from collections.abc import Callable, Iterator

from intertwine.imports.columns import INSTALLMENTS, SCENES, SEASONS
from intertwine.imports.records import Tables, TitleRecord
from intertwine.imports.rows.cells import MERGED_HINT, whole_number
from intertwine.imports.rows.implied_rows import places_named
from intertwine.imports.rows.reveal_cells import place_in_title
from intertwine.imports.sheets.row import BadRowError, Sheet, Sheets
from intertwine.imports.sheets.row import TableRow as Row

_OWN_TITLE = "write both; if it is a film, give it a title of its own in the column show, and film in a column kind"
_WITH_SEASONS = (INSTALLMENTS, SEASONS, SCENES)


def find_parted(sheets: Sheets, tables: Tables) -> None:
    """Before: all titles are in `tables`. After: `tables.parted` has the ids of those that have a season other than 1
    in any of the `sheets`, rows that cannot be used included."""
    meant = _meant(tables)
    empty = False
    for file in _WITH_SEASONS:
        for row, name in _with_titles(sheets[file]):
            season = row.cells["season"].strip()
            title = tables.titles.get(meant(name)) if not season and not empty else None
            empty = empty or (title is not None and title.lists)
            if season not in ("", "1", "01"):
                tables.parted.add(meant(name))
    if empty:  # else nobody asks
        for text in {text for _, _, text in places_named(sheets)}:
            place = place_in_title(text, tables)
            if place is not None and place[1] != 1:
                tables.parted.add(meant(place[0]))
    tables.parted.discard("")


def _with_titles(sheet: Sheet) -> Iterator[tuple[Row, str]]:
    """Each row, and its title: that of the row above, where the cell is empty."""
    above = ""
    for row in sheet.rows:
        above = row.cells["title"].strip() or above
        yield row, above


def _meant(tables: Tables) -> Callable[[str], str]:
    known: dict[str, str] = {}

    def meant(name: str) -> str:
        if name not in known:
            title = tables.titles.meant(name) if name else None
            known[name] = title.id if title else ""
        return known[name]

    return meant


def require_place(row: Row, title: TitleRecord) -> None:
    """Raises BadRowError where a `row` of a `title` with seasons says neither season nor number: no film does."""
    if not row["season"] and not row["number"]:
        what = title.of.installment
        raise BadRowError("number-unusable", f"has neither a season nor the number of its {what}", _OWN_TITLE)


def season_of(row: Row, title: TitleRecord, tables: Tables) -> int:
    """The season that a `row` of a `title` says. Raises BadRowError where it says none, and the title has others than
    the first in `tables`."""
    has_others = title.id in tables.parted or any(it != 1 for it in tables.seasons.get(title.id, ()))
    if has_others and not row["season"]:
        message = f'has no "season", and other rows of "{title.id}" have one'
        raise BadRowError("number-unusable", message, f"write the season {MERGED_HINT}")
    try:
        return whole_number(row, "season", 1, 4)
    except BadRowError as bad:
        bad.hint = "write the number of the season alone, as 2; remarks have a column of their own, such as Notes"
        raise
