"""Plex: `media.scrobble` (watched to its end), `media.stop` and `media.pause`.

Fields: https://support.plex.tv/articles/115002267687-webhooks/. Of an episode the ids are its own, and not those of its
series, unless an older agent wrote them.
"""

import re
from collections.abc import Mapping
from typing import Any

from intertwine.imports.players.event import PlayerEvent
from intertwine.imports.progress.reading import list_of, number_of, object_of, text_of, whole, year_of
from intertwine.model.outside_ids import outside_id
from intertwine.model.sentinels import END
from intertwine.model.watched import WatchedRow, WatchedWork

_AGENT = re.compile(r"agents\.(thetvdb|themoviedb|imdb)://([\w-]+)")
_HALFWAY = ("media.stop", "media.pause")


def is_plex(sent: Mapping[str, Any]) -> bool:
    """Whether Plex sent this."""
    return "Metadata" in sent and text_of(sent.get("event")).startswith("media.")


def plex_event(sent: Mapping[str, Any]) -> PlayerEvent:
    """What Plex says."""
    event, it = text_of(sent["event"]), object_of(sent["Metadata"])
    user = text_of(object_of(sent.get("Account")).get("title"))
    seconds = END if event == "media.scrobble" else _seconds(it.get("viewOffset"))
    row = _row(it, seconds) if event == "media.scrobble" or (event in _HALFWAY and seconds) else None
    return PlayerEvent("Plex", user, row)


def _row(it: Mapping[str, Any], seconds: int) -> WatchedRow | None:
    runtime, agent = _seconds(it.get("duration")), _AGENT.search(text_of(it.get("guid")))
    own = outside_id(agent[1], agent[2]) if agent else None
    if it.get("type") == "movie":
        said = [text_of(object_of(one).get("id")).partition("://") for one in list_of(it.get("Guid"))]
        ids = {pair[0]: pair[1] for pair in (own, *(outside_id(one[0], one[2]) for one in said)) if pair}
        work = WatchedWork("film", text_of(it.get("title")), year_of(it.get("year")), tuple(sorted(ids.items())))
        return WatchedRow(work, seconds=seconds, runtime=runtime)
    if it.get("type") == "episode":
        work = WatchedWork("series", text_of(it.get("grandparentTitle")), 0, (own,) if own else ())
        season, number = whole(it.get("parentIndex")), whole(it.get("index"))
        name = text_of(it.get("title"))
        return WatchedRow(work, season, number, name=name, seconds=seconds, runtime=runtime)
    return None


def _seconds(milliseconds: Any) -> int:
    return int(number_of(milliseconds, END) // 1000)
