"""Where layers stand from left to right, so that no curve is too steep and every name has its place before its line."""

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from intertwine.storyline.chart import Layer
from intertwine.storyline.draw.metrics import STROKE, Metrics
from intertwine.storyline.height.problem import Heights
from intertwine.storyline.places import FlatOrder


class Column(NamedTuple):
    """A layer's place: where its lines are first in their rows, its middle, and whose lines start in it."""

    begins: float
    x: float
    starts: list[int]


def columns_of(
    layers: Sequence[Layer], places: FlatOrder, y: Heights, widths: Sequence[float], look: Metrics
) -> list[Column]:
    """Every layer's place, from left to right, in pixels.

    `places` is the order of the `layers` laid flat, `y` has a line's place from the top for everybody on stage in each
    layer, `widths` the width of each person's name, both in pixels, and `look` the measures of the picture.
    """
    found: list[Column] = []
    newcomers: list[list[int]] = [[] for _ in layers]
    for entry in np.flatnonzero(places.back < 0).tolist():
        newcomers[places.layer[entry]].append(int(places.person[entry]))
    x = look.margin
    for at, (starts, way) in enumerate(zip(newcomers, _longest_ways(places, y), strict=True)):
        if at:
            x += look.half + max(look.gap, 2 * way / look.steepest)
        begins = round(x, 2)
        starts.sort()
        extra = 0.0
        for person in starts:
            wide = widths[person] + 6
            free = _free_from(layers, y, found, _NameSlot(y[at][person], begins, wide), look)
            extra = max(extra, wide - (begins - free))
        x += extra + look.half
        found.append(Column(begins, round(x, 2), starts))
    return found


def _longest_ways(places: FlatOrder, y: Heights) -> list[float]:
    """How far lines go up or down at most on their way to each layer."""
    level = np.fromiter(chain.from_iterable(row.values() for row in y), np.float64, len(places.back))
    here = np.flatnonzero(places.back >= 0)
    found = np.zeros(len(y))
    np.maximum.at(found, places.layer[here], np.abs(level[here] - level[places.back[here]]))
    return found.tolist()


class _NameSlot(NamedTuple):
    """Where a name is to stand: in the row at `level`, `wide`, up to `begins` of the layer that comes next."""

    level: float
    begins: float
    wide: float


def _free_from(layers: Sequence[Layer], y: Heights, columns: Sequence[Column], row: _NameSlot, look: Metrics) -> float:
    """From where on, up to where the row ends, nothing is in it; or a place from where on there is space for all."""
    apart = 0.6 * look.font + STROKE + 1
    level, until = row.level, row.begins
    for at in range(len(columns) - 1, -1, -1):
        if row.wide - (row.begins - until) <= 0:
            return until
        here, after, end = y[at], y[at + 1], columns[at].x + look.half + 3
        taken = 0.0
        for person, height in here.items():
            to = after.get(person, height)
            if min(height, to) - apart < level < max(height, to) + apart:
                taken = max(taken, until if person in after else end)
        for person in columns[at].starts:  # their names stand before the layer
            if abs(here[person] - level) < 1.2 * look.font:
                taken = max(taken, columns[at].x - look.half)
        for group in layers[at].groups:
            heights = [here[person] for person in group]
            if len(group) > 1 and min(heights) - apart < level < max(heights) + apart:
                taken = max(taken, end)
        if taken:
            return taken
        until = columns[at].begins
    return look.margin
