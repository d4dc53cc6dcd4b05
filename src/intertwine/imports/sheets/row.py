"""Rows of a table that know their line, and what is wrong with a row or with one of its cells."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import TypeVar

from intertwine.model.problem import Problem
from intertwine.model.record import record

Value = TypeVar("Value")

REST_IS_USED = "; the rest of the row is used"
"""How the message of a lost cell ends."""


class BadRowError(ValueError):
    """What is wrong with one row: it is reported with its file and line, and skipped."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        """code: of the problem. message: what is wrong. hint: the way out ("": there is none). Of a cell that may be
        lost alone, `costs_row` says that this one may not."""
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint
        self.costs_row = False

    def problem(self, file: str, line: int) -> Problem:
        """The record of it."""
        return Problem(file, line, 1, self.code, self.message, self.hint)


class Cells(dict[str, str]):
    """The cells of a row that are not empty, by their columns; "" stands in any other. Most of the columns that a table
    may have are in none: nothing is kept for them."""

    __slots__ = ()

    def __missing__(self, column: str) -> str:
        return ""


@record
class TableRow:
    """One record. `cells` holds those that are filled; `line` is where it begins. `slip` is
    why the row must not be used: another column has a cell here and may have been meant to say when it is revealed, or
    there are more cells than columns. What it is about is still known, so that its loss is."""

    line: int
    cells: Cells
    slip: BadRowError | None = None
    lost: list[BadRowError] = field(default_factory=list)
    """What is wrong with cells that were left out, while the rest of the row is used."""
    unreadable: Mapping[str, BadRowError] | None = None
    """Why a cell cannot be read, by its column: it is never taken for an empty one."""
    doubts: list[BadRowError] = field(default_factory=list)
    """What somebody should look at, though the row is used: warnings."""
    table: str = ""
    """The table that it was read from, where that is another one than the table that it is a row of."""

    def require_no_slip(self) -> None:
        """Raises BadRowError if the row must not be used: it may be shown too early."""
        if self.slip is not None:
            raise self.slip

    @property
    def filled(self) -> AbstractSet[str]:
        """The columns in whose cells something stands, also what cannot be read."""
        return dict.fromkeys((*self.cells, *self.unreadable)).keys() if self.unreadable else self.cells.keys()

    def __getitem__(self, column: str) -> str:
        """The cell, with its white space folded. Raises BadRowError where it holds what no text can, or what cannot be
        read."""
        if self.unreadable and column in self.unreadable:
            raise self.unreadable[column]
        cell = self.cells.get(column)
        return clean(cell, column) if cell else ""

    def kept(self, column: str, read: Callable[[str], Value], default: Value) -> Value:
        """What `read` makes of the cell in this `column`, or `default` where it is empty or `read` raises BadRowError:
        then the cell alone is lost. Only for a cell whose loss shows nothing earlier."""
        if column not in self.filled:
            return default
        return self.tried(lambda: read(text) if (text := self[column]) else default, default)

    def tried(self, read: Callable[[], Value], default: Value) -> Value:
        """What `read` makes of several cells, or `default` where it raises BadRowError: then they alone are lost."""
        try:
            return read()
        except BadRowError as bad:
            if bad.costs_row:
                raise
            self.lost.append(bad)
            return default

    def items(self, column: str) -> tuple[str, ...]:
        """A cell's list, split at `|`: empty items are dropped, an item that stands twice is kept once."""
        cell = self[column]
        if "|" not in cell:
            return (cell,) if cell else ()
        return tuple(dict.fromkeys(filter(None, map(str.strip, cell.split("|")))))


@dataclass(slots=True)
class Sheet:
    """One table: its rows, and what is wrong with it. `file` is its name (`scenes.csv`), `shown` how people see its
    place (`book.xlsx [Scenes]`; "": by its name). `present` is False where there is none."""

    file: str
    rows: list[TableRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    present: bool = False
    shown: str = ""
    spelled: dict[str, str] = field(default_factory=dict)
    """The columns as the first header writes them."""
    lists_people: bool = False
    """Whether it is a table of entities that is called after people."""
    is_own_list: bool = False
    """Whether it is a list of somebody's own, known by its columns: it has the habits of such lists."""
    is_cast: bool = False
    """Whether people in a row are in its installment, and not together in a scene."""


Sheets = Mapping[str, Sheet]
"""Those of a source, by the names of their tables."""


def usable(sheet: Sheet) -> Iterator[TableRow]:
    """The rows of a `sheet` that may be used."""
    return (row for row in sheet.rows if row.slip is None)


def clean(value: str, column: str) -> str:
    """`value` on one line: runs of white space, line breaks among them, become one space; the rest stays."""
    if value.isprintable() and "  " not in value:
        return value.strip(" ")
    value = " ".join(value.split())
    for character in value:
        if "\udc80" <= character <= "\udcff":
            raise BadRowError("row-not-utf-8", f'"{column}" is not UTF-8', "save the file as UTF-8")
        if unicodedata.category(character) in ("Cc", "Cs"):
            raise BadRowError("row-unusable", f'"{column}" holds a control character, U+{ord(character):04X}')
    return value
