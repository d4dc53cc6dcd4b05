"""States that exclude each other: what is told later ends what was told before, and "now" does not contradict it."""

import pytest

from intertwine import questions
from intertwine.gate.universe import Universe
from intertwine.gate.view import View
from intertwine.ledger.read.vocabulary import built_in, read
from tests.worlds import universe, world

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
        ("hates", "is a friend of"),
        ("hates", "befriends"),
        ("is a friend of", "hates"),
        ("hates", "loves"),
        ("loves", "hates"),
        ("trusts", "hates"),
        ("hates", "trusts"),
        ("trusts", "is an enemy of"),
        ("is loyal to", "is an enemy of"),
        ("distrusts", "is a friend of"),
        ("dislikes", "befriends"),
        ("dislikes", "loves"),
        ("is a rival of", "is a friend of"),
        ("is an enemy of", "is married to"),
        ("is estranged from", "is married to"),
        ("is estranged from", "marries"),
        ("has a relationship with", "is estranged from"),
        ("is estranged from", "has a relationship with"),
    ],
)
def test_of_two_that_exclude_each_other_the_later_one_lasts(before: str, after: str) -> None:
    assert len(now(view(f"- [[Ada]] {before} [[Ben]]", f"- [[Ada]] {after} [[Ben]]"), "Ada")) == 1
    assert len(now(view(f"- [[Ada]] {before} [[Ben]]", f"- [[Ada]] {after} [[Cyd]]"), "Ada")) == 2


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("distrusts [[Ben]]", "reconciles with [[Ben]]"),
        ("is a rival of [[Ben]]", "reconciles with [[Ben]]"),
        ("trusts [[Ben]]", "falls out with [[Ben]]"),
        ("is loyal to [[Ben]]", "betrays [[Ben]]"),
        ("is the guardian of [[Ben]]", "abandons [[Ben]]"),
        ("is trapped in [[Harbour]]", "leaves [[Harbour]]"),
        ("is imprisoned in [[Harbour]]", "leaves [[Harbour]]"),
        ("hides out in [[Harbour]]", "leaves [[Harbour]]"),
        ("is blind", "recovers"),
        ("owns [[Harbour]]", "destroys [[Harbour]]"),
        ('has "great strength"', 'loses the power of "great strength"'),
        ('has the power of "great strength"', 'loses "great strength"'),
    ],
)
def test_what_a_later_fact_ends_is_ended(before: str, after: str) -> None:
    assert now(view(f"- [[Ada]] {before}", f"- [[Ada]] {after}"), "Ada") == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("fears", "is a friend of"),
        ("works for", "is an enemy of"),
        ("is a friend of", "distrusts"),
        ("is a friend of", "is a rival of"),
        ("is married to", "is estranged from"),
        ("is married to", "is an enemy of"),
        ("loves", "dislikes"),
    ],
)
def test_what_both_can_be_so_lasts(before: str, after: str) -> None:
    assert len(now(view(f"- [[Ada]] {before} [[Ben]]", f"- [[Ada]] {after} [[Ben]]"), "Ada")) == 2


def test_a_friendship_ends_the_distrust_of_either() -> None:
    it = view("- [[Ada]], [[Ben]] distrust [[Cyd]]", "- [[Cyd]] is a friend of [[Ada]]")
    assert now(it, "Cyd") == ["is distrusted by Ben", "is a friend of Ada"]
    it = view("- [[Ada]] trusts [[Ben]]", "- [[Ben]] hates [[Ada]]")
    assert now(it, "Ada") == ["trusts Ben", "is hated by Ben"]


@universe
def test_a_state_that_is_told_again_ends_nothing(there: Universe) -> None:
    """
    === titles/Tide.md
    ---
    kind: series
    ---
    ## Season 1 (2015-01-01, 3 episodes)
    ### 1. One
    - [[Ada]] is married to [[Ben]]
    - [[Cyd]] trusts [[Ada]]
    ### 2. Two
    - [[Ben]] is estranged from [[Ada]]
    - [[Ada]] hates [[Cyd]]
    ### 3. Three
    - [[Ben]] is the husband of [[Ada]]
    - [[Ada]] trusts [[Cyd]]
    """
    assert now(there.seen("everything"), "Ben") == ["is married to Ada", "is estranged from Ada"]
    # That Cyd trusts Ada is another state than that Ada trusts Cyd.
    assert now(there.seen("everything"), "Cyd") == ["trusts Ada", "is trusted by Ada"]


@universe
def test_nobody_owns_or_lives_in_what_somebody_else_destroyed(there: Universe) -> None:
    """
    === object: Boat
    === place: Harbour
    === titles/Tide.md
    ---
    kind: series
    ---
    ## Season 1 (2015-01-01, 2 episodes)
    ### 1. One
    - [[Ada]] owns [[Boat]]
    - [[Ben]] has [[Boat]]
    - [[Dan]] lives in [[Harbour]]
    ### 2. Two
    - [[Cyd]] destroys [[Boat]], [[Harbour]]
    """
    for name in ("Ada", "Ben", "Dan", "Boat", "Harbour"):
        assert now(there.seen("everything"), name) == []
    assert now(there.seen("Tide 1x01"), "Boat") == ["belongs to Ada", "is held by Ben"]


@universe
def test_who_returns_to_a_home_of_theirs_lives_there_again(there: Universe) -> None:
    """
    === place: Harbour, Hill
    === titles/Tide.md
    ---
    kind: series
    ---
    ## Season 1 (2015-01-01, 4 episodes)
    ### 1. One
    - [[Ada]] lives in [[Harbour]]
    - [[Ben]] lives in [[Hill]]
    ### 2. Two
    - [[Ada]] moves to [[Hill]]
    ### 3. Three
    - [[Ada]] returns to [[Harbour]]
    - [[Ben]] returns to [[Harbour]]
    ### 4. Four
    - [[Ada]] returns to [[Harbour]]
    """
    it = there.seen("everything")
    assert now(it, "Ada") == ["lives in Harbour"]
    assert now(it, "Ben") == ["lives in Hill"]  # the harbour never was a home of his
    assert now(it, "Harbour") == ["is home to Ada"]
    assert now(it, "Hill") == ["is home to Ben"]
    (again, *_) = [one for one in questions.who(it, "Ada").relations if one.now]
    assert again.told.text == "Ada returns to Harbour"


def test_each_state_of_the_vocabulary_has_a_heading() -> None:
    without = [verb.id for verb in built_in().verbs if verb.shape == "state" and verb.begins == verb.id]
    assert [it for it in without if not built_in().verbs[built_in().by_id[it]].heading] == []


def test_what_a_verb_excludes_is_checked() -> None:
    _, problems = read('[x]\nforms = ["exes"]\nshape = "state"\nexcludes = ["no such"]\n', "verbs.toml", built_in())
    assert [it.code for it in problems] == ["verb-unusable"]
    _, problems = read('[x]\nforms = ["exes"]\nresumes = "no such"\n', "verbs.toml", built_in())
    assert [it.code for it in problems] == ["verb-unusable"]
    _, problems = read('[x]\nforms = ["exes"]\nshape = "state"\nheading = "sport"\n', "verbs.toml", built_in())
    assert [it.code for it in problems] == ["verb-unusable"]
