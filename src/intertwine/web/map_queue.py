"""The queue for maps, and that for plans: each is made once, one after the other, and kept for a while. Other pages go
on meanwhile.

A large map that nobody asked for before takes a second of a processor core or more. So requests make none themselves:
one thread does, whoever asks waits briefly, and is told to come again where that was not enough. What was made by then
is there when they do.
"""

import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext, gettext_lazy

from intertwine.model.byte_cache import ByteCache
from intertwine.web.errors import MistakeError

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

MOST = 64_000_000
"""Bytes of answers that are kept, about; the least recently asked go first."""
LONGEST = 32
"""So many answers may be asked for and not made yet."""
WAITING = 3
"""So many requests wait at once; the last of them only for what comes first."""
WAIT: float | None = 2.0
"""Seconds that a request waits; None: as long as it takes."""
RETRY_SECONDS = 3
"""Seconds after which to ask again."""
ALONE = 30.0
"""Seconds after which an answer that nobody asks for any more is not made, and an error not remembered."""


OTHERS = gettext_lazy("Other maps are being drawn first.")


class BusyError(MistakeError):
    """An answer is not made yet, since others come first."""

    def __init__(self, others: "str | StrPromise") -> None:
        """others: a sentence that says so."""
        again = gettext("Please ask again in %(count)s seconds.") % {"count": RETRY_SECONDS}
        super().__init__(503, f"{others} {again}", retry_after=RETRY_SECONDS)


@dataclass(slots=True, eq=False)
class _Job:
    """An answer to be made. `asked` is when it was last asked for, in seconds; `over` is set with one of `made` and
    `error`."""

    turn: int
    make: Callable[[], bytes]
    asked: float = 0.0
    waiting: int = 0
    begun: bool = False
    made: bytes = b""
    error: Exception | None = None
    over: threading.Event = field(default_factory=threading.Event)

    def left(self) -> bool:
        """Whether nobody asks for it any more, and it is not being made just now."""
        being_made = self.begun and not self.over.is_set()
        return not being_made and not self.waiting and time.monotonic() - self.asked > ALONE


class MapQueue:
    """Answers by all that they are made from, so that keeping one changes no byte. Safe to share between threads."""

    def __init__(self, most: int = MOST, others: "str | StrPromise" = OTHERS) -> None:
        """An empty queue. most: bytes of answers that are kept, about; others: says that others come first."""
        self._others = others
        self._kept: ByteCache[Hashable, bytes] = ByteCache(most, len)
        self._jobs: dict[Hashable, _Job] = {}
        self._lock = threading.Lock()
        self._waiting = 0
        self._making = False

    def get(self, made_from: Hashable, turn: int, make: Callable[[], bytes]) -> bytes:
        """The answer that is made from `made_from`: kept, or made by `make` in its `turn`, lower ones first. It is made
        in the language of whoever asks, once for each language.

        Raises `BusyError` where it is not made in time, and what `make` raised.
        """
        language = translation.get_language()
        made_from = (language, made_from)

        def make_in_language() -> bytes:
            with translation.override(language):
                return make()

        with self._lock:
            kept = self._kept.get(made_from)
            if kept is not None:
                return kept
            job = self._job(made_from, turn, make_in_language)
            waits = self._waiting < WAITING - (turn > 0)
            self._waiting += waits
            job.waiting += waits
        job.over.wait(WAIT if waits else 0)
        with self._lock:
            self._waiting -= waits
            job.waiting -= waits
            job.asked = time.monotonic()
            if not job.over.is_set():
                raise BusyError(self._others)
            self._jobs.pop(made_from, None)
        if job.error is not None:
            raise job.error
        return job.made

    def _job(self, made_from: Hashable, turn: int, make: Callable[[], bytes]) -> _Job:
        """What makes it, begun now or before. The lock is held. Raises `BusyError` where too many wait already."""
        job = self._jobs.get(made_from)
        if job is None:
            self._leave()
            if len(self._jobs) >= LONGEST:
                raise BusyError(self._others)
            job = self._jobs[made_from] = _Job(turn, make)
        job.asked = time.monotonic()
        if not self._making:
            self._making = True
            threading.Thread(target=self._run, name="maps", daemon=True).start()
        return job

    def _leave(self) -> None:
        """Nothing is left of what nobody asks for any more. The lock is held."""
        self._jobs = {made_from: job for made_from, job in self._jobs.items() if not job.left()}

    def _run(self) -> None:
        """Makes what is asked for until nothing is left to make."""
        while True:
            with self._lock:
                self._leave()
                todo = [(made_from, job) for made_from, job in self._jobs.items() if not job.over.is_set()]
                if not todo:
                    self._making = False
                    return
                made_from, job = min(todo, key=lambda it: it[1].turn)
                job.begun = True
            try:
                job.made = job.make()
            except Exception as error:  # noqa: BLE001 - whoever asks hears of it
                job.error = error
            with self._lock:
                job.over.set()
                if job.error is None:
                    self._jobs.pop(made_from, None)
                    self._kept.put(made_from, job.made)
