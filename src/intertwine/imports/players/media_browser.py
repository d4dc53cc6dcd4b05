"""Emby, and Jellyfin with the usual template: an event about an item.

Emby sends `playback.stop`, `playback.pause` and `item.markplayed`; a template of Jellyfin's plug-in sends `Stop` or
`Pause`. Fields: https://emby.media/support/articles/Webhooks.html.
"""

from collections.abc import Mapping
from typing import Any

from intertwine.imports.players.event import PlayerEvent
from intertwine.imports.players.ticks import far, ids_of
from intertwine.imports.progress.reading import object_of, text_of, whole, year_of
from intertwine.model.sentinels import END
from intertwine.model.watched import WatchedRow, WatchedWork

_HALFWAY = ("playback.stop", "playback.pause", "stop", "pause")


def is_media_browser(sent: Mapping[str, Any]) -> bool:
    """Whether Emby or a template sent this."""
    return "Event" in sent and isinstance(sent.get("Item"), dict)


def media_browser_event(sent: Mapping[str, Any]) -> PlayerEvent:
    """What Emby or Jellyfin says."""
    event, it = text_of(sent["Event"]), object_of(sent["Item"])
    info, data = object_of(sent.get("PlaybackInfo")), object_of(it.get("UserData"))
    seconds, runtime = 0, 0
    if event.lower() in _HALFWAY:
        position = info.get("PositionTicks") or data.get("PlaybackPositionTicks")
        is_complete = info.get("PlayedToCompletion") is True or data.get("Played") is True
        seconds, runtime = far(position, it.get("RunTimeTicks"), is_complete=is_complete)
    elif event == "item.markplayed":
        seconds = END
    user = sent.get("User")
    name = text_of(object_of(user).get("Name")) if isinstance(user, dict) else text_of(user)
    player = "Emby" if "." in event else "Jellyfin"
    return PlayerEvent(player, name, _row(it, seconds, runtime) if seconds else None)


def _row(it: Mapping[str, Any], seconds: int, runtime: int) -> WatchedRow | None:
    name = text_of(it.get("Name"))
    if it.get("Type") == "Movie":
        work = WatchedWork("film", name, year_of(it.get("ProductionYear")), ids_of(object_of(it.get("ProviderIds"))))
        return WatchedRow(work, seconds=seconds, runtime=runtime)
    if it.get("Type") == "Episode":
        ids = ids_of(object_of(it.get("SeriesProviderIds")))
        work = WatchedWork("series", text_of(it.get("SeriesName")), 0, ids)
        first, last = whole(it.get("IndexNumber")), whole(it.get("IndexNumberEnd"))
        season = whole(it.get("ParentIndexNumber"))
        return WatchedRow(work, season, first, last, name, seconds=seconds, runtime=runtime)
    return None
