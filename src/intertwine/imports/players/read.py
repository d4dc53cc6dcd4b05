"""An event out of the JSON that a player sent."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from intertwine.imports.players.event import PlayerEvent, PlayerEventError
from intertwine.imports.players.jellyfin import is_jellyfin, jellyfin_event
from intertwine.imports.players.kodi import is_kodi, kodi_event
from intertwine.imports.players.media_browser import is_media_browser, media_browser_event
from intertwine.imports.players.plex import is_plex, plex_event

_PLAYERS: tuple[tuple[Callable[[Mapping[str, Any]], bool], Callable[[Mapping[str, Any]], PlayerEvent]], ...] = (
    (is_plex, plex_event),
    (is_jellyfin, jellyfin_event),
    (is_media_browser, media_browser_event),
    (is_kodi, kodi_event),
)


def read_event(text: str) -> PlayerEvent:
    """The event in a `text` of JSON. Raises `PlayerEventError` for anything else."""
    try:
        sent = json.loads(text)
    except (ValueError, RecursionError):
        raise PlayerEventError("this cannot be read as JSON") from None
    if isinstance(sent, dict):
        for is_its, event in _PLAYERS:
            if is_its(sent):
                return event(sent)
    raise PlayerEventError("this is not an event of Plex, Jellyfin, Emby or Kodi")
