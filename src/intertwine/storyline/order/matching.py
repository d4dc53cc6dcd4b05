"""What two charts of one story have in common, and how much of it stands otherwise: moments and people are matched."""

from dataclasses import dataclass

import numpy as np

from intertwine.storyline.chart import Chart
from intertwine.storyline.layout import Ordered
from intertwine.storyline.places import IntArray


@dataclass(frozen=True, slots=True)
class MovedPairs:
    """How many of the pairs of lines drawn before, counted in every layer, stand the other way round now."""

    moved: int
    pairs: int

    @property
    def share(self) -> float:
        """From 0, nothing moved, to 1, all upside down."""
        return self.moved / self.pairs if self.pairs else 0.0


def moved_pairs(before: Ordered, after: Ordered) -> MovedPairs:
    """What of an earlier chart stands otherwise in a later one: layers and people matched as in `matching_layers`."""
    near = earlier_ranks(after.chart, before)
    total = changed = 0
    for at, order in enumerate(after.orders):
        line = near[at, list(order)]
        line = line[line >= 0]
        total += len(line) * (len(line) - 1) // 2
        changed += int(np.triu(line[:, None] > line, 1).sum())
    return MovedPairs(changed, total)


def matching_layers(chart: Chart, earlier: Chart) -> dict[int, int]:
    """For layers of a chart the layer of an earlier one that is the same moment.

    Moments are told by their keys, where both charts have any (a layer with several is matched by the first that the
    earlier chart knows), otherwise by their number: the earlier chart is then the beginning of the later one.
    """
    known = {key: at for at, layer in reversed(list(enumerate(earlier.layers))) for key in layer.keys}
    if not known or not any(layer.keys for layer in chart.layers):
        return {at: at for at in range(min(len(chart.layers), len(earlier.layers)))}
    found = {}
    for at, layer in enumerate(chart.layers):
        same = next((known[key] for key in layer.keys if key in known), None)
        if same is not None:
            found[at] = same
    return found


def earlier_ranks(chart: Chart, near: Ordered) -> IntArray:
    """`[layer, person]`: a person's place in the same moment's earlier order, -1 where there was none."""
    number = {name: at for at, name in enumerate(chart.people)}
    ours = [number.get(name, -1) for name in near.chart.people]
    found = np.full((len(chart.layers), len(chart.people)), -1, dtype=np.int64)
    for at, same in matching_layers(chart, near.chart).items():
        on = set(chart.layers[at].present)
        for place, person in enumerate(near.orders[same]):
            if ours[person] in on:
                found[at, ours[person]] = place
    return found
