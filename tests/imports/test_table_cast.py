"""One row for each episode says who is in the episode, and not that they are together."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intertwine.gate.universe import Universe
from intertwine.imports.rows.lists import COMMAS, is_in_passing, may_be_untrue, split_list, split_remark
from intertwine.imports.rows.nobody import is_nobody
from intertwine.imports.table import ImportReport, import_table
from intertwine.ledger.compile import Compiler
from intertwine.questions.meetings import met
from tests.imports.tables import pages, statements, write

HEAD = "Season,Ep,Title,Who"
WORDS = ("everyone", "Everybody!", "all", "the whole gang", "-", "n/a", "none", "?", "TBA", "—", "etc.")


def imported(tmp_path: Path, text: str, **tables: str) -> ImportReport:
    return import_table(write(tmp_path / "s", {}, Harbour=text, **tables), tmp_path / "u")


def text_of(tmp_path: Path) -> str:
    return (tmp_path / "u/titles/Harbour.md").read_text("utf-8")


def of_code(report: ImportReport, code: str) -> list[str]:
    return [it.message for it in report.problems if it.code == code]


def people(folder: Path) -> set[str]:
    return {page.key for page in pages(folder / "u").values() if page.kind == "character"}


CAST = f"{HEAD},Where\n1,1,A,Ida|Jon (voice),Pier\n1,2,B,Ida,\n1,3,C,Jon (flashback)|Mo,\n"


def test_the_cast_of_an_episode_is_in_it_and_meets_nobody(tmp_path: Path) -> None:
    report = imported(tmp_path, CAST)
    assert report.ok
    assert (report.counts["scenes"], report.counts["facts"]) == (1, 3)
    text = text_of(tmp_path)
    assert "- together: at [[Pier]]\n- [[Ida]], [[Jon]] (heard) appear\n" in text.replace("(voice)", "(heard)")
    assert "- [[Ida]] appears\n" in text
    assert "- [[Jon]], [[Mo]] appear\n" in text
    assert of_code(report, "read-as-cast") == [
        'the people in "Who" are in the episode of their row, and nobody meets by it'
    ]
    view = Universe(Compiler().compile(tmp_path / "u")).seen("everything")
    assert [it.met for it in met(view, ["Ida", "Jon", "Mo"]).pairs] == [None, None, None]


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD},Scene\n1,1,A,Ida|Jon,1\n1,2,B,Ida|Mo,1\n",
        f"{HEAD},Start,End\n1,1,A,Ida|Jon,0:01:00,0:02:00\n1,2,B,Ida|Mo,,\n",
        f"{HEAD}\n1,1,A,Ida|Jon\n1,1,,Ida|Mo\n1,2,B,Jon|Mo\n",
    ],
)
def test_scenes_are_what_the_sheet_has_as_scenes(tmp_path: Path, text: str) -> None:
    report = imported(tmp_path, text)
    assert report.counts["scenes"] == len(text.splitlines()) - 1
    assert not of_code(report, "read-as-cast")


def test_a_row_that_stands_twice_makes_no_scenes_of_the_others(tmp_path: Path) -> None:
    rows = [f"1,{n},Name {n},Ida|Jon\n" for n in range(1, 6)]
    imported(tmp_path, f"{HEAD}\n{''.join(rows)}{rows[1]}")
    assert not statements(tmp_path / "u", "together")


def test_a_table_of_scenes_is_one(tmp_path: Path) -> None:
    report = import_table(
        write(tmp_path / "s", {}, scenes="Show,Season,Ep,Who\nHarbour,1,1,Ida|Jon\nHarbour,1,2,Ida|Jon\n"),
        tmp_path / "u",
    )
    assert report.counts["scenes"] == 2


def test_what_qualifies_a_row_qualifies_its_cast(tmp_path: Path) -> None:
    rows = '1,1,A,Ida|Jon,"dream of Ida, revealed Harbour 1x02",Harbour 1x02\n1,2,B,Ida,,\n'
    assert imported(tmp_path, f"{HEAD},Frame,Needs\n{rows}").ok
    lines = "  - needs: [[Harbour]] 1x02\n  - frame: dream of [[Ida]], revealed [[Harbour]] 1x02\n"
    assert f"- [[Ida]], [[Jon]] appear\n{lines}" in text_of(tmp_path)


@pytest.mark.parametrize(
    "word", ["everyone", "Everybody!", "all", "the whole gang", "-", "n/a", "none", "?", "TBA", "—", "etc."]
)
def test_words_for_everyone_and_nobody_are_no_person(tmp_path: Path, word: str) -> None:
    rows = f"1,1,A,Ida|{word},{word},{word}\n1,2,B,{word},,\n"
    report = imported(tmp_path, f"{HEAD},Where,Dies\n{rows}")
    assert report.ok
    assert len(of_code(report, "name-unlikely")) == 4
    assert {page.key for page in pages(tmp_path / "u").values()} == {"universe", "Harbour", "Ida"}
    other = import_table(
        write(tmp_path / "t", {}, scenes=f"installment,people\nHarbour 1x01,Ida|{word}\nHarbour 1x01,{word}\n",
              facts=f"subject,verb,object,revealed\nIda,meets,{word},Harbour 1x01\n"), tmp_path / "v",
    )  # fmt: skip
    assert {page.key for page in pages(tmp_path / "v").values()} == {"universe", "Harbour", "Ida"}
    assert not other.ok  # the fact cannot be written


def test_who_is_called_so_in_a_table_is_somebody(tmp_path: Path) -> None:
    entities = "name,kind\nEveryone,character\nIda,character\n"
    scenes = "installment,people\nHarbour 1x01,Everyone|Ida\n"
    assert import_table(write(tmp_path / "s", {}, scenes=scenes, entities=entities), tmp_path / "u").ok
    assert "together: [[Everyone]], [[Ida]]" in text_of(tmp_path)


@pytest.mark.parametrize("name", ["Ida", "Everett", "Allie", "The Others", "Nonette", "The Crew", "Una", "All Might"])
def test_a_name_is_a_name(name: str) -> None:
    assert not is_nobody(name)


@pytest.mark.parametrize(
    ("cell", "dead", "code"),
    [
        ("Jon (drowned), Mo", ["Jon", "Mo"], "remark-unread"),
        ("Jon (by Ida, with an oar), the Keeper", ["Jon", "the Keeper"], "remark-unread"),
        ("Jon - Ida pushes him", ["Jon"], "remark-unread"),
        ("Jon!!|Mo", ["Jon", "Mo"], "remark-unread"),
        ("Jon & Mo", ["Jon", "Mo"], ""),
        ("Dr Lund, Jon", ["Dr Lund", "Jon"], ""),
        ("Jon (in a dream)", [], "pair-unclear"),
        ("Jon?, Mo", ["Mo"], "pair-unclear"),
        ("Jon (but comes back)", [], "pair-unclear"),
        ("Jon (not really)", [], "pair-unclear"),
        ("some sailors", [], "id-unknown"),
    ],
)
def test_a_list_of_deaths_has_remarks(tmp_path: Path, cell: str, dead: list[str], code: str) -> None:
    rows = f'1,1,A,Ida|Jon|Mo|The Keeper,\n1,2,B,Ida|Jon,"{cell}"\n'
    report = imported(tmp_path, f"{HEAD},Deaths\n{rows}")
    lines = [it for it in text_of(tmp_path).splitlines() if it.endswith("dies")]
    assert [it.lower() for it in lines] == [f"- [[{who}]] dies".lower() for who in dead]
    assert not code or of_code(report, code)
    assert report.ok == (code in ("", "remark-unread"))


COMMAS_LIST = f"""{HEAD}
1,1,A,"Ida, Jon, Mo"
1,2,B,"Ida, Jon & Lene"
1,3,C,Mo and Ida
1,4,D,"Jon, Mo (voice), everyone"
"""


def test_commas_separate_names_that_stand_in_several_rows(tmp_path: Path) -> None:
    report = imported(tmp_path, COMMAS_LIST)
    assert report.ok
    assert of_code(report, "list-read") == ['the commas and "&" in "Who" are read as signs between names']
    assert people(tmp_path) == {"Ida", "Jon", "Mo", "Lene"}
    assert "- [[Mo]], [[Ida]] appear\n" in text_of(tmp_path)


@pytest.mark.parametrize("rows", ['1,1,A,"Otto, Jr."\n1,2,B,"Ida, the Red"\n', '1,1,A,"Ida, Jon"\n1,2,B,Mo\n'])
def test_commas_that_may_be_of_names_are_told(tmp_path: Path, rows: str) -> None:
    report = imported(tmp_path, f"{HEAD}\n{rows}")
    assert of_code(report, "list-unclear")
    assert not of_code(report, "list-read")


def test_a_pair_that_is_one_stays_one(tmp_path: Path) -> None:
    imported(tmp_path, f'{HEAD}\n1,1,A,"Ida, Jon"\n1,2,B,"Jon, Ida"\n1,3,C,Salt and Sons\n')
    assert people(tmp_path) == {"Ida", "Jon"}


@given(st.lists(st.text("ab (),;&", max_size=8), max_size=4))
def test_a_list_loses_no_letter(parts: list[str]) -> None:
    text = ", ".join(parts)
    assert sum(it.count("a") for it in split_list(text, COMMAS)) == text.count("a")


@given(st.text("ab .-–(?!:)", max_size=30))
def test_a_name_and_its_remark_are_all_of_it(text: str) -> None:
    name, remark = split_remark(text)
    assert (name + remark).replace(" ", "") == text.replace(" ", "")


def test_what_a_remark_says_is_not_overheard() -> None:
    assert all(map(may_be_untrue, ("(dream)", "(not really)", "?", "(didn't)", "- alternate world", "(revived)")))
    assert not any(map(may_be_untrue, ("(drowned)", "- Ida stakes him", "(vampire)", "!!")))
    assert all(map(is_in_passing, ("(last scene)", "(cameo)", "(at the very end)")))
    assert not any(map(is_in_passing, ("(mentioned)", "(voice)", "(ghost)")))


def test_somebody_who_is_there_for_a_moment_is_there(tmp_path: Path) -> None:
    assert imported(tmp_path, f"{HEAD}\n1,1,A,Ida|Jon (last scene)\n1,2,B,Jon\n").ok
    assert "[[Ida]], [[Jon]] appear" in text_of(tmp_path)
