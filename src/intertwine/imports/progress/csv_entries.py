"""The rows of a CSV file of an export, one at a time, by the names of their columns."""

import csv
from collections.abc import Iterator
from typing import NamedTuple, TextIO

from intertwine.imports.progress.errors import ProgressFileError, half
from intertwine.imports.progress.files import ExportFile
from intertwine.imports.progress.text import opened_text
from intertwine.model.message import message

_SIGNS = ",;\t"
_MOST_COLUMNS = 300
_LONGEST_LINE = 1 << 22
"""Characters of a line."""


class CsvRow(NamedTuple):
    """A row: its number from 1 (the names of the columns do not count), and its cells by the keys of the columns."""

    number: int
    cells: dict[str, str]


def header_of(line: str) -> tuple[str, ...]:
    """The keys of the columns that a first line names: in lower case, with single spaces; none where it names one or
    none."""
    sign = max(_SIGNS, key=line.count)
    try:
        cells = next(csv.reader([line], delimiter=sign), [])
    except csv.Error:
        return ()
    keys = tuple(" ".join(cell.lower().split()) for cell in cells)
    return keys if 1 < len(keys) <= _MOST_COLUMNS else ()


def csv_rows(file: ExportFile) -> Iterator[CsvRow]:
    """The rows of a `file` that are not blank. Raises `ProgressFileError` for a row with too few cells, or that is no
    CSV: half a file ends so."""
    with opened_text(file) as text:
        lines = _lines(text)
        try:
            first = next((line for line in lines if line.strip()), "")
        except csv.Error:
            raise _wrong(file.name, 0) from None
        columns, sign = header_of(first.rstrip("\r\n")), max(_SIGNS, key=first.count)
        yield from _rows(lines, columns, sign, file.name)


def _lines(text: TextIO) -> Iterator[str]:
    """The lines of a `text`. Raises `csv.Error` for one that is no line of a table: it is not to fill the memory."""
    while line := text.readline(_LONGEST_LINE):
        if len(line) >= _LONGEST_LINE:
            raise csv.Error("a line is too long")
        yield line


def _rows(lines: Iterator[str], columns: tuple[str, ...], sign: str, name: str) -> Iterator[CsvRow]:
    number, reader = 0, csv.reader(lines, delimiter=sign, strict=True)
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            if "unexpected end" in str(error):
                raise half(name, number) from None
            raise _wrong(name, number + 1) from None
        if cells is None:
            return
        if not any(map(str.strip, cells)):
            continue
        number += 1
        if len(cells) < len(columns):
            if next(reader, None) is None:
                raise half(name, number - 1)
            raise ProgressFileError(
                message('entry %(row)s of "%(name)s" has fewer cells than there are columns', row=number, name=name),
                message("export it again, and give it as it is; nothing of it was marked"),
            )
        yield CsvRow(number, dict(zip(columns, map(str.strip, cells), strict=False)))


def _wrong(name: str, row: int) -> ProgressFileError:
    return ProgressFileError(
        message('entry %(row)s of "%(name)s" cannot be read as CSV', row=row, name=name),
        message("export it again, and give it as it is; nothing of it was marked"),
    )
