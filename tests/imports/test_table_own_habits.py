"""What a sheet that somebody wrote in an evening has: seasons said again or in parts, remarks, short names, places."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intertwine.gate.universe import Universe
from intertwine.imports.columns import INSTALLMENTS
from intertwine.imports.rows.nobody import says_how_many
from intertwine.imports.rows.season_parts import read_parts
from intertwine.imports.sheets.row import Cells, Sheet, TableRow
from intertwine.imports.table import ImportReport, import_table
from intertwine.ledger.compile import Compiler
from intertwine.questions.common import NotThere
from intertwine.questions.entity_page import who
from tests.imports.tables import pages, write

HEAD = "Season,Ep,Title,Who\n"


def imported(tmp_path: Path, **tables: str) -> ImportReport:
    report = import_table(write(tmp_path / "s", {}, **tables), tmp_path / "u")
    if report.written:
        assert pages(tmp_path / "u")
    return report


def listed(tmp_path: Path, title: str = "Harbour") -> list[tuple[int, float]]:
    page = pages(tmp_path / "u")[f"titles/{title}.md"]
    return [(it.season, it.number) for it in page.installments]


def codes(report: ImportReport, severity: str = "error") -> list[str]:
    return [it.code for it in report.problems if it.severity == severity]


def rows(*seasons: tuple[str, range]) -> str:
    """A list of episodes whose season stands in the first row of each part alone."""
    told = [(season if n == numbers[0] else "", n) for season, numbers in seasons for n in numbers]
    return HEAD + "".join(f"{season},{n},Name {at},Ida|Jon\n" for at, (season, n) in enumerate(told))


@pytest.mark.parametrize("again", ["2", "2b", "2B", "S2b", "Season 2 Part 2", "2 (part 2)"])
def test_a_season_that_is_said_again_goes_on(tmp_path: Path, again: str) -> None:
    text = rows(("1", range(1, 8)), ("2", range(1, 6)), (again, range(6, 11)), ("3", range(1, 6)))
    report = imported(tmp_path, Harbour=text)
    assert codes(report) == []
    assert listed(tmp_path) == [(1, n) for n in range(1, 8)] + [(2, n) for n in range(1, 11)] + [
        (3, n) for n in range(1, 6)
    ]


def test_a_part_whose_numbers_begin_again_is_never_the_part_before(tmp_path: Path) -> None:
    report = imported(tmp_path, Harbour=rows(("1", range(1, 8)), ("2", range(1, 6)), ("2b", range(1, 6))))
    assert listed(tmp_path) == [(1, n) for n in range(1, 8)] + [(2, n) for n in range(1, 6)]
    (problem,) = [it for it in report.problems if it.severity == "error" and it.line == 14]
    assert "do not go on" in problem.message
    assert "season of its own" in problem.hint


@given(st.lists(st.tuples(st.sampled_from(["1", "1a", "1b", "1c", "2", "2b", ""]), st.integers(1, 9)), max_size=9))
def test_reading_parts_makes_no_place_of_two_rows_one(its: list[tuple[str, int]]) -> None:
    """What was of two parts never becomes one and the same episode."""
    sheet = Sheet(INSTALLMENTS, present=True)
    for line, (season, number) in enumerate(its, 2):
        cells = {"season": season, "number": str(number)}
        sheet.rows.append(TableRow(line, Cells({name: text for name, text in cells.items() if text})))
    read_parts({INSTALLMENTS: sheet, "scenes.csv": Sheet("scenes.csv")})
    found: dict[tuple[str, str], set[str]] = {}
    for row, (season, number) in zip(sheet.rows, its, strict=True):
        if season and not row.unreadable:
            found.setdefault((row.cells["season"], str(number)), set()).add("a" if season.isdecimal() else season[-1])
    assert all(len(parts) == 1 for parts in found.values())


def test_a_row_of_two_tables_is_told_once(tmp_path: Path) -> None:
    report = imported(tmp_path, Harbour=rows(("1", range(1, 8)), ("second", range(1, 3))))
    told = [(it.line, it.code, it.message) for it in report.problems]
    assert len(told) == len(set(told))


def test_remarks_and_totals_are_no_episodes(tmp_path: Path) -> None:
    text = "Season,Ep,Title,Who,Dies\n1,1,A,Ida,\n,2,B,Jon,Jon\n-- here we waited a whole year --,,,,\n,3,C,Ida,\n"
    report = imported(tmp_path, Harbour=f"{text}TOTAL,3,,,about 20 of them\n")
    assert codes(report) == []
    assert codes(report, "warning").count("rows-skipped") == 2
    assert listed(tmp_path) == [(1, 1), (1, 2), (1, 3)]


def test_what_stands_below_a_remark_on_specials_is_of_no_season(tmp_path: Path) -> None:
    text = "Season,Ep,Title,Who\n1,1,A,Ida\n,2,B,Jon\n-- here come the specials --,,,\n,3,C,Ida\n"
    imported(tmp_path, Harbour=text)
    assert listed(tmp_path) == [(1, 1), (1, 2)]


def test_columns_may_be_called_as_fans_call_them(tmp_path: Path) -> None:
    text = f"{HEAD.strip()},Big reveals,Gets together\n1,1,A,Ida|Jon,Ida is ill.,Ida & Jon\n1,2,B,Jon|Ida,,Jon/Ida\n"
    report = imported(tmp_path, Harbour=text)
    assert "column-unknown" not in codes(report, "warning")
    page = (tmp_path / "u/titles/Harbour.md").read_text("utf-8")
    assert "[[Ida]] is ill." in page
    assert page.count("dates") + page.count("date ") >= 1


def test_an_unknown_column_names_what_would_be_read(tmp_path: Path) -> None:
    report = imported(tmp_path, Harbour=f"{HEAD.strip()},Mood\n1,1,A,Ida,good\n1,2,B,Jon,bad\n")
    (problem,) = [it for it in report.problems if it.code == "column-unknown"]
    assert "Summary" in problem.hint
    assert "Dies" in problem.hint


@pytest.mark.parametrize("name", ["two dealers", "Mike's nine guys", "167 people", "three old men"])
def test_how_many_is_nobodys_name(name: str) -> None:
    assert says_how_many(name)


@pytest.mark.parametrize("name", ["Seven of Nine", "Eleven", "Twelve Monkeys", "Ida", "Nine", "The Two Towers", "K9"])
def test_a_name_with_a_number_is_one(name: str) -> None:
    assert not says_how_many(name)


def test_who_is_only_counted_is_left_out(tmp_path: Path) -> None:
    text = "Season,Ep,Title,Who,Who dies\n1,1,A,Ida|Jon,two guards\n1,2,B,Jon,Ida's nine cousins; Jon\n"
    report = imported(tmp_path, Harbour=text)
    assert report.ok
    assert codes(report, "warning").count("name-unlikely") == 2
    assert {page.key for page in pages(tmp_path / "u").values() if page.kind == "character"} == {"Ida", "Jon"}


def test_short_names_are_asked_about(tmp_path: Path) -> None:
    text = f"{HEAD}1,1,A,Wilm Hale|Ada\n1,2,B,Wil|Gomie\n1,3,C,Wil Sr.\n1,4,D,Gomez|Ada\n"
    report = imported(tmp_path, Harbour=text.replace("Wilm", "Wilhelm"))
    (problem,) = [it for it in report.problems if it.code == "names-near"]
    assert '"Wilhelm Hale" and "Wil"' in problem.message or '"Wil" and "Wilhelm Hale"' in problem.message
    assert "Gomie" in problem.message


def test_those_who_are_together_are_two(tmp_path: Path) -> None:
    report = imported(tmp_path, Harbour=f"{HEAD}1,1,A,Gomie|Gomez\n1,2,B,Gomez\n")
    assert not any("Gomie" in it.message for it in report.problems if it.code == "names-near")


@pytest.mark.parametrize(
    ("first", "second"), [("Pier|Mill", "Mill"), ("Pier, Mill", "Mill"), ("Pier; Mill", "Mill, Pier")]
)
def test_a_cast_is_at_several_places(tmp_path: Path, first: str, second: str) -> None:
    text = f'Season,Ep,Title,Who,Where\n1,1,A,Ida|Jon,"{first}"\n1,2,B,Jon,"{second}"\n1,3,C,Jon,Pier\n'
    report = imported(tmp_path, Harbour=text)
    assert report.ok
    assert {page.key for page in pages(tmp_path / "u").values() if page.kind == "place"} == {"Pier", "Mill"}
    assert "- together: at [[Mill]]" in (tmp_path / "u/titles/Harbour.md").read_text("utf-8")


def test_a_scene_is_at_one_place(tmp_path: Path) -> None:
    text = "Season,Ep,Title,Who,Where\n1,1,A,Ida|Jon,Pier|Mill\n1,1,A,Ida|Mo,Pier\n"
    report = imported(tmp_path, Harbour=text)
    assert codes(report) == ["list-unclear"]
    assert {page.key for page in pages(tmp_path / "u").values() if page.kind == "place"} == {"Pier"}


def test_a_place_with_a_comma_is_one_where_no_other_row_has_its_parts(tmp_path: Path) -> None:
    text = 'Season,Ep,Title,Who,Where\n1,1,A,Ida|Jon,"Bergen, Norway"\n1,2,B,Jon,Pier\n'
    imported(tmp_path, Harbour=text)
    assert {page.key for page in pages(tmp_path / "u").values() if page.kind == "place"} == {"Bergen, Norway", "Pier"}


DATED = "title,season,number,date\nHarbour,1,1,2015-01-01\nHarbour,1,2,{}\nHarbour,1,3,{}\n"


@pytest.mark.parametrize(
    ("dates", "count"),
    [(("", "2015-01-15"), 1), (("TBA", "2015-01-15"), 0), (("", ""), 0), (("2015-01-08", ""), 0), (("?", "2015"), 1)],
)
def test_a_date_that_is_missing_is_told(tmp_path: Path, dates: tuple[str, str], count: int) -> None:
    report = imported(tmp_path, episodes=DATED.format(*dates))
    assert codes(report, "warning").count("date-missing") == count


PEOPLE = (
    "id,name,also called,revealed\nwalt,Walter Hale,Walt|Mr Hale,\nren,Ren Ito,Ghost,Harbour 1x02\njr,Walt Hale Jr,,\n"
)


def test_other_names_are_linked_searched_and_no_news(tmp_path: Path) -> None:
    scenes = "installment,people\nHarbour 1x01,Walt|jr\nHarbour 1x02,walt|ren\n"
    sentences = "sentence,revealed\nWalt waits for Mr Hale.,Harbour 1x01\nGhost is near.,Harbour 1x01\n"
    report = imported(tmp_path, people=PEOPLE, scenes=scenes, sentences=sentences)
    assert report.ok
    assert "name-doubtful" not in codes(report, "warning")
    page = (tmp_path / "u/titles/Harbour.md").read_text("utf-8")
    assert "[[Walter Hale|Walt]] waits for [[Walter Hale|Mr Hale]]." in page
    universe = Universe(Compiler().compile(tmp_path / "u"))
    assert who(universe.seen("Harbour 1x01"), "Walt").name == "Walter Hale"
    with pytest.raises(NotThere):
        who(universe.seen("Harbour 1x01"), "Ghost")
    assert who(universe.seen("everything"), "Ghost").name == "Ren Ito"
