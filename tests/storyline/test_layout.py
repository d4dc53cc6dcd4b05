"""Certificates, stopping, and the picture's structure."""

import json
import math
import random
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from intertwine.storyline import (
    Certificate,
    Chart,
    ChartError,
    Drawing,
    Ordered,
    certified,
    draw_chart,
    faults,
    heights_isotonic,
    heights_least,
    linear_height,
    make_chart,
    order_fast,
    order_proved,
    svg,
)
from intertwine.storyline.command import main
from intertwine.storyline.draw.drawing import Curve, Text
from intertwine.storyline.draw.formats import as_json, as_png, certificate_line, height_line
from intertwine.storyline.draw.metrics import FONT, STROKE, text_width
from intertwine.storyline.draw.pdf_writer import as_pdf
from intertwine.storyline.draw.png_text import with_text
from intertwine.storyline.height.minimum import MinimumHeight
from intertwine.storyline.height.problem import UNIT_SPACING
from intertwine.storyline.order.ruin_recreate import SEED
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


def test_a_listener_is_asked_while_nothing_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    """A prover can be silent for long: whoever waits can stop all the same."""
    monkeypatch.setattr("intertwine.storyline.prove.proof.listen", lambda *_: iter([("", {})] * 9))
    heard: list[tuple[int, int]] = []

    def stop(lower: int, upper: int) -> bool:
        heard.append((lower, upper))
        return len(heard) < 4

    found = order_proved(crowded_chart(), progress=stop)
    assert heard == 4 * [(found.certificate.lower_bound, found.certificate.crossings)]
    assert found.certificate.interrupted


def test_smaller_work_limits_end_a_search_with_the_same_answer_every_time() -> None:
    dice = random.Random(1)
    names = [f"P{n}" for n in range(14)]
    chart = make_chart([[dice.sample(names, dice.randint(2, 4))] for _ in range(30)])
    one, two = (order_proved(chart, conflicts=50, cycles=300_000, windows=2600) for _ in range(2))
    assert one.orders == two.orders
    assert faults(chart, one.orders) == []
    it = one.certificate
    assert (it.interrupted, it.optimal, it.seed) == (False, False, None)
    assert (it.crossings, it.lower_bound) == (two.certificate.crossings, two.certificate.lower_bound)
    assert 0 < it.lower_bound < it.crossings <= order_fast(chart).certificate.crossings


def test_ctrl_c_keeps_the_best_for_a_listener_and_goes_through_without_one(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[tuple[int, int]] = []

    def stop(lower: int, upper: int) -> None:
        heard.append((lower, upper))
        if len(heard) == 3:
            raise KeyboardInterrupt

    chart = crowded_chart()
    monkeypatch.setattr("intertwine.storyline.prove.proof.LONG", 0)  # so that orders are ruined and recreated too
    certificate = order_proved(chart, progress=stop).certificate
    assert (certificate.lower_bound, certificate.crossings) == heard[-1]
    assert certificate.interrupted
    assert certificate.seed == SEED

    monkeypatch.setattr("intertwine.storyline.prove.proof.run_fast", interrupt)
    early = order_proved(chart, progress=stop)
    assert early.certificate.interrupted
    assert early.certificate.lower_bound == 0
    assert faults(chart, early.orders) == []
    with pytest.raises(KeyboardInterrupt):
        order_proved(chart)


def interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def test_the_command_writes_what_it_has_on_ctrl_c(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    story, out = tmp_path / "story.txt", tmp_path / "out.json"
    story.write_text("A,B\tC,D\nA,C\tB,D\nB,C\tA,D\nA,B\tC,D\n", encoding="utf-8")
    monkeypatch.setattr("intertwine.storyline.prove.proof.run_fast", interrupt)
    assert main([str(story), "-o", str(out)]) == 0
    assert json.loads(out.read_text("utf-8"))["certificate"]["interrupted"] is True
    assert "crossings, no bound known, interrupted, " in capsys.readouterr().err
    monkeypatch.setattr("intertwine.storyline.command.heights_least", interrupt)
    assert main([str(story), "-o", str(tmp_path / "out.svg")]) == 0
    monkeypatch.setattr("intertwine.storyline.command.order_fast", interrupt)
    with pytest.raises(KeyboardInterrupt):
        main([str(story), "-o", str(tmp_path / "fast.svg"), "--fast"])
    assert not (tmp_path / "fast.svg").exists()


def test_the_gap_is_shown_on_a_terminal_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    story = tmp_path / "story.txt"
    story.write_text("A,B\tC\nA,C\tB\n", encoding="utf-8")

    def searching(chart: Chart, _: float | None, progress: Callable[[int, int], object]) -> Ordered:
        progress(3, 7)
        return order_fast(chart)

    monkeypatch.setattr("intertwine.storyline.command.order_proved", searching)
    assert main([str(story)]) == 0
    assert "at least 3" not in capsys.readouterr().err
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert main([str(story)]) == 0
    assert "\r\x1b[K7 crossings, at least 3 needed; Ctrl-C keeps the best\r\x1b[K" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("certificate", "words"),
    [
        (Certificate(4, 4, optimal=True), "4 crossings, the fewest possible, proved"),
        (Certificate(4, 0, optimal=False), "4 crossings, no bound known"),
        (Certificate(1, 9, optimal=True, weighted=9), "1 crossings of weight 9, the least weight possible, proved"),
        (Certificate(1, 4, optimal=False, weighted=9), "1 crossings of weight 9, at least 4 needed (proved)"),
        (Certificate(4, 3, optimal=False, interrupted=True), "4 crossings, at least 3 needed (proved), interrupted"),
    ],
)
def test_a_certificate_in_a_line(certificate: Certificate, words: str) -> None:
    assert certificate_line(certificate) == words


@pytest.mark.parametrize("options", [["--seconds", value] for value in ("0", "-1", "nan", "inf", "soon")])
def test_seconds_that_are_none_are_refused(options: list[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["nowhere.txt", *options])


def test_a_place_that_cannot_be_written_is_refused_before_the_search(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "taken.svg").mkdir()
    for out in (tmp_path / "nowhere" / "out.svg", tmp_path / "taken.svg"):
        with pytest.raises(SystemExit, match="2"):
            main(["nowhere.txt", "-o", str(out)])
        assert "folder" in capsys.readouterr().err


def test_json_draws_nothing_and_a_picture_of_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    story = tmp_path / "story.txt"
    story.write_text("A,B\tC\nA,C\tB\n", encoding="utf-8")
    monkeypatch.setattr("intertwine.storyline.command.draw_chart", None)
    assert main([str(story), "-o", str(tmp_path / "out.json")]) == 0
    assert main([str(story)]) == 0
    monkeypatch.setattr("intertwine.storyline.command.MOST_FOR_PICTURE", 5)
    assert main([str(story), "-o", str(tmp_path / "out.svg")]) == 2
    assert "6 places of lines in layers, and 5 is the most" in capsys.readouterr().err


def test_every_picture_carries_its_certificate() -> None:
    drawing = drawn(2)
    told = json.dumps(drawing.ordered.certificate.as_dict())
    assert f"<metadata>{told}</metadata>" in svg(drawing)
    assert f"/Subject ({told})".encode() in as_pdf(drawing)
    png = as_png(drawing)
    chunks, at = [], 8
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        kind, body = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        assert struct.unpack_from(">I", png, at + 8 + length) == (zlib.crc32(kind + body),)
        chunks.append((kind, body))
        at += length + 12
    assert [kind for kind, _ in chunks][:2] == [b"IHDR", b"iTXt"]
    assert chunks[1][1] == b"Certificate\0\0\0\0\0" + told.encode()
    for bad in ("", "é", " a", "a" * 80):
        with pytest.raises(ValueError, match="not a keyword"):
            with_text(png, bad, "x")
    with pytest.raises(ValueError, match="not a PNG"):
        with_text(b"GIF89a", "Certificate", "x")


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
    assert heights_least(order_fast(make_chart([[["A", "B"]], [["A"], ["B"]]]))) is None
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
    return draw_chart(ordered, heights_isotonic(ordered))


def test_heights_keep_order_and_spacing_and_the_program_finds_no_more_ways() -> None:
    for seed in range(4):
        ordered = order_fast(random_chart(seed, 8, 12))
        followed = heights_isotonic(ordered, UNIT_SPACING)
        solved = heights_least(ordered, UNIT_SPACING)
        assert solved is not None
        best, total = solved
        for heights in (followed, best):
            for order, row in zip(ordered.orders, heights, strict=True):
                assert all(row[b] - row[a] > 1 - 1e-6 for a, b in pairwise(order))
        assert math.isclose(total, linear_height(best), abs_tol=1e-3)
        assert total <= linear_height(followed) + 1e-6


def test_pictures_hold_no_clock_and_are_the_same_every_time() -> None:
    one, two = drawn(1), drawn(1)
    assert svg(one) == svg(two)
    assert as_pdf(one) == as_pdf(two)
    assert as_pdf(one).startswith(b"%PDF")
    assert as_png(one).startswith(b"\x89PNG")
    assert "second" not in svg(one)


def test_json_holds_layers_and_the_certificate() -> None:
    data = json.loads(as_json(drawn(2)))
    assert set(data["certificate"]) == {*drawn(2).ordered.certificate.as_dict(), "seconds"}
    assert data["certificate"]["groups_together"] is True
    assert data["certificate"]["seed"] is None
    assert len(data["layers"]) == len(drawn(2).ordered.chart.layers)


def test_the_command_looks_for_the_least_height_when_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    story = tmp_path / "story.txt"
    story.write_text("A,B\tC\nA,C\tB\nB,C\tA\n", encoding="utf-8")
    assert main([str(story), "--least-height"]) == 0
    out, err = capsys.readouterr()
    found = json.loads(out)
    assert found["linear_height"] == {"ways": 2, "lower_bound": 2, "rows": 3}
    assert "linear height 2, the least possible with so few crossings, proved" in err
    assert main([str(story), "--least-height", "-o", str(tmp_path / "out.svg")]) == 0
    assert main([str(story)]) == 0
    assert "linear_height" not in json.loads(capsys.readouterr().out)
    with pytest.raises(SystemExit, match="2"):
        main([str(story), "--least-height", "--fast"])

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("intertwine.storyline.command.minimize_height", interrupt)
    assert main([str(story), "--least-height"]) == 0
    assert "no least height: interrupted" in capsys.readouterr().err
    monkeypatch.setattr("intertwine.storyline.command.order_proved", lambda *_, **__: order_fast(crowded_chart()))
    assert main([str(story), "--least-height"]) == 0
    assert "not proved to be the fewest" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("lower", "words"),
    [
        (4, "linear height 4, the least possible with so few crossings, proved"),
        (3, "linear height 4, at least 3 needed (proved)"),
        (0, "linear height 4, no bound known"),
    ],
)
def test_a_height_in_a_line(lower: int, words: str) -> None:
    assert height_line(MinimumHeight(drawn(2).ordered, [], 4, lower, 3)) == words


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
    assert text_width("WWWW") >= 4 * FONT * 0.98
