"""What has no date stands after the others of its season in every question, and `before` passes it with them."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from intertwine.gate.universe import Universe
from intertwine.model.release_order import by_release, days_passed, days_standing_in
from intertwine.model.sentinels import NO_DATE
from intertwine.questions.story_strands import strands
from tests.worlds import universe

LISTED = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 3), st.integers(1, 5), st.sampled_from([NO_DATE, 10, 20, 30])),
    unique_by=lambda it: it[:3],
    max_size=12,
)


@universe
def test_it_stands_so_in_a_timeline_and_on_a_map(there: Universe) -> None:
    """
    === titles/Gale.md
    ---
    kind: series
    ---
    ## Season 1 (3 episodes)
    ### 1. One (2015-01-01)
    - [[Ann]] fights [[Ben]]
    ### 2. Two
    - [[Ann]] fights [[Ben]]
    ### 3. Three (2015-01-15)
    - [[Ann]] fights [[Ben]]
    ## Season 2 (1 episode)
    ### 1. Four (2016-01-01)
    - [[Ann]] fights [[Ben]]
    """
    view = there.seen("everything")
    shown = [it.at.episode for it in strands(view, None, fold=False).moments if it.at.season == 1]
    assert shown == [1, 3, 2]
    seasons = [it.at.season for it in strands(view, None, fold=False).moments]
    assert seasons == [1, 1, 1, 2]
    story = [(it.at.season, it.at.episode) for it in strands(view, None, "story", fold=False).moments]
    assert story == [(1, 1), (1, 3), (1, 2), (2, 1)]


@universe
def test_before_passes_it_with_its_season_unless_it_may_still_come(there: Universe) -> None:
    """
    === titles/Flow.md
    ---
    kind: series
    id: flow
    ---
    ## Season 1 (1 episode)
    ### 1. Last (2020-01-01)
    - [[Ben]] appears
    === titles/Gale.md
    ---
    kind: series
    id: gale
    ---
    ## Season 1 (3 episodes)
    ### 1. One (2015-01-01)
    - [[Ann]] appears
    ### 2. Two
    - [[Ann]] appears
    ### 3. Three (2015-01-15)
    - [[Ann]] appears
    ## Season 2 (2 episodes)
    ### 1. Four (2016-01-01)
    - [[Ann]] appears
    ### 2. Five
    - [[Ann]] dies
    """
    passed = {mark[1:3] for mark in there.progress("before Flow 1x01").seen if "gale" in mark[0]}
    assert passed == {(1, 1), (1, 2), (1, 3), (2, 1)}
    passed = {mark[1:3] for mark in there.progress("before Gale 1x03").seen if "gale" in mark[0]}
    assert passed == {(1, 1)}


@given(LISTED)
def test_orders_and_days_agree(rows: list[tuple[int, int, int, int]]) -> None:
    """What is dated is never moved; what is not stands after all others of a season that has dates; and counts as out
    only where something later in its season has a date."""
    rows = sorted(rows)
    title, season, number, days = (np.array([it[n] for it in rows], np.int32) for n in range(4))
    standing, passed = days_standing_in(title, season, days, 3), days_passed(title, season, number, days)
    order = by_release(title, season, days, 3).tolist()
    assert sorted(order) == list(range(len(rows)))
    for n, (of, part, at, day) in enumerate(rows):
        same = [it for it in rows if it[:2] == (of, part) and it[3] != NO_DATE]
        if day != NO_DATE:
            assert standing[n] == passed[n] == day
            continue
        if same:
            assert standing[n] == max(it[3] for it in same)
            assert all(order.index(rows.index(it)) < order.index(n) for it in same)
        later = [it for it in same if it[2] > at]
        assert passed[n] == (max(it[3] for it in same) if later else NO_DATE)
