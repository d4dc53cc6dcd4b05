"""What heights are asked for: an order laid flat, the distances of its lines, and which lines stay level."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from intertwine.storyline.places import BoolArray, FlatOrder, FloatArray, IntArray

Heights = list[dict[int, float]]
"""For each layer the height of everybody on stage, by number, in units from 0 at the top."""


@dataclass(frozen=True, slots=True)
class Spacing:
    """The least distance of neighbouring lines, in units of height: within a group, and otherwise. With `tight` those
    of a group are exactly that far apart, so that they are seen to be together."""

    inside: float = 1.0
    outside: float = 1.5
    tight: bool = False


DEFAULT_SPACING = Spacing()
UNIT_SPACING = Spacing(1.0, 1.0)
"""That of the papers: neighbours are one unit apart."""


class HeightProblem(NamedTuple):
    """What is to be straightened, an entry a line and layer, layer by layer, in each from top to bottom.

    `top`: it is the uppermost of its layer; else `apart` is its least distance from the line above, and with `tight`
    the only one. `back` is the entry of the same line in the layer before (-1: none); with `level` it stays as high.
    """

    top: BoolArray
    apart: FloatArray
    tight: BoolArray
    back: IntArray
    level: BoolArray


def height_problem(places: FlatOrder, spacing: Spacing, *, level: bool) -> HeightProblem:
    """What is to be straightened: the lines of `places`, as far apart as `spacing` says.

    With `level` a line that crosses nobody on its way to the next layer, and whose group there is the same or none,
    keeps its height.
    """
    joined = places.joined
    apart = np.where(joined, spacing.inside, spacing.outside)
    stays = np.zeros(len(apart), np.bool_)
    if level:
        here = np.flatnonzero(places.back >= 0)
        before = places.back[here]
        stays[here] = places.uncrossed[before] & (places.group[before] == places.group[here])
    return HeightProblem(places.tops, apart, joined & spacing.tight, places.back, stays)
