"""Changing several files of a folder in one step: a crash leaves the old ones, or what leads to the new ones.

The new texts are written beside the files first, under names that no universe reads. Then a list of what is to become
of them is written whole: from then on the change is made. Whoever comes next finishes it, if it was cut off.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from intertwine.model.whole_file import write_file

_LIST = ".intertwine-swap.json"
_NEW = ".intertwine-swap-{}.tmp"


def swap(folder: Path, texts: Mapping[str, bytes], moved: Mapping[str, str]) -> None:
    """Write `texts` by their paths in `folder`, and let those be gone that are `moved`, from an old path to a new one.

    Raises `OSError`. If the list of what is to be done was not written by then, the folder is as it was.
    """
    parts: list[dict[str, str]] = []
    try:
        for number, (path, text) in enumerate(texts.items()):
            target = folder / path
            old = next((it for it, new in moved.items() if new == path), path)
            new = (folder / path).with_name(_NEW.format(number))
            mode = (folder / old).stat().st_mode & 0o777 if (folder / old).exists() else 0o666
            parts.append({"new": new.relative_to(folder).as_posix(), "path": path})
            new.unlink(missing_ok=True)
            write_file(new, text, mode)
            target.parent.mkdir(parents=True, exist_ok=True)
        write_file(folder / _LIST, json.dumps({"parts": parts, "gone": sorted(moved)}).encode())
    except BaseException:
        if not (folder / _LIST).exists():
            for part in parts:
                (folder / part["new"]).unlink(missing_ok=True)
        raise
    finish(folder)


def is_cut_off(folder: Path) -> bool:
    """Whether a `swap` in `folder` was cut off after it had begun to replace files."""
    return (folder / _LIST).is_file()


def finish(folder: Path) -> bool:
    """Do what is left of a `swap` that was cut off; False where none was. Raises `OSError`, and `ValueError` where the
    list of what is to be done is not one of `swap`."""
    if not is_cut_off(folder):
        return False
    parts, gone = _read_list(folder)
    for new, path in parts:
        if (folder / new).exists():
            (folder / new).replace(folder / path)
    kept = [folder / path for _, path in parts]
    for path in gone:
        it = folder / path
        # Where names are the same whatever the case, the old name may be the new file.
        if it.exists() and not any(it.samefile(other) for other in kept if other.exists()):
            it.unlink()
    (folder / _LIST).unlink()
    return True


def _read_list(folder: Path) -> tuple[list[tuple[str, str]], list[str]]:
    """New and path of each part, and what is to be gone, all of them in `folder`."""
    try:
        found: dict[str, Any] = json.loads((folder / _LIST).read_bytes())
        parts, gone = [(str(it["new"]), str(it["path"])) for it in found["parts"]], [str(it) for it in found["gone"]]
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{folder / _LIST} cannot be read") from error
    root = os.path.realpath(folder)
    for path in (*gone, *(it for part in parts for it in part)):
        whole = os.path.realpath(folder / path)
        if Path(path).is_absolute() or os.path.commonpath([root, whole]) != root or (folder / path).is_symlink():
            raise ValueError(f"{folder / _LIST} names a file outside of this folder: {path}")
    return parts, gone
