"""Who is the same as whom in a view: the visible identities, joined; and the rows of some verbs."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from intertwine.model.arrays import distinct
from intertwine.model.strings import Bools, Ints

_FEW_VERBS = 8


def merged(count: int, one: Ints, other: Ints) -> Ints:
    """For each of `count` entities the lowest of those that the pairs of `one` and `other` make the same.

    `one` and `other` are equally long; pair *i* says that entity `one[i]` is entity `other[i]`. Connected components by
    label propagation with pointer jumping (Shiloach and Vishkin 1982): whole arrays at a time.
    """
    whole = np.arange(count, dtype=np.int32)
    ends = distinct(np.concatenate([one, other]))
    # All others stand for themselves: the work is among those that a pair names.
    number = np.zeros(count, np.int32)
    number[ends] = np.arange(len(ends))
    one, other = number[one], number[other]
    leader = np.arange(len(ends), dtype=np.int32)
    while True:
        low = np.minimum(leader[one], leader[other])
        joined = leader.copy()
        # The leaders themselves are lowered too, so that whole chains move at once.
        for places in (one, other, leader[one], leader[other]):
            np.minimum.at(joined, places, low)
        while not np.array_equal(jumped := joined[joined], joined):
            joined = jumped
        if np.array_equal(joined, leader):
            whole[ends] = ends[leader]
            return whole
        leader = joined


def with_verbs(column: npt.NDArray[np.int16], wanted: Sequence[bool]) -> Bools:
    """Which entries of a column of verbs are `wanted` ones, of which there is one for each verb: a mask over all."""
    return among_verbs(column, [number for number, is_wanted in enumerate(wanted) if is_wanted])


def among_verbs(column: npt.NDArray[np.int16], numbers: Sequence[int]) -> Bools:
    """Which entries of a column of verbs have one of these `numbers`: a mask over all."""
    if len(numbers) > _FEW_VERBS:
        wanted = np.zeros(max(*numbers, column.max(initial=0)) + 1, np.bool_)
        wanted[np.array(numbers)] = True
        return wanted.take(column)
    # To compare the whole column with a few is far quicker than to look up each entry.
    found = np.zeros(len(column), np.bool_)
    for number in numbers:
        found |= column == number
    return found
