"""Release dates of which only the month or the year is known: shown as written, and late wherever they count."""

import pytest

from intertwine import questions
from intertwine.gate.universe import Universe
from intertwine.model.numbers import read_number
from intertwine.model.progress import Mark, Progress
from intertwine.viewer import Viewer
from tests.worlds import universe, world

HARBOUR = {
    "titles/Gale.md": """---
kind: series
id: gale
---
## Season 1 (2015-11, 2 episodes)
### 1. One (2015-11-20, 42 min)
### 2. Two (42 min)
## Season 2 (2016, 3 episodes)
### 1. Three (2016-03-05)
### 2. Four
### 3. Five (2016-12)
## Season 3 (announced 2017)
""",
    "titles/Pier.md": "---\nkind: film\nid: pier\nreleased: 2016\n---\n",
    "titles/Quay.md": "---\nkind: film\nid: quay\nreleased: 2016-12-31\n---\n",
    "titles/Buoy.md": "---\nkind: film\nid: buoy\nreleased: 2016-12-30\n---\n",
    "titles/Reef.md": "---\nkind: film\nid: reef\nreleased: 2017-01\n---\n",
}
WORLD = world(HARBOUR)


def passed(text: str) -> set[tuple[str, int, int]]:
    """What a progress text claims to have seen."""
    return {(mark.title.removeprefix("id:"), mark.season, mark.number) for mark in WORLD.progress(text).seen}


def test_a_date_is_shown_as_it_is_written() -> None:
    viewer = Viewer(WORLD.seen("everything"))
    page = viewer.title("Gale")
    assert [(season.date, season.announced) for season in page.seasons] == [
        ("2015-11", False), ("2016", False), ("2017", True)
    ]  # fmt: skip
    dates = [it.date for season in page.seasons for it in season.listed]
    assert dates == ["2015-11-20", "2015-11", "2016-03-05", "2016", "2016-12"]
    assert (page.released, page.last_released, page.year) == ("2015-11-20", "2016-12", 2015)
    assert [it.released for it in questions.universe(WORLD.seen("everything")).titles] == [
        "2015-11-20",
        "2016-12-30",
        "2016",
        "2016-12-31",
        "2017-01",
    ]
    assert [viewer.title(name).year for name in ("Pier", "Quay", "Reef")] == [2016, 2016, 2017]


def test_it_counts_as_its_last_day_in_the_order_of_release() -> None:
    order = questions.viewing_order(WORLD.seen("everything"), "release")
    listed = [(it.title.name, it.episode.season, it.episode.episode) for it in order.listed]
    assert listed == [
        ("Gale", 1, 1), ("Gale", 1, 2), ("Gale", 2, 1), ("Buoy", None, None), ("Gale", 2, 2), ("Gale", 2, 3),
        ("Pier", None, None), ("Quay", None, None), ("Reef", None, None),
    ]  # fmt: skip


def test_what_is_next_is_the_first_that_is_surely_out() -> None:
    def following(seen: str) -> str | None:
        after = Viewer(WORLD.seen(seen)).title("Gale").next
        return after.name if after else None

    assert [following(seen) for seen in ("nothing", "Gale S1", "Gale S1, Gale 2x01", "Gale S1, Gale 2x01-2x02")] == [
        "One", "Three", "Four", "Five"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("before Quay", {("gale", 1, 1), ("gale", 1, 2), ("gale", 2, 1), ("buoy", 0, 0)}),
        ("before Pier", {("gale", 1, 1), ("gale", 1, 2)}),
        ("before Gale 2x03", {("gale", 1, 1), ("gale", 1, 2), ("gale", 2, 1)}),
        ("before Gale 1x02", set()),
    ],
)
def test_before_is_what_came_out_before_for_sure(text: str, seen: set[tuple[str, int, int]]) -> None:
    """What came out "in 2016" was not out before any day of 2016, and was itself perhaps out on its first."""
    assert passed(text) == seen


def test_a_month_or_a_year_does_not_tell_namesakes_apart() -> None:
    """A spelling never holds a day that nobody wrote."""
    page = "---\nkind: film\nid: {}\nname: Puppet\nreleased: {}\n---\n"
    dates = {"day": "2022-12-31", "month": "2022-12", "year": "2022"}
    names = world({f"{name}.md": page.format(name, date) for name, date in dates.items()})
    texts = {name: names.text(Progress.of([Mark(f"id:{name}", 0, 0)])) for name in dates}
    assert texts == {"day": "Puppet (2022-12-31)", "month": '"Puppet (#2)"', "year": '"Puppet (#3)"'}
    assert [names.progress(text).seen for text in texts.values()] == [{Mark(f"id:{name}", 0, 0)} for name in dates]


@universe
def test_in_the_story_a_place_may_be_on_any_day_of_its_month_or_year(universe: Universe) -> None:
    """
    === people/Ann.md
    ---
    kind: character
    ---
    === titles/Gale.md
    ---
    kind: series
    ---
    ## Season 1 (2016, 2 episodes)
    ### 1. One
    - [[Ann]] works as "second"
      - true: after 1x02
      - true: 2016-06-01
    - [[Ann]] works as "third"
      - true: 2016-09-01
    - [[Ann]] works as "first"
      - true: before 1x02
      - true: 2016-05-01
    ### 2. Two
    - [[Ann]] works as "last"
    """
    assert [problem.code for problem in universe.problems] == []
    told = Viewer(universe.seen("everything")).timeline("Ann", story=True)
    assert [fact.text.rpartition(" ")[2] for fact in told.facts] == ["first", "second", "third", "last"]


@universe
def test_a_year_puts_no_season_before_an_earlier_one(universe: Universe) -> None:
    """
    === titles/Gale.md
    ---
    kind: series
    ---
    ## Season 0 (1 episode)
    ### 1. Special (released 2016)
    ## Season 1 (2015-03-01, 1 episode)
    ### 1. One
    ## Season 2 (2016, 2 episodes)
    ### 1. Two
    ### 2. Three
    ## Season 3 (2016-07-05, 2 episodes)
    ### 1. Four
    ### 2. Five (2016-09)
    ## Season 4 (2016, 1 episode)
    ### 1. Six
    === titles/Buoy.md
    ---
    kind: film
    released: 2016-08-01
    ---
    """
    order = questions.viewing_order(universe.seen("everything"), "release")
    assert [it.episode.name or it.title.name for it in order.listed] == [
        "One", "Two", "Three", "Four", "Buoy", "Five", "Special", "Six"
    ]  # fmt: skip
    after = [Viewer(universe.seen(seen)).title("Gale").next for seen in ("Gale S1", "Gale S1-S2", "Gale S1-S3")]
    assert [it.name for it in after if it] == ["Two", "Four", "Special"]
    dates = [it.date for season in Viewer(universe.seen("everything")).title("Gale").seasons for it in season.listed]
    assert dates == ["2016", "2015-03-01", "2016", "2016", "2016-07-05", "2016-09", "2016"]


@universe
def test_what_has_no_date_of_its_own_came_out_no_earlier_than_what_comes_before_it(universe: Universe) -> None:
    """
    === titles/Gale.md
    ---
    kind: series
    id: gale
    ---
    ## Season 1 (2015-11-01, 4 episodes)
    ### 1. One
    ### 2. Two (2015-11-08)
    ### 2.5. Again
    ### 3. Three
    ### 4. Four (2015-11-05)
    """
    order = questions.viewing_order(universe.seen("everything"), "release")
    assert [it.episode.episode for it in order.listed] == [1, 4, 2, read_number("2.5"), 3]
    assert {mark.number for mark in universe.progress("before Gale 1x02 in order release").seen} == {1, 4}
    # Without an order it follows the safer of date and number: 1x04 has a higher number.
    assert {mark.number for mark in universe.progress("before Gale 1x02").seen} == {1}
    listed = questions.title(universe.seen("everything"), "Gale").seasons[0].listed
    assert [it.date for it in listed] == ["2015-11-01", "2015-11-08", "2015-11-08", "2015-11-08", "2015-11-05"]
