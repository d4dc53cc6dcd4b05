"""The one door: a universe is asked for a view, and gives nothing else away."""

from collections import OrderedDict
from threading import Lock
from typing import Generic, TypeVar

from intertwine.gate.gate import alternatives_passed, limits, look
from intertwine.gate.progress_text import Reading, Timetable, UnknownProgressError, unknown_title
from intertwine.gate.view import View
from intertwine.ledger.ledger import Compiled
from intertwine.model.progress import NOTHING, Progress

V = TypeVar("V", bound=View)
CACHE_BYTES = 64 * 2**20
"""How much memory a universe's cached views may hold, about; the least recently asked go first."""


class Universe(Generic[V]):
    """A compiled universe behind its gate. Immutable; safe to share between threads.

    `make` is the type of its views. The ledger is private: what a viewer may know comes through `seen` alone.
    """

    def __init__(self, compiled: Compiled, make: type[V]) -> None:
        self.name = compiled.ledger.name
        self.hash = compiled.ledger.hash
        self.problems = compiled.problems
        self._ledger = compiled.ledger
        self._make = make
        self._timetable = Timetable(compiled.ledger)
        self._views: OrderedDict[Progress, V] = OrderedDict()
        self._held = 0
        self._lock = Lock()

    def seen(self, progress: Progress | str = NOTHING) -> V:
        """The view of a progress, or of its text. Raises `UnknownProgressError` for text that cannot be read."""
        if isinstance(progress, str):
            progress = self.progress(progress)
        if not isinstance(progress, Progress):
            raise TypeError(f"a progress is a Progress or its text, not {type(progress).__name__}")
        with self._lock:
            view = self._views.get(progress)
            if view is not None:
                self._views.move_to_end(progress)
                return view
        view = look(self._ledger, self._timetable.number, progress, self._make)
        self._keep(progress, view)
        return view

    def _keep(self, progress: Progress, view: V) -> None:
        size = view.memory()
        if size > CACHE_BYTES // 2:
            return
        with self._lock:
            if progress not in self._views:
                self._views[progress] = view
                self._held += size
            while self._held > CACHE_BYTES:
                _, old = self._views.popitem(last=False)
                self._held -= old.memory()

    def progress(self, text: str) -> Progress:
        """Read progress text. Raises `UnknownProgressError`, whose message names the word.

        A title that is hidden even from somebody who has seen what `text` says is unknown, like one that is missing.
        """
        reading = self._read(text)
        # Who says "before X" must know of X without what that brings; who says "X" claims to have seen it.
        for named, known_by in ((reading.named, reading.progress), (reading.before, reading.plain)):
            known = self._visible_titles(known_by) if named else set()
            for key, word in named.items():
                if key not in known:
                    raise UnknownProgressError(unknown_title(word))
        return reading.progress

    def _read(self, text: str) -> Reading:
        """What `text` says to somebody who knows the public titles, and those that its own marks reveal.

        A secret that nothing else reveals can still be named by who has seen it, where its own installments reveal it,
        and where the words can mean nothing else.
        """
        table = self._timetable
        known: set[str] = set(table.public)
        reading = table.read(text, known)
        while not (revealed := self._visible_titles(reading.progress)) <= known:
            known |= revealed
            reading = table.read(text, known)
        if reading.wrong:
            so_far = reading.progress
            for key in table.titles.keys() - known:
                if key in self._visible_titles(so_far | Progress.of(table.whole(key))):
                    known.add(key)
            reading = table.read(text, known)
        if reading.wrong:
            raise reading.wrong[0]
        return reading

    def _visible_titles(self, progress: Progress) -> set[str]:
        """Keys of the titles whose name a progress reveals."""
        ledger, table = self._ledger, self._timetable
        passed, _ = alternatives_passed(ledger, limits(ledger, table.number, progress))
        return {key for key, ways in table.ways.items() if passed[ways].any()}

    def text(self, progress: Progress) -> str:
        """The canonical text of a progress; `progress(text(p))` is `p` where all its installments still exist."""
        return self._timetable.write(progress, self._visible_titles(progress))

    @property
    def everything(self) -> Progress:
        """Every installment listed now, seen whole: an explicit set."""
        return Progress.of(self._timetable.everything())
