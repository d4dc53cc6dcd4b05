"""Reads one workbook in a process of its own: `python -m intertwine.imports.sheets.workbook_process FILE NAME`.

The reader of workbooks takes as much memory as a file asks for, and ends the process where there is none: one cell in
the last row and column is enough. Here that ends this process alone. It says on its output, a line of JSON each: what
was found, then for each table its records; or why the file is refused.
"""

import json
import sys
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from xml.parsers import expat

import python_calamine

from intertwine.imports.columns import table_of
from intertwine.imports.sheets.limits import (
    LARGEST_UNPACKED,
    MOST_CELLS,
    RefusedError,
    need_few_cells,
    need_table_size,
)
from intertwine.imports.sheets.workbook_marks import CellMark, sheet_marks, table_marks
from intertwine.imports.sheets.workbook_parts import SAVE, sheet_parts
from intertwine.imports.sheets.workbook_text import cell_text

MEMORY, CPU_SECONDS = 4 << 30, 300
"""Bytes and seconds that the reading of a workbook may take, where the system can hold a process to them."""
_MOST_MARKED = 5_000_000
"""Cells within merged ones and ranges of errors."""
_PASSWORD = "save it without a password"  # noqa: S105 - a hint

_DAMAGED = (
    python_calamine.CalamineError, zipfile.BadZipFile, ET.ParseError, expat.ExpatError, ValueError, LookupError,
    NotImplementedError, OSError, EOFError, zlib.error,
)  # fmt: skip
"""What the readers raise for a file that is no workbook."""


def main(path: Path, name: str) -> None:
    """Reads the workbook at `path`, which is called `name`."""
    _limit()
    try:
        for line in _said(path, name):
            print(json.dumps(line, ensure_ascii=True, separators=(",", ":")))  # noqa: T201 - to the process that asked
    except RefusedError as refused:
        _refuse(refused.code, refused.message, refused.hint)
    except MemoryError:
        _refuse("too-large", "needs more memory than the reading of a workbook may take", "save its tables as CSV")
    except python_calamine.PasswordError:
        _refuse("file-unusable", "is protected by a password", _PASSWORD)
    except _DAMAGED as error:
        _refuse("file-unusable", f"is damaged: {str(error)[:200]}", SAVE)


def _refuse(code: str, message: str, hint: str) -> None:
    print(json.dumps({"refused": [code, message, hint]}))  # noqa: T201 - as above


def _limit() -> None:
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, CPU_SECONDS)):
        hard = resource.getrlimit(what)[1]
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _said(path: Path, name: str) -> Iterator[Any]:
    with zipfile.ZipFile(path) as archive:
        if sum(part.file_size for part in archive.infolist()) > LARGEST_UNPACKED:
            message = f"unpacks to more than {LARGEST_UNPACKED // 1_000_000} MB"
            raise RefusedError("too-large", message, "keep the tables alone, or save them as CSV")
        parts = sheet_parts(archive)
        for part in parts.values():
            _need_few_cells(archive, part)
        named = path.suffix.casefold() == (".xlsx" if parts else ".ods")
        with path.open("rb") as file, python_calamine.load_workbook(path if named else file) as book:
            kind = python_calamine.SheetTypeEnum.WorkSheet
            sheets = [it.name for it in book.sheets_metadata if it.typ == kind]
            tables = [it for it in sheets if table_of(it)]
            others = [it for it in sheets if it not in tables]
            if not tables:
                # One that seems to be empty may hold formulas without values: they are told.
                others = [it for it in others if book.get_sheet_by_name(it).end] or others[:1]
                if len(others) == 1:  # its name says nothing: the file's may, or its columns
                    tables, others = others, []
            spans = None if parts else table_marks(archive.read("content.xml"))
            yield {"tables": [[it, table_of(it) or table_of(name)] for it in tables], "others": others}
            for it in tables:
                yield {"table": it}
                sheet = book.get_sheet_by_name(it)
                bottom, right = sheet.end or (0, 0)
                need_table_size(bottom, right + 1)
                if spans is None:
                    marks = sheet_marks(archive.read(parts[it])) if it in parts else []
                    marks += [CellMark(*top, *bottom, "merged") for top, bottom in sheet.merged_cell_ranges or ()]
                else:
                    marks = spans.get(it, [])
                yield from _records(sheet, marks)


def _need_few_cells(archive: zipfile.ZipFile, part: str) -> None:
    """Raises RefusedError where a `part`, a sheet of an .xlsx, has too many cells: its reader would hold them all."""
    if archive.getinfo(part).file_size < MOST_CELLS * len("<c/>"):
        return
    count = 0
    with archive.open(part) as file:
        while data := file.read(1 << 20):
            count += data.count(b"<c>") + data.count(b"<c ")
            need_few_cells(count)


def _records(sheet: python_calamine.CalamineSheet, marks: list[CellMark]) -> Iterator[Any]:
    """The rows of `sheet` that are not blank: their number from 1, their cells, and why some cannot be read."""
    cells = sheet.to_python(skip_empty_area=False)
    height, width = len(cells), max(map(len, cells), default=0)
    bottom, right = height - 1, width - 1
    clipped = [it._replace(bottom=min(it.bottom, bottom), right=min(it.right, right)) for it in marks]
    if sum(max(0, it.bottom - it.top + 1) * max(0, it.right - it.left + 1) for it in clipped) > _MOST_MARKED:
        raise RefusedError("too-large", "has too many merged cells or errors", "split the cells")
    valueless = [it for it in clipped if it.why == "formula"]
    if valueless:
        first = valueless[0]
        where = f"the first in row {first.top + 1}"
        message = f"has formulas without values ({where}): no program has worked them out yet"
        raise RefusedError("formulas", message, "open it in a spreadsheet program, save it, and import it again")
    texts: dict[tuple[int, int], str] = {}
    unreadable: dict[int, dict[int, str]] = {}
    for mark in clipped:
        own = mark.text or (cell_text(cells[mark.top][mark.left]) if mark.left < len(cells[mark.top]) else "")
        for row in range(mark.top, mark.bottom + 1):
            for column in range(mark.left, mark.right + 1):
                texts[row, column] = own
                if own and (mark.why == "error" or column > mark.left):
                    unreadable.setdefault(row, {})[column] = mark.why
    marked = {row for row, _ in texts}
    for row, typed in enumerate(cells):
        line = [cell_text(cell) for cell in typed]
        if row in marked:
            line = [texts.get((row, column), text) for column, text in enumerate(line)]
        if any(text and not text.isspace() for text in line):
            yield [row + 1, line, unreadable[row]] if row in unreadable else [row + 1, line]
        cells[row] = []


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="ascii")  # type: ignore[union-attr] # the output of a process
    main(Path(sys.argv[1]), sys.argv[2])
