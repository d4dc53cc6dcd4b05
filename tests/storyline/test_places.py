"""An order laid flat: what is reckoned of whole charts at once is what is so of each line by itself."""

import random

import numpy as np
import pytest

from intertwine.storyline import Ordered, order_fast
from intertwine.storyline.places import flat_order, round_hundredths
from tests.storyline.charts import crowded_chart, random_chart


@pytest.fixture(scope="module")
def several() -> list[Ordered]:
    """Small orders, and a large one."""
    charts = [random_chart(seed, 6, 12) for seed in range(6)]
    return [order_fast(chart) for chart in (*charts, crowded_chart())]


def test_every_line_knows_where_it_came_from_and_whom_it_is_with(several: list[Ordered]) -> None:
    for ordered in several:
        places = flat_order(ordered)
        for at, (layer, order) in enumerate(zip(ordered.chart.layers, ordered.orders, strict=True)):
            before = ordered.orders[at - 1] if at else ()
            for entry, person in enumerate(order, places.first[at]):
                assert (places.person[entry], places.layer[entry]) == (person, at)
                back = places.first[at - 1] + before.index(person) if person in before else -1
                assert places.back[entry] == back
                if back >= 0:
                    assert places.on[back] == entry
                assert places.tops[entry] == (person == order[0])
                above = order[entry - places.first[at] - 1] if person != order[0] else None
                assert places.joined[entry] == any({person, above} <= {*group} for group in layer.groups)


def test_who_crosses_nobody_is_told_from_who_crosses_somebody(several: list[Ordered]) -> None:
    found = set()
    for ordered in several:
        places = flat_order(ordered)
        for at, order in enumerate(ordered.orders):
            after = ordered.orders[at + 1] if at + 1 < len(ordered.orders) else ()
            both = [person for person in order if person in after]
            for entry, person in enumerate(order, places.first[at]):
                straight = person in both and all(
                    (both.index(other) < both.index(person)) == (after.index(other) < after.index(person))
                    for other in both
                )
                assert places.uncrossed[entry] == straight
                found.add((person in both, straight))
    assert found == {(True, True), (True, False), (False, False)}


def test_numbers_are_rounded_as_python_rounds_them() -> None:
    dice = random.Random(7)
    numbers = [dice.uniform(-50, 40_000) for _ in range(4000)]
    numbers += [round(number, 3) for number in numbers] + [n / 8 for n in range(4000)] + [2.675, 1.005, 0.0, -0.004]
    assert round_hundredths(np.array(numbers)) == [round(number, 2) for number in numbers]
