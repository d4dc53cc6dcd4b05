"""An event of a player: who watches, and how far they are."""

from intertwine.model.copied_errors import as_it_was
from intertwine.model.record import record
from intertwine.model.watched import WatchedRow

ALONE = "Kodi"
"""The player that one person has for themselves: it never says who watches."""


class PlayerEventError(ValueError):
    """What was sent is no event of a player that is known. The message says so."""

    __reduce__ = as_it_was


@record
class PlayerEvent:
    """`player` is what sent it, `user` who watches there ("": it does not say), and `row` what they have watched. None:
    the event says nothing of how far somebody is, as the beginning of a film."""

    player: str
    user: str
    row: WatchedRow | None
