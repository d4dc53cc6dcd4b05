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
from tests.worlds import universe, world


def story(it: Universe) -> StoryLines:
    return story_lines(it._ledger)


def place(it: Universe, number: int) -> str:
    """An installment as `Harbour 1x02`."""
    listing, strings, keys = it._ledger.installments, it._ledger.strings, it._ledger.entities.key
    return f"{strings[int(keys[listing.title[number]])]} {listing.season[number]}x{int(listing.number[number]):02}"


def requirements(
    it: Universe, title: str, season: int, number: int | None = None
) -> list[tuple[str, str, list[list[str]], bool]]:
    """What a season, or an installment of it, asks for: the topic, whom it is about, what teaches it, and whether it is
    essential."""
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
            found.essential,
        )
        for found in derive(story(it), target)
    ]


def asked(
    it: Universe, title: str, season: int = 1, number: int | None = None
) -> list[tuple[str, str, list[list[str]]]]:
    """What a season, or an installment of it, asks for: the topic, whom it is about, and what teaches it."""
    return [found[:3] for found in requirements(it, title, season, number)]


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
        "Ada": [["Harbour 1x01"]],
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
    needed = [lessons for what, _, lessons in asked(it, "Pier") if what == "dependency"]
    assert sorted(needed) == [[["Harbour 1x01"]], [["Harbour 1x02"]]]
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
    - [[Ada]] helps [[Bo]]
    ## Season 2 (2020-01-01, 1 episodes)
    ### 1. One
    """
    assert asked(it, "Harbour", 2) == [("story so far", "Harbour", [["Harbour 1x02"]])]
    assert asked(it, "Harbour", 1) == []


@universe
def test_a_part_that_is_hardly_told_of_is_asked_for_as_a_whole(it: Universe) -> None:
    """
    === titles/Harbour.md
    ---
    kind: series
    ---
    ## Season 1 (2019-01-01, 3 episodes)
    ### 1. One
    - [[Ada]] helps [[Bo]]
    ### 2. Two
    ### 3. Three
    ## Season 2 (2020-01-01, 1 episodes)
    ### 1. One
    """
    untold = [("untold", "Harbour", [[f"Harbour 1x0{n}"]]) for n in (1, 2)]
    assert asked(it, "Harbour", 2) == [("story so far", "Harbour", [["Harbour 1x03"]]), *untold]


def essential(it: Universe, title: str, season: int = 1) -> dict[tuple[str, str], list[list[str]]]:
    """What nobody should come without, and what teaches it."""
    return {(topic, whom): lessons for topic, whom, lessons, needed in requirements(it, title, season) if needed}


@universe
def test_what_is_said_again_is_no_turn_and_what_ended_is(it: Universe) -> None:
    """
    === titles/Harbour.md
    ---
    kind: series
    ---
    ## Season 1 (2019-01-01, 4 episodes)
    ### 1. One
    - [[Ada]] is a friend of [[Bo]]
    - [[Cy]] is a friend of [[Dan]]
    ### 2. Two
    - [[Cy]] falls out with [[Dan]]
    ### 3. Three
    - [[Bo]] is a friend of [[Ada]]
    - [[Dan]] is a friend of [[Cy]]
    ### 4. Four
    === titles/Pier.md
    ---
    kind: series
    ---
    ## Season 1 (2020-01-01, 1 episodes)
    ### 1. One
    - [[Ada]] helps [[Bo]]
    - [[Cy]] helps [[Dan]]
    """
    assert about(it, "Pier", "relation") == {
        "Ada, Bo": [["Harbour 1x01"], ["Harbour 1x03"]],
        "Cy, Dan": [["Harbour 1x03"]],
    }


@universe
def test_what_was_last_seen_of_two_is_how_they_stand_where_nothing_turned(it: Universe) -> None:
    """
    === titles/Harbour.md
    ---
    kind: series
    ---
    ## Season 1 (2019-01-01, 4 episodes)
    ### 1. One
    - [[Ada]] helps [[Bo]]
    - [[Ada]] protects [[Bo]]
    - [[Cy]] helps [[Dan]]
    - [[Cy]] protects [[Dan]]
    ### 2. Two
    - [[Ada]] helps [[Bo]]
    - [[Cy]] is a friend of [[Dan]]
    ### 3. Three
    - [[Bo]] helps [[Ada]]
    - [[Cy]] helps [[Dan]]
    ### 4. Four
    === titles/Pier.md
    ---
    kind: series
    ---
    ## Season 1 (2020-01-01, 1 episodes)
    ### 1. One
    - [[Ada]] helps [[Bo]]
    - [[Cy]] helps [[Dan]]
    """
    assert about(it, "Pier", "relation") == {
        "Ada, Bo": [["Harbour 1x01"], ["Harbour 1x03"]],
        "Cy, Dan": [["Harbour 1x02"]],
    }


@universe
def test_what_takes_a_whole_season_is_clear_at_its_end(it: Universe) -> None:
    """
    === titles/Harbour.md
    ---
    kind: series
    ---
    ## Season 1 (2019-01-01, 4 episodes)
    ### Whole season
    - [[Ada]] falls out with [[Bo]]
    - [[Cy]] is a friend of [[Dan]]
    ### 1. One
    - [[Ada]] is a friend of [[Bo]]
    - [[Cy]] works for [[Dan]]
    ### 2. Two
    ### 3. Three
    ### 4. Four
    === titles/Pier.md
    ---
    kind: series
    ---
    ## Season 1 (2020-01-01, 1 episodes)
    ### 1. One
    - [[Ada]] helps [[Bo]]
    - [[Cy]] helps [[Dan]]
    """
    assert about(it, "Pier", "relation") == {
        "Ada, Bo": [["Harbour 1x04"]],
        "Cy, Dan": [["Harbour 1x01"], ["Harbour 1x04"]],
    }


@universe
def test_what_a_title_picks_up_its_first_part_picks_up(it: Universe) -> None:
    """
    === titles/Harbour.md
    ---
    kind: series
    ---
    ## Season 1 (2019-01-01, 1 episodes)
    ### 1. One
    ## Season 2 (2021-01-01, 1 episodes)
    ### 1. One
    === titles/Pier.md
    ---
    kind: series
    ---
    ### Public
    - [[Pier]] picks up [[Harbour]]
    ## Season 1 (2020-01-01, 1 episodes)
    ### 1. One
    ## Season 2 (2022-01-01, 1 episodes)
    ### 1. One
    """
    assert about(it, "Pier", "story so far") == {"Harbour": [["Harbour 1x01"]]}
    assert [lessons for _, _, lessons in asked(it, "Pier", 2)] == [[["Pier 1x01"]]]


@universe
def test_a_lead_is_met_where_they_are_in_full_in_their_own_title_if_they_were_there(it: Universe) -> None:
    """
    === titles/Harbour.md
    ---
    kind: series
    ---
    ## Season 1 (2019-01-01, 3 episodes)
    ### 1. One
    - [[Ada]] finds [[Bo]]
    - [[Ada]] fights [[Bo]]
    ### 2. Two
    - [[Ada]] fights [[Bo]]
    - [[Ada]] helps [[Bo]]
    - [[Ada]] robs [[Bo]]
    - [[Ada]] kidnaps [[Bo]]
    ### 3. Three
    - [[Ada]] fights [[Bo]]
    - [[Ada]] helps [[Bo]]
    - [[Ada]] robs [[Bo]]
    - [[Ada]] kidnaps [[Bo]]
    - [[Ada]] rescues [[Bo]]
    - [[Ada]] threatens [[Bo]]
    - [[Ada]] finds [[Bo]]
    ## Season 2 (2021-01-01, 1 episodes)
    ### 1. One
    - [[Ada]] finds [[Bo]]
    === titles/Pier.md
    ---
    kind: series
    ---
    ## Season 1 (2020-01-01, 1 episodes)
    ### 1. One
    - [[Ada]] fights [[Cy]]
    - [[Ada]] helps [[Cy]]
    - [[Ada]] robs [[Cy]]
    - [[Ada]] kidnaps [[Cy]]
    """
    assert about(it, "Pier", "person")["Ada"] == [["Harbour 1x03"]]
    assert about(it, "Harbour", "person") == {}
    assert about(it, "Pier", "meanwhile") == {"Harbour": [["Harbour 1x03"]]}
    assert [n for its in asked(it, "Harbour", 2) if its[:2] == ("person", "Ada") for n in its[2]] == [["Harbour 1x03"]]


@universe
def test_a_story_is_begun_at_its_beginning_and_a_guest_anywhere(it: Universe) -> None:
    """
    === titles/Harbour.md
    ---
    kind: series
    ---
    ## Season 1 (2019-01-01, 2 episodes)
    ### 1. One
    - [[Ada]] finds [[Dan]]
    - [[Ada]] helps [[Dan]]
    ### 2. Two
    - [[Ada]] finds [[Dan]]
    - [[Ada]] helps [[Dan]]
    ## Season 2 (2020-01-01, 1 episodes)
    ### 1. One
    - [[Ada]] fights [[Bo]]
    - [[Ada]] helps [[Bo]]
    - [[Dan]] fights [[Bo]]
    """
    assert {whom: its for what, whom, its in asked(it, "Harbour", 2) if what == "person"} == {
        "Ada": [["Harbour 1x01"]],
        "Dan": [["Harbour 1x01"], ["Harbour 1x02"]],
    }


@universe
def test_where_a_lead_was_left_long_ago_counts_in_their_own_title_too(it: Universe) -> None:
    """
    === titles/Harbour.md
    ---
    kind: series
    ---
    ## Season 1 (2019-01-01, 2 episodes)
    ### 1. One
    - [[Ada]] fights [[Bo]]
    ### 2. Two
    - [[Ada]] is imprisoned by [[Bo]]
    ## Season 2 (2020-01-01, 2 episodes)
    ### 1. One
    - [[Bo]] fights [[Cy]]
    ### 2. Two
    - [[Bo]] finds [[Cy]]
    ## Season 3 (2021-01-01, 1 episodes)
    ### 1. One
    - [[Ada]] fights [[Bo]]
    """
    assert essential(it, "Harbour", 3)[("meanwhile", "Harbour")] == [["Harbour 1x02"]]
    assert essential(it, "Harbour", 3)[("story so far", "Harbour")] == [["Harbour 2x02"]]


@universe
def test_a_line_that_names_a_crowd_makes_nobody_known(it: Universe) -> None:
    """
    === titles/Harbour.md
    ---
    kind: series
    ---
    ## Season 1 (2019-01-01, 2 episodes)
    ### 1. One
    - [[Ada]], [[Bo]], [[Cy]] fight [[Dan]], [[Eve]]
    ### 2. Two
    - [[Ada]] finds [[Bo]]
    === titles/Pier.md
    ---
    kind: series
    ---
    ## Season 1 (2020-01-01, 1 episodes)
    ### 1. One
    - [[Ada]] robs [[Eve]]
    """
    assert about(it, "Pier", "person") == {"Ada": [["Harbour 1x02"]]}


@universe
def test_a_fact_about_a_lead_is_essential(it: Universe) -> None:
    """
    === titles/Harbour.md
    ---
    kind: series
    ---
    ## Season 1 (2019-01-01, 3 episodes)
    ### 1. One
    - [[Ada]] robs [[Dan]] ^robbery
    ### 2. Two
    - [[Eve]] robs [[Dan]] ^other
    ### 3. Three
    === titles/Pier.md
    ---
    kind: series
    ---
    ## Season 1 (2020-01-01, 1 episodes)
    ### 1. One
    - [[Ada]] fights [[Bo]]
    - [[Ada]] finds [[Bo]]
    - [[Bo]] learns ^robbery
    - [[Bo]] learns ^other
    """
    assert essential(it, "Pier")[("fact", "")] == [["Harbour 1x01"]]
    assert sorted(lessons for what, _, lessons in asked(it, "Pier") if what == "fact") == [
        [["Harbour 1x01"]],
        [["Harbour 1x02"]],
    ]


@universe
def test_a_universe_of_few_lines_asks_for_fewer(it: Universe) -> None:
    """
    === titles/Harbour.md
    ---
    kind: book
    ---
    ## Chapters (2019-01-01, 3 chapters)
    ### 1. One
    - [[Ada]] meets [[Bo]]
    ### 2. Two
    - [[Ada]] dies
    ### 3. Three
    === titles/Pier.md
    ---
    kind: book
    ---
    ## Chapters (2020-01-01, 3 chapters)
    ### 1. One
    - [[Bo]] searches for [[Ada]]
    ### 2. Two
    - [[Bo]] meets [[Cy]]
    ### 3. Three
    """
    found = essential(it, "Pier")
    assert found[("person", "Bo")] == [["Harbour 1x01"]]
    assert found[("life", "Ada")] == [["Harbour 1x02"]]


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


@universe
def test_how_two_leads_stand_is_essential_though_few_lines_name_both(it: Universe) -> None:
    """
    === titles/Harbour.md
    ---
    kind: series
    ---
    ## Season 1 (2019-01-01, 1 episodes)
    ### 1. One
    - [[Ada]] falls out with [[Bo]]
    - [[Ada]] is a friend of [[Dan]]
    === titles/Pier.md
    ---
    kind: series
    ---
    ## Season 1 (2020-01-01, 4 episodes)
    ### 1. One
    - [[Ada]] robs [[Cy]]
    - [[Ada]] finds [[Cy]]
    - [[Bo]] robs [[Eli]]
    - [[Bo]] finds [[Eli]]
    ### 2. Two
    - [[Ada]] robs [[Cy]]
    - [[Ada]] finds [[Cy]]
    - [[Bo]] robs [[Eli]]
    - [[Bo]] finds [[Eli]]
    ### 3. Three
    - [[Ada]] robs [[Cy]]
    - [[Ada]] finds [[Cy]]
    - [[Bo]] robs [[Eli]]
    - [[Bo]] finds [[Eli]]
    ### 4. Four
    - [[Ada]] fights [[Bo]]
    - [[Ada]] helps [[Bo]]
    - [[Ada]] finds [[Bo]]
    - [[Ada]] fights [[Dan]]
    - [[Ada]] helps [[Dan]]
    - [[Ada]] finds [[Dan]]
    """
    assert about(it, "Pier", "relation") == {"Ada, Bo": [["Harbour 1x01"]], "Ada, Dan": [["Harbour 1x01"]]}
    assert [whom for topic, whom in essential(it, "Pier") if topic == "relation"] == ["Ada, Bo"]


@universe
def test_a_thread_that_was_left_open_is_essential_to_what_resolves_it(it: Universe) -> None:
    """
    === titles/Harbour.md
    ---
    kind: series
    ---
    ## Season 1 (2019-01-01, 4 episodes)
    ### 1. One
    - [[Ada]] opens [[The lost ship]]
    - [[Ada]] opens [[The stolen bell]]
    - [[Ada]] opens [[The fire]]
    ### 2. Two
    - [[Bo]] resolves [[The stolen bell]]
    - [[Bo]] resolves [[The fire]]
    ### 3. Three
    - [[Cy]] opens [[The fire]]
    ### 4. Four
    - [[Bo]] opens [[The empty house]]
    ## Season 2 (2020-01-01, 3 episodes)
    ### 1. One
    - [[Bo]] opens [[The lost ship]]
    - [[Bo]] opens [[The flood]]
    - [[Bo]] investigates [[The empty house]]
    ### 2. Two
    - [[Bo]] resolves [[The lost ship]]
    - [[Bo]] resolves [[The stolen bell]]
    ### 3. Three
    - [[Bo]] resolves [[The fire]]
    - [[Bo]] resolves [[The flood]]
    === thread: The lost ship, The stolen bell, The fire, The empty house, The flood
    """
    found = {whom: lessons for topic, whom, lessons in asked(it, "Harbour", 2) if topic == "open thread"}
    assert found == {"The lost ship": [["Harbour 1x01"]], "The fire": [["Harbour 1x03"]]}
    assert ("open thread", "The fire") in essential(it, "Harbour", 2)


@universe
def test_a_guest_is_met_at_the_beginning_of_any_season_and_a_lead_at_that_of_the_title(
    it: Universe,
) -> None:
    """
    === titles/Harbour.md
    ---
    kind: series
    ---
    ## Season 1 (2018-01-01, 4 episodes)
    ### 1. One
    - [[Ada]] finds [[Bo]]
    ### 2. Two
    - [[Ada]] finds [[Bo]]
    ### 3. Three
    - [[Ada]] finds [[Bo]]
    ### 4. Four
    - [[Ada]] finds [[Bo]]
    ## Season 2 (2019-01-01, 1 episodes)
    ### 1. One
    - [[Ada]] finds [[Bo]]
    === titles/Pier.md
    ---
    kind: series
    ---
    ## Season 1 (2020-01-01, 3 episodes)
    ### 1. One
    - [[Bo]] fights [[Dan]]
    - [[Bo]] finds [[Dan]]
    - [[Ada]] fights [[Dan]]
    ### 2. Two
    - [[Bo]] fights [[Dan]]
    - [[Bo]] finds [[Dan]]
    ### 3. Three
    - [[Bo]] fights [[Dan]]
    - [[Bo]] finds [[Dan]]
    """
    assert about(it, "Pier", "person") == {
        "Ada": [["Harbour 1x01"], ["Harbour 1x02"], ["Harbour 1x03"], ["Harbour 2x01"]],
        "Bo": [["Harbour 1x01"]],
    }


@universe
def test_where_no_two_do_two_things_together_one_shows_how_they_stand(it: Universe) -> None:
    """
    === titles/Harbour.md
    ---
    kind: book
    ---
    ## Chapters (2019-01-01, 2 chapters)
    ### 1. One
    - [[Ada]] meets [[Bo]]
    ### 2. Two
    - [[Bo]] finds [[Cy]]
    === titles/Pier.md
    ---
    kind: book
    ---
    ## Chapters (2020-01-01, 1 chapters)
    ### 1. One
    - [[Bo]] searches for [[Ada]]
    """
    assert about(it, "Pier", "relation") == {"Ada, Bo": [["Harbour 1x01"]]}


@universe
def test_where_some_two_do_two_things_together_one_is_not_enough(it: Universe) -> None:
    """
    === titles/Harbour.md
    ---
    kind: book
    ---
    ## Chapters (2019-01-01, 2 chapters)
    ### 1. One
    - [[Ada]] meets [[Bo]]
    ### 2. Two
    - [[Bo]] finds [[Cy]]
    - [[Cy]] helps [[Bo]]
    === titles/Pier.md
    ---
    kind: book
    ---
    ## Chapters (2020-01-01, 1 chapters)
    ### 1. One
    - [[Bo]] searches for [[Ada]]
    - [[Bo]] searches for [[Cy]]
    """
    assert about(it, "Pier", "relation") == {"Bo, Cy": [["Harbour 1x02"]]}


@universe
def test_what_a_title_never_speaks_of_is_not_asked_for_though_a_lead_was_there(it: Universe) -> None:
    """
    === titles/Harbour.md
    ---
    kind: series
    ---
    ## Season 1 (2018-01-01, 1 episodes)
    ### 1. One
    - [[Ada]] fights [[Bo]]
    ## Season 2 (2020-01-01, 2 episodes)
    ### 1. One
    - [[Ada]] finds [[Bo]]
    ### 2. Two
    - [[Ada]] finds [[Bo]]
    ## Season 3 (2021-01-01, 1 episodes)
    ### 1. One
    - [[Ada]] finds [[Dan]]
    === titles/Pier.md
    ---
    kind: series
    ---
    ## Season 1 (2019-01-01, 1 episodes)
    ### 1. One
    - [[Ada]] finds [[Cy]]
    === titles/Quay.md
    ---
    kind: series
    ---
    ## Season 1 (2020-06-01, 1 episodes)
    ### 1. One
    - [[Ada]] finds [[Dan]]
    """
    assert [lessons for what, _, lessons in asked(it, "Harbour", 2) if what == "meanwhile"] == []
    assert [lessons for what, _, lessons in asked(it, "Harbour", 3) if what == "meanwhile"] == [[["Quay 1x01"]]]


@universe
def test_why_a_lead_acts_is_essential_and_what_others_learn_is_not(it: Universe) -> None:
    """
    === titles/Harbour.md
    ---
    kind: series
    ---
    ## Season 1 (2019-01-01, 3 episodes)
    ### 1. One
    - [[Eve]] robs [[Dan]] ^robbery
    ### 2. Two
    - [[Eve]] marries [[Dan]] ^wedding
    ### 3. Three
    - [[Eve]] betrays [[Dan]] ^treason
    === titles/Pier.md
    ---
    kind: series
    ---
    ## Season 1 (2020-01-01, 1 episodes)
    ### 1. One
    - [[Ada]] fights [[Cy]]
      - because: ^robbery
    - [[Ada]] finds [[Cy]]
    - [[Ada]] learns ^wedding
    - [[Bo]] flees to [[The island]]
      - because: ^treason
    === place: The island
    """
    assert [lessons for topic, _, lessons, needed in requirements(it, "Pier", 1) if topic == "fact" and needed] == [
        [["Harbour 1x01"]]
    ]


HARBOUR_WIDOW = """
=== titles/Harbour.md
---
kind: series
---
## Season 1 (2019-01-01, 3 episodes)
### 1. One
- [[the widow]] meets [[Bo]]
- [[the widow]] helps [[Bo]]
- [[the widow]] fights [[Bo]]
### 2. Two
- [[the widow]] is [[Ruth]]
### 3. Three
- [[Bo]] finds [[the widow]]
=== titles/Pier.md
---
kind: series
---
## Season 1 (2020-01-01, 1 episodes)
### 1. One
"""


@pytest.mark.parametrize(
    ("pier", "needed"),
    [
        ("- [[Ruth]] finds [[Bo]]\n- [[Ruth]] fights [[Bo]]\n- [[Bo]] helps [[Ruth]]", [[["Harbour 1x02"]]]),
        ("- [[the widow]] finds [[Bo]]\n- [[the widow]] fights [[Bo]]\n- [[Bo]] helps [[the widow]]", []),
    ],
)
def test_who_somebody_turned_out_to_be_is_needed_where_they_go_by_that_name(
    pier: str, needed: list[list[list[str]]]
) -> None:
    it = world(HARBOUR_WIDOW + pier)
    assert [its for topic, _, its, essential in requirements(it, "Pier", 1) if topic == "fact" and essential] == needed


def test_a_name_that_was_told_of_enough_needs_nothing_that_joins_it_to_another() -> None:
    more = "".join(f"- [[Ruth]] {verb} [[Cy]]\n" for verb in ("meets", "helps", "fights", "finds"))
    pier = "- [[Ruth]] finds [[Bo]]\n- [[Ruth]] fights [[Bo]]\n- [[Bo]] helps [[Ruth]]"
    it = world(HARBOUR_WIDOW.replace("### 3. Three\n", f"### 3. Three\n{more}") + pier)
    assert [its for topic, _, its, essential in requirements(it, "Pier", 1) if topic == "fact" and essential] == []
