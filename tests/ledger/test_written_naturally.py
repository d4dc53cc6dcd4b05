"""Facts as people write them: what two do with each other, a word before a text, what somebody is told."""

from __future__ import annotations

import pytest

from intertwine.ledger.read.vocabulary import built_in
from tests.worlds import world

TITLE = """
=== T.md
---
kind: series
---
## Season 1 (2020-01-01, 1 episode)
### 1. One
- [[Kip]] dies ^death
{}
=== things/Ring.md
---
kind: object
---
=== places/Quay.md
---
kind: place
---
"""


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ("[[Ada]], [[Ben]] kiss", "Ada kisses Ben"),
        ("[[Ada]] and [[Ben]] kiss at [[Quay]]", "Ada kisses Ben at Quay"),
        ("[[Ada]], [[Ben]] kiss each other", "Ada kisses Ben"),
        ("[[Ada]], [[Ben]] live together", "Ada lives with Ben"),
        ("[[Ada]], [[Ben]] sleep together at [[Quay]]", "Ada sleeps with Ben at Quay"),
        ("[[Ada]], [[Ben]] are married", "Ada is married to Ben"),
        ("[[Ada]], [[Ben]] are friends", "Ada is a friend of Ben"),
        ('[[Ada]], [[Ben]] argue "about money"', "Ada argues with Ben about money"),
        ('[[Ada]] suspects [[Ben]] of "murder"', "Ada suspects Ben of murder"),
        ('[[Ada]] kills [[Ben]] with "a knife"', "Ada kills Ben with a knife"),
        ('[[Ada]] suspects [[Ben]] of "the death of [[Kip]]"', "Ada suspects Ben of the death of Kip"),
        ('[[Ada]] is arrested for "theft"', "Ada is arrested for theft"),
        ('[[Ada]] is arrested for "theft" at [[Quay]]', "Ada is arrested for theft at Quay"),
        ("[[Ada]] tells [[Ben]] that ^death", "Ada tells Ben that Kip died"),
        ("[[Ada]] warns [[Ben]] that ^death", "Ada warns Ben that Kip dies"),
        ('[[Ada]] is given "a ring" by [[Ben]]', "Ada is given a ring by Ben"),
        ("[[Ada]] is given [[Ring]] by [[Ben]] at [[Quay]]", "Ada is given Ring by Ben at Quay"),
        ('[[Ada]] is pregnant with "twins"', "Ada is pregnant with twins"),
        ("[[Ada]] is pregnant by [[Ben]]", "Ada is pregnant by Ben"),
        ("[[Ada]] loses her power", "Ada loses her power"),
        ("[[Ada]] wakes from her coma", "Ada wakes from her coma"),
        ("[[Ada]] is no longer the boss of [[Ben]]", "Ada is no longer the boss of Ben"),
    ],
)
def test_it_is_read_and_said_again(item: str, said: str) -> None:
    view = world(TITLE.format(f"- {item}")).seen("T")
    assert [view.words(it) for it in view.facts.of() if it.line and it.verb.group][-1:] == [said]


@pytest.mark.parametrize(
    ("item", "code", "hint"),
    [
        ("[[Ada]], [[Ben]], [[Cy]] kiss", "object-missing", "write [[A]] kiss [[B]] and [[C]], and [[B]] kiss [[C]]"),
        ('[[Ada]], [[Ben]] are "twins"', "text-not-allowed", "it takes"),
        ("[[Ada]], [[Ben]] are", "object-missing", ""),
        ("[[Ada]] gives [[Ben]] [[Ring]]", "words-left", "gives [[it]] to [[somebody]]"),
        ("[[Ada]] meets [[Ben]] that ^death", "words-left", ""),
        ("[[Ada]] tells [[Ben]] that", "words-left", ""),
        ('[[Ada]] meets [[Ben]] nearly "there"', "words-left", ""),
    ],
)
def test_what_is_not_clear_is_refused_with_a_way_out(item: str, code: str, hint: str) -> None:
    problems = world(TITLE.format(f"- {item}"), broken=True).problems
    assert [it.code for it in problems if it.severity == "error"] == [code]
    assert hint in problems[0].hint


PASSIVES = """
tortured, blackmailed, kidnapped, abducted, betrayed, rescued, saved, forgiven, poisoned, beaten up, attacked, robbed,
raped, hit, threatened, framed, pardoned, bribed, cursed, hypnotized, possessed, deceived, humiliated, abandoned,
disowned, defeated, spared, rejected, unmasked, buried, haunted, accused, sentenced, interrogated, overthrown, exiled,
wounded, healed, killed, arrested, released, hired, promoted, dismissed
"""


@pytest.mark.parametrize("passive", " ".join(PASSIVES.split()).split(", "))
def test_what_is_done_to_somebody_can_be_said_with_and_without_a_doer(passive: str) -> None:
    vocabulary, form = built_in(), f"is {passive}"
    assert form in vocabulary.by_form
    assert f"{form} by" in {**vocabulary.by_backward_form, **vocabulary.by_form}
    assert "none" in vocabulary.verbs[vocabulary.by_form[form]].objects


def test_an_id_that_a_fact_of_telling_shares_with_another_is_offered_that() -> None:
    """It names the fact itself, whether another has the id or not: else it would tell that there is another."""
    story = """
        === titles/Lamp.md
        ---
        kind: film
        ---
        ### Whole title
        - [[Ada]] dies ^gone
        - [[Ben]] tells [[Ada]] ^gone
        - [[Cy]] meets [[Ada]] ^gone
    """
    found = [it for it in world(story, broken=True).problems if it.code == "block-twice"]
    assert [it.hint for it in found] == [
        'if this speaks of that fact, write "that ^gone"; if not, choose another id', "choose another id",
    ]  # fmt: skip
