"""Writing a file whole or not at all, with an error that names it."""

import os
from pathlib import Path
from threading import get_ident

_BINARY = getattr(os, "O_BINARY", 0)


def write_file(path: Path, content: bytes, mode: int = 0o666) -> None:
    """Write `content` to the file at `path`, in place of what was there; its mode stays. A new file has `mode`, as far
    as the user's mask lets it.

    Where that fails, the file is as it was before, and nothing else is left behind. Raises `OSError` that names `path`.
    What is no ordinary file, such as a pipe, is written to as it is.
    """
    target = Path(os.path.realpath(path))
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(content)
        else:
            _replace(target, content, mode)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def _replace(target: Path, content: bytes, mode: int) -> None:
    # A name of its own for each thread that writes: two may write to one folder at the same time.
    new = target.with_name(f".intertwine-{os.getpid()}-{get_ident()}.tmp")
    try:
        new.unlink(missing_ok=True)  # of a process that was killed, and had this number
        # Made here and now: never through a link that somebody else has put there.
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, mode), "wb") as file:
            file.write(content)
        if target.exists():
            new.chmod(target.stat().st_mode & 0o777)
        new.replace(target)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
