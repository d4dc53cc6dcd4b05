"""A chart that grows: what was drawn stays, and costs no more crossings than it may."""

import random

import pytest

from intertwine.storyline import (
    Ordered,
    certified,
    faults,
    make_chart,
    moved_pairs,
    order_fast,
    order_proved,
    order_stable,
)
from tests.storyline.charts import fewest, random_chart, wished

Story = list[list[list[str]]]


def story(seed: int, people: int = 9, layers: int = 24) -> Story:
    """Meetings of people who come and go."""
    dice = random.Random(seed)
    names = [f"P{n}" for n in range(people)]
    told = []
    for at in range(layers):
        cast = names[max(0, at * people // layers - 3) :][:6]
        dice.shuffle(cast)
        cut = dice.randint(1, len(cast))
        told.append([cast[:cut], cast[cut:]] if dice.random() < 0.5 else [cast[:cut]])
    return told


def grown(told: Story, surplus: int = 0) -> list[tuple[Ordered, Ordered, Ordered]]:
    """The story told further and further: the chart before, the chart now for itself, the chart now kept stable."""
    steps = []
    before = order_fast(make_chart(told[:6]))
    for end in range(8, len(told) + 1, 2):
        chart = make_chart(told[:end])
        fast, stable = order_fast(chart), order_stable(chart, before, surplus=surplus)
        steps.append((before, fast, stable))
        before = stable
    return steps


@pytest.mark.parametrize("surplus", [0, 2])
def test_a_growing_chart_costs_no_more_than_allowed_and_moves_less_than_a_chart_made_anew(surplus: int) -> None:
    kept = fresh = 0
    for seed in range(6):
        for before, fast, stable in grown(story(seed), surplus):
            assert faults(stable.chart, stable.orders) == []
            assert stable.certificate.crossings <= fast.certificate.crossings + surplus
            assert stable.certificate.lower_bound == fast.certificate.lower_bound
            kept += moved_pairs(before, stable).moved
            fresh += moved_pairs(before, fast).moved
    assert kept * 4 < fresh


def test_the_same_story_again_keeps_the_very_same_order() -> None:
    for seed in range(8):
        chart = make_chart(story(seed))
        before = order_proved(chart)
        again = order_stable(chart, before, before)
        assert moved_pairs(before, again).moved == 0
        assert again.certificate.optimal


def test_an_order_upside_down_is_turned_around() -> None:
    """What costs no crossing is never moved: an order and its mirror image have the same crossings."""
    for seed in range(8):
        chart = make_chart(story(seed))
        base = order_fast(chart)
        mirror = certified(chart, [order[::-1] for order in base.orders], 0)
        kept = order_stable(chart, mirror, base)
        assert moved_pairs(mirror, kept).moved == 0
        assert moved_pairs(mirror, base).share == 1


def test_the_proved_order_keeps_its_proof_when_it_is_made_to_stay_close() -> None:
    told = story(3)
    before = order_fast(make_chart(told[:16]))
    proved = order_proved(make_chart(told))
    kept = order_stable(proved.chart, before, proved)
    assert kept.certificate.optimal
    assert kept.certificate.crossings == proved.certificate.crossings
    assert moved_pairs(before, kept).moved <= moved_pairs(before, proved).moved


def test_the_exact_search_has_the_fewest_crossings_and_then_the_fewest_moved_pairs_of_all_orders() -> None:
    price = 10_000
    for seed in range(30):
        late = random_chart(seed, 4, 7)
        drawn = [[[late.people[person] for person in group] for group in layer.groups] for layer in late.layers]
        before = order_fast(make_chart(drawn[:4]))
        kept = order_stable(late, before, conflicts=10**6)
        number = {name: at for at, name in enumerate(late.people)}
        near = [[number[before.chart.people[person]] for person in order] for order in before.orders]
        least = fewest(late, near, price)
        assert (kept.certificate.crossings, moved_pairs(before, kept).moved) == divmod(least, price), seed
        assert kept.certificate.optimal, seed


def test_moments_are_told_by_their_keys_wherever_they_stand() -> None:
    late = make_chart([[["A", "B"], ["C"]], [["A"], ["B", "C"]]], keys=["s2", "s3"])
    whole = make_chart([[["C", "D"], ["A"]], [["A", "B"], ["C"]], [["A"], ["B", "C"]]], keys=["s1", "s2", "s3"])
    before = certified(late, [(2, 1, 0), (2, 1, 0)], 0)
    after = order_stable(whole, before)
    names = [[whole.people[person] for person in order if whole.people[person] in "ABC"] for order in after.orders[1:]]
    assert names == [["C", "B", "A"], ["C", "B", "A"]]
    assert moved_pairs(before, after).pairs == 6


def test_equal_neighbours_that_became_one_layer_keep_all_keys() -> None:
    chart = make_chart([[["A", "B"]], [["B", "A"]], [["A"], ["B"]]], keys=["x", "y", "z"])
    assert [layer.keys for layer in chart.layers] == [("x", "y"), ("z",)]


def test_wishes_hold_in_a_stable_order_too() -> None:
    for seed in range(40):
        before = order_fast(random_chart(seed, 7, 8))
        chart = wished(seed, random_chart(seed, 7, 12))
        fast, stable = order_fast(chart), order_stable(chart, before)
        assert faults(chart, stable.orders) == [], seed
        assert stable.certificate.cost <= fast.certificate.cost


def test_nothing_in_common_moves_nothing() -> None:
    before = order_fast(make_chart([[["A", "B"]]]))
    after = order_stable(make_chart([[["C", "D"], ["E"]], [["C"], ["D", "E"]]]), before)
    assert moved_pairs(before, after).share == 0
