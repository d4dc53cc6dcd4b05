"""A universe's folder as a ledger: out of the cache on disk where that is fresh, else compiled.

A cache entry is found by the folder's place and proved by a fingerprint of every byte that is read of the folder, the
format's version and a hash of the code that compiles: sizes and times prove nothing. An entry carries the fingerprint
of the very bytes that it was compiled from. Whatever is wrong with an entry, or with the folder that holds it, is
answered by compiling again: a cache can make things faster, never different.
"""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import unidata_version

from intertwine import model
from intertwine.ledger.read.folder import as_text, read_files
from intertwine.ledger.store.cache import load, save
from intertwine.ledger.store.columns import Compiled
from intertwine.model.cache_folder import cache_folder

if TYPE_CHECKING:
    from intertwine.ledger.compile import Compiler

FORMAT = 6
"""Counted up when the columns, or what they mean, change."""


def compiled(
    folder: Path, compiler: "Compiler | None" = None, progress: Callable[[int, int], None] | None = None
) -> Compiled:
    """The compiled universe in `folder`, from the cache where it is fresh, else by `compiler` (None: a new one).

    `progress` is the compiler's. Raises `NotAUniverse` like it.
    """
    read, place = read_files(folder), _place(folder)
    mark = f"{FORMAT} {_CODE} {read.fingerprint}"
    if place is not None:
        found = load(place, mark)
        if found is not None:
            return found
    if compiler is None:
        # The parser is imported only where something is compiled: an answer out of the cache starts much faster.
        from intertwine.ledger.compile import Compiler  # noqa: PLC0415 - as above

        compiler = Compiler()
    fresh = compiler.compile_text(as_text(read), progress)
    if place is not None:
        save(place, mark, fresh)
    return fresh


def code_version(*folders: Path) -> str:
    """A hash of the code and the vocabulary that compile, all that lies below `folders`, and of the Unicode tables that
    names are read by."""
    whole = hashlib.blake2b(unidata_version.encode(), digest_size=8)
    for folder in folders:
        # Not with pathlib: every command does this, and it takes three times as long.
        for inside, file in sorted((root, file) for root, _, files in os.walk(folder) for file in files):
            if file.endswith((".py", ".toml")):
                with open(f"{inside}/{file}", "rb", buffering=0) as opened:  # noqa: PTH123 - as above
                    code = opened.read()
                whole.update(f"{inside[len(str(folder)) :]}/{file} {len(code)}\0".encode() + code)
    return whole.hexdigest()


_CODE = code_version(Path(__file__).parent, Path(model.__file__).parent)
"""Taken as this process starts: what it compiles later is the work of the code that it began with."""


def _place(folder: Path) -> Path | None:
    """Where this folder's entry lies, or None where no safe folder is to be had."""
    root = cache_folder()
    if root is None:
        return None
    name = hashlib.blake2b(str(folder.resolve()).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
    return root / f"{name}.ledger"
