"""The folder where people's data lies: the database and the key that signs their cookies. Only its owner may look."""

import os
import re
from contextlib import suppress
from pathlib import Path

from platformdirs import user_data_path

from intertwine.web import environment, randomness
from intertwine.web.faults import CannotStartError

DATABASE, KEY = "people.sqlite3", "signing-key"
COOKIE = "intertwine"
"""What the name of each cookie of ours begins with (the whole name, once)."""
WITH = "intertwine-with"
"""The cookie that says who watches now: ids of profiles. It is no secret, and signed by nobody."""
ELSEWHERE = f"name another folder with {environment.DATA}"
START_OVER = "then nobody has marked anything"
_SPACE = "free some space, and give this user the right to write in the folder"
_FOLDER_MODE, _FILE_MODE = 0o700, 0o600
"""For their owner alone."""
_WHOLE = re.compile(r"[A-Za-z0-9_-]{43,200}")
"""A key as `randomness.random_key` makes it: none that lost its end."""


_OURS = re.compile(rf"{COOKIE}(-[0-9a-f]{{12}})?")


def is_ours(name: str) -> bool:
    """Whether a cookie of this name can be one of ours."""
    return _OURS.fullmatch(name) is not None


def data_folder() -> Path:
    """`INTERTWINE_DATA`, else this platform's folder for an application's data. May not exist yet."""
    named = os.environ.get(environment.DATA)
    return Path(named).absolute() if named else user_data_path("intertwine")


def make_data_folder() -> Path:
    """The data folder, made where it is missing, for its owner alone. Raises `CannotStartError`."""
    folder = data_folder()
    try:
        folder.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
    except FileExistsError as error:
        raise CannotStartError(f"{folder}, the folder for data, is a file; move it away, or {ELSEWHERE}") from error
    except OSError as error:
        why = error.strerror or error
        raise CannotStartError(f"the folder for data, {folder}, cannot be made: {why}; {ELSEWHERE}") from error
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        what = f"the folder for data, {folder}, cannot be read and written"
        raise CannotStartError(f"{what}; give this user the right to, or {ELSEWHERE}")
    return folder


def address_of(folder: Path) -> str:
    """The database in a folder as SQLite opens it: for reading and writing where it is there. Nothing makes a new one
    in the place of one that was moved away: it would look as if nobody had marked anything."""
    return f"{(folder / DATABASE).absolute().as_uri()}?mode=rw"


def make_database_file(folder: Path) -> bool:
    """An empty database, for its owner alone, where there is none: True. Raises `CannotStartError`."""
    file = folder / DATABASE
    try:
        if file.is_dir():
            raise CannotStartError(f"{file}, the database, is a folder; move it away, or {ELSEWHERE}")
        os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL, _FILE_MODE))
    except FileExistsError:
        return False
    except OSError as error:
        raise CannotStartError(f"{file} cannot be made: {error.strerror or error}; {_SPACE}, or {ELSEWHERE}") from error
    return True


def read_key(folder: Path) -> str:
    """The key in this folder, made for its owner alone. Raises `CannotStartError` for one that is not there, cannot be
    read or is not whole: cookies that another key signed would be nobody's, and what their viewers marked out of reach.
    """
    file = folder / KEY
    way_out = f"put a copy of it back, or move it and the database away: {START_OVER}"
    try:
        key = file.read_bytes().decode("ascii", "replace").strip()
        if os.name == "posix" and file.stat().st_mode & 0o077:
            with suppress(OSError):  # somebody else's file, lent to this user's group
                file.chmod(_FILE_MODE)
    except OSError as error:
        raise CannotStartError(
            f"{file}, the key that signs cookies, cannot be read: {error.strerror or error}; {way_out}"
        ) from error
    if not _WHOLE.fullmatch(key):
        broken = "is empty" if not key else "is cut short" if re.fullmatch(r"[\w-]{1,42}", key) else "is not a key"
        raise CannotStartError(f"{file}, the key that signs cookies, {broken}; {way_out}")
    return key


def make_key(folder: Path) -> None:
    """A key where there is none: there for good when this returns, and whole at any moment. Only one process may do
    so at a time. Raises `CannotStartError`."""
    file, new = folder / KEY, folder / f"{KEY}.new"
    try:
        if file.exists() or file.is_symlink():
            return
        handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _FILE_MODE)
        with os.fdopen(handle, "w", encoding="ascii") as out:
            out.write(randomness.random_key())
            out.flush()
            os.fsync(out.fileno())
        new.replace(file)
        _to_disk(folder)
    except OSError as error:
        why = error.strerror or error
        raise CannotStartError(f"{file} cannot be written: {why}; {_SPACE}, or {ELSEWHERE}") from error


def _to_disk(folder: Path) -> None:
    """The names in a folder are on disk when this returns. On Windows a folder cannot be opened, nor need it be."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
