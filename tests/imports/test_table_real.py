"""The three public data sets, through their conversion scripts; only where `../shared/data` is present."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from benchmarks.convert import game_of_thrones, mcu, story_order_films
from benchmarks.convert.common import main
from intertwine.imports.table import import_table
from intertwine.ledger.compile import Compiler
from tests.imports.tables import pages, statements

DATA = Path(__file__).parents[2].parent / "shared" / "data"
CONVERSIONS = {
    "game_of_thrones": game_of_thrones.convert,
    "mcu": mcu.convert,
    "story_order_films": story_order_films.convert,
}
EXPECTED = {
    # titles, installments, scenes, people in scenes, facts
    "game_of_thrones": (1, 73, 4165, 12114, 247),
    "mcu": (85, 621, 0, 0, 4786),
    "story_order_films": (5, 5, 618, 1086, 0),
}


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
    assert [str(problem) for problem in (*report.problems, *report.clashes)] == []
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


@pytest.mark.parametrize("name", CONVERSIONS)
def test_a_missing_data_set_is_said_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    """With the name of the folder that is missing."""
    convert = CONVERSIONS[name]
    assert main(convert, [str(tmp_path), str(tmp_path / "out")]) == 1
    assert "give the folder that holds" in capsys.readouterr().err
    assert main(convert, []) == 2
