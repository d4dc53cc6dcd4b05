"""Trakt: bodies of its interface, and the files of an account's export, which have the same shapes.

A history and what was watched count, and so do ratings of films and episodes. Lists, collections, ratings of whole
shows, seasons and people say of nothing that it was watched. Shapes: https://trakt.docs.apiary.io (sync/history,
sync/watched, users/ratings).
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from intertwine.imports.progress.json_entries import entries
from intertwine.imports.progress.reading import (
    ProgressFormat,
    Sniffed,
    list_of,
    object_of,
    plain_of,
    text_of,
    whole,
    year_of,
)
from intertwine.model.message import message
from intertwine.model.outside_ids import outside_id
from intertwine.model.watched import WatchedMedium, WatchedRow, WatchedWork

SCHEMES = ("imdb", "tmdb", "tvdb", "trakt", "simkl", "mal", "anidb")
"""Whose ids it writes."""
_SAYING = frozenset({"watched_at", "rated_at", "plays", "listed_at", "collected_at", "paused_at", "last_watched_at"})
_MARKS = frozenset({"movie", "show", "episode", "season"})


def _is_like(it: Sniffed) -> bool:
    if it.shape != "json":
        return False
    is_entry = bool(it.keys & _SAYING) and bool(it.keys & _MARKS) and "status" not in it.keys
    is_season = {"number", "ids", "aired_episodes"} <= it.keys
    is_people = {"cast", "person"} <= it.keys and "ids" in it.keys
    return is_entry or is_season or is_people


def work_of(value: Any, medium: WatchedMedium) -> WatchedWork:
    """A film or series as Trakt and Simkl write it."""
    it = object_of(value)
    ids = object_of(it.get("ids"))
    return _work(
        medium, plain_of(it.get("title")), plain_of(it.get("year")), tuple(plain_of(ids.get(s)) for s in SCHEMES)
    )


@lru_cache(maxsize=4096)  # a history names the same series again and again
def _work(medium: WatchedMedium, title: str | int, year: str | int, ids: tuple[str | int, ...]) -> WatchedWork:
    found = (outside_id(scheme, text_of(number)) for scheme, number in zip(SCHEMES, ids, strict=True) if number)
    return WatchedWork(medium, text_of(title), year_of(year), tuple(sorted(filter(None, found))))


def _read(it: Sniffed, _: str) -> Iterator[WatchedRow | None]:
    for number, (_, entry) in enumerate(entries(it.file), 1):
        yield from _entry(object_of(entry), number)


def _entry(it: dict[str, Any], number: int) -> Iterator[WatchedRow | None]:
    said = text_of(it.get("watched_at") or it.get("last_watched_at") or it.get("rated_at"))
    has_said = "watched_at" in it or "rated_at" in it or "plays" in it or "last_watched_at" in it
    day = said[:10]
    is_action = text_of(it.get("action")) in ("", "watch", "scrobble", "checkin")
    if not has_said or not is_action or it.get("plays") == 0:
        yield None
        return
    kind = text_of(it.get("type"))
    if "movie" in it and kind in ("", "movie"):
        yield WatchedRow(work_of(it["movie"], "film"), date=day, row=number)
    elif "episode" in it and "show" in it:
        one = object_of(it["episode"])
        yield _episode(work_of(it["show"], "series"), one.get("season"), one, day, number)
    elif "show" in it and "seasons" in it:
        work = work_of(it["show"], "series")
        for season in map(object_of, list_of(it["seasons"])):
            for one in map(object_of, list_of(season.get("episodes"))):
                if one.get("plays") != 0:
                    own = text_of(one.get("last_watched_at"))[:10] or day
                    yield _episode(work, season.get("number"), one, own, number)
    elif "show" in it and "rated_at" not in it and not kind:
        yield WatchedRow(work_of(it["show"], "series"), date=day, row=number)
    else:
        yield None


def _episode(work: WatchedWork, season: Any, one: dict[str, Any], day: str, number: int) -> WatchedRow | None:
    place = whole(season), whole(one.get("number"))
    if None in place and not text_of(one.get("title")):
        return None
    return WatchedRow(work, place[0], place[1], name=text_of(one.get("title")), date=day, row=number)


_HOLDS = message("JSON with watched_at or plays, and a movie or a show")
FORMAT = ProgressFormat("trakt", message("Trakt"), _HOLDS, _is_like, _read)
