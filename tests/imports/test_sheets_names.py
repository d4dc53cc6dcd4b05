"""Files, tables and columns are found by the names that people give them, and none of them hides what a stamp hides."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intertwine.imports.columns import (
    COLUMN_SYNONYMS,
    COLUMNS,
    ENTITIES,
    INSTALLMENTS,
    SCENES,
    TABLE_SYNONYMS,
    TITLES,
    WIDE_COLUMNS,
    column_key,
    table_of,
)
from intertwine.imports.sheets.header import ColumnNames, read_header
from intertwine.imports.sheets.source import read_source
from intertwine.imports.table import import_table
from intertwine.ledger.read.markdown.slips import is_like_revealed
from intertwine.model.spellings import close_matches
from tests.imports.tables import SMALL, pages, small, told, write


def test_names_of_tables_and_columns_are_read_in_any_case_with_any_gaps(tmp_path: Path) -> None:
    tables = {
        "TITLES.CSV": SMALL["titles.csv"].replace("id,name", "ID, Name "),
        "Episodes.tsv": SMALL["installments.csv"].replace("date", "Air-Date").replace(",", "\t"),
        "seasons.csv": SMALL["seasons.csv"],
        "Entities.txt": SMALL["entities.csv"].replace("revealed", "REVEALED"),
        "scenes.csv": SMALL["scenes.csv"].replace("story_order", "Story Order").replace("people", "Characters"),
        "facts.csv": SMALL["facts.csv"].replace("true_from", "True-From").replace("place", "Location"),
    }
    report = import_table(write(tmp_path / "same", tables), tmp_path / "same" / "universe")
    assert report.problems == ()
    _, plain = small(tmp_path)
    same, other = pages(tmp_path / "same" / "universe"), pages(plain)
    del same["universe.md"], other["universe.md"]
    assert same == other


@pytest.mark.parametrize("name", sorted(TABLE_SYNONYMS))
def test_a_table_may_have_another_name(name: str) -> None:
    assert table_of(name.upper()) == TABLE_SYNONYMS[name]
    assert column_key(name) == name


@pytest.mark.parametrize("table", sorted(COLUMN_SYNONYMS))
def test_no_synonym_may_have_been_meant_for_a_stamp(table: str) -> None:
    """Nor stands one for it, and none is a column already."""
    required, optional = COLUMNS.get(table, WIDE_COLUMNS)
    listed = {column_key(column) for column in (*required, *optional)}
    for key, column in COLUMN_SYNONYMS[table].items():
        assert key == column_key(key)
        assert column != "revealed"
        assert not is_like_revealed(key)
        assert not close_matches(key, ["revealed"], 1, 0.82)
        assert key not in listed


@given(st.text(st.sampled_from("revaldRE -_sto"), min_size=1, max_size=10), st.sampled_from(sorted(COLUMNS)))
def test_a_name_that_is_like_a_stamp_is_a_slip_or_the_stamp(name: str, table: str) -> None:
    header = read_header(["id", name], ColumnNames(table, *COLUMNS[table]))
    key = column_key(name)
    if not key or is_like_revealed(key) or close_matches(key, ["revealed"], 1, 0.82):
        known = {*COLUMNS[table][0], *COLUMNS[table][1]}
        assert (header.columns[1] == "revealed") == (key == "revealed" and "revealed" in known)
        assert (1 in header.slips) == (header.columns[1] != "revealed")


def test_a_listed_name_counts_before_a_synonym_of_it(tmp_path: Path) -> None:
    scenes = "installment,people,cast\nlh1,ana,keeper\n"
    source = read_source(write(tmp_path, {"scenes.csv": scenes}), COLUMNS)
    (problem,) = source.sheets[SCENES].problems
    assert (problem.message, problem.hint) == ('"cast" is not read', '"people" is there too, and is read')
    assert source.sheets[SCENES].rows[0]["people"] == "ana"


@pytest.mark.parametrize("columns", ["people,PEOPLE", "cast,who"])
def test_two_columns_that_mean_the_same_cost_the_table(tmp_path: Path, columns: str) -> None:
    source = read_source(write(tmp_path, {"scenes.csv": f"installment,{columns}\nlh1,ana,keeper\n"}), COLUMNS)
    assert [it.message for it in source.sheets[SCENES].problems] == ["has two columns people"]


def test_a_table_may_have_further_columns(tmp_path: Path) -> None:
    """One of them may stand for all that begin so. The words that were written are known."""
    scenes = "installment,Heard,heard by,Order of: Ana\nlh1,ana,x,2\n"
    sheet = read_source(write(tmp_path, {"scenes.csv": scenes}), COLUMNS, {SCENES: ("heard", "order_")}).sheets[SCENES]
    assert (sheet.rows[0]["heard"], sheet.rows[0]["order_of_ana"]) == ("ana", "2")
    assert sheet.spelled["order_of_ana"] == "Order of: Ana"
    assert [it.message for it in sheet.problems] == ['"heard by" is not read']


def test_files_that_are_no_tables_are_told_once(tmp_path: Path) -> None:
    tables = {**SMALL, "notes.csv": "x", "more.tsv": "y", "readme.txt": "z", "~$facts.xlsx": "lock", ".x.csv": "hidden"}
    report = import_table(write(tmp_path / "s", tables), tmp_path / "u")
    assert report.ok
    (note,) = report.problems
    assert (note.file, note.message) == ("s", "no tables, and not read: more.tsv, notes.csv")


def test_one_file_may_be_the_whole_source(tmp_path: Path) -> None:
    """By its columns, where its name says nothing."""
    write(tmp_path, {"list.csv": SMALL["installments.csv"]})
    source = read_source(tmp_path / "list.csv", COLUMNS)
    assert [name for name, sheet in source.sheets.items() if sheet.present] == [INSTALLMENTS]


def test_headers_totals_and_titles_above_are_no_rows(tmp_path: Path) -> None:
    head = "id,title,season,number,name,date,minutes"
    rows = [
        "The list of a fan", "", head, "a,lh,1,1,One,,40", head.upper(), "b,lh,1,2,Total,,41", "Total,,,,,,81",
        "c,lh,1,3,,,42", ",,,,,,42", "Summe: 3,,,,,,", ",,,,,,165",
    ]  # fmt: skip
    source = read_source(write(tmp_path, {"episodes.csv": "\n".join(rows)}), COLUMNS)
    sheet = source.sheets[INSTALLMENTS]
    assert [row["id"] for row in sheet.rows] == ["a", "b", "c", "", "Summe: 3"]
    (note,) = sheet.problems
    assert (note.code, note.line, note.severity) == ("rows-skipped", 1, "warning")
    assert note.message.endswith("are not read: 1, 5, 7, 11")


@pytest.mark.parametrize("row", [",,1,3,,,42", "Total,lh,1,3,,,42", ",lh,,,,,42", "x,,,,,,3"])
def test_a_row_that_may_be_an_episode_is_no_total(tmp_path: Path, row: str) -> None:
    """A number of an episode is never summed up, and may have lost its title."""
    text = f"id,title,season,number,name,date,minutes\na,lh,1,1,,,\n{row}\n"
    assert len(read_source(write(tmp_path, {"episodes.csv": text}), COLUMNS).sheets[INSTALLMENTS].rows) == 2


def test_somebody_may_be_called_total(tmp_path: Path) -> None:
    text = "id,kind,name\na,character,Total\ntotal,person,Sum\n"
    source = read_source(write(tmp_path, {"entities.csv": text}), COLUMNS)
    assert [row["name"] for row in source.sheets[ENTITIES].rows] == ["Total", "Sum"]


def test_a_second_header_may_name_the_columns_in_another_order(tmp_path: Path) -> None:
    """As where two lists were pasted below each other."""
    text = "id,kind,name,revealed\na,character,Ana,lh1\nrevealed,name,kind,id\nlh2,Bo,person,b\n"
    source = read_source(write(tmp_path, {"entities.csv": text}), COLUMNS)
    columns = ("id", "kind", "name", "revealed")
    assert [tuple(row[column] for column in columns) for row in source.sheets[ENTITIES].rows] == [
        ("a", "character", "Ana", "lh1"), ("b", "person", "Bo", "lh2"),
    ]  # fmt: skip


def test_a_second_header_may_have_other_columns(tmp_path: Path) -> None:
    """What may have been meant for a stamp hides the rows below it."""
    text = "id,kind,name\na,character,Ana\nid,name,kind,reveald\nb,Bo,person,lh2\n"
    sheet = read_source(write(tmp_path, {"entities.csv": text}), COLUMNS).sheets[ENTITIES]
    assert [(row["name"], row.slip is None) for row in sheet.rows] == [("Ana", True), ("Bo", False)]


def test_without_titles_that_are_a_table_nothing_is_written(tmp_path: Path) -> None:
    report = import_table(write(tmp_path / "s", {"titles.csv": "<html><p>Sign in</p>"}), tmp_path / "u")
    assert told(report.problems) == [("titles.csv", 0, "file-unusable")]
    assert not (tmp_path / "u").exists()
    assert TITLES in COLUMNS


def test_an_episode_of_a_scene_is_a_number_beside_its_season(tmp_path: Path) -> None:
    """And elsewhere it names the installment."""
    beside = read_source(write(tmp_path / "a", {"scenes.csv": "show,title,season,episode\n,lh,1,2\n"}), COLUMNS)
    assert beside.sheets[SCENES].rows[0]["number"] == "2"
    alone = read_source(write(tmp_path / "b", {"scenes.csv": "episode,cast\nlh1,ana\n"}), COLUMNS)
    assert alone.sheets[SCENES].rows[0]["installment"] == "lh1"


def test_a_title_beside_a_show_is_the_name_of_the_episode(tmp_path: Path) -> None:
    text = "Show,Season,Episode,Title\nLighthouse,1,2,The Storm\n"
    (row,) = read_source(write(tmp_path, {"episodes.csv": text}), COLUMNS).sheets[INSTALLMENTS].rows
    assert (row["title"], row["number"], row["name"]) == ("Lighthouse", "2", "The Storm")


@pytest.mark.parametrize("table", ["titles", "installments", "entities", "scenes", "facts"])
def test_a_table_without_any_of_its_columns_is_told(tmp_path: Path, table: str) -> None:
    source = read_source(write(tmp_path, {f"{table}.csv": "x:y\n1:2\n"}), COLUMNS)
    assert [it.code for it in source.sheets[f"{table}.csv"].problems if it.severity == "error"] == ["column-missing"]
