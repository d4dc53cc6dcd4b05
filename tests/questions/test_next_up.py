"""Where you are: what comes next, and what is ahead."""

import pytest

from intertwine import questions
from intertwine.gate.universe import Universe
from intertwine.gate.view import View
from intertwine.model.posture import Posture
from tests.worlds import world

STORY = """
=== titles/Ebb.md
---
kind: series
---
## Season 1 (2015-01-01, 3 episodes)
### 1. One
[[Ada]] lands in a storm.
### 2. Two
### 3. Three
## Season 2 (2017-01-01, 1 episode)
### 1. One
=== titles/Rain.md
---
kind: series
---
## Season 1 (2015-06-01, 2 episodes)
### 1. One
### 2. Two
=== titles/Flow.md
---
kind: film
released: 2016-01-01
---
### Public
- [[Flow]] picks up [[Ebb]], [[Rain]]
=== titles/Delta.md
---
kind: film
released: 2018-01-01
---
"""


@pytest.fixture(scope="module")
def story() -> Universe:
    return world(STORY)


def after(view: View, title: str | None = None) -> str | None:
    found = questions.where_you_are(view, title).next
    return None if found is None else found.text


def ahead(view: View, title: str | None = None) -> tuple[str, int, int] | None:
    found = questions.where_you_are(view, title).crossover
    return None if found is None else (found.title.name, found.seen, found.titles)


def test_in_a_universe_a_season_under_way_goes_first_and_then_release(story: Universe) -> None:
    assert after(story.seen()) == "Ebb 1x01"
    assert after(story.seen("Ebb 1x01, Rain 1x01")) == "Rain 1x02"
    assert after(story.seen("Ebb 1x01-1x02, Rain")) == "Ebb 1x03"
    assert after(story.seen("Ebb S1")) == "Rain 1x01"
    assert after(story.seen("Ebb S1, Rain")) == "Flow"
    assert after(story.seen("everything")) is None


def test_a_skip_does_not_block(story: Universe) -> None:
    whole = story.seen("everything").listing
    rain = next(n for n in whole.titles if whole.identity(n) and len(whole.installments(n)) == 2)
    view = story.seen("Rain 1x01", Posture(skipped=whole.marks(rain, [(1, 2)])))
    assert (after(view), after(view, "Rain")) == ("Ebb 1x01", None)


def test_it_tells_what_leads_up_to_it_and_what_else_was_begun(story: Universe) -> None:
    found = questions.where_you_are(story.seen("Ebb 1x01, Rain 1x01"), "Ebb")
    assert found.previously is not None
    assert found.previously.short.text == "Ada lands in a storm."
    assert found.begun == ()
    assert [it.text for it in questions.where_you_are(story.seen("Ebb 1x01, Rain 1x01")).begun] == ["Ebb 1x02"]
    assert questions.where_you_are(story.seen("everything")).previously is None


def test_the_crossover_ahead_is_counted_from_public_facts_and_marks(story: Universe) -> None:
    assert ahead(story.seen()) == ("Flow", 0, 2)
    # The second season came out after the crossover; what was told was not seen.
    assert ahead(story.seen("Ebb S1, told Rain")) == ("Flow", 1, 2)
    assert ahead(story.seen("Flow")) is None
    assert ahead(story.seen("Rain"), "Rain") == ("Flow", 1, 2)
    assert ahead(story.seen(), "Flow") == ("Flow", 0, 2)
    assert ahead(story.seen(), "Delta") is None


def test_what_is_not_there_is_said(story: Universe) -> None:
    with pytest.raises(questions.NotThere):
        questions.where_you_are(story.seen(), "Nowhere")
    with pytest.raises(questions.NotThere):
        questions.where_you_are(story.seen(), order="by heart")
