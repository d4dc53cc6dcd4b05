"""What a list of episodes says beside them: notes, which others come first, and who appears."""

from __future__ import annotations

from pathlib import Path

import pytest

from intertwine.imports.rows.episode_cells import link_columns
from intertwine.imports.table import ImportReport, import_table
from intertwine.ledger.read.vocabulary import built_in
from tests.imports.tables import pages, statements, write

HEAD = "Season,Ep,Title,Who,Episodes"
ROWS = ["1,1,The Lamp,Ida|Jon,3", '1,2,"Fog, and Salt",Jon|Mo,3', "1,3,The Calm,Mo|Ida,3", "2,1,The Boat,Ida,1"]


def imported(tmp_path: Path, column: str, *cells: str, name: str = "harbour", **tables: str) -> ImportReport:
    rows = [f'{row},"{cell}"' for row, cell in zip(ROWS, cells, strict=False)] + [f"{it}," for it in ROWS[len(cells) :]]
    text = "\n".join([f"{HEAD},{column}", *rows]) + "\n"
    return import_table(write(tmp_path / "s", {}, **{name: text}, **tables), tmp_path / "u")


def page(tmp_path: Path) -> str:
    assert pages(tmp_path / "u")
    return (tmp_path / "u/titles/harbour.md").read_text("utf-8")


@pytest.mark.parametrize("column", ["Notes", "Summary", "PLOT", "What happens / notes"])
def test_notes_are_sentences_of_their_episode(tmp_path: Path, column: str) -> None:
    report = imported(tmp_path, column, "Ida fears Jon. He is quiet.", "", "Rob waits for Mo!")
    assert report.ok
    assert report.counts["sentences"] == 2
    assert "\n\n[[Ida]] fears [[Jon]]. He is quiet.\n" in page(tmp_path).partition("### 2.")[0]
    assert "\n\nRob waits for [[Mo]]!\n" in page(tmp_path).partition("### 3.")[2]


def test_each_row_of_an_episode_may_have_a_note(tmp_path: Path) -> None:
    text = "Show,Season,Ep,Title,Where,Who,Notes\nH,1,1,The Lamp,Pier,Ida,Ida waits.\nH,1,1,,Tower,Jon,Jon waits.\n"
    report = import_table(write(tmp_path / "s", {}, harbour=text), tmp_path / "u")
    assert (report.counts["scenes"], report.counts["sentences"]) == (2, 2)
    assert not [it for it in report.problems if it.code == "listing-differs"]


def test_doubtful_names_in_notes_are_one_group(tmp_path: Path) -> None:
    people = "name\nIda Hale\nJon Roe\nMo\nIda\nJon\n"
    report = imported(tmp_path, "Notes", "Hale waits.", "Roe waits.", people=people)
    assert [len(it.problems) for it in report.groups if it.example.code == "name-doubtful"] == [2]


def test_a_name_that_is_a_secret_hides_the_note(tmp_path: Path) -> None:
    people = "name,revealed\nIda,\nJon,\nMo,\nThe Baron,harbour 1x03\n"
    report = imported(tmp_path, "Notes", "Mo is the Baron.", people=people)
    assert report.ok
    assert "Mo]] is [[The Baron|the Baron]]." in page(tmp_path)


@pytest.mark.parametrize(
    ("cell", "line"),
    [
        ("1x01", "1x03 depends on [[harbour]] 1x01"),
        ("1", "1x03 depends on [[harbour]] 1x01"),
        ("ep 2", "1x03 depends on [[harbour]] 1x02"),
        ("The Lamp", "1x03 depends on [[harbour]] 1x01"),
        ("fog, and salt", "1x03 depends on [[harbour]] 1x02"),
        ("harbour 1x02", "1x03 depends on [[harbour]] 1x02"),
        ("harbour 1x03 > harbour 1x02", "1x03 depends on [[harbour]] 1x02"),
        ("S1E2", "1x03 depends on [[harbour]] 1x02"),
    ],
)
def test_which_episode_comes_first_is_a_fact_of_two(tmp_path: Path, cell: str, line: str) -> None:
    report = imported(tmp_path, "Depends on", "", "", cell)
    assert report.ok
    assert len(statements(tmp_path / "u", "depends on")) == 1
    assert f"- [[harbour]] {line}\n" in page(tmp_path).partition("### 3.")[2]


def test_several_come_first(tmp_path: Path) -> None:
    report = imported(tmp_path, "Follows on from", "", "", '1, ""Fog, and Salt""'.replace('""', ""), "1x01|1x03, 1x02")
    assert len(statements(tmp_path / "u", "picks up")) == 4
    assert [it.message for it in report.problems if it.code == "link-unclear"] == [
        '"Fog" in "picks up" does not say for sure which other is meant',
        '"and Salt" in "picks up" does not say for sure which other is meant',
    ]


@pytest.mark.parametrize("cell", ["1x09", "Nothing?", "7", "1x02 > 1x01", "the one with the boat"])
def test_what_is_not_sure_is_told(tmp_path: Path, cell: str) -> None:
    report = imported(tmp_path, "Depends on", "", "", cell)
    assert statements(tmp_path / "u", "depends on") == []
    assert [it.code for it in report.problems if it.severity == "error"] == ["link-unclear"]


def test_needs_is_no_such_column() -> None:
    columns = link_columns(built_in())
    assert columns["depends on"] == "depends on"
    assert columns["follows on from"] == "picks up"
    assert "needs" not in columns


def test_who_appears_is_together_with_nobody(tmp_path: Path) -> None:
    report = imported(tmp_path, "Appears", "Lene|Mo (voice)", "", "Ida (body)")
    assert report.ok
    text = page(tmp_path)
    assert "- [[Lene]], [[Mo]] (voice) appears\n" in text or "- [[Lene]], [[Mo]] (voice) appear\n" in text
    assert "[[Ida]] (a body) appears" in text or "[[Ida]] (body) appears" in text
    assert "people/Lene.md" in report.written


def test_a_table_of_episodes_has_such_columns_too(tmp_path: Path) -> None:
    text = "Show,Season,Ep,Name,Notes,Depends on\nHarbour,1,1,The Lamp,,\nHarbour,1,2,The Storm,Fog comes.,1\n"
    report = import_table(write(tmp_path / "s", {}, episodes=text), tmp_path / "u")
    assert report.ok
    assert (report.counts["facts"], report.counts["sentences"]) == (1, 1)
