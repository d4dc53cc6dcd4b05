"""One sheet of episodes and scenes in a folder with other tables: it is read as it is when it is alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from intertwine.imports.table import ImportReport, import_table
from tests.imports.tables import pages, told, write

SHEET = """Season,Ep,Title,Where,Who,Episodes
1,1,The Lamp,Pier,Ida|Jon,3
1,1,,Tower,Ida|Mo,3
1,2,The Storm,Pier,Jon|Mo,3
1,3,The Calm,Pier,Ida|Mo,3
"""
FACTS = "subject,verb,object,revealed\nIda,meets,Jon,Harbour 1x02\n"
PEOPLE = "name\nIda\nJon\nMo\n"
SENTENCES = "sentence,revealed\nIda fears Mo.,Harbour 1x03\n"


def imported(tmp_path: Path, **tables: str) -> ImportReport:
    return import_table(write(tmp_path / "s", {}, **tables), tmp_path / "u")


@pytest.mark.parametrize("name", ["harbour", "my list", "episodes"])
@pytest.mark.parametrize("people", [{}, {"people": PEOPLE}])
def test_a_wide_sheet_may_stand_beside_other_tables(tmp_path: Path, name: str, people: dict[str, str]) -> None:
    """A table of people alone says nothing of places: these are implied."""
    report = imported(tmp_path, **{name: SHEET}, facts=FACTS, sentences=SENTENCES, **people)
    assert report.ok
    assert (report.counts["scenes"], report.counts["facts"], report.counts["sentences"]) == (4, 1, 1)
    text = (tmp_path / "u/titles/Harbour.md").read_text("utf-8")
    assert "### 1. The Lamp\n\n- together: [[Ida]], [[Jon]] at [[Pier]]\n- together: [[Ida]], [[Mo]]" in text
    judged = [it.message for it in report.problems if it.code == "table-judged"]
    assert judged == ([] if name == "episodes" else ["is read as the list of episodes and scenes, by its columns"])


def test_what_is_called_as_a_table_comes_first(tmp_path: Path) -> None:
    """A copy that lies beside them is not read twice; nor is a second list that is no table by its name."""
    episodes = "Show,Season,Ep,Episodes\nHarbour,1,1,1\n"
    report = imported(tmp_path, episodes=episodes, scenes="installment,people\nHarbour 1x01,Ida\n", backup=SHEET)
    assert [it.code for it in report.problems] == ["tables-unread"]
    report = imported(tmp_path / "2", a=SHEET, b=SHEET, facts=FACTS)
    assert {"tables-unread", "table-missing"} <= {it.code for it in report.problems}
    report = imported(tmp_path / "3", a="subject,verb,object,revealed\nIda,meets,Jon,Harbour 1x01\n", episodes=episodes)
    assert [it.code for it in report.problems] == ["tables-unread"]


def test_beside_a_table_of_scenes_the_sheet_lists_episodes_alone(tmp_path: Path) -> None:
    report = imported(tmp_path, harbour=SHEET, scenes="installment,people\nHarbour 1x01,Ida\n")
    assert report.counts["scenes"] == 1
    assert {"table-judged", "column-unknown"} <= {it.code for it in report.problems}
    assert report.counts["installments"] == 3


COPY = "Season,Ep,Title,Who\n1,1,The Lamp,Ida|Jon\n1,2,The Storm,Mo\n1,3,,Ida\n"


@pytest.mark.parametrize("show", [True, False])
@pytest.mark.parametrize("others", [True, False])
def test_a_copy_with_the_names_of_episodes_may_be_the_table_of_scenes(tmp_path: Path, show: bool, others: bool) -> None:
    """`Title` is the name of an episode in both, or the list has a column of titles too."""
    head, *rows = SHEET.splitlines()
    episodes = "\n".join([f"{head},Show", *(f"{row},Harbour" for row in rows[:1] + rows[2:])]) if show else "\n".join(
        [head, rows[0], *rows[2:]]
    )  # fmt: skip
    tables = {"facts": FACTS} if others or not show else {}
    report = imported(tmp_path, episodes=episodes, scenes=COPY, **tables)
    assert report.ok
    titles = [page.key for page in pages(tmp_path / "u").values() if page.kind == "series"]
    assert titles == ["Harbour"]
    assert report.counts["scenes"] == 3
    assert ("scenes.csv", 1, "title-guessed") in told(report.problems)


def test_a_column_for_the_show_beside_the_title_of_scenes(tmp_path: Path) -> None:
    scenes = "Show,Season,Ep,Title,Who\nHarbour,1,1,The Lamp,Ida|Jon\nHarbour,1,2,The Storm,Mo\n"
    report = imported(tmp_path, scenes=scenes)
    assert (report.ok, report.counts["scenes"], report.counts["titles"]) == (True, 2, 1)
