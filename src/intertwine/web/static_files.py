"""Style, fonts and icon, each under a name that holds its content's hash, so that a browser may keep it for ever."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from intertwine import maps
from intertwine.web.compression import CONTENT_ENCODING, KEPT_LEVEL, PagePiece, gzipped, takes_gzip
from intertwine.web.errors import methods
from intertwine.web.headers import CACHE_CONTROL, SVG

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": SVG,
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
}
_HERE = Path(__file__).parent / "static"
_ELSEWHERE = maps.SHEETS
"""Ours as well: what a map looks like in a page and in a file."""


@dataclass(frozen=True, slots=True)
class StaticFile:
    """`name` is the hashed one; `gzipped` the content as it is sent to a browser that takes gzip (b"": as it is)."""

    name: str
    kind: str
    content: bytes
    gzipped: bytes


@lru_cache(maxsize=1)
def files() -> Mapping[str, StaticFile]:
    """Every static file by its plain name. Style sheets come last: they name the others by their hashed names."""
    found: dict[str, StaticFile] = {}
    for path in sorted((*_HERE.iterdir(), *_ELSEWHERE), key=lambda path: (path.suffix == ".css", path.name)):
        if path.suffix in _TYPES:
            content = path.read_bytes()
            if path.suffix == ".css":
                for plain, other in found.items():
                    content = content.replace(f'"{plain}"'.encode(), f'"{other.name}"'.encode())
            mark = hashlib.blake2b(content, digest_size=6).hexdigest()
            found[path.name] = StaticFile(
                f"{path.stem}.{mark}{path.suffix}", _TYPES[path.suffix], content, _gzipped(path.suffix, content)
            )
    return MappingProxyType(found)


@lru_cache(maxsize=1)
def _by_hashed_name() -> Mapping[str, StaticFile]:
    return MappingProxyType({file.name: file for file in files().values()})


def _gzipped(suffix: str, content: bytes) -> bytes:
    """A font is compressed already."""
    return b"" if suffix == ".woff2" else gzipped([PagePiece.of(content, KEPT_LEVEL)])


@methods("GET")
def static(request: HttpRequest, name: str) -> HttpResponseBase:
    """A static file, for ever: its name changes with its content."""
    file = _by_hashed_name().get(name)
    if file is None:
        raise Http404
    headers = {CACHE_CONTROL: "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
    if file.gzipped and takes_gzip(request):
        return HttpResponse(file.gzipped, content_type=file.kind, headers={**headers, CONTENT_ENCODING: "gzip"})
    return HttpResponse(file.content, content_type=file.kind, headers=headers)
