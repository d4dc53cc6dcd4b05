"""Where this user's caches lie: a folder that nobody else can write, or none."""

import os
import stat
from contextlib import suppress
from pathlib import Path

from intertwine.model.whole_file import write_file


def cache_folder() -> Path | None:
    """`INTERTWINE_CACHE`, else the usual place; None where no safe folder is to be had. Made if it is not there."""
    home = os.environ.get("INTERTWINE_CACHE")
    root = Path(home) if home else _usual_place()
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


def _usual_place() -> Path:
    from platformdirs import user_cache_path  # noqa: PLC0415 - only where the setting does not say

    return user_cache_path("intertwine")


def write_whole(place: Path, content: bytes) -> None:
    """Writes a file whole or not at all. Failing to is no error: it is a cache."""
    with suppress(OSError):
        write_file(place, content, mode=0o600)
