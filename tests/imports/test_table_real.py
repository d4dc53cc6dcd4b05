"""The public data sets, through their conversion scripts; only where `../shared/data` is present."""

from __future__ import annotations

import gzip
import json
import time
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.convert import dark_family, game_of_thrones, mcu, mcu_timeline, story_order_films, tv_continuity
from benchmarks.convert.common import main
from intertwine.gate.universe import Universe
from intertwine.imports.table import import_table
from intertwine.ledger.compile import Compiler
from tests.imports.tables import pages, statements

DATA = Path(__file__).parents[2].parent / "shared" / "data"
CONVERSIONS = {
    "dark_family": dark_family.convert,
    "game_of_thrones": game_of_thrones.convert,
    "mcu": mcu.convert,
    "mcu_timeline": mcu_timeline.convert,
    "story_order_films": story_order_films.convert,
    "tv_continuity": tv_continuity.convert,
}
EXPECTED = {
    # titles, installments, scenes, people in scenes, facts
    "dark_family": (1, 1, 0, 0, 147),
    "game_of_thrones": (1, 73, 4165, 12120, 247),
    "mcu": (85, 621, 0, 0, 4786),
    "mcu_timeline": (85, 621, 0, 0, 0),
    "tv_continuity": (12, 988, 0, 0, 1195),
    "story_order_films": (5, 5, 618, 1086, 0),
}
TOLD = {
    "tv_continuity": {"row-twice"},
    "game_of_thrones": {"dead-present"},
    "mcu_timeline": {"date-out-of-order"},
}
"""What is told of the data, and is true of it: two links stand there twice; three people are seen after they died (one
of them is somebody else in disguise); an episode has a later date than one of a later season."""


@pytest.mark.slow
@pytest.mark.parametrize("name", CONVERSIONS)
def test_a_real_data_set_is_imported_whole(tmp_path: Path, name: str) -> None:
    """Every row arrives, the text has no problem, and a second import changes nothing."""
    # A data set that is there but broken is no reason to skip: the conversion raises, and the test fails.
    if not DATA.is_dir():
        pytest.skip(f"real data NOT TESTED: there is no {DATA} (the data is in no repository of ours)")
    CONVERSIONS[name](DATA, tmp_path / "tables")
    began = time.perf_counter()
    report = import_table(tmp_path / "tables", tmp_path / "universe")
    seconds = time.perf_counter() - began
    assert {problem.code for problem in (*report.problems, *report.clashes)} <= TOLD.get(name, set())
    assert report.ok
    assert seconds < 20
    found, facts = pages(tmp_path / "universe"), statements(tmp_path / "universe")
    scenes = [fact for fact in facts if fact.verb == "together"]
    assert (
        sum(page.kind in ("series", "film", "short") for page in found.values()),
        sum(len(page.installments) for page in found.values()),
        len(scenes),
        sum(len(scene.subjects) for scene in scenes),
        len(facts) - len(scenes),
    ) == EXPECTED[name]
    assert [str(problem) for problem in Compiler().compile(tmp_path / "universe").problems] == []
    again = import_table(tmp_path / "tables", tmp_path / "universe")
    assert (again.written, again.clashes) == ((), ())


@pytest.mark.slow
def test_who_is_really_there_in_the_real_scenes(tmp_path: Path) -> None:
    """Visions, onlookers of the past and bodies: each as what it is."""
    if not DATA.is_dir():
        pytest.skip(f"real data NOT TESTED: there is no {DATA} (the data is in no repository of ours)")
    game_of_thrones.convert(DATA, tmp_path / "tables")
    import_table(tmp_path / "tables", tmp_path / "universe")
    facts = statements(tmp_path / "universe")
    assert sum(len(fact.frames) for fact in facts) == 17
    ways = Counter(way for fact in facts for way in fact.ways if way)
    assert ways == {"body": 105, "imagined": 57}
    assert sum(fact.true is not None for fact in facts) == 44


def test_a_scene_is_marked_with_what_the_data_flags(tmp_path: Path) -> None:
    """Made data of the same shape: it needs no data set."""
    people = [{"name": "Bran Stark"}, {"name": "Old Ned"}, {"name": "Ann", "alive": False}]
    killed = {"name": "Kay", "alive": False, "killedBy": ["Ann"]}
    scenes = [
        {"sceneStart": "0:01:00", "sceneEnd": "0:02:00", "flashback": True, "characters": people, "location": "W"},
        {"sceneStart": "0:02:00", "sceneEnd": "0:03:00", "greensight": True, "characters": people, "location": "W"},
        {
            "sceneStart": "0:03:00", "sceneEnd": "0:04:00", "warg": True, "location": "W",
            "characters": [{"name": "Wolf"}, killed],
        },
    ]  # fmt: skip
    episode = {
        "seasonNum": 1, "episodeNum": 2, "episodeTitle": "Two", "episodeAirDate": "2011-04-24", "scenes": scenes,
    }  # fmt: skip
    data = tmp_path / "game-of-thrones"
    data.mkdir()
    (data / "episodes.json.gz").write_bytes(gzip.compress(json.dumps({"episodes": [episode]}).encode()))
    game_of_thrones.convert(tmp_path, tmp_path / "tables")
    assert (tmp_path / "tables/scenes.csv").read_text(encoding="utf-8").splitlines()[1:] == [
        "s01e02,0:01:00,0:02:00,W / W,Bran Stark (imagined)|Old Ned|Ann (a body),,s01e02",
        "s01e02,0:02:00,0:03:00,W / W,Bran Stark|Old Ned|Ann,vision,",
        "s01e02,0:03:00,0:04:00,W / W,Wolf|Kay|Bran Stark (imagined),,",
    ]


@pytest.mark.parametrize("name", CONVERSIONS)
def test_a_missing_data_set_is_said_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    """With the name of the folder that is missing."""
    convert = CONVERSIONS[name]
    assert main(convert, [str(tmp_path), str(tmp_path / "out")]) == 1
    assert "give the folder that holds" in capsys.readouterr().err
    assert main(convert, []) == 2


@pytest.mark.slow
def test_films_told_out_of_order_are_put_into_the_order_of_their_scenes(tmp_path: Path) -> None:
    if not DATA.is_dir():
        pytest.skip(f"real data NOT TESTED: there is no {DATA} (the data is in no repository of ours)")
    story_order_films.convert(DATA, tmp_path / "tables")
    import_table(tmp_path / "tables", tmp_path / "universe")
    view = Universe(Compiler().compile(tmp_path / "universe")).seen("everything")
    scenes = {fact.line: fact for fact in view.facts.of() if fact.verb.role == "scene"}
    steps: dict[int, list[int]] = {}
    for line in view.story.ordered(scenes).tolist():
        fact = scenes[line]
        assert fact.where is not None
        assert fact.true is not None
        assert fact.true.step is not None
        steps.setdefault(fact.where.title, []).append(fact.true.step)
    assert len(steps) == len(story_order_films.FILMS)
    assert all(each == sorted(each) for each in steps.values())
