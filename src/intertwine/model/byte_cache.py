"""One cache for everything that is kept in memory because making it again takes long: views, orders of maps, pages."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class ByteCache(Generic[K, V]):
    """Values by key, least recently used first out, bounded by the bytes that they take. Safe to share between threads.

    A value must be a function of its key: then the cache changes how long an answer takes, and never a byte of it. At
    any moment the values together take at most `budget` bytes, or there is a single one: the newest value stays even
    where it alone takes more, since somebody who waits for it would otherwise never get it.
    """

    __slots__ = ("_budget", "_bytes", "_largest", "_lock", "_size", "_values")

    def __init__(self, budget: int, size: Callable[[V], int], largest: int | None = None) -> None:
        """An empty cache.

        budget: bytes that all values may take together.
        size: gives the bytes that one value takes, about; asked once for each value that is put.
        largest: bytes from which on a value is not kept at all, since it would drive out most others (None: every
            value is kept).
        """
        self._budget, self._size, self._largest = budget, size, largest
        self._values: OrderedDict[K, tuple[V, int]] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, key: K) -> V | None:
        """The value of a key, which counts as used now; None where it is not kept."""
        with self._lock:
            found = self._values.get(key)
            if found is None:
                return None
            self._values.move_to_end(key)
            return found[0]

    def put(self, key: K, value: V) -> None:
        """Keep a value, in the place of what the key had; drop as many of the least recently used as is needed."""
        size = self._size(value)
        with self._lock:
            self._drop(key)
            if self._largest is not None and size > self._largest:
                return
            self._values[key] = value, size
            self._bytes += size
            while self._bytes > self._budget and len(self._values) > 1:
                self._drop(next(iter(self._values)))

    def clear(self) -> None:
        """Keep nothing any more."""
        with self._lock:
            self._values.clear()
            self._bytes = 0

    def held(self) -> int:
        """The bytes that all values take together."""
        with self._lock:
            return self._bytes

    def _drop(self, key: K) -> None:
        """Without the value of a key, where there is one. The lock is held."""
        _, size = self._values.pop(key, (None, 0))
        self._bytes -= size
