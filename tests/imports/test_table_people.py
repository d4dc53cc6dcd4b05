"""Who is in a scene, and how: notes behind names, and columns that are called after ways of being there."""

from __future__ import annotations

from pathlib import Path

import pytest

from intertwine.imports.table import import_table
from intertwine.ledger.read.vocabulary import built_in
from tests.imports.tables import pages, small, told, write

LINE = "- together: "


def scene(tmp_path: Path, head: str, *rows: str) -> tuple[list[tuple[str, int, str]], list[str]]:
    """What is told of scenes of the first episode, and their lines."""
    scenes = f"installment,{head}\n" + "".join(f"lh1,{row}\n" for row in rows)
    report, folder = small(tmp_path, scenes=scenes)
    assert pages(folder)
    text = (folder / "titles/The Lighthouse.md").read_text("utf-8")
    return told(report.problems), [line.removeprefix(LINE) for line in text.splitlines() if line.startswith(LINE)]


@pytest.mark.parametrize(
    ("people", "written"),
    [
        ("ana|keeper (voice)", "[[Ana Reis]], [[The Keeper]] (voice)"),
        ("ana (as a child)|keeper", "[[Ana Reis]] (as a child), [[The Keeper]]"),
        ("ana (heard,then in person)", "[[Ana Reis]] (heard, then in person)"),
        ("ana (voice) (as a girl)", "[[Ana Reis]] (voice, as a girl)"),
        ("ana (in person)|keeper(a body)", "[[Ana Reis]], [[The Keeper]] (a body)"),
        ("ana (heard)|ana (imagined)", "[[Ana Reis]] (heard, imagined)"),
    ],
)
def test_notes_stand_behind_names(tmp_path: Path, people: str, written: str) -> None:
    assert scene(tmp_path, "people", f'"{people}"') == ([], [written])


@pytest.mark.parametrize("people", ["ana|keeper (loud)", "ana|keeper (heard) x", "ana|nobody", "ana|((a)"])
def test_a_note_or_a_name_that_nobody_knows_costs_that_person_alone(tmp_path: Path, people: str) -> None:
    problems, lines = scene(tmp_path, "people", people)
    assert [(file, line) for file, line, _ in problems] == [("scenes.csv", 2)]
    assert lines == ["[[Ana Reis]]"]


@pytest.mark.parametrize("form", [form for way in built_in().ways for form in way.forms])
def test_every_form_of_a_way_is_a_column(tmp_path: Path, form: str) -> None:
    """Whom it names is there in that way, whether the people name them too or not."""
    note = "" if form in ("in person", "there", "here") else f" ({form})"
    rows = ("ana|keeper,keeper", "ana,keeper")
    assert scene(tmp_path, f"people,{form.title()}", *rows) == ([], [f"[[Ana Reis]], [[The Keeper]]{note}"] * 2)


def test_columns_and_notes_go_together(tmp_path: Path) -> None:
    rows = ("ana|keeper (in person),keeper,keeper", "ana,keeper (as a boy),")
    assert scene(tmp_path, "people,heard,vision", *rows) == (
        [],
        ["[[Ana Reis]], [[The Keeper]] (in person, heard, vision)", "[[Ana Reis]], [[The Keeper]] (heard, as a boy)"],
    )


def test_an_id_with_a_parenthesis_is_an_id(tmp_path: Path) -> None:
    entities = "id,kind,name\nren,character,Ren\nren (voice),character,Ren's Voice\n"
    report, folder = small(
        tmp_path,
        entities=entities,
        scenes="installment,people\nlh1,ren (voice)|ren (body)\n",
        facts="subject,verb,revealed\n",
    )
    assert report.problems == ()
    text = (folder / "titles/The Lighthouse.md").read_text("utf-8")
    assert "- together: [[Ren's Voice]], [[Ren]] (body)\n" in text


def test_who_appears_may_have_a_note_and_no_other_subject(tmp_path: Path) -> None:
    facts = "subject,verb,object,revealed\nana (voice),appears,,lh1\nana (voice),meets,keeper,lh1\n"
    report, folder = small(tmp_path, facts=facts)
    assert told(report.problems) == [("facts.csv", 3, "id-unknown")]
    assert "- [[Ana Reis]] (voice) appears\n" in (folder / "titles/The Lighthouse.md").read_text("utf-8")


def test_a_universe_adds_ways(tmp_path: Path) -> None:
    (tmp_path / "u").mkdir()
    own = '[ways.possessing]\nforms = ["possessing", "as a ghost"]\n'
    (tmp_path / "u/verbs.toml").write_text(own, encoding="utf-8")
    scenes = "installment,people,as_a_ghost\nlh1,ana (possessing),keeper\n"
    report = import_table(write(tmp_path / "s", scenes=scenes), tmp_path / "u")
    assert report.problems == ()
    text = (tmp_path / "u/titles/The Lighthouse.md").read_text("utf-8")
    assert "- together: [[Ana Reis]] (possessing), [[The Keeper]] (as a ghost)\n" in text


def test_without_entities_names_with_notes_and_in_columns_are_people(tmp_path: Path) -> None:
    tables = {
        "installments.csv": "title,season,number,episodes\nTide,1,1,1\n",
        "scenes.csv": "installment,people,heard\nTide 1x01,Ida|Jon (a body),Leo (as a boy)\n",
    }
    report = import_table(write(tmp_path / "s", tables), tmp_path / "u")
    assert report.problems == ()
    assert sorted(path.stem for path in (tmp_path / "u/people").iterdir()) == ["Ida", "Jon", "Leo"]
    text = (tmp_path / "u/titles/Tide.md").read_text("utf-8")
    assert "- together: [[Ida]], [[Jon]] (a body), [[Leo]] (heard, as a boy)\n" in text
