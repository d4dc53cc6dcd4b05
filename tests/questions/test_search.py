"""Search over what is visible."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intertwine import questions
from intertwine.gate.universe import Universe
from intertwine.gate.view import View
from intertwine.questions.near_names import near_names
from tests.worlds import universe, world

PLACE = """
=== people/Ada Stone.md
---
kind: character
names:
  - {name: Ada Stone, revealed: public}
  - {name: the Raven, revealed: Ebb 1x02}
---
=== titles/Stone.md
---
kind: film
released: 2014-01-01
logline: A diamond is lost.
---
=== titles/Ebb.md
---
kind: series
---
### Public
[[Ada Stone]] walks.
## Season 1 (2015-01-01, 2 episodes)
### 1. One
- [[Ada Stone]] meets [[Stonewall]]
- [[Ada Stone]] owns "a diamond"
  - because: [[Zoë Ada]] stole it
### 2. Two
- [[Stonewall]] dies "in a quarry"
"""


@pytest.fixture(scope="module")
def there() -> Universe:
    return world(PLACE)


def hits(view: View, query: str) -> list[tuple[str, str]]:
    return [(hit.name, hit.match) for hit in questions.search(view, query).names]


NEAR = """
=== people/Ivo Kern.md
---
kind: character
---
=== people/Ada Kern.md
---
kind: character
---
=== people/Kern Ashby.md
---
kind: person
---
=== groups/Kern and Sons.md
---
kind: group
---
=== places/Kern Street.md
---
kind: place
---
=== titles/Ebb.md
---
kind: series
---
### Public
- [[Kern Ashby]] plays [[Ada Kern]]
## Season 1 (2015-01-01, 2 episodes)
### 1. One
- [[Ivo Kern]] owns [[Kern Street]]
- [[Ivo Kern]] works for [[Kern and Sons]]
### 2. Two
- [[Ada Kern]] owns [[Kern Street]]
- [[Ada Kern]] leaves [[Kern and Sons]]
- [[Ada Kern]] dies
- [[Ada Kern]] returns
"""


def test_near_names_are_characters_first_and_then_those_of_whom_most_is_known() -> None:
    there = world(NEAR)
    first = near_names(there.seen("Ebb 1x01"), "Kern", titles=False)
    assert first == ("Ivo Kern", "Ada Kern", "Kern Ashby")
    found = questions.search(there.seen("everything"), "kern").names
    assert [hit.name for hit in found] == ["Ada Kern", "Ivo Kern", "Kern Ashby", "Kern and Sons", "Kern Street"]


def test_names_rank_exact_then_people_by_their_weight(there: Universe) -> None:
    view = there.seen("everything")
    assert hits(view, "STONE") == [("Stone", "exact"), ("Stonewall", "prefix"), ("Ada Stone", "word")]
    assert hits(view, "zoe") == [("Zoë Ada", "prefix")]
    assert hits(view, "ada") == [("Ada Stone", "prefix"), ("Zoë Ada", "word")]


def test_close_names_are_suggested_only_where_none_matches(there: Universe) -> None:
    found = questions.search(there.seen("everything"), "Stonewal1")
    assert ([hit.match for hit in found.names], found.suggestions) == (["close"], ("Stonewall",))
    assert questions.search(there.seen("everything"), "stone").suggestions == ()
    assert questions.search(there.seen(), "Stonewal1").suggestions == ()


def test_hidden_names_find_nothing(there: Universe) -> None:
    def nothing(view: View, query: str) -> bool:
        found = questions.search(view, query)
        return (found.names, found.facts, found.total_facts, found.suggestions) == ((), (), 0, ())

    assert nothing(there.seen("Ebb 1x01"), "Raven")
    assert nothing(there.seen(), "Stonewall")
    assert not nothing(there.seen("everything"), "raven")
    assert questions.search(there.seen(), "Raven").query == "Raven"


def test_facts_hold_every_word_of_the_query_in_words_or_names(there: Universe) -> None:
    view = there.seen("everything")
    assert [it.text for it in questions.search(view, "raven diamond").facts] == [
        "Ada Stone owns a diamond because Zoë Ada stole it"
    ]
    assert [it.text for it in questions.search(view, "quarry").facts] == ["Stonewall dies in a quarry"]
    assert [it.text for it in questions.search(view, "zoe").facts] == [
        "Ada Stone owns a diamond because Zoë Ada stole it"
    ]
    assert [it.text for it in questions.search(there.seen(), "diamond").facts] == ["A diamond is lost."]


def test_at_most_as_many_facts_as_asked_for_are_told_and_all_are_counted(there: Universe) -> None:
    found = questions.search(there.seen("everything"), "ada stone", limit=1)
    assert (len(found.facts), found.total_facts) == (1, 3)


@pytest.mark.parametrize("query", ["", "   ", "\x00", "(", "\\", ".*", "a" * 100_000, "́"])
def test_strange_queries_are_only_words(there: Universe, query: str) -> None:
    found = questions.search(there.seen("everything"), query)
    assert (found.query, found.facts) == (query, ())


WORDS = ["Spider-Man", "Spider Man", "spiderman", "SPIDER\u2010MAN", "The Spider-Man", "\u00d8rsted", "Orsted",
         "the \u00f8rsted", "Robin 2", "The Robin 2", "Ro bin 2", "robin-2", "Robin2", "D S1", "DS1", "O'Neil", "oneil",
         "O Neil", "The Long Way", "Long-Way", "longway", "the-long-way", "Nobody"]  # fmt: skip
NAMED = "".join(
    f'=== people/p{n}.md\n---\nkind: character\nnames: [{{name: "{name}", revealed: public}}]\n---\n'
    for n, name in enumerate(["Spider-Man", "\u00d8rsted", "Robin 2", "DS1", "O\u2019Neil", "The Long Way"])
)
NAMES = world(NAMED)


@given(st.sampled_from(WORDS))
def test_search_and_who_compare_names_in_one_way(text: str) -> None:
    """What `who` finds is an exact match of `search`, and what is one by its letters alone `who` finds too."""
    view = NAMES.seen()
    exact = {hit.found.name for hit in questions.search(view, text).names if hit.match == "exact"}
    assert exact == {view.names.best(n) for n in view.names.find(text)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Spiderman", "Spider-Man"),
        ("The Spider Man", "Spider-Man"),
        ("the \u00f8rsted", "\u00d8rsted"),
        ("robin 2", "Robin 2"),
        ("ro bin 2", "Robin 2"),
        ("Robin2", ""),
        ("D S1", ""),
        ("longway", "The Long Way"),
        ("long way", "The Long Way"),
        ("thelongway", "The Long Way"),
    ],
)
def test_names_are_found_whatever_the_spaces_between_words_without_digits(text: str, name: str) -> None:
    view = NAMES.seen()
    assert [view.names.best(n) for n in view.names.find(text)] == ([name] if name else [])


def test_an_article_may_be_left_out_or_put_there(there: Universe) -> None:
    """ "the Raven" is found as "Raven", "Stone" as "The Stone"; nobody learns of a name that is still hidden."""
    view = there.seen("everything")
    assert (
        [view.names.best(n) for n in view.names.find("raven")]
        == [view.names.best(n) for n in view.names.find("the Raven")]
        == ["Ada Stone"]
    )
    assert [view.names.best(n) for n in view.names.find("The Stone")] == ["Stone"]
    assert there.seen("Ebb 1x01").names.find("Raven") == ()
    assert view.names.find("the") == view.names.find("the the") == ()


@universe
def test_what_somebody_does_no_longer_is_told_as_over(there: Universe) -> None:
    """
    === T.md
    ---
    kind: series
    ---
    ## Season 1 (2019-01-01, 2 episodes)
    ### 1. One
    - [[Ana]] works as "a nurse"
    - [[Max]] works as "a nurse"
    ### 2. Two
    - [[Ana]] dies
    """
    before, after = (
        {it.found.name: it.role_is_over for it in questions.search(there.seen(seen), "nurse").names}
        for seen in ("T 1x01", "everything")
    )
    assert before == {"Ana": False, "Max": False}
    assert after == {"Ana": True, "Max": False}
    assert [it.role_is_over for it in questions.suggestions(there.seen("everything"), "nurse").hits] == [
        after[it.found.name] for it in questions.suggestions(there.seen("everything"), "nurse").hits
    ]


POWERS = """
=== people/Ada Stone.md
---
kind: character
---
### [[Weir]] 1x01
Born on the river. She mends nets.
=== people/Bo Lind.md
---
kind: character
---
=== threads/The man whom arrows miss.md
---
kind: thread
---
=== titles/Weir.md
---
kind: series
---
## Season 1 (2015-01-01, 2 episodes)
### 1. One
- [[Ada Stone]] has as a power "great strength"
- [[Bo Lind]] works as "a ferryman"
- [[Cy Holt]] is described as "one with a boat and boats, a bell and bells, a rope and ropes"
- [[Dag]] tells [[Ada Stone]] "of a hidden ford"
### 2. Two
- [[Bo Lind]] has as a power "quick hands"
- [[The man whom arrows miss]] concerns [[Bo Lind]]
- [[Bo Lind]] helps [[Ada Stone]]
- [[Ada Stone]] loses the power of "great strength"
"""


@pytest.fixture(scope="module")
def weir() -> Universe:
    return world(POWERS)


def found(view: View, query: str) -> list[tuple[str, str]]:
    return [(hit.found.name, hit.role) for hit in questions.search(view, query).names]


def test_somebody_is_found_by_a_power_until_it_is_known_and_with_a_word_once_it_is_gone(weir: Universe) -> None:
    assert found(weir.seen("Weir 1x01"), "great strength") == [("Ada Stone", "great strength")]
    assert found(weir.seen("Weir 1x01"), "quick hands") == []
    assert found(weir.seen("everything"), "quick") == [("Bo Lind", "quick hands")]
    assert questions.search(weir.seen("everything"), "strength").names[0].role_is_over


def test_whom_a_case_concerns_is_found_by_its_name_after_it(weir: Universe) -> None:
    view = weir.seen("everything")
    assert found(view, "arrows miss")[:2] == [
        ("The man whom arrows miss", ""), ("Bo Lind", "The man whom arrows miss")
    ]  # fmt: skip
    assert found(weir.seen("Weir 1x01"), "arrows") == []


def test_words_of_one_stem_and_compounds_find_people_where_nothing_else_does(weir: Universe) -> None:
    view = weir.seen("everything")
    assert found(view, "arrowproof") == [("Bo Lind", "The man whom arrows miss")]
    assert found(view, "super strength") == [("Ada Stone", "great strength")]
    assert found(view, "grat strenght") == [("Ada Stone", "great strength")]
    assert found(view, "arrowless ferryman")[0][0] == "Bo Lind"
    assert found(view, "zzyzx") == []


def test_who_did_what_the_words_say_is_found_where_nobody_is_what_they_say(weir: Universe) -> None:
    assert found(weir.seen("everything"), "hidden ford") == [("Dag", "")]
