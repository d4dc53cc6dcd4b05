"""What a comparison comes to, and the tables that a keeper writes for it."""

import gzip
import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.measure import Table

Keyed = dict[str, dict[str, Any]]
"""A table of ours: heading, then key, then what is said of it."""


@dataclass(frozen=True, slots=True)
class Report:
    """`tables` are for the docs. `faults` always make the exit status 1, `unjudged` only with `--strict`; `remarks`
    are for whoever runs it."""

    tables: tuple[Table, ...]
    faults: tuple[str, ...] = ()
    unjudged: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def our_table(folder: Path, name: str) -> Keyed:
    """A table of ours; empty where the file is not there."""
    path = folder / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def outside(path: Path) -> Any:
    """An outside data set: JSON, perhaps packed. Raises `OSError` and `ValueError` where it is broken."""
    data = path.read_bytes()
    return json.loads(gzip.decompress(data) if path.suffix == ".gz" else data)


def cells(*values: object) -> tuple[str, ...]:
    """A row of a Markdown table."""
    return tuple(str(value).replace("|", "\\|") for value in values)


def share(part: int, whole: int) -> str:
    """A part of a whole with two decimals; a dash where there is no whole."""
    return f"{part / whole:.2f}" if whole else "-"
