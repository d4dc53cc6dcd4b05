"""Heights for a given order: lines as straight as the order allows, neighbours apart, groups close.

`heights_isotonic` follows each line from layer to layer by isotonic regression (pool adjacent violators: Ayer and
others 1955), fast on any chart. `heights_least` finds the least linear wiggle height, the sum of all vertical ways,
which is a linear program for a given order (Dobler, Hegemann, Nöllenburg, Wolff, GD 2025, arXiv 2508.19802); HiGHS
solves it, in a process of its own. `heights_in_parts` does so in this process, in parts, for a page view;
`heights_few_wiggles` makes ways a little longer and wiggles fewer.
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import accumulate, chain, pairwise, repeat

import numpy as np

from intertwine.storyline.arguments import ORDERED, need
from intertwine.storyline.height.conditions import height_faults
from intertwine.storyline.height.problem import DEFAULT_SPACING, HeightProblem, Heights, Spacing, height_problem
from intertwine.storyline.layout import Ordered
from intertwine.storyline.passes import ensure
from intertwine.storyline.places import flat_order

WIGGLE_ROUNDS = 6
PART = 900
LEVEL = 1e-4


def heights_isotonic(ordered: Ordered, spacing: Spacing = DEFAULT_SPACING) -> Heights:
    """Heights, smallest first, that keep order and spacing: each layer as close as possible to the one before it."""
    need("heights_isotonic", ordered, Ordered, "an order", ORDERED)
    places = flat_order(ordered)
    top, apart, bound, _, _ = height_problem(places, spacing, level=False)
    over = np.where(top, 0.0, apart).tolist()
    bounds = bound.tolist()
    found: Heights = []
    before: dict[int, float] = {}
    for order, (begin, end) in zip(ordered.orders, pairwise(places.first), strict=True):
        before = _nearest(order, list(accumulate(over[begin:end])), bounds[begin:end], before)
        found.append(before)
    lowest = min(min(layer.values()) for layer in found)
    return _checked(
        ordered, spacing, [{person: height - lowest for person, height in layer.items()} for layer in found]
    )


def heights_least(
    ordered: Ordered, spacing: Spacing = DEFAULT_SPACING, seconds: float = 60.0
) -> tuple[Heights, float] | None:
    """The heights of `ordered` with the least sum of vertical ways, and that sum, in units.

    `spacing` says how far lines are apart. None when the solver did not come to its end within `seconds` of a clock.
    """
    need("heights_least", ordered, Ordered, "an order", ORDERED)
    return _solved(ordered, spacing, seconds, 1)


def heights_few_wiggles(
    ordered: Ordered, spacing: Spacing = DEFAULT_SPACING, seconds: float = 60.0
) -> tuple[Heights, float] | None:
    """Heights of `ordered` with few wiggles, for long straight runs, and the sum of ways, in units.

    `spacing` says how far lines are apart. Begins with the heights of `heights_least` and never has more wiggles; ways
    get a little longer (reweighted l1 minimisation: Candès, Wakin, Boyd 2008). None when the solver did not come to its
    end within `seconds` of a clock.
    """
    need("heights_few_wiggles", ordered, Ordered, "an order", ORDERED)
    return _solved(ordered, spacing, seconds, WIGGLE_ROUNDS)


def heights_in_parts(ordered: Ordered, spacing: Spacing = DEFAULT_SPACING) -> Heights:
    """Heights near the least ones, for a page view: in this process, a part of the story after the other.

    Each part is a linear program with as many layers as have `PART` lines together; the first half of what is found
    stands, and the next part goes on from there. A chart of one part gets its least heights.
    """
    need("heights_in_parts", ordered, Ordered, "an order", ORDERED)
    # HiGHS takes a tenth of a second to load.
    from intertwine.storyline.height.linear_program import solve_heights  # noqa: PLC0415 - as above

    places = flat_order(ordered)
    top, apart, bound, back, level = height_problem(places, spacing, level=True)
    first = places.first
    height = np.zeros(len(top))
    done = 0  # so many layers stand
    while done < len(first) - 1:
        begin = max(0, done - 1)
        end = begin
        while end < len(first) - 1 and (first[end] - first[begin] < PART or end < begin + 3):
            end += 1
        cut = slice(first[begin], first[end])
        stays, here = level[cut].copy(), back[cut] - first[begin]
        here[here < 0] = -1
        if done:  # what goes on from the layer that stands is free to move
            stays[: first[begin + 2] - first[begin]] = False
        held = height[first[begin] : first[begin + 1]] if done else None
        height[cut], _ = solve_heights(HeightProblem(top[cut], apart[cut], bound[cut], here, stays), 1, held)
        done = end if end == len(first) - 1 else max(begin + 2, (begin + end) // 2)
    return _checked(ordered, spacing, _by_layer(ordered, height.tolist()))


def _by_layer(ordered: Ordered, heights: Iterable[float]) -> Heights:
    row = iter(heights)
    return [dict(zip(order, row, strict=False)) for order in ordered.orders]  # each takes of the row what it needs


def _solved(ordered: Ordered, spacing: Spacing, seconds: float, rounds: int) -> tuple[Heights, float] | None:
    lines = height_problem(flat_order(ordered), spacing, level=False)
    command = [sys.executable, "-m", "intertwine.storyline.height.linear_program"]
    question = json.dumps({**{name: own.tolist() for name, own in lines._asdict().items()}, "rounds": rounds})
    try:
        done = subprocess.run(  # noqa: S603 - our own
            command, input=question, capture_output=True, text=True, timeout=seconds, check=True
        )
        answer = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError):
        return None
    return _checked(ordered, spacing, _by_layer(ordered, answer["heights"])), answer["linear_height"]


def _checked(ordered: Ordered, spacing: Spacing, heights: Heights) -> Heights:
    ensure("heights", partial(height_faults, ordered, spacing, heights))
    return heights


def wiggle_count(heights: Heights) -> int:
    """How often a line goes up or down between two neighbouring layers."""
    return sum(
        abs(after[person] - height) > LEVEL
        for before, after in pairwise(heights)
        for person, height in before.items()
        if person in after
    )


def linear_height(heights: Heights) -> float:
    """The linear wiggle height: how far all lines go up and down between neighbouring layers, in units."""
    return sum(
        abs(after[person] - height)
        for before, after in pairwise(heights)
        for person, height in before.items()
        if person in after
    )


def _nearest(
    order: Sequence[int], least_over: Sequence[float], bound: Sequence[bool], before: dict[int, float]
) -> dict[int, float]:
    """Heights closest, in squares, to those of the layer before."""
    means: list[float] = []  # of each block of lines, whose distances are the least
    weights: list[float] = []
    sizes: list[int] = []
    for person, offset, tight in zip(order, least_over, bound, strict=True):
        known = before.get(person)
        mean, weight, size = (means[-1] if means else 0.0, 1e-6, 1) if known is None else (known - offset, 1.0, 1)
        while means and (means[-1] >= mean or (tight and size == 1)):
            other = weights.pop()
            mean = (means.pop() * other + mean * weight) / (other + weight)
            weight += other
            size += sizes.pop()
        means.append(mean)
        weights.append(weight)
        sizes.append(size)
    spread = chain.from_iterable(map(repeat, means, sizes))
    return {person: base + over for person, base, over in zip(order, spread, least_over, strict=True)}
