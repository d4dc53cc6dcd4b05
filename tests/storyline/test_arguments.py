"""What a caller of the charts gets wrong is said with what to write; paths are texts or paths."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from intertwine import storyline

CHARTS: Any = storyline
CHART = storyline.make_chart([[["Ann", "Bob"], ["Cid"]], [["Ann"], ["Bob", "Cid"]]])
ORDERED = storyline.order_fast(CHART)
HEIGHTS = storyline.heights_isotonic(ORDERED)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: CHARTS.make_chart([["Ann", "Bob"]]), 'a group as a list of names, not the text "Ann": write'),
        (lambda: CHARTS.make_chart(["Ann"]), 'a layer as a list of groups, not the text "Ann"'),
        (lambda: CHARTS.make_chart("Ann"), 'make_chart takes layers, not the text "Ann"'),
        (lambda: CHARTS.make_chart(3), "make_chart takes layers, not 3"),
        (lambda: CHARTS.make_chart([3]), "a layer as a list of groups, not 3"),
        (lambda: CHARTS.make_chart([[3]]), "a group as a list of names, not 3"),
        (lambda: CHARTS.make_chart([[[3]]]), "make_chart takes names as text, not 3"),
        (lambda: CHARTS.make_chart([[["Ann"]]], labels=3), "labels= as a list of texts, not 3"),
        (lambda: CHARTS.make_chart([[["Ann"]]], people="Ann"), "people= as a list of texts"),
        (lambda: CHARTS.read_chart(3), 'read_chart takes a path: a text or a pathlib.Path, not 3: write read_chart("'),
        (lambda: CHARTS.write(CHART, "x.svg"), "write takes a drawing, not a Chart"),
        (lambda: CHARTS.write(storyline.draw_chart(ORDERED, HEIGHTS), 3), "write takes a path"),
        (lambda: CHARTS.draw_chart(CHART, HEIGHTS), "draw_chart takes an order, not a Chart"),
        (lambda: CHARTS.draw_chart(ORDERED, 3), "draw_chart takes heights of its layers, not 3"),
        (lambda: CHARTS.with_wishes(CHART, first="Ann"), 'first= as a list of names, not the text "Ann"'),
        (lambda: CHARTS.with_wishes(CHART, weights=["Ann"]), "weights= as a mapping, not a list"),
        (lambda: CHARTS.with_wishes(CHART, weights={"Ann": "3"}), 'weights as whole numbers, not the text "3"'),
        (lambda: CHARTS.with_wishes(CHART, last=[3]), "with_wishes takes names as text, not 3"),
        (lambda: CHARTS.order_proved(CHART, seconds="3"), 'seconds= as a number, not the text "3"'),
        (lambda: CHARTS.order_proved(CHART, seconds=True), "seconds= as a number, not True"),
        (lambda: CHARTS.order_proved(CHART, progress=3), "progress= as a function, not 3"),
        (lambda: CHARTS.order_proved(CHART, start=CHART), "start= as an order, not a Chart"),
        (lambda: CHARTS.order_stable(CHART, 3), "order_stable takes an order to stay near to, not 3"),
        *(
            (lambda name=name: getattr(CHARTS, name)(3), f"{name} takes a chart, not 3")
            for name in ("order_fast", "order_incremental", "order_proved", "with_wishes")
        ),
        *(
            (lambda name=name: getattr(CHARTS, name)(CHART), f"{name} takes an order, not a Chart")
            for name in (
                "heights_isotonic", "heights_least", "heights_few_wiggles", "heights_in_parts", "minimize_height",
            )
        ),
        *(
            (lambda name=name: getattr(CHARTS, name)(3), f"{name} takes a drawing")
            for name in ("svg", "as_pdf", "as_png")
        ),
        (lambda: CHARTS.as_json(3), "as_json takes an order or a drawing, not 3"),
    ],
)  # fmt: skip
def test_what_is_of_the_wrong_type_is_said_with_the_way_out(call: Callable[[], object], words: str) -> None:
    with pytest.raises(TypeError, match=re.escape(words)):
        call()


@pytest.mark.parametrize("seconds", [-1, float("nan")])
def test_seconds_are_at_least_none(seconds: float) -> None:
    with pytest.raises(ValueError, match="order_proved takes seconds= of 0 or more"):
        storyline.order_proved(CHART, seconds=seconds)


def test_paths_are_texts_or_paths(tmp_path: Path) -> None:
    file, drawing = tmp_path / "story", storyline.draw_chart(ORDERED, HEIGHTS)
    file.write_text("Ann,Bob\tCid\nAnn\tBob,Cid\n")
    assert storyline.read_chart(str(file)) == storyline.read_chart(file)
    storyline.write(drawing, str(tmp_path / "one.svg"))
    storyline.write(drawing, tmp_path / "two.svg")
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "two.svg").read_bytes()
