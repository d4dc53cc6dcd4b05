"""Sets of numbers as arrays, and tables that are looked up by them.

NumPy's own set functions import a sixth of a second of masked arrays on first use.
"""

from collections.abc import Collection
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from intertwine.model.strings import Bools, Longs

_FEW = 8
_PART = 2**16
A = TypeVar("A", bound=np.generic)
N = TypeVar("N", bound=np.integer[Any])


def distinct(numbers: npt.NDArray[N]) -> npt.NDArray[N]:
    """The different numbers, ascending."""
    ordered = np.sort(numbers, axis=None)
    if len(ordered) < 2:
        return ordered
    kept = np.ones(len(ordered), np.bool_)
    kept[1:] = ordered[1:] != ordered[:-1]
    return ordered[kept]


def common(a: npt.NDArray[N], b: npt.NDArray[Any]) -> npt.NDArray[N]:
    """The different numbers that are in both, ascending."""
    ours = distinct(a)
    return ours[among(ours, b)]


def among(numbers: npt.NDArray[Any], chosen: npt.NDArray[Any] | Collection[int]) -> Bools:
    """Which of `numbers` are among `chosen`."""
    if len(chosen) <= _FEW:
        # To compare all with each is far quicker than to look each one up.
        few = np.zeros(numbers.shape, np.bool_)
        for number in chosen:
            few |= numbers == number
        return few
    wanted = np.sort(chosen if isinstance(chosen, np.ndarray) else np.array(sorted(chosen), np.int64))
    place = np.searchsorted(wanted, numbers)
    place[place == len(wanted)] = 0
    found: Bools = wanted[place] == numbers
    return found


def look_up(
    table: npt.NDArray[A], numbers: npt.NDArray[np.integer[Any]], out: npt.NDArray[A] | None = None
) -> npt.NDArray[A]:
    """What `table` has at each of `numbers`, in `out` where it is given; -1 means the last entry.

    Numbers of less than the machine's width are converted for this, a part at a time: that needs little memory, and
    what was just converted is still at hand.
    """
    found = np.empty(len(numbers), table.dtype) if out is None else out
    for start in range(0, len(numbers), _PART):
        part = slice(start, start + _PART)
        # The only mode that neither refuses -1 nor writes to a copy first.
        table.take(numbers[part], out=found[part], mode="wrap")
    return found


def mark(mask: Bools, numbers: npt.NDArray[np.integer[Any]]) -> None:
    """Set the `mask` at each of `numbers`, a part at a time: see `look_up`."""
    for start in range(0, len(numbers), _PART):
        mask[numbers[start : start + _PART].astype(np.intp)] = True


def groups(*columns: npt.NDArray[np.integer[Any]]) -> Longs:
    """A number for each entry of some columns of one length: equal entries share one, and they count from 0."""
    order = np.lexsort(columns)
    new = np.zeros(len(order), np.bool_)
    for column in columns:
        ordered = column[order]
        new[1:] |= ordered[1:] != ordered[:-1]
    found = np.zeros(len(order), np.int64)
    found[order] = np.cumsum(new)
    return found
