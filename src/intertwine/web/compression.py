"""Answers over the wire: gzip where the browser takes it. A page that is kept is kept compressed too, piece by piece.

What is one viewer's own stands between the pieces of a kept page. Each piece is compressed alone and ends at a whole
byte, so that pieces and what stands between them make one gzip stream; no text of one is compressed with the help of
another's. The stream holds no time and no name, so equal bytes are equal compressed.
"""

import re
import struct
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from intertwine.web.headers import CONTENT_TYPE, SVG

CONTENT_ENCODING = "Content-Encoding"
LEAST = 400
"""Bytes below which compressing gains nothing."""
_HEAD = b"\x1f\x8b\x08\x00" + bytes(4) + b"\x02\xff"
_END = b"\x03\x00"
"""An empty last block."""
_TEXTS = ("text/", "application/json", SVG)
_NEVER = re.compile(r"q *= *0(\.0*)?")
KEPT_LEVEL, OWN_LEVEL, OTHER_LEVEL = 5, 1, 4
"""How hard zlib tries: for what is kept, for what is one viewer's own, and for what is sent once."""


@dataclass(frozen=True, slots=True)
class PagePiece:
    """Some `plain` bytes, and the same `deflated`, up to a whole byte."""

    plain: bytes
    deflated: bytes

    @classmethod
    def of(cls, plain: bytes, level: int) -> "PagePiece":
        """`plain` compressed at this `level` of zlib."""
        made = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
        return cls(plain, made.compress(plain) + made.flush(zlib.Z_FULL_FLUSH))

    def memory(self) -> int:
        """The bytes that it takes, about."""
        return len(self.plain) + len(self.deflated) + 150


def gzipped(pieces: Iterable[PagePiece]) -> bytes:
    """One gzip stream of all `pieces`."""
    check, length, found = 0, 0, [_HEAD]
    for it in pieces:
        check, length = zlib.crc32(it.plain, check), length + len(it.plain)
        found.append(it.deflated)
    return b"".join((*found, _END, struct.pack("<LL", check, length & 0xFFFFFFFF)))


class PiecesResponse(HttpResponse):
    """A page that is made of pieces; with status 200."""

    def __init__(self, pieces: tuple[PagePiece, ...]) -> None:
        """Of these `pieces`, in this order."""
        super().__init__(b"".join(it.plain for it in pieces))
        self.pieces = pieces


class Compressed:
    """Texts go out as gzip where the browser says that it takes it."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.answer(request)
        kind = response.headers.get(CONTENT_TYPE, "")
        if not isinstance(response, HttpResponse) or not kind.startswith(_TEXTS):
            return response
        if takes_gzip(request) and len(response.content) >= LEAST and CONTENT_ENCODING not in response.headers:
            pieces = (
                response.pieces
                if isinstance(response, PiecesResponse)
                else (PagePiece.of(response.content, OTHER_LEVEL),)
            )
            response.content = gzipped(pieces)
            response.headers[CONTENT_ENCODING] = "gzip"
        return response


def takes_gzip(request: HttpRequest) -> bool:
    """Whether the browser that sent `request` takes gzip."""
    for said in request.headers.get("Accept-Encoding", "").split(","):
        name, _, quality = said.partition(";")
        if name.strip().lower() in ("gzip", "*"):
            return _NEVER.fullmatch(quality.strip()) is None
    return False
