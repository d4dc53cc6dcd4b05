"""A table that is absent is implied by those that mention its rows."""

from __future__ import annotations

from pathlib import Path

from intertwine.imports.table import ImportReport, import_table
from tests.imports.tables import pages, statements, told, write


def imported(tmp_path: Path, **tables: str) -> tuple[ImportReport, Path]:
    return import_table(write(tmp_path / "s", {}, **tables), tmp_path / "u"), tmp_path / "u"


def test_one_table_of_scenes_is_a_universe(tmp_path: Path) -> None:
    """Titles, episodes, people and places are what it names."""
    scenes = "installment,place,people\nHarbour 1x01,Pier,Ida|Jon\nHarbour 1x02,,ida\n"
    report, folder = imported(tmp_path, scenes=scenes)
    assert [it.code for it in report.problems] == ["season-length-unknown"]
    assert report.ok
    found = pages(folder)
    assert {(page.key, page.kind) for page in found.values()} >= {
        ("Harbour", "series"), ("Ida", "character"), ("Jon", "character"), ("Pier", "place"),
    }  # fmt: skip
    assert len(found) == 5
    assert [(it.season, it.number) for it in found["titles/Harbour.md"].installments] == [(1, 1), (1, 2)]
    assert len(statements(folder, "together")) == 2


def test_a_scene_may_name_its_installment_in_three_ways(tmp_path: Path) -> None:
    installments = "title,season,number,kind,episodes,id\nHarbour,1,1,series,2,\nHarbour,1,2,,,h2\nSalt,,,film,,\n"
    scenes = (
        "installment,title,season,number,people\nHarbour 1x01,,,,Ida\nHarbour s1e2,,,,Ida\nh2,,,,Jon\n"
        ",harbour,1,2,Ida\n,Harbour,,1,Jon\nSalt,,,,Ida\n,Salt,,,Jon\n"
    )
    report, folder = imported(tmp_path, installments=installments, scenes=scenes)
    assert told(report.problems) == []
    assert {page.key: page.kind for page in pages(folder).values() if page.kind in ("series", "film")} == {
        "Harbour": "series", "Salt": "film",
    }  # fmt: skip
    assert report.counts["scenes"] == 7
    report, _ = imported(
        tmp_path / "b", installments=installments, scenes="title,people\n,Ida\nHarbour,Ida\nSalr,Ida\n"
    )
    assert told(report.problems) == [
        ("scenes.csv", 2, "row-unusable"), ("scenes.csv", 3, "number-unusable"), ("scenes.csv", 4, "number-unusable"),
    ]  # fmt: skip


def test_entities_are_of_the_kind_that_all_that_is_said_of_them_takes(tmp_path: Path) -> None:
    facts = (
        "id,subject,verb,object,place,revealed\nmeet,Ida,meets,Jon,The Pier,Harbour 1x01\n"
        ",Ida,joins,The Crew,,Harbour 1x02\n,Jon,learns,meet,,Harbour 1x02\n,Harbour,is set in,Ostby,,public\n"
    )
    report, folder = imported(tmp_path, facts=facts, scenes="installment,people\nHarbour 1x01,Ida|Jon\n")
    assert {it.code for it in report.problems} == {"season-length-unknown"}
    assert {page.key: page.kind for page in pages(folder).values()} == {
        "Harbour": "series", "Ida": "character", "Jon": "character", "Ostby": "place", "The Crew": "group",
        "The Pier": "place", "universe": "universe",
    }  # fmt: skip


def test_the_kind_of_a_title_is_what_most_of_its_rows_say(tmp_path: Path) -> None:
    installments = "title,season,number,kind,episodes\nA,1,1,film,2\nA,1,2,series,2\nA,1,3,series,\nB,,,serie,\n"
    report, folder = imported(tmp_path, installments=installments)
    assert [(it.line, it.code) for it in report.problems if it.severity == "error"] == [
        (2, "kind-unknown"), (5, "number-unusable"),
    ]  # fmt: skip
    assert [page.kind for page in pages(folder).values() if page.key in "AB"] == ["series", "series"]


def test_a_film_needs_no_row_of_its_own(tmp_path: Path) -> None:
    report, folder = imported(
        tmp_path, titles="name,kind\nSalt,film\n", scenes="installment,people\nSalt,Ida\n",
        facts="subject,verb,object,revealed\nIda,meets,Jon,Salt@0:10:00\n",
    )  # fmt: skip
    assert report.problems == ()
    assert len(statements(folder)) == 2


def test_a_name_that_no_page_can_have_is_told_once(tmp_path: Path) -> None:
    scenes = "installment,people\nHarbour 1x01,Ida\x07|Jon\nHarbour 1x02,a <!-- b|Jon\n"
    report, folder = imported(tmp_path, scenes=scenes, titles="name,kind\nHarbour,series\n")
    assert {it.code for it in report.problems if it.severity == "error"} <= {
        "row-unusable",
        "text-unusable",
        "row-needed",
    }
    assert pages(folder)


def test_a_table_that_cannot_be_read_is_not_absent(tmp_path: Path) -> None:
    """Its names may be secrets."""
    report, folder = imported(
        tmp_path, entities="who,when\nIda,Harbour 1x02\n", scenes="installment,people\nHarbour 1x01,Ida\n"
    )
    assert {(it.file, it.code) for it in report.problems if it.severity == "error"} == {
        ("entities.csv", "column-missing"), ("scenes.csv", "row-needed"), ("scenes.csv", "nothing-used"),
    }  # fmt: skip
    assert "people/Ida.md" not in pages(folder)


def test_names_that_stand_in_qualifiers_alone_are_somebody(tmp_path: Path) -> None:
    scenes = (
        "installment,people,own,taken for,frame\n"
        "Harbour 1x01,Ida,Mo step 3; Ida step 1,Ida as Liv until Harbour 1x02,\n"
        'Harbour 1x02,Jon,,nobody,"dream of Ned, revealed Harbour 1x02"\nHarbour 1x02,Jon,,,"play ""The Fog"""\n'
        "Harbour 1x02,Jon,,,dream of Harbour\n"
    )
    facts = "subject,verb,object,revealed,frame\nIda,meets,Jon,Harbour 1x02,dream of Pip\n"
    report, folder = imported(tmp_path, scenes=scenes, facts=facts)
    assert {it.code for it in report.problems} <= {"season-length-unknown"}
    people = {page.key for page in pages(folder).values() if page.kind == "character"}
    assert people == {"Ida", "Jon", "Mo", "Liv", "Ned", "Pip"}


def test_a_table_of_people_alone_implies_places(tmp_path: Path) -> None:
    """But not people who are not in it, and no places if it has some, or if a row is lost."""
    scenes = "installment,people,place\nHarbour 1x01,Ida|Jon,Pier\n"
    for n, (name, table, implied, lost) in enumerate((
        ("people", "name\nIda\n", True, ["Jon"]),
        ("people", "name,kind\nIda,\nTower,place\n", False, ["Jon", "Pier"]),
        ("entities", "name,kind\nIda,character\n", False, ["Jon", "Pier"]),
        ("people", "name,kind\nIda,\nPier,plaice\n", False, ["plaice", "no row", "Pier"]),
    )):  # fmt: skip
        report = import_table(write(tmp_path / f"s{n}", {}, scenes=scenes, **{name: table}), tmp_path / f"u{n}")
        assert ("places/Pier.md" in report.written) is implied
        wrong = sorted(it.message for it in report.problems if it.severity == "error")
        assert len(wrong) == len(lost)
        assert all(any(word in it for it in wrong) for word in lost)
