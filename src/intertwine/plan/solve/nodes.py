"""Sets of nodes of a network: what they need, what they cover, and which of them a budget is enough for."""

import numpy as np
import numpy.typing as npt

from intertwine.model.strings import Bools, Longs
from intertwine.plan.solve.reduce import Network


class Nodes:
    """The nodes of a network. A set of them is an array with an entry for each node.

    count: how many there are.
    none: the set without any.
    cost: minutes of each.
    joint: which are joint needs.
    paid_by_release: those that cost something, by the earliest of their choices.
    """

    def __init__(self, network: Network) -> None:
        self.count = len(network.cost)
        self.none: Bools = np.zeros(self.count, np.bool_)
        self.cost: Longs = np.array(network.cost, np.int64)
        self.joint: Bools = np.array([not each for each in network.parts], np.bool_)
        paid = [node for node in range(self.count) if network.cost[node]]
        self.paid_by_release = sorted(paid, key=network.earliest.__getitem__)
        arcs = np.array(network.arcs, np.int64).reshape(-1, 2)
        self._needed, self._needing = arcs[:, 0], arcs[:, 1]
        lengths = [len(each.options) for each in network.shared]
        self._options = np.array([node for each in network.shared for node in each.options], np.int64)
        self._shared, self._shares = np.repeat(np.arange(len(lengths)), lengths), len(lengths)
        self.needs: list[list[int]] = [[] for _ in range(self.count)]
        for needed, needing in network.arcs:
            self.needs[needing].append(needed)

    def completed(self, nodes: Bools) -> Bools:
        """The nodes, and the joint needs that they meet."""
        broken = np.bincount(self._needing[~nodes[self._needed]], minlength=self.count) > 0
        met: Bools = np.where(self.joint, ~broken, nodes)
        return met

    def with_free(self, nodes: Bools) -> Bools:
        """The nodes, and all that cost nothing more."""
        held = nodes.copy()
        for node in np.flatnonzero((self.cost == 0) & ~nodes).tolist():
            held[node] = held[self.needs[node]].all()
        return held

    def covered(self, nodes: Bools) -> Bools:
        """Which shared requirements the nodes cover."""
        covered = np.zeros(self._shares, np.bool_)
        covered[self._shared[nodes[self._options]]] = True
        return covered

    def spread(self, least: Bools, most: Bools) -> None:
        """Make bounds agree: what a node that is held needs is held, and what needs one that is out is out."""
        while True:
            held = self._needed[least[self._needing] & ~least[self._needed]]
            shut = self._needing[most[self._needing] & ~most[self._needed]]
            if not len(held) and not len(shut):
                return
            least[held] = True
            most[shut] = False

    def rounded(self, share: npt.NDArray[np.float64], least: Bools, most: Bools, budget: int) -> Bools:
        """A set near a fractional one: the nodes with the largest `share` for which the `budget` is enough.

        It holds `least`, which the budget is enough for, and nothing beyond `most`.
        """
        chosen = least & ~self.joint
        left = budget - int(self.cost[chosen].sum())
        rough = np.rint(share * 1e6).astype(np.int64)
        order = np.argsort(-rough, kind="stable")
        wanted = order[((rough > 0) & ~self.joint & most & ~chosen)[order]].tolist()
        cost, held = self.cost[wanted].tolist(), set(np.flatnonzero(chosen).tolist())
        for node, minutes in zip(wanted, cost, strict=True):
            if minutes <= left and held.issuperset(self.needs[node]):
                held.add(node)
                left -= minutes
        chosen[list(held)] = True
        return self.completed(chosen)
