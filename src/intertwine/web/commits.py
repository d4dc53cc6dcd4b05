"""Changes of several requests that share one commit.

A commit waits for the disk, a change hardly for anything. While one thread commits, others wait for their turn at the
database; the next of them writes what all of them want to change, and commits once.
"""

import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db import DatabaseError, transaction

from intertwine.web.database import DatabaseLock
from intertwine.web.faults import LockedError

T = TypeVar("T")
_MOST = 50
"""Changes in one commit."""


class _WaitingWrite(Generic[T]):
    """What one request wants to write, and what came of it: a result or an error, once it `is_done`."""

    def __init__(self, write: Callable[[], T]) -> None:
        self._write, self.is_done = write, False
        self.results: list[T] = []
        self.error: BaseException | None = None

    def write(self) -> None:
        """Write it in a savepoint of its own. A fault of the database is one of the whole commit, and is raised; any
        other error is this change's alone."""
        try:
            with transaction.atomic():
                self.results.append(self._write())
        except DatabaseError:
            raise
        except Exception as error:  # noqa: BLE001 - it is raised in the thread of its request
            self.error = error


class Commits:
    """The changes of a server's requests. Safe to share between threads."""

    def __init__(self, database: DatabaseLock) -> None:
        """No change waits yet. database: lets one thread at a time to it."""
        self._database = database
        self._guard = threading.Lock()
        self._waiting: list[_WaitingWrite[Any]] = []

    def together(self, write: Callable[[], T]) -> T:
        """Run `write`, which reads and writes the database, in a transaction, and give what it gives once that is on
        disk; perhaps in another thread, and in one commit with what others write.

        Of two such calls the second finds what the first did. Raises what `write` raises; a fault of the database fails
        all that would have been in that commit.
        """
        change = _WaitingWrite(write)
        with self._guard:
            self._waiting.append(change)
        try:
            with self._database.alone():
                while not change.is_done:
                    self._commit()
        except LockedError:
            if not change.is_done:  # else another thread wrote it before the database was locked
                raise
        finally:
            with self._guard:  # it still waits where this thread never had its turn
                self._waiting = [it for it in self._waiting if it is not change]
        if change.error is not None:
            raise change.error
        return change.results[0]

    def _commit(self) -> None:
        """Write the changes that wait longest, and commit."""
        with self._guard:
            batch, self._waiting = self._waiting[:_MOST], self._waiting[_MOST:]
        try:
            with transaction.atomic():
                for change in batch:
                    change.write()
        except BaseException as error:
            for change in batch:
                change.error = error
            raise
        finally:
            for change in batch:
                change.is_done = True
