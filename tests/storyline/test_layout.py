"""Certificates, stopping, and the picture's structure."""

import json
import math
import subprocess
import sys
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from intertwine.storyline import (
    ChartError,
    Drawing,
    certified,
    draw,
    faults,
    least,
    make_chart,
    order_fast,
    order_proved,
    straight,
    svg,
    ways,
)
from intertwine.storyline.__main__ import main
from intertwine.storyline.drawing import FONT, STROKE, Curve, Text, width_of
from intertwine.storyline.formats import as_json, as_pdf, as_png
from intertwine.storyline.heights import UNIT
from tests.storyline.charts import crowded_chart, random_chart


def test_a_certificate_counts_for_itself_and_refuses_what_is_no_order() -> None:
    chart = make_chart([[["A", "B"], ["C"]], [["A", "C"], ["B"]]])
    with pytest.raises(ChartError, match="does not stand together"):
        certified(chart, [(0, 2, 1), (0, 2, 1)], 0)
    with pytest.raises(ChartError, match="cannot be true"):
        certified(chart, [(0, 1, 2), (1, 0, 2)], 9)
    assert certified(chart, [(0, 1, 2), (1, 0, 2)], 0).certificate.crossings == 1


def test_fast_and_proved_agree_with_their_certificates() -> None:
    for seed in range(6):
        chart = random_chart(seed, 8, 14)
        fast, proved = order_fast(chart), order_proved(chart)
        assert faults(chart, fast.orders) == []
        assert faults(chart, proved.orders) == []
        assert proved.certificate.optimal
        assert not proved.certificate.interrupted
        assert fast.certificate.lower_bound <= proved.certificate.crossings <= fast.certificate.crossings
        again = order_fast(chart)
        assert again.orders == fast.orders


def test_a_clock_interrupts_and_the_certificate_says_so() -> None:
    chart = crowded_chart()
    found = order_proved(chart, seconds=0.6)
    assert found.certificate.interrupted
    assert not found.certificate.optimal
    assert faults(found.chart, found.orders) == []


def test_a_listener_may_stop_the_search_and_keeps_the_best() -> None:
    heard: list[tuple[int, int]] = []

    def stop(lower: int, upper: int) -> bool:
        heard.append((lower, upper))
        return len(heard) < 3

    found = order_proved(crowded_chart(), progress=stop)
    assert found.certificate.interrupted
    assert found.certificate.lower_bound == heard[-1][0]
    assert found.certificate.crossings == heard[-1][1]


def test_a_solver_that_dies_leaves_the_fast_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    chart = crowded_chart()
    found = order_proved(chart)
    assert found.certificate.interrupted
    assert found.orders == order_fast(chart).orders


def test_a_solver_of_heights_that_dies_gives_none_and_the_picture_is_drawn_without_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    story = tmp_path / "story.txt"
    story.write_text("A,B\tC\nA,C\tB\nB,C\n", encoding="utf-8")
    monkeypatch.setattr(sys, "executable", "/bin/false")
    assert least(order_fast(make_chart([[["A", "B"]], [["A"], ["B"]]]))) is None
    assert main([str(story), "-o", str(tmp_path / "out.svg")]) == 0
    assert "<svg" in (tmp_path / "out.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("presence", ["span", "gap"])
def test_no_line_touches_one_that_it_does_not_meet_and_no_text_anything(seed: int, presence: str) -> None:
    drawing = drawn(seed, presence)
    assert touching(drawing) == []
    assert overlapping(drawing) == []


def drawn(seed: int, presence: str = "span") -> Drawing:
    ordered = order_fast(random_chart(seed, 8, 9, presence))
    return draw(ordered, straight(ordered))


def test_heights_keep_order_and_spacing_and_the_program_finds_no_more_ways() -> None:
    for seed in range(4):
        ordered = order_fast(random_chart(seed, 8, 12))
        followed = straight(ordered, UNIT)
        solved = least(ordered, UNIT)
        assert solved is not None
        best, total = solved
        for heights in (followed, best):
            for order, row in zip(ordered.orders, heights, strict=True):
                assert all(row[b] - row[a] > 1 - 1e-6 for a, b in pairwise(order))
        assert math.isclose(total, ways(best), abs_tol=1e-3)
        assert total <= ways(followed) + 1e-6


def test_pictures_hold_no_clock_and_are_the_same_every_time() -> None:
    one, two = drawn(1), drawn(1)
    assert svg(one) == svg(two)
    assert as_pdf(one) == as_pdf(two)
    assert as_pdf(one).startswith(b"%PDF")
    assert as_png(one).startswith(b"\x89PNG")
    assert "second" not in svg(one)


def test_json_holds_layers_and_the_certificate() -> None:
    data = json.loads(as_json(drawn(2)))
    assert set(data["certificate"]) == {*drawn(2).ordered.certificate.told(), "seconds"}
    assert data["certificate"]["groups_together"] is True
    assert data["certificate"]["seed"] is None
    assert len(data["layers"]) == len(drawn(2).ordered.chart.layers)


def test_the_command_writes_every_format_and_imports_nothing_of_ours(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("A,B\tC\nA,C\tB\nB,C\n", encoding="utf-8")
    for ending in ("svg", "png", "pdf", "json"):
        assert main([str(story), "-o", str(tmp_path / f"out.{ending}"), "--proved"]) == 0
        assert (tmp_path / f"out.{ending}").stat().st_size > 0
    code = "import sys, intertwine.storyline; print([m for m in sys.modules if m.startswith('intertwine.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert all(name.startswith("intertwine.storyline") for name in eval(done.stdout))


def test_the_command_says_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "story.xml"
    broken.write_text("<Story><Characters>", encoding="utf-8")
    assert main([str(broken)]) == 2
    assert "broken XML" in capsys.readouterr().err
    assert main([str(tmp_path / "nowhere.txt")]) == 2


def sampled(curve: Curve) -> list[tuple[float, float]]:
    """Points along a curve, close together."""
    points = [curve.points[0]]
    for at, ((x, y), (to_x, to_y)) in enumerate(pairwise(curve.points)):
        for step in range(1, 25):
            t = step / 24
            if at % 2 == 0:
                points.append((x + t * (to_x - x), y))
            else:
                middle, s = (x + to_x) / 2, 1 - t
                across = s**3 * x + 3 * s * t * middle + t**3 * to_x
                points.append((across, (s**3 + 3 * s * s * t) * y + (3 * s * t * t + t**3) * to_y))
    return points


def touching(drawing: Drawing) -> list[tuple[int, int]]:
    """Pairs of people whose lines come closer than a stroke where their order does not flip."""
    orders = drawing.ordered.orders
    found = []
    lines = [(curve.person, sampled(curve)) for curve in drawing.curves]
    for (a, one), (b, two) in combinations(lines, 2):
        if a == b:
            continue
        crossing = [
            (drawing.xs[at], drawing.xs[at + 1])
            for at in range(len(orders) - 1)
            if {a, b} <= set(orders[at])
            and {a, b} <= set(orders[at + 1])
            and (orders[at].index(a) < orders[at].index(b)) != (orders[at + 1].index(a) < orders[at + 1].index(b))
        ]
        for x, y in one:
            if any(start <= x <= end for start, end in crossing):
                continue
            if any(math.hypot(x - other[0], y - other[1]) < STROKE for other in two):
                found.append((a, b))
                break
    return found


def overlapping(drawing: Drawing) -> list[str]:
    """Texts that overlap another text or a line."""
    found = []
    texts = [*drawing.names, *drawing.ticks]
    for one, two in combinations(texts, 2):
        if _apart(one, two):
            continue
        found.append(f"{one.text} / {two.text}")
    for text in texts:
        for curve in drawing.curves:
            for x, y in sampled(curve):
                if text.right - text.width < x < text.right and abs(y - text.middle) < (text.height + STROKE) / 2:
                    found.append(f"{text.text} / line of {curve.person}")
                    break
    return found


def _apart(one: Text, two: Text) -> bool:
    beside = one.right <= two.right - two.width or two.right <= one.right - one.width
    return beside or abs(one.middle - two.middle) >= (one.height + two.height) / 2


def test_a_width_is_never_too_small_for_a_wide_letter() -> None:
    assert width_of("WWWW") >= 4 * FONT * 0.98
