"""The exact search against the plain problem, every reduction included."""

import pytest

from intertwine.storyline import crossings, faults
from intertwine.storyline.count import strip_crossings
from intertwine.storyline.maxsat import solve_strip
from intertwine.storyline.order.barycentre import barycentre_sweeps
from intertwine.storyline.order.fast import FAST_PASSES
from intertwine.storyline.order.sifting import sift
from intertwine.storyline.order.state import PartState
from intertwine.storyline.reduce import as_one_part, assemble, independent_parts
from tests.long import one_in
from tests.storyline.charts import fewest, random_chart

MANY = 10**9


@pytest.mark.parametrize("presence", ["span", "gap"])
@pytest.mark.parametrize("block", range(4))
def test_reductions_keep_the_optimum_of_the_plain_model(presence: str, block: int) -> None:
    for seed in one_in(7, range(block * 300, block * 300 + 300)):
        chart = random_chart(seed, 3 + seed % 6, 3 + seed % 9, presence)
        plain = solve_strip(as_one_part(chart).strip, MANY, MANY)
        parts = independent_parts(chart)
        answers = [solve_strip(part.strip, MANY, MANY) for part in parts]
        assert sum(answer.lower for answer in answers) == plain.lower, seed
        orders = assemble(chart, parts, [answer.orders or [] for answer in answers])
        assert faults(chart, orders) == [], seed
        assert crossings(orders) == plain.lower, seed


@pytest.mark.parametrize("presence", ["span", "gap"])
def test_the_plain_model_has_the_optimum_of_trying_every_order(presence: str) -> None:
    for seed in range(40):
        chart = random_chart(seed, 4, 4, presence)
        answer = solve_strip(as_one_part(chart).strip, MANY, MANY)
        assert answer.optimal
        assert answer.lower == fewest(chart), seed


def test_a_meeting_with_a_newcomer_may_turn_its_members_around() -> None:
    """Where "members of a meeting keep their order" goes wrong: such charts are solved as they are."""
    for seed in range(150):
        chart = random_chart(seed, 5, 3)
        assert sum(solve_strip(part.strip, MANY, MANY).lower for part in independent_parts(chart)) == fewest(chart), (
            seed
        )


def test_every_fast_pass_keeps_groups_together_and_adds_no_crossing() -> None:
    for seed in range(60):
        chart = random_chart(seed, 8, 12)
        for part in independent_parts(chart):
            state = PartState(part.strip, [list(layer.present) for layer in part.strip.layers])
            before = None
            for step in FAST_PASSES:
                state = step.run(state)
                now = strip_crossings(part.strip, state.orders)
                assert state.lower <= now
                assert before is None or now <= before, step.name
                before = now
                assert faults(chart, assemble(chart, [part], [state.orders])) == [] or len(independent_parts(chart)) > 1


def test_sifting_changes_nothing_that_is_optimal() -> None:
    chart = random_chart(3, 6, 8)
    part = as_one_part(chart)
    best = solve_strip(part.strip, MANY, MANY).orders
    assert best is not None
    assert strip_crossings(part.strip, sift(part.strip, best)) == strip_crossings(part.strip, best)


def test_a_goal_that_cannot_be_bettered_is_proved_without_an_order() -> None:
    chart = random_chart(11, 7, 10)
    strip = as_one_part(chart).strip
    least = solve_strip(strip, MANY, MANY).lower
    answer = solve_strip(strip, least, MANY)
    assert (answer.orders, answer.lower, answer.optimal) == (None, least, True)


def test_a_work_limit_leaves_a_bound_that_holds_and_is_the_same_every_time() -> None:
    chart = random_chart(5, 8, 14)
    strip = as_one_part(chart).strip
    least = solve_strip(strip, MANY, MANY).lower
    goal = strip_crossings(strip, barycentre_sweeps(strip)) + 1
    one, two = solve_strip(strip, goal, 5), solve_strip(strip, goal, 5)
    assert one == two
    assert one.lower <= least
