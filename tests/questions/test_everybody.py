"""Who is who: everybody by title and by weight, in lines."""

import numpy as np
import pytest

import intertwine
from intertwine import questions
from intertwine.gate.view import View
from intertwine.questions.weights import heaviest_titles, weights
from intertwine.questions.who_is_who import BY, ByWhat
from tests.laws.ask import opened, progress
from tests.laws.law import made
from tests.worlds import world

MILL = """
=== groups/The Guild.md
---
kind: group
---
=== people/Ola Berg.md
---
kind: character
---
### [[Mill]] 1x01
She counts every sack. She trusts nobody.
=== titles/Mill.md
---
kind: series
---
## Season 1 (2015-01-01, 2 episodes)
### 1. One
- [[Ola Berg]] works as "a clerk"
- [[Ola Berg]] meets [[Per Dahl]]
- [[Ola Berg]] works for [[The Guild]]
- [[Per Dahl]], [[Ida Moe]] is described as "two who owe money"
### 2. Two
- [[Ola Berg]] stops working as "a clerk"
- [[Ola Berg]] works as "a miller"
- [[Ola Berg]] helps [[Per Dahl]]
=== titles/Quay.md
---
kind: series
---
## Season 1 (2016-01-01, 1 episode)
### 1. One
- [[Ida Moe]] meets [[Ola Berg]]
- [[Ida Moe]] fights [[Sten]]
"""


@pytest.fixture(scope="module")
def mill() -> View:
    return world(MILL).seen("everything")


def lines(view: View, by: ByWhat = "title") -> list[tuple[str | None, str, list[str]]]:
    found = questions.everybody(view, by)
    return [(it.title.name if it.title else None, it.kind, [one.who.name for one in it.people]) for it in found.groups]


def test_people_stand_with_the_title_in_which_they_carry_most_the_leads_first(mill: View) -> None:
    assert lines(mill) == [
        ("Mill", "character", ["Ola Berg", "Per Dahl"]),
        ("Quay", "character", ["Ida Moe", "Sten"]),
        (None, "group", ["The Guild"]),
    ]


def test_by_weight_they_are_one_group(mill: View) -> None:
    assert lines(mill, "weight") == [
        (None, "character", ["Ola Berg", "Ida Moe", "Per Dahl", "Sten"]),
        (None, "group", ["The Guild"]),
    ]


def test_a_line_says_the_last_job_that_somebody_has_and_how_their_page_begins(mill: View) -> None:
    first, second = questions.everybody(mill).groups[0].people
    assert (first.role, first.about and first.about.text) == ("a miller", "She counts every sack.")
    assert (second.role, second.about) == ("", None)
    before = questions.everybody(world(MILL).seen("Mill 1x01")).groups[0].people[0]
    assert (before.who.name, before.role, before.role_is_over) == ("Ola Berg", "a clerk", False)


def test_a_job_that_somebody_has_no_longer_is_over_for_them_alone() -> None:
    view = world("""
=== titles/Weir.md
---
kind: film
---
### Whole title
- [[Ann]] and [[Bo]] work as "a smith"
- [[Cy]] kills [[Bo]]
- [[Cy]] works as "a guard"
- [[Cy]] stops working as "a guard"
""").seen("Weir")
    people = questions.everybody(view).groups[0].people
    assert {(it.who.name, it.role, it.role_is_over) for it in people} == {
        ("Ann", "a smith", False), ("Bo", "a smith", True), ("Cy", "a guard", True)
    }  # fmt: skip


@pytest.mark.parametrize("by", BY)
def test_pages_are_parts_of_the_whole_list(by: ByWhat) -> None:
    view = intertwine.load().seen("Daredevil S1; Jessica Jones S1").view
    whole = questions.everybody(view, by, 10_000)
    people = [(it.title, one) for it in whole.groups for one in it.people]
    assert len(people) == whole.total == len(view.names.index)
    pages = [questions.everybody(view, by, 30, start) for start in range(0, whole.total, 30)]
    assert [(it.title, one) for page in pages for it in page.groups for one in it.people] == people
    totals = {(it.title, it.kind): it.total for it in whole.groups}
    assert all(totals[it.title, it.kind] == it.total for page in pages for it in page.groups)
    assert questions.everybody(view, by, 30, whole.total).groups == questions.everybody(view, by, 0).groups == ()


@pytest.mark.parametrize("seed", range(6))
def test_the_heaviest_title_is_that_of_the_weights_of_each(seed: int) -> None:
    pair = made(seed)
    view = opened(pair.left).seen(progress(pair.trek))
    titles, weight = heaviest_titles(view)
    each = np.array([weights(view, title) for title in view.listing.titles])
    if len(each):
        assert each.max(axis=0).tolist() == weight.tolist()
        best = np.array(view.listing.titles)[each.argmax(axis=0)]
        assert np.where(weight > 0, best, -1).tolist() == titles.tolist()


HALL = """
=== people/Ola Berg.md
---
kind: character
---
=== groups/The Guild.md
---
kind: group
---
=== titles/Hall.md
---
kind: series
---
## Season 1 (2015-01-01, 2 episodes)
### 1. One
- [[Ola Berg]] leads [[The Guild]]
- [[Per Dahl]] works for [[Ola Berg]]
- [[Ida Moe]] works as "a smith"
- [[Ida Moe]] leads [[The Guild]]
- [[Sten]] is a friend of [[Ola Berg]]
- [[Sten]] is a friend of [[Per Dahl]]
- [[Una]] is described as "ill and tired"
- [[Vic]] has as a power "sharp ears"
- [[Wil]] and [[Xan]] are the main antagonists of [[Hall]]
- [[Yrsa]] meets [[Zoe]]
### 2. Two
- [[Ola Berg]] dies
"""


def standing(seen: str) -> dict[str, str]:
    people = questions.everybody(world(HALL).seen(seen), "weight").groups[0].people
    return {it.who.name: it.stands.text if it.stands else it.role for it in people}


def test_who_has_no_job_stands_as_a_leader_by_a_power_or_by_whom_they_know() -> None:
    assert standing("Hall 1x01") == {
        "Ola Berg": "leads the Guild", "Per Dahl": "works for Ola Berg", "Ida Moe": "a smith",
        "Sten": "is a friend of Ola Berg", "Una": "ill and tired", "Vic": "has sharp ears",
        "Wil": "is the main antagonist of Hall", "Xan": "is the main antagonist of Hall", "Yrsa": "", "Zoe": "",
    }  # fmt: skip


def test_what_a_death_has_ended_is_told_in_the_past() -> None:
    after = standing("everything")
    assert (after["Ola Berg"], after["Per Dahl"], after["Sten"]) == (
        "led the Guild", "worked for Ola Berg", "is a friend of Per Dahl"
    )  # fmt: skip
