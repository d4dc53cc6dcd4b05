"""The columns that qualify scenes and facts: what is written for each, and what a bad cell costs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from intertwine.imports.pages.page_lines import fact_lines
from intertwine.imports.qualifier_columns import QUALIFIER_COLUMNS
from intertwine.imports.records import FactRecord, Position, Tables
from intertwine.imports.rows.qualifier_cells import QualifierColumns
from intertwine.imports.sheets.row import BadRowError, Cells, TableRow
from intertwine.imports.table import ImportReport, import_table
from intertwine.ledger.read.vocabulary import built_in
from tests.imports.tables import pages, small, told, write
from tests.imports.test_table_hostile import NASTY

SCENE = {"installment": "lh1", "people": "ana|keeper"}
FACT = {"id": "x", "subject": "ana", "verb": "meets", "object": "keeper", "revealed": "lh1"}
OTHER = {"id": "meet", "subject": "keeper", "verb": "dies", "revealed": "lh1"}


def table(*rows: Mapping[str, str]) -> str:
    """Rows as CSV, with all the columns that they have."""
    out = io.StringIO()
    columns = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def imported(tmp_path: Path, scene: Mapping[str, str], *facts: Mapping[str, str]) -> tuple[ImportReport, str]:
    """A scene and facts of the small universe, and the page of the series."""
    report, folder = small(tmp_path, scenes=table({**SCENE, **scene}), facts=table(*facts))
    assert pages(folder)
    return report, (folder / "titles/The Lighthouse.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("needs", "lh9", "position-unknown"),
        ("also_known", "lh1; soon", "position-unknown"),
        ("taken_for", "ana until lh2", "qualifier-unusable"),
        ("taken_for", "ana as nobody else until lh2", "id-unknown"),
        ("taken_for", "ana as ana2 until lh9", "position-unknown"),
        ("taken_for", "ana2 as order until lh2", "qualifier-unusable"),
        ("taken_for", "ana as ana until lh2", "qualifier-unusable"),
        ("taken_for", "nobody at all", "qualifier-unusable"),
        ("frame", "daydream", "qualifier-unusable"),
        ("frame", "dream of nobody", "id-unknown"),
        ("frame", "dream of ana until lh9", "position-unknown"),
        ("frame", "dream of ana|dream of ana", "qualifier-unusable"),
        ("frame", 'play "a [[b"', "qualifier-unusable"),
        ("disproves", "nothing", "id-unknown"),
    ],
)
def test_what_would_show_more_without_it_costs_its_row(tmp_path: Path, column: str, cell: str, code: str) -> None:
    report, text = imported(tmp_path, {column: cell}, OTHER, {**FACT, column: cell})
    assert told(report.problems) == [("scenes.csv", 2, code), ("facts.csv", 3, code)]
    assert "together" not in text
    assert "^x" not in text


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("true", "soon", "date-unusable"),
        ("before", "nothing", "position-unknown"),
        ("during", "public", "position-unknown"),
        ("date", "2015-13", "date-unusable"),
        ("step", "first", "qualifier-unusable"),
        ("story_order", "-1", "qualifier-unusable"),
        ("own", "ana", "qualifier-unusable"),
        ("because", "[[ana", "qualifier-unusable"),
        ("because", "[[Ana Reis]] is late", "qualifier-unusable"),
        ("in_order_to", "rest <!-- a", "qualifier-unusable"),
        ("in_order_to", "rest <!-- a --> well", "qualifier-unusable"),
    ],
)
def test_any_other_bad_cell_costs_itself(tmp_path: Path, column: str, cell: str, code: str) -> None:
    """What else qualifies the row stays."""
    good = {"needs": "lh2", "after": "meet", column: cell}
    report, text = imported(tmp_path, good, OTHER, {**FACT, **good})
    assert told(report.problems) == [("scenes.csv", 2, code), ("facts.csv", 3, code)]
    for line in ("- together: [[Ana Reis]], [[The Keeper]]", "- [[Ana Reis]] meets [[The Keeper]] ^x"):
        assert f"{line}\n  - needs: [[The Lighthouse]] 1x02\n  - true: after ^meet\n" in text


@pytest.mark.parametrize(("column", "cell", "line"), [
    ("needs", "lh2@10:00", "needs: [[The Lighthouse]] 1x02"),
    ("also_known", "lh2@99", "also known: [[The Lighthouse]] 1x02"),
    ("taken_for", "ana as ana2 until lh2@0:70:00", "taken for: [[Ana Reis]] as [[Ana Reis (ana2)]], revealed [["),
])  # fmt: skip
def test_a_time_that_cannot_be_read_is_the_end_of_its_installment(
    tmp_path: Path, column: str, cell: str, line: str
) -> None:
    """Late is safe. Each row with it is told."""
    report, text = imported(tmp_path, {column: cell}, {**FACT, column: cell}, {**FACT, "id": "y", column: cell})
    assert told(report.problems) == [(f"{name}.csv", n, "time-unusable") for name, n in (
        ("scenes", 2), ("facts", 2), ("facts", 3),
    )]  # fmt: skip
    assert text.count(f"  - {line}") == 3
    assert "@" not in text


def test_a_message_names_ids_and_not_links(tmp_path: Path) -> None:
    report, _ = imported(tmp_path, {}, {**FACT, "taken_for": "ana2 as order until lh2"})
    assert "ana2" in report.problems[0].message


def test_several_in_a_cell(tmp_path: Path) -> None:
    cells = {
        "true": "2015; after meet", "own": "ana step 1; keeper step 2", "frame": "another world tower|dream of ana",
        "taken_for": "ana as ana2 until lh2|as order until lh3", "disproves": "meet",
    }  # fmt: skip
    report, text = imported(tmp_path, {"people": "ana|keeper"}, OTHER, {**FACT, **cells})
    assert told(report.problems) == [("facts.csv", 3, "qualifier-unusable")]  # of whom is the second one?
    cells["taken_for"] = "ana as ana2 until lh2|keeper as order until lh3"
    report, text = imported(tmp_path, {}, OTHER, {**FACT, **cells})
    assert report.problems == ()
    for line in ("true: 2015", "true: after ^meet", "own: [[The Keeper]] step 2", "frame: dream of [[Ana Reis]]"):
        assert f"  - {line}\n" in text
    assert text.index("frame: another world [[The Tower]]") < text.index("frame: dream of")


def test_who_is_taken_for_another_may_be_left_out_and_nobody_says_nothing(tmp_path: Path) -> None:
    one = {"subject": "ana", "verb": "dies", "revealed": "lh1"}
    facts = ({**one, "taken_for": "as ana2, revealed lh2"}, {**one, "taken_for": "Nobody"})
    report, text = imported(tmp_path, {}, *facts)
    assert report.problems == ()
    assert "- [[Ana Reis]] dies\n  - taken for: as [[Ana Reis (ana2)]], revealed [[The Lighthouse]] 1x02\n- [[A" in text


def test_needs_hold_for_every_alternative_of_revealed_and_none_of_also_known(tmp_path: Path) -> None:
    fact = {**FACT, "revealed": "lh1@0:03:00; lh2; public", "needs": "is + lh3", "also_known": "lh S1"}
    report, text = imported(tmp_path, {}, fact)
    assert report.problems == ()
    needed = "[[The Island]] + [[The Lighthouse]] 2x01"
    assert text.endswith(
        "- 00:03:00 [[Ana Reis]] meets [[The Keeper]] ^x\n"
        f"  - also known: {needed} + [[The Lighthouse]] 1x02\n  - also known: {needed}\n"
        f"  - needs: {needed}\n  - also known: [[The Lighthouse]] S1\n\n### 2. The Storm (51 min, 2015-03-08)\n\n"
        "## Season 2 (2016-03-06, 1 episode)\n\n### 1. The Boat\n"
    )


def test_what_names_a_fact_that_cannot_be_used_goes_or_loses_the_cell(tmp_path: Path) -> None:
    """To the end of the chain; scenes have ids too."""
    bad = {"id": "bad", "subject": "ana", "verb": "meets", "object": "nobody", "revealed": "lh1"}
    needs = {**FACT, "disproves": "bad"}
    chain = {"id": "y", "subject": "ana", "verb": "learns", "object": "x", "revealed": "lh1"}
    loses = {**OTHER, "because": "y", "after": "s1; bad"}
    report, text = imported(tmp_path, {"id": "s1", "before": "bad; x"}, bad, needs, chain, loses)
    assert sorted(told(report.problems)) == [
        ("facts.csv", 2, "id-unknown"), *[("facts.csv", n, "row-needed") for n in (3, 4, 5, 5)],
        *[("scenes.csv", 2, "row-needed")] * 2,
    ]  # fmt: skip
    assert "- together: [[Ana Reis]], [[The Keeper]] ^s1\n- [[The Keeper]] dies ^meet\n  - true: after ^s1\n" in text


def test_a_scene_and_a_fact_cannot_have_one_id(tmp_path: Path) -> None:
    report, _ = imported(tmp_path, {"id": "X"}, FACT)
    assert told(report.problems) == [("facts.csv", 2, "id-twice")]


def test_a_universe_adds_purposes_and_kinds_of_frames(tmp_path: Path) -> None:
    (tmp_path / "u").mkdir()
    own = (
        '["for fear of"]\nforms = ["for fear of:"]\nrole = "purpose"\nobjects = ["text", "fact"]\n'
        '[frames."mirror world"]\nforms = ["mirror world"]\nwithin = "in it"\nwithin_of = "in {}"\n'
        'within_named = "in “{}”"\n'
    )
    (tmp_path / "u/verbs.toml").write_text(own, encoding="utf-8")
    scenes = table({**SCENE, "for fear of": "rain", "frame": "mirror world of ana"})
    report = import_table(write(tmp_path / "s", scenes=scenes), tmp_path / "u")
    assert report.problems == ()
    text = (tmp_path / "u/titles/The Lighthouse.md").read_text("utf-8")
    assert '  - frame: mirror world of [[Ana Reis]]\n  - for fear of: "rain"\n' in text


@pytest.mark.parametrize("value", NASTY, ids=lambda value: ascii(value)[:30])
def test_a_hostile_cell_leaves_pages_that_read_well(tmp_path: Path, value: str) -> None:
    """Whatever a qualifier, a sentence or the name of an order holds."""
    cells = [{column.name: value} for column in QUALIFIER_COLUMNS]
    cells += [{"frame": f"dream of {value}"}, {"frame": f'play "{value}"'}, {"taken_for": f"ana as {value} until lh2"}]
    scenes = table(*({**SCENE, **it} for it in cells), {**SCENE, "people": f"ana ({value})", "heard": value})
    facts = table(OTHER, *({**FACT, **it, "id": f"f{n}"} for n, it in enumerate(cells)))
    sentences = table(
        {"sentence": value, "revealed": "lh1", "source": value},
        {"sentence": f"Ana {value}.", "revealed": "lh2@0:10:00"},
        {"sentence": f"[[{value}]] and [[ana|{value}]]", "revealed": "public"}, {"sentence": value, "revealed": value},
    )  # fmt: skip
    orders = table({"order": value, "installment": "lh1"}, {"order": "Flow", "title": value})
    _, folder = small(tmp_path, scenes=scenes, facts=facts, sentences=sentences, orders=orders)
    assert pages(folder)


def test_an_installment_is_named_with_its_title() -> None:
    vocabulary = built_in()
    verb = vocabulary.verbs[vocabulary.by_id["depends on"]]
    later, earlier = Position("installment", "lh", 1, 3), Position("installment", "lh", 1, 1)
    fact = FactRecord(
        "", (later,), (), verb, "depends on", (earlier,), "", "", "", "", ((Position("public"),),), "", "", (), 1
    )
    assert fact_lines(fact, {"title:lh": "T"}) == ["- [[T]] 1x03 depends on [[T]] 1x01"]


def test_a_fact_is_about_installments_and_seasons(tmp_path: Path) -> None:
    facts = table(
        {"subject": "lh2", "verb": "depends on", "object": "lh1", "revealed": "lh2"},
        {"subject": "lh S2", "verb": "depends on", "object": "lh 1x02|is", "revealed": "public"},
        {"subject": "lh2@0:10:00", "verb": "depends on", "object": "lh1", "revealed": "lh2"},
        {"subject": "lh2", "verb": "meets", "object": "ana", "revealed": "lh2"},
    )
    report, folder = small(tmp_path, facts=facts)
    assert told(report.problems) == [("facts.csv", 4, "id-unknown"), ("facts.csv", 5, "subject-unusable")]
    text, title = (folder / "titles/The Lighthouse.md").read_text("utf-8"), "[[The Lighthouse]]"
    assert f"- {title} 1x02 depends on {title} 1x01\n" in text
    assert f"### Public\n\n- {title} S2 depends on {title} 1x02, [[The Island]]\n" in text
    assert pages(folder)


def test_a_cell_that_cannot_be_read_is_not_an_empty_one() -> None:
    """A merged cell, or an error of a formula."""
    columns = QualifierColumns(Tables(), (), built_in())
    bad = BadRowError("cell-unusable", "is merged")
    with pytest.raises(BadRowError, match="is merged"):
        columns.read(TableRow(2, Cells(), unreadable={"needs": bad}))
    row = TableRow(2, Cells(because="rain"), unreadable={"step": bad})
    assert [it.name for it in columns.read(row)] == ["because"]
    assert row.lost == [bad]


PAGE_SYNTAX = re.compile(r"\[\[|\^[a-z]|true:|own:|taken for:|Title 1x05|\bK[0-9]*\b")


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("own", "ana step x"), ("own", "ana step 4|ana step 5"), ("own", "tower step 3"), ("true", "step x"),
        ("true", "soon"), ("date", "2015-13"), ("date", "ana step x"), ("true", "about before"),
        ("taken_for", "ana as ana until lh2"), ("taken_for", "as brother until lh2"), ("step", "x"),
        ("frame", "dream of tower step"), ("story_order", "3.5"), ("during", "nowhere"), ("disproves", "nothing"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("text", ["plain", "with [brackets] *and* signs"])
def test_messages_about_bad_cells_speak_of_the_table(tmp_path: Path, column: str, cell: str, text: str) -> None:
    fact = {**FACT, "subject": "ana|ana2", "text": text, column: cell}
    report, _ = imported(tmp_path, {column: cell}, fact)
    said = [f"{it.message} {it.hint}" for it in report.problems]
    assert [it for it in said if PAGE_SYNTAX.search(it)] == []
