"""A chart that goes on: what was drawn of it stays where it was, whoever asks, and by whatever way they came."""

from itertools import combinations

import pytest

from intertwine.storyline import (
    ChartError,
    Ordered,
    faults,
    make_chart,
    moved_pairs,
    order_fast,
    order_incremental,
    with_wishes,
)
from intertwine.storyline.chart import Chart
from tests.storyline.charts import random_chart
from tests.storyline.test_mental_map import story

Story = list[list[list[str]]]


def drawn(told: Story, names: list[str]) -> Chart:
    """A layer a moment, and people numbered alike however much is told."""
    return make_chart(told, merge=False, people=names)


@pytest.mark.parametrize("seed", range(60))
def test_an_order_of_any_small_chart_holds_and_loses_little(seed: int) -> None:
    chart = random_chart(seed, people=6, layers=7)
    found = order_incremental(chart)
    assert faults(chart, found.orders) == []
    assert found.orders == order_incremental(chart).orders
    assert found.certificate.crossings <= 2 + 2 * order_fast(chart).certificate.crossings


def test_a_longer_story_moves_far_less_than_orders_made_anew_and_costs_hardly_more() -> None:
    kept = fresh = grown = fast = 0
    for seed in range(4):
        told = story(seed, people=12, layers=36)
        names = sorted({name for layer in told for group in layer for name in group})
        for end in range(6, len(told), 6):
            before, after = drawn(told[:end], names), drawn(told[: end + 6], names)
            kept += moved_pairs(order_incremental(before), order_incremental(after)).moved
            fresh += moved_pairs(order_fast(before), order_fast(after)).moved
            grown += order_incremental(after).certificate.crossings
            fast += order_fast(after).certificate.crossings
    assert 3 * kept < fresh
    assert grown <= 1.2 * fast


def turned(before: Ordered, after: Ordered, layers: range) -> int:
    """The pairs that stand the other way round in some layers."""
    found = 0
    for at in layers:
        rank = {person: place for place, person in enumerate(after.orders[at])}
        found += sum(rank[a] > rank[b] for a, b in combinations(before.orders[at], 2))
    return found


def test_what_comes_far_behind_a_layer_moves_little_there() -> None:
    """Stories that part after forty moments, in the first twenty: beside orders made from nothing."""
    kept = fresh = 0
    for seed in range(6):
        one, two = (story(each, people=20, layers=60) for each in (seed, seed + 100))
        names = sorted({name for layer in one + two for group in layer for name in group})
        # All are on stage all the time, so that nobody's line comes to be where it was not drawn.
        everybody = [[name] for name in names]
        left = drawn([everybody, *one[:40], *one[40:], everybody], names)
        right = drawn([everybody, *one[:40], *two[40:], everybody], names)
        kept += turned(order_incremental(left), order_incremental(right), range(1, 21))
        fresh += turned(order_fast(left), order_fast(right), range(1, 21))
    assert 4 * kept < fresh


def test_a_chart_with_wishes_is_not_for_growing() -> None:
    chart = make_chart([[["Ann", "Bea"]], [["Ann"], ["Bea", "Cid"]]])
    with pytest.raises(ChartError, match="grants no wishes"):
        order_incremental(with_wishes(chart, first=["Cid"]))


def test_a_crowd_is_ordered_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the tables of a strip would be too large, nothing is sifted."""
    monkeypatch.setattr("intertwine.storyline.order.sifting_tables.LARGEST", 1)
    told = story(1, people=12, layers=40)
    chart = make_chart([*told, *told[:3]], merge=False)
    assert faults(chart, order_incremental(chart).orders) == []
