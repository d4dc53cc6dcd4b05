"""Branch and bound: the best selection, of several the earliest, and the proof that none is better.

Each branch is a linear program that goes on from the basis of the one before. What its prices rule out is fixed
(reduced costs). Of the branches that wait, the one with the largest bound comes first, but each is followed down to its
end before another is taken up, so that the next program is near the last one. Land and Doig, 1960.
"""

import heapq

import numpy as np

from intertwine.model.record import record
from intertwine.model.strings import Bools
from intertwine.plan.solve.limits import SolverWork
from intertwine.plan.solve.nodes import Nodes
from intertwine.plan.solve.program import Program, Relaxed


@record
class BestNodes:
    """nodes: the best nodes that were found. Where the search came to its end, the earliest of all that are as good:
        those with the first node, by release, at which two sets differ.

    value: what they are worth.
    bound: no nodes are worth more, proved.
    """

    nodes: Bools
    value: int
    bound: int


@record
class _Branch:
    """All sets of nodes between two bounds of the columns, none of which is worth more than `limit`."""

    limit: int
    least: Bools
    most: Bools


class Search:
    """One search, which begins with a set of nodes that is `known`."""

    def __init__(self, nodes: Nodes, program: Program, work: SolverWork, known: Bools) -> None:
        self._all, self._program, self._work = nodes, program, work
        self._best, self._value = known, program.value(known, nodes.covered(known))
        self._order = np.array(nodes.paid_by_release, np.int64)

    def run(self) -> BestNodes:
        """Search to the end, or until the work is over."""
        gain = self._program.gain
        root = _Branch(int(gain[gain > 0].sum()), np.zeros(len(gain), np.bool_), np.ones(len(gain), np.bool_))
        waiting, numbered = [(0, 0, root)], 0
        while waiting and not (numbered and self._work.over()):
            following: _Branch | None = heapq.heappop(waiting)[2]
            while following is not None:
                one, other = self._parts(following)
                over = self._work.over()
                for branch in (one, other) if over else (other,):
                    if branch is not None:
                        numbered += 1
                        heapq.heappush(waiting, (-branch.limit, numbered, branch))
                following = None if over else one
        limits = [branch.limit for _, _, branch in waiting]
        return BestNodes(self._best, self._value, max([self._value, *limits]))

    def _parts(self, branch: _Branch) -> tuple[_Branch | None, _Branch | None]:
        """The two branches of a branch, of which the first is the more likely one, or none where nothing is better."""
        count = self._all.count
        least, most = branch.least.copy(), branch.most.copy()
        if not self._agree(least, most) or not self._may_be_better(branch.limit, most):
            return None, None
        relaxed = self._program.relax(least, most)
        self._work.spend(relaxed.pivots, self._program.entries)
        limit = min(branch.limit, relaxed.bound)
        if limit >= self._value and len(relaxed.share):
            self._note(self._all.rounded(relaxed.share, least[:count], most[:count], self._program.budget))
        if limit < self._value:
            return None, None
        loses = np.abs(relaxed.loss) > limit - self._value
        # A requirement that has to be covered could leave a program without a solution, and its prices prove nothing.
        loses[count:] = False
        least |= loses & (relaxed.loss > 0) & most
        most &= least | ~(loses & (relaxed.loss < 0))
        if not self._agree(least, most) or not self._may_be_better(limit, most):
            return None, None
        at = self._undecided(relaxed, limit, least[:count], most[:count])
        if at is None:
            self._note(self._all.completed(least[:count]))
            return None, None
        with_it, without = least.copy(), most.copy()
        with_it[at], without[at] = True, False
        held, out = _Branch(limit, with_it, most), _Branch(limit, least, without)
        likely = limit == self._value or not len(relaxed.share) or relaxed.share[at] >= 0.5
        return (held, out) if likely else (out, held)

    def _agree(self, least: Bools, most: Bools) -> bool:
        """Spread the bounds; whether anything is left between them that the budget is enough for."""
        count = self._all.count
        self._all.spread(least[:count], most[:count])
        return not (least & ~most).any() and int(self._all.cost[least[:count]].sum()) <= self._program.budget

    def _may_be_better(self, limit: int, most: Bools) -> bool:
        """Whether a branch may hold something that is worth more than the best, or as much and is earlier."""
        if limit != self._value:
            return limit > self._value
        best, possible = self._best[self._order], most[self._order]
        gained, lost = possible & ~best, best & ~possible
        return bool(gained.any()) and not lost[: int(np.argmax(gained))].any()

    def _note(self, nodes: Bools) -> None:
        """Keep some nodes where they are better than the best so far."""
        value = self._program.value(nodes, self._all.covered(nodes))
        differ = self._order[nodes[self._order] != self._best[self._order]]
        if value > self._value or (value == self._value and len(differ) and nodes[differ[0]]):
            self._best, self._value = nodes, value

    def _undecided(self, relaxed: Relaxed, limit: int, least: Bools, most: Bools) -> int | None:
        """The node to branch on: the one whose share is the least clear; where only earlier ones count, the first."""
        free = most & ~least & ~self._all.joint
        if not free.any():
            return None
        if limit == self._value:
            first = self._order[free[self._order]]
            if len(first):
                return int(first[0])
        numbers = np.flatnonzero(free)
        if len(relaxed.share):
            clear = np.abs(relaxed.share[numbers] - 0.5)
            if clear.min() < 0.5 - 1e-6:
                return int(numbers[np.argmin(clear)])
        return int(numbers[np.argmax(np.abs(relaxed.loss[numbers]))])
