"""What the conversions share: opening a data file, writing tables, the command line."""

import csv
import gzip
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

Cell = str | int


class DataMissingError(FileNotFoundError):
    """A file of the data set is not where it was said to be."""


def load(source: Path, name: str) -> Any:
    """The JSON of `name` ("data-set/file") below the data folder `source`, which may also be the data set's own."""
    for path in (source / name, source.parent / name):
        if path.is_file():
            data = path.read_bytes()
            return json.loads(gzip.decompress(data) if path.suffix == ".gz" else data)
    raise DataMissingError(f"there is no {name} in {source}: give the folder that holds {Path(name).parent}/")


def write_table(out: Path, name: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write `rows` to the CSV file `name` in the folder `out`."""
    out.mkdir(parents=True, exist_ok=True)
    with (out / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def main(convert: Callable[[Path, Path], dict[str, int]], arguments: Sequence[str]) -> int:
    """Run `convert` on the two folders in `arguments` and print what it counted; the exit code."""
    if len(arguments) != 2:
        print(f"usage: python -m {convert.__module__} DATA_DIR OUT_DIR", file=sys.stderr)
        return 2
    try:
        counts = convert(Path(arguments[0]), Path(arguments[1]))
    except DataMissingError as error:
        print(error, file=sys.stderr)
        return 1
    for name, count in counts.items():
        print(f"{count:7,} {name}")
    return 0
