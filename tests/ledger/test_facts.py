"""List items as statements, and what is wrong with those that are none."""

from typing import Any

import pytest

from intertwine.ledger.read.facts import NAME_FACTS
from intertwine.ledger.read.page import parse_page
from intertwine.ledger.read.vocabulary import built_in
from intertwine.model.problem import Problem
from intertwine.model.statement import Alternative, Link, PositionText, Statement

HEAD = "---\nkind: series\n---\n## Season 1\n### 2. Two\n"
HERE = PositionText("installment", "", 1, 2, column=5)


def read(item: str, head: str = HEAD) -> tuple[tuple[Statement, ...], tuple[Problem, ...]]:
    page, problems = parse_page("titles/Daredevil.md", head + item, built_in())
    said = tuple(s for s in page.statements if s.verb != "title name")
    return said, problems


def fact(item: str, head: str = HEAD) -> Statement:
    (statement,), problems = read(item, head)
    assert problems == ()
    return statement


def told(statement: Statement) -> dict[str, Any]:
    return {
        "subjects": [link.key for link in statement.subjects],
        "verb": statement.verb,
        "objects": [link.key for link in statement.objects],
        "place": (statement.preposition, statement.place.key if statement.place else ""),
        "text": statement.text,
        "ref": statement.ref,
        "block": statement.block,
    }


PLAIN: dict[str, Any] = {"subjects": ["A"], "objects": [], "place": ("", ""), "text": "", "ref": "", "block": ""}


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("[[A]] meets [[B]]", {"verb": "meets", "objects": ["B"]}),
        ("[[A]] meets [[B]] at [[P]] ^a-b", {"verb": "meets", "objects": ["B"], "place": ("at", "P"), "block": "a-b"}),
        (
            "[[A]], [[B]], and [[C]] meet [[D]] and [[E]]",
            {"subjects": ["A", "B", "C"], "verb": "meets", "objects": ["D", "E"]},
        ),
        ("[[A|he]]   MEETS   [[B]]", {"verb": "meets", "objects": ["B"]}),
        ('[[A]] works as "a lawyer" in [[P]]', {"verb": "works as", "text": "a lawyer", "place": ("in", "P")}),
        ("[[A]] dies in [[P]]", {"verb": "dies", "place": ("in", "P")}),
        ("[[A]] returns to [[P]]", {"verb": "returns to", "objects": ["P"]}),
        ("[[A]] returns", {"verb": "returns"}),
        ("[[A]] learns ^x", {"verb": "learns", "ref": "x"}),
        ("[[A]] learns ^x at [[P]] ^y", {"verb": "learns", "ref": "x", "place": ("at", "P"), "block": "y"}),
        ("[[A]] hesitates ^x", {"verb": "hesitates to", "ref": "x"}),
        ("[[A]] dies ^x", {"verb": "dies", "block": "x"}),
        (
            '[[A]] fights [[B]] "over [[the list|it]]"',
            {"verb": "fights", "objects": ["B"], "text": "over [[the list|it]]"},
        ),
        ('[[A]] does: "jumps"', {"verb": "does", "text": "jumps"}),
        ('does: [[A]] "jumps"', {"verb": "does", "text": "jumps"}),
        ("together: [[A]], [[B]] at [[P]]", {"subjects": ["A", "B"], "verb": "together", "place": ("at", "P")}),
        ("together: at [[P]]", {"subjects": [], "verb": "together", "place": ("at", "P")}),
        ("together after the credits: [[A]]", {"verb": "together after the credits"}),
        ('news: "A second season."', {"subjects": ["Daredevil"], "verb": "news", "text": "A second season."}),
    ],
)
def test_a_fact_says_who_does_what_to_whom(item: str, expected: dict[str, Any]) -> None:
    assert told(fact(f"- {item}")) == PLAIN | expected


def test_links_know_their_columns_and_what_they_show() -> None:
    statement = fact('- [[A|he]] poses as "a friend of [[B]]" in [[P]]')
    assert statement.subjects == (Link("A", "he", 3),)
    assert statement.text_links == (Link("B", "", 34),)
    assert statement.place == Link("P", "", 44)


def test_a_fact_is_revealed_by_the_heading_above_it() -> None:
    assert fact("- [[A]] dies").alternatives == (Alternative((HERE,)),)


def test_a_leading_time_reveals_at_that_time_and_a_span_at_its_end() -> None:
    at = fact("- 00:01:00 [[A]] dies")
    scene = fact("- 0:01:00 - 00:02:00 together: [[A]]")
    assert (at.start, at.end, at.alternatives[0].positions[0].seconds) == (60, -1, 60)
    assert (scene.start, scene.end, scene.alternatives[0].positions[0].seconds) == (60, 120, 120)


def test_a_time_in_a_film_is_in_its_only_installment() -> None:
    page, problems = parse_page(
        "F.md", "---\nkind: film\n---\n### Whole title\n- 00:01:00 [[A]] dies\n- [[B]] dies", built_in()
    )
    assert problems == ()
    timed, whole = page.statements[-2:]
    assert timed.alternatives == (Alternative((PositionText("installment", seconds=60, column=5),)),)
    assert whole.alternatives == (Alternative((PositionText("title", column=5),)),)
    assert [(i.season, i.number) for i in page.installments] == [(0, 0)]


@pytest.mark.parametrize("heading", ["### Public", "### Whole season", "### A S1", "### A 1x02; B 1x03"])
def test_a_time_below_no_single_installment_hides_the_fact(heading: str) -> None:
    (statement,), problems = read(f"{heading}\n- 00:01:00 [[A]] dies")
    assert [p.code for p in problems] == ["time-without-installment"]
    assert statement.alternatives[0].positions[0].kind == "impossible"


def test_a_leading_date_is_story_time() -> None:
    statement = fact("- 2015-11 [[A]] dies")
    assert statement.true is not None
    assert (statement.true.text, statement.start) == ("2015-11", -1)


def test_names_given_in_facts_rank_after_declared_ones_in_the_order_of_the_text() -> None:
    statements, _ = read('- [[A]] is called "One"\n- [[A]] is called "Two"')
    assert [s.rank - NAME_FACTS for s in statements] == [0, 1]


def test_an_item_goes_on_in_the_next_line() -> None:
    statement = fact('- [[A]] works as\n  "a lawyer" in [[P]]')
    assert (statement.text, statement.line) == ("a lawyer", 6)
    assert statement.place == Link("P", "", 17)


def test_what_is_unstamped_is_hidden_and_a_problem() -> None:
    (statement, prose), problems = read("- [[A]] dies\n\nOne sentence.", "---\nkind: series\n---\n## Season 1\n")
    assert [p.code for p in problems] == ["unstamped", "unstamped"]
    assert {statement.alternatives[0].positions[0].kind, prose.alternatives[0].positions[0].kind} == {"impossible"}


@pytest.mark.parametrize(
    ("item", "code", "column"),
    [
        ("[[A]] mets [[B]]", "unknown-verb", 9),
        ("[[A]] [[B]]", "verb-missing", 3),
        ("[[A]]", "verb-missing", 3),
        ("[[A]] meets", "object-missing", 14),
        ("[[A]], [[B]] and [[C]] meet", "object-missing", 30),
        ('[[A]] meets "them"', "text-not-allowed", 15),
        ("[[A]] works as [[B]]", "object-not-allowed", 18),
        ("[[A]] meets ^x [[B]]", "fact-not-allowed", 15),
        ('[[A]] works as "x', "text-open", 18),
        ('[[A]] works as ""', "text-empty", 18),
        ('[[A]] works as "x" "y"', "text-twice", 22),
        ("[[A]] meets [[B]].", "words-left", 20),
        ("[[A]] meets [[B]] in [[P]] on [[Q]]", "words-left", 30),
        ("[[A]] meets [[B", "link-unreadable", 15),
        ('[[A]] works as "[[B"', "link-unreadable", 19),
        ("[[A]] dies ^x!", "id-unreadable", 14),
        ("[[A]] learns ^x! now [[B]]", "id-unreadable", 16),
        ("just words", "fact-unreadable", 3),
        ("met [[B]]", "subject-missing", 3),
        ("together: soon [[P]]", "words-left", 13),
        ("foo: [[A]]", "unknown-verb", 3),
        ("", "subject-missing", 2),
        ("12:30 [[A]] dies", "time-unreadable", 3),
        ("00:02:00-00:01:00 together: [[A]]", "span-backwards", 3),
        ("2015-02-30 [[A]] dies", "date-unreadable", 3),
        ("[[Ann]] learns ^abc b", "words-left", 23),  # the b after the id, not the one in it
        ("[[met]] met in [[B]]", "unknown-verb", 11),
        ("2015-11 foo: [[foo]]", "unknown-verb", 11),
        ("[[at]] meets [[B]] at at [[P]]", "words-left", 22),
        ("[[A]] meets [[B]] in [[B]] in [[B]]", "words-left", 30),
        ("[[ab]] meets [[B]] b", "words-left", 22),
        ('[[P]] meets [[B]] "hi" [[P]]', "words-left", 26),
        ("00:02:00-00:02 together: [[A]]", "time-unreadable", 12),
    ],
)
def test_a_mistake_is_named_with_its_column(item: str, code: str, column: int) -> None:
    _, problems = read(f"- {item}")
    assert [(p.code, p.line, p.column) for p in problems] == [(code, 6, column)]


def test_a_wrong_word_gets_the_nearest_known_spelling() -> None:
    assert read("- [[A]] mets [[B]]")[1][0].hint.startswith('did you mean "meets"? if not, see docs/vocabulary.md')
    assert read("- [[A]] dies\n  - beause: x")[1][0].hint == 'did you mean "because:"?'


def test_qualifiers_say_more_about_a_fact() -> None:
    statement = fact(
        "- [[A]] meets [[B]]\n"
        "  - also known: X 1x01; Y S2\n"
        "    - source: page 2\n"
        "  - needs: Z S1\n"
        "  - source: page 1\n"
        "  - true: 2015\n"
        "  - true: before ^b\n"
        "  - true: step 3\n"
        '  - because: "he sees [[C]]"\n'
        "  - in order to: ^c\n"
        "  - disproves: ^d\n"
    )
    assert [[(p.title, p.season) for p in a.positions] for a in statement.alternatives] == [
        [("", 1), ("Z", 1)],
        [("X", 1)],
        [("Y", 2)],
    ]
    assert [a.source for a in statement.alternatives] == ["page 1", "page 2", "page 2"]
    assert statement.true is not None
    assert (statement.true.text, statement.true.step) == ("2015", 3)
    assert [(it.kind, it.block) for it in statement.true.relations] == [("before", "b")]
    because, order = statement.purposes
    assert (because.verb, because.text, [link.key for link in because.links], because.line) == (
        "because", "he sees [[C]]", ["C"], 14,
    )  # fmt: skip
    assert (order.verb, order.ref) == ("in order to", "c")
    assert statement.disproves == ("d",)


def test_needs_holds_for_every_alternative_of_the_heading() -> None:
    (statement,), problems = read("### A S1; B S1\n- [[A]] dies\n  - needs: C S1; D S1")
    assert problems == ()
    found = [[p.title for p in a.positions] for a in statement.alternatives]
    assert found == [["A", "C"], ["A", "D"], ["B", "C"], ["B", "D"]]


@pytest.mark.parametrize("needs", ["A S1", "A S1; B S1"])
def test_a_fact_that_needs_too_much_stays_hidden(needs: str) -> None:
    (statement,), problems = read("- [[A]] dies\n" + f"  - needs: {needs}\n" * 20_000)
    assert [p.code for p in problems] == ["stamp-too-long"]
    assert statement.alternatives[0].positions[0].kind == "impossible"


@pytest.mark.parametrize(
    ("qualifier", "code"),
    [
        ("  - neds: A S1", "unknown-qualifier"),
        ("  - needs:", "stamp-unreadable"),
        ("  - source: x\n    - needs: A S1", "qualifier-misplaced"),
    ],
)
def test_a_qualifier_that_may_have_asked_for_more_hides_the_fact(qualifier: str, code: str) -> None:
    (statement,), problems = read(f"- [[A]] dies\n{qualifier}")
    assert [p.code for p in problems] == [code]
    assert "impossible" in {p.kind for a in statement.alternatives for p in a.positions}


@pytest.mark.parametrize(
    ("qualifier", "code"),
    [
        ("source:", "value-missing"),
        ("source: see [[B]]", "link-in-source"),
        ("source: a\n  - source: b", "qualifier-twice"),
        ("true: 2015\n  - true: 2016", "qualifier-twice"),
        ("true: soon", "date-unreadable"),
        ("true: before ^b!", "id-unreadable"),
        ("true: 3 years during ^b", "date-unreadable"),
        ("true: 3 years ago", "date-unreadable"),
        ("true: before public", "date-unreadable"),
        ("true: before ^b\n  - true: before ^b", "qualifier-twice"),
        ("disproves: b", "id-unreadable"),
        ("because: [[B", "link-unreadable"),
    ],
)
def test_any_other_qualifier_costs_only_itself(qualifier: str, code: str) -> None:
    (statement,), problems = read(f"- [[A]] dies\n  - {qualifier}")
    assert [p.code for p in problems] == [code]
    assert statement.alternatives[0].positions == (HERE,)


def test_the_qualifiers_of_an_unreadable_fact_go_with_it() -> None:
    statements, problems = read("- [[A]] mets [[B]]\n  - true: 2015\n- [[A]] dies")
    assert [s.verb for s in statements] == ["dies"]
    assert len(problems) == 1
