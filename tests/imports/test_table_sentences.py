"""Sentences: where each of them stands, which names become links, and that no name is read before it is known."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intertwine.gate.universe import Universe
from intertwine.imports.records import EntityRecord, Position, Tables, TextPiece
from intertwine.imports.rows.known_names import KnownNames
from intertwine.imports.table import ImportReport, import_table
from intertwine.ledger.compile import Compiler
from tests.imports.tables import SMALL, pages, small, told, write

HEAD = "sentence,revealed,needs,also known,frame,source\n"


def imported(tmp_path: Path, *rows: str) -> tuple[ImportReport, Path]:
    """The small universe with these sentences."""
    report, folder = small(tmp_path, sentences=HEAD + "".join(f"{row}\n" for row in rows))
    assert pages(folder)
    return report, folder


def series(folder: Path) -> str:
    return (folder / "titles/The Lighthouse.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("revealed", "page", "above"),
    [
        ("lh1", "titles/The Lighthouse.md", "- 00:03:00 [[Ana Reis]] meets"),
        ("lh S2", "titles/The Lighthouse.md", "### Whole season"),
        ("lh", "titles/The Lighthouse.md", "### Whole title"),
        ("is", "titles/The Island.md", "### Whole title"),
        ("public", "places/The Tower.md", "### Public"),
    ],
)
def test_a_sentence_stands_behind_the_facts_below_its_heading(
    tmp_path: Path, revealed: str, page: str, above: str
) -> None:
    report, folder = imported(
        tmp_path, f"The Tower is dark.,{revealed},,,,", f"It is cold in The Tower.,{revealed},,,,"
    )
    assert report.problems == ()
    _, found, after = (folder / page).read_text("utf-8").partition(above)
    assert found
    assert "\n\n[[The Tower]] is dark.\n\nIt is cold in [[The Tower]].\n" in after.partition("\n## ")[0]


def test_all_other_stamps_and_frames_have_a_heading_of_their_own(tmp_path: Path) -> None:
    report, folder = imported(
        tmp_path, "All is dark.,lh1@0:03:00,,,,", "So is this.,lh1@0:03:00,,,,a book", "Late.,lh1; lh2,is,lh3,,",
        "Dreamed.,lh1,,,\"dream of ana, revealed lh2\",", "Known of The Tower.,public,,,plan,",
    )  # fmt: skip
    assert report.problems == ()
    title, island = "[[The Lighthouse]]", "[[The Island]]"
    assert series(folder).endswith(
        f"## Facts\n\n### {title} 1x01@00:03:00\n\nAll is dark.\n\nSo is this.\n\n> a book\n\n"
        f"### {island} + {title} 1x01; {island} + {title} 1x02; {title} 2x01\n\nLate.\n\n"
        f"### {title} 1x01\n\n- frame: dream of [[Ana Reis]], revealed {title} 1x02\n\nDreamed.\n"
    )
    tower = (folder / "places/The Tower.md").read_text("utf-8")
    assert tower.endswith("### Public\n\n- frame: plan\n\nKnown of [[The Tower]].\n")


@pytest.mark.parametrize(
    ("sentence", "written", "doubts"),
    [
        ("The Keeper waits.", "[[The Keeper]] waits.", 0),
        (
            "But the Keeper waits for THE KEEPER.",
            "But [[The Keeper|the Keeper]] waits for [[The Keeper|THE KEEPER]].",
            0,
        ),
        ("In The Tower's shadow.", "In [[The Tower]]'s shadow.", 0),
        ("A tower in The Lighthouse.", "A tower in [[The Lighthouse]].", 0),
        ("a the tower", "a the tower", 0),
        ("Ana Reis waits.", "Ana Reis waits.", 1),
        ("Reis waits for the Order.", "Reis waits for [[The Order|the Order]].", 1),
        ("[[ana]] and [[Ana2|her twin]] wait.", "[[Ana Reis]] and [[Ana Reis (ana2)|her twin]] wait.", 0),
        ("[[lh]] is a series.", "[[The Lighthouse]] is a series.", 0),
    ],
)
def test_a_name_of_one_alone_is_a_link_and_the_others_are_doubtful(
    tmp_path: Path, sentence: str, written: str, doubts: int
) -> None:
    report, folder = imported(tmp_path, f"{sentence},lh3,,,,")
    assert told(report.problems) == [("sentences.csv", 2, "name-doubtful")] * doubts
    assert report.ok
    assert f"\n\n{written}\n" in series(folder)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("[[nobody]] waits.,lh1,,,,", "id-unknown"),
        ("All is dark.,,,,,", "unstamped"),
        ("All is dark.,lh9,,,,", "position-unknown"),
        ("All is dark.,lh1,lh9,,,", "position-unknown"),
        ("All is dark.,lh1,,,daydream,", "qualifier-unusable"),
        ("All is dark.,public,,,,", "row-unusable"),
        (",lh1,,,,", "row-unusable"),
        ("- [[ana]] dies,lh1,,,,", "text-unusable"),
        ("needs: lh2,lh1,,,,", "text-unusable"),
        ("### All is dark.,lh1,,,,", "text-unusable"),
        ("All <!-- is --> dark.,lh1,,,,", "text-unusable"),
        ("All [[ is dark.,lh1,,,,", "text-unusable"),
    ],
)
def test_a_sentence_that_is_wrong_costs_its_row(tmp_path: Path, row: str, code: str) -> None:
    report, folder = imported(tmp_path, row, "All is well.,lh1,,,,")
    assert told(report.problems) == [("sentences.csv", 2, code)]
    assert "\n\nAll is well.\n" in series(folder)


def test_a_sentence_waits_for_every_name_that_has_a_stamp(tmp_path: Path) -> None:
    """Linked or not: the second Ana Reis is known at 1x02, and a keeper is no Keeper."""
    _, folder = imported(tmp_path, "Ana Reis waits.,lh1,,,,", "Here Reis waits.,lh1,,,,", "A keeper waits.,lh1,,,,")
    universe = Universe(Compiler().compile(folder))
    said = {
        seen: [it for fact in universe.seen(seen).facts.of() if "waits" in (it := universe.seen(seen).words(fact))]
        for seen in ("The Lighthouse 1x01", "The Lighthouse S1")
    }
    assert said == {
        "The Lighthouse 1x01": ["A keeper waits."],
        "The Lighthouse S1": ["A keeper waits.", "Ana Reis waits.", "Here Reis waits."],
    }


WORDS = st.sampled_from(
    ["Ann", "Bo", "Ann Lee", "LEE", "lee", "ann lee", "Bo's", "the", "The Fog", "fog", "(Lee)", "x"]
)


@given(st.lists(WORDS, max_size=8), st.sets(st.sampled_from("abcd")))
def test_no_hidden_name_is_left_without_a_link_or_a_stamp(words: list[str], hidden: set[str]) -> None:
    names = {"a": "Ann Lee", "b": "Bo", "c": "The Fog", "d": "Ann Lee"}
    tables = Tables()
    stamp = ((Position("title", "t"),),)
    for id_, name in names.items():
        own = ((Position("installment", "t", 1, ord(id_)),),) if id_ in hidden else ()
        tables.entities[id_] = EntityRecord(id_, "character", name, own, 1)
    linked = KnownNames(tables).linked(" ".join(words))
    assert "".join(part.words or part.shown for part in linked.parts) == " ".join(words)
    plain = f" {''.join(part.words if part != TextPiece() and not part.ref else '|' for part in linked.parts)} "
    for id_ in hidden:
        if names[id_] in plain.replace("'s", " "):
            assert tables.entities[id_].revealed in linked.waits
    assert stamp not in linked.waits


def test_two_sources_share_a_title_and_not_the_ids_of_scenes(tmp_path: Path) -> None:
    """What the second one says of it stands on a page of its own, under headings with its name."""
    folder = tmp_path / "u"
    tables = {**SMALL, "scenes.csv": "id,installment,people,before\ns,lh1,ana,\nt,lh1,keeper,s\n"}
    tables["sentences.csv"] = "sentence,revealed\nIt is dark.,lh1\nIt is cold.,lh1@0:10:00\nThe Tower falls.,public\n"
    tables["orders.csv"] = "order,title,installment\nFlow,lh,\n"
    assert import_table(write(tmp_path / "one", tables), folder).ok
    tables["same.csv"] = "id,same_as\nlh,The Lighthouse\ntower,The Tower\n"
    report = import_table(write(tmp_path / "two", tables), folder, namespace="two")
    assert report.ok
    text = (folder / "imported/two The Lighthouse.md").read_text("utf-8")
    assert "^two-t\n  - true: before ^two-s\n" in text
    assert "\n\nIt is dark.\n" in text
    assert "### [[The Lighthouse]] 1x01@00:10:00\n\nIt is cold.\n" in text
    assert "### Public\n\n[[The Tower]] falls.\n" in text
    assert [path.name for path in sorted((folder / "orders").iterdir())] == ["Flow (two).md", "Flow.md"]
    assert "- [[The Lighthouse]]\n" in (folder / "orders/Flow (two).md").read_text("utf-8")
    assert [str(it) for it in Compiler().compile(folder).problems if it.severity == "error"] == []
