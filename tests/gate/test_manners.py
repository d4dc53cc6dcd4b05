"""How somebody is there, in a sentence that is no scene's: beside their name."""

from __future__ import annotations

import pytest

from intertwine import questions
from tests.worlds import world

TITLE = """
=== T.md
---
kind: series
---
## Season 1 (2020-01-01, 2 episodes)
### 1. One
{}
### 2. Two
- together: [[Ada]], [[Ben]], [[Max]], [[Rolf]]
"""


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ("[[Ada]] (a body) appears", "Ada (as a body) appears"),
        ("[[Ada]] (heard), [[Ben]] appear", "Ada (heard) and Ben appear"),
        ("[[Ada]], [[Ben]] (imagined, as a boy) appear", "Ada and Ben (imagined, as a boy) appear"),
        ("[[Ada]] (as a girl) appears", "Ada (as a girl) appears"),
        ("[[Ada]] (there) appears", "Ada appears"),
        ("[[Ada]] (heard, then in person) appears", "Ada (heard) appears"),
        ("[[Ada]] appears (heard)", "Ada (heard) appears"),
        ('[[Ada]] appears (heard) "in a storm"', "Ada (heard) appears in a storm"),
        ("[[Ada]] appears (heard) at [[Ben]]", "Ada (heard) appears at Ben"),
        ("[[Ada]], [[Ben]] appear (heard)", "Ada (heard) and Ben (heard) appear"),
        ("[[Ada]] (as a girl), [[Ben]] appear (heard)", "Ada (as a girl) and Ben (heard) appear"),
        ("together: [[Ada]], [[Ben]] (heard, as a boy)", "Ada shares a scene with Ben (as a boy), who is only heard"),
        (
            "together: [[Ada]], [[Ben]] (heard), [[Max]] (dream), [[Rolf]] (dream) at [[Pier]]",
            "Ada shares a scene at Pier with Ben, who is only heard, and Max and Rolf, who are only imagined",
        ),
        ("together: [[Ada]], [[Ben]] (heard, then in person)", "Ada and Ben share a scene; Ben is also heard"),
        ("together: [[Ada]], [[Ben]], [[Max]] at [[Pier]]", "Ada, Ben and Max are at Pier"),
        ("together: [[Ada]], [[Ben]] at [[Pier]]", "Ada and Ben share a scene at Pier"),
        ("together: [[Ada]] (heard), [[Ben]] (imagined)", "Ada is heard; Ben is imagined"),
        (
            "together: [[Ada]], [[Max]] (as a boy)\n  - taken for: [[Max]] as [[Rolf]], revealed 1x02",
            "Ada and Max (as Rolf, as a boy) share a scene",
        ),
    ],
)
def test_the_way_of_being_there_is_said(item: str, said: str) -> None:
    view = world(TITLE.format(f"- {item}")).seen("T")
    first = next(it for it in view.facts.of() if it.verb.role in ("scene", "appearance"))
    assert view.words(first) == said


def test_a_note_after_another_verb_is_refused() -> None:
    universe = world(TITLE.format("- [[Ada]] meets (heard) [[Ben]]"), broken=True)
    assert [it.code for it in universe.problems] == ["way-not-allowed"]


@pytest.mark.parametrize(
    ("kind", "told", "said"),
    [
        ("dream", "[[Ada]] dreams that ^it", "Ada dreams that Ada meets Ben"),
        ("vision", "[[Ada]] foresees that ^it", "Ada foresees that Ada meets Ben"),
        ("prophecy", "[[Ada]] foresees that ^it", "Ada foresees that Ada meets Ben"),
        ("plan", "[[Ada]] plans that ^it", "Ada plans that Ada meets Ben"),
        ("dream", "[[Ben]] dreams that ^it", "Ben dreams that in a dream of Ada, Ada meets Ben"),
        ("plan", "[[Ada]] dreams that ^it", "Ada dreams that only as planned by Ada, Ada meets Ben"),
    ],
)
def test_who_dreams_something_is_not_said_to_dream_it_in_their_dream(kind: str, told: str, said: str) -> None:
    view = world(TITLE.format(f"- [[Ada]] meets [[Ben]] ^it\n  - frame: {kind} of [[Ada]]\n- {told}")).seen("T")
    assert said in [view.words(fact) for fact in view.facts.of()]


def test_whose_dream_it_is_has_a_name_on_others_pages() -> None:
    dream = "- [[Ada]] meets [[Ben]]\n  - frame: dream of [[Ada]]\n- [[Ben]] dies\n- [[Ada]] dies"
    view = world(TITLE.format(dream)).seen("T")
    said = {name: questions.who(view, name).facts[0].text for name in ("Ada", "Ben")}
    assert said == {"Ada": "In their own dream, Ada meets Ben", "Ben": "In a dream of Ada, Ada meets Ben"}


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ("together: at [[Ben]]", "A scene at Ben"),
        ("together: in [[Ben]]", "A scene in Ben"),
        ('together: at [[Ben]] "rain falls"', "Rain falls at Ben"),
        ("together: at [[Ben]]\n  - frame: dream of [[Ada]]", "In a dream of Ada, a scene at Ben"),
    ],
)
def test_a_scene_of_nobody_is_a_sentence(item: str, said: str) -> None:
    view = world(TITLE.format(f"- {item}")).seen("T")
    assert view.words(next(it for it in view.facts.of() if it.verb.role == "scene")) == said
