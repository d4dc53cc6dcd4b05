"""The database at the start: there, whole, of this version, and writable; or a sentence that says what is wrong."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import DatabaseError, OperationalError, connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from intertwine.web.apps import WebConfig
from intertwine.web.data import DATABASE, ELSEWHERE, KEY, START_OVER, address_of, make_database_file, make_key, read_key
from intertwine.web.faults import LOCKED, NOT_OURS, CannotStartError, DamagedError, LockedError, fault

WAIT = 10_000
"""Milliseconds to wait for another process that starts on the same data."""
PATIENCE = 60_000
"""Milliseconds to wait for one that takes rows over."""
TRUSTED = 10.0
"""Seconds for which a database that was found whole is taken for whole."""
_PUT_BACK = "put a copy of it back in its place, or move it away: " + START_OVER
_OURS = WebConfig.label
_COLUMNS = (
    "SELECT id, token_hash, forgotten_at FROM viewer LIMIT 1",
    "SELECT id, viewer_id, universe, profile, title, season, number, seconds, told, asked FROM passed LIMIT 1",
    "SELECT id, viewer_id, profile, name, removed_at FROM profile LIMIT 1",
    "SELECT id, viewer_id, universe, profile, title, season, number FROM skipped LIMIT 1",
    "SELECT id, viewer_id, universe, profile, name, value FROM choice LIMIT 1",
    "SELECT id, viewer_id, universe, change, at, what FROM change LIMIT 1",
    "SELECT id, universe, title, key FROM served LIMIT 1",
)
"""All that is read and written: a database where one of these fails is not what its migrations say."""


class DatabaseLock:
    """One thread of a server at a time is at the database: SQLite itself would have them all try again and again,
    and the unlucky ones for seconds. While another program has it locked, all wait together for the same second."""

    def __init__(self) -> None:
        self._one = threading.RLock()
        self._locked = 0.0
        self._whole = -TRUSTED

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Within, no other thread is at the database. Raises `LockedError` where the one before waited in vain."""
        since = time.monotonic()
        with self._one:
            if self._locked > since:
                raise LockedError
            try:
                yield
            except OperationalError as error:
                if fault(error) is LOCKED:
                    self._locked = time.monotonic()
                raise

    def require_whole(self, *, at_once: bool = False) -> None:
        """For a thread that is alone at the database and found nothing of a viewer whom we gave a cookie. Raises
        `DamagedError` where an index has lost rows, or a table: else these viewers would look as if they had marked
        nothing. A database that was whole is not looked at again for `TRUSTED` seconds, unless `at_once`: that takes as
        long as it has rows."""
        if not at_once and time.monotonic() - self._whole < TRUSTED:
            return
        if not _indexes_agree():
            raise DamagedError("an index and its table do not hold the same rows")
        self._whole = time.monotonic()


def bring_up_to_date(folder: Path) -> None:
    """The database and the key in a folder, made where they are missing, checked, and brought to this version.

    Several processes may do so at once: they take turns, and have the same key. Raises `CannotStartError`.
    """
    made = make_database_file(folder)
    if connection.settings_dict["NAME"] != address_of(folder):
        connection.close()
        connection.settings_dict["NAME"] = address_of(folder)
    try:
        _wait(WAIT)
        # Before the transaction, as within one it changes nothing; whoever alters a table needs it.
        connection.disable_constraint_checking()
        with transaction.atomic():  # alone: it begins with a lock on the whole database
            _check(folder, made=made)
            _migrate(folder)
            _read()
            _write()
            _check_key(folder)
            make_key(folder)
            read_key(folder)
    except DatabaseError as error:
        wrong = fault(error)
        said = f"{wrong.cause}; {wrong.way_out}" if wrong else f"it is not one of Intertwine: {error}"
        raise CannotStartError(f"the database {folder / DATABASE} cannot be used: {said}, or {ELSEWHERE}") from error
    finally:
        connection.close()


@contextmanager
def patient() -> Iterator[None]:
    """Within, this thread waits for as long as another process may take that starts and takes rows over. Nobody must be
    served yet."""
    _wait(PATIENCE)
    try:
        yield
    finally:
        connection.close()


def _wait(milliseconds: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout={milliseconds}")


def _check(folder: Path, *, made: bool) -> None:
    """Raises `CannotStartError` or `DatabaseError` for a database that is damaged, was emptied, or is of another
    program: it has tables, and none of our migrations made them."""
    file = folder / DATABASE
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(1)")
        said = cursor.fetchone()[0]
        if said != "ok" or not _indexes_agree():
            raise CannotStartError(f"the database {file} is damaged; {_PUT_BACK}")
        cursor.execute("SELECT name FROM sqlite_master")
        names = {name for (name,) in cursor.fetchall() if not name.startswith("sqlite_")}
        empty = not names
    if empty and not made and (folder / KEY).exists():
        raise CannotStartError(f"the database {file} is empty, and was not; {_PUT_BACK}")
    if names - {"django_migrations"} and not _applied():
        said = f"{NOT_OURS.cause}; {NOT_OURS.way_out}"
        raise CannotStartError(f"the database {file} cannot be used: {said}, or {ELSEWHERE}")


def _indexes_agree() -> bool:
    """Whether each index has as many rows as its table: `quick_check` does not say."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, tbl_name FROM sqlite_master WHERE type = 'index'")
        indexes = cursor.fetchall()
        counted: dict[str, int] = {}
        for index, table in indexes:
            if table not in counted:
                counted[table] = _count(cursor, f'"{table}" NOT INDEXED')
            if _count(cursor, f'"{table}" INDEXED BY "{index}"') != counted[table]:
                return False
    return True


def _count(cursor: CursorWrapper, what: str) -> int:
    # Not count(*): SQLite counts the smallest of table and indexes then, whatever it is told.
    cursor.execute(f"SELECT total(1) FROM {what}")  # noqa: S608 - names of the database itself
    return int(cursor.fetchone()[0])


def _applied() -> set[str]:
    """The names of our migrations that this database has had."""
    return {name for app, name in MigrationRecorder(connection).applied_migrations() if app == _OURS}


def _migrate(folder: Path) -> None:
    """What the command `migrate` does, without its checks and signals: they take longer than all the rest."""
    executor = MigrationExecutor(connection)
    known = {name for app, name in executor.loader.disk_migrations if app == _OURS}
    newer = _applied() - known
    if newer:
        what = f"the database {folder / DATABASE} is of a newer version of Intertwine (it has {max(newer)})"
        raise CannotStartError(f"{what}; start that version, or {ELSEWHERE}")
    newest = executor.loader.graph.leaf_nodes()
    if executor.migration_plan(newest):
        executor.migrate(newest)


def _read() -> None:
    """Raises `DatabaseError` where a table or a column is missing."""
    with connection.cursor() as cursor:
        for statement in _COLUMNS:
            cursor.execute(statement)
            cursor.fetchall()


def _check_key(folder: Path) -> None:
    """Raises `CannotStartError` where the key is missing beside a database that somebody has marked something in: with
    a new key, nobody would find their marks again."""
    key = folder / KEY
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM viewer")
        viewers = cursor.fetchone()[0]
    if viewers and not key.exists() and not key.is_symlink():
        what = f"{key}, the key that signs cookies, is not there, and {folder / DATABASE} holds viewers' marks"
        raise CannotStartError(f"{what}; put a copy of the key back, or move the database away too: {START_OVER}")


def _write() -> None:
    """Writes what is there already: a disk that is full or cannot be written says so now, not at the first mark."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA user_version")
        (number,) = cursor.fetchone()
        cursor.execute(f"PRAGMA user_version={int(number)}")
