"""Facts about installments and seasons: what they say, and from when on."""

from __future__ import annotations

import pytest

from intertwine import questions
from intertwine.gate.universe import Universe
from intertwine.model.fact import TitlePart
from intertwine.questions import to_json
from tests.worlds import world

STORY = """
=== Hazel.md
---
kind: series
---
## Season 1 (2020-01-01, 3 episodes)
### 1. The Tide Mice
- [[Ada]] appears
### 2. The Draugen
- [[Hazel]] 1x02 depends on [[Hazel]] 1x01 "the long pier" ^mice
- [[Ada]] learns ^mice
### 3. The Storm
- [[Hazel]] 1x03 and [[Hazel]] 1x02 depend on [[Gulls]] S1, [[Hazel]] 1x01
- [[Gulls]] 1x01 is picked up by [[Hazel]] season 1, episode 3
- [[Hazel]] 1x03 foreshadows [[Night]] 1x02
- [[Hazel]] is picked up by [[Book]] chapter 2
=== Gulls.md
---
kind: series
---
## Season 1 (2020-02-01, 2 episodes)
### 1. Low Water
### 2. High Water
=== Night.md
---
kind: series
revealed: Gulls 1x02
---
## Season 1 (2020-03-01, 2 episodes)
### 1. One
### 2. Two
- [[Night]] S1 picks up [[Hazel]] 1x03
=== Book.md
---
kind: book
---
## Chapters (2020-03-01, 2 chapters)
### 1. One
### 2. Two
"""


@pytest.fixture(scope="module")
def story() -> Universe:
    return world(STORY)


def sentences(story: Universe, seen: str) -> list[str]:
    view = story.seen(seen)
    return [view.words(fact) for fact in view.facts.of() if fact.where is not None]


def test_a_sentence_says_the_number_of_an_installment_and_never_its_name(story: Universe) -> None:
    assert sentences(story, "Hazel S1") == [
        "Ada appears",
        "Hazel 1x02 depends on Hazel 1x01: the long pier",
        "Ada learns that Hazel 1x02 depends on Hazel 1x01: the long pier",
        "Hazel 1x03 and Hazel 1x02 depend on Gulls S1 and Hazel 1x01",
        "Gulls 1x01 is picked up by Hazel 1x03",
        "Hazel is picked up by Book chapter 2",
    ]


def test_a_fact_waits_until_its_title_is_listed(story: Universe) -> None:
    said = "Hazel 1x03 foreshadows Night 1x02"
    assert said not in sentences(story, "Hazel S1, Gulls 1x01")
    assert said in sentences(story, "Hazel S1, Gulls S1")
    assert "Night" not in str(sentences(story, "Hazel S1"))


def test_a_fact_has_the_parts_at_its_ends(story: Universe) -> None:
    view = story.seen("everything")
    (hilda,), (gulls,) = view.names.find("Hazel"), view.names.find("Gulls")
    fact = next(fact for fact in view.facts.of() if fact.parts and len(fact.parts.subjects) == 2)
    assert (fact.subjects, fact.objects) == ((hilda,), (gulls, hilda))
    assert fact.parts is not None
    assert fact.parts.subjects == (TitlePart(hilda, 1, 3), TitlePart(hilda, 1, 2))
    assert fact.parts.objects == (TitlePart(gulls, 1, None), TitlePart(hilda, 1, 1))


def test_a_page_ties_parts_of_titles(story: Universe) -> None:
    page = questions.title(story.seen("everything"), "Hazel")
    ties = [(tie.own and tie.own.text, tie.part and tie.part.text) for tie in page.picks_up]
    assert ties == [
        ("Hazel 1x02", "Hazel 1x01"), ("Hazel 1x03", "Gulls S1"), ("Hazel 1x03", "Hazel 1x01"),
        ("Hazel 1x02", "Gulls S1"), ("Hazel 1x03", "Gulls 1x01"),
    ]  # fmt: skip
    back = [(tie.to.name, tie.own and tie.own.text, tie.part and tie.part.text) for tie in page.picked_up_by]
    assert back[-2:] == [("Book", None, "Book chapter 2"), ("Night", "Hazel 1x03", "Night S1")]
    said = to_json(page)["picked_up_by"][-2]
    assert said["part"] == {"title": "Book", "season": 1, "episode": 2, "time": None}
    assert "own" not in said


def test_a_timeline_has_them(story: Universe) -> None:
    told = [fact.text for fact in questions.timeline(story.seen("everything"), ["Gulls"]).facts]
    assert "Gulls 1x01 is picked up by Hazel 1x03" in told


def test_what_differs_in_its_parts_alone_was_not_known_before() -> None:
    more = '- [[Hazel]] 1x03 depends on [[Hazel]] 1x01 "the long pier"'
    story = world(STORY.replace("### 3. The Storm\n", f"### 3. The Storm\n{more}\n"))
    new = questions.learnt(story.seen("Hazel 1x01-1x02"), story.seen("Hazel S1"))
    assert "Hazel 1x03 depends on Hazel 1x01: the long pier" in [fact.text for fact in new.facts]


def test_nobody_pays_for_parts_who_has_none() -> None:
    view = world("=== T.md\n---\nkind: film\n---\n### Whole title\n- [[Ada]] appears\n").seen("everything")
    assert not len(view.rows._tables.columns.part_row)
