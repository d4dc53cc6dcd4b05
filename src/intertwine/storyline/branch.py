"""The least linear height of all orders with the fewest crossings, whatever the number of rows: branch and bound.

What the packing of odd cycles decides is decided for every such order (`close.py`), and a SAT solver that knows the
transitivity and how many crossings there may be tells what follows from a choice. Who is above whom as far as that is
known gives a linear program (Dobler, Hegemann, Nöllenburg, Wolff, GD 2025, arXiv 2508.19802): its least sum of ways is
a lower bound for all orders that agree, and where its heights are an order already, the least. Where they are not, two
lines that stand too close decide what is tried both ways next (branch and bound: Land, Doig 1960). The program's matrix
is that of a network, so that its optimum is a whole number, and a solver that is off by less than a half is right.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations

import highspy
import numpy as np
from pysat.solvers import Solver

from intertwine.storyline.barycentre import flips
from intertwine.storyline.close import ROUNDS, merged
from intertwine.storyline.cycles import UNIT, pack
from intertwine.storyline.kernel import kernel
from intertwine.storyline.model import Model, build
from intertwine.storyline.reduce import Strip

Rows = list[dict[int, int]]
Node = tuple[int, int, list[int]]  # what no order goes below there, how many choices were made, and what is chosen
NEVER = 1 << 60
DEEP, TRIED = 4, 8  # before so many choices all are tried on both sides, later so many, and the best is made
CLOSE = 1 - 1e-5  # of lines that stand apart, as far as a solver's last digits go


@dataclass(frozen=True, slots=True)
class Found:
    """Heights one unit apart with fewer ways than were had, or None; and what no order with so few crossings goes
    below. The two are equal, or `lower` is what was had, unless the work limit came first."""

    heights: Rows | None
    lower: int


def least_of_all(
    strip: Strip, fewest: int, had: int, nodes: int, report: Callable[[int], object] | None = None
) -> Found:
    """The least sum of ways of all orders with at most `fewest` crossings, if it is below `had`.

    `nodes` is the deterministic work limit: how many linear programs are solved. `report` hears every better sum.
    """
    search = _Search(strip, fewest, had, nodes, report)
    try:
        search.run()
    finally:
        search.choices.delete()
    return Found(search.best, search.lower)


class _Search:
    """Depth first, the side that the heights lean to first."""

    def __init__(self, strip: Strip, fewest: int, had: int, nodes: int, report: Callable[[int], object] | None) -> None:
        self.model = build(strip)
        self.strip, self.fewest, self.had, self.nodes, self.report = strip, fewest, had, nodes, report
        self.best: Rows | None = None
        self.lower = 0
        self.program = _Program(self.model)
        self.choices, self.same = _choices(self.model, fewest)
        self.certain = list(_certain(self.choices, self.model.top))

    def run(self) -> None:
        """Everything that the limit allows; `lower` and `best` hold what came of it."""
        open_: list[Node] = [(0, 0, [])]
        while open_ and self.nodes > 0:
            node = open_.pop()
            if node[0] < self.had:
                open_ += self._split(*node)
        self.lower = min([self.had, *(bound for bound, _, _ in open_)])

    def _split(self, bound: int, depth: int, chosen: list[int]) -> list[Node]:
        """What is left to look at with these choices, the best last: nothing, or one more choice and its opposite."""
        while self.nodes > 0:
            now, follows = self._bound(chosen)
            bound = max(bound, now)
            if bound >= self.had:
                return []
            asked, close = self._open(follows)
            if not close and self._asked():
                self.had, self.best = bound, self.program.heights()
                if self.report is not None:
                    self.report(bound)
                return []
            if not asked:
                return []
            sides, most, fixed = (bound, bound, 0), -1, len(chosen)
            for literal in asked if depth < DEEP else asked[:TRIED]:
                one, two = (max(bound, self._bound([*chosen, each])[0]) for each in (literal, -literal))
                if one >= self.had and two >= self.had:
                    return []
                if max(one, two) >= self.had:
                    chosen = [*chosen, literal if one < two else -literal]  # the other side is closed
                worth = (one - bound + 1) * (two - bound + 1)
                if worth > most:
                    sides, most = (one, two, literal), worth
            if len(chosen) == fixed:
                one, two, literal = sides
                found = [(one, depth + 1, [*chosen, literal]), (two, depth + 1, [*chosen, -literal])]
                return found[::-1] if one <= two else found
        return [(bound, depth, chosen)]

    def _bound(self, chosen: list[int]) -> tuple[int, list[int]]:
        """The least sum of ways with these choices, and what follows from them; `NEVER` when no order agrees."""
        follows = self._follows(chosen)
        if follows is None:
            return NEVER, []
        self.nodes -= 1
        return self.program.solve(follows), follows

    def _follows(self, chosen: list[int]) -> list[int] | None:
        """All that is known with these choices; None when no order agrees with them."""
        possible, known = self.choices.propagate(assumptions=chosen)
        if not possible:
            return None
        return [*self.certain, *(literal for literal in known if abs(literal) <= self.model.top)]

    def _open(self, follows: list[int]) -> tuple[list[int], bool]:
        """Literals that are not known, each the way the heights lean, first those that keep most lines apart that are
        too close; and whether any are."""
        known = {abs(literal) for literal in follows}
        lean: dict[int, float] = {}
        close: dict[int, float] = {}
        for variable, layer, one, two in self.program.pairs():
            if variable not in known:
                away = self.program.height(layer, two) - self.program.height(layer, one)
                name = self.same[variable]
                lean[abs(name)] = lean.get(abs(name), 0.0) + (away if name > 0 else -away)
                close[abs(name)] = close.get(abs(name), 0.0) + max(0.0, CLOSE - abs(away))
        worst = sorted(close, key=lambda name: (-close[name], name))
        return [name if lean[name] >= 0 else -name for name in worst], any(close.values())

    def _asked(self) -> bool:
        """Whether the heights' order keeps groups together and has few enough crossings."""
        orders = [sorted(row, key=row.__getitem__) for row in self.program.heights()]
        for layer, order in zip(self.strip.layers, orders, strict=True):
            place = {person: at for at, person in enumerate(order)}
            for group in layer.groups:
                places = [place[person] for person in group]
                if max(places) - min(places) >= len(group):
                    return False
        return flips(self.strip, orders) <= self.fewest


class _Program:
    """The linear program of the heights: a row for each two lines of a layer, switched on when it is known who is
    above. Each program is solved from the basis of the one before."""

    def __init__(self, model: Model) -> None:
        self.model, self.strip = model, model.strip
        self.column: dict[tuple[int, int], int] = {}
        for at, layer in enumerate(self.strip.layers):
            for person in layer.present:
                self.column[at, person] = len(self.column)
        self.apart = [
            (at, a, b) for at, layer in enumerate(self.strip.layers) for a, b in combinations(layer.present, 2)
        ]
        self.literal = [model.above(*each) for each in self.apart]
        steps = [(at, person) for at, shared in enumerate(self.strip.shared) for person in shared]
        ends = [[(self.column[at, b], 1.0), (self.column[at, a], -1.0)] for at, a, b in self.apart]
        count = len(self.column)
        for number, (at, person) in enumerate(steps):
            one, two, way = self.column[at, person], self.column[at + 1, person], count + number
            ends += [[(way, 1.0), (one, 1.0), (two, -1.0)], [(way, 1.0), (one, -1.0), (two, 1.0)]]
        self.now = np.zeros(len(self.apart), dtype=np.int8)
        program = highspy.HighsLp()
        program.num_col_, program.num_row_ = count + len(steps), len(ends)
        program.col_cost_ = np.concatenate([np.zeros(count), np.ones(len(steps))])
        program.col_lower_ = np.zeros(program.num_col_)
        program.col_upper_ = np.full(program.num_col_, highspy.kHighsInf)
        program.row_lower_ = np.concatenate([np.full(len(self.apart), -highspy.kHighsInf), np.zeros(2 * len(steps))])
        program.row_upper_ = np.full(len(ends), highspy.kHighsInf)
        program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        program.a_matrix_.start_ = np.cumsum([0, *(len(row) for row in ends)])
        program.a_matrix_.index_ = np.array([at for row in ends for at, _ in row])
        program.a_matrix_.value_ = np.array([value for row in ends for _, value in row])
        self.solver = highspy.Highs()  # type: ignore[no-untyped-call] # not in its types
        self.solver.setOptionValue("output_flag", False)
        self.solver.setOptionValue("threads", 1)
        self.solver.passModel(program)
        self.value: list[float] = []

    def solve(self, known: list[int]) -> int:
        """The least sum of ways when these literals are true; the heights are there until the next one."""
        true = set(known)
        wanted = np.array([(each in true) - (-each in true) for each in self.literal], dtype=np.int8)
        switched = np.flatnonzero(wanted != self.now).astype(np.int32)
        if len(switched):
            now, free = wanted[switched], highspy.kHighsInf
            lower, upper = np.where(now > 0, 1.0, -free), np.where(now < 0, -1.0, free)
            self.solver.changeRowsBounds(len(switched), switched, lower, upper)  # type: ignore[attr-defined] # not in its types
        self.now = wanted
        self.solver.run()
        if self.solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise AssertionError("a program of heights without an optimum")
        self.value = list(self.solver.getSolution().col_value)
        return round(self.solver.getInfo().objective_function_value)

    def pairs(self) -> Iterator[tuple[int, int, int, int]]:
        """Variable, layer, and two lines, of which the first is above when the variable is true."""
        for literal, (at, a, b) in zip(self.literal, self.apart, strict=True):
            yield (literal, at, a, b) if literal > 0 else (-literal, at, b, a)

    def height(self, layer: int, person: int) -> float:
        """Of the last solution."""
        return self.value[self.column[layer, person]]

    def heights(self) -> Rows:
        """Of the last solution, in whole numbers."""
        return [
            {person: round(self.height(at, person)) for person in layer.present}
            for at, layer in enumerate(self.strip.layers)
        ]


def _choices(model: Model, fewest: int) -> tuple[Solver, list[int]]:
    """A solver that has every order with so few crossings as a solution, or its mirror image, and few others.

    And for each variable a literal that it equals in all of them.
    """
    truth = model.top + 1
    small = kernel(model, model.demanded())
    packing = pack(small.edges, ROUNDS)
    spare = (fewest - small.base) * UNIT - packing.total
    same = merged(small, packing, spare)
    solver = Solver(name="g3")
    solver.add_clause([truth])
    for one, two in enumerate(same):
        if one and one != two:
            solver.add_clause([-one, two])
            solver.add_clause([one, -two])
    if model.number and not any(model.strip.must):
        solver.add_clause([1])  # of an order and its mirror image, which has the same ways, one
    for layer in range(len(model.strip.layers)):
        for team in model.teams(layer):
            for clause in model.transitivity(layer, team):
                solver.add_clause(clause)
    top = truth

    def differ(one: int, two: int) -> int:
        """A literal that is true when these two are not equal; 0 when they always are."""
        nonlocal top
        a, b = same[abs(one)] * (1 if one > 0 else -1), same[abs(two)] * (1 if two > 0 else -1)
        if abs(a) == abs(b):
            return 0 if a == b else truth
        top += 1
        solver.append_formula([[-a, b, top], [a, -b, top], [a, b, -top], [-a, -b, -top]])
        return top

    same = [*same, truth] if len(same) == truth else same
    name = {at: differ(a, b if weight > 0 else -b) for at, (a, b, weight) in enumerate(small.edges)}
    for cycle, size in zip(packing.cycles, packing.sizes, strict=True):
        if 2 * size > spare:  # an odd number of its edges is paid: three would cost so much more
            solver.append_formula(
                [-name[a], -name[b]] for a, b in combinations(sorted(cycle), 2) if name[a] and name[b]
            )
    return solver, same


def _certain(choices: Solver, top: int) -> Iterator[int]:
    """The literals up to `top` that every solution has; the solver knows them from then on."""
    if not choices.solve():
        return
    maybe = {literal for literal in choices.get_model() if abs(literal) <= top}
    while maybe:
        literal = maybe.pop()
        if choices.solve(assumptions=[-literal]):
            maybe &= set(choices.get_model())
        else:
            choices.add_clause([literal])
            yield literal
