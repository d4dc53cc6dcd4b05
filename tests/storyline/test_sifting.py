"""Sifting, and ruin and recreate: tables say what crosses, work ends, and what is undone leaves nothing behind."""

import random
from itertools import product

import numpy as np
import pytest

from intertwine.storyline import faults
from intertwine.storyline.count import strip_crossings
from intertwine.storyline.order.barycentre import barycentre_sweeps
from intertwine.storyline.order.ruin_recreate import RuinTables, random_segments, ruin_and_recreate
from intertwine.storyline.order.sifting import STEP, CountedSifting, line_spans, sift
from intertwine.storyline.order.sifting_tables import SiftingTables, crossing_costs
from intertwine.storyline.reduce import Strip, as_one_part
from tests.storyline.charts import crowded_chart, random_chart, wished


def test_what_a_way_crosses_is_who_stands_above_on_one_side_only() -> None:
    dice = random.Random(3)
    for _ in range(200):
        lines, most, last = dice.randint(0, 7), dice.randint(1, 6), dice.randint(1, 6)
        before = np.array([dice.randint(0, most) for _ in range(lines)], dtype=np.int64)
        after = np.array([dice.randint(0, last) for _ in range(lines)], dtype=np.int64)
        weight = np.array([dice.randint(1, 5) for _ in range(lines)], dtype=np.int64)
        found = crossing_costs(before, after, weight, most, last)
        for place, then in product(range(most), range(last)):
            expected = sum(
                int(w) for a, b, w in zip(before, after, weight, strict=True) if (a <= place) != (b <= then)
            )  # fmt: skip
            assert found[place, then] == expected


def test_tables_kept_and_prices_counted_anew_save_the_same() -> None:
    for seed in range(60):
        chart = wished(seed, random_chart(seed, 8, 14, "gap" if seed % 2 else "span"))
        strip = as_one_part(chart).strip
        tables = SiftingTables(strip, barycentre_sweeps(strip))
        for run in line_spans(strip):
            table = CountedSifting(strip, tables.orders())
            now = strip_crossings(strip, tables.orders())
            saved = tables.sift_one(*run)
            assert saved == now - strip_crossings(strip, tables.orders()), seed
            own = strip.weights[run[0]] if strip.weights else 1  # a table counts who is crossed, not by whom
            assert saved == own * table.sift_one(*run), seed


def test_sifting_ends_when_its_work_is_used_up() -> None:
    strip = as_one_part(crowded_chart()).strip
    start = barycentre_sweeps(strip)
    whole_way = sum(last - first for _, first, last in line_spans(strip))
    most = whole_way * (STEP + max(len(layer.present) for layer in strip.layers) ** 2)
    counts = [strip_crossings(strip, sift(strip, start, 1, most * share // 4)) for share in range(5)]
    assert sift(strip, start, 1, 0) == start
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[2] > counts[4] == strip_crossings(strip, sift(strip, start, 1))


@pytest.mark.parametrize("reach", [(1, 4), (5, 9), (50, 50)])
def test_lines_inserted_again_in_a_stretch_of_time_leave_the_tables_true(
    reach: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("intertwine.storyline.order.ruin_recreate.REACH", reach)
    gained = undone = 0
    for seed in range(40):
        chart = wished(seed, random_chart(seed, 8, 14, "gap" if seed % 2 else "span"))
        strip = as_one_part(chart).strip
        deck = RuinTables(strip, barycentre_sweeps(strip))
        drawn = random_segments(strip, random.Random(seed))
        for _ in range(20):
            before, now = deck.orders(), strip_crossings(strip, deck.orders())
            saved = deck.ruin(next(drawn))
            after = deck.orders()
            assert saved == now - strip_crossings(strip, after), seed
            assert faults(chart, after) == [], seed
            gained += saved > 0
            undone += after == before
        assert np.array_equal(deck.prices, SiftingTables(strip, deck.orders()).prices), seed
    assert gained > 10
    assert undone > 10


def test_a_line_that_goes_on_beyond_its_stretch_of_time_stays_where_it_is_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("intertwine.storyline.order.ruin_recreate.REACH", (6, 12))
    strip = as_one_part(crowded_chart()).strip
    drawn, deck, seen = random_segments(strip, random.Random(1)), RuinTables(strip, barycentre_sweeps(strip)), 0
    for _ in range(60):
        chosen, before = next(drawn), deck.orders()
        deck.ruin(chosen)
        low, high = min(cut.first for cut in chosen), max(cut.last for cut in chosen)
        after = deck.orders()
        assert before[:low] + before[high + 1 :] == after[:low] + after[high + 1 :]
        seen += any(cut.before or cut.after for cut in chosen)
    assert seen > 10


def test_what_is_too_large_for_tables_is_not_ruined(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("intertwine.storyline.order.ruin_recreate.MOST_NUMBERS", 10)
    strip: Strip = as_one_part(random_chart(1, 8, 14)).strip
    start = barycentre_sweeps(strip)
    assert ruin_and_recreate(strip, start, 5) == start
