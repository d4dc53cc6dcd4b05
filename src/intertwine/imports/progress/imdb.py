"""IMDb: ratings and lists as tables.

What has a rating of one's own was watched; the other rows of a list say nothing. A series is asked: a rating does not
say how far. Columns: https://help.imdb.com, "How do I export my data".
"""

from collections.abc import Iterator

from intertwine.imports.progress.csv_entries import csv_rows
from intertwine.imports.progress.reading import ProgressFormat, Sniffed, year_of
from intertwine.model.message import message
from intertwine.model.outside_ids import outside_id
from intertwine.model.watched import WatchedMedium, WatchedRow, WatchedWork

_COLUMNS = frozenset({"const", "title", "title type", "year"})
_FILMS = ("movie", "tvmovie", "video", "short", "tvshort", "tvspecial", "feature")
_SERIES = ("tvseries", "tvminiseries", "podcastseries")


def _is_like(it: Sniffed) -> bool:
    return it.shape == "csv" and it.columns >= _COLUMNS


def _read(it: Sniffed, _: str) -> Iterator[WatchedRow | None]:
    for row in csv_rows(it.file):
        if not row.cells.get("your rating"):
            yield None
            continue
        kind = row.cells["title type"].lower().replace(" ", "").replace("-", "")
        medium: WatchedMedium = "film" if kind in _FILMS else "series" if kind in _SERIES else ""
        # The id and the year of an episode are its own, and not those of its series.
        own = outside_id("imdb", row.cells["const"]) if medium else None
        year = year_of(row.cells["year"]) if medium else 0
        work = WatchedWork(medium, row.cells["title"], year, (own,) if own else ())
        yield WatchedRow(work, date=row.cells.get("date rated", "")[:10], row=row.number)


_HOLDS = message("a table with the columns Const, Title, Title Type and Year")
FORMAT = ProgressFormat("imdb", message("IMDb"), _HOLDS, _is_like, _read)
