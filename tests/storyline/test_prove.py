"""The bound by odd cycles, what it fixes, and the search that closes the rest, against the plain model."""

import random
from itertools import product
from typing import Any

import pytest

from intertwine.storyline.chart import Chart
from intertwine.storyline.count import faults, strip_crossings
from intertwine.storyline.linear_ordering import build_model
from intertwine.storyline.maxsat import SearchResult, fixing_literals, search_model, solve_strip
from intertwine.storyline.order.barycentre import barycentre_sweeps
from intertwine.storyline.prove.covering_program import PACKING_UNIT, CoveringProgram
from intertwine.storyline.prove.kernelization import Kernel, kernelize
from intertwine.storyline.prove.odd_cycle_packing import pack_odd_cycles
from intertwine.storyline.prove.reduced_cost_fixing import fixed_literals, packing_bound, prove_by_fixing
from intertwine.storyline.reduce import Strip, as_one_part, assemble, independent_parts
from tests.long import one_in
from tests.storyline.charts import random_chart

MANY = 10**9


@pytest.mark.parametrize("presence", ["span", "gap"])
@pytest.mark.parametrize("block", range(4))
def test_closing_finds_the_optimum_of_the_plain_model(presence: str, block: int) -> None:
    for seed in one_in(7, range(block * 250, block * 250 + 250)):
        chart = random_chart(seed, 3 + seed % 6, 3 + seed % 9, presence)
        plain = solve_strip(as_one_part(chart).strip, MANY, MANY)
        parts = independent_parts(chart)
        told: list[int] = []
        answers = [prove_by_fixing(part.strip, MANY, MANY, report=told.append) for part in parts]
        assert sum(answer.lower for answer in answers) == plain.lower, seed
        assert all(answer.optimal for answer in answers), seed
        assert all(lower <= plain.lower for lower in told), seed
        orders = [answer.orders or [] for answer in answers]
        assert faults(chart, assemble(chart, parts, orders)) == [], seed
        assert sum(strip_crossings(part.strip, own) for part, own in zip(parts, orders, strict=True)) == plain.lower, (
            seed
        )


def test_wrong_guesses_do_no_harm_and_right_ones_find_the_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guesses from "merges whatever the packing leaves anything of" on: never another answer, and never no bound."""
    monkeypatch.setattr("intertwine.storyline.prove.reduced_cost_fixing.GUESSES", (0.0, 0.5, 1.0))
    tried: list[object] = []

    def counted(*given: Any, **more: Any) -> SearchResult:
        found = search_model(*given, **more)
        tried.append(found.orders)
        return found

    monkeypatch.setattr("intertwine.storyline.prove.reduced_cost_fixing.search_model", counted)
    seeds = 400
    for seed in range(seeds):
        chart = random_chart(seed + 5000, 4 + seed % 5, 5 + seed % 10)
        strip = as_one_part(chart).strip
        plain, answer = solve_strip(strip, MANY, MANY), prove_by_fixing(strip, MANY, MANY)
        assert (answer.lower, answer.optimal) == (plain.lower, True), seed
        assert answer.orders is not None
        assert faults(chart, answer.orders) == [], seed
        assert strip_crossings(strip, answer.orders) == plain.lower, seed
    assert len(tried) > seeds  # some charts need more than one search
    assert None in tried  # and some guesses are wrong


def test_layers_that_are_held_stay_and_the_rest_is_the_best_for_them() -> None:
    for seed in range(200):
        strip = as_one_part(random_chart(seed, 3 + seed % 6, 4 + seed % 6)).strip
        last = len(strip.layers) - 1
        start = barycentre_sweeps(strip)
        fixed = {0: start[0], last: start[last]}
        plain, answer = solve_strip(strip, MANY, MANY, fixed), prove_by_fixing(strip, MANY, MANY, fixed)
        assert answer.lower == plain.lower, seed
        assert answer.orders is not None
        assert {at: answer.orders[at] for at in fixed} == fixed
        assert strip_crossings(strip, answer.orders) == plain.lower


def test_what_is_merged_is_equal_in_every_order_with_so_few_crossings() -> None:
    """Each merged pair is asked for as its opposite: the plain model then needs more crossings."""
    tried = 0
    for seed in range(25):
        model = build_model(as_one_part(random_chart(seed, 6, 8)).strip)
        small = kernelize(model)
        packing = CoveringProgram(dict(enumerate(small.edges))).run(100)
        least = solve_strip(model.strip, MANY, MANY).lower
        for more in (0, 1):
            same = fixed_literals(small, packing, (least + more - small.base) * PACKING_UNIT - packing.total)
            for variable in random.Random(seed).sample(range(1, model.top + 1), 8):
                name = same[variable]
                if abs(name) in {variable, small.truth}:
                    continue
                # Of an order and its mirror image one has the variable true: the other need not be asked.
                units = [variable, -name]
                assert cheapest(model.strip, units) > least + more, (seed, variable)
                tried += 1
    assert tried > 100


def cheapest(strip: Strip, units: list[int]) -> int:
    """The fewest crossings with these literals true; very many when there is no such order."""
    answer = search_model(build_model(strip), MANY, MANY, units)
    return answer.lower if answer.orders is not None else MANY


def test_a_kernel_costs_what_the_signed_graph_costs() -> None:
    """Against every assignment of small signed graphs, read off the models of tiny charts."""
    for seed in range(80):
        model = build_model(as_one_part(random_chart(seed, 4, 3)).strip)
        if model.top > 12:
            continue
        small = kernelize(model)
        nodes = sorted({node for a, b, _ in small.edges for node in (a, b)})
        reduced_cost = small.base + min(
            paid(small, dict(zip(nodes, signs, strict=True))) for signs in product((1, -1), repeat=len(nodes))
        )
        plain = min(
            sum(
                weight
                for (one, two), weight in model.flips.items()
                if signs[abs(one) - 1] * signs[abs(two) - 1] * one * two < 0
            )
            for signs in product((1, -1), repeat=model.top)
        )
        assert reduced_cost == plain, seed


def paid(small: Kernel, sign: dict[int, int]) -> int:
    return sum(abs(weight) for a, b, weight in small.edges if sign[a] * sign[b] * weight < 0)


def test_a_packing_is_one_of_odd_cycles_and_leaves_no_edge_less_than_nothing() -> None:
    for seed in range(60):
        small = kernelize(build_model(as_one_part(random_chart(seed, 8, 14)).strip))
        packing = CoveringProgram(dict(enumerate(small.edges))).run(100)
        for cycle in packing.cycles:
            assert sum(small.edges[at][2] < 0 for at in cycle) % 2 == 1
            ends: dict[int, int] = {}
            for at in cycle:
                for node in small.edges[at][:2]:
                    ends[node] = ends.get(node, 0) + 1
            assert all(count % 2 == 0 for count in ends.values())
        assert all(slack >= 0 for slack in packing.slack.values())
        assert packing.total <= sum(abs(weight) for _, _, weight in small.edges) * PACKING_UNIT


def test_pieces_put_together_bound_as_well_as_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    chart: Chart = random_chart(7, 8, 40)
    small = kernelize(build_model(as_one_part(chart).strip))
    flat = pack_odd_cycles(small.edges, 100)
    monkeypatch.setattr("intertwine.storyline.prove.odd_cycle_packing.LARGE", 20)
    monkeypatch.setattr("intertwine.storyline.prove.odd_cycle_packing.PIECE", 20)
    told: list[int] = []
    pieced = pack_odd_cycles(small.edges, 100, told.append)
    assert packing_bound(small, pieced) == packing_bound(small, flat)
    assert told == sorted(told)
    assert max(told) <= solve_strip(as_one_part(chart).strip, MANY, MANY).lower * PACKING_UNIT


def test_less_work_gives_a_lower_bound_and_never_a_false_one(monkeypatch: pytest.MonkeyPatch) -> None:
    chart: Chart = random_chart(7, 8, 40)
    small = kernelize(build_model(as_one_part(chart).strip))
    monkeypatch.setattr("intertwine.storyline.prove.odd_cycle_packing.LARGE", 20)
    monkeypatch.setattr("intertwine.storyline.prove.odd_cycle_packing.PIECE", 20)
    size = len(small.edges)
    totals = [pack_odd_cycles(small.edges, 100, work=work).total for work in (0, size, 20 * size, 1000 * size * size)]
    assert totals == [
        pack_odd_cycles(small.edges, 100, work=work).total for work in (0, size, 20 * size, 1000 * size * size)
    ]
    assert totals[0] < totals[2] < totals[3] == pack_odd_cycles(small.edges, 100).total
    assert max(totals) <= solve_strip(as_one_part(chart).strip, MANY, MANY).lower * PACKING_UNIT


def test_a_goal_that_is_reached_ends_the_search_without_an_order() -> None:
    strip = as_one_part(random_chart(11, 7, 10)).strip
    least = solve_strip(strip, MANY, MANY).lower
    answer = prove_by_fixing(strip, least, MANY)
    assert (answer.orders, answer.lower, answer.optimal) == (None, least, True)
    assert prove_by_fixing(strip, 0, MANY).optimal


def test_held_literals_are_those_of_the_orders() -> None:
    model = build_model(as_one_part(random_chart(3, 5, 4)).strip)
    order = list(barycentre_sweeps(model.strip)[1])
    literals = fixing_literals(model, {1: order})
    assert len(literals) == len(order) * (len(order) - 1) // 2
