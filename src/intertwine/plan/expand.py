"""From nodes of a network back to choices, without a choice that nothing needs."""

from collections.abc import Iterable

import numpy as np

from intertwine.model.strings import Bools
from intertwine.plan.needs import Needs, listed
from intertwine.plan.reduce import Network


def chosen_by(network: Network, nodes: Bools) -> Bools:
    """The choices that some nodes stand for, those that have to be held, and those that cost nothing and are of use."""
    needs = network.needs
    held = network.forced | needs.joined(unit for node in np.flatnonzero(nodes) for unit in network.units[node])
    chosen = np.zeros(len(needs.unit), np.bool_)
    for unit in listed(_of_use(network, held)):
        chosen[list(needs.choices[unit])] = True
    return chosen


def _of_use(network: Network, held: int) -> int:
    """Those of the units `held` by which they cover what they cover. Of several ways the least minutes, then the first."""
    needs, kept = network.needs, 0
    several = list[list[int]]()
    for ways in network.ways:
        sets = [whole for whole in map(needs.joined, ways) if whole & ~held == 0]
        if len(sets) == 1:
            kept |= sets[0]
        elif sets:
            several.append(sets)
    for sets in several:
        if all(whole & ~kept for whole in sets):
            kept |= min(sets, key=lambda whole: needs.minutes(whole & ~kept))
    return kept
