"""Weights, sides and given orders: against every order tried out, in every pass, and refused where they contradict."""

import json

import pytest

from intertwine.storyline import (
    ChartError,
    as_json,
    certified,
    crossings,
    faults,
    make_chart,
    order_fast,
    order_proved,
    with_wishes,
)
from intertwine.storyline.count import strip_crossings
from intertwine.storyline.maxsat import solve_strip
from intertwine.storyline.order.fast import FAST_PASSES
from intertwine.storyline.order.ruin_recreate import ruin_and_recreate
from intertwine.storyline.order.state import PartState
from intertwine.storyline.reduce import as_one_part, assemble, independent_parts
from tests.long import one_in
from tests.storyline.charts import fewest, random_chart, wished

MANY = 10**9


@pytest.mark.parametrize("presence", ["span", "gap"])
@pytest.mark.parametrize("block", range(3))
def test_wishes_keep_the_optimum_of_trying_every_order_with_and_without_reductions(presence: str, block: int) -> None:
    for seed in range(block * 30, block * 30 + 30):
        chart = wished(seed, random_chart(seed, 3 + seed % 3, 3 + seed % 4, presence))
        least = fewest(chart)
        plain = solve_strip(as_one_part(chart).strip, MANY, MANY)
        assert plain.lower == least, seed
        parts = independent_parts(chart)
        answers = [solve_strip(part.strip, MANY, MANY) for part in parts]
        orders = assemble(chart, parts, [answer.orders or [] for answer in answers])
        found = certified(chart, orders, sum(answer.lower for answer in answers))
        assert (found.certificate.cost, found.certificate.optimal) == (least, True), seed


@pytest.mark.parametrize("presence", ["span", "gap"])
def test_reductions_keep_the_wished_optimum_of_larger_charts(presence: str) -> None:
    for seed in one_in(7, range(300)):
        chart = wished(seed, random_chart(seed, 4 + seed % 5, 4 + seed % 8, presence))
        assert (
            sum(solve_strip(part.strip, MANY, MANY).lower for part in independent_parts(chart))
            == solve_strip(as_one_part(chart).strip, MANY, MANY).lower
        ), seed


def test_every_pass_grants_the_wishes_and_adds_no_weight() -> None:
    for seed in one_in(3, range(80)):
        chart = wished(seed, random_chart(seed, 8, 12))
        part = as_one_part(chart)
        state = PartState(part.strip, [list(layer.present) for layer in part.strip.layers])
        before = None
        for step in FAST_PASSES:
            state = step.run(state)
            now = strip_crossings(part.strip, state.orders)
            assert faults(chart, state.orders) == [], (seed, step.name)
            assert state.lower <= now
            assert before is None or now <= before, (seed, step.name)
            before = now
        better = ruin_and_recreate(part.strip, state.orders, 20)
        assert faults(chart, better) == [], seed
        assert strip_crossings(part.strip, better) <= strip_crossings(part.strip, state.orders), seed


def test_the_process_of_the_proof_hears_the_wishes() -> None:
    checked = 0
    for seed in range(12):
        chart = wished(seed, random_chart(seed, 7, 14))
        found = order_proved(chart)
        least = solve_strip(as_one_part(chart).strip, MANY, MANY).lower
        assert (found.certificate.cost, found.certificate.optimal) == (least, True)
        checked += found.certificate.weighted is not None
    assert checked


def test_with_weights_both_counts_are_told_and_without_only_one() -> None:
    story = [[["A", "B"], ["C"]], [["A", "C"], ["B"]], [["B", "C"], ["A"]], [["A", "B"], ["C"]]]
    plain = order_fast(make_chart(story)).certificate
    heavy = order_fast(with_wishes(make_chart(story), {"A": 10})).certificate
    assert plain.weighted is None
    assert plain.cost == plain.crossings
    assert heavy.weighted == heavy.cost
    assert heavy.crossings == crossings(order_fast(with_wishes(make_chart(story), {"A": 10})).orders)
    assert order_fast(with_wishes(make_chart(story), {"A": 1})).certificate.weighted is None


def test_what_a_file_says_of_a_bound_is_about_the_number_beside_it() -> None:
    """Without weights the bound is one of crossings, with weights one of their weight, which then stands there."""
    for seed in range(40):
        chart = wished(seed, random_chart(seed, 6, 8))
        for found in (order_fast(chart), order_proved(chart)):
            said = json.loads(as_json(found))["certificate"]
            cost = said.get("weighted", said["crossings"])
            assert ("weighted" in said) == bool(chart.wishes.weights)
            assert said["lower_bound"] <= cost
            assert said["optimal"] == (said["lower_bound"] == cost)


def test_sides_hold_as_far_as_groups_let_them() -> None:
    chart = with_wishes(make_chart([[["A", "B"], ["C", "D"]], [["A"], ["B", "C"], ["D"]]]), first=["C"], last=["D"])
    first, second = ([chart.people[person] for person in order] for order in order_fast(chart).orders)
    assert "".join(first) in {"CDAB", "CDBA", "ABCD", "BACD"}
    assert "".join(second) == "CBAD"


def test_a_given_order_is_kept_where_it_is_given() -> None:
    chart = make_chart([[["A"], ["B"], ["C"]], [["A", "B"], ["C"]]])
    kept = order_fast(with_wishes(chart, orders={0: ["C", "B", "A"], 1: ["B", "C"]}))
    assert [chart.people[person] for person in kept.orders[0]] == ["C", "B", "A"]
    assert kept.orders[1].index(1) < kept.orders[1].index(2)
    with pytest.raises(ChartError, match="on the side or in the order"):
        certified(kept.chart, [(0, 1, 2), (0, 1, 2)], 0)


@pytest.mark.parametrize(
    ("wishes", "message"),
    [
        ({"weights": {"Z": 2}}, '"Z", who is not in the chart'),
        ({"weights": {"A": 0}}, "weight of A"),
        ({"first": ["A"], "last": ["A"]}, "A cannot stand both first and last"),
        ({"orders": {0: ["A", "C", "B"]}}, "layer 0: A and B are in one group"),
        ({"orders": {0: ["A", "A"]}}, "twice"),
        ({"orders": {0: ["D"]}}, "D is not on stage"),
        ({"orders": {7: ["A"]}}, "layers 0 to 1"),
    ],
)
def test_wishes_that_cannot_be_granted_are_refused(wishes: dict[str, object], message: str) -> None:
    chart = make_chart([[["A", "B"], ["C"]], [["A", "C", "D"]]])
    with pytest.raises(ChartError, match=message):
        with_wishes(chart, **wishes)  # type: ignore[arg-type]
