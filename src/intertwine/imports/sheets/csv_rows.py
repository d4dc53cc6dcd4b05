"""CSV files as rows that know their line: what cannot be read costs only its own row."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from intertwine.imports.sheets.row import BadRowError, Sheet, TableRow
from intertwine.ledger.read.markdown.slips import is_like_revealed
from intertwine.model.problem import Problem
from intertwine.model.spellings import close_matches

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "TAB"}
SIGNS = "commas, semicolons or TABs"
DECLARED = re.compile(r"sep=([,;\t])[ \t]*(?:\r\n|\r|\n|\Z)", re.IGNORECASE)

_ALIKE = 0.82
"""From 0 to 1: how alike the names of two columns are if one may have been meant for the other. That of "released" and
"revealed" is 0.75."""


def read_sheet(path: Path, required: tuple[str, ...], optional: tuple[str, ...]) -> Sheet:
    """All rows of the file at `path`; a file that is not there has none, and no problem.

    The first record names the columns, in any order and case: the `required` ones must be there, the `optional` ones
    may. The cells are parted by the comma, semicolon or TAB that parts the first record into most of these columns, or
    by the sign that a first line `sep=;` names. A missing required column is an error that costs the file. An unknown
    one is a warning; if it may have been meant to say when something is revealed, each row with a cell in it has a
    `slip`.
    """
    sheet = Sheet(path.name, present=path.is_file())
    if not sheet.present:
        return sheet

    def complain(line: int, code: str, message: str, hint: str = "") -> None:
        sheet.problems.append(Problem(sheet.file, line, 1 if line else 0, code, message, hint))

    try:
        text = path.read_bytes().decode("utf-8", "surrogateescape").removeprefix("\ufeff")
    except OSError as error:
        complain(0, "file-unreadable", f"cannot be read: {error.strerror or error}")
        return sheet
    known = (*required, *optional)
    separator, start = _separator(text, known)
    records = _records(text, sheet, separator, start)
    header_line, header = next(records, (1, []))
    columns = [cell.strip().lower() for cell in header]
    missing = [name for name in required if name not in columns]
    twice = sorted({name for name in columns if name in known and columns.count(name) > 1})
    if missing or twice:
        told = f"has no column {', '.join(missing)}" if missing else f"has two columns {', '.join(twice)}"
        hint = f"columns: {', '.join(known)}, with {SIGNS} between them"
        hint = "save the file as UTF-8" if "\x00" in text[:200] else hint
        complain(header_line, "column-missing" if missing else "column-twice", told, hint)
        return sheet
    slips = {n: _slip(name, known) for n, name in enumerate(columns) if name not in known and _may_hide(name)}
    for name in columns:
        if name and name not in known:
            near = close_matches(name, known, 1)
            hint = f'did you mean "{near[0]}"?' if near else f"columns: {', '.join(known)}"
            message = f'"{ascii(name)[1:-1]}" is not read'
            sheet.problems.append(Problem(sheet.file, header_line, 1, "column-unknown", message, hint, "warning"))
    blank = dict.fromkeys(known, "")
    for line, cells in records:
        if any(cells[len(columns) :]):
            hint = f'a value with a {SEPARATORS[separator]} needs quotes: "a{separator} b"'
            complain(line, "row-unusable", f"has {len(cells)} cells for {len(columns)} columns", hint)
        else:
            pairs = zip(columns, cells, strict=False)
            slip = next((slip for n, slip in slips.items() if n < len(cells) and cells[n].strip()), None)
            sheet.rows.append(TableRow(line, blank | {name: cell for name, cell in pairs if name in blank}, slip))
    return sheet


def _separator(text: str, known: tuple[str, ...]) -> tuple[str, int]:
    """What parts the cells, and how many lines stand above the first record: one, where it names the sign."""
    if declared := DECLARED.match(text):
        return declared[1], 1
    head = text.lstrip("\r\n")[:10_000].splitlines()[:1]

    def columns(sign: str) -> int:
        try:
            cells = next(csv.reader(head, delimiter=sign), [])
        except csv.Error:
            return 0
        return len({cell.strip().lower() for cell in cells}.intersection(known))

    return max(SEPARATORS, key=columns), 0


def _may_hide(column: str) -> bool:
    """Whether a column that is none may have been meant for `revealed`: by its name, or because it has none."""
    return not column or is_like_revealed(column) or bool(close_matches(column, ["revealed"], 1, _ALIKE))


def _slip(column: str, known: tuple[str, ...]) -> BadRowError:
    what = f'the column "{ascii(column)[1:-1]}"' if column else "a column without a name"
    message = f"has a cell in {what}, which may have been meant to say when it is revealed"
    if "revealed" not in known:
        return BadRowError("column-unknown", message, "this table has no such column: stamp the page that is written")
    return BadRowError("column-unknown", message, 'call it "revealed", and write all positions into it, or remove it')


def _records(text: str, sheet: Sheet, separator: str, start: int) -> Iterator[tuple[int, list[str]]]:
    """Records with their first line, from the line `start` on (0 is the first). After one that cannot be read (a
    quotation mark that is never closed, say) the reading goes on at the very next line, so that only that line is lost.
    """
    lines = list(io.StringIO(text, newline=""))
    while start < len(lines):
        reader = csv.reader(lines[start:], delimiter=separator, strict=True)
        done = 0
        try:
            for record in reader:
                line, done = start + done + 1, reader.line_num
                if any(cell.strip() for cell in record):
                    yield line, record
            return
        except csv.Error as error:
            start += done + 1
            hint = 'quotation marks inside a quoted value are doubled: "a ""b"" c"'
            sheet.problems.append(Problem(sheet.file, start, 1, "row-unusable", f"is not CSV: {error}", hint))
