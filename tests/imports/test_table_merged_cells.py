"""A cell that is empty because it was merged with the one above never means the first season, nor another episode."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intertwine.imports.table import ImportReport, import_table
from tests.imports.tables import statements, told, write

EPISODES = "title,season,number,episodes\nHarbour,1,9,9\nHarbour,3,9,9\n"


def imported(tmp_path: Path, **tables: str) -> ImportReport:
    return import_table(write(tmp_path / "s", {}, **tables), tmp_path / "u")


def errors(report: ImportReport) -> list[tuple[str, int, str]]:
    return told(tuple(it for it in report.problems if it.severity == "error"))


@pytest.mark.parametrize("title", ["Harbour", "harbour"])
def test_a_scene_without_its_season_is_not_of_the_first(tmp_path: Path, title: str) -> None:
    scenes = f"title,season,number,people\nHarbour,1,9,Ida\nHarbour,3,9,Jon\n{title},,9,Mo|Liv\n"
    report = imported(tmp_path, episodes=EPISODES, scenes=scenes)
    assert errors(report) == [("scenes.csv", 4, "number-unusable")]
    assert "also where cells are merged" in next(it.hint for it in report.problems if it.line == 4)
    assert len(statements(tmp_path / "u", "together")) == 2


@pytest.mark.parametrize(
    "others",
    [
        {"scenes": "title,season,number,people\nHarbour,3,9,Jon\nHarbour,,9,Mo\n"},
        {"scenes": "title,season,number,people\nHarbour,3,9,Jon\n,,9,Mo\nHarbour,,9,Mo\n"},
        {"scenes": "title,season,number,people\nHarbour,,9,Mo\n,3,9,Jon\n"},
        {"scenes": "title,number,people\nHarbour,9,Mo\n", "seasons": "title,season,episodes\nHarbour,2,9\n"},
        {
            "scenes": "title,number,people\nHarbour,9,Mo\n",
            "facts": "subject,verb,object,revealed\nMo,meets,Jon,Harbour 2x01\n",
        },
    ],
)
def test_so_it_is_without_a_table_of_episodes(tmp_path: Path, others: dict[str, str]) -> None:
    report = imported(tmp_path, **others)
    assert "number-unusable" in {code for _, _, code in errors(report)}
    assert not any("Mo" in it for it in map(str, statements(tmp_path / "u", "together")))


def test_a_title_of_one_season_needs_no_column_for_it(tmp_path: Path) -> None:
    scenes = "title,number,people\nHarbour,1,Ida\nHarbour,2,Jon\n"
    assert errors(imported(tmp_path, scenes=scenes)) == []
    assert len(statements(tmp_path / "u", "together")) == 2


def test_a_length_without_its_season_is_not_that_of_the_first(tmp_path: Path) -> None:
    seasons = "title,season,episodes\nHarbour,3,9\nHarbour,,5\n,4,5\n"
    report = imported(tmp_path, episodes="title,season,number\nHarbour,1,9\nHarbour,3,9\n", seasons=seasons)
    assert errors(report) == [("seasons.csv", 3, "number-unusable"), ("seasons.csv", 4, "row-unusable")]


def test_a_scene_without_its_number_is_not_in_episode_0(tmp_path: Path) -> None:
    episodes = "title,season,number,episodes\nHarbour,1,0,2\nHarbour,1,1,2\n"
    report = imported(
        tmp_path, episodes=episodes, scenes="title,season,number,people\nHarbour,1,1,Ida\nHarbour,1,,Jon\n"
    )
    assert errors(report) == [("scenes.csv", 3, "number-unusable")]


def test_scenes_of_episodes_that_were_lost_are_told_so(tmp_path: Path) -> None:
    """And never sent to another episode."""
    episodes = "title,season,number\nHarbour,5,9\n,5,10\nHarbour,6,2\n,6,10\n"
    scenes = "installment,title,season,number,people\nHarbour 6x10,,,,Ida\n,Harbour,5,10,Jon\nHarbour 6x02,,,,Mo\n"
    report = imported(tmp_path, episodes=episodes, scenes=scenes)
    assert errors(report) == [
        ("episodes.csv", 3, "row-unusable"), ("episodes.csv", 5, "row-unusable"),
        ("scenes.csv", 2, "row-needed"), ("scenes.csv", 3, "row-needed"),
    ]  # fmt: skip
    assert all("also where cells are merged" in it.hint for it in report.problems if it.code == "row-unusable")
    assert not any("did you mean" in it.hint for it in report.problems)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from("AB"), st.sampled_from(["", "1", "2", "3"])), min_size=1, max_size=8))
def test_no_scene_is_ever_earlier_than_its_row_says(rows: list[tuple[str, str]]) -> None:
    """Whatever cells are empty: a scene without its season arrives only where its title has none but the first."""
    scenes = "".join(f"{title},{season},1,p{n}\n" for n, (title, season) in enumerate(rows))
    with TemporaryDirectory() as folder:
        imported(Path(folder), scenes=f"title,season,number,people\n{scenes}")
        placed = dict[str, tuple[str, int]]()
        for path in Path(folder).glob("u/titles/*.md"):
            season = 0
            for line in path.read_text(encoding="utf-8").splitlines():
                season = int(line.split()[2]) if line.startswith("## ") else season
                placed |= dict.fromkeys(re.findall(r"\[\[(p[0-9]+)\]\]", line), (path.stem, season))
    several = {title for title, season in rows if season not in ("", "1")}
    assert placed == {
        f"p{n}": (title, int(season or 1)) for n, (title, season) in enumerate(rows) if season or title not in several
    }
