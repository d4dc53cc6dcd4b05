"""The best nodes of a network for one aim, and of several that are equally good the earliest."""

import numpy as np

from intertwine.model.strings import Bools
from intertwine.plan.solve.aims import Aim
from intertwine.plan.solve.expand import chosen_by
from intertwine.plan.solve.limits import Work
from intertwine.plan.solve.nodes import Nodes
from intertwine.plan.solve.program import Program
from intertwine.plan.solve.reduce import Network
from intertwine.plan.solve.search import Found, Search


class Solver:
    """A network with an aim. The budget may change between two searches, which then go on from each other."""

    def __init__(self, network: Network, aim: Aim, work: Work) -> None:
        self.network, self.aim, self.work = network, aim, work
        self.nodes = Nodes(network)
        self.program = Program(network, aim)

    def best(self, known: Bools | None = None) -> Found:
        """The best nodes, beginning with some that are `known`; where the work is over, the best that were found."""
        known = np.zeros(self.nodes.count, np.bool_) if known is None else known
        found = Search(self.nodes, self.program, self.work, self.value(known)).best()
        return found if found.nodes is not None else Found(known, found.value, found.bound)

    def value(self, nodes: Bools) -> int:
        """What some nodes are worth."""
        return self.program.value(nodes, self.nodes.covered(nodes))

    def asked(self, nodes: Bools | None) -> int:
        """How much required weight some nodes cover."""
        nodes = self.nodes.none if nodes is None else nodes
        shared = (each.asked for each, met in zip(self.network.shared, self.nodes.covered(nodes), strict=True) if met)
        return sum(self.network.asked[node] for node in np.flatnonzero(nodes)) + sum(shared)

    def choices(self, nodes: Bools) -> Bools:
        """The choices that some nodes stand for."""
        return chosen_by(self.network, self.nodes.with_free(nodes))

    def earliest(self, found: Found) -> Bools:
        """Of all sets of nodes that are worth as much as the best: the one with the first choice at which they differ.

        Where the best are not proved, or the work is over before the end, a set that is as good as the one `found`.
        """
        best = self.nodes.none if found.nodes is None else found.nodes
        if found.bound > found.value or self.work.over():
            return best
        least, most = np.zeros(len(self.program.gain), np.bool_), np.ones(len(self.program.gain), np.bool_)
        relaxed = self.program.relax(least, most)
        self.work.spend(relaxed.pivots, self.program.entries)
        decided = np.abs(relaxed.loss) > relaxed.bound - found.value
        for node in self.nodes.paid_by_release:
            if best[node]:
                least[node] = True
            elif not decided[node]:
                trial = least.copy()
                trial[node] = True
                other = Search(self.nodes, self.program, self.work, found.value - 1).best(trial, most, first=True)
                if other.nodes is not None:
                    best, least = other.nodes, trial
                elif self.work.over():
                    break
                else:
                    most[node] = False
        return best
