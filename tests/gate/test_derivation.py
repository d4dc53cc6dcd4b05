"""What a target asks of its viewer, derived from the ledger."""

import inspect
from collections.abc import Callable

import numpy as np
import pytest

from intertwine.gate.derivation.connections import causes, links
from intertwine.gate.derivation.continued import chains
from intertwine.gate.derivation.derive import derive
from intertwine.gate.derivation.story_lines import StoryLines, story_lines
from intertwine.gate.universe import Universe
from intertwine.model.progress import NOTHING
from tests.worlds import universe


def story(it: Universe) -> StoryLines:
    return story_lines(it._ledger)


def place(it: Universe, number: int) -> str:
    """An installment as `Harbour 1x02`."""
    listing, strings, keys = it._ledger.installments, it._ledger.strings, it._ledger.entities.key
    return f"{strings[int(keys[listing.title[number]])]} {listing.season[number]}x{int(listing.number[number]):02}"


def asked(
    it: Universe, title: str, season: int = 1, number: int | None = None
) -> list[tuple[str, str, list[list[str]]]]:
    """What a season, or an installment of it, asks for: the topic, whom it is about, and what teaches it."""
    ledger = it._ledger
    strings, keys, listing = ledger.strings, ledger.entities.key, ledger.installments
    target = np.array(
        [
            strings[int(keys[t])] == title and s == season and number in (None, n)
            for t, s, n in zip(listing.title, listing.season, listing.number, strict=True)
        ]
    )
    return [
        (
            found.topic,
            ", ".join(strings[int(keys[n])] for n in found.entities),
            [[place(it, n) for n in its] for its in found.alternatives],
        )
        for found in derive(story(it), target)
    ]


def about(it: Universe, title: str, topic: str) -> dict[str, list[list[str]]]:
    return {whom: lessons for what, whom, lessons in asked(it, title) if what == topic}


@universe
def test_a_crossover_builds_on_who_was_there_before_and_how_they_stand(it: Universe) -> None:
    """
    === titles/Harbour.md
    ---
    kind: series
    ---
    ## Season 1 (2019-01-01, 3 episodes)
    ### 1. One
    - [[Ada]] helps [[Bo]]
    ### 2. Two
    - [[Ada]] marries [[Bo]]
    ### 3. Three
    - [[Bo]] dies
    === titles/Pier.md
    ---
    kind: series
    ---
    ## Season 1 (2020-01-01, 1 episodes)
    ### 1. One
    - [[Ada]] finds [[Cy]]
    - [[Ada]] fights [[Cy]]
    - [[Bo]] helps [[Ada]]
    """
    people = about(it, "Pier", "person")
    assert people == {
        "Ada": [["Harbour 1x01"], ["Harbour 1x02"]],
        "Bo": [["Harbour 1x01"], ["Harbour 1x02"], ["Harbour 1x03"]],
    }
    assert about(it, "Pier", "relation") == {"Ada, Bo": [["Harbour 1x02"]]}
    assert about(it, "Pier", "life") == {"Bo": [["Harbour 1x03"]]}
    assert "Cy" not in people


@universe
def test_whoever_came_back_is_dead_to_nobody(it: Universe) -> None:
    """
    === titles/Harbour.md
    ---
    kind: series
    ---
    ## Season 1 (2019-01-01, 3 episodes)
    ### 1. One
    - [[Ada]] dies
    - [[Bo]] seems to die
    ### 2. Two
    - [[Ada]] returns from the dead
    ### 3. Three
    - [[Bo]] finds [[Ada]]
    - [[Bo]] fights [[Ada]]
    - [[Bo]] helps [[Ada]]
    - [[Bo]] kidnaps [[Ada]]
    === titles/Pier.md
    ---
    kind: series
    ---
    ## Season 1 (2020-01-01, 1 episodes)
    ### 1. One
    - [[Ada]] finds [[Bo]]
    """
    assert about(it, "Pier", "life") == {}


@universe
def test_a_fact_that_is_spoken_of_can_be_learnt_from_a_recap_as_well(it: Universe) -> None:
    """
    === titles/Harbour.md
    ---
    kind: series
    ---
    ## Season 1 (2019-01-01, 3 episodes)
    ### 1. One
    - [[Ada]] robs [[Dan]] ^robbery
      - also known: [[Harbour]] 1x03
    ### 2. Two
    ### 3. Three
    === titles/Pier.md
    ---
    kind: series
    ---
    ## Season 1 (2020-01-01, 1 episodes)
    ### 1. One
    - [[Cy]] learns ^robbery
    """
    assert about(it, "Pier", "fact") == {"": [["Harbour 1x01"], ["Harbour 1x03"]]}


@universe
def test_of_what_is_picked_up_the_end_must_be_known_and_of_what_it_depends_on_each(it: Universe) -> None:
    """
    === titles/Harbour.md
    ---
    kind: series
    ---
    ## Season 1 (2019-01-01, 3 episodes)
    ### 1. One
    ### 2. Two
    ### 3. Three
    === titles/Pier.md
    ---
    kind: series
    ---
    ### Public
    - [[Pier]] picks up [[Harbour]]
    - [[Pier]] 1x01 depends on [[Harbour]] 1x02
    - [[Harbour]] 1x02 depends on [[Harbour]] 1x01
    ## Season 1 (2020-01-01, 1 episodes)
    ### 1. One
    """
    assert about(it, "Pier", "story so far") == {"Harbour": [["Harbour 1x03"]]}
    assert about(it, "Pier", "dependency") == {"Harbour": [["Harbour 1x02"]]}
    first, then = chains(story(it))
    assert [(place(it, a), place(it, b)) for a, b in zip(first, then, strict=True)] == [
        ("Harbour 1x01", "Harbour 1x02"),
        ("Harbour 1x02", "Pier 1x01"),
    ]


@universe
def test_a_season_takes_up_the_season_before_it(it: Universe) -> None:
    """
    === titles/Harbour.md
    ---
    kind: series
    ---
    ## Season 1 (2019-01-01, 2 episodes)
    ### 1. One
    ### 2. Two
    ## Season 2 (2020-01-01, 1 episodes)
    ### 1. One
    """
    assert asked(it, "Harbour", 2) == [("story so far", "Harbour", [["Harbour 1x02"]])]
    assert asked(it, "Harbour", 1) == []


@universe
def test_causes_come_first_and_stories_meet_where_people_cross(it: Universe) -> None:
    """
    === titles/Harbour.md
    ---
    kind: series
    ---
    ## Season 1 (2019-01-01, 1 episodes)
    ### 1. One
    - [[Ada]] robs [[Dan]] ^robbery
    - [[Ada]] finds [[Dan]]
    - [[Ada]] fights [[Dan]]
    - [[Ada]] helps [[Dan]]
    === titles/Pier.md
    ---
    kind: series
    ---
    ## Season 1 (2020-01-01, 1 episodes)
    ### 1. One
    - [[Ada]] flees to [[The island]]
      - because: ^robbery
    - [[Ada]] finds [[Eli]]
    - [[Ada]] fights [[Eli]]
    - [[Ada]] helps [[Eli]]
    - [[Dan]] finds [[Ada]]
    === place: The island
    """
    named: Callable[[int], str] = lambda n: place(it, n)  # noqa: E731 - it reads well
    assert [(named(a), named(b)) for a, b in zip(*causes(story(it)), strict=True)] == [("Harbour 1x01", "Pier 1x01")]
    one, other, weight = links(story(it))
    assert [(named(a), named(b), int(w)) for a, b, w in zip(one, other, weight, strict=True)] == [
        ("Harbour 1x01", "Pier 1x01", 1)
    ]


@universe
def test_a_curriculum_has_nothing_of_a_title_that_the_viewer_does_not_know(it: Universe) -> None:
    """
    === titles/Harbour.md
    ---
    kind: series
    ---
    ## Season 1 (2019-01-01, 1 episodes)
    ### 1. One
    - [[Ada]] marries [[Bo]]
    === titles/Cellar.md
    ---
    kind: series
    revealed: Harbour 1x01
    ---
    ## Season 1 (2019-06-01, 1 episodes)
    ### 1. One
    - [[Ada]] divorces [[Bo]]
    - [[Cy]] robs [[Dan]]
    === titles/Pier.md
    ---
    kind: series
    ---
    ## Season 1 (2020-01-01, 1 episodes)
    ### 1. One
    - [[Ada]] helps [[Bo]]
    - [[Cy]] helps [[Bo]]
    """
    assert len(it.seen().listing) == 2
    found = it.curriculum(NOTHING, [1])
    assert set(found.members.tolist()) == {0}
    known = it.curriculum(it.progress("Harbour S1"), [2])
    assert set(known.members.tolist()) == {0, 1}
    assert len(known.weight) > len(found.weight)
    with pytest.raises(ValueError, match="places in the listing, which has 2"):
        it.curriculum(NOTHING, [2])


def test_a_curriculum_holds_numbers_alone() -> None:
    from intertwine.model.curriculum import Curriculum

    kinds = {str(it) for it in inspect.get_annotations(Curriculum).values()}
    assert all("ndarray" in kind for kind in kinds)


@universe
def test_an_installment_takes_up_the_one_before_it_unless_a_keeper_says_what_it_depends_on(it: Universe) -> None:
    """
    === titles/Harbour.md
    ---
    kind: series
    ---
    ## Season 1 (2019-01-01, 3 episodes)
    ### 1. One
    ### 2. Two
    ### 3. Three
    - [[Harbour]] 1x03 depends on [[Harbour]] 1x01
    ## Season 2 (2020-01-01, 2 episodes)
    ### 1. One
    ### 2. Two
    """
    so_far = [
        [(topic, lessons) for topic, _, lessons in asked(it, "Harbour", *place)]
        for place in ((1, 1), (1, 2), (1, 3), (2, 1), (2, 2))
    ]
    assert so_far == [
        [],
        [("story so far", [["Harbour 1x01"]])],
        [("dependency", [["Harbour 1x01"]])],
        [("story so far", [["Harbour 1x03"]])],
        [("story so far", [["Harbour 2x01"]])],
    ]
