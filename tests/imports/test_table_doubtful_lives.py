"""Who dies and is there all the same is told, once for each of them; who may be there is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from intertwine.imports.table import import_table
from tests.imports.tables import write

EPISODES = "title,season,number,episodes\n" + "".join(f"Harbour,1,{n},6\n" for n in range(1, 7))
FACTS = "id,subject,verb,object,revealed,frame,true_from\n"
SCENES = "installment,people,frame,taken_for,date\n"


def told(tmp_path: Path, scenes: str, facts: str) -> list[tuple[str, int, str]]:
    tables = {"episodes": EPISODES, "scenes": SCENES + scenes, "facts": FACTS + facts}
    report = import_table(write(tmp_path / "s", {}, **tables), tmp_path / "u")
    assert report.ok
    assert len([it for it in report.groups if it.example.code == "dead-present"]) <= 1
    return [(it.file, it.line, it.message) for it in report.problems if it.code == "dead-present"]


def test_each_of_the_dead_who_is_there_later_is_told_once(tmp_path: Path) -> None:
    scenes = "Harbour 1x01,Ida|Jon|Mo,,,\nHarbour 1x02,Jon|Mo,,,\nHarbour 1x04,Mo,,,\nHarbour 1x03,Jon|Mo,,,\n"
    facts = ",Jon,dies,,Harbour 1x02,,\n,Ida,kills,Mo,Harbour 1x01,,\n"
    assert told(tmp_path, scenes, facts) == [
        ("scenes.csv", 3, '"Mo" dies in "Harbour 1x01", and is there in "Harbour 1x02" and 2 later'),
        ("scenes.csv", 5, '"Jon" dies in "Harbour 1x02", and is there in "Harbour 1x03"'),
    ]


@pytest.mark.parametrize(
    ("scenes", "facts"),
    [
        ("Harbour 1x01,Jon,,,\nHarbour 1x02,Jon,,,\n", ""),  # before the death, and with it
        ("Harbour 1x04,Jon (body),,,\nHarbour 1x05,Jon (vision)|Ida,,,\n", ""),
        ("Harbour 1x04,Jon,dream of Ida,,\n", ""),
        ("Harbour 1x04,Jon,,,1999\n", ""),
        ("Harbour 1x04,Jon|Ida,,Ida as Jon until Harbour 1x05,\n", ""),
        ("Harbour 1x04,Jon,,,\n", ",Jon,returns,,Harbour 1x03,,\n"),
        ("Harbour 1x04,Jon,,,\n", ",Jon,returns,,Harbour 1x04,,\n"),
        ("Harbour 1x04,Jon,,,\n", ",Jon,is brought back by,Ida,Harbour 1x02,,\n"),
        ("Harbour 1x04,Jon,,,\n", ",Jon,is,Ida,Harbour 1x05,,\n"),
    ],
)
def test_who_may_be_there_is_not_told(tmp_path: Path, scenes: str, facts: str) -> None:
    assert told(tmp_path, scenes + "Harbour 1x01,Ida,,,\n", f"die,Jon,dies,,Harbour 1x02,,\n{facts}") == []


@pytest.mark.parametrize(
    "death",
    ["Jon,dies,,Harbour 1x02,dream of Ida,", "Jon,dies,,Harbour 1x02,,1990", "Jon,seems to die,,Harbour 1x02,,"],
)
def test_a_death_that_was_none_then_tells_nothing(tmp_path: Path, death: str) -> None:
    assert told(tmp_path, "Harbour 1x01,Ida,,,\nHarbour 1x04,Jon,,,\n", f",{death}\n") == []


def test_who_dies_again_after_a_return_is_told_again(tmp_path: Path) -> None:
    facts = ",Jon,dies,,Harbour 1x01,,\n,Jon,returns,,Harbour 1x02,,\n,Jon,dies,,Harbour 1x03,,\n"
    assert told(tmp_path, "Harbour 1x02,Jon,,,\nHarbour 1x04,Jon,,,\n", facts) == [
        ("scenes.csv", 3, '"Jon" dies in "Harbour 1x03", and is there in "Harbour 1x04"')
    ]


def test_who_only_appears_is_there_too(tmp_path: Path) -> None:
    facts = ",Jon,dies,,Harbour 1x01,,\n,Jon,appears,,Harbour 1x02,,\n,Jon (body),appears,,Harbour 1x03,,\n"
    assert told(tmp_path, "Harbour 1x01,Ida,,,\n", facts) == [
        ("facts.csv", 3, '"Jon" dies in "Harbour 1x01", and is there in "Harbour 1x02"')
    ]


def test_the_place_is_that_of_the_sheet_that_says_it(tmp_path: Path) -> None:
    """A fact beside the same line of another table does not share its fate either."""
    sheet = "Season,Ep,Title,Air date,Who,Dies\n1,1,One,2001,Ida|Jon,Jon\n1,2,Two,2001,Ida|Jon,\n1,3,Three,2001,Ida,\n"
    facts = "subject,verb,object,revealed\nIda,meets,Jon,harbour 1x01\nIda,learns,gone,harbour 1x02\n"
    report = import_table(write(tmp_path / "s", {}, harbour=sheet, facts=facts), tmp_path / "u")
    found = [(it.file, it.line) for it in report.problems if it.code == "dead-present"]
    assert found == [("harbour.csv", 3)]
    assert "[[Ida]], [[Jon]] appear" in (tmp_path / "u/titles/harbour.md").read_text("utf-8").partition("### 2.")[2]
