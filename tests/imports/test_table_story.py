"""The columns `true` and `own`: what they may hold, what is written for them, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from intertwine import questions
from intertwine.gate.universe import Universe
from intertwine.ledger.compile import Compiler
from tests.imports.tables import pages, small, told

FACTS = "id,subject,verb,object,revealed,true,own\n"
SCENES = "installment,people,story_order,true,own\n"


def test_both_columns_are_written_and_order_what_happened(tmp_path: Path) -> None:
    facts = FACTS + (
        "meet,ana,meets,keeper,lh1,2015-03,ana step 3\n"
        'war,ana,fights,keeper,lh2,about 3 years before meet; before lh2,"ana step 1; keeper step 2.5, revealed is"\n'
        "left,keeper,treats,ana,lh1,after ^war,\n"
        "told,keeper,hires,ana,lh3,during lh S1,\n"
        "lost,keeper,helps,ana,lh3,unknown,\n"
    )
    scenes = SCENES + "lh1,ana,,3 days after meet,ana step 4\nlh2,keeper,3,before lh1@0:03:00,\n"
    report, folder = small(tmp_path, facts=facts, scenes=scenes)
    assert report.problems == ()
    text = (folder / "titles/The Lighthouse.md").read_text("utf-8")
    for line in (
        "  - true: about 3 years before ^meet\n  - true: before [[The Lighthouse]] 1x02\n",
        "  - own: [[Ana Reis]] step 1\n  - own: [[The Keeper]] step 2.5, revealed [[The Island]]\n",
        "  - true: after ^war\n", "  - true: during [[The Lighthouse]] S1\n", "  - true: unknown\n",
        "  - true: 3 days after ^meet\n  - own: [[Ana Reis]] step 4\n",
        "  - true: step 3\n  - true: before [[The Lighthouse]] 1x01@00:03:00\n",
    ):  # fmt: skip
        assert line in text
    assert pages(folder)
    view = Universe(Compiler().compile(folder)).seen("everything")
    found = [it.text for it in questions.timeline(view, ["ana-reis"], "story").facts]
    assert found[:3] == ["Ana Reis fights the Keeper", "The Keeper treats Ana Reis", "Ana Reis meets the Keeper"]
    lived = [it.text for it in questions.timeline(view, ["ana-reis"], "own").facts]
    assert lived[0] == "Ana Reis fights the Keeper"


@pytest.mark.parametrize(
    ("true", "own", "code", "words"),
    [
        ("2015-13", "", "date-unusable", "month"),
        ("before nothing", "", "position-unknown", "neither the id of a fact nor a known position"),
        ("before lh1; before lh1", "", "qualifier-unusable", "already"),
        ("before lh1 + lh2", "", "position-unknown", "not one place"),
        ("before public", "", "position-unknown", "not one place"),
        ("2015; 2016", "", "qualifier-unusable", "already"),
        ("", "ana", "qualifier-unusable", "not understood"),
        ("", "nobody step 1", "id-unknown", "nobody"),
        ("", "ana step one", "qualifier-unusable", "not understood"),
        ("", "ana step 1; ana step 2", "qualifier-unusable", "already"),
        ("", '"ana step 1, revealed lh9"', "position-unknown", "lh9"),
    ],
)
def test_what_is_wrong_with_them_costs_the_cell(tmp_path: Path, true: str, own: str, code: str, words: str) -> None:
    report, _ = small(tmp_path, facts=FACTS + f"meet,ana,meets,keeper,lh1,,\nx,ana,fights,keeper,lh1,{true},{own}\n")
    assert told(report.problems) == [("facts.csv", 3, code)]
    assert words in report.problems[0].message
    assert report.counts["facts"] == 2


def test_a_time_by_a_fact_that_could_not_be_used_is_left_out(tmp_path: Path) -> None:
    facts = FACTS + "bad,ana,meets,keeper,lh9,,\nx,ana,fights,keeper,lh1,after bad; 2015,\n"
    report, folder = small(tmp_path, facts=facts, scenes=SCENES + "lh1,ana,,before bad,\n")
    assert told(report.problems) == [
        ("scenes.csv", 2, "row-needed"), ("facts.csv", 2, "position-unknown"), ("facts.csv", 3, "row-needed"),
    ]  # fmt: skip
    assert report.counts["facts"] == 1
    assert "  - true: 2015\n" in (folder / "titles/The Lighthouse.md").read_text("utf-8")
    assert pages(folder)
