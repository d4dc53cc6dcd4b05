"""One cache for everything that is kept in memory because making it again takes long: views, orders of maps, pages."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class ByteCache(Generic[K, V]):
    """Values by key, least recently used first out, bounded by the bytes that they take. Safe to share between threads.

    A value must be a function of its key: then the cache changes how long an answer takes, and never a byte of it. The
    values together take at most `budget` bytes, or there is a single one: the value that was used last stays even where
    it alone takes more, since everybody who asks for it would otherwise wait for it each time. A value may grow while
    it is kept: it is measured whenever it is put or used.
    """

    __slots__ = ("_budget", "_bytes", "_lock", "_size", "_values")

    def __init__(self, budget: int, size: Callable[[V], int]) -> None:
        """An empty cache.

        budget: bytes that all values may take together.
        size: gives the bytes that one value takes now, about. It is asked each time that a value is used, so it must be
            quick.
        """
        self._budget, self._size = budget, size
        self._values: OrderedDict[K, tuple[V, int]] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, key: K) -> V | None:
        """The value of a key, which counts as used now; None where it is not kept. Where it has grown, as many of the
        others are dropped as is needed."""
        with self._lock:
            found = self._values.get(key)
            if found is None:
                return None
            value, before = found
            self._values.move_to_end(key)
            now = self._size(value)
            if now != before:
                self._values[key] = value, now
                self._bytes += now - before
                self._keep_within()
            return value

    def put(self, key: K, value: V) -> None:
        """Keep a value, in the place of what the key had; drop as many of the least recently used as is needed."""
        size = self._size(value)
        with self._lock:
            self._drop(key)
            self._values[key] = value, size
            self._bytes += size
            self._keep_within()

    def clear(self) -> None:
        """Keep nothing any more."""
        with self._lock:
            self._values.clear()
            self._bytes = 0

    def held(self) -> int:
        """The bytes that all values take together, each as it was when it was last put or used."""
        with self._lock:
            return self._bytes

    def _keep_within(self) -> None:
        """Keep within the budget: the least recently used go, but the last one stays. The lock is held."""
        while self._bytes > self._budget and len(self._values) > 1:
            self._drop(next(iter(self._values)))

    def _drop(self, key: K) -> None:
        """Without the value of a key, where there is one. The lock is held."""
        _, size = self._values.pop(key, (None, 0))
        self._bytes -= size
