"""What a heading says of a life is what each fact below it that names the person would say, and tells nothing else: of
a masked person's deeds it would tell who is behind the mask."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from intertwine import questions
from intertwine.gate.universe import Universe
from intertwine.ledger.read.below_heading import BelowHeading
from intertwine.model.statement import Statement
from tests.laws import model
from tests.laws.ask import opened, progress
from tests.laws.generate import Trek, worlds_and_treks
from tests.laws.model import Fact, Item, World
from tests.laws.story import with_story
from tests.laws.test_gate_laws import everything
from tests.long import share
from tests.worlds import world

NEVER = 2**40
EXAMPLES = settings(max_examples=share(6, 60))


@EXAMPLES
@given(worlds_and_treks())
def test_a_heading_says_of_a_life_what_each_of_its_facts_would_say(drawn: tuple[World, Trek]) -> None:
    plain, trek = drawn
    story = with_story(plain, str(trek))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(model, "HOISTED", 1)
        once = story.text()
        patch.setattr(model, "HOISTED", NEVER)
        each = story.text()
    views = [opened(text).seen(progress(trek)) for text in (once, each)]
    assert everything(views[0]) == everything(views[1])


@EXAMPLES
@given(worlds_and_treks())
def test_below_a_heading_only_deeds_of_those_whom_a_viewer_sees_named_are_in_a_life(drawn: tuple[World, Trek]) -> None:
    plain, trek = drawn
    story = with_story(plain, str(trek))
    for p, page in enumerate(plain.pages):
        for s in range(len(page.parts)):
            story = story.with_items(p, s, tuple(map(without_other_lives, story.pages[p].parts[s].items)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(model, "HOISTED", 1)
        view = opened(story.text()).seen(progress(trek))
    for person in view.names.index:
        for fact in view.facts.at(view.story.own_steps(person)):
            named = person in (*fact.subjects, *fact.objects, fact.recipient)
            assert named or view.names.best(person) in view.words(fact)  # a quotation names people too


def without_other_lives(item: Item) -> Item:
    """`item` without a place in the life of somebody whom it does not name."""
    if isinstance(item, Fact):
        return replace(item, own=tuple(it for it in item.own if item.lives(it.who)))
    return item


MASKED = """
=== titles/Quay.md
---
kind: series
---
## Season 1 (2020-01-01, 3 episodes)
### 1. The Stranger
- own: [[Edda]] step 2
- [[Edda]] meets [[Odo]]
- [[The Lamplighter]] kills [[Odo]]
- [[Odo]] meets [[Runa]]
- together: [[Runa]], [[The Lamplighter]]
### 2. The Child
- own: [[Edda]] step 1
- [[Edda]] meets [[Runa]]
### 3. The Lamp
- [[The Lamplighter]] is [[Edda]]
"""
"""Edda is masked as the Lamplighter, in an episode that is a part of her life."""


def life(universe: Universe, seen: str) -> list[str]:
    return [it.text for it in questions.timeline(universe.seen(seen), ["Edda"], "own").facts]


def test_a_traveller_with_a_mask_has_no_deeds_of_the_mask_before_it_falls() -> None:
    assert life(world(MASKED), "Quay 1x01-1x02") == ["Edda meets Runa", "Edda meets Odo"]
    assert life(world(MASKED), "everything") == [
        "Edda meets Runa", "Edda meets Odo", "Edda kills Odo", "Runa and Edda share a scene", "The Lamplighter is Edda",
    ]  # fmt: skip


def test_this_law_would_see_such_a_leak(monkeypatch: pytest.MonkeyPatch) -> None:
    def of_all(self: BelowHeading, fact: Statement) -> Statement:
        return replace(fact, own=self._steps())

    monkeypatch.setattr(BelowHeading, "placed", of_all)
    assert "The Lamplighter kills Odo" in life(world(MASKED), "Quay 1x01-1x02")
