"""Text with separators as records that know their line: what cannot be read costs only its own record."""

import csv
import io
import re
from collections.abc import Collection, Iterator
from pathlib import Path

from intertwine.imports.columns import column_key
from intertwine.imports.sheets.decode import decode
from intertwine.imports.sheets.limits import LONGEST_CELL, RefusedError, need_size, need_text
from intertwine.imports.sheets.record import RawTable, SheetRecord
from intertwine.model.problem import Problem

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "TAB"}
SIGNS = "commas, semicolons or TABs"
DECLARED = re.compile(r"sep=([,;\t])[ \t]*(?:\r\n|\r|\n|\Z)", re.IGNORECASE)

_HEADER_LINES = 10
"""Lines among which the names of the columns are looked for."""
_MOST_UNREADABLE = 1000
"""Records that are no CSV, after which the file is none. Each can cost the reading of a whole cell."""


def read_text(path: Path, file: str, names: Collection[str]) -> RawTable:
    """The records of the file at `path`, which people see as `file`.

    The cells are parted by the comma, semicolon or TAB that parts one of the first lines into most of `names`, the keys
    of columns; or by the sign that a first line `sep=;` names. Raises RefusedError for what is no table.
    """
    try:
        need_size(path.stat().st_size)
        data = path.read_bytes()
    except OSError as error:
        raise RefusedError(
            "file-unreadable", f"cannot be read: {error.strerror or error}", "make it readable"
        ) from None
    decoded = decode(data)
    if not decoded.wide:
        need_text(data, is_utf_8=not decoded.guess)
    text = decoded.text.removeprefix("\ufeff")
    if not text.strip():
        raise RefusedError("file-unusable", "is empty", "save the table again, or remove the file")
    separator, start = _separator(text, names)
    table = RawTable(file, iter(()), SEPARATORS[separator])
    if decoded.guess:
        hint = "if letters came out wrong, save it as UTF-8"
        table.problems.append(Problem(file, 0, 0, "encoding-guessed", f"was read as {decoded.guess}", hint, "warning"))
    table.records = _records(text, table, separator, start)
    return table


def _separator(text: str, names: Collection[str]) -> tuple[str, int]:
    """What parts the cells, and how many lines stand above the first record: one, where it names the sign."""
    if declared := DECLARED.match(text):
        return declared[1], 1
    lines = [line for line in text[:50_000].splitlines() if line.strip()][:_HEADER_LINES]

    def columns(sign: str) -> int:
        return max((_known(line, sign, names) for line in lines), default=0)

    return max(SEPARATORS, key=columns), 0


def _known(line: str, sign: str, names: Collection[str]) -> int:
    try:
        cells = next(csv.reader([line], delimiter=sign), [])
    except csv.Error:
        return 0
    return len({column_key(cell) for cell in cells}.intersection(names))


def _records(text: str, table: RawTable, separator: str, start: int) -> Iterator[SheetRecord]:
    """Records from the line `start` on (0 is the first). After one that cannot be read (a quotation mark that is never
    closed, say) the reading goes on at the very next line, so that only that line is lost."""
    lines, bad = list(io.StringIO(text, newline="")), 0
    while start < len(lines):
        reader = csv.reader(map(lines.__getitem__, range(start, len(lines))), delimiter=separator, strict=True)
        done = 0
        try:
            for cells in reader:
                line, done = start + done + 1, reader.line_num
                if any(map(str.strip, cells)):
                    yield SheetRecord(line, cells)
            return
        except csv.Error as error:
            start += done + 1
            if len(lines[start - 1]) > LONGEST_CELL:
                raise RefusedError("too-large", f"has a cell of more than {LONGEST_CELL:,} characters in line {start}",
                                   "shorten it") from None  # fmt: skip
            bad += 1
            if bad > _MOST_UNREADABLE:
                message = f"is not CSV in more than {_MOST_UNREADABLE:,} places"
                raise RefusedError("file-unusable", message, "save the table again as CSV (UTF-8)") from None
            hint = 'quotation marks inside a quoted value are doubled: "a ""b"" c"'
            table.problems.append(Problem(table.file, start, 1, "row-unusable", f"is not CSV: {error}", hint))
