"""What is only dreamt or imagined, in the answers about threads, meetings and worlds."""

from __future__ import annotations

import pytest

from intertwine import questions
from intertwine.questions.meetings import Meeting
from tests.worlds import world

THERE = world("""
=== titles/Ebb.md
---
kind: series
---
## Season 1 (2019-01-01, 4 episodes)
### 1. One
- together: [[Ada]], [[Sol]] (imagined)
- together: [[Ben]], [[Sol]] (a body)
- together: [[Ada]], [[Ben]]
- [[Ada]] opens [[Real]]
### 2. The Night
- frame: dream of [[Ada]], revealed 1x03
- [[Ada]] opens [[Case]]
- [[Ada]] resolves [[Case]]
- [[Ada]] resolves [[Real]]
- [[Ada]] speaks with [[Cy]]
- together: [[Ada]], [[Dee]] (heard)
### 3. Three
- [[Cy]] meets [[Dee]]
  - frame: another world [[Far Shore]]
- [[Dee]] dies
  - frame: another world [[Far Shore]]
### 4. Four
- frame: another world [[Far Shore]]
- [[Cy]] meets [[Ada]]
  - frame: dream of [[Cy]]
=== threads/Case.md
---
kind: thread
---
=== threads/Real.md
---
kind: thread
---
=== places/Far Shore.md
---
kind: place
---
""")


def pair(seen: str, one: str, other: str) -> Meeting:
    (found,) = questions.met(THERE.seen(seen), (one, other)).pairs
    return found


def test_a_thread_of_a_dream_has_no_state_outside_of_it() -> None:
    before, after = (questions.thread(THERE.seen(seen), "Case") for seen in ("Ebb 1x01-1x02", "Ebb 1x01-1x03"))
    assert (before.state, before.inside) == ("resolved", ())
    assert after.state is None
    assert [(it.frame, it.state) for it in after.inside] == [("In a dream of Ada", "resolved")]
    real = questions.thread(THERE.seen("Ebb"), "Real")
    assert (real.state, [it.state for it in real.inside]) == ("open", ["resolved"])


@pytest.mark.parametrize("other", ["Cy", "Dee"])
def test_who_spoke_in_a_dream_has_spoken_only_there(other: str) -> None:
    before, after = pair("Ebb 1x01-1x02", "Ada", other), pair("Ebb 1x01-1x03", "Ada", other)
    assert before.spoken is not None
    assert before.inside == ()
    assert (after.met, after.spoken) == (None, None)
    assert [(it.frame, it.encounter.how) for it in after.inside] == [("In a dream of Ada", "spoken with")]


@pytest.mark.parametrize(("one", "way"), [("Ada", "imagined"), ("Ben", "as a body")])
def test_somebody_who_is_only_imagined_is_said_to_be(one: str, way: str) -> None:
    found = pair("Ebb", one, "Sol")
    assert found.met is None
    assert found.beside is not None
    assert (found.beside.who.name, found.beside.way) == ("Sol", way)
    assert found.beside.where is not None
    assert found.beside.where.text == "Ebb 1x01"
    assert pair("Ebb", "Ada", "Ben").beside is None


def test_the_page_of_a_world_lists_what_happens_in_it() -> None:
    listed = [it.text for it in questions.who(THERE.seen("Ebb"), "Far Shore").facts]
    assert listed == [
        "In another world, Far Shore, Cy meets Dee",
        "In another world, Far Shore, Dee dies",
        "In a dream of Cy, in another world, Far Shore, Cy meets Ada",
    ]
    assert not any("Far Shore" in it.text for it in questions.who(THERE.seen("Ebb 1x01-1x03"), "Ben").facts)
