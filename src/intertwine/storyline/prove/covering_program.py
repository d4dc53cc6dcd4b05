"""The covering program of odd cycles, solved by HiGHS, and the packing of cycles that is its dual.

A cycle with an odd number of negative edges has a paid edge. The least cost so that every odd cycle has one is a
covering problem; its linear relaxation is solved with a few cycles, and cycles that the solution leaves short are added
until there are none. Barahona, Mahjoub, On the cut polytope, 1986; in storylines Gronemann, Jünger, Liers, Mambelli,
GD 2016. The dual of the last program is a packing of cycles, which is rounded to whole numbers here: the bound that is
told is exact, whatever the solver's last digits are.
"""

import heapq
import random
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import highspy
import numpy as np

from intertwine.storyline.highs import silent
from intertwine.storyline.prove.kernelization import SignedEdge

Cycle = frozenset[int]
PACKING_UNIT = 1 << 24  # the packing's weights are whole numbers of such parts
SEED = 20160919
TINY, LEAST = 1e-7, 1e-3  # of a dual, and of what a cycle is short of
ROOTS, EACH, NEW, SHARE = 20, 30, 1000, 12  # trees a round, cycles of a tree, cycles a round, cycles through an edge
HOP = 0.01  # every edge is at least so long: of equally short cycles the ones of few edges are stronger
TRIED = 200  # edges of a tree looked at, shortest cycle first
MANY = 4000  # edges from which on the interior point method is faster than the simplex method started warm
OLD = 6  # rounds after which a cycle of no use is dropped


@dataclass(frozen=True, slots=True)
class Packing:
    """Odd cycles with weights: `total` is a lower bound of the edges' cost, in parts of which `PACKING_UNIT` make one.

    `slack[edge]` is what the packing leaves of the edge's weight; `cycles` are those with a weight, `sizes` the weights
    where they are known.
    """

    total: int
    slack: dict[int, int]
    cycles: list[Cycle]
    sizes: tuple[int, ...] = ()


class CoveringProgram:
    """The covering program of some of the edges, by number, starting with cycles already known."""

    def __init__(self, edges: dict[int, SignedEdge], cycles: Iterable[Cycle] = ()) -> None:
        self.names = list(edges)
        self.column = {name: at for at, name in enumerate(self.names)}
        self.weight = [abs(edges[name][2]) for name in self.names]
        nodes: dict[int, int] = {}
        self.ends = []
        for name in self.names:
            a, b, weight = edges[name]
            self.ends.append((nodes.setdefault(a, len(nodes)), nodes.setdefault(b, len(nodes)), weight < 0))
        self.near: list[list[tuple[int, int, bool]]] = [[] for _ in nodes]
        for at, (one, two, odd) in enumerate(self.ends):
            self.near[one].append((two, at, odd))
            self.near[two].append((one, at, odd))
        self.rng = random.Random(SEED)  # noqa: S311 - nothing secret, and the same on every machine
        self.rows: list[Cycle] = []
        self.age: list[int] = []
        self.have: set[Cycle] = set()
        self.solver = silent()
        size = len(self.names)
        if size > MANY:
            self.solver.setOptionValue("solver", "ipm")
            self.solver.setOptionValue("run_crossover", "off")
        self.solver.addVars(size, np.zeros(size), np.full(size, highspy.kHighsInf))
        self.solver.changeColsCost(size, np.arange(size, dtype=np.int32), np.array(self.weight, dtype=np.float64))
        self.paid: list[float] = [0.0] * size
        self.dual: list[float] = []
        self.add(cycles)

    def add(self, cycles: Iterable[Cycle]) -> int:
        """Adds cycles that are not there yet; how many."""
        new = [cycle for cycle in cycles if cycle not in self.have]
        if new:
            starts: list[int] = []
            columns: list[int] = []
            for cycle in new:
                starts.append(len(columns))
                columns += [self.column[name] for name in sorted(cycle)]
            self.solver.addRows(
                len(new), np.ones(len(new)), np.full(len(new), highspy.kHighsInf), len(columns),
                np.array(starts, dtype=np.int32), np.array(columns, dtype=np.int32), np.ones(len(columns)),
            )  # fmt: skip
            self.have.update(new)
            self.rows += new
            self.age += [0] * len(new)
        return len(new)

    def solve(self) -> bool:
        """Solves the program as it is; False when the solver did not come to its end."""
        self.solver.run()
        if self.solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return False
        solution = self.solver.getSolution()
        self.paid, self.dual = list(solution.col_value), list(solution.row_dual)
        self.age = [0 if dual > TINY else age + 1 for dual, age in zip(self.dual, self.age, strict=True)]
        return True

    def drop(self) -> None:
        """Forgets cycles that have been of no use for a while."""
        old = [at for at, age in enumerate(self.age) if age >= OLD]
        if len(old) < max(50, len(self.rows) // 5):
            return
        self.solver.deleteRows(len(old), np.array(old, dtype=np.int32))
        for at in reversed(old):
            self.have.discard(self.rows[at])
            del self.rows[at], self.age[at], self.dual[at]

    def packing(self) -> Packing:
        """The solution's dual in whole numbers, shrunk where it is too much for an edge."""
        size = [max(0, int(dual * PACKING_UNIT)) for dual in self.dual]
        load = self._load(size)
        for at, row in enumerate(self.rows):
            if size[at]:
                most = max(row, key=lambda name: load[name] / self.weight[self.column[name]])
                capacity = self.weight[self.column[most]] * PACKING_UNIT
                if load[most] > capacity:
                    size[at] = size[at] * capacity // load[most]
        load = self._load(size)
        slack = {name: weight * PACKING_UNIT - load[name] for name, weight in zip(self.names, self.weight, strict=True)}
        if min(slack.values(), default=0) < 0:
            raise AssertionError("a packing that is too much for an edge")
        used = [(row, each) for row, each in zip(self.rows, size, strict=True) if each]
        return Packing(sum(size), slack, [row for row, _ in used], tuple(each for _, each in used))

    def _load(self, size: Sequence[int]) -> dict[int, int]:
        load = dict.fromkeys(self.names, 0)
        for row, each in zip(self.rows, size, strict=True):
            if each:
                for name in row:
                    load[name] += each
        return load

    def violated_cycles(self, roots: Iterable[int]) -> list[Cycle]:
        """Odd cycles that the solution leaves short, shortest first, not too many through one edge."""
        found = [cycle for root in roots for cycle in self._through(root)]
        found.sort(key=lambda cycle: (round(cycle[0], 1), len(cycle[1])))
        used = [0] * len(self.names)
        result = []
        for _, cycle in found:
            if max(used[at] for at in cycle) < SHARE:
                for at in cycle:
                    used[at] += 1
                result.append(frozenset(self.names[at] for at in cycle))
                if len(result) == NEW:
                    break
        return result

    def _through(self, root: int) -> list[tuple[float, set[int]]]:
        """Short odd cycles that an edge closes in the tree of shortest ways from the root, with their lengths."""
        long = [paid + HOP for paid in self.paid]
        away = [2.0] * len(self.near)
        odd = [False] * len(self.near)
        back: list[tuple[int, int]] = [(-1, -1)] * len(self.near)
        done = bytearray(len(self.near))
        away[root] = 0.0
        heap = [(0.0, root)]
        while heap:
            so_far, one = heapq.heappop(heap)
            if done[one]:
                continue
            done[one] = 1
            for two, at, flips in self.near[one]:
                length = so_far + long[at]
                if length < away[two] and length < 0.6:
                    away[two], back[two], odd[two] = length, (one, at), odd[one] ^ flips
                    heapq.heappush(heap, (length, two))
        closing = []
        for at, (one, two, flips) in enumerate(self.ends):
            if odd[one] ^ odd[two] ^ flips and done[one] and done[two]:
                length = away[one] + away[two] + long[at]
                if length < 1:
                    closing.append((length, at))
        closing.sort()
        found: list[tuple[float, set[int]]] = []
        marked: set[int] = set()
        for _, at in closing[:TRIED]:
            if at in marked:
                continue
            cycle = {at}
            for end in self.ends[at][:2]:
                node = end
                while node != root:
                    node, step = back[node]
                    cycle ^= {step}
            length = sum(self.paid[step] for step in cycle)
            if length < 1 - LEAST and (len(found) < 3 or not cycle & marked):
                found.append((length, cycle))
                marked |= cycle
                if len(found) == EACH:
                    break
        return found

    def run(self, rounds: int, report: Callable[[Packing], object] | None = None, work: int = sys.maxsize) -> Packing:
        """The best packing after at most so many `rounds`, and within so much `work`: a round takes as much as its
        program has cycles, times edges. `report` hears the packing of every round."""
        best = Packing(0, {}, [])
        everywhere = range(len(self.near))
        for _ in range(rounds):
            work -= len(self.rows) * len(self.names)
            if work < 0 or not self.solve():
                break
            now = self.packing()
            if now.total >= best.total:
                best = now
            if report is not None:
                report(now)
            for roots in (ROOTS, 10 * ROOTS):
                if self.add(self.violated_cycles(self.rng.sample(everywhere, min(len(everywhere), roots)))):
                    break
            else:
                break
            self.drop()
        return best
