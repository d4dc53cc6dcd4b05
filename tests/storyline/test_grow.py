"""A chart that grew part by part: its order begins with that of the chart before, whoever asks for it."""

import random

import pytest

from intertwine.storyline import faults, make_chart, moved, order_fast, order_grown
from intertwine.storyline.chart import Chart
from tests.storyline.charts import random_chart
from tests.storyline.test_stable import story


def parts(told: list[list[list[str]]], each: int) -> list[int]:
    """The part of each layer, so many layers a part."""
    return [at // each for at in range(len(told))]


@pytest.mark.parametrize("seed", range(30))
def test_an_order_of_any_small_chart_holds_and_small_charts_lose_little(seed: int) -> None:
    chart = random_chart(seed, people=6, layers=7)
    found = order_grown(chart, list(range(len(chart.layers))))
    assert faults(chart, found.orders) == []
    assert (
        order_grown(chart, [0] * len(chart.layers)).certificate.crossings
        <= 2 + 2 * order_fast(chart).certificate.crossings
    )


def test_the_order_of_a_shorter_story_moves_far_less_than_one_made_anew() -> None:
    kept = anew = 0
    for seed in range(4):
        told = story(seed, people=12, layers=36)
        names = sorted({name for layer in told for group in layer for name in group})
        for end in range(6, len(told), 6):
            before = make_chart(told[:end], merge=False, people=names)
            after = make_chart(told[: end + 6], merge=False, people=names)
            one = order_grown(before, parts(told[:end], 6))
            kept += moved(one, order_grown(after, parts(told[: end + 6], 6))).moved
            anew += moved(order_fast(before), order_fast(after)).moved
    assert 4 * kept < anew


def test_the_part_that_is_new_is_all_that_a_longer_story_adds_to_the_work() -> None:
    """The last step starts from the order of the story before: where it pays for no move, that order is found again."""
    told = [[["A", "B"], ["C", "D"]], [["A", "C"]], [["B", "D"]], [["A", "B", "C", "D"]]] * 4
    names = ["A", "B", "C", "D"]
    steps = list(range(len(told)))
    whole = order_grown(make_chart(told, merge=False, people=names), steps)
    again = order_grown(make_chart(told, merge=False, people=names), [3 * step for step in steps])
    assert again.orders == whole.orders


def test_a_line_that_is_drawn_late_runs_through_what_was_drawn_before() -> None:
    chart = make_chart([[["A", "B"], ["C"]], [["A", "C"], ["B"]], [["C", "B"], ["A"]]], merge=False, people="ABC")
    found = order_grown(chart, [0, 0, 1], since=[0, 0, 1])
    assert faults(chart, found.orders) == []
    assert [set(order) for order in found.orders] == [{0, 1, 2}] * 3


def test_layers_may_come_in_any_order() -> None:
    """In the order of the story, what was shown later stands between what was shown before."""
    dice = random.Random(3)
    told = story(5, people=10, layers=30)
    chart: Chart = make_chart(told, merge=False)
    for _ in range(5):
        steps = [dice.randrange(6) for _ in told]
        found = order_grown(chart, steps)
        assert faults(chart, found.orders) == []
        assert order_grown(chart, steps).orders == found.orders


def test_only_the_last_layers_drawn_are_ordered_once_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("intertwine.storyline.grow.BACK", 4)
    told = story(1, people=12, layers=40)
    names = sorted({name for layer in told for group in layer for name in group})
    # All are on stage all the time, so that nobody's line comes to be where it was not drawn.
    told = [[*layer, *([name] for name in names if not any(name in group for group in layer))] for layer in told]
    before = order_grown(make_chart(told[:30], merge=False, people=names), parts(told[:30], 6))
    after = order_grown(make_chart(told, merge=False, people=names), parts(told, 6))
    assert faults(after.chart, after.orders) == []
    assert after.orders[:26] == before.orders[:26]


def test_a_crowd_is_ordered_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the tables of a board would be too large, nothing is sifted."""
    monkeypatch.setattr("intertwine.storyline.board.LARGEST", 1)
    told = story(1, people=12, layers=40)
    chart = make_chart([*told, *told[:3]], merge=False)
    found = order_grown(chart, [at // 3 for at in range(len(chart.layers))])
    assert faults(chart, found.orders) == []
