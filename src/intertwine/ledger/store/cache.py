"""A compiled universe as a file: plain arrays and JSON, never pickles.

An entry carries a mark of all that it was made from. Whatever is wrong with an entry is answered with None.
"""

import io
import json
import struct
import zipfile
import zlib
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import numpy as np

from intertwine.ledger.store import columns as tables
from intertwine.ledger.store.columns import Compiled, Ledger
from intertwine.model.cache_folder import write_whole
from intertwine.model.problem import Problem
from intertwine.model.strings import Strings
from intertwine.model.verb import Verb, Vocabulary

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


def save(place: Path, mark: str, it: Compiled) -> None:
    """Write `it` as an entry to the file `place`, whole or not at all. Failing to is no error. `mark` is what proves
    it: see `load`."""
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
