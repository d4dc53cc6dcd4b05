"""States that ended are told so, and things pass from one to another."""

import pytest

from intertwine import questions
from intertwine.cli import say_people
from intertwine.gate.universe import Universe
from intertwine.gate.view import View
from tests.worlds import world

STORY = """
=== object: The Boat, The Ring, The Key
=== titles/Ebb.md
---
kind: series
---
## Season 1 (2015-01-01, 6 episodes)
### 1. One
- [[Ada]] is married to [[Ben]]
- [[Ada]] owns [[The Boat]]
- [[Dan]] owns [[The Ring]]
- [[Ada]], [[Dan]] are members of [[The Guild]]
### 2. Two
- [[Ada]] divorces [[Ben]]
- [[Ada]] gives [[The Boat]] to [[Cleo]]
- [[Ada]] leaves [[The Guild]]
- [[Ada]] gives [[The Key]] to [[Cleo]]
- [[Ada]] gives "good advice" to [[Ben]]
- [[Ada]] gives [[Ben]] to [[Cleo]]
### 3. Three
- [[Cleo]] lends [[The Boat]] to [[Dan]]
- [[Ben]] steals [[The Ring]]
### 4. Four
- [[Dan]] gives back [[The Boat]] to [[Cleo]]
- [[Dan]] leaves [[The Guild]]
### 5. Five
- [[Ben]] buys [[The Boat]] from [[Cleo]]
- [[Ben]] offers [[The Boat]] to [[Ada]]
### 6. Six
- [[Cleo]] inherits [[The Boat]] from [[Ben]]
=== groups/The Guild.md
---
kind: group
---
"""


@pytest.fixture(scope="module")
def story() -> Universe:
    return world(STORY)


def now(view: View, name: str) -> list[str]:
    """How somebody stands to things now."""
    found = questions.who(view, name).relations
    return [f"{it.words} {it.to.name if it.to else it.text}" for it in found if it.now]


def told(view: View) -> dict[str, str | None]:
    """Until when what the title's page tells was so."""
    return {it.text: it.until for it in questions.title(view, "Ebb").facts}


def test_what_is_given_lent_stolen_bought_and_inherited_has_its_owner(story: Universe) -> None:
    owners = {1: "Ada", 2: "Cleo", 3: "Cleo", 4: "Cleo", 5: "Ben", 6: "Cleo"}
    for n, owner in owners.items():
        view = story.seen(f"Ebb 1x01-1x0{n}")
        those = [name for name in ("Ada", "Ben", "Cleo", "Dan") if view.names.find(name)]
        assert [name for name in those if "owns The Boat" in now(view, name)] == [owner]
        assert next(it.to.name for it in questions.who(view, "The Boat").relations if it.to and it.now) == owner
    third = story.seen("Ebb 1x01-1x03")
    assert now(third, "Dan") == ["is a member of The Guild", "has The Boat"]
    assert (now(third, "Ben"), now(third, "Cleo")) == (["has The Ring"], ["owns The Boat", "has The Key"])
    assert now(story.seen("Ebb 1x01-1x04"), "Cleo") == ["owns The Boat", "has The Key"]


def test_who_sees_only_the_gift_knows_no_owner(story: Universe) -> None:
    assert now(story.seen("Ebb 1x02"), "Cleo") == ["has The Boat", "has The Key"]


def test_pages_and_recaps_say_until_when_a_state_was_so(story: Universe) -> None:
    members = "Ada and Dan are members of the Guild"
    second, all_of_it = told(story.seen("Ebb 1x01-1x02")), told(story.seen("Ebb"))
    assert second["Ada is married to Ben"] == "until Ebb 1x02"
    assert second["Ada owns the Boat"] == "until Ebb 1x02"
    assert (second[members], all_of_it[members]) == (None, "until Ebb 1x04")
    assert all_of_it["Dan owns the Ring"] == "until Ebb 1x03"
    assert all_of_it["Ada divorces Ben"] is None
    assert told(story.seen("Ebb 1x01"))["Ada is married to Ben"] is None
    people = questions.recap(story.seen("Ebb"), "Ebb 1x03", most=9).people
    ada = {it.text: it.until for person in people if person.who.name == "Ada" for it in person.facts}
    assert ada["Ada is married to Ben"] == ada["Ada owns the Boat"] == "until Ebb 1x02"
    before = questions.recap(story.seen("Ebb"), "Ebb 1x02", most=9).people
    assert [it.until for person in before for it in person.facts] == [None] * sum(len(it.facts) for it in before)


def test_a_death_ends_what_was_said_of_the_dead() -> None:
    view = world(STORY.replace("- [[Dan]] leaves [[The Guild]]", "- [[Dan]] dies")).seen("Ebb")
    assert told(view)["Ada and Dan are members of the Guild"] == "until Ebb 1x04"


def test_what_a_look_back_ended_was_over_by_then() -> None:
    back = "- [[Dan]] dies ^dan-dies\n### 2. Two\n- [[Ada]] divorces [[Ben]]\n  - true: before ^dan-dies"
    text = STORY.replace("### 2. Two\n- [[Ada]] divorces [[Ben]]", back)
    view = world(text).seen("Ebb")
    assert told(view)["Ada is married to Ben"] == "over by Ebb 1x02"
    relation = next(it for it in questions.who(view, "Ada").relations if it.words == "is married to")
    assert (relation.ended_by, relation.ended_first) == (True, False)
    assert say_people.relation(relation) == ("is married to Ben", "Ebb 1x01; over by Ebb 1x02")


def test_a_place_that_begins_and_ends_a_state_is_said_once() -> None:
    view = world(STORY.replace("### 2. Two\n", "").replace("### 3.", "### 2. Two\n### 3.")).seen("Ebb 1x01")
    relation = next(it for it in questions.who(view, "Ada").relations if it.words == "is married to")
    assert say_people.relation(relation) == ("is married to Ben", "until Ebb 1x01")


def test_love_outlives_the_loved(story: Universe) -> None:
    view = world(STORY.replace("- [[Ada]] divorces [[Ben]]", "- [[Ada]] loves [[Ben]]\n- [[Ben]] dies")).seen("Ebb")
    assert "loves Ben" in now(view, "Ada")
    dead = world(STORY.replace("- [[Ada]] divorces [[Ben]]", "- [[Ben]] loves [[Ada]]\n- [[Ben]] dies")).seen("Ebb")
    assert "loves Ada" not in now(dead, "Ben")


def test_a_state_that_began_again_lasts() -> None:
    view = world(STORY.replace("### 6. Six", "### 6. Six\n- [[Ada]] is married to [[Ben]]")).seen("Ebb")
    page = [it.until for it in questions.title(view, "Ebb").facts if it.text == "Ada is married to Ben"]
    assert page == ["until Ebb 1x02", None]
