"""What a file or a sheet of a workbook holds, before anybody knows its columns."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from intertwine.model.problem import Problem

_NONE: Mapping[int, str] = MappingProxyType({})


class SheetRecord(NamedTuple):
    """A record that is not blank: `line` is its first line or its row, from 1. `unreadable` says of cells, by their
    places from 0, why they cannot be read: "error" (a formula failed), "merged" (it is part of the cell to the left).
    """

    line: int
    cells: list[str]
    unreadable: Mapping[int, str] = _NONE


@dataclass(slots=True)
class RawTable:
    """Records of a table, read once. `file` is how people see its place; `parted` says what parts the cells ("":
    nothing that can be written into a cell). What is wrong with records goes into `problems` while they are read."""

    file: str
    records: Iterator[SheetRecord]
    parted: str = ""
    problems: list[Problem] = field(default_factory=list)
