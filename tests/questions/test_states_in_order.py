"""Nothing ends before it begins, in the order in which it is shown."""

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intertwine import questions
from intertwine.gate.universe import Universe
from intertwine.gate.view import View
from intertwine.model.fact import Fact
from intertwine.questions.changing import changing
from intertwine.questions.states import states
from intertwine.questions.story import in_lived_order, in_own_order, in_story_order
from intertwine.questions.until import StateEnds
from tests.long import share
from tests.worlds import universe, world

PEOPLE = ("Orin", "Lena", "Kai")
PAGES = "".join(f"=== people/{name}.md\n---\nkind: character\n---\n" for name in PEOPLE)


def stand(view: View, who: str) -> list[tuple[str, bool, str | None]]:
    """How somebody stands to others, and where it ended."""
    found = questions.who(view, who).relations
    return [(it.words, it.now, it.ended and it.ended.source) for it in found]


def wedding(true: str) -> View:
    """Lena dies in the first episode, and marries a time traveller in the second, by `true`."""
    return world(f"""{PAGES}
=== titles/Tide.md
---
kind: series
---
## Season 1 (2015-01-01, 3 episodes)
### 1. One
- own: [[Orin]] step 1
- [[Orin]] meets [[Lena]]
- [[Lena]] dies
### 2. Two
- own: [[Orin]] step 2
- [[Orin]] marries [[Lena]]
{f"  - true: {true}" if true else ""}
### 3. Three
- [[Kai]] meets [[Orin]] ^x
""").seen("everything")


@pytest.mark.parametrize("true", ["", "1990", "before ^x", "15 years before ^x", "after ^x", "unknown", "step 3"])
def test_a_death_without_a_step_ends_no_later_marriage_of_a_traveller(true: str) -> None:
    assert stand(wedding(true), "Orin") == [("is married to", True, None)]


@pytest.mark.parametrize("true", ["1990", "before ^x", "15 years before ^x", "unknown"])
def test_to_all_others_such_a_marriage_came_before_the_death(true: str) -> None:
    view = wedding(true)
    assert stand(view, "Lena") == [("is married to", False, "Tide 1x01")]
    told = [it.text for it in questions.timeline(view, ["Lena"], "story").facts]
    assert told.index("Orin marries Lena") < told.index("Lena dies")


@universe
def test_what_is_known_by_the_end_of_a_part_began_before_a_death_in_it(there: Universe) -> None:
    """
    === titles/Shore.md
    ---
    kind: book
    ---
    ## Part 1 (2001-05-05, 3 chapters)
    ### Whole part
    - [[Mara]] befriends [[Ilse]]
    ### 1. One
    - own: [[Ilse]] step 2
    - [[Ilse]] meets [[Mara]]
    ### 2. Two
    - own: [[Ilse]] step 1
    - [[Ilse]] dies ^death
    ### 3. Three
    - [[Mara]] mourns [[Ilse]]
    """
    view = there.seen("everything")
    for order in ("story", "own"):
        told = [it.text for it in questions.timeline(view, ["Ilse"], order).facts]
        assert told.index("Mara befriends Ilse") < told.index("Ilse dies")
    for name in ("Mara", "Ilse"):
        assert stand(view, name) == [("is a friend of", False, "Shore part 1 chapter 2")]


@universe
def test_who_came_back_can_begin_something_again(there: Universe) -> None:
    """
    === titles/Tide.md
    ---
    kind: series
    ---
    ## Season 1 (2015-01-01, 3 episodes)
    ### Whole season
    - [[Ben]] works for [[Ada]]
    ### 1. One
    - [[Ben]] dies
    ### 2. Two
    - [[Ben]] returns
    - [[Ben]] is a friend of [[Ada]]
    ### 3. Three
    - [[Ben]] meets [[Cleo]]
    """
    view = there.seen("everything")
    assert stand(view, "Ben") == [("is a friend of", True, None), ("works for", True, None)]


@universe
def test_what_is_written_counts_more_than_that_the_dead_begin_nothing(there: Universe) -> None:
    """
    === titles/Tide.md
    ---
    kind: series
    ---
    ## Season 1 (2015-01-01, 2 episodes)
    ### 1. One
    - [[Ben]] dies ^death
    ### 2. Two
    - [[Ada]] finds [[Ben]]
      - true: after ^death
      - true: before ^work
    - [[Ben]] works for [[Ada]] ^work
      - true: unknown
    """
    view = there.seen("everything")
    told = [it.text for it in questions.timeline(view, (), "story").facts]
    assert told[-3:] == ["Ben dies", "Ada finds Ben", "Ben works for Ada"]
    assert stand(view, "Ben") == [("works for", True, None)]


@universe
def test_what_is_told_after_its_end_was_so_no_longer(there: Universe) -> None:
    """
    === titles/Tide.md
    ---
    kind: series
    ---
    ## Season 1 (2015-01-01, 2 episodes)
    ### 1. One
    - [[Ada]] is married to [[Ben]]
    - [[Ben]] dies
    ### 2. Two
    - [[Ada]] is married to [[Ben]]
    """
    view = there.seen("everything")
    assert [it.until for it in questions.title(view, "Tide").facts] == ["until Tide 1x01", None, "no longer"]


@universe
def test_kinship_of_no_known_time_comes_first(there: Universe) -> None:
    """
    === titles/Tide.md
    ---
    kind: series
    ---
    ## Season 1 (2015-01-01, 2 episodes)
    ### 1. One
    - [[Ben]] dies
      - true: 1990
    ### 2. Two
    - [[Ben]] is the father of [[Ada]]
    - [[Ben]] is a sibling of [[Cleo]]
      - true: after 1x01
    """
    view = there.seen("everything")
    for order in ("story", "own"):
        told = [it.text for it in questions.timeline(view, ["Ben"], order).facts]
        assert told == ["Ben is the father of Ada", "Ben dies", "Ben is a sibling of Cleo"]


@pytest.mark.parametrize("step", ["", "  - own: [[Ben]] step 1"])
def test_what_was_given_to_the_dead_is_theirs_no_longer_by_either_page(step: str) -> None:
    view = world(f"""
=== object: The Key
=== titles/Tide.md
---
kind: series
---
## Season 1 (2015-01-01, 2 episodes)
### 1. One
- [[Ada]] gives [[The Key]] to [[Ben]]
{step}
### 2. Two
- [[Ben]] dies
""").seen("everything")
    assert stand(view, "Ben") == [("has", False, "Tide 1x02")]
    assert stand(view, "The Key") == [("is held by", False, "Tide 1x02")]


@universe
def test_a_thing_of_a_traveller_is_theirs_as_they_lived_it(there: Universe) -> None:
    """
    === object: The Key
    === titles/Tide.md
    ---
    kind: series
    ---
    ## Season 1 (2015-01-01, 2 episodes)
    ### 1. One
    - own: [[Ben]] step 2
    - [[Ben]] gives [[The Key]] to [[Ada]]
    - [[Ben]] dies
    ### 2. Two
    - own: [[Ben]] step 1
    - [[Ada]] gives [[The Key]] to [[Ben]]
    """
    view = there.seen("everything")
    assert stand(view, "Ben") == [("has", False, "Tide 1x01")]
    assert ("is held by", False, "Tide 1x01") in stand(view, "The Key")
    assert [it.ended_first for it in questions.who(view, "Ben").relations] == [True]


@universe
def test_two_people_are_asked_for_as_the_first_lived_it(there: Universe) -> None:
    """
    === titles/Tide.md
    ---
    kind: series
    ---
    ## Season 1 (2015-01-01, 3 episodes)
    ### 1. One
    - own: [[Ben]] step 2
    - [[Ada]] meets [[Ben]]
    - [[Ben]] dies
    ### 2. Two
    - own: [[Ben]] step 1
    - [[Ben]] befriends [[Ada]]
    - [[Cleo]] warns [[Dan]]
      - own: [[Ben]] step 1
    ### 3. Three
    - [[Ada]] searches for [[Ben]]
    """
    view = there.seen("everything")

    def told(*names: str) -> list[str]:
        return [it.text for it in questions.timeline(view, names, "own").facts]

    assert told("Ben", "Ada") == ["Ben befriends Ada", "Ada meets Ben"]
    assert told("Ada", "Ben") == ["Ada meets Ben", "Ben befriends Ada", "Ada searches for Ben"]
    # What others do about somebody is no part of their life; what has a step in it is.
    assert told("Ben") == ["Ben befriends Ada", "Cleo warns Dan", "Ada meets Ben", "Ben dies"]
    lived_by = questions.timeline(view, ["Ada", "Ben"], "own").lived_by
    assert lived_by is not None
    assert lived_by.name == "Ada"
    with pytest.raises(questions.NoOwnOrder, match="of a person"):
        questions.timeline(view, ["Tide"], "own")


TIMES = [
    None, None, "1990", "2015-01-20", "2020", "../1999", "unknown", "step 1", "step 2", "before ^f0", "after ^f0",
    "before ^f3", "15 years before ^f1", "2 years after ^f2", "during ^f2", "before 1x02", "after 1x03", "during 1x01",
]  # fmt: skip
SAID = [
    "marries", "is married to", "is married to", "befriends", "works for", "divorces", "meets", "is the father of",
    "gives [[The Key]] to",
]  # fmt: skip
facts = st.tuples(
    st.integers(0, 3),  # the episode; 0 is the whole season
    st.sampled_from(["dies", "dies", "returns", *SAID, *SAID]),
    st.permutations(PEOPLE).map(lambda it: it[:2]),
    st.sampled_from(TIMES),
    st.sampled_from([None, None, 1, 2, 3]),
)


@st.composite
def worlds(draw: st.DrawFn) -> dict[str, str]:
    """A season in which people begin and end states, die and return, at all sorts of times."""
    told = draw(st.lists(facts, min_size=3, max_size=9))
    lines = ["---\nkind: series\n---\n## Season 1 (2015-01-01, 3 episodes)"]
    for episode, head in enumerate(("### Whole season", "### 1. One", "### 2. Two", "### 3. Three")):
        lines.append(head)
        for n, (at, verb, (one, other), true, step) in enumerate(told):
            if at == episode:
                end = "" if verb in ("dies", "returns") else f" [[{other}]]"
                lines.append(f"- [[{one}]] {verb}{end} ^f{n}")
                lines += [f"  - true: {true}"] * (true is not None)
                lines += [f"  - own: [[{one}]] step {step}"] * (step is not None)
    found = {f"people/{name}.md": "---\nkind: character\n---\n" for name in PEOPLE}
    found["The Key.md"] = "---\nkind: object\n---\n"
    found["titles/Tide.md"] = "\n".join(lines) + "\n"
    return found


@settings(max_examples=share(40, 2000))
@given(worlds(), st.sampled_from(["everything", "Tide 1x01-1x02"]))
def test_nothing_ends_before_it_begins(pages: dict[str, str], seen: str) -> None:
    view = world(pages, broken=True).seen(seen)
    named = [n for n in range(view.entities.count) if not view.entities.is_title(n)]
    for me in named:
        about = changing(view, me, view.facts.of(me))
        place = {fact.line: n for n, fact in enumerate(in_lived_order(view, me, about))}
        found = states(view, about, whose=me)
        ends = StateEnds(found)
        for state in found:
            if state.ended is not None:
                lived = [fact.line for fact in in_lived_order(view, me, [state.began, state.ended])]
                assert lived == [state.began.line, state.ended.line]
        for fact in about:
            ended = ends.of(fact, me)
            if ended is not None and not ended.is_past and ended.by.line in place:
                assert place[fact.line] < place[ended.by.line]


@settings(max_examples=share(20, 500))
@given(worlds())
def test_a_thing_and_whoever_has_it_say_the_same(pages: dict[str, str]) -> None:
    view = world(pages, broken=True).seen("everything")
    for key in view.names.find("The Key"):
        mine = [it for it in questions.who(view, key).relations if it.to]
        theirs = {n: questions.who(view, n).relations for it in mine if it.to for n in view.names.find(it.to.name)}
        for it in mine:
            assert it.to is not None
            (holder,) = view.names.find(it.to.name)
            assert any(
                (one.told, one.now, one.ended) == (it.told, it.now, it.ended)
                for one in theirs[holder]
                if one.to is not None and one.to.name == "The Key"
            )


@settings(max_examples=share(20, 500))
@given(worlds(), st.data())
def test_it_never_matters_which_others_are_asked_for(pages: dict[str, str], data: st.DataObject) -> None:
    view = world(pages, broken=True).seen("everything")
    everything = view.facts.of()
    chosen = data.draw(st.lists(st.sampled_from(everything), unique=True))
    me = view.names.find("Orin")[:1]

    def among(found: Iterable[Fact]) -> list[Fact]:
        return [fact for fact in found if fact in chosen]

    # The few come first: a view that knows the order of all no longer works out theirs alone.
    assert in_story_order(view, chosen) == among(in_story_order(view, everything))
    for person in me:
        assert in_own_order(view, person, chosen) == among(in_own_order(view, person, everything))
