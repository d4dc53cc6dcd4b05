"""Cells of a workbook that its reader would give as empty, though they are not: errors, formulas without values, and
the parts of merged cells. Found in the XML of the workbook itself."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.parsers import expat

_SUSPECT_SHEET = re.compile(rb"""\bt=["']e["']|<(?:\w+:)?f[\s>/]""")
_SUSPECT_TABLES = re.compile(rb"""table:formula=|number-(?:columns|rows)-spanned=["'](?:[2-9]|1[0-9])""")
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_FAILED = re.compile(r"#[A-Z]|Err:[0-9]")
"""What is shown of a formula that failed: #REF!, #N/A, Err:502."""
_MOST_REPEATED = 1_048_576


class CellMark(NamedTuple):
    """Cells from `top`, `left` to `bottom`, `right` (from 0; these belong to it), and what is with them: "error" (then
    `text` is the error), "formula" (it has no value), "merged" (the first cell has their value)."""

    top: int
    left: int
    bottom: int
    right: int
    why: str
    text: str = ""


def sheet_marks(xml: bytes) -> list[CellMark]:
    """The errors and formulas without values of one sheet of an .xlsx, whose XML is `xml`."""
    if not _SUSPECT_SHEET.search(xml):
        return []
    reading = _XlsxWalk()
    _parse(xml, reading)
    return reading.marks


def table_marks(xml: bytes) -> Mapping[str, list[CellMark]]:
    """The same of an .ods, whose content is `xml`, and its merged cells, by the name of the sheet."""
    if not _SUSPECT_TABLES.search(xml):
        return {}
    reading = _OdsWalk()
    _parse(xml, reading)
    return reading.marks


def _parse(xml: bytes, walk: "_XlsxWalk | _OdsWalk") -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = walk.start, walk.end
    parser.CharacterDataHandler = walk.text
    parser.Parse(xml, True)


def place(reference: str) -> tuple[int, int] | None:
    """Row and column of `B5`, from 0; None where it is no reference."""
    m = _REFERENCE.fullmatch(reference)
    if m is None:
        return None
    column = 0
    for letter in m[1]:
        column = column * 26 + ord(letter) - 64
    return int(m[2]) - 1, column - 1


class _XlsxWalk:
    """Walks over the cells of an .xlsx."""

    def __init__(self) -> None:
        self.marks: list[CellMark] = []
        self._row = self._column = -1
        self._kind, self._value, self._formula, self._in_value = "", "", False, False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "row":
            self._row = int(attributes.get("r", self._row + 2)) - 1
            self._column = -1
        elif local == "c":
            self._row, self._column = place(attributes.get("r", "")) or (self._row, self._column + 1)
            self._kind, self._value, self._formula = attributes.get("t", ""), "", False
        elif local == "f":
            self._formula = True
        self._in_value = local == "v"

    def text(self, text: str) -> None:
        if self._in_value:
            self._value += text

    def end(self, name: str) -> None:
        self._in_value = False
        if name.rpartition(":")[2] == "c":
            at = (self._row, self._column, self._row, self._column)
            if self._kind == "e":
                self.marks.append(CellMark(*at, "error", self._value or "error"))
            elif self._formula and not self._value and self._kind != "str":
                self.marks.append(CellMark(*at, "formula"))


class _OdsWalk:
    """Walks over the cells of an .ods."""

    def __init__(self) -> None:
        self.marks: dict[str, list[CellMark]] = {}
        self._own: list[CellMark] = []
        self._row = self._column = self._rows = 0
        self._formula: CellMark | None = None
        self._said = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table:table":
            self._own = self.marks.setdefault(attributes.get("table:name", ""), [])
            self._row = self._rows = 0
        elif name == "table:table-row":
            self._rows = _count(attributes, "table:number-rows-repeated")
            self._column = 0
        elif name in ("table:table-cell", "table:covered-table-cell"):
            columns = _count(attributes, "table:number-columns-repeated")
            self._own += self._found(attributes, columns)
            self._column += columns

    def _found(self, attributes: dict[str, str], columns: int) -> Iterator[CellMark]:
        top, left = self._row, self._column
        here = (top, left, top + self._rows - 1, left + columns - 1)
        self._formula = CellMark(*here, "formula") if "table:formula" in attributes else None
        self._said = ""
        if self._formula and not attributes.get("office:value-type"):
            yield self._formula
            self._formula = None
        down = _count(attributes, "table:number-rows-spanned")
        across = _count(attributes, "table:number-columns-spanned")
        if down > 1 or across > 1:
            yield CellMark(top, left, top + down - 1, left + across - 1, "merged")

    def text(self, text: str) -> None:
        if self._formula:
            self._said += text

    def end(self, name: str) -> None:
        if name == "table:table-row":
            self._row += self._rows
        elif name == "table:table-cell":
            if self._formula and _FAILED.match(said := self._said.strip()):
                self._own.append(self._formula._replace(why="error", text=said))
            self._formula = None


def _count(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    return min(int(text), _MOST_REPEATED) if text.isdecimal() else 1
