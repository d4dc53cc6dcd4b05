"""What cannot be read of `true:` and `own:`, or leads nowhere, is a problem at its place, and costs only itself."""

from pathlib import Path

import pytest

from intertwine.check import check
from intertwine.gate.universe import Universe
from intertwine.ledger.compile import Compiler
from intertwine.ledger.format import format_text
from intertwine.ledger.read import vocabulary
from intertwine.ledger.read.folder import Folder, SourceFile
from intertwine.ledger.read.page import parse_page
from intertwine.ledger.read.story_time import days_in
from intertwine.model.sentinels import NONE
from tests.worlds import UNIVERSE

STORY = """---
kind: series
---
## Season 1 (2015-01-01, 2 episodes)
### 1. One
- [[Ada]] meets [[Ben]] ^one
- [[Ada]] helps [[Ben]]
  - {}
### 2. Two
- [[Ben]] helps [[Ada]]
- [[Ada]] fights [[Ben]] at [[Tower]]
"""


def folder(text: str) -> Folder:
    files = {
        "titles/Ebb.md": text,
        "Tower.md": "---\nkind: place\n---\n",
        "Ada.md": "---\nkind: character\n---\n",
        "Ben.md": "---\nkind: character\n---\n",
        "universe.md": UNIVERSE,
    }
    return Folder(Path(), tuple(SourceFile(path, files[path]) for path in files), None, ())


@pytest.mark.parametrize(
    ("written", "line", "code", "words"),
    [
        ("true: before ^nobody", 8, "unknown-block", "this time is left out"),
        ("true: before [[Nowhere]] 1x01", 8, "unknown-position", "this time is left out"),
        ("true: after 7x01", 8, "unknown-position", "this time is left out"),
        ("true: 3 days after 1x09", 8, "unknown-position", "this time is left out"),
        ("true: before Ebb 1x02; Ebb 1x01", 8, "date-unreadable", "not one place"),
        ("true: before 1x01 + 1x02", 8, "date-unreadable", "not one place"),
        ("true: before public", 8, "date-unreadable", "not one place"),
        ("true: before", 8, "date-unreadable", "is not a date"),
        ("true: 3 fortnights after ^one", 8, "date-unreadable", "is not a date"),
        ("true: 3 days during ^one", 8, "date-unreadable", "how far"),
        ("true: 99999999 years before ^one", 8, "date-unreadable", "is not a date"),
        ("true: step -1", 8, "date-unreadable", "is not a step"),
        ("true: step 9999999", 8, "date-unreadable", "is not a step"),
        ("true: before ^one two", 8, "id-unreadable", "names no fact"),
        ("true: step 1\n  - true: step 2", 9, "qualifier-twice", "such a time already"),
        ("true: before ^one\n  - true: before ^one", 9, "qualifier-twice", "such a time already"),
        ("true: unknown\n  - true: 2015", 9, "qualifier-twice", "such a time already"),
        ("true: before ^one\n  - true: after ^one", 8, "time-contradiction", "titles/Ebb.md:6, titles/Ebb.md:7"),
        ("true: 2010\n  - true: after 1x02", 8, "time-contradiction", "stands at its release"),
        ("true: after 1x02\n  - true: before 1x01", 8, "time-contradiction", "stands at its release"),
        ("true: before and after ^one", 8, "date-unreadable", '"before and after ^one" says two relations at once'),
        ("true: 3 days before or after ^one", 8, "date-unreadable", "says two relations at once"),
        ("own: [[Ada]]", 8, "own-unreadable", "not a place in somebody's own order"),
        ("own: [[Ada]] step 1.2345", 8, "own-unreadable", "not a place in somebody's own order"),
        ("own: [[Ada]] step 1234567", 8, "own-unreadable", "not a place in somebody's own order"),
        ("own: Ada step 1", 8, "own-unreadable", "not a place in somebody's own order"),
        ("own: [[Nobody]] step 1", 8, "unknown-name", "Nobody"),
        ("own: [[Tower]] step 1", 8, "kind-unfit", "place"),
        ("own: [[Ada]] step 1, revealed 9x01", 8, "unknown-position", "what this line says stays hidden"),
        (
            "own: [[Ada]] step 1\n### S1\n- own: [[Ada]] step 1\n- own: [[ada]] step 2\n- [[Ada]] dies",
            11,
            "qualifier-twice",
            "already",
        ),
        ("own: [[Ada]] step 1\n  - own: [[ada]] step 2", 9, "qualifier-twice", "already"),
    ],
)
def test_each_mistake_is_named_at_its_place_and_hides_nothing(written: str, line: int, code: str, words: str) -> None:
    it = folder(STORY.format(written))
    compiled = Compiler().compile_text(it)
    problem, *others = check(compiled, it)
    # What is said to happen after 1x02 is told in 1x01: that is found too.
    assert [other.code for other in others] == ["too-soon"] * ("true: after 1x02" in written)
    assert (problem.file, problem.line, problem.code) == ("titles/Ebb.md", line, code)
    assert words in problem.message
    view = Universe(compiled).seen("everything")
    assert "Ada helps Ben" in [view.words(fact) for fact in view.facts.of()]


@pytest.mark.parametrize(
    "written",
    [
        "about a decade before ^one", "BEFORE ^one", "during 1x01 @00:10:00", "after Ebb S1", "during Ebb",
        "~3 days after [[Ebb]] 1x01", "twelve centuries before ^one", "unknown", "step 0", "../2015",
        "10,000 years after ^one", "1,000,000 days before 1x02", "197X", "2014-21", "Y12000/..", "2015-XX",
    ],
)  # fmt: skip
def test_what_can_be_read_has_no_problem_and_stays_as_it_is(written: str) -> None:
    it = folder(STORY.format(f"true: {written}"))
    assert check(Compiler().compile_text(it), it) == ()
    verbs = vocabulary.built_in()
    text = format_text("titles/Ebb.md", it.files[0].text, verbs)
    assert f"  - true: {written}\n" in text
    assert format_text("titles/Ebb.md", text, verbs) == text
    before, after = (
        next(it.true for it in parse_page("titles/Ebb.md", each, verbs)[0].statements if it.true)
        for each in (it.files[0].text, text)
    )
    assert [(r.kind, r.block, r.distance, r.days, r.place is None) for r in before.relations] == [
        (r.kind, r.block, r.distance, r.days, r.place is None) for r in after.relations
    ]
    assert (before.text, before.step) == (after.text, after.step)


def test_a_heading_says_the_places_of_a_limited_number_of_people_and_a_fact_may_say_more() -> None:
    said = "".join(f"- own: [[Ada {n}]] step {n}\n" for n in range(34))
    everybody = ", ".join(f"[[Ada {n}]]" for n in range(34))
    text = f"---\nkind: film\n---\n### Whole title\n{said}- together: {everybody}\n  - own: [[Ada 33]] step 33\n"
    page, problems = parse_page("a.md", text, vocabulary.built_in())
    assert [(it.code, it.line) for it in problems] == [("own-too-many", 37), ("own-too-many", 38)]
    assert [step.who.key for step in page.statements[-1].own] == [f"Ada {n}" for n in (*range(32), 33)]


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("3 days", 3),
        ("of 2 weeks", 14),
        ("about a year", 365),
        ("5 hours", 0),
        ("of a long way", NONE),
        ("3 days before", NONE),
        ("", NONE),
    ],
)
def test_a_length_in_words_is_so_many_days(written: str, days: int) -> None:
    assert days_in(written) == days
