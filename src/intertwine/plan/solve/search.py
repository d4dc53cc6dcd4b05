"""Branch and bound: a selection of the largest value, and the proof that none has a larger one.

Each branch is a linear program that goes on from the basis of the one before. What its prices rule out is fixed
(reduced costs). Of the branches that wait, the one with the largest bound comes first, but each is followed down to its
end before another is taken up, so that the next program is near the last one. Land and Doig, 1960.
"""

import heapq

import numpy as np

from intertwine.model.record import record
from intertwine.model.strings import Bools
from intertwine.plan.solve.limits import Work
from intertwine.plan.solve.nodes import Nodes
from intertwine.plan.solve.program import Program, Relaxed


@record
class Found:
    """nodes: the best nodes that were found; None where none is worth more than what was known.

    value: what they are worth, or what was known.
    bound: no selection between the bounds that the search began with is worth more, proved.
    """

    nodes: Bools | None
    value: int
    bound: int


@record
class _Branch:
    """All selections between two bounds of the columns, none of which is worth more than `limit`."""

    limit: int
    least: Bools
    most: Bools


class Search:
    """One search. `value`: only selections that are worth more are looked for."""

    def __init__(self, nodes: Nodes, program: Program, work: Work, value: int = -1) -> None:
        self._all, self._program, self._work = nodes, program, work
        self._nodes: Bools | None = None
        self._value = value

    def best(self, least: Bools | None = None, most: Bools | None = None, *, first: bool = False) -> Found:
        """The best selection between two bounds of the columns, or with `first` the first that is found."""
        gain = self._program.gain
        least = np.zeros(len(gain), np.bool_) if least is None else least
        most = np.ones(len(gain), np.bool_) if most is None else most
        numbered = 0
        waiting = [(0, numbered, _Branch(int(gain[gain > 0].sum()), least, most))]
        while waiting and not (numbered and self._ended(first)):
            following: _Branch | None = heapq.heappop(waiting)[2]
            while following is not None:
                pair = self._parts(following)
                following, other = pair or (None, None)
                keep = [other] if not self._ended(first) else [following, other]
                for branch in keep:
                    if branch is not None and branch.limit > self._value:
                        numbered += 1
                        heapq.heappush(waiting, (-branch.limit, numbered, branch))
                if len(keep) == 2:
                    break
        limits = [branch.limit for _, _, branch in waiting]
        return Found(self._nodes, self._value, max([self._value, *limits]))

    def _ended(self, first: bool) -> bool:
        return self._work.over() or (first and self._nodes is not None)

    def _parts(self, branch: _Branch) -> tuple[_Branch, _Branch] | None:
        """Two branches, of which the first is more likely to hold the best; None where nothing better is left."""
        count = self._all.count
        least, most = branch.least.copy(), branch.most.copy()
        if branch.limit <= self._value or not self._agree(least, most):
            return None
        relaxed = self._program.relax(least, most)
        self._work.spend(relaxed.pivots, self._program.entries)
        limit = min(branch.limit, relaxed.bound)
        if limit <= self._value:
            return None
        if len(relaxed.share):
            self._note(self._all.rounded(relaxed.share, least[:count], most[:count], self._program.budget))
        if limit <= self._value:
            return None
        loses = np.abs(relaxed.loss) >= limit - self._value
        # A requirement that has to be covered could leave a program without a solution, and its prices prove nothing.
        loses[count:] = False
        least |= loses & (relaxed.loss > 0) & most
        most &= ~(loses & (relaxed.loss < 0)) | least
        if not self._agree(least, most):
            return None
        at = self._undecided(relaxed, least[:count], most[:count])
        if at is None:
            self._note(self._all.completed(least[:count]))
            return None
        up, down = (limit, least.copy(), most), (limit, least, most.copy())
        up[1][at], down[2][at] = True, False
        likely_up = not len(relaxed.share) or relaxed.share[at] >= 0.5
        one, other = (up, down) if likely_up else (down, up)
        return _Branch(*one), _Branch(*other)

    def _agree(self, least: Bools, most: Bools) -> bool:
        """Spread the bounds; whether any selection is left between them that the budget is enough for."""
        count = self._all.count
        self._all.spread(least[:count], most[:count])
        return not (least & ~most).any() and int(self._all.cost[least[:count]].sum()) <= self._program.budget

    def _note(self, nodes: Bools) -> None:
        value = self._program.value(nodes, self._all.covered(nodes))
        if value > self._value:
            self._nodes, self._value = nodes, value

    def _undecided(self, relaxed: Relaxed, least: Bools, most: Bools) -> int | None:
        """The node to branch on: of those that are not decided the one whose share is the least clear."""
        free = np.flatnonzero(most & ~least & ~self._all.joint)
        if not len(free):
            return None
        if len(relaxed.share):
            clear = np.abs(relaxed.share[free] - 0.5)
            if clear.min() < 0.5 - 1e-6:
                return int(free[np.argmin(clear)])
        return int(free[np.argmax(np.abs(relaxed.loss[free]))])
