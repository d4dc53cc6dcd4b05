"""Writing a file whole or not at all, with an error that names it."""

import os
import stat
from pathlib import Path
from threading import get_ident

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
"""Makes a file here and now: never through a link that somebody else has put there."""


def write_file(path: Path, content: bytes, mode: int = 0o666) -> None:
    """Write `content` to the file at `path`, in place of what was there; its mode stays. A new file has `mode`, as far
    as the user's mask lets it.

    Where that fails, the file is as it was before, and nothing else is left behind. Raises `OSError` that names `path`.
    What is no ordinary file, such as a pipe, is written to as it is.
    """
    try:
        target, there = _target(path)
        if there is not None and not stat.S_ISREG(there.st_mode):
            target.write_bytes(content)
        else:
            _replace(target, content, mode, there)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def rewrite_file(path: Path, before: bytes, after: bytes) -> bool:
    """Write `after` to the file at `path` as `write_file` does, if it holds `before`. False where it does not: somebody
    changed it since it was read, and it is left alone. Raises `OSError` that names `path`."""
    if path.read_bytes() != before:
        return False
    write_file(path, after)
    return True


def _target(path: Path) -> tuple[Path, os.stat_result | None]:
    """What a write to `path` writes to, through symbolic links, and what is there (None: nothing)."""
    try:
        there = path.lstat()
        if not stat.S_ISLNK(there.st_mode):
            return path, there
        path = Path(os.path.realpath(path))
        return path, path.stat()
    except FileNotFoundError:
        return path, None


def _replace(target: Path, content: bytes, mode: int, there: os.stat_result | None) -> None:
    # A name of its own for each thread that writes: two may write to one folder at the same time.
    new = target.with_name(f".intertwine-{os.getpid()}-{get_ident()}.tmp")
    try:
        try:
            made = os.open(new, _NEW, mode)
        except FileExistsError:  # of a process that was killed, and had this number
            new.unlink(missing_ok=True)
            made = os.open(new, _NEW, mode)
        with os.fdopen(made, "wb") as file:
            file.write(content)
        if there is not None:
            new.chmod(there.st_mode & 0o777)
        new.replace(target)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
