"""Letterboxd: the tables of an account's export, and the feed of a member.

The diary, what was watched, ratings and reviews count. The watchlist has the same columns as what was watched: only
the names of the files tell them apart. Export: https://letterboxd.com/about/faq/ and Settings, Data.
"""

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from intertwine.imports.progress.csv_entries import csv_rows
from intertwine.imports.progress.errors import ProgressFileError
from intertwine.imports.progress.reading import ProgressFormat, Sniffed, year_of
from intertwine.imports.progress.xml_text import elements
from intertwine.model.message import message
from intertwine.model.outside_ids import outside_id
from intertwine.model.watched import WatchedRow, WatchedWork

_COLUMNS = frozenset({"date", "name", "year", "letterboxd uri"})
_DIARY = frozenset({"watched date", "rating", "review"})
_UNWATCHED = re.compile(r"watchlist|likes/|deleted/|orphaned/|lists/", re.IGNORECASE)
_FEED = "https://letterboxd.com"
_TMDB = "https://themoviedb.org"


def _is_like(it: Sniffed) -> bool:
    if it.shape == "xml":
        return "rss" in it.roots[:1] and _FEED in it.head
    return it.shape == "csv" and it.columns >= _COLUMNS


def _read(it: Sniffed, _: str) -> Iterator[WatchedRow | None]:
    if it.shape == "xml":
        yield from map(_of_item, elements(it.file, "item"))
        return
    is_unwatched = _UNWATCHED.search(it.file.name) is not None
    if not is_unwatched and not it.columns & _DIARY and "watched" not in it.file.base:
        raise ProgressFileError(
            message('"%(name)s" may be what was watched, or the watchlist: both have these columns', name=it.file.name),
            message('call it "watched.csv" or "watchlist.csv", as in the export'),
        )
    for row in csv_rows(it.file):
        if is_unwatched:
            yield None
            continue
        work = WatchedWork("film", row.cells["name"], year_of(row.cells["year"]))
        yield WatchedRow(work, date=(row.cells.get("watched date") or row.cells["date"])[:10], row=row.number)


def _of_item(found: tuple[int, ET.Element]) -> WatchedRow | None:
    number, it = found
    title = it.findtext(f"{{{_FEED}}}filmTitle")
    if not title:
        return None  # a list, or a review of none
    tmdb = outside_id("tmdb", it.findtext(f"{{{_TMDB}}}movieId") or "")
    work = WatchedWork("film", title, year_of(it.findtext(f"{{{_FEED}}}filmYear")), (tmdb,) if tmdb else ())
    return WatchedRow(work, date=(it.findtext(f"{{{_FEED}}}watchedDate") or "")[:10], row=number)


_HOLDS = message("tables with the columns Date, Name, Year and Letterboxd URI, or a feed")
FORMAT = ProgressFormat("letterboxd", message("Letterboxd"), _HOLDS, _is_like, _read)
