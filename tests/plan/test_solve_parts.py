"""What the solver is made of: units, the reduced network, and bounds that hold whatever prices are put in."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from intertwine.plan.coverage import Coverage
from intertwine.plan.solve import best_within
from intertwine.plan.solve.aims import within_aim
from intertwine.plan.solve.program import Program
from intertwine.plan.solve.reduce import Network, reduced
from intertwine.plan.solve.units import units_of
from tests.plan.problems import all_selections, problem, problems, weight_of

CHAIN = [(0, 1), (1, 2)]


def network(it: Coverage, budget: int | None = None) -> Network:
    """The network of a problem in which nothing is required."""
    return reduced(it, np.zeros(len(it.weight), np.bool_), must=False, budget=budget)


@given(problems(), st.integers(0, 15), st.data())
def test_whatever_the_prices_no_selection_beats_the_bound(it: Coverage, minutes: int, data: st.DataObject) -> None:
    small = network(it, minutes)
    program = Program(small, within_aim(small, minutes))
    count = program.solver.getNumRow()
    prices = np.array(data.draw(st.lists(st.floats(-1e9, 1e3), min_size=count, max_size=count)))
    ends = np.zeros(len(program.gain), np.bool_)
    bound, _ = program._proved(prices, ends, ~ends)
    best = max((minutes + 1) * weight_of(it, met) - cost for _, cost, met in all_selections(it) if cost <= minutes)
    assert bound + (minutes + 1) * small.weight >= best
    assert program.relax(ends, ~ends).bound + (minutes + 1) * small.weight >= best


@given(problems())
def test_a_unit_comes_after_what_it_needs(it: Coverage) -> None:
    units = units_of(it)
    assert sorted(choice for each in units.choices for choice in each) == list(range(len(it.cost)))
    for number, direct in enumerate(units.direct):
        assert all(other < number for other in direct)
    for first, then in zip(it.first, it.then, strict=True):
        assert units.within[units.unit[then]] >> units.unit[first] & 1


def test_choices_in_a_circle_are_one_unit() -> None:
    units = units_of(problem([10, 20, 30, 40], [], [(0, 1), (1, 2), (2, 0), (2, 3)]))
    assert units.choices == ((0, 1, 2), (3,))
    assert units.cost == (60, 40)


def test_an_installment_that_covers_nothing_joins_the_one_that_needs_it() -> None:
    small = network(problem([45, 45, 45], [(5, [[2]])], CHAIN))
    assert (small.cost, small.profit, small.shared) == ((135,), (5,), ())


def test_a_reveal_that_comes_after_another_one_is_dropped() -> None:
    small = network(problem([45, 45, 45], [(5, [[0], [2]])], CHAIN))
    assert (small.cost, small.profit, small.shared) == ((45,), (5,), ())


def test_equal_requirements_are_one() -> None:
    small = network(problem([45, 30], [(5, [[0], [1]]), (2, [[1], [0]])]))
    assert [(each.weight, each.options) for each in small.shared] == [(7, (0, 1))]


def test_what_is_beyond_the_budget_is_dropped() -> None:
    small = network(problem([45, 130], [(5, [[0], [1]]), (2, [[1]])]), 100)
    assert (small.cost, small.profit, small.shared) == ((45,), (5,), ())


def test_a_budget_is_lowered_to_what_can_be_spent() -> None:
    small = network(problem([52, 52, 104], [(1, [[0]]), (1, [[1]]), (1, [[2]])]))
    program = Program(small, within_aim(small, 500))
    spent = []
    for minutes in (51, 103, 155, 500):
        program.set_budget(minutes)
        spent.append(program.budget)
    assert spent == [0, 52, 104, 208]


def test_sums_that_are_too_many_to_tell_apart_are_told_by_their_step() -> None:
    costs = [6 * 10**8, 9 * 10**8, 12 * 10**8]
    it = problem([*costs, 300], [(1, [[at]]) for at in range(4)])
    program = Program(network(it), within_aim(network(it), 10**9))
    program.set_budget(10**9 + 299)
    assert program.budget == 10**9 + 200
    assert best_within(it, 10**9).weight == 2


def test_what_has_to_be_covered_is_forced_as_far_as_there_is_one_way() -> None:
    it = problem([45, 30, 20], [(5, [[0]]), (2, [[0, 1], [2]]), (9, [[0], [2]])])
    small = reduced(it, np.array([True, True, False]), must=True)
    assert small.units.minutes(small.forced) == 45
    assert small.weight == 14
    assert [(each.weight, each.least) for each in small.shared] == [(2, 20)]
