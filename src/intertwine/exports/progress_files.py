"""What somebody has seen, as a file for other programs: JSON as Trakt writes it, a table, or progress text.

Each is a pure function of title pages that a view gave, so that it names only what its viewer has seen.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from intertwine.exports.comma_table import plain_cell
from intertwine.exports.trakt_list import outside_ids
from intertwine.model.numbers import is_between, shown
from intertwine.model.record import record
from intertwine.questions.title_page import Episode, TitlePage

COLUMNS = ("title", "year", "kind", "season", "episode", "name", "seen", "until", "imdb", "tmdb", "tvdb")
_SCHEMES = COLUMNS[-3:]


@record
class ProgressFile:
    """A format: its `label`, its `media_type` for HTTP, and what makes the bytes of titles and of progress text."""

    label: str
    media_type: str
    write: Callable[[Iterable[TitlePage], str], bytes]


def trakt_history(titles: Iterable[TitlePage], _: str = "") -> bytes:
    """What of `titles` was seen to its end, in the shape of Trakt's `sync/watched`: `shows` with their seasons and
    episodes, and `movies`. Trakt lists no books, and no episodes whose number has a fraction: these are left out."""
    shows, movies = list[dict[str, Any]](), list[dict[str, Any]]()
    for title in titles:
        kind = title.words.kind
        if kind.counted_in != "minutes" or kind.verb != "watch":
            continue
        named = {"title": title.name, "year": title.year, **outside_ids(title.ids)}
        seasons: dict[int, list[dict[str, Any]]] = {}
        for it in _seen(title):
            if it.state != "seen":
                continue
            if it.season is None or it.episode is None:
                movies.append({"plays": 1, "movie": named})
            elif not is_between(it.episode):
                seasons.setdefault(it.season, []).append({"number": it.episode, "plays": 1})
        if seasons:
            listed = [{"number": number, "episodes": its} for number, its in sorted(seasons.items())]
            shows.append({"plays": sum(len(its) for its in seasons.values()), "show": named, "seasons": listed})
    made = {"shows": shows, "movies": movies}
    return (json.dumps(made, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def progress_table(titles: Iterable[TitlePage], _: str = "") -> bytes:
    """What of `titles` was seen, or begun, as CSV (RFC 4180) in UTF-8: a line for each installment."""
    out = io.StringIO()
    made = csv.writer(out, lineterminator="\r\n")
    made.writerow(COLUMNS)
    for title in titles:
        ids = {it.scheme: it.id for it in title.ids}
        for it in _seen(title):
            made.writerow([
                plain_cell(title.name), title.year or "", title.kind, "" if it.season is None else it.season,
                "" if it.episode is None else shown(it.episode), plain_cell(it.name or "") if it.episode else "",
                "yes" if it.state == "seen" else "begun", it.time or "",
                *(plain_cell(ids.get(scheme, "")) for scheme in _SCHEMES),
            ])  # fmt: skip
    return out.getvalue().encode("utf-8", "replace")


def progress_text_file(_: Iterable[TitlePage], text: str) -> bytes:
    """The progress `text` on a line of its own."""
    return f"{text}\n".encode("utf-8", "replace")


def _seen(title: TitlePage) -> Iterator[Episode]:
    """What of a title was seen, or begun."""
    return (it for season in title.seasons for it in season.listed if it.state in ("seen", "begun"))


PROGRESS_FILES: Mapping[str, ProgressFile] = MappingProxyType({
    "trakt.json": ProgressFile("Trakt", "application/json", trakt_history),
    "csv": ProgressFile("table", "text/csv; charset=utf-8; header=present", progress_table),
    "txt": ProgressFile("text", "text/plain; charset=utf-8", progress_text_file),
})  # fmt: skip
"""The formats by the ending of a file's name."""
