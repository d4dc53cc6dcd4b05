"""How many events each address for players may get: so many a minute, and no more at once."""

import threading

from intertwine.web import clock, limits

_MOST = 10_000
"""Addresses that are remembered; of more, the ones that were asked longest ago begin again."""


class EventRates:
    """Counts the events of each address. Safe to share between threads."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._left: dict[str, tuple[float, int]] = {}

    def take(self, address: str) -> bool:
        """Whether one more event may come to this `address` (what is kept of its token) now."""
        now = clock.now()
        with self._guard:
            left, at = self._left.pop(address, (float(limits.EVENTS), now))
            left = min(float(limits.EVENTS), left + max(0, now - at) * limits.EVENTS / 60)
            is_free = left >= 1
            self._left[address] = (left - 1 if is_free else left), now
            if len(self._left) > _MOST:
                del self._left[next(iter(self._left))]
            return is_free
