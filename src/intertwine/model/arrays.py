"""Sets of numbers as arrays. NumPy's own set functions import a sixth of a second of masked arrays on first use."""

from collections.abc import Collection
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from intertwine.model.strings import Bools

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
    wanted = np.sort(chosen if isinstance(chosen, np.ndarray) else np.array(sorted(chosen), np.int64))
    if not len(wanted):
        return np.zeros(numbers.shape, np.bool_)
    place = np.searchsorted(wanted, numbers)
    place[place == len(wanted)] = 0
    found: Bools = wanted[place] == numbers
    return found
