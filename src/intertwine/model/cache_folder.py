"""Where this user's caches lie: a folder that nobody else can write, or none."""

import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from platformdirs import user_cache_path


def cache_folder() -> Path | None:
    """`INTERTWINE_CACHE`, else the usual place; None where no safe folder is to be had. Made if it is not there."""
    home = os.environ.get("INTERTWINE_CACHE")
    root = Path(home) if home else user_cache_path("intertwine")
    try:
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        info = root.lstat()
    except OSError:
        return None
    if not stat.S_ISDIR(info.st_mode):
        return None
    if hasattr(os, "getuid") and (info.st_uid != os.getuid() or info.st_mode & 0o022):
        return None
    return root


def write_whole(place: Path, content: bytes) -> None:
    """Writes a file whole or not at all. Failing to is no error: it is a cache."""
    new: Path | None = None
    with suppress(OSError):
        handle, name = tempfile.mkstemp(dir=place.parent, suffix=".tmp")
        new = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        new.replace(place)
        return
    if new is not None:  # what a full disk has taken of it helps nobody
        with suppress(OSError):
            new.unlink()
