"""The least height of all optimal orders, against the rows of the plain model and against all orders one by one."""

import random
from collections.abc import Iterator
from itertools import pairwise, permutations, product

import numpy as np
import pytest

from intertwine.storyline import faults
from intertwine.storyline.count import strip_crossings
from intertwine.storyline.height.branch_and_bound import least_of_order, least_over_orders
from intertwine.storyline.height.convex_hull import PRICE_UNIT, HullProgram, column_count, hull_prices
from intertwine.storyline.height.heights import linear_height
from intertwine.storyline.height.optimal_orders import LayerOrder, OptimalOrders, find_optimal_orders
from intertwine.storyline.maxsat import solve_strip
from intertwine.storyline.order.sifting import line_spans
from intertwine.storyline.reduce import Strip, as_one_part, assemble, without_copies
from tests.long import one_in
from tests.storyline.charts import random_chart, wished
from tests.storyline.rows import least_in_rows

MANY = 10**9


def best(strip: Strip) -> list[list[int]]:
    """An order with the fewest crossings."""
    found = solve_strip(strip, MANY, MANY).orders
    assert found is not None
    return found


def through(graph: OptimalOrders) -> Iterator[list[int]]:
    """All ways through a graph, as the numbers of their orders."""
    ways_on: list[list[int]] = [[at] for at in range(len(graph.orders[0]))]
    for steps in graph.steps:
        ways_on = [[*way, two] for way in ways_on for one, two in steps if one == way[-1]]
    yield from ways_on


def named(graph: OptimalOrders, way: list[int]) -> list[LayerOrder]:
    """The orders of a way."""
    return [own[at] for own, at in zip(graph.orders, way, strict=True)]


@pytest.mark.parametrize("block", range(4))
def test_the_least_height_is_that_of_the_plain_model(block: int) -> None:
    for seed in one_in(7, range(block * 150, block * 150 + 150)):
        chart = random_chart(seed, 3 + seed % 4, 3 + seed % 5, "gap" if seed % 3 == 0 else "span")
        if seed % 4 == 0:
            chart = wished(seed, chart)
        strip = as_one_part(chart).strip
        plain = least_in_rows(strip, len(line_spans(strip)) + 3)
        if plain.linear_height > 3:  # more rows could be of use, but not more than this
            plain = least_in_rows(strip, len(line_spans(strip)) + plain.linear_height)
        part = without_copies(chart)
        found = least_over_orders(part.strip, best(part.strip), MANY)
        drawn: list[dict[int, float]] = [{} for _ in chart.layers]
        for row, copies in zip(found.heights, part.spread, strict=True):
            for at, present in copies:
                drawn[at] = {person: float(row[person]) for person in present}
        assert found.lower == found.linear_height == plain.linear_height == linear_height(drawn), seed
        orders = [sorted(row, key=row.__getitem__) for row in found.heights]
        assert strip_crossings(part.strip, orders) == plain.crossings
        assert faults(chart, assemble(chart, [part], [orders])) == [], seed
        for row in found.heights:
            assert len(set(row.values())) == len(row)


def test_ways_through_the_graph_are_the_optimal_orders() -> None:
    seen = 0
    for seed in range(200):
        chart = random_chart(seed, 4, 2 + seed % 3, "gap" if seed % 3 == 0 else "span")
        if seed % 4 == 0:
            chart = wished(seed, chart)
        strip = without_copies(chart).strip
        model_orders = [
            [order for order in orders_of(strip, at) if demanded(strip, at, order)] for at in range(len(strip.layers))
        ]
        every = list(product(*model_orders))
        if len(every) > 20_000:
            continue
        counts = [strip_crossings(strip, orders) for orders in every]
        wanted = {orders for orders, count in zip(every, counts, strict=True) if count == min(counts)}
        graph, all_ = find_optimal_orders(strip, min(wanted))
        assert all_
        found = {tuple(named(graph, way)) for way in through(graph)}
        if not any(strip.must):
            found |= {tuple(order[::-1] for order in orders) for orders in found}
        assert found == wanted, seed
        seen += len(found) > 10
        if max(counts) > min(counts):
            with pytest.raises(ValueError, match="fewer crossings"):
                find_optimal_orders(strip, every[counts.index(max(counts))])
    assert seen > 20


def orders_of(strip: Strip, at: int) -> list[LayerOrder]:
    """All orders of a layer with groups together."""
    layer = strip.layers[at]
    found = []
    for order in permutations(layer.present):
        places = [sorted(order.index(person) for person in group) for group in layer.groups]
        if all(own[-1] - own[0] < len(own) for own in places):
            found.append(order)
    return found


def demanded(strip: Strip, at: int, order: LayerOrder) -> bool:
    """Whether the order does what the strip demands of the layer."""
    return not strip.must or all(order.index(above) < order.index(below) for above, below in strip.must[at])


def test_where_the_bound_is_too_low_branching_goes_on_to_the_least_of_all() -> None:
    strip = without_copies(random_chart(10, 6, 12)).strip
    given = best(strip)
    graph, _ = find_optimal_orders(strip, given)
    least = min(least_of_order(strip, named(graph, way))[1] for way in through(graph))
    most = len(line_spans(strip)) + least_of_order(strip, given)[1]
    bound = -(-graph.shortest(hull_prices(strip, graph, most).prices) // PRICE_UNIT)
    assert bound < least
    found = least_over_orders(strip, given, MANY)
    assert (found.linear_height, found.lower) == (least, least)
    stopped = least_over_orders(strip, given, column_count(strip, graph))
    assert bound <= stopped.lower < least <= stopped.linear_height
    assert least_over_orders(strip, given, 0).lower == 0


def test_prices_are_a_bound_whatever_the_solver_says() -> None:
    dice = np.random.default_rng(5)
    for seed in range(40):
        strip = without_copies(random_chart(seed, 5, 6)).strip
        graph, _ = find_optimal_orders(strip, best(strip))
        if not graph.steps:
            continue
        program = HullProgram(strip, graph)
        real = hull_prices(strip, graph, 30).prices
        wrong = [
            program.priced(dice.normal(size=len(program.least)), np.zeros(len(program.cost)), 30).prices
            for _ in range(5)
        ]
        every = list(through(graph))
        for way in random.Random(seed).sample(every, min(20, len(every))):
            total = least_of_order(strip, named(graph, way))[1]
            for prices in (real, *wrong):
                assert sum(prices[at][step] for at, step in enumerate(pairwise(way))) <= total * PRICE_UNIT


def test_a_layer_with_too_many_orders_keeps_its_own_and_there_is_no_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    better = 0
    for seed in range(20):
        strip = without_copies(random_chart(seed, 6, 10)).strip
        given = best(strip)
        with monkeypatch.context() as few:
            few.setattr("intertwine.storyline.height.optimal_orders.ORDERS", 3)
            graph, all_ = find_optimal_orders(strip, given)
            found = least_over_orders(strip, given, MANY)
        assert max(len(own) for own in graph.orders) <= 3
        least = least_over_orders(strip, given, MANY).linear_height
        assert found.lower == (least if all_ else 0)
        assert least <= found.linear_height <= least_of_order(strip, given)[1]
        better += not all_ and found.linear_height < least_of_order(strip, given)[1]
    assert better
