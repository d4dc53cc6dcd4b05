"""Heights: spacing kept, ways short, wiggles few, and the least of all orders with the fewest crossings."""

import math
from itertools import pairwise, permutations

import pytest

from intertwine.storyline import (
    Chart,
    ChartError,
    Layer,
    Ordered,
    crossings,
    faults,
    heights_few_wiggles,
    heights_in_parts,
    heights_isotonic,
    heights_least,
    linear_height,
    minimize_height,
    order_fast,
    order_proved,
    wiggle_count,
)
from intertwine.storyline.height.conditions import height_faults
from intertwine.storyline.height.problem import UNIT_SPACING, Heights, Spacing
from tests.storyline.charts import crowded_chart, random_chart


def apart(ordered: Ordered, heights: Heights, spacing: Spacing) -> bool:
    """Whether all neighbours keep their distance."""
    for layer, order, row in zip(ordered.chart.layers, ordered.orders, heights, strict=True):
        for a, b in pairwise(order):
            together = any(a in group and b in group for group in layer.groups)
            if row[b] - row[a] < (spacing.inside if together else spacing.outside) - 1e-6:
                return False
    return True


@pytest.mark.parametrize("spacing", [UNIT_SPACING, Spacing()])
def test_a_page_view_s_heights_keep_order_and_spacing_and_are_near_the_least(spacing: Spacing) -> None:
    for seed in range(4):
        ordered = order_fast(random_chart(seed, 8, 14))
        solved = heights_least(ordered, spacing)
        assert solved is not None
        heights = heights_in_parts(ordered, spacing)
        assert apart(ordered, heights, spacing)
        assert math.isclose(linear_height(heights), solved[1], abs_tol=1e-3), (
            "a chart of one part gets its least heights"
        )


def test_a_long_chart_is_settled_in_parts_that_fit_together() -> None:
    ordered = order_fast(crowded_chart())
    heights = heights_in_parts(ordered)
    solved = heights_least(ordered)
    assert solved is not None
    assert apart(ordered, heights, Spacing())
    assert solved[1] - 1e-3 <= linear_height(heights) <= 1.15 * solved[1]
    assert linear_height(heights) < linear_height(heights_isotonic(ordered))


def test_calm_heights_have_fewer_wiggles_and_longer_ways_than_the_least() -> None:
    total = [0, 0]
    for seed in range(4):
        ordered = order_fast(random_chart(seed, 8, 20))
        solved, calmed = heights_least(ordered), heights_few_wiggles(ordered)
        assert solved is not None
        assert calmed is not None
        assert apart(ordered, calmed[0], Spacing())
        assert wiggle_count(calmed[0]) <= wiggle_count(solved[0])
        assert calmed[1] >= solved[1] - 1e-3
        assert math.isclose(calmed[1], linear_height(calmed[0]), abs_tol=1e-3)
        total = [total[0] + wiggle_count(calmed[0]), total[1] + wiggle_count(solved[0])]
    assert total[0] < total[1]


def placings(layer: Layer, rows: int) -> list[dict[int, int]]:
    """Every way to put a layer's lines into rows, groups together."""
    found = []
    for chosen in permutations(range(rows), len(layer.present)):
        row = dict(zip(layer.present, chosen, strict=True))
        order = sorted(row, key=row.__getitem__)
        if not faults(Chart(("A", "B", "C", "D", "E"), (layer,)), [order]):
            found.append(row)
    return found


def least_of_all(chart: Chart, rows: int) -> tuple[int, int]:
    """The fewest crossings and then the least ways, by trying everything."""
    best: list[tuple[dict[int, int], tuple[int, int]]] = [(row, (0, 0)) for row in placings(chart.layers[0], rows)]
    for layer in chart.layers[1:]:
        after = []
        for row in placings(layer, rows):
            costs = []
            for before, (crossed, way) in best:
                orders = [sorted(one, key=one.__getitem__) for one in (before, row)]
                costs.append((crossed + crossings(orders), way + int(linear_height([dict(before), dict(row)]))))
            after.append((row, min(costs)))
        best = after
    return min(cost for _, cost in best)


def test_no_drawing_of_any_optimal_order_is_narrower() -> None:
    for seed in range(8):
        chart = random_chart(seed, 3, 5)
        proved = order_proved(chart)
        found = minimize_height(proved)
        assert apart(found.ordered, found.heights, UNIT_SPACING)
        assert found.linear_height == found.lower_bound == linear_height(found.heights), seed
        assert (found.ordered.certificate.crossings, found.linear_height) == least_of_all(chart, found.rows), seed


def test_another_optimal_order_may_be_narrower_than_the_one_that_was_found() -> None:
    shorter = 0
    for seed in range(4):
        proved = order_proved(random_chart(seed, 7, 12))
        solved = heights_least(proved, UNIT_SPACING)
        assert solved is not None
        heard: list[int] = []
        found = minimize_height(proved, report=heard.append)
        assert found.ordered.certificate.crossings == proved.certificate.crossings
        assert found.linear_height <= solved[1] + 1e-3
        assert heard == sorted(heard, reverse=True)
        if heard:
            assert heard[-1] == found.linear_height
        shorter += found.linear_height < solved[1] - 0.5
    assert shorter


def test_without_work_there_is_no_bound_and_an_unproved_order_is_refused() -> None:
    proved = order_proved(random_chart(5, 6, 9))
    solved = heights_least(proved, UNIT_SPACING)
    assert solved is not None
    found = minimize_height(proved, work=0)
    assert found.lower_bound == 0 < found.linear_height <= solved[1] + 1e-3
    with pytest.raises(ChartError, match="proved one"):
        minimize_height(order_fast(crowded_chart()))


def test_heights_that_are_too_close_above_the_top_or_not_everybodys_are_found() -> None:
    ordered = order_fast(random_chart(5, 6, 6))
    spacing = Spacing(1.0, 1.5, tight=True)
    good = heights_isotonic(ordered, spacing)
    assert list(height_faults(ordered, spacing, good)) == []
    assert list(height_faults(ordered, Spacing(1.0, 1.8), good)) != []
    assert list(height_faults(ordered, spacing, [{n: it - 1 for n, it in row.items()} for row in good])) != []
    assert list(height_faults(ordered, spacing, [{}, *good[1:]])) == ["not everybody on stage has a height"]
    assert any(
        "group" in it for it in height_faults(ordered, spacing, [{n: 2 * it for n, it in row.items()} for row in good])
    )
