"""Exchanges: never worse, always affordable, always closed; and they leave what no single step leaves."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from intertwine.plan.coverage import Coverage
from intertwine.plan.solve import Limits, best_within, greedy_within
from intertwine.plan.solve.aims import within_aim
from intertwine.plan.solve.exchange import exchanged
from intertwine.plan.solve.greedy import greedy_nodes
from intertwine.plan.solve.limits import SolverWork
from intertwine.plan.solve.reduce import reduced
from intertwine.plan.solve.solver import Solver
from tests.plan.problems import all_selections, problem, problems

PAIRS = problem([50] * 5, [(4, [[0], [1]]), (4, [[0], [2]]), (3, [[1]]), (3, [[2]]), (1, [[0]])])
"""The richest choice is the first; without it the two next give most."""


@given(problems(least_cost=1), st.integers(1, 15), st.integers(0, 40))
def test_an_exchange_is_affordable_closed_and_never_worse(it: Coverage, minutes: int, steps: int) -> None:
    small = reduced(it, np.zeros(len(it.weight), np.bool_), must=False, budget=minutes)
    solver = Solver(small, within_aim(small, minutes), SolverWork(Limits(steps)))
    known = greedy_nodes(small, solver.program.budget)
    found = exchanged(solver.nodes, solver.program, known, solver.work)
    before, after = (solver.program.value(nodes, solver.nodes.covered(nodes)) for nodes in (known, found))
    chosen = tuple(solver.choices(found).tolist())
    assert after >= before
    assert any(chosen == its and cost <= minutes for its, cost, _ in all_selections(it))


def test_exchanges_leave_what_is_rich_for_two_that_are_more_together() -> None:
    small = reduced(PAIRS, np.zeros(5, np.bool_), must=False, budget=100)
    solver = Solver(small, within_aim(small, 100), SolverWork(Limits(20)))
    known = greedy_nodes(small, 100)
    found = solver.choices(exchanged(solver.nodes, solver.program, known, solver.work))
    assert greedy_within(PAIRS, 100).weight == 12
    assert np.flatnonzero(found).tolist() == [1, 2]


def test_a_search_without_an_end_is_followed_by_exchanges() -> None:
    dice = np.random.RandomState(1)
    facts = [(1, [[int(each)] for each in dice.choice(60, 6, replace=False)]) for _ in range(120)]
    it = problem([50] * 60, facts)
    told = list[int]()
    found = best_within(it, 500, Limits(300), progress=lambda done, most: told.append(done * 1000 // most))
    assert greedy_within(it, 500).weight < found.weight <= found.bound
    assert found.chosen.tolist() == best_within(it, 500, Limits(300)).chosen.tolist()
    assert told == sorted(told)
