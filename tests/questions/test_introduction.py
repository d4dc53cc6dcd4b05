"""Who this is again: an introduction, relations by what they are about, and whom somebody has met."""

import pytest

from intertwine.gate.view import View
from intertwine.questions.acquaintances import acquaintances
from intertwine.questions.entity_facts import EntityFacts
from intertwine.questions.entity_page import who
from intertwine.questions.introduction import MOST, introduction, occupation
from intertwine.questions.known_parts import known_part, known_parts
from intertwine.questions.relation_groups import relation_groups
from tests.worlds import world

STORY = """
=== titles/Quay.md
---
kind: series
---
## Season 1 (2015-01-01, 3 episodes)
### 1. One
- [[Mara]] works as "a pilot"
- [[Mara]] is the mother of [[Odo]]
- [[Mara]] is a friend of [[Ines]]
- [[Mara]] meets for the first time [[Tom]]
- together: [[Mara]], [[Ines]], [[Rolf]] (heard)
- [[Ines]] fights [[Tom]]
### 2. Two
- [[Mara]] stops working as "a pilot"
- [[Mara]] searches for [[The lost boat]]
- [[Ines]] is an enemy of [[Mara]]
### 3. Three
- [[Tom]] kills [[Mara]]
- [[Ines]] fights [[Tom]]
=== threads/The lost boat.md
---
kind: thread
---
"""


def view(seen: str, more: str = "") -> View:
    """Somebody who has seen this of the story; `more` pages belong to it."""
    return world(f"{STORY}{more}").seen(seen)


def said(it: View, name: str) -> list[str]:
    """The sentences of an introduction."""
    return [told.text for told in introduction(it, it.names.find(name)[0])]


def test_it_says_what_somebody_does_is_after_how_a_lead_knows_them_and_what_they_did_last() -> None:
    assert said(view("Quay 1x01"), "Mara")[:2] == ["Mara is a pilot.", "Mara is a friend of Ines."]
    assert "Mara searches for the lost boat." in said(view("Quay 1x01-1x02"), "Mara")
    assert said(view("Quay"), "Mara")[-1] == "Tom kills Mara."
    for seen in ("Quay 1x01", "Quay 1x01-1x02", "Quay"):
        for name in ("Mara", "Tom", "Ines", "Odo"):
            assert 1 <= len(said(view(seen), name)) <= MOST


def test_the_keepers_prose_comes_first_and_of_many_sentences_the_first_and_the_last() -> None:
    page = """
=== people/Mara.md
---
kind: character
---
### Quay 1x01

A pilot without a boat.

### Quay 1x02

She asks too much.

### Quay 1x03

She asked once too often.
"""
    assert said(view("Quay 1x01", page), "Mara")[0] == "A pilot without a boat."
    assert said(view("Quay 1x01-1x02", page), "Mara")[:2] == ["A pilot without a boat.", "She asks too much."]
    found = said(view("Quay", page), "Mara")
    assert found[:2] == ["A pilot without a boat.", "She asked once too often."]
    assert "She asks too much." not in found


def test_an_occupation_that_is_over_is_said_to_be() -> None:
    for seen, lasts in (("Quay 1x01", True), ("Quay 1x01-1x02", False)):
        it = view(seen)
        assert occupation(EntityFacts.of(it, it.names.find("Mara")[0])) == ("a pilot", lasts)
        assert occupation(EntityFacts.of(it, it.names.find("Tom")[0])) == ("", True)


def test_relations_stand_under_their_headings_the_heaviest_first() -> None:
    it = view("Quay 1x01")
    groups = relation_groups(it, who(it, "Mara").relations)
    assert [(group.heading, [one.words for one in group.relations]) for group in groups] == [
        ("family", ["is the parent of"]),
        ("friends", ["is a friend of"]),
        ("work", ["is"]),
    ]


def test_those_are_met_who_are_there_the_heaviest_first() -> None:
    it = view("Quay 1x01")
    assert [one.who.name for one in acquaintances(it, it.names.find("Mara")[0])] == ["Ines", "Tom"]
    assert [one.who.name for one in acquaintances(it, it.names.find("Rolf")[0])] == []


@pytest.mark.parametrize("seen", ["Quay 1x01", "Quay"])
def test_what_has_happened_is_told_part_by_part_and_nothing_is_left_out(seen: str) -> None:
    it = view(seen)
    mara = it.names.find("Mara")[0]
    parts = known_parts(it, mara)
    told = [fact for part in parts for fact in known_part(it, mara, part.key)[1]]
    assert tuple(told) == tuple(who(it, "Mara").facts)
    assert sum(part.count for part in parts) == len(told)


def test_a_name_that_was_just_said_is_a_pronoun() -> None:
    page = "\n=== people/Mara.md\n---\nkind: character\npronoun: she\n---\n"
    found = said(view("Quay 1x01", page), "Mara")
    assert found[:2] == ["Mara is a pilot.", "She is a friend of Ines."]


def test_after_a_sentence_about_two_the_name_is_said_again() -> None:
    """It could be either of them."""
    page = "\n=== people/Odo.md\n---\nkind: character\npronoun: he\n---\n"
    page += "=== titles/Weir.md\n---\nkind: film\n---\n### Whole title\n- [[Odo]] leaves [[Mara]]\n"
    assert said(view("Quay 1x01, Weir", page), "Odo") == ["Mara is the mother of Odo.", "Odo leaves Mara."]


def test_it_is_part_of_the_answer_about_somebody() -> None:
    it = view("Quay")
    assert who(it, "Mara").introduction == introduction(it, it.names.find("Mara")[0])


HOUSE = """
=== people/Ada.md
---
kind: character
pronoun: she
---
=== people/Ben.md
---
kind: character
pronoun: he
---
=== titles/House.md
---
kind: series
---
## Season 1 (2015-01-01, 3 episodes)
### 1. One
- [[Ben]] works as "a guard"
- [[Ada]] works as "a cook"
- [[Ada]] is married to [[Ben]]
### 2. Two
- [[Cy]] kills [[Ben]]
### 3. Three
- [[Cy]] and [[Ada]] flee
"""


def told_of(seen: str, name: str) -> str:
    view = world(HOUSE).seen(seen)
    return " ".join(it.text for it in introduction(view, view.names.find(name)[0]))


def test_what_holds_both_ways_is_told_from_the_side_of_the_page_and_names_become_pronouns() -> None:
    assert told_of("House 1x01", "Ben") == "Ben is a guard. He is married to Ada."
    assert told_of("House 1x01-1x02", "Ben") == "Ben is a guard. Cy kills him."


def test_what_ended_with_somebody_else_is_told_in_the_past() -> None:
    assert told_of("everything", "Ada") == "Ada is a cook. She was married to Ben. She and Cy flee."


COUPLE = """
=== titles/Pier.md
---
kind: series
---
## Season 1 (2016-01-01, 3 episodes)
### 1. One
- [[Ida]] becomes the lover of [[Leo]]
- [[Ida]] meets [[Leo]]
### 2. Two
- [[Ida]] rescues [[Leo]] ^rescue
- [[Leo]] kidnaps [[Ida]] "from a pier, years ago"
  - true: before ^rescue
- [[Leo]] is described as "a sailor"
- [[Leo]] helps [[Ida]]
### 3. Three
- [[Leo]] breaks up with [[Ida]]
=== people/Ida.md
---
kind: character
pronoun: she
---
"""


def pier(seen: str) -> View:
    """Somebody who has seen this of a story of two."""
    return world(COUPLE).seen(seen)


def test_what_lasts_is_told_as_it_is_now_and_not_as_it_began() -> None:
    assert "Ida has a relationship with Leo." in said(pier("Pier 1x01"), "Ida")


def test_what_somebody_did_last_is_no_description_and_nothing_from_long_ago() -> None:
    assert said(pier("Pier 1x01-1x02"), "Leo")[-1] == "Leo helps Ida."


def test_who_left_whom_stays_said() -> None:
    assert any(text.startswith("Leo breaks up with") for text in said(pier("Pier"), "Ida"))
