"""What is kept of a table of the ledger, and the numbers that it has in the view."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from intertwine.gate.column_block import AnyColumn, Scattered, Taken
from intertwine.gate.prepared import Sparse
from intertwine.model.arrays import mark
from intertwine.model.record import record
from intertwine.model.sentinels import NONE
from intertwine.model.strings import Ints, Longs


class Kept:
    """The entries that are kept of a table of `count`: `old` are their numbers, ascending. `new` has the view's number
    of each entry, NONE of what is left out; its last entry keeps NONE as NONE."""

    __slots__ = ("new", "old")

    def __init__(self, old: Longs, count: int) -> None:
        self.old = old
        self.new: Ints = np.full(count + 1, NONE, np.int32)
        self.new[old] = np.arange(len(old), dtype=np.int32)

    def __len__(self) -> int:
        return len(self.old)

    def column(self, table: Any, name: str, sparse: Mapping[str, Sparse]) -> "KeptColumn":
        """What is kept of the column `name` of `table`; `sparse` has those columns of which most entries are equal."""
        found = sparse.get(name)
        if found is None:
            return KeptColumn(getattr(table, name).take(self.old), None, 0, len(self))
        places = self.new.take(found.places)
        there = places >= 0
        return KeptColumn(found.values[there], places[there], found.usual, len(self))


@record
class KeptColumn:
    """A column of `count` entries. Those at `places` are `values`, all others `usual` (None: `values` are all)."""

    values: Ints
    places: Ints | Longs | None
    usual: int
    count: int

    def whole(self, values: npt.NDArray[Any]) -> AnyColumn:
        """Every entry, where `values` take the place of its own ones."""
        return values if self.places is None else Scattered(np.int32(self.usual), self.places, values, self.count)


@record
class SharedColumn:
    """A column of which many entries share one of few `values`: its entries are those with these `numbers`."""

    values: Ints
    numbers: Ints

    def whole(self, values: npt.NDArray[Any]) -> AnyColumn:
        """Every entry, where `values` take the place of its own ones."""
        return Taken(values, self.numbers)


def shared(table: Ints, numbers: Ints) -> SharedColumn:
    """What a `table` of strings has at these `numbers`. Of what none of them is, nothing is kept."""
    used = np.zeros(len(table), np.bool_)
    mark(used, numbers)
    return SharedColumn(np.where(used, table, np.int32(0)), numbers)
