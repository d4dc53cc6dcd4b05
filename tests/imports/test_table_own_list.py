"""A list of somebody's own: its columns are what their cells are, and what stands in a first row counts below it."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intertwine.imports.sheets.extra_rows import is_total
from intertwine.imports.sheets.meanings import meanings
from intertwine.imports.table import ImportReport, import_table
from tests.imports.tables import pages, statements, write

NAMES = ("The Lamp", "The Storm", "The Calm", "The Boat", "The Fog")


def imported(tmp_path: Path, **tables: str) -> ImportReport:
    return import_table(write(tmp_path / "s", {}, **tables), tmp_path / "u")


def listed(folder: Path, title: str = "Harbour") -> list[tuple[int, int, str, bool]]:
    """Season, number and name of each episode, and whether it has a date."""
    page = next(it for it in pages(folder / "u").values() if it.key == title)
    return [(it.season, it.number, it.name, it.date is not None) for it in page.installments]


def people(folder: Path) -> set[str]:
    return {page.key for page in pages(folder / "u").values() if page.kind == "character"}


def codes(report: ImportReport) -> set[str]:
    return {it.code for it in report.problems}


@pytest.mark.parametrize("number", ["No", "No.", "Nr", "#", "Ep", "Ep no.", "Episode no"])
@pytest.mark.parametrize("name", ["Episode", "Title", "Episode title", "Story"])
@pytest.mark.parametrize("date", ["Shown", "Aired", "Air", "Air date", "First shown"])
def test_columns_are_known_whatever_they_are_called(tmp_path: Path, number: str, name: str, date: str) -> None:
    rows = "1,1,The Lamp,10 Mar 97,Ida|Jon\n1,2,The Storm,17 March 1997,Ida|Mo\n1,3,The Calm,24/3/97 (UK),Jon\n"
    report = imported(tmp_path, Harbour=f"Season,{number},{name},{date},Who's in it\n{rows}")
    assert report.ok
    assert listed(tmp_path) == [(1, 1, "The Lamp", True), (1, 2, "The Storm", True), (1, 3, "The Calm", True)]
    assert people(tmp_path) == {"Ida", "Jon", "Mo"}


def test_dates_below_a_name_for_people_are_never_people(tmp_path: Path) -> None:
    """Whatever the column is called, and whether another one is that of the dates."""
    for n, head in enumerate(("Cast", "Where", "Voice", "Shown", "Picture", "Dies")):
        folder = tmp_path / str(n)
        rows = "1,1,A,10 Mar 97,Ida\n1,2,B,17 Mar 1997,Jon\n"
        assert imported(folder, Harbour=f"Season,Ep,Title,{head},Who\n{rows}").ok, head
        assert people(folder) <= {"Ida", "Jon"}
        assert [it[3] for it in listed(folder)] == [True, True]
        more = "1,1,A,10 Mar 97,11 Mar 1997,Ida\n1,2,B,17 Mar 1997,18 Mar 1997,Jon\n"
        report = imported(folder / "b", Harbour=f"Season,Ep,Title,{head},Air date,Who\n{more}")
        assert people(folder / "b") <= {"Ida", "Jon"}
        assert "column-judged" in codes(report) or head == "Shown"


def test_a_column_of_pictures_with_people_stays_one(tmp_path: Path) -> None:
    rows = "1,1,A,1997-03-10,1,Mo,Ida\n1,2,B,1997-03-17,2,,Jon\n"
    assert imported(tmp_path, Harbour=f"Season,Ep,Title,Air date,Scene,Shown,Who\n{rows}").ok
    assert "[[Ida]], [[Mo]] (shown)" in (tmp_path / "u/titles/Harbour.md").read_text("utf-8")


def test_people_below_a_name_for_dates_are_refused(tmp_path: Path) -> None:
    report = imported(tmp_path, Harbour="Season,Ep,Title,Air date,Who\n1,1,A,Ida|Jon,Mo\n1,2,B,Ida,Mo\n")
    assert {it.message for it in report.problems if it.severity == "error"} >= {
        '"Ida|Jon" in "date" is not a date; the rest of the row is used'
    }
    assert people(tmp_path) == {"Mo"}


def test_a_date_in_a_table_of_scenes_is_nobody(tmp_path: Path) -> None:
    scenes = "installment,people,shown\nHarbour 1x01,Ida,10 Mar 97\nHarbour 1x01,Ida|1997-03-10,\n"
    report = imported(tmp_path, scenes=scenes)
    assert [it.code for it in report.problems if it.severity == "error"] == ["name-unlikely"] * 2
    assert people(tmp_path) == {"Ida"}


def test_a_story_beside_a_title_is_no_name(tmp_path: Path) -> None:
    rows = "1,1,The Lamp,Ida lights it,Ida\n1,2,The Storm,Jon drowns,Jon\n"
    assert imported(tmp_path, Harbour=f"Season,Ep,Title,Story,Who\n{rows}").ok
    assert [it[2] for it in listed(tmp_path)] == ["The Lamp", "The Storm"]


def test_a_number_of_its_own_comes_before_any_other(tmp_path: Path) -> None:
    rows = "Harbour,1,1,1,A\nHarbour,2,13,1,B\n"
    assert imported(tmp_path, episodes=f"Show,Season,#,No. in season,Title\n{rows}").ok
    assert [it[:3] for it in listed(tmp_path)] == [(1, 1, "A"), (2, 1, "B")]


COLUMN = st.sampled_from(["No", "Episode", "Ep", "Shown", "Who", "Cast", "#", "Title", "Date", "Dies", ""])
CELL = st.sampled_from(["", "1", "2", "10 Mar 97", "Ida|Jon", "The Lamp", "1x02"])


@given(st.lists(COLUMN, max_size=8), st.lists(st.lists(CELL, max_size=8), max_size=5))
def test_no_header_is_judged_to_have_two_of_a_column(head: list[str], rows: list[list[str]]) -> None:
    found = [
        it for it in meanings(head, rows, {"who": "people", "cast": "people", "date": "date"}).columns.values() if it
    ]
    assert len(found) == len(set(found))


LIST = [("1", "1"), ("1", "2"), ("1", "3"), ("2", "1"), ("2", "2")]


def as_csv(*rows: tuple[object, ...]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def in_first_rows(rows: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [("" if n and rows[n - 1][0] == season else season, number) for n, (season, number) in enumerate(rows)]


@pytest.mark.parametrize("label", ["{}", "S{}", "Season {}", "Series {} (2015)"])
def test_a_season_counts_for_the_rows_below(tmp_path: Path, label: str) -> None:
    rows = [
        (label.format(s) if s else "", n, name, "Ida") for (s, n), name in zip(in_first_rows(LIST), NAMES, strict=True)
    ]
    assert imported(tmp_path, Harbour=as_csv(("Season", "Ep", "Title", "Who"), *rows)).ok
    assert [(str(s), str(n), name) for s, n, name, _ in listed(tmp_path)] == [
        (s, n, name) for (s, n), name in zip(LIST, NAMES, strict=True)
    ]


def test_a_season_can_be_a_heading(tmp_path: Path) -> None:
    rows = "Season 1,,\n1,The Lamp,Ida\n2,The Storm,Ida\nTotal S1,2,\n,,\n"
    rows += "Series 2 (2016),,\n1,The Calm,Jon\n2,The Boat,Mo\n"
    assert imported(tmp_path, Harbour=f"No,Episode,Who\n{rows}TOTAL,4,\n").ok
    assert [it[:2] for it in listed(tmp_path)] == [(1, 1), (1, 2), (2, 1), (2, 2)]


EPISODES = st.lists(st.lists(st.integers(1, 3), min_size=1, max_size=4), min_size=1, max_size=4).map(
    lambda seasons: [(s, n, scenes) for s, of in enumerate(seasons, 1) for n, scenes in enumerate(of, 1)]
)
"""Season, number and scenes of episodes, none of which is left out."""


@given(EPISODES, st.booleans(), st.booleans(), st.booleans(), st.data())
def test_a_lost_cell_never_makes_a_row_earlier(
    episodes: list[tuple[int, int, int]], in_first: bool, first_number: bool, has_scenes: bool, data: st.DataObject
) -> None:
    """Of an episode whose place is lost nobody appears before it; the rows below may be lost with it."""
    rows, known = list[list[str]](), dict[str, tuple[int, int]]()
    for season, number, scenes in sorted(episodes):
        for n in range(scenes if has_scenes else 1):
            is_first = bool(n == 0 and (not rows or season != max(s for s, *_ in known.values())))
            who = f"P{len(rows)}"
            known[who] = (season, number)
            place = [str(season) if is_first or not in_first else "", str(number) if n == 0 or not first_number else ""]
            rows.append([*place, f"Name {season} {number}" if n == 0 else "", str(n), who])
    lost, column = data.draw(st.integers(0, len(rows) - 1)), data.draw(st.integers(0, 1))
    rows[lost][column] = ""
    with TemporaryDirectory() as folder:
        imported(Path(folder), Harbour=as_csv(("Season", "Ep", "Title", "Scene", "Who"), *map(tuple, rows)))
        if not (Path(folder) / "u").exists():
            return
        for page in pages(Path(folder) / "u").values():
            for it in page.statements:
                for link in it.subjects if it.verb == "together" else ():
                    at = it.alternatives[0].positions[0]
                    assert (at.season, at.number) >= known[link.key], rows


@given(st.integers(1, 4), st.booleans())
def test_a_lost_season_is_told(lost: int, merged: bool) -> None:
    rows = in_first_rows(LIST) if merged else list(LIST)
    rows[lost] = ("", rows[lost][1])
    with TemporaryDirectory() as folder:
        named = [(*row, name, "Ida") for row, name in zip(rows, NAMES, strict=True)]
        report = imported(Path(folder), Harbour=as_csv(("Season", "Ep", "Title", "Who"), *named))
        assert report.ok == (merged and lost != 3)


def test_a_whole_place_counts_for_the_scenes_below(tmp_path: Path) -> None:
    rows = (
        "Harbour,1,1,The Lamp,Pier,Ida|Jon\n,,,,Tower,Mo\n,,2,The Storm,Pier,Jon\n,,,,Tower,Ida|Mo\n"
        "Salt,1,1,The Boat,Pier,Lene\n,,,,Tower,Lene|Ida\n"
    )
    assert imported(tmp_path, mine=f"Show,Season,Ep,Title,Where,Who\n{rows}").ok
    found = {
        page.key: len([it for it in page.statements if it.verb == "together"])
        for page in pages(tmp_path / "u").values()
    }
    assert (found["Harbour"], found["Salt"]) == (4, 2)
    assert "### 2. The Storm\n\n- together: [[Jon]] at [[Pier]]\n- together: [[Ida]], [[Mo]] at [[Tower]]\n" in (
        tmp_path / "u/titles/Harbour.md"
    ).read_text("utf-8")


def test_a_number_that_was_lost_beside_its_name_counts_for_nothing(tmp_path: Path) -> None:
    rows = "1,1,The Lamp,Pier,Ida\n,,,Tower,Mo\n,,The Storm,Pier,Jon\n,,,Tower,Lene\n"
    report = imported(tmp_path, Harbour=f"Season,Ep,Title,Where,Who\n{rows}")
    assert not report.ok
    assert {str(who) for it in statements(tmp_path / "u", "together") for who in it.subjects}.isdisjoint(
        {"Jon", "Lene"}
    )


def test_rows_that_would_each_be_a_series_are_refused(tmp_path: Path) -> None:
    rows = "".join(f"{s if n == 1 else ''},{n},Name {s} {n}\n" for s in (1, 2) for n in range(1, 7))
    report = imported(tmp_path, episodes=f"Season,Episode,Title\n{rows}")
    (told,) = [it for it in report.problems if it.severity == "error"]
    assert told.code == "titles-unlikely"
    assert told.message == (
        '12 of 12 rows would each be a series of its own, called as its cell in "Title": nothing was written'
    )
    assert not (tmp_path / "u").exists()
    pilots = "".join(f"Show {n},1,1\n" for n in range(1, 13))
    assert imported(tmp_path / "b", episodes=f"Title,Season,Episode\n{pilots}").counts["titles"] == 12


@pytest.mark.parametrize(("text", "is_one"), [
    ("Total S1", True), ("Season 1 total", True), ("TOTAL", True), ("Totals for season 2", True),
    ("Series 3 Total", True),
    ("Total Recall", False), ("Totally", False), ("Series 3", False), ("Total Season Ones", False),
])  # fmt: skip
def test_a_total_of_a_season_is_one(text: str, is_one: bool) -> None:
    assert is_total({"season": text, "number": "12"}, [], last=False) == is_one
