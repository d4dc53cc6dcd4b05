"""How large what is read may be, and how a file says that it is no table: nothing of such a source is written."""

import re
from pathlib import Path

from intertwine.model.problem import Problem

LARGEST_FILE, LARGEST_UNPACKED = 200_000_000, 500_000_000
"""Bytes of a file, and of a workbook when it is unpacked."""
MOST_ROWS, MOST_COLUMNS, MOST_CELLS, LONGEST_CELL = 1_000_000, 500, 10_000_000, 100_000
"""Rows, columns and cells of a table, characters of a cell."""

SAVE_AS = "save the table as CSV (UTF-8), .xlsx or .ods"

_MAGIC = {
    b"%PDF": "a PDF",
    b"\xff\xd8\xff": "a JPEG picture",
    b"\x89PNG": "a PNG picture",
    b"GIF8": "a GIF picture",
    b"RIFF": "a picture or a sound",
    b"\x1f\x8b": "a compressed file",
    b"7z\xbc\xaf": "a compressed file",
    b"Rar!": "a compressed file",
    b"SQLite format 3": "a database",
    b"{\\rtf": "a text document",
}
_WEB_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--.{0,2000}?-->\s*)*<"
    rb"(?:!doctype\s|\?xml\b|(?:html|head|meta|title|style|body|div|p|table|thead|tbody|tr)[\s>])",
    re.IGNORECASE | re.DOTALL,
)
"""How a web page begins, or the part of one with a table: some programs save such a part as .xls."""
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r") + b"\x7f"

ZIP, OLE = b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1")
"""How the files of workbooks begin: those of today; old ones, and those with a password."""


class RefusedError(ValueError):
    """Why a source cannot be read: nothing of it is to be written."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        """code: of the problem. message: what is wrong. hint: the way out."""
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint

    def problem(self, file: str, line: int = 0) -> Problem:
        """The record of it, in a `file` as people see its name, at a `line` (0: the whole file)."""
        return Problem(file, line, min(line, 1), self.code, self.message, self.hint)


def need_size(size: int) -> None:
    """Raises RefusedError where a file has no bytes, or too many: `size`."""
    if not size:
        raise RefusedError("file-unusable", "is empty", "save the table again, or remove the file")
    if size > LARGEST_FILE:
        message = f"has {size // 1_000_000} MB: more than {LARGEST_FILE // 1_000_000} MB are not read"
        raise RefusedError("too-large", message, "keep the tables alone, or split the source in two")


def need_file(path: Path) -> None:
    """Raises RefusedError where something at `path` is not a file, such as a folder, a pipe or a link that leads
    nowhere."""
    if not path.is_file():
        raise RefusedError("file-unusable", "is not a file, and cannot be read", "put the table there, or remove it")


def need_text(data: bytes, *, is_utf_8: bool) -> None:
    """Raises RefusedError where the content of a file, `data`, is no text: a picture, a PDF. UTF-8 by accident is rare:
    what `is_utf_8` may hold some control characters."""
    what = next((what for magic, what in _MAGIC.items() if data.startswith(magic)), "")
    what = what or ("a web page" if _WEB_PAGE.match(data) else "")
    head = data[:65536]
    if not what and len(head) - len(head.translate(None, _CONTROLS)) > len(head) // (2 if is_utf_8 else 20):
        what = "no text"
    if what:
        raise RefusedError("file-unusable", f"is not a table: it is {what}", SAVE_AS)


def need_table_size(rows: int, columns: int) -> None:
    """Raises RefusedError where a table has too many rows or columns."""
    if rows > MOST_ROWS:
        message = f"has more than {MOST_ROWS:,} rows"
        raise RefusedError("too-large", message, "split it, and import one source after the other")
    if columns > MOST_COLUMNS:
        message = f"has more than {MOST_COLUMNS} columns"
        raise RefusedError("too-large", message, "remove what stands far to the right")
    need_few_cells(rows * columns)


def need_few_cells(count: int) -> None:
    """Raises RefusedError where a table has too many cells: `count`."""
    if count > MOST_CELLS:
        message = f"has more than {MOST_CELLS:,} cells"
        raise RefusedError("too-large", message, "remove the columns that are not needed, or split it")
