"""A source of tables (a folder, a workbook, one file of text) as named sheets."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path
from types import MappingProxyType

from intertwine.imports.columns import DEFAULTS, INSTALLMENTS, SCENES, WIDE, WIDE_COLUMNS, column_key, table_of
from intertwine.imports.sheets.csv_rows import read_text
from intertwine.imports.sheets.header import ColumnNames, Header, read_header
from intertwine.imports.sheets.limits import RefusedError, need_file
from intertwine.imports.sheets.meanings import is_own_list, meanings
from intertwine.imports.sheets.record import RawTable, SheetRecord
from intertwine.imports.sheets.row import Sheet
from intertwine.imports.sheets.sheet_rows import HEADER_RECORDS, read_rows
from intertwine.imports.sheets.workbooks import is_workbook, read_workbook
from intertwine.model.problem import Problem

TableColumns = Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
"""The required and the optional columns of each table."""

_WIDE = (INSTALLMENTS, SCENES)
_SAMPLE = 300
"""Records that tell what a column holds."""
_TEXT, _WORKBOOKS = (".csv", ".tsv", ".tab", ".txt"), (".xlsx", ".xlsm", ".ods", ".xls", ".xlsb")


@dataclass(slots=True)
class TableSource:
    """The sheets of a source by the names of the tables, all that there can be; and what is wrong with the source as a
    whole. Where it is `refused`, nothing of it is to be written, and the problems say why."""

    sheets: dict[str, Sheet] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    refused: bool = False


def read_source(
    path: Path,
    columns: TableColumns,
    further: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
    verbs: AbstractSet[str] = frozenset(),
    links: AbstractSet[str] = frozenset(),
) -> TableSource:
    """Every table of the folder or file at `path`.

    `columns` are those of the tables, and `further` others that no message lists; one of these that ends with "_"
    stands for all that begin so. `verbs` are the keys of columns that say facts, `links` those of columns that say them
    of two installments. A file is a table by its name, a sheet of a workbook by its own, else by the file's; a
    workbook's only sheet, or an only file of text, in a folder too, may also be one by its columns.
    """
    source = TableSource({name: Sheet(name) for name in columns})
    names = {table: ColumnNames(table, *own, further.get(table, ()), verbs, links) for table, own in columns.items()}
    wide = ColumnNames(WIDE, *WIDE_COLUMNS, (*further.get(SCENES, ()), *further.get(INSTALLMENTS, ())), verbs, links)
    reading = _SourceReading(source, names, wide, {key for own in names.values() for key in own.keys})
    try:
        if path.is_dir():
            files = list(_files(path))
            tables = [it for it in files if _may_be_named(it)]
            others = [it for it in files if it not in tables and it.suffix.casefold() != ".txt"]
            reading.named = {table_of(it.stem) for it in tables}
            for below in sorted(files, key=others.__contains__):
                is_listed = source.sheets[INSTALLMENTS].present
                reading.file(below, alone=others == [below] and not is_listed, beside=bool(tables))
        elif path.exists() or path.is_symlink():
            reading.file(path, alone=True)
        reading.end(path)
    except RefusedError as refused:
        source.problems.append(refused.problem(reading.at))
        source.refused = True
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
        source.problems.append(Problem(reading.at or path.name, 0, 0, "file-unreadable", message))
        source.refused = True
    return source


def _files(folder: Path) -> Iterator[Path]:
    """The files of `folder` that may hold tables, and whatever is called as one is. Those of programs that have one
    open are none."""
    for path in sorted(folder.iterdir(), key=lambda it: it.name):
        is_called_so = path.suffix.casefold() in (*_TEXT, *_WORKBOOKS) and not path.name.startswith((".", "~$"))
        if is_called_so and (table_of(path.stem) or path.is_file()):
            yield path


def _may_be_named(path: Path) -> bool:
    return path.suffix.casefold() in _WORKBOOKS or bool(table_of(path.stem))


def _is_wide(episodes: Header, scenes: Header) -> bool:
    """Whether one header names columns that only episodes have (of scenes, their names say nothing), and people or
    places of scenes."""
    pairs = list(zip(episodes.columns, scenes.columns, strict=True))
    return any(a and " " not in a and b in ("", "name") for a, b in pairs) and any(
        b in ("people", "place") and not a for a, b in pairs
    )


def _judged(head: Sequence[SheetRecord], names: ColumnNames) -> Iterator[tuple[ColumnNames, tuple[str, ...], Header]]:
    """For each of the first records of a table: the `names` of its columns if it is their header, what is to be told of
    them, and what it says."""
    for at, record in enumerate(head[:HEADER_RECORDS]):
        rows = [it.cells for it in head[at + 1 :]]
        found = meanings(record.cells, rows, names.usual(record.cells))
        judged = replace(names, meant=found.columns)
        yield judged, found.told, read_header(record.cells, judged)


def _is_header(header: Header, names: ColumnNames) -> bool:
    return header.known > 1 and not header.lacks(names.required)


@dataclass(slots=True)
class _SourceReading:
    """Takes files into `source`. `wide` are the columns of a sheet with two tables in one; `keys` are those of all
    columns, `ignored` what is no table, `at` what is being read, as people see its name."""

    source: TableSource
    names: Mapping[str, ColumnNames]
    wide: ColumnNames
    keys: set[str]
    ignored: list[str] = field(default_factory=list)
    at: str = ""
    named: set[str] = field(default_factory=set)
    """The tables that files and sheets are called after."""

    def file(self, path: Path, *, alone: bool, beside: bool = False) -> None:
        """After: the tables of the file at `path` are read. `alone`: it is the only one that may be a table and is not
        called so; `beside`: others are called so, and it may be that of the episodes alone."""
        self.at = path.name
        wanted = alone or path.suffix.casefold() in _WORKBOOKS or table_of(path.stem)
        if wanted:
            need_file(path)
        if wanted and is_workbook(path):
            book = read_workbook(path, path.name)
            self.named |= {table for _, table in book.tables}
            for raw, table in book.tables:
                own = raw.file.removeprefix(f"{path.name} [").removesuffix("]")
                self._table(raw, table, own if table_of(own) else path.stem)
                deque(raw.records, 0)  # those of the next table come after them
            self.ignored += [f"{path.name} [{name}]" for name in book.others]
        elif wanted:
            self._table(read_text(path, path.name, self.keys), table_of(path.stem), path.stem, beside=beside)
        elif path.suffix.casefold() != ".txt":
            self.ignored.append(path.name)

    def _table(self, raw: RawTable, table: str, called: str, *, beside: bool = False) -> None:
        self.at = raw.file
        table = table or self._by_columns(raw)
        if not table or (beside and not table_of(called) and table not in (INSTALLMENTS, WIDE)):
            self.ignored.append(raw.file)
            return
        if beside and not table_of(called):
            message = f"is read as the list of episodes{' and scenes' if table == WIDE else ''}, by its columns"
            hint = "if it is none, remove it"
            self.source.problems.append(Problem(raw.file, 0, 0, "table-judged", message, hint, "warning"))
        if table == INSTALLMENTS and table_of(called) and self._by_columns(raw) == WIDE:
            table = WIDE  # scenes too
        is_own = table == WIDE or (table == INSTALLMENTS and not table_of(called))
        names, told = self._names(table), tuple[str, ...]()
        if table in (WIDE, INSTALLMENTS):
            head = self._ahead(raw)
            names, told = next(
                ((own, why) for own, why, header in _judged(head, names) if _is_header(header, own)), (names, told)
            )
            table = INSTALLMENTS
        if (there := self.source.sheets[table]).present:
            message = f"is the table {table.removesuffix('.csv')}, and so is {there.shown}"
            raise RefusedError("table-twice", message, "keep one of them")
        sheet = read_rows(raw, names, DEFAULTS.get(column_key(called), {}))
        sheet.file, sheet.lists_people, sheet.is_own_list = table, column_key(called) in DEFAULTS, is_own
        hint = "if they are something else, give the column another name"
        sheet.problems += [Problem(sheet.shown, 1, 1, "column-judged", it, hint, "warning") for it in told]
        self.source.sheets[table] = sheet

    def _names(self, table: str) -> ColumnNames:
        """The columns of a `table`. One wide sheet has none of scenes where they have a table of their own."""
        if table != WIDE:
            return self.names[table]
        own = self.names[INSTALLMENTS]
        return replace(own, required=(), optional=own.known) if SCENES in self.named else self.wide

    def _ahead(self, raw: RawTable) -> list[SheetRecord]:
        """The first records of `raw`, which will be read again."""
        head = list(islice(raw.records, _SAMPLE))
        raw.records = chain(head, raw.records)
        return head

    def _by_columns(self, raw: RawTable) -> str:
        """The only table whose columns these are, or ""; WIDE for episodes and scenes in one."""
        ahead = self._ahead(raw)
        fits, found = dict[str, int](), dict[str, Header]()
        judged = _judged(ahead, self.wide)
        for record, (_, _, wide) in zip(ahead[:HEADER_RECORDS], judged, strict=False):
            found = {table: read_header(record.cells, names) for table, names in self.names.items()}
            fits = {table: it.known for table, it in found.items() if not it.lacks(self.names[table].required)}
            if is_own_list(wide.columns, set(map(column_key, record.cells))):
                return WIDE
            if max(fits.values(), default=0) > 1:
                break  # a title may stand above it
        if fits.keys() >= set(_WIDE) and _is_wide(*map(found.__getitem__, _WIDE)):
            return WIDE
        most = max(fits.values(), default=0)
        best = [table for table, known in fits.items() if known == most > 1]
        if len(best) > 1:  # a table that needs no column is the last that is meant
            best = [table for table in best if self.names[table].required]
        return best[0] if len(best) == 1 else ""

    def end(self, path: Path) -> None:
        """After: what was left out is told in one note."""
        if self.ignored:
            message = f"no tables, and not read: {', '.join(self.ignored)}"
            hint = f"tables are called {', '.join(name.removesuffix('.csv') for name in self.names)}"
            self.source.problems.append(Problem(path.resolve().name, 0, 0, "tables-unread", message, hint, "warning"))
