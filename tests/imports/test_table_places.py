"""A fan's sheet: `1x01 The Lamp` in one cell, one file of any name; and a failed attempt that writes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from intertwine.imports.table import import_table
from tests.imports.tables import pages, statements, write


@pytest.mark.parametrize(
    ("cell", "number", "name"),
    [
        ("1x01", 1, ""), ("S1E1", 1, ""), ("s01 e01", 1, ""), ("Season 1, Episode 1", 1, ""),
        ("1x01 The Lamp", 1, "The Lamp"), ("S01E01 - The Lamp", 1, "The Lamp"), ("1x01: 12 Lamps", 1, "12 Lamps"),
        ("1x01-02 The Lamps", 2, "The Lamps"), ("S1E1-E2", 2, ""),
    ],
)  # fmt: skip
def test_a_place_is_read_as_season_number_and_name(tmp_path: Path, cell: str, number: int, name: str) -> None:
    episodes = f'Show,Episode,Air date\nHarbour,"{cell}",2015-03-01\nHarbour,S2E1,2016-03-01\n'
    scenes = f'Show,Episode,Characters\nHarbour,"{cell}",Ida\n'
    report = import_table(write(tmp_path / "s", {}, episodes=episodes, scenes=scenes), tmp_path / "u")
    assert {it.code for it in report.problems} == {"season-length-unknown"}
    listed = pages(tmp_path / "u")["titles/Harbour.md"].installments
    assert [(it.season, it.number) for it in listed] == [*((1, n) for n in range(1, number + 1)), (2, 1)]
    assert name in {"", *(it.name for it in listed)}
    assert len(statements(tmp_path / "u", "together")) == 1


def test_two_seasons_in_one_row_are_told(tmp_path: Path) -> None:
    episodes = "title,season,number\nHarbour,2,1x01\nHarbour,01,1x02\n"
    report = import_table(write(tmp_path / "s", {}, episodes=episodes), tmp_path / "u")
    assert [(it.line, it.code) for it in report.problems if it.severity == "error"] == [(2, "number-unusable")]


def test_an_id_that_reads_like_a_place_stays_one(tmp_path: Path) -> None:
    tables = {
        "episodes": "id,title,season,number\n1x01,Harbour,1,2\nb,Harbour,1,1\n",
        "scenes": "installment,title,people\n1x01,Harbour,Ida\n",
    }
    import_table(write(tmp_path / "s", {}, **tables), tmp_path / "u")
    text = (tmp_path / "u/titles/Harbour.md").read_text(encoding="utf-8")
    assert text.index("### 2.") < text.index("[[Ida]]")


def test_one_file_of_another_name_is_known_by_its_columns(tmp_path: Path) -> None:
    source = tmp_path / "s"
    write(source, {}, **{"my list": "Show,Season,Episode,Air date\nHarbour,1,1,2015-03-01\n"})
    (source / "notes.txt").write_text("watched with Jon\n", encoding="utf-8")
    assert import_table(source, tmp_path / "u").counts["installments"] == 1
    (source / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert [it.code for it in import_table(source, tmp_path / "v").problems] == ["tables-unread", "table-missing"]


def test_where_no_row_arrives_nothing_is_written(tmp_path: Path) -> None:
    episodes = "title,season,number\nHarbour,1,one\nHarbour,1,two\n"
    report = import_table(
        write(tmp_path / "s", {}, episodes=episodes, titles="name,kind\nHarbour,series\n"), tmp_path / "u"
    )
    assert "nothing-used" in {it.code for it in report.problems}
    assert not report.ok
    assert not any(report.counts.values())
    assert not (tmp_path / "u").exists()
