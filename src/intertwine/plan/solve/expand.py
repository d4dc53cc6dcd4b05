"""From nodes of a network back to choices, without a choice that nothing needs."""

import numpy as np

from intertwine.model.strings import Bools
from intertwine.plan.solve.reduce import Network
from intertwine.plan.solve.units import listed


def chosen_by(network: Network, nodes: Bools) -> Bools:
    """The choices that some nodes stand for, those that have to be held, and those that cost nothing and are of use."""
    units = network.units
    held = network.forced | units.joined(unit for node in np.flatnonzero(nodes) for unit in network.parts[node])
    chosen = np.zeros(len(units.unit), np.bool_)
    for unit in listed(_of_use(network, held)):
        chosen[list(units.choices[unit])] = True
    return chosen


def _of_use(network: Network, held: int) -> int:
    """Those of the units `held` that are of use. Of several ways the one with the least minutes, then the first."""
    units, kept = network.units, 0
    several = list[list[int]]()
    for ways in network.ways:
        sets = [whole for whole in map(units.joined, ways) if whole & ~held == 0]
        if len(sets) == 1:
            kept |= sets[0]
        elif sets:
            several.append(sets)
    for sets in several:
        if all(whole & ~kept for whole in sets):
            kept |= min(sets, key=lambda whole: units.minutes(whole & ~kept))
    return kept
