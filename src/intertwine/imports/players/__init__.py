"""What players say while somebody watches: events that they send to an address. One file a player.

`read_event` takes what was sent. May import model and `imports.progress`.
"""

from intertwine.imports.players.event import ALONE, PlayerEvent, PlayerEventError
from intertwine.imports.players.read import read_event

__all__ = ["ALONE", "PlayerEvent", "PlayerEventError", "read_event"]
