"""The backbone: literals of the linear-ordering model that are true in every order with the fewest crossings.

What reduced-cost fixing decides holds for every such order (`prove/reduced_cost_fixing.py`). A SAT solver gets this,
the transitivity, and the number of crossings that there may be. It is asked whether the opposite of each literal of a
first solution is possible; where it is not, the literal belongs to the backbone (Marques-Silva, Janota, Lynce, On
computing backbones of propositional theories, ECAI 2010). Not all of the backbone is found.
"""

from itertools import combinations

from pysat.solvers import Solver

from intertwine.storyline.linear_ordering import OrderingModel
from intertwine.storyline.prove.covering_program import PACKING_UNIT
from intertwine.storyline.prove.kernelization import kernelize
from intertwine.storyline.prove.odd_cycle_packing import pack_odd_cycles
from intertwine.storyline.prove.reduced_cost_fixing import ROUNDS, fixed_literals


def find_backbone(model: OrderingModel, fewest: int) -> set[int]:
    """Literals of `model` that are true in every order with `fewest` crossings, or else in its mirror image."""
    choices = _choices(model, fewest)
    try:
        if not choices.solve():
            return set()
        maybe = {literal for literal in choices.get_model() if abs(literal) <= model.top}
        found = set()
        while maybe:
            literal = maybe.pop()
            if choices.solve(assumptions=[-literal]):
                maybe &= set(choices.get_model())
            else:
                choices.add_clause([literal])
                found.add(literal)
        return found
    finally:
        choices.delete()


def _choices(model: OrderingModel, fewest: int) -> Solver:
    """A solver that has every order with so few crossings as a solution, or its mirror image, and few others."""
    truth = model.top + 1
    small = kernelize(model, model.demanded())
    packing = pack_odd_cycles(small.edges, ROUNDS)
    spare = (fewest - small.base) * PACKING_UNIT - packing.total
    same = fixed_literals(small, packing, spare)
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
    return solver
