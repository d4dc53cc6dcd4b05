"""The least linear height of all orders with the fewest crossings: orders and rows in one search.

With neighbours one unit apart the least heights for an order are whole numbers, since the linear program's matrix is
that of a network. So a line stands in a row, written as one variable for each row that it is at least as low as; a way
of w rows between two layers then is w variables that differ, just as a crossing is one. Who stands above whom says who
has the smaller row. The same core-guided search as for crossings (stratified by weight: Ansótegui, Bonet, Gabàs, Levy,
Improving SAT-based weighted MaxSAT solvers, CP 2012) then makes crossings few and, among those orders, ways short.
Linear height: Dobler, Hegemann, Nöllenburg, Wolff, GD 2025, arXiv 2508.19802.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from pysat.examples.rc2 import RC2Stratified
from pysat.formula import WCNF

from intertwine.storyline.model import Model, build
from intertwine.storyline.reduce import Strip

Rows = list[dict[int, int]]


@dataclass(frozen=True, slots=True)
class Narrow:
    """What the search came to: each line's row in each layer, top row 0, or None; and what no drawing goes below.

    `crossings` and `ways` bound the fewest crossings and, when those are proved, the sum of ways from below, for
    drawings with as many rows as the search had. They are reached when `rows` is there.
    """

    rows: Rows | None
    crossings: int
    ways: int


class _Search(RC2Stratified):  # type: ignore[misc] # python-sat has no types
    """The stratified search, which ends when its conflicts are used up."""

    conflicts = 0
    report: Callable[[int], object] = staticmethod(lambda _: None)

    def process_core(self) -> None:
        super().process_core()
        self.report(self.cost)
        if self.oracle.accum_stats()["conflicts"] > self.conflicts:
            raise TimeoutError


def narrowest(
    strip: Strip,
    rows: int,
    conflicts: int,
    held: Mapping[int, Mapping[int, int]] | None = None,
    report: Callable[[int, int], object] | None = None,
) -> Narrow:
    """The fewest crossings and then the least sum of ways of a strip drawn in so many rows, one line a row and layer.

    `held` holds the rows of layers that stay as they are; `report` hears the bounds on crossings and ways as they rise.
    `conflicts` is the deterministic work limit. Needs at least as many rows as lines are on stage at once.
    """
    model = build(strip)
    formula, price, line = _formula(model, rows)
    for layer, own in (held or {}).items():
        for person, row in own.items():
            formula.hard += [[line[layer, person, at] * (1 if at <= row else -1)] for at in range(1, rows)]
        order = sorted(own, key=own.__getitem__)
        formula.hard += [[literal] for literal in model.fixed(layer, order)]
    search = _Search(formula, solver="g3", exhaust=True, minz=True, trim=5)
    try:
        search.conflicts = conflicts
        if report is not None:
            search.report = lambda cost: report(*divmod(cost, price))
        found = search.compute()
    except TimeoutError:
        found = None
    finally:
        crossings, ways = divmod(search.cost, price)
        search.delete()
    if found is None:
        return Narrow(None, crossings, ways)
    true = set(found)
    placed = [
        {person: sum(line[at, person, row] in true for row in range(1, rows)) for person in layer.present}
        for at, layer in enumerate(strip.layers)
    ]
    return Narrow(placed, crossings, ways)


def _formula(model: Model, rows: int) -> tuple[WCNF, int, dict[tuple[int, int, int], int]]:
    """The clauses, the price of a crossing in ways, and the variables "this line is in this row or a lower one"."""
    strip, top = model.strip, model.top
    hard: list[list[int]] = [[literal] for literal in model.demanded()]
    soft: list[list[int]] = []
    weights: list[int] = []
    line: dict[tuple[int, int, int], int] = {}
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
    return formula, price, line


def orders_of(rows: Sequence[Mapping[int, int]]) -> list[list[int]]:
    """The orders that stand in the rows."""
    return [sorted(own, key=own.__getitem__) for own in rows]
