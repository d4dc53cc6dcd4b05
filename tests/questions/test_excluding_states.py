"""States that exclude each other: what is told later ends what was told before, and "now" does not contradict it."""

import pytest

from intertwine import questions
from intertwine.gate.view import View
from intertwine.ledger.read.vocabulary import built_in, read
from tests.worlds import world

PLACES = "=== place: Harbour, Hill, The Attic"


def view(*episodes: str) -> View:
    """A story of which each episode has these facts."""
    shown = "".join(f"### {n}. E\n{facts}\n" for n, facts in enumerate(episodes, 1))
    head = f"=== titles/Tide.md\n---\nkind: series\n---\n## Season 1 (2015-01-01, {len(episodes)} episodes)\n"
    return world(f"{PLACES}\n{head}{shown}").seen("everything")


def now(it: View, name: str) -> list[str]:
    """What is so now of somebody."""
    found = questions.who(it, name).relations
    return [f"{one.words} {one.to.name if one.to else one.text}" for one in found if one.now]


def test_who_lives_elsewhere_lives_no_longer_where_they_lived() -> None:
    it = view("- [[Ada]] lives in [[Harbour]]", "- [[Ada]] lives in [[Hill]]")
    assert now(it, "Ada") == ["lives in Hill"]
    assert now(it, "Harbour") == []
    assert now(view("- [[Ada]] lives in [[Harbour]]", "- [[Ada]] returns home to [[Hill]]"), "Ada") == ["lives in Hill"]


def test_a_quarter_and_a_house_that_are_told_together_are_no_change() -> None:
    it = view("- [[Ada]] lives in [[Harbour]]\n- [[Ada]] lives in [[The Attic]]")
    assert sorted(now(it, "Ada")) == ["lives in Harbour", "lives in The Attic"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("is a friend of", "is an enemy of"),
        ("is an enemy of", "is a friend of"),
        ("befriends", "is an enemy of"),
        ("is a friend of", "is estranged from"),
        ("trusts", "distrusts"),
        ("likes", "hates"),
        ("marries", "is the former partner of"),
        ("is an ally of", "is an enemy of"),
    ],
)
def test_of_two_that_exclude_each_other_the_later_one_lasts(before: str, after: str) -> None:
    assert len(now(view(f"- [[Ada]] {before} [[Ben]]", f"- [[Ada]] {after} [[Ben]]"), "Ada")) == 1
    assert len(now(view(f"- [[Ada]] {before} [[Ben]]", f"- [[Ada]] {after} [[Cyd]]"), "Ada")) == 2


def test_each_state_of_the_vocabulary_has_a_heading() -> None:
    without = [verb.id for verb in built_in().verbs if verb.shape == "state" and verb.begins == verb.id]
    assert [it for it in without if not built_in().verbs[built_in().by_id[it]].heading] == []


def test_what_a_verb_excludes_is_checked() -> None:
    _, problems = read('[x]\nforms = ["exes"]\nshape = "state"\nexcludes = ["no such"]\n', "verbs.toml", built_in())
    assert [it.code for it in problems] == ["verb-unusable"]
    _, problems = read('[x]\nforms = ["exes"]\nshape = "state"\nheading = "sport"\n', "verbs.toml", built_in())
    assert [it.code for it in problems] == ["verb-unusable"]
