"""The universes that are served, with the queue, the orders and the searches of their maps: all that requests share.

It travels with each request, in its environment.

shelf = Shelf()
shelf.put(folder, universe)
client = django.test.Client(**{SHELF: shelf})
"""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import cast

from django.http import Http404, HttpRequest

from intertwine.gate.universe import Universe
from intertwine.maps import OrderCache
from intertwine.model.words import slug
from intertwine.web.map_queue import MapQueue
from intertwine.web.searches import Searches

SHELF = "intertwine.shelf"
"""Where a request's environment holds the shelf."""
_TAKEN = frozenset({"api", "static", "forget", "favicon", "robots"})


class NotApartError(ValueError):
    """Two universes that nothing tells apart: each viewer's marks would be of both. The message is for the keeper."""


@dataclass(frozen=True, slots=True)
class Book:
    """A universe as it is served now. `address` is its part of every address, made from its folder's name."""

    address: str
    folder: Path
    universe: Universe

    @property
    def identity(self) -> str:
        """What viewers' marks in it are kept under: its id, else what its folder's name is in addresses."""
        return f"id:{self.universe.id}" if self.universe.id else self.slug

    @property
    def slug(self) -> str:
        """Its folder's name in addresses."""
        return slug(self.folder.absolute().name)


class Shelf:
    """Universes by address. Replacing one is a single assignment, so a request sees the old one or the new one.

    `served` says of all titles that were ever here, by the identities of universe and title, which file each was: of
    an `id:` the first one, of what stands in for it the last.
    """

    def __init__(self) -> None:
        self._books: MappingProxyType[str, Book] = MappingProxyType({})
        self.served: dict[tuple[str, str], str] = {}
        self.maps = MapQueue()
        self.orders = OrderCache()
        self.searches = Searches(self.orders)

    @property
    def books(self) -> Collection[Book]:
        """All of them, in the order in which they were first put."""
        return self._books.values()

    def put(self, folder: Path, universe: Universe) -> Book:
        """Serve `universe`, read from `folder`, in place of what was read from it before.

        Raises `NotApartError` where another one has the same id; or where another folder has the same name in
        addresses, and one of the two has no id.
        """
        known = [book.address for book in self.books if book.folder == folder]
        book = Book(known[0] if known else self._free_address(folder), folder, universe)
        for other in self.books:
            if other.folder != folder:
                _tell_apart(book, other)
        for identity, key in universe.former_titles().files.items():
            note(self.served, (book.identity, identity), key)
        self._books = MappingProxyType({**self._books, book.address: book})
        return book

    def get(self, address: str) -> Book | None:
        """The universe at `address`."""
        return self._books.get(address)

    def _free_address(self, folder: Path) -> str:
        plain = slug(folder.absolute().name)
        wanted, count = plain, 1
        while wanted in _TAKEN or wanted in self._books:
            count += 1
            wanted = f"{plain}-{count}"
        return wanted


def note(served: dict[tuple[str, str], str], what: tuple[str, str], key: str) -> None:
    """Add to what `Shelf.served` says: the title `what` is in the file `key` now."""
    if not what[1].startswith("id:") or what not in served:
        served[what] = key


def _tell_apart(book: Book, other: Book) -> None:
    so = "and viewers' marks in them could not be told apart"
    if book.universe.id and book.universe.id == other.universe.id:
        raise NotApartError(
            f'{other.folder} and {book.folder} have the same id, "{book.universe.id}", {so}: write another id in the '
            "universe.md of one of them"
        )
    if book.slug == other.slug and not (book.universe.id and other.universe.id):
        bare = [str(it.folder / "universe.md") for it in (other, book) if not it.universe.id]
        what = "an id of its own (as id: some-words) in each of" if len(bare) > 1 else "an id (as id: some-words) in"
        raise NotApartError(
            f'{other.folder} and {book.folder} have the same name in addresses, "{book.slug}", {so}: write '
            f"{what} {' and '.join(bare)}, or rename a folder"
        )


def shelf_of(request: HttpRequest) -> Shelf:
    """The shelf that this request came with."""
    return cast("Shelf", request.META[SHELF])


def book_at(request: HttpRequest, address: str) -> Book:
    """The universe at `address`, or 404."""
    book = shelf_of(request).get(address)
    if book is None:
        raise Http404
    return book
