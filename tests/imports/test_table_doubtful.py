"""What can be read and is perhaps a slip is told once, and changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from intertwine.imports.table import ImportReport, import_table
from tests.imports.tables import write


def imported(tmp_path: Path, **tables: str) -> ImportReport:
    return import_table(write(tmp_path / "s", {}, **tables), tmp_path / "u")


def doubts(report: ImportReport, code: str) -> list[int]:
    return [it.line for it in report.problems if it.code == code]


@pytest.mark.parametrize("wrong", range(5))
def test_a_year_far_from_its_neighbours_is_told(tmp_path: Path, wrong: int) -> None:
    years = [2014, 2014, 2015, 2015, 2016]
    years[wrong] = 2105
    rows = "".join(f"Harbour,1,{n},{year}-03-0{n}\n" for n, year in enumerate(years, 1))
    report = imported(tmp_path, episodes=f"title,season,number,date\n{rows}")
    assert doubts(report, "date-doubtful") == [wrong + 2]
    assert report.ok


def test_slow_seasons_and_breaks_are_right(tmp_path: Path) -> None:
    rows = "".join(f"Harbour,1,{n},{year}-03-01\n" for n, year in enumerate((2001, 2006, 2011, 2011, 2017), 1))
    assert doubts(imported(tmp_path, episodes=f"title,season,number,date\n{rows}"), "date-doubtful") == []


def test_names_that_are_almost_the_same_are_one_note(tmp_path: Path) -> None:
    people = "Marguerite|Margeurite|Otto|Otto Hale|Robb|Rob|Guard 1|Guard 2|Ida|Ada"
    report = imported(tmp_path, scenes=f"installment,people\nHarbour 1x01,{people}\n")
    (note,) = [it for it in report.problems if it.code == "names-near"]
    assert note.message == 'are these the same? "Marguerite" and "Margeurite"; "Otto" and "Otto Hale"'
    assert report.ok
    many = "|".join(f"Ned{n}|Ned{n} Hale" for n in "abcdefghijkl")
    (note,) = [
        it
        for it in imported(tmp_path / "b", scenes=f"installment,people\nHarbour 1x01,{many}\n").problems
        if it.code == "names-near"
    ]
    assert note.message.count(" and ") == 11


def test_names_that_are_parts_of_others_are_told(tmp_path: Path) -> None:
    people = "Dru|Drusilla|Mr Giles|Giles|The Master|Master|Rupert Hale|Hale|Ned Roe|Ann Roe|Roe|Sam|Samson|Samara"
    report = imported(tmp_path, scenes=f"installment,people,place\nHarbour 1x01,{people},Ned\n")
    (note,) = [it for it in report.problems if it.code == "names-near"]
    assert note.message == (
        'are these the same? "Dru" and "Drusilla"; "Mr Giles" and "Giles"; "The Master" and "Master"; '
        '"Hale" and "Rupert Hale"'
    )
    assert "is, Ida Hale" in note.hint


def test_a_table_of_entities_says_who_there_is(tmp_path: Path) -> None:
    entities = "name,kind\nOtto,character\nOtto Hale,character\n"
    report = imported(tmp_path, scenes="installment,people\nHarbour 1x01,Otto|Otto Hale\n", entities=entities)
    assert doubts(report, "names-near") == []


def test_dates_against_the_numbers_are_told_once(tmp_path: Path) -> None:
    dates = ["2001-01-01", "2001-05-01", "2001-02-01", "2001-03", "2001-03-20", "2001", "2001-12-02"]
    rows = "".join(f"Harbour,1,{n},{date}\n" for n, date in enumerate(dates, 1))
    report = imported(tmp_path, episodes=f"title,season,number,date\n{rows}Harbour,2,1,2001-11-30\nHarbour,0,1,2009\n")
    assert doubts(report, "date-out-of-order") == [3, 8]
    assert next(it.message for it in report.problems if it.code == "date-out-of-order") == (
        '"Harbour 1x02" came out on 2001-05-01, later than "Harbour 1x03" on 2001-02-01'
    )
    assert len([it for it in report.groups if it.example.code == "date-out-of-order"]) == 1
    assert report.ok
