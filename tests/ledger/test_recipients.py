"""Who gets what: the recipient of a fact, in the text. And facts that are written from the object's side."""

from __future__ import annotations

from typing import Any

import pytest

from intertwine.ledger.read.common_facts import common_fact
from intertwine.ledger.read.facts import FactParser
from intertwine.ledger.read.headings import Stamp
from intertwine.ledger.read.markdown.diagnostics import Diagnostics
from intertwine.ledger.read.markdown.span import Span
from intertwine.ledger.read.vocabulary import built_in, read
from intertwine.model.statement import Alternative, PositionText, Statement

HERE = Stamp((Alternative((PositionText("installment", "", 1, 2),)),), True)


def parsed(item: str, verbs: str = "") -> tuple[Statement | None, list[str]]:
    """An item's statement, and the codes of its problems. Both readers of facts agree on it, where the quick one reads
    it at all."""
    vocabulary, problems = read(verbs, "verbs.toml", built_in())
    assert not problems
    diagnostics, span = Diagnostics("T.md"), Span(item, 1, 1)
    found = FactParser(vocabulary, diagnostics, None).read_any(span, HERE)
    quick = common_fact(span, HERE, "", vocabulary, {})
    assert quick in (None, found)
    return found, [problem.code for problem in diagnostics.all()]


def told(item: str, verbs: str = "") -> dict[str, Any]:
    """What an item says, of what it says at all."""
    found, problems = parsed(item, verbs)
    assert found is not None
    assert problems == []
    everything = {
        "verb": found.verb,
        "subjects": [link.key for link in found.subjects],
        "objects": [link.key for link in found.objects],
        "recipient": found.recipient and found.recipient.key,
        "place": found.place and (found.preposition, found.place.key),
        "text": found.text,
        "ref": found.ref,
    }
    return {name: value for name, value in everything.items() if value}


GIVES = {"verb": "gives", "subjects": ["A"], "objects": ["X"], "recipient": "B"}


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("[[A]] gives [[X]] to [[B]]", GIVES),
        ("[[A]] gives [[X]] to [[B]] at [[P]]", GIVES | {"place": ("at", "P")}),
        ("[[A]] gives [[X]] at [[P]] to [[B]]", GIVES | {"place": ("at", "P")}),
        ("[[A]] gives [[X]] TO [[B]] ^gift", GIVES),
        ('[[A]] gives [[X]] to [[B]] "for nothing"', GIVES | {"text": "for nothing"}),
        ('[[A]] gives [[X]] "for nothing" to [[B]]', GIVES | {"text": "for nothing"}),
        ("[[A]] and [[C]] give [[X]], [[Y]] to [[B]]", GIVES | {"subjects": ["A", "C"], "objects": ["X", "Y"]}),
        (
            '[[A]] pays "10 crowns" to [[B]] in [[P]]',
            {"verb": "pays", "subjects": ["A"], "text": "10 crowns", "recipient": "B", "place": ("in", "P")},
        ),
        (
            "[[A]] buys [[X]] from [[B]] at [[P]]",
            {"verb": "buys", "subjects": ["A"], "objects": ["X"], "recipient": "B", "place": ("at", "P")},
        ),
        ("[[A]] confesses ^x to [[B]]", {"verb": "confesses", "subjects": ["A"], "ref": "x", "recipient": "B"}),
        ("[[A]] introduces [[B]] to [[C]]", GIVES | {"verb": "introduces", "objects": ["B"], "recipient": "C"}),
        ("[[A]] betrays [[B]] to [[C]]", GIVES | {"verb": "falls out with", "objects": ["B"], "recipient": "C"}),
        # Without a recipient of its own, a verb has a place there, as it always had.
        ("[[A]] helps [[B]] to [[P]]", {"verb": "helps", "subjects": ["A"], "objects": ["B"], "place": ("to", "P")}),
        (
            "[[A]] gives [[X]] from [[P]]",
            {"verb": "gives", "subjects": ["A"], "objects": ["X"], "place": ("from", "P")},
        ),
        ("[[A]] returns to [[P]]", {"verb": "returns to", "subjects": ["A"], "objects": ["P"]}),
    ],
)
def test_a_verb_says_where_its_recipient_stands(item: str, expected: dict[str, Any]) -> None:
    assert told(item) == expected


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ("[[A]] gives [[X]] to [[B]] to [[C]] to [[D]]", "words-left"),
        ("[[A]] gives [[X]] to [[B]] at [[P]] in [[Q]]", "words-left"),
        ("[[A]] gives [[X]] to [[B]] and [[C]]", "words-left"),
        ("[[A]] gives [[X]] to", "words-left"),
        ("[[A]] gives to [[B]]", "object-missing"),
        ("[[B]] is killed by", "object-missing"),
        ('[[B]] is killed by "a stone"', "object-missing"),
    ],
)
def test_what_is_too_much_or_missing_is_a_problem(item: str, code: str) -> None:
    assert parsed(item) == (None, [code])


@pytest.mark.parametrize(
    ("item", "verb"),
    [
        ("[[B]] is killed by [[A]]", "kills"),
        ("[[B]] is murdered by [[A]]", "kills"),
        ("[[B]] Is Tortured By [[A]]", "tortures"),
        ("[[B]] employs [[A]]", "works for"),
        ("[[B]] fires [[A]]", "is dismissed by"),
        ("[[B]] reports to [[A]]", "is the boss of"),
    ],
)
def test_a_form_from_the_objects_side_says_the_same_as_the_verb(item: str, verb: str) -> None:
    assert told(item) == {"verb": verb, "subjects": ["A"], "objects": ["B"]}


def test_several_may_stand_before_a_form_from_the_objects_side() -> None:
    expected = {"verb": "kills", "subjects": ["A"], "objects": ["B", "C"], "place": ("at", "P")}
    assert told("[[B]] and [[C]] are killed by [[A]] at [[P]]") == expected


def test_a_form_of_a_verb_comes_before_one_from_the_objects_side() -> None:
    assert told("[[B]] is the child of [[A]]") == {"verb": "is the child of", "subjects": ["B"], "objects": ["A"]}


OWN = """
["passes on"]
forms = ["passes on", "pass on"]
objects = ["object"]
recipient = "to"
inverse = "is passed on by"
"""


def test_a_universe_has_recipients_of_its_own() -> None:
    expected = {"verb": "passes on", "subjects": ["A"], "objects": ["X"], "recipient": "B"}
    assert told("[[A]] passes on [[X]] to [[B]]", OWN) == expected
    assert told("[[X]] is passed on by [[A]] to [[B]]", OWN) == expected


def test_a_recipient_stands_after_a_known_preposition() -> None:
    _, problems = read(OWN.replace('"to"', '"onto"'), "verbs.toml", built_in())
    assert [(problem.code, "onto" in problem.message) for problem in problems] == [("verb-unusable", True)]


def test_a_verb_of_a_universe_takes_its_forms_over_from_built_in_ones() -> None:
    """Else a verb that the house gets later would take the wording from universes that had it first."""
    own = '["strikes down"]\nforms = ["slays", "tortures", "torture"]\n'
    assert told("[[A]] tortures [[B]]", own)["verb"] == "strikes down"
    assert told("[[B]] is tortured by [[A]]", own)["verb"] == "tortures"
    assert told("[[A]] kills [[B]]", own)["verb"] == "kills"


@pytest.mark.parametrize("forms", ['["plays"]', '["is called"]'])
def test_what_pages_are_listed_with_keeps_its_forms(forms: str) -> None:
    _, problems = read(f"[mine]\nforms = {forms}\n", "verbs.toml", built_in())
    assert [problem.code for problem in problems] == ["verb-unusable"]


def test_two_verbs_of_one_file_cannot_share_a_form() -> None:
    _, problems = read('[one]\nforms = ["ones"]\n[other]\nforms = ["Ones"]\n', "verbs.toml", built_in())
    assert [problem.message for problem in problems] == ['"Ones" is already a form of "one"']
