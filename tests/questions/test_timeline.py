"""The timeline, as shown and as it happened."""

from typing import Literal

import pytest

from intertwine import questions
from intertwine.gate.universe import Universe
from intertwine.gate.view import View
from intertwine.questions import timelines
from tests.laws.ask import opened, progress
from tests.laws.law import made
from tests.questions import slow_timeline
from tests.worlds import universe


def texts(view: View, order: Literal["shown", "story"], *about: str) -> list[str]:
    return [it.text for it in questions.timeline(view, about, order).facts]


@universe
def test_dated_facts_stand_at_their_dates_and_others_where_they_were_shown(there: Universe) -> None:
    """
    === titles/Ebb.md
    ---
    kind: series
    ---
    ### Public
    - [[Ada]] fights [[Ben]]
    ## Season 1 (2015-01-01, 2 episodes)
    ### 1. One
    - [[Ada]] meets [[Ben]]
    - [[Ada]] helps [[Ben]]
      - true: 1999-05
    - [[Ada]] treats [[Ben]]
      - true: ../2001
    ### 2. Two (2015-02-01)
    - [[Ada]] hires [[Ben]]
    - [[Ada]] kidnaps [[Ben]]
      - true: 2015-01-15
    - [[Ada]] teaches [[Ben]] ^lesson
      - true: before ^summer
    - [[Ada]] defeats [[Ben]]
      - true: before ^lesson
    - [[Ada]] controls [[Ben]] ^summer
      - true: 2000
    """
    view = there.seen("everything")
    assert texts(view, "shown") == [
        "Ada fights Ben",
        "Ada meets Ben",
        "Ada helps Ben",
        "Ada treats Ben",
        "Ada hires Ben",
        "Ada kidnaps Ben",
        "Ada teaches Ben",
        "Ada defeats Ben",
        "Ada controls Ben",
    ]
    assert texts(view, "story") == [
        "Ada fights Ben",
        "Ada helps Ben",
        "Ada defeats Ben",
        "Ada teaches Ben",
        "Ada controls Ben",
        "Ada treats Ben",
        "Ada meets Ben",
        "Ada kidnaps Ben",
        "Ada hires Ben",
    ]


@universe
def test_steps_order_a_title_and_circles_and_hidden_targets_do_no_harm(there: Universe) -> None:
    """
    === titles/Ebb.md
    ---
    kind: series
    ---
    ## Season 1 (2015-01-01, 2 episodes)
    ### 1. One
    - [[Ada]] meets [[Ben]]
      - true: step 3
    - [[Ada]] helps [[Ben]]
      - true: step 1
    - [[Ada]] fights [[Ben]] ^one
      - true: before ^two
    - [[Ada]] hires [[Ben]] ^two
      - true: before ^one
    - [[Ada]] treats [[Ben]]
      - true: before ^later
    ### 2. Two
    - [[Ada]] defeats [[Ben]] ^later
      - true: 1990
    """
    assert texts(there.seen("Ebb 1x01"), "story") == [
        "Ada helps Ben",
        "Ada meets Ben",
        "Ada fights Ben",
        "Ada hires Ben",
        "Ada treats Ben",
    ]
    assert texts(there.seen("everything"), "story")[:2] == ["Ada treats Ben", "Ada defeats Ben"]


@universe
def test_it_may_be_about_some_people_or_a_title_and_story_order_leaves_out_what_was_disproved(
    there: Universe,
) -> None:
    """
    === titles/Ebb.md
    ---
    kind: film
    released: 2015-01-01
    ---
    ### Whole title
    - [[Ada]] meets [[Ben]] ^belief
    - [[Ada]] meets [[Cleo]]
    === titles/Flow.md
    ---
    kind: film
    released: 2016-01-01
    ---
    ### Whole title
    - [[Cleo]] meets [[Ben]]
      - disproves: ^belief
    """
    view = there.seen("everything")
    assert texts(view, "shown", "Ada") == ["Ada meets Ben", "Ada meets Cleo"]
    assert texts(view, "story", "Ada") == ["Ada meets Cleo"]
    assert texts(view, "shown", "Ada", "Cleo") == ["Ada meets Cleo"]
    assert texts(view, "shown", "Flow") == ["Cleo meets Ben"]
    assert texts(view, "shown", "Cleo", "Ebb") == ["Ada meets Cleo"]
    assert [it.disproved for it in questions.timeline(view, ["Ada"]).facts] == [True, False]


@universe
def test_what_has_a_place_in_a_life_belongs_to_it_whoever_else_it_names(there: Universe) -> None:
    """
    === titles/Ebb.md
    ---
    kind: series
    ---
    ## Season 1 (2015-01-01, 2 episodes)
    ### 1. One
    - [[Ada]] meets [[Ben]]
      - own: [[Ada]] step 2
    ### 2. Two
    - [[Cleo]] dies
      - own: [[Ada]] step 1
    """
    found = questions.timeline(there.seen("everything"), ["Ada"], "own")
    assert [it.text for it in found.facts] == ["Cleo dies", "Ada meets Ben"]
    assert [it.text for it in questions.timeline(there.seen("Ebb 1x01"), ["Ada"], "own").facts] == ["Ada meets Ben"]


@pytest.mark.parametrize("seed", range(8))
def test_a_timeline_is_that_worked_out_fact_by_fact_and_its_pages_are_parts_of_it(seed: int) -> None:
    pair = made(seed)
    view = opened(pair.left).seen(progress(pair.trek))
    titles, others = view.listing.titles, view.names.index
    about: list[list[int]] = [[], *([n] for n in (*titles, *others[:6])), [*titles[:1], *others[:1]], [*others[:2]]]
    people = view.entities.of_kind("character", "person", "")
    for named in about:
        own = len(named) > 0 and sum(not view.entities.is_title(n) for n in named) == 1
        own = own and all(bool(people[n]) or view.entities.is_title(n) for n in named)
        for order in timelines.ORDERS if own else timelines.ORDERS[:2]:
            found = questions.timeline(view, named, order)
            whole = slow_timeline.timeline(view, named, order)
            assert (tuple(found.facts), found.total) == (whole, len(whole))
            page = questions.timeline(view, named, order, limit=3, offset=2)
            assert (tuple(page.facts), page.total, page.offset) == (whole[2:5], len(whole), 2)
