"""Beam search: orders from left to right that hold, and that sifting brings near the best."""

import pytest

from intertwine.storyline import faults, make_chart, order_fast
from intertwine.storyline.barycentre import flips
from intertwine.storyline.beam import Drawn, beam
from intertwine.storyline.reduce import whole
from intertwine.storyline.sift import sift
from tests.storyline.charts import random_chart
from tests.storyline.test_stable import story


@pytest.mark.parametrize("seed", range(60))
def test_every_layer_gets_an_order_with_its_groups_together(seed: int) -> None:
    chart = random_chart(seed, people=7, layers=8)
    for width in (1, 8):
        assert faults(chart, beam(whole(chart).strip, width=width)) == []


def test_sifted_they_are_about_as_good_as_the_fast_order_on_long_stories() -> None:
    found = fast = 0
    for seed in range(4):
        chart = make_chart(story(seed, people=14, layers=60), merge=False)
        strip = whole(chart).strip
        found += flips(strip, sift(strip, beam(strip), 2))
        fast += order_fast(chart).certificate.crossings
    assert found <= 1.1 * fast


def test_what_was_drawn_stays_where_no_crossing_pays_for_a_move() -> None:
    told = [[["A", "B"], ["C", "D"]], [["A", "C"], ["B"], ["D"]], [["A", "D"], ["B", "C"]]] * 3
    strip = whole(make_chart(told, merge=False)).strip
    before = beam(strip)
    upside_down = [order[::-1] for order in before]
    assert beam(strip, upside_down[0], Drawn(upside_down, price=1)) == upside_down
    assert beam(strip, before[0], Drawn(before, price=1)) == before


def test_lines_that_are_there_begin_as_they_stand() -> None:
    strip = whole(make_chart([[["A", "B"], ["C"]], [["B", "C"], ["A"]]], merge=False)).strip
    assert beam(strip, [2, 1, 0]) == [[2, 1, 0], [2, 1, 0]]
