"""The curve of hours and understanding: the best selection for each of several budgets, in one search.

The budgets are taken from the largest to the smallest. A selection has the least minutes for its weight, so it is also
the best for every smaller budget that is still enough for it; else the search goes on from the program of the budget
before.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

import numpy as np

from intertwine.plan.coverage import Coverage, Selection, selected
from intertwine.plan.solve.aims import within_aim
from intertwine.plan.solve.greedy import greedy_path
from intertwine.plan.solve.limits import ENOUGH, Limits, SolverWork, StepProgress
from intertwine.plan.solve.reduce import reduced
from intertwine.plan.solve.selections import within
from intertwine.plan.solve.solver import Solver

_SHARE = 12
"""A point may use one in so many steps of those that are left."""


def frontier(
    problem: Coverage, budgets: Sequence[int], limits: Limits = ENOUGH, *, progress: StepProgress | None = None
) -> tuple[Selection, ...]:
    """For each of the `budgets`, in minutes, what `best_within` gives for the `problem`, in the order of the budgets.

    The curve never falls. `limits` are for all points together: one that has used up its share of them is not called
    optimal. Points that are left when `progress` asks to stop are made greedily, and marked as interrupted.
    """
    order = sorted({max(0, each) for each in budgets}, reverse=True)
    if not order:
        return ()
    network = reduced(problem, np.zeros(len(problem.weight), np.bool_), must=False, budget=order[0])
    solver = Solver(network, within_aim(network, order[0]), SolverWork(limits, progress))
    path = greedy_path(network, order[0])
    points = list[Selection]()
    for budget in order:
        greedy = next(nodes for minutes, nodes in reversed(path) if minutes <= budget)
        if points and points[-1].optimal and points[-1].minutes <= budget:
            points.append(points[-1])
        elif points and solver.work.interrupted:
            chosen = solver.choices(greedy)
            points.append(selected(problem, chosen, points[-1].bound, reached=False, interrupted=True))
        else:
            solver.program.set_budget(budget)
            solver.work.allot(_SHARE)
            points.append(within(problem, solver, solver.best(greedy)))
    found = dict(zip(reversed(order), _rising(points[::-1]), strict=True))
    return tuple(found[max(0, each)] for each in budgets)


def _rising(points: Sequence[Selection]) -> list[Selection]:
    """The points by budget, ascending: none covers less than the one before, nor has a bound above the next one's."""
    bounds = list(accumulate((each.bound for each in reversed(points)), min))[::-1]
    found = list[Selection]()
    for point, bound in zip(points, bounds, strict=True):
        best = found[-1] if found and found[-1].weight > point.weight else point
        optimal = best.weight == bound and not point.interrupted
        found.append(replace(best, bound=bound, optimal=optimal, interrupted=point.interrupted))
    return found


def even_steps(minutes: int, count: int) -> tuple[int, ...]:
    """Budgets from 0 to `minutes` in `count` equal steps, rounded up: the first is 0 and the last is `minutes`."""
    return tuple(-(-minutes * at // count) for at in range(count + 1))
