"""Jellyfin: what its webhook plug-in sends of itself, with all keys side by side.

`PlaybackStop`, `PlaybackProgress` while it is paused, and `UserDataSaved` where somebody marks as played. Fields:
https://github.com/jellyfin/jellyfin-plugin-webhook. Of an episode the ids are its own, and not those of its series.
"""

from collections.abc import Mapping
from typing import Any

from intertwine.imports.players.event import PlayerEvent
from intertwine.imports.players.ticks import far, ids_of
from intertwine.imports.progress.reading import text_of, whole, year_of
from intertwine.model.outside_ids import OF_PLAYERS
from intertwine.model.sentinels import END
from intertwine.model.watched import WatchedRow, WatchedWork

_PROVIDER = "Provider_"


def is_jellyfin(sent: Mapping[str, Any]) -> bool:
    """Whether Jellyfin sent this."""
    return "NotificationType" in sent


def jellyfin_event(sent: Mapping[str, Any]) -> PlayerEvent:
    """What Jellyfin says."""
    kind, user = text_of(sent["NotificationType"]), text_of(sent.get("NotificationUsername"))
    seconds, runtime = 0, 0
    if kind == "PlaybackStop" or (kind == "PlaybackProgress" and sent.get("IsPaused") is True):
        is_complete = sent.get("PlayedToCompletion") is True
        seconds, runtime = far(sent.get("PlaybackPositionTicks"), sent.get("RunTimeTicks"), is_complete=is_complete)
    elif kind == "UserDataSaved" and sent.get("Played") is True and sent.get("SaveReason") == "TogglePlayed":
        seconds = END
    return PlayerEvent("Jellyfin", user, _row(sent, seconds, runtime) if seconds else None)


def _row(sent: Mapping[str, Any], seconds: int, runtime: int) -> WatchedRow | None:
    name = text_of(sent.get("Name"))
    if sent.get("ItemType") == "Movie":
        ids = ids_of({scheme: sent.get(f"{_PROVIDER}{scheme}") for scheme in OF_PLAYERS})
        return WatchedRow(WatchedWork("film", name, year_of(sent.get("Year")), ids), seconds=seconds, runtime=runtime)
    if sent.get("ItemType") == "Episode":
        work = WatchedWork("series", text_of(sent.get("SeriesName")))
        first, last = whole(sent.get("EpisodeNumber")), whole(sent.get("EpisodeNumberEnd"))
        season = whole(sent.get("SeasonNumber"))
        return WatchedRow(work, season, first, last, name, seconds=seconds, runtime=runtime)
    return None
