"""The folder where people's data lies: the database and the key that signs their cookies. Only its owner may look."""

import os
import tempfile
from functools import lru_cache
from pathlib import Path

from platformdirs import user_data_path

from intertwine.web import seam


def data_folder() -> Path:
    """`INTERTWINE_DATA`, else this platform's folder for an application's data. May not exist yet."""
    named = os.environ.get("INTERTWINE_DATA")
    return Path(named).absolute() if named else user_data_path("intertwine")


def make_data_folder() -> Path:
    """The data folder, made where it is missing, for its owner alone."""
    folder = data_folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


@lru_cache(maxsize=8)
def signing_key(folder: Path) -> str:
    """The key that signs cookies: made once for each data folder, kept in a file that only its owner can read.

    Losing it costs nobody their progress but the way to it: every cookie is then unknown.
    """
    file = folder / "signing-key"
    if not file.exists():
        _write_once(file, seam.random_token())
    if os.name == "posix" and file.stat().st_mode & 0o077:
        file.chmod(0o600)
    return file.read_text("ascii").strip()


def _write_once(file: Path, text: str) -> None:
    """Write `file` whole, unless another process was first. A temporary file is its owner's alone from the start."""
    handle, name = tempfile.mkstemp(dir=file.parent)
    with os.fdopen(handle, "w", encoding="ascii") as out:
        out.write(text)
    try:
        os.link(name, file)
    except FileExistsError:
        pass
    except OSError:  # a file system without hard links
        Path(name).replace(file)
        return
    Path(name).unlink()
