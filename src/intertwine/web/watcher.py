"""The watcher of a folder that is served: a universe is read again when a file of it changes."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from django.db import DatabaseError, close_old_connections

from intertwine.gate.universe import Universe
from intertwine.ledger.compile import Compiler
from intertwine.ledger.load import compiled
from intertwine.ledger.read.files import FolderState, folder_state
from intertwine.ledger.read.folder import NotAUniverse, as_text, read_files
from intertwine.ledger.store.columns import Compiled
from intertwine.model.problem import Problem
from intertwine.web.adoption import adopt
from intertwine.web.registry import NotApartError
from intertwine.web.server import Server

PAUSE = 0.4
"""Seconds between two looks at a folder; more where looking takes long."""
SURELY = 30.0
"""Seconds between two readings of a folder whose looks say that nothing changed: some systems keep no times that an
edit cannot restore. More where reading takes long."""
_MOST_SHOWN = 20
_UNREAD = frozenset({"file-unreadable", "file-too-large", "not-utf-8"})

Say = Callable[[str], None]


class Watcher:
    """Reads one folder, and has the server serve what it says.

    What is served first is whatever could be understood. From then on a change goes live unless it brings errors that
    were not there before: those are told to the keeper, and viewers go on with the last good version. Raises
    `NotAUniverse`, also where `universe.md` is there and cannot be read: without what it says, the marks that are kept
    for this universe would not be found.
    """

    def __init__(self, folder: Path, server: Server, say: Say) -> None:
        """Read a folder and serve it.

        folder: its absolute path.
        server: what serves it from now on.
        say: is told each line that is meant for the keeper.
        """
        self.folder, self._server, self._say = folder, server, say
        self._compiler = Compiler()
        self._seen: FolderState | None = None  # the last look, taken before the folder was read; None: read it again
        self._read = ""  # the fingerprint of what was read last
        self._adopt_due = 0
        first = compiled(folder, self._compiler)
        unread = next((it for it in first.problems if it.file.lower() == "universe.md" and it.code in _UNREAD), None)
        if unread is not None:
            raise NotAUniverse(f'"{folder}" cannot be served: {unread}')
        self._put(first)
        if first.problems:
            self._tell(first.problems)

    def reread(self, *, surely: bool = False) -> bool:
        """Read the folder again if a file of it may have changed, or `surely`; True where that changed what is served.

        The first look reads every page, so that each edit after it costs one page: what is served may have come from
        the cache. A file that changed a moment ago is read at each look until its times tell any further change.
        """
        try:
            now = folder_state(self.folder, time.time_ns())
            if not surely and now == self._seen and now.settled:
                self._adopt()
                return False
            self._seen = now
            read = read_files(self.folder)
            if read.fingerprint == self._read:
                self._adopt()
                return False
            self._read = read.fingerprint
            fresh = self._compiler.compile_text(as_text(read))
        except (NotAUniverse, OSError) as error:
            self._seen, self._read = None, ""
            return self._keep_last(str(error))
        new = _errors(fresh) - _errors(self._served)
        if new:
            broken = [problem for problem in fresh.problems if _mark(problem) in new]
            return self._keep_last(f"{len(broken)} new {'error' if len(broken) == 1 else 'errors'}", broken)
        if fresh.ledger.hash == self._served.ledger.hash:
            return self._recovered()
        try:
            self._put(fresh)
        except NotApartError as error:
            return self._keep_last(str(error))
        self._say(f"{self.folder.name}: read again")
        self._adopt_due = 2
        self._adopt()
        return True

    def _put(self, fresh: Compiled) -> None:
        self._server.registry.put(self.folder, Universe(fresh, view_bytes=self._server.view_bytes))
        self._served = fresh
        self._last_word = ""

    def _adopt(self) -> None:
        """Give rows the identities that are new: at once, and at the next look again, since a request that began before
        may have written some more. Where the database cannot do it now, it is tried until it can."""
        if not self._adopt_due:
            return
        try:
            adopt(self._server)
            self._adopt_due -= 1
        except DatabaseError as error:
            word = f"the marks in the database cannot be brought up to date with the new text yet: {error}"
            if word != self._last_word:
                self._last_word = word
                self._say(f"{self.folder.name}: {word}")
        finally:
            close_old_connections()

    def _recovered(self) -> bool:
        if self._last_word:
            self._last_word = ""
            self._say(f"{self.folder.name}: as it was again")
        return False

    def _keep_last(self, why: str, problems: Sequence[Problem] = ()) -> bool:
        word = "\n".join([why, *map(str, problems)])
        if word != self._last_word:
            self._last_word = word
            self._say(f"{self.folder.name}: {why}; viewers go on with the last good version")
            self._tell(problems)
        return False

    def _tell(self, problems: Sequence[Problem]) -> None:
        for problem in problems[:_MOST_SHOWN]:
            self._say(f"  {problem}")
        if len(problems) > _MOST_SHOWN:
            self._say(f"  and {len(problems) - _MOST_SHOWN} more: intertwine check {self.folder}")


def _mark(problem: Problem) -> tuple[str, str, str]:
    """A problem wherever in its file it stands: one that only moved is not new."""
    return problem.file, problem.code, problem.message


def _errors(it: Compiled) -> "Counter[tuple[str, str, str]]":
    return Counter(_mark(problem) for problem in it.problems if problem.severity == "error")


def watch(watchers: Sequence[Watcher], stop: threading.Event) -> None:
    """Look at every folder again and again until `stop` is set."""
    pause, sure = PAUSE, time.monotonic() + SURELY
    while not stop.wait(pause):
        began = time.monotonic()
        surely = began >= sure
        for watcher in watchers:
            watcher.reread(surely=surely)
        # A folder of a hundred thousand files must not keep a core busy.
        taken = time.monotonic() - began
        pause = max(PAUSE, 5 * taken)
        if surely:
            sure = began + max(SURELY, 100 * taken)
