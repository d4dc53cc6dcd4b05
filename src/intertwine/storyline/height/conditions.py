"""What holds of heights, however they were found."""

from collections.abc import Iterator
from itertools import chain

import numpy as np

from intertwine.storyline.height.problem import HeightProblem, Heights, Spacing, height_problem
from intertwine.storyline.layout import Ordered
from intertwine.storyline.places import FloatArray, flat_order

NEARLY = 1e-4
"""Units by which a height may be off: they are rounded."""


def height_faults(ordered: Ordered, spacing: Spacing, heights: Heights) -> Iterator[str]:
    """What is wrong with heights, a sentence each: nothing, when there are none.

    `heights` has a height in units for everybody on stage in each layer of `ordered`. Lines have to stand in their
    order, as far apart as `spacing` says, and no line above 0.
    """
    if [set(row) for row in heights] != [set(order) for order in ordered.orders]:
        yield "not everybody on stage has a height"
        return
    problem = height_problem(flat_order(ordered), spacing, level=False)
    both = zip(heights, ordered.orders, strict=True)
    height = np.fromiter(chain.from_iterable(map(row.__getitem__, order) for row, order in both), np.float64)
    yield from _distance_faults(problem, height)
    if height.min() < -NEARLY:
        yield f"a height of {height.min()}"


def _distance_faults(problem: HeightProblem, height: FloatArray) -> Iterator[str]:
    below = np.flatnonzero(~problem.top)
    gap = height[below] - height[below - 1] - problem.apart[below]
    if (gap < -NEARLY).any():
        yield f"two lines are {-gap.min():g} units too close"
    if (np.abs(gap[problem.tight[below]]) > NEARLY).any():
        yield "two lines of a group are not as close as asked for"
