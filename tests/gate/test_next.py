"""What is next in a title: the first installment by release that was not seen, and the only unseen one with a name."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from intertwine.gate.disclose import next_unseen, posture
from intertwine.gate.universe import Universe
from intertwine.model.posture import Posture, ShownNames
from intertwine.model.progress import Mark, Progress
from intertwine.model.release_order import days_in_order, release_order
from intertwine.model.sentinels import END, NO_DATE
from intertwine.questions.title_page import Episode
from intertwine.viewer import Viewer
from tests.laws.model import TitleInfo, first_day, last_day
from tests.worlds import universe, world

PLACES = st.tuples(st.integers(0, 4), st.integers(1, 4))
DAYS = st.one_of(
    st.sampled_from(["", "2014", "2015", "2014-12", "2015-01", "2014-12-31"]),
    st.integers(0, 9).map(lambda n: (date(2015, 1, 1) + timedelta(n)).isoformat()),
)
LISTINGS = st.lists(st.dictionaries(PLACES, DAYS, min_size=1, max_size=12), min_size=1, max_size=3)


def day(text: str) -> int:
    """A date in days, as columns hold it."""
    return date.fromisoformat(last_day(text)).toordinal() if text else NO_DATE


@given(LISTINGS, st.randoms(use_true_random=False), st.data())
def test_next_is_the_first_unseen_one_in_order_of_release(listings: list[dict], random, data: st.DataObject) -> None:  # type: ignore[type-arg, no-untyped-def]
    rows = [
        (title, *place, day(when), day(when) - date.fromisoformat(first_day(when)).toordinal() if when else 0)
        for title, listing in enumerate(listings)
        for place, when in listing.items()
    ]
    random.shuffle(rows)
    title, season, number, dates, spreads = (np.array(column, np.int32) for column in zip(*rows, strict=True))
    columns = title, season, number, days_in_order(title, season, number, dates, spreads)
    order = release_order(*columns)
    seen, told = (
        np.array(data.draw(st.lists(st.sampled_from([-1, 600, END]), min_size=len(rows), max_size=len(rows))), np.int32)
        for _ in range(2)
    )
    expected = [(t, *p) for t, listing in enumerate(listings) for p in TitleInfo("", "", 0, listing).released()]
    assert [rows[n][:3] for n in order] == expected
    end = {row[:3]: seconds for row, seconds in zip(rows, seen.tolist(), strict=True)}
    unseen = [place for place in expected if end[place] < END]
    first = {place[0]: place for place in reversed(unseen)}
    skipped = np.array(data.draw(st.lists(st.booleans(), min_size=len(rows), max_size=len(rows))), np.bool_)
    found = next_unseen(title, order, seen=seen, skipped=np.zeros(len(rows), np.bool_))
    assert [rows[n][:3] for n in found] == [first[title] for title in sorted(first)]
    marks = {"seen": seen, "passed": np.maximum(seen, told), "skipped": np.zeros(len(rows), np.bool_)}
    begun = {*np.flatnonzero((seen >= 0) | (told >= 0)).tolist()}
    named: dict[ShownNames, set[int]] = {"next": {*found.tolist()}, "none": set(), "all": {*range(len(rows))}}
    for names, next_ones in named.items():
        shown = posture(Posture(names), title, order, **marks)
        assert {*np.flatnonzero(shown.names).tolist()} == next_ones | begun
        assert np.flatnonzero(shown.next).tolist() == sorted(found.tolist())
        assert shown.lengths.all()
    assert {*np.flatnonzero(posture(Posture(lengths=False), title, order, **marks).lengths).tolist()} == begun
    # What is skipped is passed over; nothing else changes.
    left = [place for place, n in zip(expected, order.tolist(), strict=True)
            if seen[n] < END and not skipped[n]]  # fmt: skip
    after = next_unseen(title, order, seen=seen, skipped=skipped)
    firsts = {place[0]: place for place in reversed(left)}
    assert [rows[n][:3] for n in after] == [firsts[title] for title in sorted(firsts)]
    # Another order puts each title's installments as it says; what it has not comes after, by release.
    rank = np.array(data.draw(st.lists(st.integers(0, 3), min_size=len(rows), max_size=len(rows))), np.int64)
    for n in next_unseen(title, release_order(*columns, rank), seen=seen, skipped=skipped).tolist():
        others = [m for m in range(len(rows)) if rows[m][0] == rows[n][0] and seen[m] < END and not skipped[m]]
        assert rank[n] == min(rank[others])


@given(st.dictionaries(PLACES, DAYS, min_size=1, max_size=10), st.sets(PLACES))
def test_the_unseen_installment_that_has_a_name_is_the_one_called_next(
    listing: dict[tuple[int, int], str], seen: set[tuple[int, int]]
) -> None:
    seasons = sorted({season for season, _ in listing})
    text = "---\nkind: series\nid: tide\nname: Tide\n---\n"
    for season in seasons:
        numbers = sorted(n for s, n in listing if s == season)
        text += f"## Season {season} ({max(numbers) + (0 in numbers)} episodes)\n"
        text += "".join(
            f"### {n}. Name {season}-{n}{f' (released {listing[season, n]})' if listing[season, n] else ''}\n"
            for n in numbers
        )
    universe = world({"titles/Tide.md": text})
    view = universe.seen(Progress.of(Mark("id:tide", *place) for place in seen & listing.keys()))
    page = Viewer(view).title("Tide")
    unseen = [place for place in TitleInfo("", "", 0, listing).released() if place not in seen]
    named = [it for season in page.seasons for it in season.listed if it.name and it.state == "unseen"]
    assert [(it.season, it.episode) for it in named] == unseen[:1]
    assert page.next == (named[0] if named else None)


def following(universe: Universe, seen: str = "nothing") -> str:
    """The name of what is next."""
    after: Episode | None = Viewer(universe.seen(seen)).title("Gale").next
    return (after.name or "") if after else ""


@universe
def test_a_late_special_comes_when_it_was_released(universe: Universe) -> None:
    """
    === titles/Gale.md
    ---
    kind: series
    ---
    ## Season 0 (2 episodes)
    ### 1. Bob is buried (2020-12-25)
    ### 2. Whenever it was
    ## Season 1 (2 episodes)
    ### 1. Ann arrives (2015-01-01)
    ### 2. Ann stays (2015-01-08)
    ## Season 2 (2021-01-01, 1 episode)
    ### 1. Ann leaves
    """
    assert following(universe) == "Ann arrives"
    assert following(universe, "Gale 1x01") == "Ann stays"
    assert following(universe, "Gale S1") == "Bob is buried"
    assert following(universe, "Gale S1, Gale 0x01") == "Whenever it was"
    assert following(universe, "Gale S1, Gale S0") == "Ann leaves"
    assert following(universe, "everything") == ""


@universe
def test_specials_without_any_date_come_last(universe: Universe) -> None:
    """
    === titles/Gale.md
    ---
    kind: series
    ---
    ## Season 0 (2 episodes)
    ### 1. Bob is buried
    ### 2. Whenever it was
    ## Season 1 (2015-01-01, 1 episode)
    ### 1. Ann arrives
    ## Season 2 (1 episode)
    ### 1. Ann leaves
    """
    assert following(universe) == "Ann arrives"
    assert following(universe, "Gale S1") == "Ann leaves"
    assert following(universe, "Gale S1-S2") == "Bob is buried"


@universe
def test_a_season_without_dates_comes_after_the_one_before_it(universe: Universe) -> None:
    """
    === titles/Gale.md
    ---
    kind: series
    ---
    ## Season 1 (2 episodes)
    ### 1. One
    ### 2. Two (2015-01-08)
    ## Season 2 (1 episode)
    ### 1. Three
    ## Season 3 (2017-01-01, 1 episode)
    ### 1. Four
    """
    assert following(universe) == "Two"
    assert following(universe, "Gale 1x02") == "One"
    assert following(universe, "Gale S1") == "Three"
    assert following(universe, "Gale S1-S2") == "Four"


@universe
def test_told_is_not_seen_and_a_begun_one_is_still_next(universe: Universe) -> None:
    """
    === titles/Gale.md
    ---
    kind: series
    ---
    ## Season 1 (2015-01-01, 2 episodes)
    ### 1. One
    ### 2. Two
    """
    assert following(universe, "told Gale S1") == "One"
    assert following(universe, "Gale 1x01@00:10:00") == "One"


@universe
def test_a_film_has_one_installment(universe: Universe) -> None:
    """
    === titles/Gale.md
    ---
    kind: film
    released: 2015-05-05
    ---
    """
    after = Viewer(universe.seen()).title("Gale").next
    assert after is not None
    assert (after.season, after.episode, after.date) == (None, None, "2015-05-05")
    assert Viewer(universe.seen("Gale")).title("Gale").next is None


@pytest.mark.parametrize("count", [0, 1])
def test_few_or_no_installments(count: int) -> None:
    column = np.zeros(count, np.int32)
    order = release_order(column, column, column, column)
    assert order.tolist() == list(range(count))
    assert next_unseen(column, order, seen=column - 1, skipped=column < 0).tolist() == list(range(count))
