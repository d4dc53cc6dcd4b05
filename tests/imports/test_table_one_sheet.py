"""One sheet with episodes and scenes, and with columns of what happens: as two tables and one of facts would say it."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intertwine.imports.rows.verb_cells import verb_columns
from intertwine.imports.table import ImportReport, import_table
from intertwine.ledger.read.vocabulary import built_in
from tests.imports.tables import pages, statements, write

SHEET = """Season,Ep,Title,Air date,Scene,Where,Who,Dies,Kills,Marries
1,1,The Lamp,2015-03-01,1,Pier,Ida|Jon|Mo,,,
1,1,,,2,Tower,Ida|Lene (voice),,,
1,2,The Storm,2015-03-08,1,Pier,Jon|Mo,Mo,Jon > Mo,
1,2,The Storm,,2,Tower,Ida|Jon,,,Ida & Jon
1,3,The Calm,,,,,,,
"""


def imported(tmp_path: Path, **tables: str) -> ImportReport:
    return import_table(write(tmp_path / "s", {}, **tables), tmp_path / "u")


def of_code(report: ImportReport, code: str) -> list[str]:
    return [it.message for it in report.problems if it.code == code]


def test_one_sheet_lists_the_episodes_and_shows_the_scenes(tmp_path: Path) -> None:
    report = imported(tmp_path, harbour=SHEET)
    assert report.ok
    assert (report.counts["installments"], report.counts["scenes"], report.counts["facts"]) == (3, 4, 3)
    text = (tmp_path / "u/titles/harbour.md").read_text("utf-8")
    assert "### 1. The Lamp (2015-03-01)\n\n- together: [[Ida]], [[Jon]], [[Mo]] at [[Pier]]\n" in text
    assert "- [[Mo]] dies\n- [[Jon]] kills [[Mo]]\n- [[Ida]] marries [[Jon]]\n" in text
    assert "### 3. The Calm\n" in text


ROWS = st.lists(
    st.tuples(st.integers(1, 2), st.integers(1, 4), st.lists(st.sampled_from(["Ida", "Jon", "Mo"]), unique=True)),
    min_size=1,
    max_size=12,
)


def as_csv(*rows: tuple[object, ...]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


@given(ROWS)
def test_one_sheet_says_what_two_tables_say(rows: list[tuple[int, int, list[str]]]) -> None:
    wide = [("Harbour", s, n, f"Name {s} {n}", "|".join(who)) for s, n, who in rows]
    with TemporaryDirectory() as folder:
        head = ("Show", "Season", "Episode", "Title", "Who")
        numbered = [(*row, n) for n, row in enumerate(wide)]
        one = imported(Path(folder) / "one", mine=as_csv((*head, "Scene"), *numbered))
        episodes = as_csv(head[:4], *dict.fromkeys(row[:4] for row in wide))
        scenes = as_csv((*head[:3], "Who"), *((*row[:3], row[4]) for row in wide if row[4]))
        two = imported(Path(folder) / "two", episodes=episodes, scenes=scenes)
        assert one.counts == two.counts
        page = "u/titles/Harbour.md"
        assert (Path(folder) / "one" / page).read_bytes() == (Path(folder) / "two" / page).read_bytes()


def test_rows_of_an_episode_that_differ_lose_only_what_differs(tmp_path: Path) -> None:
    report = imported(tmp_path, harbour=SHEET.replace("The Storm,,2", "The Storm,2015-03-09,2"))
    assert of_code(report, "listing-differs") == [
        'the rows of an episode say "2015-03-08" and "2015-03-09" in "date"; the rest of the row is used'
    ]
    assert "### 2. The Storm\n" in (tmp_path / "u/titles/harbour.md").read_text("utf-8")


def test_a_row_without_a_number_shows_nothing(tmp_path: Path) -> None:
    """Its cell may have been merged with the one above, or lost."""
    report = imported(tmp_path, harbour=SHEET + ",,,,,Pier,Lene,Lene,,\n")
    assert len(of_code(report, "number-unusable")) == 1
    assert report.counts["scenes"] == 4
    assert not [it for it in statements(tmp_path / "u", "dies") if "Lene" in str(it)]


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("dies", "Ida|Jon", ["[[Ida]] dies", "[[Jon]] dies"]),
        ("Kills", "Ida kills Jon", ["[[Ida]] kills [[Jon]]"]),
        ("kills", "Ida → Jon|Jon -> Mo", ["[[Ida]] kills [[Jon]]", "[[Jon]] kills [[Mo]]"]),
        ("Marries", "Ida and Jon", ["[[Ida]] marries [[Jon]]"]),
        ("Meets", "Ida + Jon", ["[[Ida]] meets [[Jon]]"]),
        ("Marries", "Ida > Jon", ["[[Ida]] marries [[Jon]]"]),
    ],
)
def test_a_cell_below_a_verb_is_a_fact_of_its_row(tmp_path: Path, column: str, cell: str, said: list[str]) -> None:
    scenes = f"Show,Season,Ep,Who,{column}\nHarbour,1,2,Ida|Jon|Mo,{cell}\n"
    assert imported(tmp_path, scenes=scenes).ok
    text = (tmp_path / "u/titles/Harbour.md").read_text("utf-8")
    lines = text.partition("[[Mo]]\n")[2].splitlines()
    assert lines == [f"- {it}" for it in said]


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("kills", "Ida", "pair-unclear"),
        ("kills", "Ida & Jon", "pair-unclear"),
        ("kills", "Ida > Jon > Mo", "pair-unclear"),
        ("marries", "Ida & Jon & Mo", "pair-unclear"),
        ("dies", "Nobody", "id-unknown"),
        ("dies", "Ida > Jon", "pair-unclear"),
    ],
)
def test_what_may_mean_something_else_costs_its_cell(tmp_path: Path, column: str, cell: str, code: str) -> None:
    report = imported(tmp_path, scenes=f"Show,Season,Ep,Who,{column}\nHarbour,1,2,Ida|Jon|Mo,{cell}\n")
    assert len(of_code(report, code)) == 1
    assert (report.counts["scenes"], report.counts["facts"]) == (1, 0)


def test_a_fact_of_a_row_is_hidden_as_the_row_is(tmp_path: Path) -> None:
    """What happens in a dream does not really happen, and what needs another episode waits for it."""
    rows = 'Harbour,1,1,Ida|Jon,Jon,"dream of Ida, revealed Harbour 1x02",Harbour 1x02\nHarbour,1,2,Ida,,,\n'
    assert imported(tmp_path, scenes=f"Show,Season,Ep,Who,Dies,Frame,Needs\n{rows}").ok
    text = (tmp_path / "u/titles/Harbour.md").read_text("utf-8")
    lines = "  - needs: [[Harbour]] 1x02\n  - frame: dream of [[Ida]], revealed [[Harbour]] 1x02\n"
    assert f"[[Jon]]\n{lines}- [[Jon]] dies\n{lines}" in text


def test_only_what_somebody_does_can_be_a_column() -> None:
    """No noun, no name, and nothing that makes one person of two."""
    columns = verb_columns(built_in())
    assert {"dies", "kills", "marries", "is killed"} <= columns.keys()
    assert columns.keys().isdisjoint({"is", "is really", "appears", "kill", "name", "order", "report", "text"})


def test_a_flashback_is_in_person_if_all_are_in_it(tmp_path: Path) -> None:
    rows = "Harbour,1,1,Ida (flashback)|Jon (in a flashback)\nHarbour,1,2,Ida|Jon (flashback)\n"
    report = imported(tmp_path, scenes=f"Show,Season,Ep,Who\n{rows}")
    assert [it.hint for it in report.problems if it.code == "way-unknown"] == ["give the flashback a row of its own"]
    text = (tmp_path / "u/titles/Harbour.md").read_text("utf-8")
    assert "- together: [[Ida]], [[Jon]]\n" in text
    assert text.endswith("- together: [[Ida]]\n")


def test_what_is_told_of_a_table_that_is_absent_names_one_that_is_there(tmp_path: Path) -> None:
    report = imported(tmp_path, scenes="Show,Season,Ep,Who\nHarbour,1,1,Ida\n")
    assert {it.file for it in report.problems} == {"scenes.csv"}
    assert pages(tmp_path / "u")
