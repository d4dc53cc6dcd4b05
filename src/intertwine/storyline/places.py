"""An order laid flat: one entry for each line in each layer, so that whole charts are reckoned an array at a time."""

from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from intertwine.storyline.layout import Ordered

IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]
FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class FlatOrder:
    """The entries stand layer by layer, in each from top to bottom; `first` says where each layer begins, and where the
    last one ends. All arrays are read-only.

    `person` and `layer` are an entry's numbers. `group` is the number of those with whom the line is together, the same
    in every layer where just these are (-1: alone). `back` is the entry of the same line in the layer before, -1 where
    it has none.
    """

    first: tuple[int, ...]
    person: IntArray
    layer: IntArray
    group: IntArray
    back: IntArray

    def __post_init__(self) -> None:
        for name in ("person", "layer", "group", "back"):
            column = getattr(self, name)
            # Over bytes: nothing can make it writable again.
            object.__setattr__(self, name, np.frombuffer(column.tobytes(), column.dtype) if column.size else column)
            getattr(self, name).flags.writeable = False

    @property
    def on(self) -> IntArray:
        """The entry of the same line in the next layer; -1 where it has none."""
        found = np.full(len(self.back), -1, np.int64)
        here = np.flatnonzero(self.back >= 0)
        found[self.back[here]] = here
        return found

    @property
    def uncrossed(self) -> BoolArray:
        """Which lines go on to the next layer without crossing any there: those that are below all that go on above
        them, and above all that go on below them."""
        on, size = self.on, len(self.back)
        # Every layer has a range of its own for what its entries lead to, so that one sweep serves all layers.
        floor = self.layer * size
        goes_on = on >= 0
        to = floor + on
        highest = np.maximum.accumulate(np.where(goes_on, to, floor - 1))
        lowest = np.minimum.accumulate(np.where(goes_on, to, floor + size)[::-1])[::-1]
        found = goes_on.copy()
        found[1:] &= to[1:] > highest[:-1]
        found[:-1] &= to[:-1] < lowest[1:]
        return found

    @property
    def joined(self) -> BoolArray:
        """Which lines stand in the same group as the line above them."""
        found = np.zeros(len(self.group), np.bool_)
        found[1:] = (self.group[1:] >= 0) & (self.group[1:] == self.group[:-1]) & (self.layer[1:] == self.layer[:-1])
        return found

    @property
    def tops(self) -> BoolArray:
        """Which lines are the uppermost of their layers."""
        found = np.zeros(len(self.layer), np.bool_)
        found[list(self.first[:-1])] = True
        return found


def flat_order(ordered: Ordered) -> FlatOrder:
    """The entries of an order."""
    sizes = np.array([len(order) for order in ordered.orders], np.int64)
    first = (0, *np.cumsum(sizes).tolist())
    person = np.fromiter(chain.from_iterable(ordered.orders), np.int64, first[-1])
    layer = np.repeat(np.arange(len(sizes)), sizes)
    number: dict[tuple[int, ...], int] = {}
    group: list[int] = []
    for own, order in zip(ordered.chart.layers, ordered.orders, strict=True):
        known: dict[int, int] = {}
        for members in own.groups:
            if len(members) > 1:
                known.update(dict.fromkeys(members, number.setdefault(members, len(number))))
        group += [known.get(n, -1) for n in order]
    by_line = np.argsort(person, kind="stable")
    before, after = by_line[:-1], by_line[1:]
    same = (person[before] == person[after]) & (layer[before] + 1 == layer[after])
    back = np.full(len(person), -1, np.int64)
    back[after[same]] = before[same]
    return FlatOrder(first, person, layer, np.array(group, np.int64), back)


def round_hundredths(numbers: FloatArray) -> list[float]:
    """`round(number, 2)` of each, to the last bit."""
    scaled = numbers * 100
    near = np.rint(scaled)
    found: list[float] = (near / 100).tolist()
    # Whether a number that looks like the middle between two is above or below it, only its decimals tell.
    for at in np.flatnonzero(np.abs(np.abs(scaled - near) - 0.5) < 1e-6).tolist():
        found[at] = round(float(numbers[at]), 2)
    return found
