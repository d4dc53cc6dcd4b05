"""The baseline: again and again what covers the most weight for its minutes, with all that it needs.

Khuller, Moss, Naor, The budgeted maximum coverage problem, 1999: the better one of that and of the best single step.
Their guarantee holds for problems without joint needs, without `first`, and with the enumeration of triples; here it is
what the exact search is compared with, and what it begins with.
"""

import heapq

import numpy as np

from intertwine.model.strings import Bools
from intertwine.plan.coverage import Coverage, Selection, covered, selected
from intertwine.plan.solve.expand import chosen_by
from intertwine.plan.solve.nodes import Nodes
from intertwine.plan.solve.reduce import Network, reduced


def greedy_within(problem: Coverage, minutes: int) -> Selection:
    """A selection of at most so many `minutes`, taken greedily. `bound` is the weight of all that can be covered."""
    minutes = max(0, minutes)
    network = reduced(problem, np.zeros(len(problem.weight), np.bool_), must=False, budget=minutes)
    nodes = Nodes(network)
    chosen = chosen_by(network, nodes.with_free(greedy_nodes(network, minutes)))
    bound = network.weight + sum(network.profit) + sum(each.weight for each in network.shared)
    return selected(problem, chosen, bound, reached=int(problem.weight[covered(problem, chosen)].sum()) == bound)


def greedy_nodes(network: Network, budget: int) -> Bools:
    """The nodes that are taken greedily for so many minutes."""
    steps = _GreedySteps(network)
    affordable = [step for step in range(len(network.cost)) if steps.cost(step) <= budget]
    single = max(affordable, key=steps.gain, default=None)
    alone, brings = (0, []) if single is None else (steps.gain(single), steps.brings[single])
    (*_, (_, nodes)) = steps.run(budget)
    if alone > steps.weight:
        nodes[:] = False
        nodes[brings] = True
    return nodes


def greedy_path(network: Network, budget: int) -> list[tuple[int, Bools]]:
    """The minutes and nodes after each greedy step, from none to as many as the budget is enough for."""
    return _GreedySteps(network).run(budget)


def with_needs(network: Network) -> list[list[int]]:
    """Each node with all that it needs, ascending."""
    needs: list[list[int]] = [[] for _ in network.cost]
    for needed, needing in network.arcs:
        needs[needing].append(needed)
    brings: list[list[int]] = []
    for node, its in enumerate(needs):
        brings.append(sorted({node, *(it for other in its for it in brings[other])}))
    return brings


class _GreedySteps:
    """What can be taken next: a node, with all nodes that it needs. What was taken is never given back."""

    def __init__(self, network: Network) -> None:
        self._network = network
        count = len(network.cost)
        self.brings = with_needs(network)
        self._users: list[list[int]] = [[] for _ in range(count)]
        for node, brought in enumerate(self.brings):
            for other in brought:
                self._users[other].append(node)
        self._joint = [not units for units in network.parts]
        self._left = [0] * count  # of a joint need: what is still missing
        self._joints: list[list[int]] = [[] for _ in range(count)]
        for needed, needing in network.arcs:
            self._left[needing] += 1
            if self._joint[needing]:
                self._joints[needed].append(needing)
        self._covers: list[list[int]] = [[] for _ in range(count)]
        for number, shared in enumerate(network.shared):
            for node in shared.options:
                self._covers[node].append(number)
        self._held, self._met = [False] * count, [False] * len(network.shared)
        self.weight = 0

    def cost(self, step: int) -> int:
        """The minutes that a step takes now."""
        return sum(self._network.cost[node] for node in self.brings[step] if not self._held[node])

    def gain(self, step: int) -> int:
        """The weight that a step adds now."""
        added = self._added(step)
        met = {number for node in added for number in self._covers[node] if not self._met[number]}
        return sum(self._network.profit[node] for node in added) + sum(
            self._network.shared[each].weight for each in met
        )

    def run(self, budget: int) -> list[tuple[int, Bools]]:
        """The minutes and nodes after each step, until no step that fits adds anything."""
        path, most = [(0, np.zeros(len(self.brings), np.bool_))], budget
        version = [0] * len(self.brings)
        heap = list[tuple[int, int, int]]()

        def push(step: int) -> None:
            gain, cost = self.gain(step), self.cost(step)
            if gain and cost <= budget:
                version[step] += 1
                heapq.heappush(heap, (-(gain << 40) // max(1, cost), step, version[step]))

        for step in range(len(self.brings)):
            push(step)
        while heap:
            rate, step, made = heapq.heappop(heap)
            gain, cost = self.gain(step), self.cost(step)
            if made != version[step] or not gain or cost > budget:
                continue
            if -(gain << 40) // max(1, cost) > rate:  # it is worth less than when it was put there
                push(step)
                continue
            budget -= cost
            self.weight += gain
            for user in self._take(step):
                push(user)
            path.append((most - budget, np.array(self._held, np.bool_)))
        return path

    def _added(self, step: int) -> list[int]:
        """The nodes that a step adds, and the joint needs that it meets."""
        added = [node for node in self.brings[step] if not self._held[node]]
        left: dict[int, int] = {}
        for node in added:
            for joint in self._joints[node]:
                left[joint] = left.get(joint, self._left[joint]) - 1
        inside = set(added)
        return added + [joint for joint, missing in left.items() if missing == 0 and joint not in inside]

    def _take(self, step: int) -> list[int]:
        """Take a step; the steps that cost less or add more from now on."""
        added = self._added(step)
        for node in added:
            self._held[node] = True
            for joint in self._joints[node]:
                self._left[joint] -= 1
            for number in self._covers[node]:
                self._met[number] = True
        return sorted({user for node in added for user in self._users[node] if not self._held[user]})
