"""The best selections: the cheapest that covers what is asked, and the best that a number of minutes allows."""

from dataclasses import replace

import numpy as np

from intertwine.model.strings import Bools
from intertwine.plan.coverage import Coverage, Selection, covered, selected
from intertwine.plan.solve.aims import cheapest_aim, least_minutes, most_weight, within_aim
from intertwine.plan.solve.exchange import exchanged
from intertwine.plan.solve.greedy import greedy_nodes
from intertwine.plan.solve.limits import ENOUGH, Limits, SolverWork, StepProgress
from intertwine.plan.solve.reduce import reduced
from intertwine.plan.solve.search import BestNodes
from intertwine.plan.solve.solver import Solver

_NEAR = 1000
"""A selection that lies at most one in so many below its bound is not compared with a greedy one."""

_EXCHANGES = 4
"""Of the work one in so many steps is kept for exchanges."""


def cheapest(
    problem: Coverage, required: Bools, limits: Limits = ENOUGH, *, progress: StepProgress | None = None
) -> Selection:
    """The least minutes that cover every `required` requirement of a `problem` that can be covered at all.

    Of several such selections it is the one with the most weight, then the earliest: the one that holds the first
    choice at which they differ. `bound` is the least minutes that are needed, proved. `limits` are those of the search,
    and `progress` can stop it.
    """
    network = reduced(problem, required, must=True)
    solver = Solver(network, cheapest_aim(network), SolverWork(limits, progress))
    found = solver.best(solver.nodes.completed(~solver.nodes.none))
    chosen = solver.choices(found.nodes)
    minutes = int(problem.cost[chosen].sum())
    bound = least_minutes(solver.aim, found.bound) + network.units.minutes(network.forced)
    return selected(problem, chosen, bound, reached=minutes == bound, interrupted=solver.work.interrupted)


def best_within(
    problem: Coverage,
    minutes: int,
    limits: Limits = ENOUGH,
    *,
    required: Bools | None = None,
    progress: StepProgress | None = None,
) -> Selection:
    """The most weight of a `problem` that `minutes` allow: first of what is `required`, then of everything.

    Of several such selections it is the one with the least minutes, then the earliest: the one that holds the first
    choice at which they differ. `bound` is the most weight that can be covered, proved; where something is required,
    the most of those selections that cover as much of it. `limits` are those of the search, and `progress` can stop it.
    """
    minutes = max(0, minutes)
    asked = np.zeros(len(problem.weight), np.bool_) if required is None else required
    network = reduced(problem, asked, must=False, budget=minutes)
    solver = Solver(network, within_aim(network, minutes), SolverWork(limits, progress))
    solver.work.keep(_EXCHANGES)
    best = solver.best()
    # The search came to no end, perhaps to no solution; a fifth of its time is too much where little can be won.
    if solver.work.interrupted or best.bound - best.value > best.bound // _NEAR:
        best = _better_nearby(solver, _at_least_greedy(solver, best))
    found = within(problem, solver, best)
    if required is None or found.optimal:
        return found
    # The bound above holds for what covers no more of what is required; this one, for everything, may be far lower.
    return replace(found, bound=min(found.bound, best_within(problem, minutes, Limits(1)).bound))


def _at_least_greedy(solver: Solver, found: BestNodes) -> BestNodes:
    """What was found, or what a greedy choice finds where that is better."""
    return _better(solver, found, greedy_nodes(solver.network, solver.program.budget))


def _better_nearby(solver: Solver, found: BestNodes) -> BestNodes:
    """What was found, or what exchanges find from there with the work that is left."""
    solver.work.use_rest()
    return _better(solver, found, exchanged(solver.nodes, solver.program, found.nodes, solver.work))


def _better(solver: Solver, found: BestNodes, nodes: Bools) -> BestNodes:
    value = solver.program.value(nodes, solver.nodes.covered(nodes))
    return found if value <= found.value else replace(found, nodes=nodes, value=value)


def within(problem: Coverage, solver: Solver, found: BestNodes) -> Selection:
    """The selection of a `problem` that a `solver` has `found` for its budget."""
    chosen = solver.choices(found.nodes)
    bound = solver.network.weight + most_weight(
        solver.aim, solver.program.budget, found.bound, solver.asked(found.nodes)
    )
    weight = int(problem.weight[covered(problem, chosen)].sum())
    return selected(problem, chosen, bound, reached=weight == bound, interrupted=solver.work.interrupted)
