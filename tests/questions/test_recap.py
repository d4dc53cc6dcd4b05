"""Previously on."""

import pytest

from intertwine import questions
from intertwine.gate.universe import Universe
from intertwine.gate.view import View
from tests.worlds import world

STORY = """
=== person: Zoe Actor, Adam Actor
=== thread: The Fire, The Flood
=== titles/Ebb.md
---
kind: series
---
## Season 1 (2015-01-01, 2 episodes)
### 1. One
- together: [[Ada]], [[Ben]]
- [[Ada]] meets [[Ben]]
- [[Ada]] is a friend of [[Ben]]
- [[Cleo]] helps [[Ben]]
- [[Ada]] opens [[The Fire]]
- [[Ada]] opens [[The Flood]]
### 2. Two
- [[Cleo]] kills [[Ben]]
- [[Ada]] investigates [[The Fire]]
- [[Ada]] resolves [[The Flood]]
=== titles/Flow.md
---
kind: series
cast:
  - "[[Adam Actor]] as [[Ben]]"
  - "[[Zoe Actor]] as [[Ada]] (public role)"
---
## Season 1 (2016-01-01, 2 episodes)
### 1. One
- [[Ada]] meets [[Dan]]
### 2. Two
- [[Cleo]] meets [[Dan]]
- [[Ben]] returns
"""


@pytest.fixture(scope="module")
def story() -> Universe:
    return world(STORY)


def people(view: View, before: str) -> list[str]:
    return [it.who.name for it in questions.recap(view, before).people]


def test_it_speaks_of_the_publicly_billed_and_of_those_seen_in_the_title_alone(story: Universe) -> None:
    assert people(story.seen("Ebb S1"), "Flow") == ["Ada"]
    assert people(story.seen("Ebb S1, Flow 1x01"), "Flow 1x02") == ["Ada", "Dan"]
    assert people(story.seen("everything"), "Flow") == ["Ada"]
    assert people(story.seen("everything"), "Flow 1x02") == ["Ada", "Dan"]
    assert people(story.seen("Ebb 1x01"), "Ebb 1x02") == ["Ada", "Ben", "Cleo"]


def test_it_tells_what_was_shown_before_with_the_weightiest_first_to_stay(story: Universe) -> None:
    ada = questions.recap(story.seen("everything"), "Flow", most=2).people[0]
    assert [it.text for it in ada.facts] == ["Ada is a friend of Ben", "Ada gets to the bottom of the Flood"]
    assert ada.total_facts == 7
    assert [(it.words, it.to.name if it.to else None) for it in ada.relations] == []
    ben = questions.recap(story.seen("Ebb S1"), "Ebb 1x02").people[1]
    # That they are friends is among his relations, and is not said again.
    assert [it.text for it in ben.facts] == ["Ada and Ben share a scene", "Ada meets Ben", "Cleo helps Ben"]
    assert [(it.words, it.to.name if it.to else None) for it in ben.relations] == [("is a friend of", "Ada")]
    assert ben.total_facts == 3


def test_what_lasts_is_told_as_a_relation_alone_and_what_has_ended_as_a_fact() -> None:
    people = "".join(f"=== people/{name}.md\n---\nkind: character\n---\n" for name in ("Ada", "Ben", "Cleo"))
    told = (
        '- [[Ada]] works as "a diver"\n- [[Ada]] works as "a cook"\n- [[Ada]] stops working as "a cook"\n'
        "- [[Ada]], [[Ben]] are friends of [[Cleo]]\n- [[Cleo]] is a friend of [[Ben]]\n- [[Cleo]] kills [[Ben]]\n"
    )
    tide = (
        f"=== titles/Tide.md\n---\nkind: series\n---\n## Season 1 (2015-01-01, 2 episodes)\n### 1. One\n{told}### 2.\n"
    )
    recap = {it.who.name: it for it in questions.recap(world(people + tide).seen("everything"), "Tide 1x02", 9).people}
    assert [it.text for it in recap["Ada"].facts] == ["Ada is a cook", "Ada is no longer a cook"]
    # The friendship with the one who has died is told; with it stands, in one sentence, what lasts.
    facts = ["Ada and Ben are friends of Cleo", "Cleo is a friend of Ben", "Cleo kills Ben"]
    assert [it.text for it in recap["Cleo"].facts] == facts


def test_open_threads_come_with_their_last_fact(story: Universe) -> None:
    view = story.seen("everything")
    before = questions.recap(view, "Ebb 1x02").threads
    assert [(it.to.name, it.told.text) for it in before] == [
        ("The Fire", "Ada comes across the Fire"),
        ("The Flood", "Ada comes across the Flood"),
    ]
    assert [(it.to.name, it.told.text) for it in questions.recap(view, "Flow").threads] == [
        ("The Fire", "Ada investigates the Fire")
    ]


def test_it_says_before_what_and_what_is_not_listed_is_not_there(story: Universe) -> None:
    view = story.seen()
    assert questions.recap(view, "flow").before.text == "Flow"
    assert questions.recap(view, "Flow S1").before.text == "Flow S1"
    assert questions.recap(view, "Flow 1x02").before.text == "Flow 1x02"
    for missing in ("Flow S2", "Flow 1x03", "Nowhere", "Ada"):
        with pytest.raises(questions.NotThere):
            questions.recap(view, missing)


BOOKS = (
    "".join(f"=== people/{name}.md\n---\nkind: character\n---\n" for name in ("Ada", "Ben", "Cleo", "Dan"))
    + """
=== titles/One.md
---
kind: book
---
## Chapters (2004-01-01, 2 chapters)
### 1.
- [[Ada]] meets [[Ben]]
- [[Ben]] appears
### 2.
- [[Cleo]] meets [[Ben]]
=== titles/Other.md
---
kind: book
---
## Chapters (2005-01-01, 1 chapter)
### 1.
- [[Dan]] appears
=== titles/Two.md
---
kind: book
---
{ties}
## Chapters (2006-01-01, 2 chapters)
### 1.
- [[Cleo]] appears
- [[Dan]] appears
### 2.
- [[Dan]] meets [[Ada]]
"""
)


@pytest.mark.parametrize(
    ("ties", "seen", "before", "right"),
    [
        ("", "One", "Two", ["Ben", "Ada", "Cleo"]),
        ("", "One ch 1", "Two", ["Ben", "Ada"]),
        ("", "One, Other", "Two", ["Ben", "Ada", "Cleo", "Dan"]),
        ("", "One, Two ch 1", "Two ch 2", ["Cleo", "Dan"]),
        ("", "", "Two", []),
        ("", "Two, One", "One", []),
        ("### Public\n- [[Two]] picks up [[One]]", "One, Other", "Two", ["Ben", "Ada", "Cleo"]),
        ("### Public\n- [[Two]] picks up [[One]]", "One, Two ch 1", "Two ch 2", ["Cleo", "Dan", "Ben", "Ada"]),
        ("### Public\n- [[Two]] picks up [[One]]", "Other", "Two", []),
        ("### Two ch 1\n- [[Two]] picks up [[One]]", "One, Other", "Two", ["Ben", "Ada", "Cleo", "Dan"]),
    ],
)
def test_a_title_that_bills_nobody_is_about_those_of_earlier_titles(
    ties: str, seen: str, before: str, right: list[str]
) -> None:
    assert people(world(BOOKS.replace("{ties}", ties)).seen(seen), before) == right


def test_of_very_many_earlier_people_those_seen_most_often_are_told_of() -> None:
    names = [f"N{n:02}" for n in range(30)]
    files = "".join(f"=== people/{name}.md\n---\nkind: character\n---\n" for name in names)
    files += "=== titles/One.md\n---\nkind: film\nreleased: 2004-01-01\n---\n### Whole title\n"
    files += "".join(f"- [[{name}]] appears\n" for name in names) + "".join(
        f"- [[{name}]] dies\n" for name in names[20:]
    )
    files += "=== titles/Two.md\n---\nkind: film\nreleased: 2005-01-01\n---\n"
    assert people(world(files).seen("One"), "Two") == [*names[20:], *names[:2]]
