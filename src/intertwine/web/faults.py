"""What can be wrong with the place where people's marks are kept, in words: for the keeper, and for viewers."""

import sqlite3
from dataclasses import dataclass

from django.db.utils import DatabaseError, InterfaceError, OperationalError
from django.utils.translation import gettext_lazy

RETRY_SECONDS = 10
"""Seconds after which to ask again."""
CANNOT_READ = gettext_lazy(
    "What viewers have marked cannot be read on this server just now, so nothing can be shown that depends on it. "
    "None of it was changed."
)
CANNOT_KEEP = gettext_lazy(
    "This could not be kept: the server cannot write down just now what viewers mark. Nothing was changed, neither "
    "this nor what you had marked before. Please do it again in a minute."
)


class CannotStartError(Exception):
    """People's marks cannot be kept, or a setting is not understood. The message is a sentence with cause, place and
    way out."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the database, and the way out."""

    cause: str
    way_out: str


class LockedError(OperationalError):
    """Another program had the database locked just now, so nobody has tried again."""


class DamagedError(OperationalError):
    """A table and an index of it do not hold the same rows."""


_PUT_BACK = "put a copy of it back in its place"
_RIGHTS = "give this user the right to read and write it and its folder"
LOCKED = Fault("another program holds it locked", "end that program, or wait until it is done")
_FAULTS = {
    sqlite3.SQLITE_BUSY: LOCKED,
    sqlite3.SQLITE_FULL: Fault("the disk is full", "free some space on it"),
    sqlite3.SQLITE_READONLY: Fault("it cannot be written", _RIGHTS),
    sqlite3.SQLITE_CANTOPEN: Fault("it cannot be opened", f"put it back if it was moved, or {_RIGHTS}"),
    sqlite3.SQLITE_IOERR: Fault("the disk failed to read or write it", "check the disk, or free some space on it"),
    sqlite3.SQLITE_NOTADB: Fault("it is damaged, or not a database", _PUT_BACK),
    sqlite3.SQLITE_CORRUPT: Fault("it is damaged", _PUT_BACK),
}
_SAME = {sqlite3.SQLITE_LOCKED: sqlite3.SQLITE_BUSY, sqlite3.SQLITE_PERM: sqlite3.SQLITE_READONLY}
NOT_OURS = Fault("it does not hold what this version of Intertwine keeps there", _PUT_BACK)


def fault(error: Exception) -> Fault | None:
    """What is wrong with the database where `error` says so; None for anything else, such as a mistake of ours."""
    if not (isinstance(error, OperationalError | InterfaceError) or type(error) is DatabaseError):
        return None
    if isinstance(error, LockedError):
        return LOCKED
    if isinstance(error, DamagedError):
        return _FAULTS[sqlite3.SQLITE_CORRUPT]
    # Django's errors say what SQLite said in words alone; the error that they come from has its code.
    code = getattr(error.__cause__, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    return _FAULTS.get(_SAME.get(code, code), NOT_OURS)
