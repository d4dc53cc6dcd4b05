"""Simkl: the body of `sync/all-items`, and the same as a file of its backup.

An episode that is listed was watched; a film was, where its status says so. A series without episodes says how many,
and not which: it is asked. Shape: https://simkl.docs.apiary.io (sync/all-items).
"""

from collections.abc import Iterator
from typing import Any

from intertwine.imports.progress.json_entries import entries
from intertwine.imports.progress.reading import ProgressFormat, Sniffed, list_of, object_of, text_of, whole
from intertwine.imports.progress.trakt import work_of
from intertwine.model.message import message
from intertwine.model.watched import WatchedRow

_ARRAYS = frozenset({"shows", "movies", "anime"})
_SEEN = ("completed", "watching", "hold", "dropped")


def _is_like(it: Sniffed) -> bool:
    return it.shape == "json" and bool(it.keys & _ARRAYS) and "status" in it.keys


def _read(it: Sniffed, _: str) -> Iterator[WatchedRow | None]:
    for number, (array, entry) in enumerate(entries(it.file), 1):
        yield from _entry(array, object_of(entry), number)


def _entry(array: str, it: dict[str, Any], number: int) -> Iterator[WatchedRow | None]:
    status, day = text_of(it.get("status")), text_of(it.get("last_watched_at"))[:10]
    if "movie" in it:
        seen = status == "completed"
        yield WatchedRow(work_of(it["movie"], "film"), date=day, row=number) if seen else None
        return
    if "show" not in it or status not in _SEEN:
        yield None
        return
    is_film = text_of(it.get("anime_type")) == "movie"
    work, seasons = work_of(it["show"], "film" if is_film else "series"), list_of(it.get("seasons"))
    episodes = [
        (whole(season.get("number")), object_of(one))
        for season in map(object_of, seasons)
        for one in list_of(season.get("episodes"))
    ]
    if is_film or (not episodes and (whole(it.get("watched_episodes_count")) or status == "completed")):
        is_seen = status == "completed" or not is_film
        yield WatchedRow(work, date=day, row=number) if is_seen else None
        return
    if not episodes:
        yield None
    for season, one in episodes:
        own = text_of(one.get("watched_at"))[:10] or day
        # An anime is a season of its own there, and its numbers are those of another count than a series'.
        is_numbered = array != "anime"
        if (place := whole(one.get("number"))) is not None:
            name = text_of(one.get("title"))
            yield WatchedRow(work, season, place, name=name, is_numbered=is_numbered, date=own, row=number)


_HOLDS = message("JSON with shows, movies and anime, and a status")
FORMAT = ProgressFormat("simkl", message("Simkl"), _HOLDS, _is_like, _read)
