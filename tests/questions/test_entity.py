"""An entity's page: who, what happened, how they stand to others."""

import pytest

from intertwine import questions
from intertwine.gate.universe import Universe
from intertwine.gate.view import View
from tests.worlds import universe, world

TIDE = """
=== universe.md
---
kind: universe
name: Harbour
---
=== people/Ada.md
---
kind: character
names:
  - {name: Ada Stone, revealed: Tide 1x02}
  - {name: the lady, revealed: Tide 1x01}
images:
  - {file: mask.jpg, alt: A mask, revealed: Tide 1x01}
ids:
  - {wikidata: Q1, revealed: Tide 1x03}
---
### Tide 1x01
She comes by night.
=== person: Zoe Actor
=== group: The Watch
=== place: North, South
=== titles/Tide.md
---
kind: series
cast:
  - "[[Zoe Actor]] as [[Ada]]"
---
## Season 1 (2017-03-01, 5 episodes)
### 1. One
- [[Ada]], [[Ben]] are friends of [[Cleo]]
- [[Ada]] joins [[The Watch]]
- [[Ada]] lives in [[North]]
- [[Ada]] works as "nurse"
- [[Ada]] meets [[Ben]] at [[North]]
### 2. Two
- [[Ada]] moves to [[South]]
- [[Ada]] stops working as "Nurse"
- [[Ben]] falls out with [[Cleo]]
- [[Ada]] dies "at sea" ^dead
### 3. Three
- [[Ada]] turns out to be alive
  - disproves: ^dead
### 4. Four
- [[Ada]] leaves [[The Watch]]
- [[Cleo]] kills [[Ben]]
### 5. Five
- [[Ada]] joins [[The Watch]]
- together: [[Ada]], [[Cleo]] at [[South]]
"""


@pytest.fixture(scope="module")
def tide() -> Universe:
    return world(TIDE)


def relations(view: View, name: str) -> list[tuple[str, str | None, bool]]:
    return [(it.words, it.to.name if it.to else it.text, it.now) for it in questions.who(view, name).relations]


def test_names_are_best_first_each_with_where_it_was_learnt(tide: Universe) -> None:
    page = questions.who(tide.seen("Tide 1x01-1x02"), "the lady")
    assert (page.name, page.address, page.kind) == ("Ada Stone", "ada-stone", "character")
    assert [(it.name, it.where.text if it.where else None) for it in page.names] == [
        ("Ada Stone", "Tide 1x02"),
        ("the lady", "Tide 1x01"),
    ]
    assert questions.who(tide.seen("Tide 1x01"), "The  LADY").name == "the lady"
    with pytest.raises(questions.NotThere):
        questions.who(tide.seen("Tide 1x01"), "Ada Stone")


def test_facts_so_far_say_where_and_by_what_source(tide: Universe) -> None:
    facts = questions.who(tide.seen("Tide 1x01"), "Ben").facts
    assert [(it.text, it.where.text if it.where else None, it.source) for it in facts] == [
        ("The lady and Ben are friends of Cleo", "Tide 1x01", "Tide 1x01"),
        ("The lady meets Ben at North", "Tide 1x01", "Tide 1x01"),
    ]
    assert "".join(part.text for part in facts[1].parts) == facts[1].text
    assert [part.to.name for part in facts[1].parts if part.to] == ["the lady", "Ben", "North"]


def test_relations_last_until_something_visible_ends_them(tide: Universe) -> None:
    assert relations(tide.seen("Tide 1x01"), "the lady") == [
        ("is a friend of", "Cleo", True),
        ("is a member of", "The Watch", True),
        ("lives in", "North", True),
        ("works as", "nurse", True),
    ]
    assert relations(tide.seen("Tide 1x01-1x02"), "Ada Stone") == [
        ("is a friend of", "Cleo", False),
        ("is a member of", "The Watch", False),
        ("lives in", "North", False),
        ("works as", "nurse", False),
        ("lives in", "South", False),
    ]


def test_a_state_may_begin_again(tide: Universe) -> None:
    watch = [it for it in questions.who(tide.seen("Tide S1"), "Ada Stone").relations if it.words == "is a member of"]
    assert [(it.now, it.told.source, it.ended.source if it.ended else None) for it in watch] == [
        (True, "Tide 1x05", None),
        (False, "Tide 1x01", "Tide 1x04"),
    ]


def test_relations_are_worded_from_the_other_side_too(tide: Universe) -> None:
    assert relations(tide.seen("Tide 1x01"), "The Watch") == [("has as a member", "the lady", True)]
    assert relations(tide.seen("Tide 1x01"), "Cleo") == [
        ("is a friend of", "the lady", True),
        ("is a friend of", "Ben", True),
    ]
    assert relations(tide.seen("Tide 1x01-1x02"), "Cleo")[-1] == ("is a friend of", "Ben", False)


def test_a_move_ends_living_elsewhere_on_the_page_of_the_place_that_it_does_not_name(tide: Universe) -> None:
    assert relations(tide.seen("Tide 1x01"), "North") == [("is home to", "the lady", True)]
    assert relations(tide.seen("Tide 1x01-1x02"), "North") == [("is home to", "Ada Stone", False)]


def test_fate_is_what_is_last_known_and_disproved_deaths_do_not_count(tide: Universe) -> None:
    def fate(seen: str, name: str) -> tuple[bool | None, str | None]:
        page = questions.who(tide.seen(seen), name)
        return page.alive, page.fate.text if page.fate else None

    assert fate("Tide 1x01", "the lady") == (None, None)
    assert fate("Tide 1x01-1x02", "Ada Stone") == (False, "Ada Stone dies at sea")
    assert fate("Tide 1x01-1x03", "Ada Stone") == (True, "Ada Stone turns out to be alive")
    assert fate("Tide S1", "Ben") == (False, "Cleo kills Ben")
    assert fate("Tide S1", "Cleo") == (None, None)
    facts = questions.who(tide.seen("Tide 1x01-1x03"), "Ada Stone").facts
    assert [it.text for it in facts if it.disproved] == ["Ada Stone dies at sea"]


def test_it_lists_where_they_are_seen_and_who_plays_them(tide: Universe) -> None:
    page = questions.who(tide.seen("Tide S1"), "Ada Stone")
    assert [(it.title.name, [at.text for at in it.installments]) for it in page.seen_in] == [
        ("Tide", ["Tide 1x01", "Tide 1x02", "Tide 1x03", "Tide 1x04", "Tide 1x05"])
    ]
    assert [(it.actor.name, [title.name for title in it.titles]) for it in page.played_by] == [("Zoe Actor", ["Tide"])]
    actor = questions.who(tide.seen("Tide S1"), "Zoe Actor")
    assert [(it.role.name, [title.name for title in it.titles]) for it in actor.plays] == [("Ada Stone", ["Tide"])]
    assert [title.name for title in actor.acts_in] == ["Tide"]


def test_images_ids_and_descriptions_come_with_their_stamps(tide: Universe) -> None:
    page = questions.who(tide.seen("Tide 1x01"), "the lady")
    assert [(it.file, it.alt) for it in page.images] == [("mask.jpg", "A mask")]
    assert page.ids == ()
    assert [it.text for it in page.description] == ["She comes by night."]
    assert [(it.scheme, it.id) for it in questions.who(tide.seen("Tide S1"), "Ada Stone").ids] == [("wikidata", "Q1")]


@universe
def test_two_are_one_once_that_is_known(there: Universe) -> None:
    """
    === titles/Tide.md
    ---
    kind: series
    ---
    ## Season 1 (2017-03-01, 2 episodes)
    ### 1. One
    - [[The Mask]] fights [[Ben]]
    - [[Ada]] helps [[Ben]]
    ### 2. Two
    - [[The Mask]] is [[Ada]]
    """
    assert len(questions.who(there.seen("Tide 1x01"), "The Mask").facts) == 1
    page = questions.who(there.seen("Tide S1"), "the mask")
    assert page.name == "Ada"
    assert [name.name for name in page.names] == ["Ada", "The Mask"]
    assert [it.text for it in page.facts] == ["Ada fights Ben", "Ada helps Ben", "The Mask is Ada"]


@universe
def test_a_flashback_ends_nothing_that_began_after_it(there: Universe) -> None:
    """
    === titles/Tide.md
    ---
    kind: series
    ---
    ## Season 1 (2017-03-01, 2 episodes)
    ### 1. One
    - [[Ada]] is married to [[Ben]] ^wedding
    ### 2. Two
    - [[Ada]] breaks up with [[Ben]]
      - true: before ^wedding
    """
    assert relations(there.seen("everything"), "Ada") == [("is married to", "Ben", True)]


@universe
def test_somebody_hidden_leaves_no_plural_behind(there: Universe) -> None:
    """
    === titles/Tide.md
    ---
    kind: series
    ---
    ## Season 1 (2017-03-01, 2 episodes)
    ### 1. One
    - [[Ada]], [[Ben]] are members of [[The Watch]]
    - together: [[Ada]], [[Ben]]
    ### 2. Two
    === people/Ben.md
    ---
    kind: character
    names:
      - {name: Ben, revealed: Tide 1x02}
    ---
    === group: The Watch
    """
    assert [it.text for it in questions.timeline(there.seen("Tide 1x01"), ["Ada"]).facts] == [
        "Ada is a member of the Watch",
        "Ada is seen",
    ]
    assert [it.text for it in questions.timeline(there.seen("Tide S1"), ["Ada"]).facts] == [
        "Ada and Ben are members of the Watch",
        "Ada and Ben share a scene",
    ]


@universe
def test_what_is_told_from_both_sides_is_one_relation_and_nobody_is_related_to_themselves(
    there: Universe,
) -> None:
    """
    === titles/Tide.md
    ---
    kind: film
    released: 2017-03-01
    ---
    ### Whole title
    - [[Ada]] is the mother of [[Ben]]
    - [[Ben]] is the son of [[Ada]]
    - [[The Mask]] is a friend of [[Ada]]
    - [[The Mask]] is [[Ada]]
    """
    assert relations(there.seen("everything"), "Ada") == [("is the parent of", "Ben", True)]
    assert relations(there.seen("everything"), "Ben") == [("is the child of", "Ada", True)]
