"""The examples of docs/text.md are read without a problem."""

import re
from pathlib import Path

import pytest

from intertwine.ledger.read.edtf import parse_edtf
from intertwine.ledger.read.page import parse_page
from intertwine.ledger.read.stamps import parse_stamp
from intertwine.ledger.read.vocabulary import built_in

TEXT = (Path(__file__).parents[2] / "docs" / "text.md").read_text(encoding="utf-8")
FENCES = re.findall(r"^```(\w+)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
YAML = [text for language, text in FENCES if language == "yaml"]
PAGES = [text for language, text in FENCES if language == "markdown"]
HEADINGS = re.findall(r"`(#{2,3} [^`\[]+)`", TEXT)


def test_the_page_has_examples_of_both_sorts() -> None:
    assert len(YAML) >= 3
    assert PAGES
    assert len(HEADINGS) >= 5


@pytest.mark.parametrize("text", YAML)
def test_an_example_of_front_matter_is_read_without_a_problem(text: str) -> None:
    # A film's fields stand in the example of a series, with a note that says so.
    kind = "film" if "released: 2015" in text else None
    text = text.replace("kind: series ", "kind: film ") if kind else text
    page, problems = parse_page("titles/Example.md", f"---\n{text}---\n", built_in())
    assert problems == ()
    assert page.kind


@pytest.mark.parametrize("text", PAGES)
def test_an_example_page_is_read_without_a_problem(text: str) -> None:
    page, problems = parse_page("titles/Jessica Jones.md", text, built_in())
    assert problems == ()
    assert page.statements or page.entries


@pytest.mark.parametrize("heading", HEADINGS)
def test_an_example_heading_is_read_without_a_problem(heading: str) -> None:
    text = f"---\nkind: series\n---\n## Season 9\n{heading}\n"
    if heading.startswith("## Season"):
        text = f"---\nkind: series\n---\n{heading}\n"
    assert parse_page("titles/Example.md", text, built_in())[1] == ()


@pytest.mark.parametrize("stamp", ["[[Romeo + Juliet]] @00:41:10", "The Defenders 1x02", "Daredevil S1 + Luke Cage S1"])
def test_an_example_stamp_is_read_without_a_problem(stamp: str) -> None:
    assert stamp in TEXT
    assert parse_stamp(stamp, 1, 1)[1] == ()


@pytest.mark.parametrize("date", ["2015", "2015-11", "2015-11-20", "2015~", "2014/2015-11", "../2015", "2015/.."])
def test_an_example_date_is_a_date(date: str) -> None:
    assert not isinstance(parse_edtf(date), str)
