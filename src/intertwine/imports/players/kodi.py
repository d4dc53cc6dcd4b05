"""Kodi: what an add-on for webhooks sends at the end, at a stop and at a pause.

Times are in seconds. Of an episode the ids and the year are its own, and not those of its series.
"""

from collections.abc import Mapping
from typing import Any

from intertwine.imports.players.event import PlayerEvent
from intertwine.imports.players.ticks import ids_of
from intertwine.imports.progress.reading import number_of, object_of, text_of, whole, year_of
from intertwine.model.sentinels import END
from intertwine.model.watched import WatchedRow, WatchedWork

_TELLING = ("end", "stop", "pause", "scrobble")


def is_kodi(sent: Mapping[str, Any]) -> bool:
    """Whether Kodi sent this."""
    return "mediaType" in sent and "event" in sent


def kodi_event(sent: Mapping[str, Any]) -> PlayerEvent:
    """What Kodi says."""
    event, user = text_of(sent["event"]), text_of(sent.get("user"))
    seconds, runtime = _seconds(object_of(sent.get("progress")).get("time")), _seconds(sent.get("duration"))
    if event == "end" and not (seconds and runtime):
        seconds = END
    return PlayerEvent("Kodi", user, _row(sent, seconds, runtime) if event in _TELLING and seconds else None)


def _row(sent: Mapping[str, Any], seconds: int, runtime: int) -> WatchedRow | None:
    name = text_of(sent.get("title"))
    if sent.get("mediaType") == "movie":
        work = WatchedWork("film", name, year_of(sent.get("year")), ids_of(object_of(sent.get("uniqueIds"))))
        return WatchedRow(work, seconds=seconds, runtime=runtime)
    if sent.get("mediaType") == "episode":
        work = WatchedWork("series", text_of(sent.get("tvShowTitle")))
        season, number = whole(sent.get("season")), whole(sent.get("episode"))
        return WatchedRow(work, season, number, name=name, seconds=seconds, runtime=runtime)
    return None


def _seconds(said: Any) -> int:
    return int(number_of(said, END - 1))
