"""Phrases that fans write: each is understood, and reads as it was written."""

import pytest

from intertwine import questions
from tests.worlds import world

PAGES = """
=== group: The Guild
=== object: The Key
=== place: The Mill
=== Tide.md
---
kind: series
---
## Season 1 (2015-01-01, 1 episode)
### 1. One
"""


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        ("[[The Key]] is given to [[Ben]] by [[Ada]]", "The Key is given to Ben by Ada"),
        ("[[The Key]] is given to [[Ben]]", "The Key is given to Ben"),
        ("[[The Key]] is sold to [[Ben]]", "The Key is sold to Ben"),
        ('[[Ada]] forces [[Ben]] "to sign"', "Ada forces Ben to sign"),
        ("[[Ada]] infiltrates [[The Guild]]", "Ada infiltrates The Guild"),
        ("[[Ada]] strangles [[Ben]]", "Ada strangles Ben"),
        ("[[Ben]] is pushed by [[Ada]]", "Ben is pushed by Ada"),
        ('[[Ada]] challenges [[Ben]] "to a race"', "Ada challenges Ben to a race"),
        ("[[Ada]] tells [[Ben]] about [[Cleo]]", "Ada tells Ben about Cleo"),
        ("[[Ada]] warns [[Ben]] about [[The Key]]", "Ada warns Ben about The Key"),
        ('[[Ada]] tells [[Ben]] about "the theft"', "Ada tells Ben about the theft"),
        ("[[Ada]] recruits [[Ben]] for [[The Guild]]", "Ada recruits Ben for The Guild"),
        ("[[Ada]] and [[Ben]] dance", "Ada dances with Ben"),
        ("[[Ada]] goes on a date with [[Ben]] at [[The Mill]]", "Ada goes on a date with Ben at The Mill"),
        ("[[Ada]] is hospitalized", "Ada is hospitalized"),
        ("[[Ada]] is paralyzed", "Ada is paralyzed"),
        ("[[Ada]] graduates", "Ada graduates"),
        ("[[Ada]] hallucinates [[Ben]]", "Ada hallucinates Ben"),
        ("[[Ada]] sacrifices herself for [[Ben]]", "Ada sacrifices herself for Ben"),
        ('[[Ada]] is suspected of "murder"', "Ada is suspected of murder"),
        ("[[Ada]] is presumed dead", "Ada is presumed dead"),
    ],
)
def test_a_phrase_reads_as_it_was_written(fact: str, words: str) -> None:
    universe = world(f"{PAGES}- {fact}\n")
    view = universe.seen("everything")
    said = [view.words(it).replace("“", "").replace("”", "") for it in view.facts.of()]
    assert words.casefold() in [it.casefold() for it in said]
    assert list(universe.problems) == []


def test_what_is_given_to_somebody_is_theirs() -> None:
    universe = world(f"{PAGES}- [[Ada]] owns [[The Key]]\n- [[The Key]] is given to [[Ben]] by [[Ada]]\n")
    page = questions.who(universe.seen("everything"), "Ben")
    assert [(it.words, it.to and it.to.name) for it in page.relations] == [("owns", "The Key")]
