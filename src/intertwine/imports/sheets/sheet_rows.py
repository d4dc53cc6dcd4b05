"""Records as the rows of a table: which is the header, which are none, and which cell belongs to which column."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice

from intertwine.imports.columns import INSTALLMENTS, WIDE, column_key
from intertwine.imports.qualifier_columns import QUALIFIER_NAMES
from intertwine.imports.sheets.csv_rows import SIGNS
from intertwine.imports.sheets.extra_rows import is_total, may_be_total
from intertwine.imports.sheets.header import ColumnNames, Header, read_header
from intertwine.imports.sheets.limits import LONGEST_CELL, RefusedError, need_table_size
from intertwine.imports.sheets.record import RawTable, SheetRecord
from intertwine.imports.sheets.row import BadRowError, Cells, Sheet, TableRow
from intertwine.model.problem import Problem
from intertwine.model.spellings import close_matches

HEADER_RECORDS = 10
"""Records among which the header is looked for: a title may stand above it."""
_ALIKE = str.maketrans("-_", "  ")
_LIKENESS = 0.7
"""From 0 to 1: how alike an unknown column is to the one that was perhaps meant. That of "notes" and "needs" is 0.6."""
_SHOWN = 5
"""Lines that a note names."""


def read_rows(raw: RawTable, names: ColumnNames, defaults: Mapping[str, str]) -> Sheet:
    """The rows of a table that is read from `raw`, with the columns of `names`.

    The header names the columns, in any order. A missing required column is an error that costs the table, except where
    `defaults` says what its cells hold. An unknown column is a warning; if it may have been meant to say when something
    is revealed, each row with a cell in it has a `slip`. Headers that are repeated, and totals, are no rows; one note
    lists them. Raises RefusedError for a table that is larger than tables may be.
    """
    sheet = Sheet(names.table, problems=raw.problems, present=True, shown=raw.file)
    head = list(islice(raw.records, HEADER_RECORDS))
    need_table_size(0, max((len(record.cells) for record in head), default=0))
    required = [name for name in names.required if name not in defaults]
    at, header = _header(head, names, required)
    line = head[at].line if head else 1
    written = [cell.strip() for cell in head[at].cells] if head else []
    sheet.spelled = {column: name for column, name in zip(header.columns, written, strict=True) if column}
    missing = header.lacks(required)
    if missing or header.twice or not header.known:
        told = f"has two columns {', '.join(header.twice)}" if header.twice else "names none of the table's columns"
        told = f"has no column {', '.join(missing)}" if missing else told
        hint = f"columns: {', '.join(names.known)}" + (f", with {SIGNS} between them" if raw.parted else "")
        code = "column-twice" if header.twice and not missing else "column-missing"
        sheet.problems.append(Problem(sheet.shown, line, 1, code, told, hint))
        return sheet
    sheet.problems += _unknown(header.unread, sheet.shown, line, names)
    reading = _RowReading(sheet, names, required, defaults, raw.parted, header, written)
    reading.skipped += [record.line for record in head[:at]]
    reading.read(chain(head[at + 1 :], raw.records))
    if skipped := sorted(reading.skipped):
        shown = ", ".join(map(str, skipped[:_SHOWN])) + (" ..." if len(skipped) > _SHOWN else "")
        message = f"{len(skipped)} rows are headers, totals or stand above the header, and are not read: {shown}"
        if len(skipped) == 1:
            message = f"row {shown} is a header, a total or stands above the header, and is not read"
        sheet.problems.append(Problem(sheet.shown, skipped[0], 1, "rows-skipped", message, "", "warning"))
    return sheet


def _header(head: list[SheetRecord], names: ColumnNames, required: list[str]) -> tuple[int, Header]:
    """Which of the first records names all required columns, and two at least, or else the very first; and what it
    says."""
    found = list[Header]()
    for at, record in enumerate(head):
        found.append(read_header(record.cells, names))
        if found[at].known > 1 and not found[at].lacks(required):
            return at, found[at]
    alone = (at for at, header in enumerate(found) if header.known and not header.lacks(required))
    at = next(alone, 0)
    return at, found[at] if found else read_header([], names)


def _unknown(unread: tuple[str, ...], file: str, line: int, names: ColumnNames) -> list[Problem]:
    """A warning for each way out of columns that are not read."""
    found: dict[str, list[str]] = {}
    for name in unread:
        near = close_matches(name.casefold(), names.known, 1, _LIKENESS)
        hint = f'did you mean "{near[0]}"?' if near else f"columns: {', '.join(names.known)}"
        if not near and names.table in (WIDE, INSTALLMENTS):
            hint = "call it Summary if its cells tell what happens, and Appears if they say who is in the episode"
            if names.table == WIDE:
                hint += "; as what people do, such as Dies, Kills, Marries or Dates, if they say who does it"
            hint += f"; columns: {', '.join(it for it in names.known if it not in QUALIFIER_NAMES)}"
        if column_key(name) in names.verbs:
            hint = "say it in the table facts: a row for each, with subject, verb, object and revealed"
        if (column := names.keys.get(column_key(name))) is not None:
            hint = f'"{column}" is there too, and is read'
        found.setdefault(hint, []).append(f'"{ascii(name)[1:-1]}"')
    return [
        Problem(file, line, 1, "column-unknown", f"{', '.join(it)} {'is' if len(it) == 1 else 'are'} not read", hint,
                "warning")
        for hint, it in found.items()
    ]  # fmt: skip


@dataclass(slots=True)
class _RowReading:
    """Takes records into `sheet.rows`. `defaults` are the cells that stand in for empty ones, `written` is the header
    as it is."""

    sheet: Sheet
    names: ColumnNames
    required: list[str]
    defaults: Mapping[str, str]
    parted: str
    header: Header
    written: list[str]
    skipped: list[int] = field(default_factory=list)
    texts: set[str] = field(init=False)
    plain: set[str] = field(init=False)
    """How the names of columns may be written, folded, and in the usual cases."""

    def __post_init__(self) -> None:
        self.texts = self.names.keys.keys() | {name.casefold().translate(_ALIKE) for name in self.written if name}
        named = {*self.texts, *self.names.known}
        self.plain = {it for name in named for it in (name, name.upper(), name.title(), name.capitalize())}
        self.plain.update(filter(None, self.written))

    def read(self, records: Iterator[SheetRecord]) -> None:
        """After: all of them are rows, problems or skipped."""
        rows, previous = self.sheet.rows, None
        for record in records:
            if max(map(len, record.cells)) > LONGEST_CELL:
                message = f"has a cell of more than {LONGEST_CELL:,} characters in line {record.line}"
                raise RefusedError("too-large", message, "shorten it")
            if previous is not None:
                self._take(previous, last=False)
            previous = record
            if len(rows) % 4096 == 0:
                need_table_size(len(rows), len(self.written))
        if previous is not None:
            self._take(previous, last=True)
        need_table_size(len(rows), len(self.written))

    def _take(self, record: SheetRecord, *, last: bool) -> None:
        line, cells, unreadable = record
        if self._is_header(cells):
            self.skipped.append(line)
            return
        columns = self.header.columns
        if last or may_be_total(cells):
            pairs = list(zip(columns, cells, strict=False))
            others = [cell for column, cell in pairs if not column]
            if is_total({column: cell for column, cell in pairs if column}, others, last=last):
                self.skipped.append(line)
                return
        slip = self.header.slip(cells) if self.header.slips else None
        if len(cells) > len(columns) and any(cells[len(columns) :]):
            sign = {"comma": ",", "semicolon": ";", "TAB": "\t"}.get(self.parted, ",")
            hint = f'a value with a {self.parted} needs quotes: "a{sign} b"'
            slip = BadRowError("row-unusable", f"has {len(cells)} cells for {len(columns)} columns", hint)
        full = Cells(self.defaults)
        for column, cell in zip(columns, cells, strict=False):
            if cell and column and not cell.isspace():
                full[column] = cell
        row = TableRow(line, full, slip)
        if unreadable:
            bad = {columns[n]: _unreadable(columns[n], cells[n], why) for n, why in unreadable.items() if columns[n]}
            row = TableRow(line, full, slip, unreadable=bad)
        self.sheet.rows.append(row)

    def _is_header(self, cells: list[str]) -> bool:
        """Whether the cells name columns: nearly all do. Where they name them in another order, the rows below are read
        so."""
        if self.plain.isdisjoint(cells):  # of every ordinary row
            return False
        filled = [text for cell in cells if (text := cell.strip())]
        if sum(text.casefold().translate(_ALIKE) in self.texts for text in filled) * 3 < len(filled) * 2:
            return False
        # What it leaves out is called as above.
        beside = self.written if len(cells) == len(self.written) else cells
        named = [cell.strip() or above for cell, above in zip(cells, beside, strict=True)]
        header = read_header(named, self.names)
        if header.twice:
            header = read_header(cells, self.names)
        if header.lacks(self.required) or header.twice or header.known < 2:
            return False
        self.header = header
        return True


def _unreadable(column: str, text: str, why: str) -> BadRowError:
    if why == "merged":
        return BadRowError("cell-unusable", f'"{column}" is merged with a cell to its left', "split the cells")
    return BadRowError(
        "cell-unusable", f'"{column}" holds an error ("{text}")', "correct the formula, or write the value"
    )
