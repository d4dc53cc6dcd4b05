"""The map of a view: orders, their certificate, and what keeps them."""

import dataclasses
import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings

import intertwine
from intertwine import maps, questions, storyline
from intertwine.gate.view import View
from intertwine.maps import order_cache
from intertwine.maps.order_cache import PLACE_BYTES, OrderCache, chart_digest
from intertwine.questions.timelines import Order
from intertwine.storyline import Chart, Ordered, make_chart, order_fast, order_proved
from intertwine.viewer import Viewer
from tests.laws.ask import opened, progress
from tests.laws.generate import Trek, worlds_and_treks
from tests.laws.model import World
from tests.maps.worlds import faults, harbour
from tests.storyline.charts import crowded_chart


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes what anybody has kept."""
    monkeypatch.setenv("INTERTWINE_CACHE", str(tmp_path / "cache"))


def kept_files(tmp_path: Path) -> list[Path]:
    """What is kept on disk."""
    return sorted((tmp_path / "cache").glob("map-*"))


# --- orders ---------------------------------------------------------------------------------------------------------
@settings(max_examples=6)
@given(worlds_and_treks())
def test_every_order_holds_those_whose_lines_run_there_and_groups_stand_together(drawn: tuple[World, Trek]) -> None:
    world, trek = drawn
    view = opened(world.text()).seen(progress(trek))
    for fold in (True, False):
        assert faults(maps.story_map(view, fold=fold)) == []


@pytest.fixture(scope="module")
def bundled() -> View:
    return intertwine.load().universe.seen("everything")


@pytest.mark.parametrize(
    ("asked", "order"),
    [
        (None, "shown"),
        ("The Defenders", "shown"),
        ("Jessica Jones S1", "story"),
        ("Daredevil 1x01", "story"),
        ("Claire Temple", "shown"),
    ],
)
def test_the_bundled_universe_is_ordered_without_faults(bundled: View, asked: str | None, order: Order) -> None:
    found = Viewer(bundled).map(asked, order)
    assert faults(found) == []
    assert found.strands.order == order
    assert len(found.strands.moments) > 4


def test_a_proof_is_no_worse_than_the_order_at_once(tmp_path: Path) -> None:
    view = harbour().seen("everything")
    fast, best = maps.story_map(view, fold=False), maps.story_map(view, fold=False, proved=True)
    assert faults(best) == []
    assert best.proof.optimal
    assert fast.proof.lower_bound <= best.proof.crossings <= fast.proof.crossings
    assert fast.strands == best.strands
    assert len(kept_files(tmp_path)) == 1


def test_a_map_of_nothing_has_no_moments_and_is_as_good_as_can_be() -> None:
    found = maps.story_map(harbour().seen(""))
    assert (found.strands.moments, found.orders) == ((), ())
    assert (found.proof.crossings, found.proof.optimal) == (0, True)


def test_seconds_are_no_part_of_a_map() -> None:
    found = maps.story_map(harbour().seen("everything"), proved=True)
    slower = dataclasses.replace(found, proof=dataclasses.replace(found.proof, seconds=99.5))
    assert slower == found
    assert "seconds" not in json.dumps(questions.to_json(slower))


# --- keeping --------------------------------------------------------------------------------------------------------
CHART = make_chart([[["A", "B"], ["C"]], [["A", "C"]], [["B", "C"], ["A"]]])
OTHER = make_chart([[["A", "B"], ["C"]], [["A", "C"]], [["B", "C", "A"]]])


class Asked:
    """Makes orders, and counts how often."""

    def __init__(self, chart: Chart = CHART) -> None:
        self.chart, self.times = chart, 0

    def __call__(self) -> Ordered:
        self.times += 1
        return order_fast(self.chart)


def test_orders_are_kept_by_what_the_chart_holds_and_by_the_work() -> None:
    kept, make = OrderCache(), Asked()
    again = make_chart([[["X", "Y"], ["Z"]], [["X", "Z"]], [["Y", "Z"], ["X"]]], labels=["one", "two", "three"])
    assert chart_digest(again) == chart_digest(CHART) != chart_digest(OTHER)
    assert kept.get("fast", CHART, make) is kept.get("fast", again, make)
    assert make.times == 1
    kept.get("proved", CHART, make)
    assert make.times == 2
    kept.get("fast", OTHER, Asked(OTHER))
    assert kept.get("fast", CHART, make).chart == CHART
    assert make.times == 2


def test_a_chart_is_told_apart_by_everything_that_an_order_depends_on() -> None:
    charts = [
        CHART, OTHER, make_chart([[["A", "B"], ["C"]], [["A", "C"]], [["B", "C"], ["A"]]], "gap"),
        make_chart([[["A", "B", "C"]], [["A", "C"]], [["B", "C"], ["A"]]]),
        make_chart([[["A", "B"], ["C"]], [["A", "C"]], [["B", "C"], ["A"]]], people=["C", "B", "A"]),
        make_chart([[["A", "B"], ["C"]], [["A", "C"]], [["B", "C"], ["A"]]], people=["A", "B", "C", "D"]),
    ]  # fmt: skip
    assert len({chart_digest(chart) for chart in charts}) == len(charts)


def test_what_was_kept_on_disk_serves_another_process(tmp_path: Path) -> None:
    make = Asked()
    first = OrderCache().get("proved", CHART, make, on_disk=True)
    second = OrderCache().get("proved", CHART, make, on_disk=True)
    assert make.times == 1
    assert (first.orders, first.certificate.crossings) == (second.orders, second.certificate.crossings)
    assert len(kept_files(tmp_path)) == 1


def test_a_file_that_is_damaged_is_not_believed(tmp_path: Path) -> None:
    make = Asked()
    found = OrderCache().get("proved", CHART, make, on_disk=True)
    file = kept_files(tmp_path)[0]
    whole = file.read_bytes()
    lower = b'"lower_bound": %d' % found.certificate.lower_bound
    assert lower in whole
    damaged = [b"", b"{}", whole[:-4], whole + b" ", whole.replace(b"[", b"(", 1), b"\xff" * 9]
    damaged.append(whole.partition(b"\n")[2])
    damaged += [whole.replace(lower, b'"lower_bound": 99'), whole.replace(b'"orders": [[', b'"orders": [[7, ')]
    for number, content in enumerate(damaged, 2):
        file.write_bytes(content)
        assert OrderCache().get("proved", CHART, make, on_disk=True).orders == found.orders
        assert make.times == number
        assert file.read_bytes() == whole


def test_the_file_of_another_chart_or_of_other_code_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    OrderCache().get("proved", OTHER, Asked(OTHER), on_disk=True)
    others = kept_files(tmp_path)[0]
    make = Asked()
    others.replace(others.with_name(f"map-proved-{chart_digest(CHART)}.json"))
    OrderCache().get("proved", CHART, make, on_disk=True)
    assert make.times == 1
    monkeypatch.setattr(order_cache, "_engine", lambda: b"of another year")
    OrderCache().get("proved", CHART, make, on_disk=True)
    assert make.times == 2


def test_a_change_in_any_file_of_the_engine_or_of_a_package_in_it_is_other_code(tmp_path: Path) -> None:
    engine = tmp_path / "engine"
    shutil.copytree(Path(storyline.__file__).parent, engine, ignore=shutil.ignore_patterns("__pycache__", "fonts"))
    before = order_cache.code_digest(engine)
    assert before == order_cache.code_digest(Path(storyline.__file__).parent)
    files = sorted(engine.rglob("*.py"))
    assert {"chart.py", "order/sifting.py", "prove/proof.py", "height/heights.py", "read/plain.py"} <= {
        file.relative_to(engine).as_posix() for file in files
    }
    for file in files:
        content = file.read_bytes()
        file.write_bytes(content + b"\n")
        assert order_cache.code_digest(engine) != before, file
        file.write_bytes(content)
    moved = files[-1].rename(files[-1].with_name("another_name.py"))
    assert order_cache.code_digest(engine) != before
    moved.rename(files[-1])
    assert order_cache.code_digest(engine) == before


def test_without_a_folder_nothing_is_kept_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("INTERTWINE_CACHE", str(tmp_path / "file"))
    make = Asked()
    for _ in range(2):
        OrderCache().get("proved", CHART, make, on_disk=True)
    assert make.times == 2


def test_a_search_that_was_interrupted_says_so_and_is_not_kept(tmp_path: Path) -> None:
    chart, kept, times = crowded_chart(), OrderCache(), 0

    def make() -> Ordered:
        nonlocal times
        times += 1
        return order_proved(chart, seconds=0.001)

    for _ in range(2):
        found = kept.get("proved", chart, make, on_disk=True)
        assert found.certificate.interrupted
        assert not found.certificate.optimal
    assert times == 2
    assert kept_files(tmp_path) == []


def test_memory_is_bounded_and_the_least_recently_asked_goes_first() -> None:
    kept, one, other = OrderCache(15 * PLACE_BYTES), Asked(), Asked(OTHER)
    kept.get("fast", CHART, one)
    kept.get("fast", OTHER, other)
    kept.get("fast", OTHER, other)
    kept.get("fast", CHART, one)
    assert (one.times, other.times) == (2, 1)
