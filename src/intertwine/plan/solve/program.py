"""The linear program of a network: how much no selection can exceed, proved in whole numbers.

HiGHS finds dual prices with floating-point numbers. Whatever prices are put in, they prove a bound (weak duality), so
they are rounded to whole numbers and the bound is computed from them exactly: no proof rests on a tolerance.
"""

from collections.abc import Callable, Sequence
from math import gcd

import numpy as np
import numpy.typing as npt

from intertwine.model.extras import MissingExtraError
from intertwine.model.record import record
from intertwine.model.strings import Bools, Longs
from intertwine.plan.solve.aims import Aim
from intertwine.plan.solve.reduce import Network

try:
    import highspy

    from intertwine.storyline.highs import silent
except ImportError as error:
    raise MissingExtraError("plans", error.name) from error

_MOST_SUMS = 1 << 20
"""So many different sums of costs are told apart."""
_FINE = 50
"""Values are multiplied by a power of two that leaves them below 2 to the power of this."""


@record
class Relaxed:
    """What a linear program says about all selections between two bounds.

    share: of each node, from 0 to 1; empty where the program was not solved.
    bound: no selection has a larger value.
    loss: by how much, at least, the bound falls where a column is 0 instead of 1 (above 0), or 1 instead of 0 (below).
    pivots: steps of the simplex method.
    """

    share: npt.NDArray[np.float64]
    bound: int
    loss: Longs
    pivots: int


class Program:
    """The program of one network and aim; the budget can be changed. Columns are the nodes, then what is shared."""

    def __init__(self, network: Network, aim: Aim) -> None:
        self.network = network
        nodes, shared = len(network.cost), network.shared
        self.gain: Longs = np.concatenate([aim.node, aim.shared])
        self.cost: Longs = np.array(network.cost, np.int64)
        paid = np.flatnonzero(self.cost)
        lengths = [2] * len(network.arcs) + [1 + len(each.options) for each in shared] + [len(paid)]
        columns = [column for arc in network.arcs for column in (arc[1], arc[0])]
        for number, each in enumerate(shared):
            columns += (nodes + number, *each.options)
        entries = np.full(len(columns), -1, np.int64)
        starts = np.cumsum([0, *lengths])
        entries[starts[:-2]] = 1
        self._row = np.repeat(np.arange(len(lengths)), lengths)
        self._column = np.concatenate([np.array(columns, np.int64), paid])
        self._entry: Longs = np.concatenate([entries, self.cost[paid]])
        self.entries = len(self._entry)
        total = int(np.abs(self.gain).sum()) + 1
        self._scale = 1 << max(0, _FINE - total.bit_length())
        self._step, self._sums = _sums(self.cost[paid].tolist())
        self.solver = self._made(starts)
        self.set_budget(aim.budget)

    def listen(self, hear: Callable[[int], bool]) -> None:
        """Have `hear` told the steps of each program while it is being solved. Where it returns False, the program is
        left unsolved."""

        def told(event: highspy.highs.HighsCallbackEvent) -> None:
            if not hear(event.data_out.simplex_iteration_count):
                event.interrupt()

        self.solver.cbSimplexInterrupt += told

    def set_budget(self, budget: int | None) -> None:
        """Let selections cost so many minutes at most: that is, the most that some nodes cost exactly."""
        total = int(self.cost.sum())
        steps = (total if budget is None else min(budget, total)) // self._step
        if self._sums:
            steps = (self._sums & ((1 << (steps + 1)) - 1)).bit_length() - 1
        self.budget = steps * self._step
        rows = self.solver.getNumRow()
        self.solver.changeRowBounds(rows - 1, -highspy.kHighsInf, float(self.budget))

    def value(self, nodes: Bools, covered: Bools) -> int:
        """What these nodes and the shared requirements that they cover are worth."""
        return int(self.gain[: len(nodes)][nodes].sum() + self.gain[len(nodes) :][covered].sum())

    def relax(self, least: Bools, most: Bools) -> Relaxed:
        """Solve the program with all columns between two bounds. A selection that is `least` must fit the budget."""
        count = len(self.gain)
        self.solver.changeColsBounds(count, np.arange(count, dtype=np.int32), least.astype(float), most.astype(float))
        self.solver.run()
        pivots = max(0, self.solver.getInfo().simplex_iteration_count)
        solved = self.solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        found = self.solver.getSolution()
        prices = np.array(found.row_dual if solved else np.zeros(self.solver.getNumRow()))
        bound, loss = self._proved(prices, least, most)
        share = np.array(found.col_value)[: len(self.cost)] if solved else np.zeros(0)
        return Relaxed(share, bound, loss, pivots)

    def _proved(self, prices: npt.NDArray[np.float64], least: Bools, most: Bools) -> tuple[int, Longs]:
        """The bound that dual prices prove: budget times its price, and each column at its better end."""
        # Sound prices are far below these limits; others prove nothing, but must not overflow.
        whole = np.rint(np.clip(-prices * self._scale, 0, 1 << (_FINE + 2))).astype(np.int64)
        whole[-1] = min(whole[-1], (1 << 59) // max(1, self.budget, int(self.cost.max(initial=1))))
        left = self.gain * self._scale
        np.subtract.at(left, self._column, whole[self._row] * self._entry)
        bound = int(whole[-1]) * self.budget + int(left[np.where(left > 0, most, least)].sum())
        return bound // self._scale, np.sign(left) * (np.abs(left) // self._scale)

    def _made(self, starts: npt.NDArray[np.int64]) -> highspy.Highs:
        program, count, rows = highspy.HighsLp(), len(self.gain), len(starts) - 1
        program.num_col_, program.num_row_ = count, rows
        program.col_cost_ = -self.gain.astype(float)
        program.col_lower_, program.col_upper_ = np.zeros(count), np.ones(count)
        program.row_lower_, program.row_upper_ = np.full(rows, -highspy.kHighsInf), np.zeros(rows)
        program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        program.a_matrix_.start_, program.a_matrix_.index_ = starts, self._column
        program.a_matrix_.value_ = self._entry.astype(float)
        solver = silent()
        # Presolving would forget the basis at which the last program ended; the dual simplex goes on from there.
        solver.setOptionValue("presolve", "off")
        solver.setOptionValue("solver", "simplex")
        solver.passModel(program)
        return solver


def _sums(costs: Sequence[int]) -> tuple[int, int]:
    """The step in which sums of some costs rise, and a bit for each number of steps that is a sum; 0 for very many."""
    step = gcd(*costs) or 1
    if sum(costs) // step > _MOST_SUMS:
        return step, 0
    sums = 1
    for cost in costs:
        sums |= sums << (cost // step)
    return step, sums
