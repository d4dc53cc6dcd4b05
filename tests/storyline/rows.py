"""The least linear height of all orders with the fewest crossings, by another way: orders and rows in one SAT search.

With neighbours one unit apart the least heights for an order are whole numbers. So a line stands in a row, written as
one variable for each row that it is at least as low as; a way of w rows between two layers then is w variables that
differ, just as a crossing is one. Who stands above whom says who has the smaller row. Core-guided search (stratified by
weight: Ansótegui, Bonet, Gabàs, Levy, Improving SAT-based weighted MaxSAT solvers, CP 2012) makes crossings few and,
among those orders, ways short. What it says holds for so many rows only.
"""

from dataclasses import dataclass
from itertools import combinations, pairwise

from pysat.examples.rc2 import RC2Stratified
from pysat.formula import WCNF

from intertwine.storyline.linear_ordering import OrderingModel, build_model
from intertwine.storyline.reduce import Strip


@dataclass(frozen=True, slots=True)
class LeastInRows:
    """The fewest crossings, and the least sum of ways with so few of them."""

    crossings: int
    linear_height: int


def least_in_rows(strip: Strip, rows: int) -> LeastInRows:
    """The fewest crossings and then the least sum of ways of a strip drawn in so many rows, one line a row and layer.

    Needs at least as many rows as lines are on stage at once.
    """
    formula, price = _formula(build_model(strip), rows)
    search = RC2Stratified(formula, solver="g3", exhaust=True, minz=True, trim=5)
    try:
        assert search.compute() is not None
        return LeastInRows(*divmod(search.cost, price))
    finally:
        search.delete()


def _formula(model: OrderingModel, rows: int) -> tuple[WCNF, int]:
    """The clauses, and the price of a crossing in ways."""
    strip, top = model.strip, model.top
    hard: list[list[int]] = [[literal] for literal in model.demanded()]
    soft: list[list[int]] = []
    weights: list[int] = []
    line: dict[tuple[int, int, int], int] = {}  # this line is in this row or a lower one
    for at, layer in enumerate(strip.layers):
        for person in layer.present:
            for row in range(1, rows):
                line[at, person, row] = top = top + 1
            hard += [[-line[at, person, low], line[at, person, high]] for high, low in pairwise(range(1, rows))]
        for pair in combinations(layer.present, 2):
            for one, two in (pair, pair[::-1]):
                above = -model.above(at, one, two)
                hard.append([above, line[at, two, 1]])
                hard += [[above, -line[at, one, high], line[at, two, low]] for high, low in pairwise(range(1, rows))]
                hard.append([above, -line[at, one, rows - 1]])
    ways = [
        (line[at, person, row], line[at + 1, person, row])
        for at, shared in enumerate(strip.shared)
        for person in shared
        for row in range(1, rows)
    ]
    price = 1 + len(ways)
    costs = [(pair, price * weight) for pair, weight in model.flips.items()] + [(pair, 1) for pair in ways]
    for (one, two), weight in costs:
        top += 1
        hard += [[-one, two, top], [one, -two, top]]
        soft.append([-top])
        weights.append(weight)
    if not soft:  # python-sat's search wants something to wish for
        top += 1
        soft, weights = [[top]], [1]
    formula = WCNF()
    formula.hard, formula.soft, formula.wght, formula.nv = hard, soft, weights, top
    formula.topw = sum(weights) + 1
    return formula, price
