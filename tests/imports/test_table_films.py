"""Films in a list of episodes are titles of their own, where their rows say so; else the message says how."""

from __future__ import annotations

from pathlib import Path

import pytest

from intertwine.imports.table import ImportReport, import_table
from tests.imports.tables import pages, write

ROWS = "1,1,The Lamp,Ida|Jon\n1,2,The Storm,Jon\n2,1,The Boat,Ida\n"


def imported(tmp_path: Path, text: str, **tables: str) -> ImportReport:
    return import_table(write(tmp_path / "s", {}, harbour=text, **tables), tmp_path / "u")


def kinds(tmp_path: Path) -> dict[str, str]:
    return {it.key: it.kind for path, it in pages(tmp_path / "u").items() if path.startswith("titles/")}


@pytest.mark.parametrize("word", ["Film", "film", "Movie", "TV movie"])
def test_a_season_that_is_the_word_for_a_film_makes_one(tmp_path: Path, word: str) -> None:
    rows = ROWS.replace("\n", ",\n")
    report = imported(tmp_path, f"Season,Ep,Title,Who,Air date\n{word},,The Harbour Film,Ida,\n{rows}")
    assert report.ok
    assert kinds(tmp_path) == {"harbour": "series", "The Harbour Film": "film"}
    assert report.counts["installments"] == 4
    assert [(it.line, it.message) for it in report.problems if it.code == "kind-guessed"] == [
        (2, f'"The Harbour Film" is read as a film of its own: its season is "{word}"')
    ]


def test_the_only_row_of_a_title_without_season_and_number_is_a_film(tmp_path: Path) -> None:
    rows = "".join(f"Harbour,{row}\n" for row in ROWS.splitlines())
    report = imported(tmp_path, f"Show,Season,Ep,Title,Who\nFog,,,The Fog,Ida\n{rows}")
    assert report.ok
    assert kinds(tmp_path) == {"Harbour": "series", "Fog": "film"}
    assert {it.code for it in report.problems} == {"season-length-unknown", "kind-guessed", "read-as-cast"}


@pytest.mark.parametrize(
    ("row", "tables"),
    [
        ("Fog,,,The Fog,Ida\nFog,,,More Fog,Ida\n", {}),
        ("Fog,,,The Fog,Ida\n", {"facts": "subject,verb,object,revealed\nIda,meets,Jon,Fog 1x02\n"}),
        ("Fog,,,The Fog,Ida\n", {"titles": "name,kind\nFog,series\nHarbour,series\n"}),
        ("Harbour,,,The Fog,Ida\n", {}),
    ],
)
def test_what_may_be_an_episode_is_none_and_the_way_out_is_told(
    tmp_path: Path, row: str, tables: dict[str, str]
) -> None:
    rows = "".join(f"Harbour,{it}\n" for it in ROWS.splitlines())
    report = imported(tmp_path, f"Show,Season,Ep,Title,Who\n{row}{rows}", **tables)
    wrong = [it for it in report.problems if it.code == "number-unusable"]
    assert {it.message for it in wrong} == {"has neither a season nor the number of its episode"}
    assert all("film in a column kind" in it.hint for it in wrong)
    assert len([it for it in report.groups if it.example.code == "number-unusable"]) == 1
    assert kinds(tmp_path).get("Fog", "series") == "series"


def test_a_kind_makes_a_film_without_a_guess(tmp_path: Path) -> None:
    rows = "".join(f"Harbour,{row},\n" for row in ROWS.splitlines())
    report = imported(tmp_path, f"Show,Season,Ep,Title,Who,Kind\nFog,,,The Fog,Ida,film\n{rows}")
    assert report.ok
    assert {it.code for it in report.problems} == {"season-length-unknown", "read-as-cast"}
    assert kinds(tmp_path) == {"Harbour": "series", "Fog": "film"}
