"""A network with an aim, ready to be searched; and what its nodes stand for."""

import numpy as np

from intertwine.model.strings import Bools
from intertwine.plan.solve.aims import Aim
from intertwine.plan.solve.expand import chosen_by
from intertwine.plan.solve.limits import SolverWork
from intertwine.plan.solve.nodes import Nodes
from intertwine.plan.solve.program import Program
from intertwine.plan.solve.reduce import Network
from intertwine.plan.solve.search import BestNodes, Search


class Solver:
    """A network with an aim. The budget may change between two searches, which then go on from each other."""

    def __init__(self, network: Network, aim: Aim, work: SolverWork) -> None:
        self.network, self.aim, self.work = network, aim, work
        self.nodes = Nodes(network)
        self.program = Program(network, aim)
        if work.is_heard:
            self.program.listen(work.hear)

    def best(self, known: Bools | None = None) -> BestNodes:
        """The best nodes, beginning with some that are `known`; where the work is over, the best that were found."""
        return Search(self.nodes, self.program, self.work, self.nodes.none if known is None else known).run()

    def asked(self, nodes: Bools) -> int:
        """How much required weight some nodes cover."""
        shared = (each.asked for each, met in zip(self.network.shared, self.nodes.covered(nodes), strict=True) if met)
        return sum(self.network.asked[node] for node in np.flatnonzero(nodes)) + sum(shared)

    def choices(self, nodes: Bools) -> Bools:
        """The choices that some nodes stand for."""
        return chosen_by(self.network, self.nodes.with_free(nodes))
