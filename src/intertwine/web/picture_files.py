"""The pictures of a universe's folder: their bytes, their kind and their size."""

from collections.abc import Sequence
from pathlib import Path

from django.http import Http404

from intertwine.questions.common import Image
from intertwine.web import limits
from intertwine.web.picture_size import Size, picture_size

_KINDS = ((b"\x89PNG\r\n\x1a\n", 0, "image/png"), (b"\xff\xd8\xff", 0, "image/jpeg"), (b"WEBP", 8, "image/webp"))
_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".webp"})


def size(folder: Path, images: Sequence[Image]) -> Size | None:
    """The size of the first of these pictures of the universe in `folder`; None where there is none, or it is not
    known."""
    try:
        return picture_size(read(folder, images[0].file)) if images else None
    except Http404:
        return None


def read(folder: Path, name: str) -> bytes:
    """A picture's bytes. `name` is relative to the universe's folder; 404 for other files and other places."""
    home = folder.resolve()
    try:
        file = (home / name).resolve()
        inside = file.is_relative_to(home) and file.suffix.lower() in _SUFFIXES and file.is_file()
        if inside and file.stat().st_size <= limits.PICTURE:
            content = file.read_bytes()
            if kind_of(content):
                return content
    except (OSError, ValueError):
        pass
    raise Http404


def kind_of(content: bytes) -> str:
    """What its first bytes say it is; "" for anything that is not served."""
    return next((kind for magic, at, kind in _KINDS if content[at : at + len(magic)] == magic), "")
