"""Numbers of installments in tables say what a heading of the text can say of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from intertwine.imports.rows.number_cells import read_numbers
from intertwine.imports.sheets.row import BadRowError
from intertwine.imports.table import ImportReport, import_table
from intertwine.ledger.load import compiled
from tests.imports.tables import told, write
from tests.imports.workbook_files import DAY, number, xlsx

TITLES = "id,name,kind,year\nlt,Lantern Town,series,2010\n"
ENTITIES = "id,kind,name,revealed\nida,character,Ida Moor,\njon,character,Jon,\npier,place,Pier,lt 1x3.5\n"
INSTALLMENTS = """id,title,season,number,name,date,minutes,absolute,disc
p,lt,1,1-2,Pilot,2010-01-01,90,1-2,1.1
a,lt,1,3,,2010-01-08,45,3,1.2
b,lt,1,3.5,Recap,2010-01-09,20,,
c,lt,1,4/5,The End,2010-01-15,91,4|5,2
"""
SEASONS = "title,season,episodes\nlt,1,5\n"


def imported(tmp_path: Path, **tables: str) -> tuple[ImportReport, Path, str]:
    report = import_table(write(tmp_path / "s", {}, **tables), tmp_path / "u")
    page = next((it.read_text("utf-8") for it in (tmp_path / "u" / "titles").glob("*.md")), "")
    assert [it for it in compiled(tmp_path / "u").problems if it.severity == "error"] == []
    return report, tmp_path / "u", page


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("5", [5]), ("05", [5]), ("5.0", [5]), ("1-2", [1, 2]), ("7/8", [7, 8]), ("0\u20132", [0, 1, 2])],
)
def test_a_number_is_one_or_a_run(text: str, numbers: list[int]) -> None:
    assert list(read_numbers(text)) == numbers


@pytest.mark.parametrize("text", ["2024-01-02", "2024-02-01 00:00:00", "1-Feb", "Jan-02", "02.01.2024", "1/2/24"])
def test_a_date_that_was_a_run_is_asked_about(text: str) -> None:
    with pytest.raises(BadRowError, match=r"is a date: was this 1-2\?") as bad:
        read_numbers(text)
    assert "as text" in bad.value.hint


@pytest.mark.parametrize("text", ["", "x", "2-1", "1-1", "1.5-3", "1-99", "1,5", "-1", "1-2-3", "1.2345"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(BadRowError):
        read_numbers(text)


def test_runs_and_numbers_between_others_become_headings(tmp_path: Path) -> None:
    facts = (
        "subject,verb,object,revealed\nida,meets,jon,p\nida,joins,jon,lt 1x01@00:10:00\nida,dies,,lt 1x3.5\n"
        "jon,meets,ida,lt 1x02-1x04\njon,dies,,lt S1\n"
    ).replace("joins", "marries")
    scenes = (
        "installment,title,season,number,start,end,people\np,,,,0:50:00,0:51:00,ida\nlt 1x01,,,,,,jon\n"
        "lt 1x01-02,,,,,,ida|jon\n,lt,1,4-5,,,jon\n,lt,1,3.5,0:01:00,0:02:00,jon\n"
    )
    report, _, page = imported(
        tmp_path, titles=TITLES, entities=ENTITIES, seasons=SEASONS, facts=facts, scenes=scenes,
        installments=INSTALLMENTS,
    )  # fmt: skip
    assert told(report.problems) == [("scenes.csv", 2, "times-refused")]
    for part in (
        "## Season 1 (5 episodes)",
        "### 1-2. Pilot (90 min, 2010-01-01, absolute 1, absolute 2, disc 1.1)",
        "### 3.5. Recap (20 min, 2010-01-09)",
        "### 4-5. The End (91 min, 2010-01-15, absolute 4, absolute 5, disc 2)",
        "### [[Lantern Town]] 1x01\n\n- 00:10:00 [[Ida Moor]] marries [[Jon]]",
        "- needs: [[Lantern Town]] 1x02 + [[Lantern Town]] 1x03 + [[Lantern Town]] 1x03.5",
    ):
        assert part.replace("- needs: ", "") in page, part
    pilot = page.partition("### 1-2.")[2].partition("\n### ")[0]
    assert pilot.count("together:") == 3
    assert "- [[Ida Moor]] meets [[Jon]]" in pilot
    assert 'revealed: "[[Lantern Town]] 1x03.5"' in (tmp_path / "u" / "places" / "Pier.md").read_text("utf-8")


def test_a_row_with_a_bad_number_costs_its_season_only(tmp_path: Path) -> None:
    """So does a run that overlaps another row, and a lost one between two others."""
    for n, bad in enumerate(("2010-04-05", "3-4", "3.5")):
        report, _, _ = imported(
            tmp_path / str(n), titles=TITLES, seasons=SEASONS.replace("5", "4"),
            installments=INSTALLMENTS.replace("4/5", bad),
        )  # fmt: skip
        assert ("installments.csv", 5) in {it[:2] for it in told(report.problems)}
        assert "season-incomplete" in {it.code for it in report.problems}


def test_numbers_in_scenes_alone_imply_episodes(tmp_path: Path) -> None:
    scenes = "title,season,number,people\nHarbour,1,1-2,Ida\nHarbour,1,2.5,Ida\nHarbour,,3,Ida\n"
    report, _, page = imported(tmp_path, scenes=scenes)
    assert [it.code for it in report.problems] == ["season-length-unknown"]
    assert [it for it in page.splitlines() if it.startswith("###")] == ["### 1.", "### 2.", "### 2.5.", "### 3."]


def test_an_order_has_all_that_a_file_holds(tmp_path: Path) -> None:
    orders = "order,title,installment\nFlow,,c\nFlow,,lt 1x01\nFlow,lt,\n"
    report, folder, _ = imported(tmp_path, titles=TITLES, seasons=SEASONS, installments=INSTALLMENTS, orders=orders)
    assert told(report.problems) == []
    listed = [line[2:] for line in (folder / "orders" / "Flow.md").read_text("utf-8").splitlines() if line[:1] == "-"]
    places = ["1x04", "1x05", "1x01", "1x02", "1x03", "1x03.5"]
    assert listed[-6:] == [f"[[Lantern Town]] {it}" for it in places]


def test_columns_of_other_numbers_are_those_that_a_heading_takes(tmp_path: Path) -> None:
    """A name that means something else in the table means that."""
    rows = "title,season,number,Volume,#,Prod. no,DVD number,arc,episodes\nHarbour,1,1,2,7,104,1.0,The Pier,1\n"
    report, _, page = imported(tmp_path, installments=rows)
    assert [(it.code, it.severity) for it in report.problems] == [("number-unusable", "warning")]
    assert '"The Pier" in "arc" is not a number' in report.problems[0].message
    assert report.ok
    assert "### 1. (volume 2, absolute 7, production 104, dvd 1)" in page
    _, _, page = imported(tmp_path / "b", installments="title,Volume,number,episodes\nHarbour,2,1,1\n")
    assert "## Season 2 (1 episode)\n\n### 1.\n" in page


def test_season_and_number_nought_are_as_others(tmp_path: Path) -> None:
    installments = "title,season,number,episodes,kind,name,id\nHarbour,0,0,2,series,Before,h0\nHarbour,0,1,,,,\n"
    installments += "Harbour,1,0-1,2,,,\nSalt,,,,film,,\n"
    facts = "subject,verb,object,revealed\nIda,dies,,h0\nIda,returns,,Harbour 0x00@0:10:00\n"
    facts += "Jon,dies,,Harbour 1x00\nJon,returns,,Salt@0:10:00\nIda,meets,Jon,Harbour S0\n"
    report, folder, _ = imported(tmp_path, installments=installments, facts=facts)
    assert told(report.problems) == []
    page = (folder / "titles" / "Harbour.md").read_text("utf-8")
    assert "### 0. Before\n\n- [[Ida]] dies\n- 00:10:00 [[Ida]] returns\n\n### 1.\n" in page
    assert "### 0-1.\n\n### [[Harbour]] 1x00\n\n- [[Jon]] dies\n" in page
    assert "### Whole title\n\n- 00:10:00 [[Jon]] returns\n" in (folder / "titles" / "Salt.md").read_text("utf-8")


def test_a_workbook_that_made_a_date_of_a_run_is_told(tmp_path: Path) -> None:
    """A number with a fraction is one in a workbook too."""
    rows = [["title", "season", "number"], ["Harbour", "1", number(45293, DAY)], ["Harbour", "1", number(2.5)]]
    xlsx(tmp_path / "book.xlsx", {"episodes": rows})
    report = import_table(tmp_path / "book.xlsx", tmp_path / "u")
    (bad,) = [it for it in report.problems if it.severity == "error"]
    assert bad.message == '"2024-01-02" in "number" is a date: was this 1-2?'
    assert "\n### 2.5.\n" in (tmp_path / "u" / "titles" / "Harbour.md").read_text("utf-8")


def test_a_fact_can_be_revealed_at_a_number_of_another_numbering(tmp_path: Path) -> None:
    facts = (
        "subject,verb,object,revealed\nida,meets,jon,lt absolute 3\nida,marries,jon,lt absolute 2\n"
        "ida,helps,jon,lt absolute 9\njon,dies,,lt 1x05\n"
    )
    report, _, page = imported(
        tmp_path, titles=TITLES, entities=ENTITIES, seasons=SEASONS, facts=facts, installments=INSTALLMENTS
    )
    assert told(report.problems) == [("facts.csv", 4, "position-unknown")]
    assert "### 3. (45 min, 2010-01-08, absolute 3, disc 1.2)\n\n- [[Ida Moor]] meets [[Jon]]" in page
    assert "disc 1.1)\n\n- [[Ida Moor]] marries [[Jon]]" in page  # below the file that holds it


@pytest.mark.parametrize("revealed", ["lt 4/5", "lt 1x04/05", "lt S1 4/5", "lt episodes 4/5"])
def test_what_one_file_holds_is_a_position(tmp_path: Path, revealed: str) -> None:
    facts = f"subject,verb,object,revealed\nida,meets,jon,{revealed}\n"
    _, _, page = imported(
        tmp_path, titles=TITLES, entities=ENTITIES, seasons=SEASONS, facts=facts, installments=INSTALLMENTS
    )
    assert "[[Lantern Town]] 1x05" in page or "### 4-5. The End (91 min" in page
    assert "[[Ida Moor]] meets [[Jon]]" in page
    facts = facts.replace("4/5", "3/4").replace("04/05", "03/04")
    report = import_table(
        write(tmp_path / "s2", {}, titles=TITLES, entities=ENTITIES, seasons=SEASONS, facts=facts,
              installments=INSTALLMENTS),
        tmp_path / "u2",
    )  # fmt: skip
    (problem,) = report.problems
    assert (problem.code, problem.line) == ("position-unknown", 2)
