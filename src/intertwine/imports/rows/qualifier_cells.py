"""The columns that qualify a scene or a fact: their cells as qualifiers, with ids as links and positions as stamps."""

import re
from collections.abc import Callable, Collection, Iterator

from intertwine.imports.qualifier_columns import FRAMES, QUALIFIER_COLUMNS, QualifierColumn, reason_column
from intertwine.imports.records import QualifierCell, Tables, TextPiece
from intertwine.imports.rows.cells import shifted_row
from intertwine.imports.rows.proof import is_harmless
from intertwine.imports.rows.reveal_cells import alternatives
from intertwine.imports.sheets.row import BadRowError, TableRow
from intertwine.ledger.read.edtf import parse_edtf
from intertwine.ledger.read.qualifiers import purpose_names
from intertwine.model.names import Names
from intertwine.model.verb import Vocabulary
from intertwine.model.words import exact

_UNTIL = re.compile(r"(?:,|(?<![\s,]))\s++(?:revealed|until)\s+", re.IGNORECASE)
FEW = 8
"""Positions of a stamp that leave enough for all else that a fact asks for."""


DATED = frozenset(["date", "true"])
"""Columns that can hold a date."""
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")


def is_plain_date(text: str) -> bool:
    """Whether a `text` is a date that can always be read, where it is the only one."""
    return _DATE.fullmatch(text) is not None and not isinstance(parse_edtf(text), str)


def qualifier_columns(vocabulary: Vocabulary) -> tuple[QualifierColumn, ...]:
    """All columns that qualify, with those of the purposes that this `vocabulary` has."""
    known = {column.name for column in QUALIFIER_COLUMNS}
    added = (reason_column(form) for form in purpose_names(vocabulary))
    return (*QUALIFIER_COLUMNS, *(column for column in added if column.name not in known))


def _patterns(vocabulary: Vocabulary) -> list[tuple[QualifierColumn, re.Pattern[str]]]:
    """All columns that qualify, each with the pattern of its cells."""
    forms = sorted((re.escape(form) for kind in vocabulary.frames for form in kind.forms), key=len, reverse=True)
    return [
        (column, re.compile(column.pattern.replace(FRAMES, "|".join(forms)), re.IGNORECASE))
        for column in qualifier_columns(vocabulary)
    ]


def _values(text: str, column: QualifierColumn) -> Iterator[str]:
    """What a cell of a `column` says, one by one."""
    for part in re.split(f"[{column.split}]", text) if column.split else (text,):
        if (value := part.strip()) and value.casefold() != column.nothing:
            yield value


class NamesInQualifiers:
    """Finds the names of entities, and of titles, that stand in the columns that qualify."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """vocabulary: the kinds of frames, and the purposes."""
        self._columns = [it for it in _patterns(vocabulary) if {"who", "who_seems", "page"} & it[1].groupindex.keys()]

    def of(self, row: TableRow) -> Iterator[tuple[str, bool]]:
        """The names in a `row`, each with whether it is somebody's and cannot be a title's. A cell that cannot be read
        has none."""
        for column, pattern in self._columns:
            for value in _values(_text_of(row, column.name), column) if column.name in row.cells else ():
                m = pattern.fullmatch(value)
                for group, name in m.groupdict().items() if m else ():
                    if name and (group.startswith("who") or (group == "page" and name[0] != '"')):
                        yield name, group != "page"


def _text_of(row: TableRow, column: str) -> str:
    try:
        return row[column]
    except BadRowError:
        return ""  # its row will say what is wrong


class QualifierColumns:
    """Reads these columns of a row. What comes out is no more than text: `judge` it before it is written."""

    def __init__(self, tables: Tables, facts: Collection[str], vocabulary: Vocabulary) -> None:
        """tables: everything that was read before. facts: the ids of all facts and scenes, also of those that cannot be
        used. vocabulary: the kinds of frames, and the purposes."""
        self._tables, self._facts = tables, frozenset(facts)
        self._names: Names[str] | None = None
        self._columns = _patterns(vocabulary)
        self._listed = frozenset(column.name for column, _ in self._columns)
        self._filled: dict[frozenset[str], list[tuple[QualifierColumn, re.Pattern[str]]]] = {}
        """The columns in their order, by which of them have cells: many rows have the same."""
        self._lost: list[BadRowError] = []
        """What is wrong with times of the cell at hand: the end of the installment counts instead."""
        self._known: dict[tuple[str, str], tuple[QualifierCell, ...]] = {}
        """What the cells that were understood mean: many are alike."""
        self._readers: dict[str, Callable[[str, str], TextPiece]] = {
            "who": self._who, "page": self._page, "fact": self._fact, "moment": self._moment, "stamp": self._stamp,
            "reason": self._reason,
        }  # fmt: skip

    def read(self, row: TableRow) -> tuple[QualifierCell, ...]:
        """What the columns of `row` say. A cell that can be lost alone is, and the row says so; else raises
        BadRowError where it is not understood."""
        if self._listed.isdisjoint(row.filled):
            return ()
        filled = frozenset(self._listed & row.filled)
        if filled not in self._filled:
            self._filled[filled] = [it for it in self._columns if it[0].name in filled]
        found = list[QualifierCell]()
        for column, pattern in self._filled[filled]:
            found += self._cell(row, column, pattern)
        return tuple(found)

    def _cell(self, row: TableRow, column: QualifierColumn, pattern: re.Pattern[str]) -> tuple[QualifierCell, ...]:
        try:
            text = row[column.name]
        except BadRowError as bad:
            self._lose(row, column, bad)
            return ()
        key = column.name, text
        if key not in self._known:
            found, lost, self._lost = list[QualifierCell](), len(row.lost), []
            for value in _values(text, column):
                try:
                    found.append(self._qualifier(column, pattern, value))
                except BadRowError as bad:
                    self._lose(row, column, bad)
            row.lost.extend(self._lost)
            if len(row.lost) > lost:
                return tuple(found)
            self._known[key] = tuple(found)
        return self._known[key]

    def _lose(self, row: TableRow, column: QualifierColumn, bad: BadRowError) -> None:
        if not column.alone:
            raise bad
        names_somebody = "who" in column.pattern or "page" in column.pattern
        entity = self._tables.entities.meant(row.cells[column.name].strip())
        if entity is not None and (entity.revealed or not names_somebody):
            raise shifted_row(row.cells[column.name], column.name)
        row.lost.append(bad)

    def _qualifier(self, column: QualifierColumn, pattern: re.Pattern[str], text: str) -> QualifierCell:
        m = pattern.fullmatch(text)
        if m is None:
            raise BadRowError("qualifier-unusable", f'"{text}" in "{column.name}" is not understood', column.example)
        parts, end = [TextPiece(column.before)] if column.before else [], 0
        places = sorted((m.start(name), name) for name, value in m.groupdict().items() if value)
        for start, name in places:
            if words := _UNTIL.sub(", revealed ", text[end:start]).removesuffix("^") if start > end else "":
                parts.append(TextPiece(words))
            end = m.end(name)
            try:
                parts.append(self._readers[name.partition("_")[0]](text[start:end], column.name))
            except BadRowError as wrong:
                wrong.message = wrong.message.replace('"revealed"', f'"{column.name}"')
                raise
        if end < len(text):
            parts.append(TextPiece(text[end:]))
        sure = all(_is_plain(part) for part in parts) if column.sure else is_plain_date(text) and column.name in DATED
        return QualifierCell(column.written, tuple(parts), column.alone, column.name, sure)

    def _who(self, text: str, column: str) -> TextPiece:
        found = self._tables.entities.meant(text)
        if found is None:
            raise BadRowError("id-unknown", f'"{text}" in "{column}" is not a usable id in entities.csv')
        return TextPiece(ref=f"entity:{found.id}")

    def _page(self, text: str, column: str) -> TextPiece:
        if len(text) > 1 and text[0] == text[-1] == '"':
            return TextPiece(text)
        title = self._tables.titles.meant(text) if self._tables.entities.meant(text) is None else None
        return TextPiece(ref=f"title:{title.id}") if title else self._who(text, column)

    def _meant_fact(self, text: str) -> str:
        name = exact(text.removeprefix("^"))
        if name in self._facts:
            return name
        if self._names is None:  # few sources need it, and making it is slow
            self._names = Names((it, it) for it in sorted(self._facts))
        alike = self._names.called(name)
        return alike[0] if len(alike) == 1 else ""

    def _fact(self, text: str, column: str) -> TextPiece:
        if found := self._meant_fact(text):
            return TextPiece(fact=found)
        raise BadRowError("id-unknown", f'"{text}" in "{column}" is not the id of a fact')

    def _moment(self, text: str, column: str) -> TextPiece:
        if exact(text) in self._facts:
            return TextPiece(fact=exact(text))
        try:
            ways = alternatives(text, self._tables)
        except BadRowError as wrong:
            if found := self._meant_fact(text):
                return TextPiece(fact=found)
            message = f'"{text}" in "{column}" is neither the id of a fact nor a known position'
            raise BadRowError(wrong.code, message, wrong.hint) from None
        if len(ways) != 1 or len(ways[0]) != 1 or ways[0][0].kind == "public":
            message = f'"{text}" in "{column}" is not one place'
            raise BadRowError("position-unknown", message, "name one installment or season")
        return TextPiece(place=ways[0][0])

    def _stamp(self, text: str, _column: str) -> TextPiece:
        return TextPiece(stamp=alternatives(text, self._tables, self._lost))

    def _reason(self, text: str, _column: str) -> TextPiece:
        if exact(text) in self._facts:
            return TextPiece(fact=exact(text))
        return TextPiece(f'"{curly(text)}"')


def _is_plain(part: TextPiece) -> bool:
    """Whether a part cannot make what it stands in unreadable."""
    if not part.words:
        return sum(map(len, part.stamp)) <= FEW
    quoted = len(part.words) > 2 and part.words[0] == part.words[-1] == '"'
    return is_harmless(part.words[1:-1] if quoted else part.words) and sum(map(len, part.stamp)) <= FEW


def curly(text: str) -> str:
    """`text` with quotation marks that can stand inside of others: "a" as “a”."""
    return re.sub(r'(?<![^\s(\[“‘-])"(?=\S)', "“", text).replace('"', "”")


def facts_of(qualifier: QualifierCell) -> tuple[str, ...]:
    """The ids of the facts that a `qualifier` names."""
    return tuple(part.fact for part in qualifier.parts if part.fact)
