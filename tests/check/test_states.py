"""States: what begins and ends them, and what only seems to."""

import pytest

from tests.check.test_rules import problems

HEAD = "=== Harbour.md\n---\nkind: series\n---\n## Season 1 (2020-01-01, 3 episodes)\n"
KINDS = {"Cleo": "character", "Mask": "character", "Pilots": "group"}
OTHERS = "".join(f"=== {key}.md\n---\nkind: {kind}\n---\n" for key, kind in KINDS.items())


def codes(first: str, then: str) -> list[str]:
    """What is found where these facts stand in two episodes, one after the other; without the pages that nothing
    links."""
    text = HEAD
    for n, facts in enumerate((first, then, ""), 1):
        text += f"### {n}. Name {n}\n" + "".join(f"- {fact.strip()}\n" for fact in facts.split(";") if fact.strip())
    return sorted({it.code for it in problems(text + OTHERS)} - {"name-unseen"})


@pytest.mark.parametrize(
    ("first", "then", "found"),
    [
        ("[[Ada]] marries [[Bruno]]", "[[Cleo]] marries [[Ada]]", ["married-twice"]),
        ("[[Ada]], [[Bruno]] are married", "[[Ada]] is the wife of [[Cleo]]", ["married-twice"]),
        ("[[Ada]] marries [[Bruno]]; [[Bruno]] divorces [[Ada]]", "[[Ada]] marries [[Cleo]]", []),
        ("[[Ada]] marries [[Bruno]]; [[Bruno]] dies", "[[Ada]] marries [[Cleo]]", []),
        ("[[Ada]] marries [[Mask]]; [[Mask]] is really [[Bruno]]", "[[Bruno]] is the husband of [[Ada]]", []),
        ("[[Ada]] marries [[Mask]]; [[Mask]] is really [[Bruno]]", "[[Bruno]] marries [[Ada]]", ["begun-twice"]),
        ("[[Ada]] has an affair with [[Bruno]]", "[[Ada]] has an affair with [[Cleo]]", []),
    ],
)
def test_one_is_married_to_one_until_that_ends(first: str, then: str, found: list[str]) -> None:
    assert codes(first, then) == found


@pytest.mark.parametrize(
    ("first", "then", "found"),
    [
        ("[[Ada]] leads [[Pilots]]", "[[Bruno]] takes command of [[Pilots]]", ["leader-twice"]),
        ("[[Ada]] leads [[Pilots]]; [[Ada]] resigns", "[[Bruno]] leads [[Pilots]]", []),
        ("[[Ada]] leads [[Pilots]]; [[Ada]] leaves [[Pilots]]", "[[Bruno]] leads [[Pilots]]", ["state-unbegun"]),
        ("[[Ada]] leads [[Pilots]]; [[Ada]] is killed by [[Cleo]]", "[[Bruno]] leads [[Pilots]]", []),
        ("[[Ada]], [[Bruno]] lead [[Pilots]]", "", []),
        ("[[Ada]] leads [[Pilots]]", "[[Ada]] leads [[Pilots]]", []),
    ],
)
def test_a_group_has_one_leader_until_they_stop(first: str, then: str, found: list[str]) -> None:
    assert codes(first, then) == found


@pytest.mark.parametrize(
    ("first", "then", "found"),
    [
        ("[[Ada]] joins [[Pilots]]", "[[Ada]] is a member of [[Pilots]]", []),
        ("[[Ada]] joins [[Pilots]]; [[Ada]] is expelled from [[Pilots]]", "[[Ada]] joins [[Pilots]]", []),
        ("[[Ada]] befriends [[Bruno]]", "[[Ada]] befriends [[Bruno]]", []),
        ("[[Ada]] is a friend of [[Bruno]]; [[Bruno]] betrays [[Ada]]", "[[Bruno]] betrays [[Ada]]", []),
    ],
)
def test_what_is_only_told_again_is_no_finding(first: str, then: str, found: list[str]) -> None:
    assert codes(first, then) == found


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ("00:10:00 [[Ada]] is a friend of [[Bruno]]; 00:10:00 [[Ada]] hates [[Bruno]]", ["states-exclusive"]),
        ("00:10:00 [[Ada]] is a friend of [[Bruno]]; 00:10:00 [[Bruno]] hates [[Ada]]", ["states-exclusive"]),
        ("00:10:00 [[Bruno]] loves [[Ada]]; 00:10:00 [[Bruno]] hates [[Ada]]", ["states-exclusive"]),
        ("00:10:00 [[Ada]] loves [[Bruno]]; 00:10:00 [[Bruno]] hates [[Ada]]", []),
        ("00:10:00 [[Ada]] distrusts [[Bruno]]; 00:10:00 [[Ada]] is a friend of [[Bruno]]", []),
    ],
)
def test_what_excludes_a_state_of_both_may_be_that_of_either(facts: str, found: list[str]) -> None:
    assert codes(facts, "") == found
