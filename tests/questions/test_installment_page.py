"""An installment's page, what is known of a title part by part, and recaps of seasons."""

import pytest

from intertwine import questions
from intertwine.gate.universe import Universe
from intertwine.gate.view import View
from intertwine.questions import NotThere
from intertwine.questions.folded import folded
from intertwine.questions.installment_page import InstallmentPage, installment_at
from intertwine.questions.known_parts import known_part, known_parts
from intertwine.questions.listed import LISTED
from intertwine.questions.season_recaps import season_recaps
from intertwine.questions.tell import Teller
from tests.worlds import world

STORY = """
=== titles/Ebb.md
---
kind: series
---
## Season 1 (2015-01-01, 2 episodes)
### Whole season
[[Ada]] finds the harbour, and stays.
- [[Ada]] becomes a friend of [[Bea]]
### 1. One (~50 min)
[[Ada]] lands in a storm. [[Bea]] lights the lamp.
- [[Ada]] meets for the first time [[Bea]] at [[The Pier]]
- together: [[Bea]], [[Cal]] at [[The Pier]]
- [[Ada]] fights [[Cal]]
### 1.5. Between
### 2. Two
- [[Ada]] fights [[Bea]]
- [[Ada]] fights [[Bea]] at [[The Pier]]
=== titles/Flow.md
---
kind: film
released: 2016-01-01
---
### Public
- [[Flow]] picks up [[Ebb]]
### Whole title
- [[Ada]] fights [[Cal]]
=== people/Ada.md
---
kind: character
---
=== people/Bea.md
---
kind: character
---
=== people/Cal.md
---
kind: character
---
=== places/The Pier.md
---
kind: place
---
"""


@pytest.fixture(scope="module")
def story() -> Universe:
    return world(STORY)


def page(view: View, key: str, title: str = "ebb") -> InstallmentPage:
    number = view.names.at(title, titles=True)
    assert number is not None
    return installment_at(view, number, key)


def test_an_installment_has_its_recap_its_people_and_what_stands_beside_it(story: Universe) -> None:
    found = page(story.seen("Ebb"), "1x01")
    assert " ".join(told.text for told in found.recap) == "Ada lands in a storm. Bea lights the lamp."
    assert [it.name for it in found.people] == ["Ada", "Bea", "Cal"]
    assert [len(it) for it in (found.meetings, found.scenes, found.facts)] == [1, 1, 1]
    assert (found.at.text, found.number, found.count, found.episode.minutes) == ("Ebb 1x01", 1, 3, 50)
    assert (found.before, found.after and found.after.name) == (None, "Between")


def test_what_is_learnt_by_the_end_of_a_season_is_of_none_of_its_installments(story: Universe) -> None:
    found = page(story.seen("Ebb"), "1x02")
    assert [told.text for told in found.facts] == ["Ada fights Bea", "Ada fights Bea at the Pier"]


def test_an_installment_between_two_others_has_a_page(story: Universe) -> None:
    found = page(story.seen("Ebb"), "1x01.5")
    assert (found.episode.name, found.before and found.before.episode) == ("Between", 1)


def test_of_what_is_unseen_the_listing_alone_is_told(story: Universe) -> None:
    found = page(story.seen("Ebb 1x01"), "1x02")
    assert found.episode.name is None  # another one is next
    assert not any((found.recap, found.people, found.meetings, found.scenes, found.facts))
    assert found.before is not None


def test_a_text_names_an_installment_as_progress_does(story: Universe) -> None:
    view = story.seen("Ebb")
    assert questions.installment(view, "ebb S01E01") == page(view, "1x01")
    for text, other in (("Ebb S1", "a place in a title"), ("Ebb", "a title"), ("Flow", "a title"), ("Ebb 1x07", "")):
        with pytest.raises(NotThere) as error:
            questions.installment(view, text)
        assert error.value.other == other


@pytest.mark.parametrize(("title", "key"), [("ebb", "1x03"), ("ebb", "0x00"), ("ebb", "x"), ("flow", "0x00")])
def test_what_is_not_listed_and_a_film_have_none(story: Universe, title: str, key: str) -> None:
    with pytest.raises(NotThere):
        page(story.seen("Ebb, Flow"), key, title)


@pytest.mark.parametrize("progress", ["", "Ebb 1x01", "Ebb", "Ebb, Flow"])
def test_the_parts_are_all_that_is_known_of_a_title(story: Universe, progress: str) -> None:
    view = story.seen(progress)
    for title in view.listing.titles:
        parts = known_parts(view, title)
        told = [fact for part in parts for fact in known_part(view, title, part.key)[1]]
        known = list(view.facts.at(view.lines.about(title, without=LISTED)))
        assert sum(part.count for part in parts) == len(known)
        assert sorted(it.text for it in told) == sorted(it.text for it in Teller(view).all_told(folded(view, known)))
        for part in parts:
            facts = known_part(view, title, part.key)[1]
            assert (facts[0].where, facts[-1].where) == (part.first, part.last)
        with pytest.raises(NotThere):
            known_part(view, title, "nothing-1")


def test_a_season_has_a_recap_when_all_of_it_was_seen(story: Universe) -> None:
    for progress, recaps in (("Ebb 1x01", {}), ("Ebb", {1: ["Ada finds the harbour, and stays."]})):
        view = story.seen(progress)
        ebb = view.names.at("ebb", titles=True)
        assert ebb is not None
        assert {n: [told.text for told in its] for n, its in season_recaps(view, ebb).items()} == recaps
