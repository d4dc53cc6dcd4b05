"""Beam search: orders from left to right that hold, and that sifting brings near the best."""

import pytest

from intertwine.storyline import Chart, faults, make_chart, order_fast
from intertwine.storyline.count import strip_crossings
from intertwine.storyline.order.beam_search import beam_order
from intertwine.storyline.order.sifting import sift
from intertwine.storyline.reduce import as_one_part
from tests.storyline.charts import random_chart
from tests.storyline.test_mental_map import story


def ordered(chart: Chart, width: int = 8) -> list[list[int]]:
    """The beam's orders."""
    return beam_order(
        as_one_part(chart).strip, [{n for group in layer.groups for n in group} for layer in chart.layers], width
    )


@pytest.mark.parametrize("seed", range(60))
@pytest.mark.parametrize("presence", ["span", "gap"])
def test_every_layer_gets_an_order_with_its_groups_together(seed: int, presence: str) -> None:
    chart = random_chart(seed, people=7, layers=8, presence=presence)
    for width in (1, 8):
        assert faults(chart, ordered(chart, width)) == []


def test_they_hold_where_only_a_few_places_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("intertwine.storyline.order.beam_search.PLACES", 1)
    for seed in range(30):
        chart = random_chart(seed, people=7, layers=8)
        assert faults(chart, ordered(chart)) == []


def test_sifted_they_are_about_as_good_as_the_fast_order_on_long_stories() -> None:
    found = fast = 0
    for seed in range(4):
        chart = make_chart(story(seed, people=14, layers=60), merge=False)
        strip = as_one_part(chart).strip
        found += strip_crossings(strip, sift(strip, ordered(chart), 2))
        fast += order_fast(chart).certificate.crossings
    assert found <= 1.1 * fast


def test_whether_somebody_comes_again_hardly_matters_before_they_do() -> None:
    """Of people who come and go, told to the fortieth moment and to the end: the first twenty are ordered alike."""
    same = 0
    for seed in range(10):
        told = story(seed, people=30, layers=60)
        names = sorted({name for layer in told for group in layer for name in group})
        told = [*told[:40], *([*layer, names[:1]] for layer in told[40:59]), [names]]  # all come again at the end
        part = ordered(make_chart(told[:40], merge=False, people=names))[:20]
        whole_ = ordered(make_chart(told, merge=False, people=names))[:20]
        kept = [[n for n in order if n in set(less)] for order, less in zip(whole_, part, strict=True)]
        same += kept == part
    assert same >= 8
