"""The views of a universe that were asked for last: asking again gives the same one."""

from collections import OrderedDict
from threading import Lock

from intertwine.gate.view import View
from intertwine.model.progress import Progress

CACHE_BYTES = 64 * 2**20
"""How much memory a universe's cached views may hold, about; the least recently asked go first."""


class Views:
    """Views by progress. Safe to share between threads; the one part of a universe that changes, and no answer does
    with it, since a view that is made anew is equal."""

    __slots__ = ("_held", "_known", "_lock")

    def __init__(self) -> None:
        self._known: OrderedDict[Progress, View] = OrderedDict()
        self._held = 0
        self._lock = Lock()

    def get(self, progress: Progress) -> View | None:
        """The view of a progress, where it is kept."""
        with self._lock:
            view = self._known.get(progress)
            if view is not None:
                self._known.move_to_end(progress)
            return view

    def put(self, progress: Progress, view: View) -> None:
        """Keep a view, unless it is so large that it would drive out most others."""
        size = view.memory()
        if size > CACHE_BYTES // 2:
            return
        with self._lock:
            if progress not in self._known:
                self._known[progress] = view
                self._held += size
            while self._held > CACHE_BYTES:
                _, old = self._known.popitem(last=False)
                self._held -= old.memory()
