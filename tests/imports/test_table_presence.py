"""Who is there, who is taken for whom and what was only dreamed, through tables: every answer is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from intertwine import questions
from intertwine.gate.universe import Universe
from intertwine.imports.table import import_table
from intertwine.ledger.compile import Compiler
from intertwine.questions.meetings import Meeting
from tests.imports.tables import write
from tests.laws.ask import Views

PEOPLE = ("Ida", "Jon", "Leo", "Nell")
VOICES = (
    "installment,people,imagined,true",
    "b1,ida|jon,,", "b2,ida,leo,", "b3,jon|leo (a body),,", "b4,leo|jon,,about ten years before b1",
    "b5,ida|nell (by voice),,",
)  # fmt: skip
DOUBLE = (
    "installment,people,taken for",
    "b1,ida|jon,",
    *(f"{row},sil as jon until b6" for row in ("b2,ida|sil", "b2,sil|nell", "b3,ida|sil|nell", "b4,nell|sil")),
    *(f"{row},sil as jon until b6" for row in ("b4,ida|sil", "b5,ida|nell|sil")),
)


def told(tmp_path: Path, scenes: tuple[str, ...], people: tuple[str, ...], last: str = "") -> Universe:
    """The universe of a series of six episodes, with these scenes and people. `last` dies in the last one."""
    tables = {
        "titles.csv": "id,name,kind\nb,Beacon,series\n",
        "installments.csv": "id,title,season,number,name\n" + "".join(f"b{n},b,1,{n},Part {n}\n" for n in range(1, 7)),
        "seasons.csv": "title,season,episodes\nb,1,6\n",
        "entities.csv": "id,kind,name\n" + "".join(f"{name.lower()},character,{name}\n" for name in people),
        "scenes.csv": "\n".join(scenes) + "\n",
        "facts.csv": "subject,verb,revealed\n" + (f"{last},dies,b6\n" if last else ""),
    }
    folder = tmp_path / "u"
    folder.mkdir(parents=True)
    (folder / "universe.md").write_text("---\nkind: universe\nname: A world\n---\n", encoding="utf-8")
    report = import_table(write(tmp_path / "tables", tables), folder)
    assert report.problems == ()
    result = Compiler().compile(folder)
    assert result.problems == ()
    return Universe(result)


def pair(there: Universe, seen: str, a: str, b: str) -> Meeting:
    """What is known of two."""
    return questions.met(there.seen(seen), [a, b]).pairs[0]


@pytest.mark.parametrize(
    ("a", "b", "where"),
    [
        ("Ida", "Jon", "Beacon 1x01"),
        ("Ida", "Leo", None),
        ("Jon", "Leo", "Beacon 1x04"),
        ("Ida", "Nell", None),
        ("Jon", "Nell", None),
        ("Leo", "Nell", None),
    ],
)
def test_only_those_who_are_there_have_met(tmp_path: Path, a: str, b: str, where: str | None) -> None:
    """The dreamed, the dead and the heard are in a scene, and have not met anybody in it."""
    there = told(tmp_path, VOICES, PEOPLE)
    answer = pair(there, "Beacon 1x01-1x05", a, b)
    how = (True, "seen together") if where else (None, None)
    assert (answer.met, answer.how, answer.where and answer.where.text) == (*how, where)
    assert (answer.spoken is not None) == ((a, b) == ("Ida", "Nell"))
    assert pair(there, "Beacon 1x01-1x03", "Jon", "Leo").met is None


def test_when_they_met_is_when_it_happened(tmp_path: Path) -> None:
    view = told(tmp_path, VOICES, PEOPLE).seen("Beacon 1x01-1x05")
    first = questions.timeline(view, ["Jon"], "story").facts[0]
    assert first.text == "Leo and Jon share a scene"
    assert "about ten years before Beacon 1x01" in str(questions.to_json(first))


def test_before_it_comes_out_there_is_one_in_every_byte(tmp_path: Path) -> None:
    """As in a universe that has only one."""
    double = told(tmp_path / "double", DOUBLE, (*PEOPLE, "Sil"), "sil")
    plain = tuple(row.replace("sil as jon until b6", "").replace("sil", "jon") for row in DOUBLE)
    single = told(tmp_path / "single", plain, PEOPLE, "jon")
    for seen in ("", "Beacon 1x01", "Beacon 1x02", "Beacon 1x01-1x04", "Beacon 1x01-1x05"):
        views = [Views(it.seen(seen), numbers=False) for it in (double, single)]
        found, expected = (list(it.answers()) for it in views)
        assert found == expected
        assert "Sil" not in str(found)


def test_afterwards_the_true_one_was_there_and_the_others_were_as_before(tmp_path: Path) -> None:
    there = told(tmp_path, DOUBLE, (*PEOPLE, "Sil"), "sil")
    before, after = there.seen("Beacon 1x01-1x05"), there.seen("Beacon 1x01-1x06")
    jon, sil = questions.who(after, "Jon"), questions.who(after, "Sil")
    assert [[at.text for at in it.installments] for it in jon.seen_in] == [["Beacon 1x01"]]
    assert [[at.text for at in it.installments] for it in sil.seen_in] == [[f"Beacon 1x0{n}" for n in range(2, 7)]]
    for page in (jon, sil):
        assert [(it.who.name, it.seemed.name, it.places) for it in page.taken_for] == [
            ("Sil", "Jon", "Beacon 1x02-1x05")
        ]
    seen_before = {name: questions.who(before, name).seen_in for name in ("Ida", "Nell")}
    assert seen_before == {name: questions.who(after, name).seen_in for name in ("Ida", "Nell")}
    assert pair(there, "Beacon 1x01-1x05", "Jon", "Nell").how == "seen together"
    assert pair(there, "Beacon", "Jon", "Nell").met is None
    assert pair(there, "Beacon", "Sil", "Nell").how == "seen together"
    met = [pair(there, seen, "Ida", "Nell") for seen in ("Beacon 1x01-1x05", "Beacon")]
    assert [(it.how, it.where and it.where.text) for it in met] == [("seen together", "Beacon 1x03")] * 2
