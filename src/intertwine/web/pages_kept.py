"""Pages that a server keeps, by everything that their bytes depend on. What is one viewer's own is never in them."""

import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from intertwine.model.byte_cache import ByteCache
from intertwine.web.compression import KEPT_LEVEL, OWN_LEVEL, PagePiece

MOST = 48 * 2**20
"""Bytes of pages that are kept, about; the least recently asked go first."""
OWN = ("for", "watching", "change")
"""What of every page is one viewer's own: for whom its forms are, who watches, and what their last change did."""
_OPEN = re.compile(rb"<!--own:([a-z]+)-->")
"""What stands in a page for what is the viewer's own. Everything else in a page is escaped."""


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page in pieces; `own` says what stands after each of them but the last."""

    pieces: tuple[PagePiece, ...]
    own: tuple[str, ...]

    @classmethod
    def of(cls, shared: bytes) -> "KeptPage":
        """A `shared` page, with a sign for everything that is a viewer's own."""
        found = _OPEN.split(shared)
        return cls(tuple(PagePiece.of(it, KEPT_LEVEL) for it in found[::2]), tuple(it.decode() for it in found[1::2]))

    def memory(self) -> int:
        """The bytes that it takes, about."""
        return sum(it.memory() for it in self.pieces) + 200

    def filled(self, own: Mapping[str, str]) -> tuple[PagePiece, ...]:
        """All of it for a viewer whose `own` things these are."""
        theirs = {name: PagePiece.of(own[name].encode(), OWN_LEVEL) for name in {*self.own}}
        filled = [self.pieces[0]]
        for name, piece in zip(self.own, self.pieces[1:], strict=True):
            filled += (theirs[name], piece)
        return tuple(filled)


def sign(name: str) -> str:
    """What stands in a shared page for what of it is called `name` and is a viewer's own."""
    return f"<!--own:{name}-->"


def filled(shared: bytes, own: Mapping[str, str]) -> bytes:
    """A `shared` page with what is one viewer's `own`."""
    return _OPEN.sub(lambda found: own[found[1].decode()].encode(), shared)


def new_cache() -> ByteCache[Hashable, KeptPage]:
    """What a server keeps, by everything that the bytes of a page depend on."""
    return ByteCache(MOST, KeptPage.memory)
