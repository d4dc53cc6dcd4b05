"""The frustration kernel: the flips of a model as a signed graph, and what is left of it when its easy nodes are out.

A node is a variable of the linear-ordering model, an edge a pair of variables that would better be equal (a positive
weight) or opposite (a negative one); its weight's size is paid when they are not. The least that must be paid in all is
the graph's *frustration* (Harary 1959; a cut problem, Barahona 1982): a lower bound of the crossings, since only
transitivity is left out. A node with one or two neighbours can be taken out: whatever the neighbours are, its own best
value is known. Parallel edges add up, and of two that contradict each other the smaller is paid for certain.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from intertwine.storyline.linear_ordering import OrderingModel

SignedEdge = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Kernel:
    """What is left: `edges` as node, node, signed weight; `base` is paid for certain.

    `steps` tells which nodes went out, in this order, with the neighbours and signed weights each had then. The node
    `truth` stands for everything that is fixed. `node[variable]` is the signed node of a model's variable.
    """

    edges: tuple[SignedEdge, ...]
    base: int
    steps: tuple[tuple[int, tuple[tuple[int, int], ...]], ...]
    truth: int
    node: tuple[int, ...]


def kernelize(model: OrderingModel, fixed: Iterable[int] = ()) -> Kernel:
    """The kernel of a model's flips, literals `fixed` taken as true."""
    truth = model.top + 1
    node = list(range(truth + 1))
    for literal in fixed:
        node[abs(literal)] = truth if literal > 0 else -truth
    graph = _SignedGraph(truth)
    for (one, two), weight in model.flips.items():
        a, b = node[abs(one)], node[abs(two)]
        graph.add(abs(a), abs(b), weight if a * b * one * two > 0 else -weight)
    steps = graph.reduce()
    edges = tuple(
        (a, b, weight) for a, near in enumerate(graph.near) for b, weight in sorted(near.items()) if a < b
    )  # fmt: skip
    return Kernel(edges, graph.base, tuple(steps), truth, tuple(node))


def implied_literals(kernel: Kernel, equal: Iterable[tuple[int, int]], spare: float) -> list[int]:
    """For each variable of `kernel` the literal that it equals in every assignment that costs at most `spare` over a
    known bound.

    `equal` holds pairs of a node and a signed node that are equal in all those. A node that was taken out has its best
    value when another costs more than `spare`: the kernel's own cost is at least the bound, and what the node pays
    more comes on top. The literals are of representatives, or of `truth`.
    """
    sets = _SignedUnionFind(kernel.truth)
    for a, b in equal:
        sets.join(a, b)
    for v, near in reversed(kernel.steps):
        if len(near) == 1:
            ((a, weight),) = near
            if abs(weight) > spare:
                sets.join(v, a if weight > 0 else -a)
        elif len(near) == 2:
            (a, one), (b, two) = near if abs(near[0][1]) >= abs(near[1][1]) else near[::-1]
            mine = a if one > 0 else -a
            other = sets.find(b if two > 0 else -b)
            known = sets.find(mine)
            more = abs(one) + abs(two) if known == other else abs(one) - abs(two)
            if more > spare:
                sets.join(v, mine)
    return [0] + [sets.find(node) for node in kernel.node[1:]]


class _SignedGraph:
    """A signed graph with at most one edge between two nodes, and what is paid for certain."""

    def __init__(self, top: int) -> None:
        self.near: list[dict[int, int]] = [{} for _ in range(top + 1)]
        self.base = 0

    def add(self, a: int, b: int, weight: int) -> None:
        if a == b:
            self.base += max(0, -weight)
            return
        old = self.near[a].get(b, 0)
        if old * weight < 0:
            self.base += min(abs(old), abs(weight))
        if old + weight:
            self.near[a][b] = self.near[b][a] = old + weight
        else:
            del self.near[a][b], self.near[b][a]

    def reduce(self) -> list[tuple[int, tuple[tuple[int, int], ...]]]:
        """Takes out nodes with at most two neighbours until there are none."""
        steps = []
        gone = [False] * len(self.near)
        work = list(range(len(self.near) - 1, 0, -1))
        while work:
            v = work.pop()
            near = self.near[v]
            if gone[v] or len(near) > 2:
                continue
            gone[v] = True
            ends = tuple(near.items())
            steps.append((v, ends))
            for a, _ in ends:
                del self.near[a][v]
            self.near[v] = {}
            if len(ends) == 2:
                (a, one), (b, two) = ends
                size = min(abs(one), abs(two))
                self.add(a, b, size if one * two > 0 else -size)
            work += (a for a, _ in ends)
        return steps


class _SignedUnionFind:
    """Literals known to be equal: a forest of sets with signs."""

    def __init__(self, top: int) -> None:
        self.parent = list(range(top + 1))

    def find(self, literal: int) -> int:
        """The literal's representative."""
        path = []
        at = literal
        while abs(self.parent[abs(at)]) != abs(at):
            path.append(at)
            at = self.parent[abs(at)] if at > 0 else -self.parent[abs(at)]
        for step in path:
            self.parent[abs(step)] = at if step > 0 else -at
        return at

    def join(self, a: int, b: int) -> None:
        """Makes two literals equal; those that are known already are left alone."""
        a, b = self.find(a), self.find(b)
        if abs(a) != abs(b):
            self.parent[abs(a)] = b if a > 0 else -b
