"""What can be told of a title: part by part, no further than the viewer means, and undone one choice at a time."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client

from intertwine.gate.universe import Universe
from intertwine.gate.view import View
from intertwine.model.progress import Mark
from intertwine.web.marks import Marks
from intertwine.web.registry import ServedUniverse
from intertwine.web.telling import Portion, missed, part_name, portions
from intertwine.web.tellings import telling_key, with_telling, without_tellings
from tests.web.stage import text_of, visitor
from tests.worlds import universe

HOME = "/marvel-netflix/"
BEFORE_THE_DEFENDERS = "Daredevil S1-S2, Jessica Jones S1, Luke Cage S1"


def said(view: View, found: list[Portion]) -> list[str]:
    """What can be told, a line a part: "Gull, season 1 (with Heron)", and "after Storm" where it comes after that."""
    lines = []
    for it in found:
        name = ", ".join(filter(None, [view.names.best(it.own.title), part_name(view, it.own)]))
        others = [", ".join(filter(None, [view.names.best(o.title), part_name(view, o)])) for o in it.others]
        after = "" if it.after is None else f" after {view.names.best(it.after)}"
        lines.append(name + (f" (with {'; '.join(others)})" if others else "") + after)
    return lines


def of(world: Universe, title: str, seen: str = "", find: Callable[[View, int], list[Portion]] = portions) -> list[str]:
    """The same of a title that is called so, for a viewer who has seen so much."""
    view = world.seen(seen)
    (number,) = view.names.find(title)
    return said(view, find(view, number))


# --- how far --------------------------------------------------------------------------------------------------------
@universe
def test_a_season_after_a_crossover_that_was_not_seen_is_not_told_unasked(world: Universe) -> None:
    """Gull goes into Storm, and on after it.

    === Gull.md
    ---
    kind: series
    ---
    ## Season 1 (2017-03-17, 2 episodes)
    ### 1. One
    ### 2. Two
    ## Season 2 (2018-09-07, 2 episodes)
    ### 1. Three
    ### 2. Four
    === Storm.md
    ---
    kind: series
    ---
    ### Public
    - [[Storm]] picks up [[Gull]]
    ## Season 1 (2017-08-18, 2 episodes)
    ### 1. Gather
    ### 2. Break
    """
    assert of(world, "Gull") == ["Gull, season 1", "Gull, season 2 after Storm"]
    assert of(world, "Gull", "Storm 1x01") == ["Gull, season 1", "Gull, season 2 after Storm"]
    for known in ("Storm", "told Storm", "Storm 1x01, told Storm 1x02"):
        assert of(world, "Gull", known) == ["Gull, season 1", "Gull, season 2"], known
    assert of(world, "Storm") == ["Storm, season 1 (with Gull, season 1)"]
    assert of(world, "Storm", find=missed) == ["Gull, season 1"]
    assert of(world, "Storm", "Gull S1", find=missed) == []
    assert of(world, "Storm", "Gull 1x01", find=missed) == ["Gull, season 1"]


@universe
def test_a_season_that_another_title_cuts_in_two_is_two_choices(world: Universe) -> None:
    """The film comes between two episodes.

    === Shield.md
    ---
    kind: series
    ---
    ## Season 1 (2013-09-24, 4 episodes)
    ### 1. One (2013-09-24)
    ### 2. Two (2014-04-01)
    ### 3. Three (2014-04-08)
    ### 4. Four (2014-05-13)
    === Winter.md
    ---
    kind: film
    released: 2014-04-04
    ---
    ### Public
    - [[Winter]] picks up [[Shield]]
    """
    halves = ["Shield, season 1, episodes 1 to 2", "Shield, season 1, episodes 3 to 4 after Winter"]
    assert of(world, "Shield") == halves
    assert of(world, "Shield", "Winter") == ["Shield, season 1"]
    assert of(world, "Winter") == ["Winter (with Shield, season 1, episodes 1 to 2)"]


@universe
def test_what_comes_with_a_part_ends_before_titles_that_were_not_seen(world: Universe) -> None:
    """Avenger's second season picks up Gull as well, long after Storm.

    === Gull.md
    ---
    kind: series
    ---
    ## Season 1 (2017-03-17, 1 episodes)
    ### 1. One
    ## Season 2 (2018-09-07, 1 episodes)
    ### 1. Two
    === Storm.md
    ---
    kind: film
    released: 2017-08-18
    ---
    ### Public
    - [[Storm]] picks up [[Gull]]
    === Avenger.md
    ---
    kind: series
    ---
    ### Public
    - [[Avenger]] S2 picks up [[Gull]]
    ## Season 1 (2018-01-01, 1 episodes)
    ### 1. First
    ## Season 2 (2019-01-01, 1 episodes)
    ### 1. Second
    """
    assert of(world, "Avenger") == ["Avenger, season 1", "Avenger, season 2 (with Gull, season 1)"]
    # Of two seasons no part is named: all of Gull comes with it.
    assert of(world, "Avenger", "Storm")[1].startswith("Avenger, season 2 (with Gull")
    view = world.seen("Storm")
    (avenger,) = view.names.find("Avenger")
    assert [len(need.listed) for need in portions(view, avenger)[1].others] == [2]
    assert of(world, "Avenger", find=missed) == ["Gull, season 1", "Gull, season 2 after Storm"]


@universe
def test_books_and_comics_are_told_in_their_own_parts(world: Universe) -> None:
    """A sequel takes up the first part.

    === Shore.md
    ---
    kind: book
    ---
    ## Part 1 (2001, 2 chapters)
    ### 1. Low
    ### 2. High
    ## Part 2 (2005, 1 chapters)
    ### 3. Ebb
    === Reef.md
    ---
    kind: book
    ---
    ### Public
    - [[Reef]] picks up [[Shore]] part 1
    ## Chapters (2003, 2 chapters)
    ### 1. In
    ### 2. Out
    === Panels.md
    ---
    kind: comic
    ---
    ### Public
    - [[Panels]] picks up [[Reef]]
    ## Volume 1 (2004, 1 issues)
    ### 1. Ink
    """
    assert of(world, "Shore") == ["Shore, part 1", "Shore, part 2 after Reef"]
    assert of(world, "Reef") == ["Reef (with Shore, part 1)"]
    assert of(world, "Panels") == ["Panels (with Reef)"]


@universe
def test_without_dates_the_first_part_came_before_what_picks_it_up(world: Universe) -> None:
    """Nobody knows when anything came out.

    === Old.md
    ---
    kind: book
    ---
    ## Part 1 (1 chapters)
    ### 1. A
    ## Part 2 (1 chapters)
    ### 2. B
    === New.md
    ---
    kind: book
    ---
    ### Public
    - [[New]] picks up [[Old]]
    ## Chapters (1 chapters)
    ### 1. C
    """
    assert of(world, "Old") == ["Old, part 1", "Old, part 2 after New"]
    assert of(world, "New") == ["New (with Old, part 1)"]
    assert of(world, "New", find=missed) == ["Old, part 1"]


@universe
def test_a_month_that_holds_the_day_is_not_surely_before_it(world: Universe) -> None:
    """A film "in August 2017", and what picks it up on the 18th.

    === Dated.md
    ---
    kind: series
    ---
    ### Public
    - [[Dated]] picks up [[Vague]]
    ## Season 1 (2017-08-18, 1 episodes)
    ### 1. One
    === Vague.md
    ---
    kind: film
    released: 2017-08
    ---
    """
    assert of(world, "Vague") == ["Vague after Dated"]
    assert of(world, "Dated") == ["Dated"]


@universe
def test_a_tie_that_is_not_public_sets_no_limit_and_tells_nothing(world: Universe) -> None:
    """That Storm picks up Gull comes out in Storm.

    === Gull.md
    ---
    kind: series
    ---
    ## Season 1 (2017-03-17, 1 episodes)
    ### 1. One
    ## Season 2 (2018-09-07, 1 episodes)
    ### 1. Two
    === Storm.md
    ---
    kind: film
    released: 2017-08-18
    ---
    ### Whole title
    - [[Storm]] picks up [[Gull]]
    """
    for seen in ("", "Storm"):
        assert of(world, "Gull", seen) == ["Gull, season 1", "Gull, season 2"]
        assert of(world, "Storm", seen) == ["Storm"]


# --- one choice at a time -------------------------------------------------------------------------------------------
def mark(*numbers: int, title: str = "id:a") -> frozenset[Mark]:
    return frozenset(Mark(title, 1, number) for number in numbers)


def test_each_telling_is_kept_by_itself_and_the_same_one_once() -> None:
    marks = with_telling(Marks(), "1", "id:a", mark(1))
    assert with_telling(marks, "1", "id:a", mark(1)) == marks
    more = with_telling(marks, "1", "id:a", mark(1, 2))
    assert list(more.told) == ["tell:1:id:a", "tell:1.2:id:a"]
    assert more.without_told(telling_key("1.2", "id:a")) == marks
    assert more.without_told(telling_key("1", "id:a")).progress.told == mark(1, 2)
    assert without_tellings(more, "id:a", before=False) == Marks()
    assert without_tellings(more, "id:a", before=True) == without_tellings(more, "id:b", before=False) == more


# --- on the site ----------------------------------------------------------------------------------------------------
@pytest.fixture
def viewer(marvel: Any) -> Client:
    """Somebody at the included universe."""
    return visitor(marvel)


def words(client: Client, path: str) -> str:
    """A page of the included universe in words."""
    page = re.sub(r"<(style|script|svg).*?</\1>", "", client.get(HOME + path).content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub("<[^>]+>", "", page)))


def boxes(client: Client, path: str) -> list[tuple[str, bool]]:
    """The boxes of the form at `path`: what each sends, and whether it is ticked."""
    page = client.get(HOME + path).content.decode()
    found = [it[0] for it in re.finditer(r"<input[^>]*name=\"part\"[^>]*>", page)]
    value = [re.search('value="([^"]*)"', it) for it in found]
    return [(unescape(at[1]), " checked" in it) for at, it in zip(value, found, strict=True) if at]


def post(client: Client, path: str, **form: Any) -> int:
    return client.post(HOME + path, form).status_code


def told(client: Client) -> str:
    return text_of(client, "marvel-netflix")


def test_telling_stops_before_a_title_that_the_viewer_is_on_the_way_to(viewer: Client) -> None:
    """Iron Fist on the way to The Defenders: its first season, and nothing of what The Defenders does to people."""
    post(viewer, "progress/", text=BEFORE_THE_DEFENDERS)
    page = words(viewer, "title/iron-fist/told/")
    assert "Comes after The Defenders, which you have not seen: it can give away what happens there." in page
    (first, is_first_ticked), (second, is_second_ticked) = boxes(viewer, "title/iron-fist/told/")
    assert (is_first_ticked, is_second_ticked) == (True, False)
    assert post(viewer, "title/iron-fist/told/", chosen="yes", do="tell", part=first) == 303
    assert told(viewer) == BEFORE_THE_DEFENDERS + ", told Iron Fist S1"
    assert "metal arm" not in words(viewer, "who/misty-knight/")
    assert "Iron Fist, season 1" in words(viewer, "progress/")
    # More was asked for, with the warning in sight.
    assert post(viewer, "title/iron-fist/told/", chosen="yes", do="tell", part=second) == 303
    assert told(viewer) == BEFORE_THE_DEFENDERS + ", told Iron Fist S1-S2"
    post(viewer, "title/iron-fist/told/", do="hide", telling="2")
    assert told(viewer) == BEFORE_THE_DEFENDERS + ", told Iron Fist S1"
    post(viewer, "title/iron-fist/told/", do="hide", telling="1")
    assert told(viewer) == BEFORE_THE_DEFENDERS


def test_a_request_without_boxes_tells_what_would_be_ticked(viewer: Client) -> None:
    assert post(viewer, "title/iron-fist/told/", do="tell") == 303
    assert told(viewer) == "told Iron Fist S1"


def test_nothing_ticked_tells_nothing_and_says_so(viewer: Client) -> None:
    answer = viewer.post(f"{HOME}title/iron-fist/told/", {"chosen": "yes", "do": "tell"})
    assert answer.status_code == 400
    assert "Nothing was ticked" in answer.content.decode()
    assert told(viewer) == ""


def test_undoing_one_telling_keeps_what_another_needs(viewer: Client) -> None:
    (first, _), _ = boxes(viewer, "title/iron-fist/told/")
    post(viewer, "title/iron-fist/told/", do="tell", part=first)
    post(viewer, "title/the-defenders/told/", do="tell")
    everything = (
        "told Daredevil S1-S2, told Iron Fist S1, told Jessica Jones S1, told Luke Cage S1, told The Defenders S1"
    )
    assert sorted(told(viewer).split(", ")) == sorted(everything.split(", "))
    post(viewer, "title/iron-fist/told/", do="hide", telling="1")
    assert sorted(told(viewer).split(", ")) == sorted(everything.split(", "))
    post(viewer, "title/iron-fist/told/", do="tell", part=first)
    post(viewer, "title/the-defenders/told/", do="hide", telling="1")
    assert told(viewer) == "told Iron Fist S1"


def test_what_was_missed_before_a_title_is_one_telling(viewer: Client) -> None:
    post(viewer, "progress/", text="Daredevil S1-S2, Jessica Jones 1x01-1x05, told Luke Cage S1")
    was = told(viewer)
    for path in ("title/the-defenders/", "title/the-defenders/before/"):
        assert "Tell me what I missed before The Defenders" in words(viewer, path)
    offered = boxes(viewer, "title/the-defenders/before/told/")
    assert [(it.split()[1].partition("~")[0], ticked) for it, ticked in offered] == [
        ("jessica-jones", True), ("iron-fist", True)
    ]  # fmt: skip
    page = viewer.get(f"{HOME}title/the-defenders/before/told/").content.decode()
    also = re.findall('name="also" value="([^"]*)"', page)
    form = {"chosen": "yes", "part": [it for it, _ in offered], "also": also}
    assert post(viewer, "title/the-defenders/before/told/", do="tell", **form) == 303
    now = told(viewer)
    assert "told Iron Fist S1" in now
    assert "told Jessica Jones S1" in now
    assert "What you missed before The Defenders: " in words(viewer, "progress/")
    assert "Tell me what I missed before" not in words(viewer, "title/the-defenders/")
    # Taking back by hand what it needs too changes nothing; the telling itself is undone exactly.
    assert post(viewer, "title/the-defenders/before/told/", do="hide", telling="before") == 303
    assert told(viewer) == was


def test_a_form_tells_what_it_showed_whatever_was_marked_since(viewer: Client) -> None:
    (first, _), _ = boxes(viewer, "title/iron-fist/told/")
    post(viewer, "progress/", text="The Defenders")
    post(viewer, "title/iron-fist/told/", chosen="yes", do="tell", part=first)
    assert told(viewer) == "The Defenders S1, told Iron Fist S1"


@pytest.mark.parametrize(
    "form",
    [
        {"do": "tell", "part": "x iron-fist 1x01"},
        {"do": "tell", "part": "before iron-fist 1x01"},
        {"do": "tell", "part": "1 iron-fist 1y01"},
        {"do": "tell", "part": "1 nothing 1x01"},
        {"do": "tell", "part": "9" * 11 + " iron-fist 1x01"},
        {"do": "hide", "telling": "before"},
        {"do": "hide", "telling": "1:id:a"},
        {"do": "else"},
    ],
)
def test_what_no_form_of_ours_sends_is_refused(viewer: Client, form: dict[str, str]) -> None:
    assert post(viewer, "title/iron-fist/told/", **form) == 400
    assert told(viewer) == ""


def test_what_earlier_versions_told_stays_and_is_undone(viewer: Client, marvel: Any) -> None:
    """They kept all that was told for a title's sake under its bare identity."""
    from intertwine.web.models import Passed, Person

    served: ServedUniverse = marvel.registry.get("marvel-netflix")
    post(viewer, "progress/", text="Daredevil 1x01")
    person = Person.objects.latest("pk")
    identity = next(iter(served.universe.progress("Iron Fist S1").seen)).title
    for number in (1, 2):
        Passed.objects.create(
            viewer=person, universe=served.identity, title=identity, season=1, number=number, seconds=2**31 - 1,
            told=True, asked=identity,
        )  # fmt: skip
    assert told(viewer) == "Daredevil 1x01, told Iron Fist 1x01-1x02"
    page = viewer.get(f"{HOME}progress/").content.decode()
    assert "Everything about <a" in page
    post(viewer, "title/iron-fist/told/", do="tell")
    post(viewer, "title/iron-fist/told/", do="hide", telling="1")
    assert told(viewer) == "Daredevil 1x01, told Iron Fist 1x01-1x02"
    post(viewer, "title/iron-fist/told/", do="hide", telling="")
    assert told(viewer) == "Daredevil 1x01"
