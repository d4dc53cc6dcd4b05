"""Heights for a given order: lines as straight as the order allows, neighbours apart, groups close.

`straight` follows each line from layer to layer (pool adjacent violators, Ayer and others 1955), fast on any chart.
`least` finds the least linear wiggle height, the sum of all vertical ways, which is a linear program for a given order
(Dobler, Hegemann, Nöllenburg, Wolff, GD 2025, arXiv 2508.19802); HiGHS solves it, in a process of its own. `settled`
does so in this process, in parts, for a page view; `calm` trades some ways for fewer wiggles.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from intertwine.storyline.chart import Layer
from intertwine.storyline.layout import Ordered

Heights = list[dict[int, float]]


@dataclass(frozen=True, slots=True)
class Spacing:
    """The least distance of neighbouring lines, in units of height: within a group, and otherwise. With `close` those
    of a group are exactly that far apart, so that they are seen to be together."""

    inside: float = 1.0
    outside: float = 1.5
    close: bool = False


UNIT = Spacing(1.0, 1.0)
CALM_ROUNDS = 6
PART = 900
LEVEL = 1e-4


def straight(ordered: Ordered, spacing: Spacing = Spacing()) -> Heights:
    """Heights, smallest first, that keep order and spacing: each layer as close as possible to the one before it."""
    found: Heights = []
    before: dict[int, float] = {}
    for layer, order in zip(ordered.chart.layers, ordered.orders, strict=True):
        before = _nearest(order, offsets(layer, order, spacing), tight(layer, order, spacing), before)
        found.append(before)
    lowest = min(min(layer.values()) for layer in found)
    return [{person: height - lowest for person, height in layer.items()} for layer in found]


def least(ordered: Ordered, spacing: Spacing = Spacing(), seconds: float = 60.0) -> tuple[Heights, float] | None:
    """Heights with the least sum of vertical ways, and that sum; None when the solver did not come to its end."""
    return _solved(ordered, spacing, seconds, 1)


def calm(ordered: Ordered, spacing: Spacing = Spacing(), seconds: float = 60.0) -> tuple[Heights, float] | None:
    """Heights with few wiggles, for long straight runs, and the sum of ways; None when the solver did not end.

    Starts from `least` and never has more wiggles than it. Ways get a little longer.
    """
    return _solved(ordered, spacing, seconds, CALM_ROUNDS)


def settled(ordered: Ordered, spacing: Spacing = Spacing()) -> Heights:
    """Heights near the least ones, for a page view: in this process, a part of the story after the other.

    Each part is a linear program with as many layers as have `PART` lines together; the first half of what is found
    stands, and the next part goes on from there. A chart of one part gets its least heights.
    """
    from intertwine.storyline.straighten import solve  # noqa: PLC0415 - HiGHS takes a tenth of a second to load

    layers = [
        (list(order), offsets(layer, order, spacing), tight(layer, order, spacing))
        for layer, order in zip(ordered.chart.layers, ordered.orders, strict=True)
    ]
    level = [_undisturbed(*pair) for pair in pairwise(zip(ordered.chart.layers, ordered.orders, strict=True))]
    found: list[list[float]] = []
    while len(found) < len(layers):
        first = max(0, len(found) - 1)
        last, lines = first, 0
        while last < len(layers) and (lines < PART or last < first + 3):
            lines += len(layers[last][0])
            last += 1
        flat = [set[int](), *level[first + 1 : last - 1]] if found else level[first : last - 1]
        rows, _ = solve(layers[first:last], 1, found[first] if found else None, flat)
        end = last if last == len(layers) else max(first + 2, (first + last) // 2)
        found[first:] = rows[: end - first]
    return [dict(zip(order, row, strict=True)) for order, row in zip(ordered.orders, found, strict=True)]


def _undisturbed(one: tuple[Layer, Sequence[int]], two: tuple[Layer, Sequence[int]]) -> set[int]:
    """Who goes on from one layer to the next without crossing anybody, and in no group, or in the same one."""
    (layer, order), (after, then) = one, two
    place = {person: at for at, person in enumerate(then)}
    both = [person for person in order if person in place]
    least, lowest = [], len(then)
    for person in reversed(both):
        least.append(lowest)
        lowest = min(lowest, place[person])
    found, highest = set(), -1
    for person, below in zip(both, reversed(least), strict=True):
        if highest < place[person] < below:
            found.add(person)
        highest = max(highest, place[person])
    groups = {group for group in layer.groups if len(group) > 1}
    for group in groups.symmetric_difference(group for group in after.groups if len(group) > 1):
        found.difference_update(group)
    return found


def _solved(ordered: Ordered, spacing: Spacing, seconds: float, rounds: int) -> tuple[Heights, float] | None:
    layers = [
        [list(order), offsets(layer, order, spacing), tight(layer, order, spacing)]
        for layer, order in zip(ordered.chart.layers, ordered.orders, strict=True)
    ]
    command = [sys.executable, "-m", "intertwine.storyline.straighten"]
    question = json.dumps({"layers": layers, "rounds": rounds})
    try:
        done = subprocess.run(  # noqa: S603 - our own
            command, input=question, capture_output=True, text=True, timeout=seconds, check=True
        )
        answer = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError):
        return None
    heights = [dict(zip(order, row, strict=True)) for order, row in zip(ordered.orders, answer["heights"], strict=True)]
    return heights, answer["ways"]


def wiggles(heights: Heights) -> int:
    """How often a line goes up or down between two neighbouring layers."""
    return sum(
        abs(after[person] - height) > LEVEL
        for before, after in pairwise(heights)
        for person, height in before.items()
        if person in after
    )


def ways(heights: Heights) -> float:
    """The linear wiggle height: how far all lines go up and down between neighbouring layers, in units."""
    return sum(
        abs(after[person] - height)
        for before, after in pairwise(heights)
        for person, height in before.items()
        if person in after
    )


def offsets(layer: Layer, order: Sequence[int], spacing: Spacing) -> list[float]:
    """The least height of each line over the first of the layer."""
    group = {person: at for at, members in enumerate(layer.groups) for person in members}
    total = 0.0
    found = [0.0] if order else []
    for one, two in pairwise(order):
        total += spacing.inside if one in group and group[one] == group.get(two) else spacing.outside
        found.append(total)
    return found


def tight(layer: Layer, order: Sequence[int], spacing: Spacing) -> list[bool]:
    """Whether each line of the order is exactly one distance below the line above it."""
    group = {person: at for at, members in enumerate(layer.groups) for person in members}
    pairs = pairwise([-1, *order])
    return [spacing.close and one in group and group[one] == group.get(two) for one, two in pairs]


def _nearest(
    order: Sequence[int], least_over: Sequence[float], bound: Sequence[bool], before: dict[int, float]
) -> dict[int, float]:
    """Heights closest, in squares, to those of the layer before."""
    blocks: list[tuple[float, float, int]] = []  # mean, weight, lines
    for place, (person, offset) in enumerate(zip(order, least_over, strict=True)):
        known = person in before
        target = before[person] - offset if known else (blocks[-1][0] if blocks else 0.0)
        blocks.append((target, 1.0 if known else 1e-6, 1))
        joined = bound[place]
        while len(blocks) > 1 and (joined or blocks[-2][0] >= blocks[-1][0]):
            joined = False
            (mean, weight, lines), (mean2, weight2, lines2) = blocks[-2:]
            both = weight + weight2
            blocks[-2:] = [((mean * weight + mean2 * weight2) / both, both, lines + lines2)]
    spread = [mean for mean, _, lines in blocks for _ in range(lines)]
    return {person: base + over for person, base, over in zip(order, spread, least_over, strict=True)}
