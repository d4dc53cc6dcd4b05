"""Laws of the parser and of `fmt` that hold for every text."""

from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from intertwine.ledger.format import format_text
from intertwine.ledger.read.facts import FactParser
from intertwine.ledger.read.headings import Stamp
from intertwine.ledger.read.markdown import diagnostics
from intertwine.ledger.read.markdown.diagnostics import Diagnostics
from intertwine.ledger.read.markdown.lines import read, write
from intertwine.ledger.read.markdown.span import Span
from intertwine.ledger.read.page import parse_page
from intertwine.ledger.read.stamps import PUBLIC
from intertwine.ledger.read.vocabulary import built_in
from intertwine.model.statement import Link, Statement
from intertwine.model.verb import Vocabulary
from tests.ledger.hostile import FACTS, PAGES


def without_places(value: Any) -> Any:
    """A record with every line and column taken out."""
    if is_dataclass(value):
        items = [(f.name, getattr(value, f.name)) for f in fields(value) if f.name not in ("line", "column")]
        return type(value).__name__, [(name, without_places(item)) for name, item in items]
    if isinstance(value, tuple):
        return [without_places(item) for item in value]
    return value


@given(st.one_of(PAGES, st.text()))
def test_what_is_written_is_what_was_read(text: str) -> None:
    assert write(read(text)) == text


LINES = (
    "### First 1x01", "### Public", "## Season 1", "### 1. One", "## Notes", "<!-- ## x -->", "One. [[a]] went.", "",
    "- [[a]] dies", "- [[a]] meets [[b]]", "- 1:", "- a: b", "- #a b:", "- x:", "- [[", "- [[a]]", "- ![[x]] y",
    "- 1: x", "- [[a](y.md)", "- frame: dream of [[b]]", "- taken for: [[a]] as [[b]]", "- **frame**: x", "- needs: S1",
    "- [[needs]]: First 1x01", "- [[Sho]] is taken for [[Ren]] until First 1x01", "  - needs: First 1x02", "  - x: y",
    "  - needs", "    - z", "  and more", "- it needs: S 1x03",
)  # fmt: skip


@given(st.sampled_from(("series", "film", "character")), st.lists(st.sampled_from(LINES), max_size=50))
def test_a_page_says_the_same_however_many_problems_are_kept(kind: str, lines: list[str]) -> None:
    """Items that are no facts are read once where nothing more is kept of what is wrong."""
    text = "\n".join((f"---\nkind: {kind}\n---", *lines))
    page, problems = parse_page("a.md", text, built_in())
    with pytest.MonkeyPatch.context() as patch:
        for most in (0, 3):
            patch.setattr(diagnostics, "MOST", most)
            same, kept = parse_page("a.md", text, built_in())
            assert (same, kept[:most]) == (page, problems[:most])
            assert len(kept) == min(len(problems), most + 1)


@given(PAGES)
def test_a_parse_never_raises_and_every_problem_has_its_place(text: str) -> None:
    page, problems = parse_page("a/B.md", text, built_in())
    count = len(read(text).lines)
    for problem in problems:
        assert problem.file == "a/B.md"
        assert 0 <= problem.line <= count, problem
        assert problem.column >= 1, problem
        assert problem.message
    for statement in page.statements:
        assert statement.alternatives
        assert all(alternative.positions for alternative in statement.alternatives)
        assert 1 <= statement.line <= count
        assert statement.column >= 1


@given(PAGES)
@example("---\nkind: film\n---\n### Public\n- taken for: [[Ada]] as [[Ben]] until 1x05\n\n[[Ada]]\n")
def test_a_text_without_verbs_to_read_it_by_does_not_raise(text: str) -> None:
    parse_page("B.md", text, Vocabulary(()))


@given(st.text(st.characters(), max_size=20))
def test_lone_surrogates_do_not_raise(text: str) -> None:
    parse_page("B.md", "---\nkind: film\nname: \ud800" + text + "\n---\n- [[\udfff]] dies", built_in())


@given(PAGES)
def test_formatting_twice_is_formatting_once(text: str) -> None:
    once = format_text("B.md", text, built_in())
    assert format_text("B.md", once, built_in()) == once


@given(PAGES)
def test_formatting_changes_nothing_that_a_page_says(text: str) -> None:
    before, _ = parse_page("B.md", text, built_in())
    after, _ = parse_page("B.md", format_text("B.md", text, built_in()), built_in())
    assert without_places(after) == without_places(before)


@given(PAGES)
def test_formatting_changes_spaces_alone(text: str) -> None:
    def bare(page: str) -> str:
        words = "".join(page.split()).replace("*", "-").replace("+", "-")
        return words.replace("0", "")  # times are filled up with zeros

    assert bare(format_text("B.md", text, built_in())) == bare(text)


@given(FACTS)
def test_the_short_way_to_read_a_fact_says_what_the_long_way_says(text: str) -> None:
    def told(reader: FactParser) -> Statement | None:
        return reader.read(Span(text.strip(), 3, 3), Stamp((PUBLIC,)))

    short = FactParser(built_in(), Diagnostics("a"), Link("T"))
    long = FactParser(built_in(), Diagnostics("a"), Link("T"))
    expected = long.read_any(Span(text.strip(), 3, 3), Stamp((PUBLIC,)))
    assert told(short) == expected
    assert short.diagnostics.all() == long.diagnostics.all()
