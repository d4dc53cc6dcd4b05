"""A lower bound of the ways of all orders that a graph holds: one linear program for all of them together.

For one order the least heights are a linear program (Dobler, Hegemann, Nöllenburg, Wolff, GD 2025, arXiv 2508.19802).
Here each step of the graph has heights of its own, before it and after it, which keep its two orders and cost its ways,
all times the share of the step: the shares are a flow from the first layer to the last, and at each order of a layer
the heights that come in sum up to those that go out. With a flow along a single way that is the program of its orders;
with shares it is the convex hull of every step's heights (Balas 1979, 1998, disjunctive programming; along paths:
Marcucci, Umenberger, Parrilo, Tedrake, Shortest paths in graphs of convex sets, 2024). On films its optimum is that of
the best order.

What is told does not rest on the solver's last digits. Its prices are rounded to whole numbers and clipped to those
allowed; they then price each step, whatever heights it takes between 0 and a highest row, and the cheapest way through
the graph at these prices is a bound, in whole numbers (a Lagrangian bound; safe bounds from solvers: Neumaier,
Shcherbina 2004).
"""

from dataclasses import dataclass
from itertools import pairwise

import highspy
import numpy as np
from numpy.typing import NDArray

from intertwine.storyline.height.optimal_orders import OptimalOrders, OrderStep
from intertwine.storyline.highs import silent
from intertwine.storyline.reduce import Strip

PRICE_UNIT = 1 << 30  # prices are whole numbers of such parts of a unit of height
MOST = 1000.0  # of a price a row; far more than any that is of use
ENOUGH = 1e-3  # between the solver's two bounds, of either: whole ways are a unit apart
Terms = list[tuple[int, int]]  # column and sign


@dataclass(frozen=True, slots=True)
class StepPrices:
    """The price of each of the graph's steps, in parts of which `PRICE_UNIT` make a unit of height, such that no way
    through has heights with shorter ways than its steps' prices together; and how much of the best mixture goes along
    each step: a hint only."""

    prices: list[dict[OrderStep, int]]
    shares: list[dict[OrderStep, float]]


def column_count(strip: Strip, graph: OptimalOrders) -> int:
    """How many columns the program has: the measure of the work."""
    found = 0
    for at, steps in enumerate(graph.steps):
        here, after, both = len(strip.layers[at].present), len(strip.layers[at + 1].present), len(strip.shared[at])
        found += len(steps) * (1 + here + after + both)
    return found


def hull_prices(strip: Strip, graph: OptimalOrders, highest: int) -> StepPrices:
    """Prices of the steps of `graph`, whose nodes are orders of the layers of `strip`.

    They hold for heights between 0 and `highest`, in units one line apart. Any dual values give prices that bound from
    below; those of the solver give good ones. Convex hull of a union of polyhedra: Balas, Disjunctive programming,
    1979; along paths: Marcucci, Umenberger, Parrilo, Tedrake, Shortest paths in graphs of convex sets, 2024.
    """
    program = HullProgram(strip, graph)
    solver = silent()
    solver.setOptionValue("solver", "ipm")  # ten times as fast here as the simplex method; a vertex is of no use
    solver.setOptionValue("presolve", "off")  # it is no faster with it, and at times the duals come back wrong
    solver.setOptionValue("run_crossover", "off")
    solver.setOptionValue("ipm_optimality_tolerance", ENOUGH)
    solver.passModel(program.made())
    solver.run()
    solution = solver.getSolution()
    if not solution.dual_valid:  # any prices are good for a bound, if not for a good one
        return program.priced(np.zeros(len(program.least)), np.ones(len(program.cost)), highest)
    return program.priced(np.array(solution.row_dual), np.array(solution.col_value), highest)


class HullProgram:
    """The linear program.

    Columns: of each step its share, then the heights before it, the way down and the way up of whoever goes on, and the
    height after it of whoever is new. Rows: distances, then heights at orders, then the flow, its source last.
    """

    def __init__(self, strip: Strip, graph: OptimalOrders) -> None:
        self.strip, self.graph = strip, graph
        self.cost: list[int] = []
        self.starts: list[int] = []  # the first column of each step
        self.least: list[int] = []  # of each row
        self.equal: list[bool] = []
        self.row, self.column, self.sign = list[int](), list[int](), list[int]()
        balance: list[list[dict[int, Terms]]] = [
            [{person: [] for person in order} for order in own] for own in graph.orders
        ]
        flow: list[list[Terms]] = [[[] for _ in own] for own in graph.orders]
        for at, steps in enumerate(graph.steps):
            for one, two in steps:
                share = self._new(0)
                self.starts.append(share)
                flow[at][one].append((share, 1))
                flow[at + 1][two].append((share, -1))
                self._step(at, (one, two), share, balance)
        self.distances = len(self.least)
        for own in balance[1:-1]:
            for lines in own:
                for terms in filter(None, lines.values()):
                    self._add(terms, 0, equal=True)
        self.heights = len(self.least)
        for nodes in flow[1:-1]:
            for terms in filter(None, nodes):
                self._add(terms, 0, equal=True)
        self._add([term for terms in flow[0] for term in terms], 1, equal=True)

    def _step(self, at: int, ends: tuple[int, int], share: int, balance: list[list[dict[int, Terms]]]) -> None:
        on = set(self.strip.shared[at])
        before, after = self.graph.orders[at][ends[0]], self.graph.orders[at + 1][ends[1]]
        old: dict[int, Terms] = {person: [(self._new(0), 1)] for person in before}
        new: dict[int, Terms] = {
            person: [*old[person], (self._new(1), 1), (self._new(1), -1)] if person in on else [(self._new(0), 1)]
            for person in after
        }
        for order, heights in ((before, old), (after, new)):
            for above, below in pairwise(order):
                minus = [(column, -sign) for column, sign in heights[above]]
                self._add([*heights[below], *minus, (share, -1)], 0, equal=False)
        for person, terms in old.items():
            balance[at][ends[0]][person] += terms
        for person, terms in new.items():
            balance[at + 1][ends[1]][person] += [(column, -sign) for column, sign in terms]

    def _new(self, cost: int) -> int:
        self.cost.append(cost)
        return len(self.cost) - 1

    def _add(self, terms: Terms, least: int, *, equal: bool) -> None:
        self.row += [len(self.least)] * len(terms)
        self.column += [column for column, _ in terms]
        self.sign += [sign for _, sign in terms]
        self.least.append(least)
        self.equal.append(equal)

    def made(self) -> highspy.HighsLp:
        """The program as the solver wants it."""
        made = highspy.HighsLp()
        made.num_col_, made.num_row_ = len(self.cost), len(self.least)
        made.col_cost_ = np.array(self.cost, dtype=float)
        made.col_lower_ = np.zeros(len(self.cost))
        made.col_upper_ = np.full(len(self.cost), highspy.kHighsInf)
        made.row_lower_ = np.array(self.least, dtype=float)
        made.row_upper_ = np.where(self.equal, self.least, highspy.kHighsInf)
        made.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        made.a_matrix_.start_ = np.searchsorted(self.row, np.arange(len(self.least) + 1))
        made.a_matrix_.index_ = np.array(self.column)
        made.a_matrix_.value_ = np.array(self.sign, dtype=float)
        return made

    def priced(self, dual: NDArray[np.float64], value: NDArray[np.float64], highest: int) -> StepPrices:
        """The steps' prices, exact for these dual values as rounded here.

        `dual` has a value a row of the program, `value` one a column (what the solver found), and `highest` is the
        largest height that counts, in units. A Lagrangian bound, safe whatever the solver's last digits are: Neumaier,
        Shcherbina, Safe bounds in linear and mixed-integer linear programming, 2004.
        """
        whole = np.rint(np.clip(np.nan_to_num(dual), -MOST, MOST) * PRICE_UNIT).astype(np.int64)
        whole[: self.distances] = np.maximum(whole[: self.distances], 0)
        whole[self.heights :] = 0  # the flow is kept exactly, by looking for a cheapest way
        left = np.array(self.cost, dtype=np.int64) * PRICE_UNIT
        np.subtract.at(left, np.array(self.column), np.array(self.sign) * whole[np.array(self.row)])
        ends = [*self.starts[1:], len(left)]
        found = StepPrices([], [])
        number = 0
        for steps in self.graph.steps:
            found.prices.append({})
            found.shares.append({})
            for step in steps:
                start, end = self.starts[number], ends[number]
                # The heights and ways of the step are at their worst where each that pays is as large as it can be.
                worst = int(np.minimum(left[start + 1 : end], 0).sum())
                found.prices[-1][step] = int(left[start]) + highest * worst
                found.shares[-1][step] = float(value[start])
                number += 1
        return found
