"""The least height of all optimal orders, by branch and bound, against the rows of the plain model."""

import pytest

from intertwine.storyline import faults
from intertwine.storyline.branch import least_of_all
from intertwine.storyline.exact import solve
from intertwine.storyline.heights import ways
from intertwine.storyline.reduce import assemble, whole, without_copies
from tests.storyline.rows import narrowest
from intertwine.storyline.sift import stretches
from tests.storyline.charts import random_chart, wished

MANY = 10**9


@pytest.mark.parametrize("block", range(4))
def test_branching_finds_the_least_height_of_the_plain_model(block: int) -> None:
    for seed in range(block * 150, block * 150 + 150):
        chart = random_chart(seed, 3 + seed % 4, 3 + seed % 5, "gap" if seed % 3 == 0 else "span")
        if seed % 4 == 0:
            chart = wished(seed, chart)
        strip = whole(chart).strip
        plain = narrowest(strip, len(stretches(strip)) + 3, MANY)
        if plain.ways > 3:  # more rows could be of use, but not more than this
            plain = narrowest(strip, len(stretches(strip)) + plain.ways, MANY)
        part = without_copies(chart)
        found = least_of_all(part.strip, plain.crossings, MANY, MANY)
        assert found.heights is not None, seed
        drawn: list[dict[int, float]] = [{} for _ in chart.layers]
        for row, copies in zip(found.heights, part.spread, strict=True):
            for at, present in copies:
                drawn[at] = {person: float(row[person]) for person in present}
        assert found.lower == plain.ways == ways(drawn), seed
        orders = [sorted(row, key=row.__getitem__) for row in found.heights]
        assert faults(chart, assemble(chart, [part], [orders])) == [], seed
        for row in found.heights:
            assert len(set(row.values())) == len(row)
        again = least_of_all(part.strip, plain.crossings, plain.ways, MANY)
        assert (again.heights, again.lower) == (None, plain.ways)


def test_a_work_limit_leaves_a_bound_that_is_true() -> None:
    seen = 0
    for seed in range(30):
        chart = random_chart(seed, 6, 8)
        strip = without_copies(chart).strip
        crossings = solve(strip, MANY, MANY).lower
        least = least_of_all(strip, crossings, MANY, MANY).lower
        for programs in (1, 3, 10):
            found = least_of_all(strip, crossings, least + 5, programs)
            assert found.lower <= least
            seen += 0 < found.lower < least
    assert seen
