"""Netflix: the viewing history of a profile (two columns), and the viewing activity of an account (ten).

The history says what was begun, and has no times: it counts as watched. The activity says how far; trailers and what
played by itself do not count. Where: https://help.netflix.com/en/node/101917 and 100624.
"""

from collections.abc import Iterator
from itertools import islice

from intertwine.imports.progress.csv_entries import csv_rows
from intertwine.imports.progress.errors import SeveralPeopleError
from intertwine.imports.progress.netflix_words import date_order, read_date, read_title
from intertwine.imports.progress.reading import ProgressFormat, Sniffed
from intertwine.model.message import message
from intertwine.model.sentinels import END
from intertwine.model.watched import WatchedRow, WatchedWork

_TITLES = frozenset(
    {"title", "titel", "titre", "título", "titulo", "titolo", "tytuł", "başlık", "タイトル", "제목", "tittel"}
)
_DATES = frozenset({"date", "datum", "fecha", "data", "dato", "tarih", "päivämäärä", "日付", "날짜", "datę"})
_ACTIVITY = frozenset({"start time", "duration", "title", "supplemental video type", "bookmark"})
_DATED = 2000
"""Rows in which an order of dates is looked for."""
_BY_ITSELF = "autoplayed: user action: none"


def _is_like(it: Sniffed) -> bool:
    if it.shape != "csv":
        return False
    return it.columns >= _ACTIVITY or (len(it.columns) == 2 and bool(it.columns & _TITLES and it.columns & _DATES))


def _read(it: Sniffed, person: str) -> Iterator[WatchedRow | None]:
    if it.columns >= _ACTIVITY:
        return _activity(it, person)
    return _history(it)


def _history(it: Sniffed) -> Iterator[WatchedRow | None]:
    title, date = next(iter(it.columns & _TITLES)), next(iter(it.columns & _DATES))
    order = date_order(row.cells[date] for row in islice(csv_rows(it.file), _DATED))
    for row in csv_rows(it.file):
        yield _row(row.cells[title], read_date(row.cells[date], order), row.number)


def _activity(it: Sniffed, person: str) -> Iterator[WatchedRow | None]:
    people = dict.fromkeys(row.cells.get("profile name", "") for row in csv_rows(it.file))
    if people and person not in people and (person or len(people) > 1):
        raise SeveralPeopleError(tuple(people), person)
    for row in csv_rows(it.file):
        cells = row.cells
        is_own = len(people) < 2 or cells["profile name"] == person
        seconds = max(read_clock(cells["bookmark"]), read_clock(cells.get("latest bookmark", "")))
        by_itself = _BY_ITSELF in cells.get("attributes", "").lower()
        if not is_own or cells["supplemental video type"] or by_itself or not seconds:
            yield None
            continue
        yield _row(cells["title"], cells["start time"][:10], row.number, seconds)


def _row(title: str, day: str, number: int, seconds: int = END) -> WatchedRow | None:
    it = read_title(title)
    if not it.show or it.show == ":":
        return None
    work = WatchedWork("series" if it.is_split else "", it.show)
    return WatchedRow(
        work, it.season, it.episode, name=it.name, is_numbered=it.is_numbered, seconds=seconds, date=day, row=number
    )


def read_clock(text: str) -> int:
    """Seconds of a time as `0:44:42`; 0 for anything else."""
    parts = text.strip().split(":")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() and len(part) < 5 for part in parts):
        return 0
    hours, minutes, seconds = map(int, parts)
    return hours * 3600 + minutes * 60 + seconds


_HOLDS = message("a table with the columns Title and Date, or the one called ViewingActivity")
FORMAT = ProgressFormat("netflix", message("Netflix"), _HOLDS, _is_like, _read)
