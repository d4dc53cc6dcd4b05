"""The exact search against the plain problem, every reduction included."""

import pytest

from intertwine.storyline import crossings, faults
from intertwine.storyline.barycentre import barycentre, flips
from intertwine.storyline.exact import solve
from intertwine.storyline.reduce import assemble, reduced, whole
from intertwine.storyline.search import FAST
from intertwine.storyline.sift import sift
from tests.storyline.charts import fewest, random_chart

MANY = 10**9


@pytest.mark.parametrize("presence", ["span", "gap"])
@pytest.mark.parametrize("block", range(4))
def test_reductions_keep_the_optimum_of_the_plain_model(presence: str, block: int) -> None:
    for seed in range(block * 300, block * 300 + 300):
        chart = random_chart(seed, 3 + seed % 6, 3 + seed % 9, presence)
        plain = solve(whole(chart).strip, MANY, MANY)
        parts = reduced(chart)
        answers = [solve(part.strip, MANY, MANY) for part in parts]
        assert sum(answer.lower for answer in answers) == plain.lower, seed
        orders = assemble(chart, parts, [answer.orders or [] for answer in answers])
        assert faults(chart, orders) == [], seed
        assert crossings(orders) == plain.lower, seed


@pytest.mark.parametrize("presence", ["span", "gap"])
def test_the_plain_model_has_the_optimum_of_trying_every_order(presence: str) -> None:
    for seed in range(40):
        chart = random_chart(seed, 4, 4, presence)
        answer = solve(whole(chart).strip, MANY, MANY)
        assert answer.optimal
        assert answer.lower == fewest(chart), seed


def test_a_meeting_with_a_newcomer_may_turn_its_members_around() -> None:
    """Where "members of a meeting keep their order" goes wrong: such charts are solved as they are."""
    for seed in range(150):
        chart = random_chart(seed, 5, 3)
        assert sum(solve(part.strip, MANY, MANY).lower for part in reduced(chart)) == fewest(chart), seed


def test_every_fast_pass_keeps_groups_together_and_adds_no_crossing() -> None:
    for seed in range(60):
        chart = random_chart(seed, 8, 12)
        for part in reduced(chart):
            orders = [list(layer.present) for layer in part.strip.layers]
            before = None
            for step in FAST:
                orders, lower = step.run(part.strip, orders, 1.0)
                now = flips(part.strip, orders)
                assert lower <= now
                assert before is None or now <= before, step.name
                before = now
                assert faults(chart, assemble(chart, [part], [orders])) == [] or len(reduced(chart)) > 1


def test_sifting_changes_nothing_that_is_optimal() -> None:
    chart = random_chart(3, 6, 8)
    part = whole(chart)
    best = solve(part.strip, MANY, MANY).orders
    assert best is not None
    assert flips(part.strip, sift(part.strip, best)) == flips(part.strip, best)


def test_a_goal_that_cannot_be_bettered_is_proved_without_an_order() -> None:
    chart = random_chart(11, 7, 10)
    strip = whole(chart).strip
    least = solve(strip, MANY, MANY).lower
    answer = solve(strip, least, MANY)
    assert (answer.orders, answer.lower, answer.optimal) == (None, least, True)


def test_a_work_limit_leaves_a_bound_that_holds_and_is_the_same_every_time() -> None:
    chart = random_chart(5, 8, 14)
    strip = whole(chart).strip
    least = solve(strip, MANY, MANY).lower
    goal = flips(strip, barycentre(strip)) + 1
    one, two = solve(strip, goal, 5), solve(strip, goal, 5)
    assert one == two
    assert one.lower <= least
