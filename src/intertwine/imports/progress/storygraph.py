"""StoryGraph: the export of a library as a table.

Books whose status is `read` count. It has no years: a book without an ISBN that the universe lists is asked. Columns:
https://gist.github.com/jenny-codes/19aa14b57672c8892d30003e6f0e2b5b; statuses: https://docs.ryot.io (StoryGraph).
"""

from collections.abc import Iterator

from intertwine.imports.progress.csv_entries import csv_rows
from intertwine.imports.progress.reading import ProgressFormat, Sniffed
from intertwine.model.message import message
from intertwine.model.outside_ids import outside_id
from intertwine.model.watched import WatchedRow, WatchedWork

_COLUMNS = frozenset({"title", "isbn/uid", "read status"})


def _is_like(it: Sniffed) -> bool:
    return it.shape == "csv" and it.columns >= _COLUMNS


def _read(it: Sniffed, _: str) -> Iterator[WatchedRow | None]:
    for row in csv_rows(it.file):
        if row.cells["read status"] != "read":
            yield None
            continue
        isbn = outside_id("isbn", row.cells["isbn/uid"])
        work = WatchedWork("book", row.cells["title"], 0, (isbn,) if isbn else ())
        yield WatchedRow(work, date=row.cells.get("last date read", "")[:10].replace("/", "-"), row=row.number)


_HOLDS = message("a table with the columns Title, ISBN/UID and Read Status")
FORMAT = ProgressFormat("storygraph", message("StoryGraph"), _HOLDS, _is_like, _read)
