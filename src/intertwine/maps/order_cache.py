"""Orders that were found before, by the content of their chart: in memory, and proofs on disk as well.

A kept order is what the same work would give again, so keeping it changes no byte of any answer. What a clock has
interrupted is never kept. What is read from disk carries the sum of its own content and the version of the code that
made it, is counted and checked again, and is made again where anything is wrong with it.
"""

import hashlib
import json
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from pathlib import Path

from intertwine import storyline
from intertwine.model.byte_cache import ByteCache
from intertwine.model.cache_folder import cache_folder, write_whole
from intertwine.storyline import Chart, Ordered, certified

MOST = 128_000_000
"""Bytes of memory that kept orders may take, about; the least recently asked go first."""
PLACE_BYTES = 32
"""What an order and its chart take for each place of a line in a layer, about."""


class OrderCache:
    """Orders by the content of charts and the name of the work that made them. Safe to share between threads."""

    def __init__(self, most: int = MOST) -> None:
        """An empty cache. most: bytes of memory that orders may take together, about."""
        self._known: ByteCache[str, Ordered] = ByteCache(most, _size)

    def get(self, work: str, chart: Chart, make: Callable[[], Ordered], *, on_disk: bool = False) -> Ordered:
        """What `work` gives for the `chart`: from memory, with `on_disk` from the cache folder, or from `make`, which
        is called then. What it gives is kept, unless its certificate says that it was interrupted.
        """
        found = self.known(work, chart, on_disk=on_disk)
        if found is None:
            found = make()
            if not found.certificate.interrupted:
                key = _key(work, chart)
                self._known.put(key, found)
                if on_disk:
                    _write(key, found)
        return found

    def known(self, work: str, chart: Chart, *, on_disk: bool = False) -> Ordered | None:
        """What `work` gave for the `chart`, where it is in memory or, with `on_disk`, in the cache folder; else
        None."""
        key = _key(work, chart)
        found = self._known.get(key)
        if found is None and on_disk:
            found = _read(key, chart)
            if found is not None:
                self._known.put(key, found)
        return found


def _key(work: str, chart: Chart) -> str:
    return f"{work}-{chart_digest(chart)}"


def chart_digest(chart: Chart) -> str:
    """A name for all of a chart that an order depends on. Labels do not count."""
    layers = [(layer.present, layer.groups, layer.keys) for layer in chart.layers]
    content = json.dumps([len(chart.people), chart.presence, layers, repr(chart.wishes)])
    return hashlib.blake2b(content.encode(), digest_size=16).hexdigest()


def _size(ordered: Ordered) -> int:
    return PLACE_BYTES * sum(map(len, ordered.orders))


def _read(key: str, chart: Chart) -> Ordered | None:
    place = _place(key)
    if place is None:
        return None
    try:
        check, _, content = place.read_bytes().partition(b"\n")
        if check != _sum(key, content):
            return None
        data = json.loads(content)
        return certified(chart, data["orders"], data["lower_bound"])
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return None


def _write(key: str, ordered: Ordered) -> None:
    place = _place(key)
    if place is not None:
        data = {"orders": ordered.orders, "lower_bound": ordered.certificate.lower_bound}
        content = json.dumps(data).encode()
        write_whole(place, _sum(key, content) + b"\n" + content)


def _place(key: str) -> Path | None:
    folder = cache_folder()
    return None if folder is None else folder / f"map-{key}.json"


def _sum(key: str, content: bytes) -> bytes:
    """What stands before a content that was written whole, under this key, by this code."""
    return hashlib.blake2b(b"\0".join((_engine(), key.encode(), content)), digest_size=16).hexdigest().encode()


@cache
def _engine() -> bytes:
    """Changes whenever the code that finds orders, or a solver under it, does."""
    solvers = [f"{name} {version(name)}".encode() for name in ("highspy", "python-sat")]
    return hashlib.blake2b(
        b"\0".join([*solvers, code_digest(Path(storyline.__file__).parent)]), digest_size=16
    ).digest()


def code_digest(folder: Path) -> bytes:
    """A digest of all Python files of a package and its subpackages: of their names and contents."""
    digest = hashlib.blake2b(digest_size=16)
    for file in sorted(folder.rglob("*.py")):
        content = file.read_bytes()
        digest.update(f"{file.relative_to(folder).as_posix()}\0{len(content)}\0".encode() + content)
    return digest.digest()
