"""Pictures of a universe's folder, each for those who may see it. Their addresses hold neither key nor file name."""

from collections.abc import Sequence
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from intertwine.questions.common import Image
from intertwine.questions.entity_page import who
from intertwine.questions.title_page import title
from intertwine.web import limits
from intertwine.web.context import PAGE_KINDS, context_of
from intertwine.web.errors import methods
from intertwine.web.picture_size import Size, picture_size

_KINDS = ((b"\x89PNG\r\n\x1a\n", 0, "image/png"), (b"\xff\xd8\xff", 0, "image/jpeg"), (b"WEBP", 8, "image/webp"))
_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".webp"})


@methods("GET")
def image(request: HttpRequest, universe: str, kind: str, address: str, n: int) -> HttpResponseBase:
    """The `n`th picture, from 1, that this viewer may see of what has `address` in the universe at `universe`: of a
    title (`kind` title) or an entity (`kind` who). 404 where the `request` has another address than the best one."""
    if kind not in PAGE_KINDS:
        raise Http404
    context = context_of(request, universe)
    number = context.entity(address, titles=kind == "title")
    known: tuple[Image, ...] = (title if kind == "title" else who)(context.view, number).images
    if not 1 <= n <= len(known) or context.view.names.address(number) != address:
        raise Http404
    content = read(context.served.folder, known[n - 1].file)
    return HttpResponse(content, content_type=kind_of(content))


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
