"""Columns side by side in one piece of memory: it is asked for once, and each column is written once."""

from typing import Any

import numpy as np
import numpy.typing as npt

from intertwine.model.arrays import look_up
from intertwine.model.frozen import read_only
from intertwine.model.record import record
from intertwine.model.strings import Ints, Longs


@record
class Taken:
    """A column that looks up each of `numbers` in a `table`; -1 means the table's last entry."""

    table: npt.NDArray[Any]
    numbers: Ints | Longs


@record
class Scattered:
    """A column of `count` entries: `values` at `places`, and `usual` everywhere else."""

    usual: np.generic
    places: Ints | Longs
    values: npt.NDArray[Any]
    count: int


AnyColumn = npt.NDArray[Any] | Taken | Scattered


class ColumnBlock:
    """Collects columns, and gives them back as read-only arrays over its own memory.

    One large piece costs far less than many small ones: the system hands out memory in pages, and much larger pages to
    what is large. A column whose entries are all equal takes the memory of one entry.
    """

    def __init__(self, capacity: int) -> None:
        """Room for columns of at most `capacity` bytes together."""
        # What it held before is never seen: every byte is written, and `done` gives back the rest.
        self._memory = np.empty(capacity, np.uint8)
        self._used = 0
        self._places: dict[str, tuple[np.dtype[Any], int, int, int]] = {}

    def add(self, name: str, column: AnyColumn) -> None:
        """Write a column into the block."""
        match column:
            case Taken(table, numbers):
                kind, count, constant = table.dtype, len(numbers), False
            case Scattered(usual, places, _, count):
                kind, constant = usual.dtype, not len(places)
            case _:
                kind, count, constant = column.dtype, len(column), len(column) > 0 and not column.strides[0]
        if not count:  # a universe without editions, say, has no rows in four columns
            self._places[name] = kind, 0, 0, 0
            return
        begin = self._used
        if unfilled := -begin % kind.itemsize:
            self._memory[begin : begin + unfilled] = 0
            begin += unfilled
        written = np.ndarray((1 if constant else count,), kind, self._memory, begin)
        match column:
            case Taken(table, numbers):
                look_up(table, numbers, written)
            case Scattered(usual, places, values, _):
                written.fill(usual)
                written[places] = values
            case _:
                written[:] = column[: len(written)]
        kept = 1 if _is_constant(written) else len(written)
        self._used = begin + kept * kind.itemsize
        self._places[name] = kind, begin, kept, count

    def done(self) -> dict[str, npt.NDArray[Any]]:
        """All columns, by name. Nothing can be added afterwards."""
        self._memory.resize(self._used, refcheck=False)
        self._memory.setflags(write=False)
        # All columns are over this one array: another view of the memory for each would take as much as many a column.
        whole = np.frombuffer(self._memory.data, np.uint8)
        return {name: _column(whole, *place) for name, place in self._places.items()}


def _is_constant(column: npt.NDArray[Any]) -> bool:
    return bool(column[0] == column[-1] and (column == column[0]).all())


def _column(memory: npt.NDArray[np.uint8], kind: np.dtype[Any], begin: int, kept: int, count: int) -> npt.NDArray[Any]:
    """A column over memory that is read-only: NumPy refuses to make it writable again. Where one entry stands for all,
    it is as `broadcast_to` gives it, in a fraction of the time: a view has some twenty such columns."""
    if not count:
        return read_only(np.zeros(0, kind))
    return np.ndarray((count,), kind, memory, begin, (0 if kept < count else kind.itemsize,))
