"""Goodreads: the export of a library as a table.

Books on the shelf `read` count; those on another one do not. Columns: https://www.goodreads.com/review/import, listed
for example at https://github.com/jsr6720/goodreads-csv-to-md (md-template.md).
"""

from collections.abc import Iterator

from intertwine.imports.progress.csv_entries import csv_rows
from intertwine.imports.progress.reading import ProgressFormat, Sniffed, year_of
from intertwine.model.message import message
from intertwine.model.outside_ids import outside_id
from intertwine.model.watched import WatchedRow, WatchedWork

_COLUMNS = frozenset({"title", "author", "exclusive shelf", "isbn13"})


def _without_series(title: str) -> str:
    """A title without the series behind it: "A Game" of "A Game (Ice, #1)"."""
    name, _, series = title.removesuffix(")").rpartition("(")
    return name.rstrip() if title.endswith(")") and "#" in series and ")" not in series else title


def _is_like(it: Sniffed) -> bool:
    return it.shape == "csv" and it.columns >= _COLUMNS


def _read(it: Sniffed, _: str) -> Iterator[WatchedRow | None]:
    for row in csv_rows(it.file):
        cells = row.cells
        if cells["exclusive shelf"] != "read":
            yield None
            continue
        found = (("goodreads", "book id"), ("isbn", "isbn13"), ("isbn", "isbn"))
        ids = dict(filter(None, (outside_id(scheme, cells.get(column, "")) for scheme, column in reversed(found))))
        year = year_of(cells.get("original publication year")) or year_of(cells.get("year published"))
        work = WatchedWork("book", _without_series(cells["title"]), year, tuple(sorted(ids.items())))
        yield WatchedRow(work, date=cells.get("date read", "")[:10].replace("/", "-"), row=row.number)


_HOLDS = message("a table with the columns Title, Author, ISBN13 and Exclusive Shelf")
FORMAT = ProgressFormat("goodreads", message("Goodreads"), _HOLDS, _is_like, _read)
