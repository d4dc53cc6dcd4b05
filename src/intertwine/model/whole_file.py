"""Writing a file whole or not at all, with an error that names it."""

import os
from pathlib import Path


def write_file(path: Path, content: bytes) -> None:
    """Write `content` to the file at `path`, in place of what was there; its mode stays.

    Where that fails, the file is as it was before, and nothing else is left behind. Raises `OSError` that names `path`.
    What is no ordinary file, such as a pipe, is written to as it is.
    """
    target = Path(os.path.realpath(path))
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(content)
        else:
            _replace(target, content)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def _replace(target: Path, content: bytes) -> None:
    new = target.with_name(f".intertwine-{os.getpid()}.tmp")
    try:
        new.write_bytes(content)
        if target.exists():
            new.chmod(target.stat().st_mode & 0o777)
        new.replace(target)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
