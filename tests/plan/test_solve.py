"""The exact solver beside every selection tried, and its bounds, curves, limits and interruptions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.plan_problems import Shape, essentials, generated
from intertwine.model.strings import Bools
from intertwine.plan.coverage import Coverage, Selection, covered
from intertwine.plan.solve import Limits, best_within, cheapest, even_steps, frontier, greedy_within
from tests.plan.problems import all_selections, problem, problems, weight_of

SHAPE = Shape(60, 150)


def some(it: Coverage, data: st.DataObject) -> Bools:
    """Any of the requirements."""
    count = len(it.weight)
    return np.array(data.draw(st.lists(st.booleans(), min_size=count, max_size=count)), np.bool_)


def holds(it: Coverage, selection: Selection) -> bool:
    """Whether a selection holds what its choices need, and says what it costs and covers."""
    chosen = selection.chosen
    return (
        not (chosen[it.then] & ~chosen[it.first]).any()
        and selection.minutes == it.cost[chosen].sum()
        and selection.weight == it.weight[covered(it, chosen)].sum()
    )


@given(st.data())
def test_the_cheapest_is_that_of_all_selections(data: st.DataObject) -> None:
    it = data.draw(problems(least_cost=1))
    required = some(it, data)
    found = cheapest(it, required)
    most = max(len([each for each in met if required[each]]) for _, _, met in all_selections(it))
    expected = max(
        (-minutes, weight_of(it, met), chosen)
        for chosen, minutes, met in all_selections(it)
        if len([each for each in met if required[each]]) == most
    )
    assert (-found.minutes, found.weight, tuple(found.chosen.tolist())) == expected
    assert holds(it, found)
    assert found.optimal
    assert found.bound == found.minutes


@given(st.data(), st.integers(-1, 20))
def test_the_best_within_some_minutes_is_that_of_all_selections(data: st.DataObject, minutes: int) -> None:
    it = data.draw(problems(least_cost=1))
    required = data.draw(st.none() | st.just(some(it, data)))
    found = best_within(it, minutes, required=required)
    among = np.zeros(len(it.weight), np.bool_) if required is None else required
    expected = max(
        (weight_of(it, met, among), weight_of(it, met), -cost, chosen)
        for chosen, cost, met in all_selections(it)
        if cost <= max(0, minutes)
    )
    assert (found.weight, -found.minutes, tuple(found.chosen.tolist())) == expected[1:]
    assert holds(it, found)
    assert found.optimal
    assert found.bound == found.weight


@given(st.data(), st.integers(0, 20))
def test_what_costs_nothing_is_held_where_it_is_of_use(data: st.DataObject, minutes: int) -> None:
    it = data.draw(problems())
    found = best_within(it, minutes)
    expected = max((weight_of(it, met), -cost) for _, cost, met in all_selections(it) if cost <= minutes)
    assert (found.weight, -found.minutes, found.optimal, holds(it, found)) == (*expected, True, True)
    least = cheapest(it, np.ones(len(it.weight), np.bool_))
    whole = max((len(met), -cost) for _, cost, met in all_selections(it))
    assert (-least.minutes, least.optimal, holds(it, least)) == (whole[1], True, True)


@given(problems(), st.lists(st.integers(-2, 30), max_size=6))
def test_a_point_of_the_curve_is_the_best_for_its_budget(it: Coverage, budgets: list[int]) -> None:
    points = frontier(it, budgets)
    for budget, point in zip(budgets, points, strict=True):
        alone = best_within(it, budget)
        assert (point.weight, point.minutes, point.bound, point.optimal) == (
            alone.weight, alone.minutes, alone.bound, True
        )  # fmt: skip
        assert point.chosen.tolist() == alone.chosen.tolist()


@given(problems(), st.integers(0, 20))
def test_greed_is_never_better_than_the_best(it: Coverage, minutes: int) -> None:
    greedy, best = greedy_within(it, minutes), best_within(it, minutes)
    assert greedy.weight <= best.weight <= greedy.bound
    assert greedy.minutes <= minutes
    assert holds(it, greedy)


def test_nothing_to_choose_costs_nothing() -> None:
    empty = problem([], [])
    for found in (cheapest(empty, np.zeros(0, np.bool_)), best_within(empty, 60), greedy_within(empty, 60)):
        assert (found.minutes, found.weight, found.bound, found.optimal) == (0, 0, 0, True)
    assert frontier(empty, []) == ()


def test_what_nothing_covers_is_left_out() -> None:
    it = problem([50, 40], [(3, []), (2, [[1]]), (9, [[0, 1]])])
    found = cheapest(it, np.array([True, True, False]))
    assert (found.chosen.tolist(), found.minutes, found.weight, found.optimal) == ([False, True], 40, 2, True)


def test_a_circle_is_seen_whole_or_not_at_all() -> None:
    it = problem([50, 40, 30], [(3, [[0]]), (2, [[2]])], [(0, 1), (1, 0)])
    assert best_within(it, 89).chosen.tolist() == [False, False, True]
    assert best_within(it, 90).chosen.tolist() == [True, True, False]


def test_of_equal_selections_the_earliest_is_taken() -> None:
    it = problem([50] * 4, [(1, [[1, 2], [0, 3]]), (1, [[1], [3]])])
    assert best_within(it, 100).chosen.tolist() == [True, False, False, True]


def test_a_recap_stands_in_for_a_season() -> None:
    season = [(0, 1), (1, 2), (2, 3)]
    it = problem([45, 45, 45, 45, 20], [(5, [[3], [4]])], season)
    assert cheapest(it, np.array([True])).chosen.tolist() == [False] * 4 + [True]


def test_a_curve_never_falls_and_ends_with_everything() -> None:
    it = generated(SHAPE, 1)
    full = cheapest(it, np.ones(len(it.weight), np.bool_))
    points = frontier(it, even_steps(full.minutes, 10))
    weights = [each.weight for each in points]
    assert weights == sorted(weights)
    assert (points[0].minutes, points[-1].minutes, points[-1].weight) == (0, full.minutes, full.weight)
    assert all(each.optimal for each in points)


def test_steps_are_even_and_hold_both_ends() -> None:
    assert even_steps(10, 4) == (0, 3, 5, 8, 10)
    assert even_steps(0, 2) == (0, 0, 0)


@pytest.mark.parametrize("seed", range(3))
def test_the_same_problem_has_the_same_answer(seed: int) -> None:
    it = generated(SHAPE, seed)
    half = int(it.cost.sum()) // 2
    one, other = best_within(it, half), best_within(generated(SHAPE, seed), half)
    assert one.chosen.tobytes() == other.chosen.tobytes()
    assert greedy_within(it, half).weight <= one.weight <= one.bound


def test_the_names_of_choices_do_not_matter() -> None:
    """Choices in another order: the value is the same, whatever the search meets first."""
    it = generated(SHAPE, 5)
    other = np.random.default_rng(5).permutation(len(it.cost))
    turned = Coverage(
        it.cost[np.argsort(other)], it.weight, it.alternative_of, it.start,
        *(other[each].astype(np.int32) for each in (it.members, it.first, it.then)),
    )  # fmt: skip
    for minutes in (300, 900, 1800):
        one, two = best_within(it, minutes), best_within(turned, minutes)
        assert (one.weight, one.minutes) == (two.weight, two.minutes)


def test_a_search_that_is_cut_short_states_what_is_proved() -> None:
    it = generated(SHAPE, 2)
    required = essentials(it, SHAPE, 2)
    short, whole = Limits(steps=1), Limits()
    for minutes in range(100, 2000, 190):
        early, best = best_within(it, minutes, short), best_within(it, minutes, whole)
        assert best.optimal
        assert early.weight <= best.weight <= early.bound
        assert early.minutes <= minutes
        assert early.optimal == (early.weight == early.bound)
    assert cheapest(it, required, short).bound <= cheapest(it, required, whole).minutes
    points = frontier(it, range(100, 2000, 190), short)
    for early, best in zip(points, frontier(it, range(100, 2000, 190)), strict=True):
        assert early.weight <= best.weight <= early.bound
    assert [each.weight for each in points] == sorted(each.weight for each in points)


def test_a_search_that_is_stopped_says_so() -> None:
    it = generated(SHAPE, 2)
    heard = list[tuple[int, int]]()

    def stop(done: int, most: int) -> bool:
        heard.append((done, most))
        return False

    found = best_within(it, 500, progress=stop)
    assert len(heard) == 1
    assert (found.interrupted, found.optimal) == (True, False)
    assert found.weight <= best_within(it, 500).weight <= found.bound
    assert holds(it, found)
    points = frontier(it, (200, 500, 900), progress=stop)
    assert len(heard) == 2
    assert all(each.interrupted and not each.optimal and holds(it, each) for each in points)
    covering = generated(Shape(60, 150, shared=0.9), 2)
    assert cheapest(covering, np.ones(len(covering.weight), np.bool_), progress=stop).interrupted


def test_progress_rises_to_at_most_its_end() -> None:
    heard = list[tuple[int, int]]()
    best_within(generated(SHAPE, 2), 500, Limits(steps=50), progress=lambda *told: heard.append(told))
    assert [done for done, _ in heard] == sorted(done for done, _ in heard)
    assert all(done <= most == 50 for done, most in heard)
