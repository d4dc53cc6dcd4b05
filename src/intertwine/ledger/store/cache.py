"""A compiled universe as a file: plain columns and JSON, never pickles.

An entry carries a mark of all that it was made from. Whatever is wrong with an entry is answered with None.

The file: `HEAD`, a CRC-32 of all that follows, the size of the JSON, the JSON, then every column. Columns begin at a
multiple of 8 bytes. The JSON holds the mark, all that is no column, and type and length of each column.
"""

import json
import struct
import zlib
from collections.abc import Iterator
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import numpy as np

from intertwine.ledger.store import columns as tables
from intertwine.ledger.store.columns import Compiled, Ledger
from intertwine.model.cache_folder import write_whole
from intertwine.model.problem import Problem
from intertwine.model.strings import Strings
from intertwine.model.title_kind import TitleKind
from intertwine.model.verb import Verb, Vocabulary
from intertwine.model.way import FrameKind, Way

HEAD = b"intertwine ledger\n"
"""What every entry begins with."""
_SIZES = struct.Struct("<LL")
"""The CRC-32 of what follows it, which begins with the bytes of the JSON."""
_TYPES = {kind: np.dtype(kind) for kind in ("|b1", "|i1", "|u1", "<i2", "<i4", "<i8")}
"""The types that a column may have: numbers and truth values alone."""
_DAMAGED = (
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    RecursionError,
    OverflowError,
    MemoryError,
    struct.error,
)
"""What reading an entry raises where a byte of it is wrong."""
_TABLES: dict[str, type] = {
    "strings": Strings,
    "entities": tables.Entities,
    "installments": tables.Installments,
    "seasons": tables.Seasons,
    "numbers": tables.Numbers,
    "editions": tables.Editions,
    "stamps": tables.Stamps,
    "lines": tables.Lines,
    "rows": tables.Rows,
    "mentions": tables.Mentions,
    "disproofs": tables.Disproofs,
    "disguises": tables.Disguises,
    "unmaskings": tables.Unmaskings,
    "parts": tables.Parts,
    "framings": tables.Framings,
    "relations": tables.Relations,
    "orders": tables.NamedOrders,
}


def save(place: Path, mark: str, it: Compiled) -> None:
    """Write `it` as an entry to the file `place`, whole or not at all. Failing to is no error. `mark` is what proves
    it: see `load`."""
    arrays = [
        column.astype(column.dtype.newbyteorder("<"), copy=False)
        for name in _TABLES
        for column in _columns(getattr(it.ledger, name))
    ]
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
        "ways": [asdict(way) for way in it.ledger.vocabulary.ways],
        "frames": [asdict(kind) for kind in it.ledger.vocabulary.frames],
        "kinds": [asdict(kind) for kind in it.ledger.vocabulary.kinds],
        "threads": it.ledger.vocabulary.threads,
        "problems": [asdict(problem) for problem in it.problems],
        "columns": [(column.dtype.str, len(column)) for column in arrays],
    }
    described = json.dumps(meta).encode()
    parts = [described, *(column.tobytes() for column in arrays)]
    begun = len(HEAD) + _SIZES.size
    content = bytearray()
    for part in parts:
        content += bytes(-(begun + len(content)) % 8 if content else 0) + part
    size = struct.pack("<L", len(described))
    check = zlib.crc32(content, zlib.crc32(size))
    write_whole(place, HEAD + _SIZES.pack(check, len(described)) + content)


def load(place: Path, mark: str) -> Compiled | None:
    """The entry at `place` if it carries `mark` and is whole, else None."""
    try:
        whole = place.read_bytes()
        check, size = _SIZES.unpack_from(whole, len(HEAD))
        begun = len(HEAD) + _SIZES.size
        if not whole.startswith(HEAD) or zlib.crc32(memoryview(whole)[begun - 4 :]) != check:
            return None
        meta = json.loads(whole[begun : begun + size])
        if meta["mark"] != mark:
            return None
        arrays = _arrays(whole, begun + size, meta["columns"])
        parts = {name: table(*(next(arrays) for _ in fields(table))) for name, table in _TABLES.items()}
        verbs = tuple(_verb(entry) for entry in meta["verbs"])
        problems = tuple(Problem(**problem) for problem in meta["problems"])
        ways = tuple(Way(**{**entry, "forms": tuple(entry["forms"])}) for entry in meta["ways"])
        frames = tuple(
            FrameKind(**{**entry, **{name: tuple(entry[name]) for name in ("forms", "told_by")}})
            for entry in meta["frames"]
        )
        kinds = tuple(_kind(entry) for entry in meta["kinds"])
        threads = tuple((name, tuple(patterns)) for name, patterns in meta["threads"])
        vocabulary = Vocabulary(verbs, ways, frames, kinds, threads)
        ledger = Ledger(meta["id"], meta["name"], meta["description"], meta["hash"], vocabulary, **parts)
        return Compiled(ledger, problems)
    except _DAMAGED:
        return None


def _kind(entry: dict[str, Any]) -> TitleKind:
    forms = {word: tuple(entry[word]) for word in ("part_forms", "installment_forms")}
    return TitleKind(**{**entry, **forms})


def _columns(table: Any) -> Iterator[Any]:
    return (getattr(table, field.name) for field in fields(table))


def _arrays(whole: bytes, end: int, described: list[tuple[str, int]]) -> Iterator[Any]:
    """The columns that stand in `whole` after `end`, over its own bytes: read-only without a copy."""
    for kind, length in described:
        begin = end + -end % 8
        yield np.frombuffer(whole, _TYPES[kind], length, begin) if length else np.zeros(0, _TYPES[kind])
        end = begin + length * _TYPES[kind].itemsize


def _verb(entry: dict[str, Any]) -> Verb:
    sets = {name: frozenset(entry[name]) for name in ("subjects", "objects")}
    lists = ("forms", "ends", "passes", "backwards", "after", "excludes", "already")
    tuples = {name: tuple(entry[name]) for name in lists}
    words = {name: tuple(map(tuple, entry[name])) for name in ("told", "inside")}
    threads = tuple((tuple(names), said) for names, said in entry["threads"])
    return Verb(**{**entry, **sets, **tuples, **words, "threads": threads})
