"""Forms of two verbs: the kinds of a fact's ends say which is meant."""

import pytest

from intertwine import questions
from tests.worlds import world

PAGES = """
=== people/Ada.md
---
kind: character
---
=== group: The Guild, The Firm
=== place: The Mill
=== object: The Key, The Ring
=== Tide.md
---
kind: series
---
## Season 1 (2015-01-01, 2 episodes)
### 1. One
"""


@pytest.mark.parametrize(
    ("fact", "verb", "subjects"),
    [
        ("[[The Key]] belongs to [[Ada]]", "owns", ["Ada"]),
        ("[[The Key]], [[The Ring]] belong to [[Ada]]", "owns", ["Ada"]),
        ("[[The Key]] belongs to [[The Guild]]", "owns", ["The Guild"]),
        ("[[The Mill]] belongs to [[Ada]]", "owns", ["Ada"]),
        ("[[The Firm]] belongs to [[Ada]]", "owns", ["Ada"]),
        ("[[Ada]] belongs to [[The Guild]]", "is a member of", ["Ada"]),
        ("[[The Firm]] belongs to [[The Guild]]", "is a member of", ["The Firm"]),
    ],
)
def test_the_kinds_of_both_ends_choose_the_verb(fact: str, verb: str, subjects: list[str]) -> None:
    view = world(f"{PAGES}- {fact}\n").seen("everything")
    (found,) = (it for it in view.facts.of() if it.verb.shape == "state")
    assert (found.verb.id, [view.names.best(n) for n in found.subjects]) == (verb, subjects)
    assert view.words(found).startswith(fact.replace("[", "").replace("]", "").split(",")[0].split(" belong")[0])


def test_what_belongs_to_somebody_is_theirs_until_they_give_it_away() -> None:
    text = f"{PAGES}- [[The Key]] belongs to [[Ada]]\n### 2. Two\n- [[Ada]] gives [[The Key]] to [[The Guild]]\n"
    owned: dict[str, dict[str, list[tuple[str, bool]]]] = {}
    for seen in ("Tide 1x01", "everything"):
        pages = {who: questions.who(world(text).seen(seen), who) for who in ("Ada", "The Key")}
        owned[seen] = {who: [(it.words, it.now) for it in page.relations] for who, page in pages.items()}
    assert owned["Tide 1x01"] == {"Ada": [("owns", True)], "The Key": [("belongs to", True)]}
    assert owned["everything"] == {"Ada": [("owns", False)], "The Key": [("belongs to", True), ("belongs to", False)]}


def test_a_fact_that_says_two_things_at_once_stays_hidden() -> None:
    universe = world(f"{PAGES}- [[Ada]] and [[The Key]] belong to [[The Guild]] ^both\n", broken=True)
    assert [it.verb.id for it in universe.seen("everything").facts.of() if it.verb.shape == "state"] == []
    assert [it.code for it in universe.problems] == ["form-of-two-verbs"]


def test_a_loss_stays_a_loss() -> None:
    view = world(f"{PAGES}- [[Ada]] loses [[The Key]]\n").seen("everything")
    assert [it.verb.id for it in view.facts.of()] == ["title name", "loses"]
