"""Recipients behind the gate: as good as any other name for hiding a fact, and for making somebody known."""

from __future__ import annotations

import numpy as np

from intertwine.questions import recap, secrets, who
from tests.worlds import world

STORY = """
=== T.md
---
kind: series
---
## Season 1 (2020-01-01, 3 episodes)
### 1. One
- [[Ada]] gives [[The Key]] to [[Bruno]] at [[The Pier]]
- [[Ada]] pays "200 crowns" to [[Cleo]]
- [[The Key]] and [[The Boat]] are bought by [[Dina]] from [[Ada]]
- [[Bruno]] is murdered by [[Ada]] and [[Dina]] ^murder
- [[Ada]] confesses ^murder to [[Masked]]
### 2. Two
- [[Masked]] appears
### 3. Three
- [[Ada]] appears
=== Masked.md
---
kind: character
names:
  - {name: Somebody in a mask, revealed: T 1x02}
---
=== object: The Key, The Boat
=== place: The Pier
"""


def sentences(seen: str) -> list[str]:
    view = world(STORY).seen(seen)
    return [view.words(fact) for fact in view.facts.of() if fact.where is not None]


def test_a_sentence_says_to_whom_and_then_where() -> None:
    assert sentences("T 1x01") == [
        "Ada gives the Key to Bruno at the Pier",
        "Ada pays 200 crowns to Cleo",
        "The Key and the Boat are bought by Dina from Ada",
        "Bruno is murdered by Ada and Dina",
    ]


def test_a_fact_waits_for_the_name_of_its_recipient() -> None:
    assert "Ada confesses to Somebody in a mask that Bruno was murdered by Ada and Dina" in sentences("T 1x01-1x02")
    assert not [words for words in sentences("T 1x01") if "confesses" in words]


def test_a_recipient_is_known_by_it_and_finds_it_on_their_page() -> None:
    view = world(STORY).seen("T 1x01")
    (cleo,) = view.names.find("Cleo")
    (fact,) = view.facts.of(cleo)
    assert (fact.recipient, fact.place, fact.subjects == (cleo,)) == (cleo, None, False)
    assert [told.text for told in who(view, "Cleo").facts] == ["Ada pays 200 crowns to Cleo"]


def test_one_fact_reads_as_many_do() -> None:
    view = world(STORY).seen("everything")
    assert [view.facts.one(fact.line) for fact in view.facts.of()] == list(view.facts.of())


def test_nobody_pays_for_recipients_who_has_none() -> None:
    view = world("=== T.md\n---\nkind: film\n---\n### Whole title\n- [[Ada]] meets [[Bruno]]\n- [[Ada]] dies\n").seen(
        "everything"
    )
    column = view.rows._tables.columns.recipient
    assert column.strides == (0,)
    assert np.all(column == -1)


def test_a_state_that_was_bought_is_worded_by_its_own_verb() -> None:
    view = world(STORY).seen("T 1x01")
    assert [(it.words, it.to and it.to.name) for it in who(view, "Dina").relations] == [
        ("owns", "The Key"),
        ("owns", "The Boat"),
    ]


GIFT = """
=== T.md
---
kind: series
---
## Season 1 (2020-01-01, 3 episodes)
### 1. One
- together: [[Ada]], [[Bruno]]
- [[Ada]] gives [[The Key]] to [[Bruno]] ^gift
- [[Cleo]] learns ^gift
- [[Dina]] owes "a debt" to [[Bruno]]
### 2. Two
### 3. Three
=== object: The Key
"""


def test_what_goes_from_one_to_another_is_told_of_both() -> None:
    view = world(GIFT).seen("T 1x01-1x02")
    gift = "Ada gives the Key to Bruno"
    pages = {name: [it.text for it in who(view, name).facts] for name in ("Ada", "Bruno")}
    assert pages == {"Ada": [gift], "Bruno": [gift, "Dina owes a debt to Bruno"]}
    people = {it.who.name: [fact.text for fact in it.facts] for it in recap(view, "T 1x03").people}
    assert [name for name, facts in people.items() if gift in facts] == ["Ada", "Bruno"]
    assert "Dina owes a debt to Bruno" in people["Bruno"]
    for name in ("Ada", "Bruno", "Cleo"):
        assert [it.told.text for it in secrets(view, [name]).secrets] == [gift]
