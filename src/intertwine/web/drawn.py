"""Pictures drawn lately: a page's image and its script ask for the same one, one after the other."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

MOST = 40_000_000
"""How many characters are kept, about; the least recently asked go first."""


class Drawn:
    """Pictures by all that they are made from, so that keeping one changes no byte. Safe to share between threads."""

    def __init__(self, most: int = MOST) -> None:
        self._known: OrderedDict[Hashable, str] = OrderedDict()
        self._most, self._size = most, 0
        self._lock = Lock()

    def get(self, made_from: Hashable, make: Callable[[], str]) -> str:
        """The picture of `made_from`: kept, or made now."""
        with self._lock:
            if made_from in self._known:
                self._known.move_to_end(made_from)
                return self._known[made_from]
        picture = make()
        with self._lock:
            if made_from not in self._known:
                self._known[made_from] = picture
                self._size += len(picture)
            while self._size > self._most:
                self._size -= len(self._known.popitem(last=False)[1])
        return picture


DRAWN = Drawn()
