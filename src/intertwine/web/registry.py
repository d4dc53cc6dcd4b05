"""The registry of the universes that are served, by address."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from intertwine.gate.universe import Universe
from intertwine.model.words import slug

_TAKEN = frozenset({"api", "static", "forget", "language", "favicon", "robots"})
"""What no universe's address may be, since other addresses begin with it."""


class NotApartError(ValueError):
    """Two universes that nothing tells apart: each viewer's marks would be of both. The message is for the keeper."""


@dataclass(frozen=True, slots=True)
class ServedUniverse:
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


class Registry:
    """Universes by address. Replacing one is a single assignment, so a request sees the old one or the new one.

    `files` says of all titles that were ever here, by the identities of universe and title, which file each was: of
    an `id:` the first one, of what stands in for it the last.
    """

    def __init__(self) -> None:
        self._served: MappingProxyType[str, ServedUniverse] = MappingProxyType({})
        self.files: dict[tuple[str, str], str] = {}

    @property
    def universes(self) -> Collection[ServedUniverse]:
        """All of them, in the order in which they were first put."""
        return self._served.values()

    def put(self, folder: Path, universe: Universe) -> ServedUniverse:
        """Serve `universe`, which was read from `folder`, in place of what was read from it before.

        Raises `NotApartError` where another one has the same id; or where another folder has the same name in
        addresses, and one of the two has no id.
        """
        known = [it.address for it in self.universes if it.folder == folder]
        new = ServedUniverse(known[0] if known else self._free_address(folder), folder, universe)
        for other in self.universes:
            if other.folder != folder:
                _tell_apart(new, other)
        for identity, key in universe.former_titles().files.items():
            note(self.files, (new.identity, identity), key)
        self._served = MappingProxyType({**self._served, new.address: new})
        return new

    def get(self, address: str) -> ServedUniverse | None:
        """The universe at `address`."""
        return self._served.get(address)

    def _free_address(self, folder: Path) -> str:
        plain = slug(folder.absolute().name)
        wanted, count = plain, 1
        while wanted in _TAKEN or wanted in self._served:
            count += 1
            wanted = f"{plain}-{count}"
        return wanted


def note(files: dict[tuple[str, str], str], what: tuple[str, str], key: str) -> None:
    """Add to `files`, as `Registry.files` is: the title `what` (identities of universe and title) is in the file `key`
    now."""
    if not what[1].startswith("id:") or what not in files:
        files[what] = key


def _tell_apart(new: ServedUniverse, other: ServedUniverse) -> None:
    so = "and viewers' marks in them could not be told apart"
    if new.universe.id and new.universe.id == other.universe.id:
        raise NotApartError(
            f'{other.folder} and {new.folder} have the same id, "{new.universe.id}", {so}: write another id in the '
            "universe.md of one of them"
        )
    if new.slug == other.slug and not (new.universe.id and other.universe.id):
        bare = [str(it.folder / "universe.md") for it in (other, new) if not it.universe.id]
        what = "an id of its own (as id: some-words) in each of" if len(bare) > 1 else "an id (as id: some-words) in"
        raise NotApartError(
            f'{other.folder} and {new.folder} have the same name in addresses, "{new.slug}", {so}: write '
            f"{what} {' and '.join(bare)}, or rename a folder"
        )
