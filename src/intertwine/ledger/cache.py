"""The compiled ledger on disk: plain arrays and JSON, never pickles, in a folder that only its owner can write.

A cache entry is found by the folder's place and proved by a fingerprint of every byte that is read of the folder, the
format's version and a hash of the code that compiles: sizes and times prove nothing. An entry carries the fingerprint
of the very bytes that it was compiled from. Whatever is wrong with an entry, or with the folder that holds it, is
answered by compiling again: a cache can make things faster, never different.
"""

import hashlib
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import unidata_version

import numpy as np

from intertwine import model
from intertwine.ledger import ledger as tables
from intertwine.ledger.folder import read_folder
from intertwine.ledger.ledger import Compiled, Ledger
from intertwine.model.cache_folder import cache_folder, write_whole
from intertwine.model.problem import Problem
from intertwine.model.strings import Strings
from intertwine.model.verb import Verb, Vocabulary

if TYPE_CHECKING:
    from intertwine.ledger.compile import Compiler

FORMAT = 4
_DAMAGED = (
    OSError, ValueError, LookupError, TypeError, AttributeError, EOFError, RuntimeError, OverflowError, MemoryError,
    struct.error, zlib.error, zipfile.BadZipFile, SyntaxError,
)  # fmt: skip
"""What reading an entry raises where a byte of it is wrong: zip files and arrays have many ways to say so."""
_TABLES: dict[str, type] = {
    "strings": Strings,
    "entities": tables.Entities,
    "installments": tables.Installments,
    "seasons": tables.Seasons,
    "stamps": tables.Stamps,
    "lines": tables.Lines,
    "rows": tables.Rows,
    "mentions": tables.Mentions,
    "disproofs": tables.Disproofs,
}


def compiled(
    folder: Path, compiler: "Compiler | None" = None, progress: Callable[[int, int], None] | None = None
) -> Compiled:
    """The compiled universe in `folder`, from the cache where it is fresh, else by `compiler` (None: a new one).

    `progress` is the compiler's. Raises `NotAUniverse` like it.
    """
    text, place = read_folder(folder), _place(folder)
    mark = f"{FORMAT} {_CODE} {text.fingerprint}"
    if place is not None:
        found = load(place, mark)
        if found is not None:
            return found
    if compiler is None:
        # The parser is imported only where something is compiled: an answer out of the cache starts much faster.
        from intertwine.ledger.compile import Compiler  # noqa: PLC0415

        compiler = Compiler()
    fresh = compiler.compile_text(text, progress)
    if place is not None:
        save(place, mark, fresh)
    return fresh


def _code_version() -> str:
    """A hash of the code and the vocabulary that compile, and of the Unicode tables that they read names by."""
    whole = hashlib.blake2b(unidata_version.encode(), digest_size=8)
    for folder in (Path(__file__).parent, Path(model.__file__).parent):
        for file in sorted(path for path in folder.iterdir() if path.suffix in (".py", ".toml")):
            code = file.read_bytes()
            whole.update(f"{file.name} {len(code)}\0".encode() + code)
    return whole.hexdigest()


_CODE = _code_version()
"""Taken as this process starts: what it compiles later is the work of the code that it began with."""


def _place(folder: Path) -> Path | None:
    """Where this folder's entry lies, or None where no safe folder is to be had."""
    root = cache_folder()
    if root is None:
        return None
    name = hashlib.blake2b(str(folder.resolve()).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
    return root / f"{name}.npz"


def save(place: Path, mark: str, it: Compiled) -> None:
    """Write an entry, whole or not at all. Failing to is no error."""
    arrays: dict[str, Any] = {}
    for name in _TABLES:
        table = getattr(it.ledger, name)
        arrays.update({f"{name}.{field.name}": getattr(table, field.name) for field in fields(table)})
    meta = {
        "mark": mark,
        "id": it.ledger.id,
        "name": it.ledger.name,
        "description": it.ledger.description,
        "hash": it.ledger.hash,
        "verbs": [
            {**asdict(v), "subjects": sorted(v.subjects), "objects": sorted(v.objects)}
            for v in it.ledger.vocabulary.verbs
        ],
        "problems": [asdict(problem) for problem in it.problems],
    }
    arrays["meta"] = np.frombuffer(json.dumps(meta).encode(), np.uint8)
    file = io.BytesIO()
    np.savez(file, **arrays)
    write_whole(place, file.getvalue())


def load(place: Path, mark: str) -> Compiled | None:
    """The entry at `place` if it carries `mark` and is whole, else None."""
    try:
        with place.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            meta = json.loads(arrays["meta"].tobytes())
            if meta["mark"] != mark:
                return None
            parts = {
                name: table(*(arrays[f"{name}.{field.name}"] for field in fields(table)))
                for name, table in _TABLES.items()
            }
        verbs = tuple(_verb(entry) for entry in meta["verbs"])
        problems = tuple(Problem(**problem) for problem in meta["problems"])
        ledger = Ledger(meta["id"], meta["name"], meta["description"], meta["hash"], Vocabulary(verbs), **parts)
        return Compiled(ledger, problems)
    except _DAMAGED:
        return None


def _verb(entry: dict[str, Any]) -> Verb:
    sets = {name: frozenset(entry[name]) for name in ("subjects", "objects")}
    tuples = {name: tuple(entry[name]) for name in ("forms", "ends")}
    return Verb(**{**entry, **sets, **tuples})
