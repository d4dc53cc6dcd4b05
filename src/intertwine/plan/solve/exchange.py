"""Looks for a better selection near a known one: again and again the best exchange, even one that makes it worse.

Glover, Tabu search, part I, 1989: what was just given back is not taken again for a while, nor the other way round. So
the search does not turn back, and leaves a selection that no single exchange can better. It proves nothing.
"""

import numpy as np

from intertwine.model.strings import Bools, Longs
from intertwine.plan.solve.exchange_table import ExactSums, StepTable
from intertwine.plan.solve.greedy import with_needs
from intertwine.plan.solve.limits import SolverWork
from intertwine.plan.solve.nodes import Nodes
from intertwine.plan.solve.program import Program

_LOOKED_AT = 48
"""So many of the steps that are held may be given back in one exchange: those with which the least is lost."""
_OUT, _IN, _VARIED = 8, 4, 5
"""For so many exchanges a step that was given back stays out, and one that was taken stays in; up to four more, so that
the search does not go round."""
_QUICK = 30
"""So many entries that an exchange looks at take as long as one of a linear program."""
_NO = -np.inf


def exchanged(nodes: Nodes, program: Program, known: Bools, work: SolverWork) -> Bools:
    """The best `nodes` that are found from some that are `known` and that the budget of `program` is enough for, until
    the `work` is over."""
    return _Exchange(nodes, program, known).run(work)


class _Exchange:
    """One search. A *step* is a node with all that it needs. It covers these, and the shared requirements of which they
    are options: the columns of the program. What some steps are worth is the gain of the columns that they cover."""

    def __init__(self, nodes: Nodes, program: Program, known: Bools) -> None:
        network, self._nodes, self._count, columns = program.network, nodes, nodes.count, len(program.gain)
        options: list[list[int]] = [[] for _ in range(nodes.count)]
        for number, shared in enumerate(network.shared, nodes.count):
            for node in shared.options:
                options[node].append(number)
        rows = [[*its, *sorted({number for node in its for number in options[node]})] for its in with_needs(network)]
        start = np.cumsum([0, *map(len, rows)])
        self._covers = StepTable(start, np.array([column for row in rows for column in row], np.int64))
        self._steps = self._covers.turned(columns)
        self._gain: ExactSums = program.gain.astype(np.float64)
        self._cost: ExactSums = np.append(nodes.cost, np.zeros(columns - nodes.count, np.int64)).astype(np.float64)
        needed = [first for first, then in network.arcs if known[then]]
        self._held: Bools = known.copy()
        self._held[needed] = False
        self._times: Longs = np.bincount(self._covers.of(np.flatnonzero(self._held))[1], minlength=columns)
        self._adds = self._covers.sums(self._gain * (self._times == 0))
        self._takes = self._covers.sums(self._cost * (self._times == 0))
        self._value = float(self._gain[self._times > 0].sum())
        self._left = program.budget - float(self._cost[self._times > 0].sum())
        self._fixed: Longs = np.zeros(self._count, np.int64)
        self._made = 0

    def run(self, work: SolverWork) -> Bools:
        """The best nodes that are found until the work is over."""
        best, held = self._value, self._held.copy()
        while not work.over():
            work.spend(0, self._exchange(best) // _QUICK)
            if self._value > best:
                best, held = self._value, self._held.copy()
        covered = self._covers.of(np.flatnonzero(held))[1]
        found = self._nodes.none.copy()
        found[covered[covered < self._count]] = True
        return self._nodes.completed(found)

    def _exchange(self, best: float) -> int:
        """Make the best exchange; how many entries were looked at. What is fixed for now may change only where that
        gives more than the `best` so far."""
        given, value, looked_at = self._possible()
        fixed = self._fixed > self._made
        at = int(np.argmax(value))
        if not self._value + value.flat[at] > best:
            value[:-1][fixed[given]] = _NO
            value[:, :-1][:, fixed] = _NO
            at = int(np.argmax(value))
        row, step = divmod(at, self._count + 1)
        self._made += 1
        if value.flat[at] > _NO:
            until = self._made + self._made % _VARIED
            if row < len(given):
                self._change(int(given[row]), taken=False)
                self._fixed[given[row]] = until + _OUT
            if step < self._count:
                self._change(step, taken=True)
                self._fixed[step] = until + _IN
        return looked_at + value.size

    def _possible(self) -> tuple[Longs, ExactSums, int]:
        """Which steps can be given back, how the value changes if one of them goes (the last row: none) and any other
        step comes (the last column: none), and how many entries were looked at."""
        held, count = np.flatnonzero(self._held), self._count
        place, column = self._covers.of(held)
        alone = self._times[column] == 1
        place, column = place[alone], column[alone]
        loss = np.bincount(place, weights=self._gain[column], minlength=len(held))
        chosen = np.argsort(loss, kind="stable")[:_LOOKED_AT]
        row = np.full(len(held), -1)
        row[chosen] = np.arange(len(chosen))
        kept = row[place] >= 0
        place, column = row[place[kept]], column[kept]
        shape = len(chosen), count
        at, step = self._steps.of(column)
        # What a step covers that only the one which goes covers now, it covers again.
        again = np.bincount(place[at] * count + step, weights=self._gain[column[at]], minlength=len(chosen) * count)
        back, node = place[column < count], column[column < count]
        freed = np.bincount(back, weights=self._cost[node], minlength=len(chosen))
        at_node, user = self._steps.of(node)
        kept_cost = np.bincount(
            back[at_node] * count + user, weights=self._cost[node[at_node]], minlength=len(chosen) * count
        )
        value = np.full((len(chosen) + 1, count + 1), _NO)
        value[:-1, :-1] = self._adds + again.reshape(shape) - loss[chosen, None]
        value[:-1, :-1][self._takes + kept_cost.reshape(shape) > self._left + freed[:, None]] = _NO
        value[:-1, -1] = -loss[chosen]
        value[-1, :-1] = np.where((self._takes <= self._left) & (self._adds > 0), self._adds, _NO)
        value[:, :-1][:, held] = _NO
        return held[chosen], value, len(step) + len(user)

    def _change(self, step: int, *, taken: bool) -> None:
        """Take a step, or give it back."""
        columns = self._covers.row(step)
        if taken:
            changed = columns[self._times[columns] == 0]
            self._times[columns] += 1
        else:
            self._times[columns] -= 1
            changed = columns[self._times[columns] == 0]
        sign = 1 if taken else -1
        at, user = self._steps.of(changed)
        self._adds -= sign * np.bincount(user, weights=self._gain[changed[at]], minlength=self._count)
        self._takes -= sign * np.bincount(user, weights=self._cost[changed[at]], minlength=self._count)
        self._value += sign * float(self._gain[changed].sum())
        self._left -= sign * float(self._cost[changed].sum())
        self._held[step] = taken
