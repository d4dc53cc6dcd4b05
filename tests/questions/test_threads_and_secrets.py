"""A thread's state, and who knows whose secret."""

import pytest

from intertwine import questions
from intertwine.gate.universe import Universe
from tests.worlds import world

CASE = """
=== thread: The Fire
=== titles/Ebb.md
---
kind: series
---
## Season 1 (2015-01-01, 4 episodes)
### 1. One
- [[Ada]] opens [[The Fire]]
- [[The Fire]] concerns [[Cleo]]
- [[Ben]] works as "a spy" ^spy
- [[Ada]] learns ^spy
### 2. Two
- [[Ben]], [[Ada]] investigate [[The Fire]]
- [[Cleo]], [[Ada]] learn ^spy
### 3. Three
- [[Ada]] resolves [[The Fire]]
### 4. Four
- [[Cleo]] opens [[The Fire]]
=== titles/Flow.md
---
kind: film
released: 2016-01-01
---
### Public
- [[Flow]] picks up [[The Fire]]
"""


@pytest.fixture(scope="module")
def case() -> Universe:
    return world(CASE)


def test_a_thread_is_open_until_it_is_resolved_and_may_be_opened_again(case: Universe) -> None:
    states = [questions.thread(case.seen(f"Ebb 1x01-1x0{n}"), "the fire").state for n in (2, 3, 4)]
    assert states == ["open", "resolved", "open"]


def test_somebody_is_no_case_that_could_be_open(case: Universe) -> None:
    assert questions.thread(case.seen("Ebb S1"), "Ada").state is None


def test_it_says_who_opened_it_who_works_on_it_and_what_it_is_about(case: Universe) -> None:
    page = questions.thread(case.seen("Ebb S1"), "The Fire")
    assert [it.to.name for it in page.opened_by] == ["Ada", "Cleo"]
    assert [(it.to.name, it.told.text) for it in page.works_on] == [
        ("Ben", "Ben and Ada investigate the Fire"),
        ("Ada", "Ben and Ada investigate the Fire"),
    ]
    assert [it.to.name for it in page.resolved_by] == ["Ada"]
    assert [it.to.name for it in page.concerns] == ["Cleo"]
    assert [it.to.name for it in page.picked_up_by] == ["Flow"]
    assert [it.text for it in page.opened] == ["Ada comes across the Fire", "Cleo comes across the Fire"]
    assert [it.text for it in page.resolved] == ["Ada gets to the bottom of the Fire"]
    assert [it.text for it in page.facts][:2] == ["Flow picks up the Fire", "Ada comes across the Fire"]


def test_secrets_say_whose_they_are_and_who_knows_them_since_when(case: Universe) -> None:
    answer = questions.secrets(case.seen("Ebb 1x01-1x02"))
    assert [([owner.name for owner in it.of], it.told.text) for it in answer.secrets] == [(["Ben"], "Ben is a spy")]
    assert [(it.who.name, it.since.text if it.since else None) for it in answer.secrets[0].known_by] == [
        ("Ada", "Ebb 1x01"),
        ("Cleo", "Ebb 1x02"),
    ]
    assert [it.who.name for it in questions.secrets(case.seen("Ebb 1x01")).secrets[0].known_by] == ["Ada"]


def test_secrets_may_be_asked_of_some_people_only(case: Universe) -> None:
    view = case.seen("Ebb 1x01-1x02")
    assert len(questions.secrets(view, ["Ben"]).secrets) == 1
    assert len(questions.secrets(view, ["cleo"]).secrets) == 1
    assert questions.secrets(case.seen("Ebb 1x01"), ["Cleo"]).secrets == ()
    with pytest.raises(questions.NotThere):
        questions.secrets(case.seen(), ["Cleo"])
