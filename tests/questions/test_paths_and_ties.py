"""How two people are connected, and who ties several stories together."""

import pytest

from intertwine import questions
from intertwine.gate.universe import Universe
from intertwine.gate.view import View
from intertwine.library import load
from tests.laws.ask import opened, progress
from tests.laws.law import made
from tests.questions import slow_ties
from tests.worlds import world

WEB = """
=== groups/The Watch.md
---
kind: group
---
=== titles/Ebb.md
---
kind: series
---
## Season 1 (2015-01-01, 2 episodes)
### 1. One
- [[Ada]] meets [[Cleo]]
- [[Ada]] meets [[Ben]]
- [[Ada]] fights [[The Watch]]
- [[Finn]] fights [[The Watch]]
- [[Finn]] searches for [[Eve]]
### 2. Two
- together: [[Ben]], [[Dan]]
=== titles/Flow.md
---
kind: series
---
## Season 1 (2016-01-01, 2 episodes)
### 1. One
- [[Cleo]] helps [[Dan]]
- [[Dan]] meets [[Eve]]
### 2. Two
- [[Ada]] meets [[Eve]]
"""


@pytest.fixture(scope="module")
def web() -> Universe:
    return world(WEB)


def steps(view: View, a: str, b: str) -> list[tuple[str, str, str, str]]:
    return [(it.a.name, it.b.name, it.how, it.told.text) for it in questions.path(view, a, b).steps]


def test_the_shortest_chain_is_found_with_the_fact_of_each_link(web: Universe) -> None:
    view = web.seen("Ebb S1, Flow 1x01")
    assert steps(view, "ada", "eve") == [
        ("Ada", "Ben", "met", "Ada meets Ben"),
        ("Ben", "Dan", "seen together", "Ben and Dan share a scene"),
        ("Dan", "Eve", "met", "Dan meets Eve"),
    ] or steps(view, "ada", "eve")[0] == ("Ada", "Cleo", "met", "Ada meets Cleo")
    assert len(steps(view, "Eve", "Ada")) == 3
    assert steps(web.seen("everything"), "Ada", "Eve") == [("Ada", "Eve", "met", "Ada meets Eve")]


def test_of_equally_short_chains_the_one_shown_earliest_wins_then_the_name(web: Universe) -> None:
    # Both links of Ada's stand in one episode: the name decides.
    assert [it[1] for it in steps(web.seen("Ebb S1, Flow 1x01"), "Ada", "Dan")] == ["Ben", "Dan"]


def test_no_chain_is_not_in_anything_that_was_seen(web: Universe) -> None:
    answer = questions.path(web.seen("Ebb 1x01"), "Ada", "Eve")
    assert (answer.connected, answer.steps) == (None, ())


def test_chains_lead_through_people_only(web: Universe) -> None:
    view = web.seen("Ebb 1x01")
    assert questions.path(view, "Ada", "Finn").connected is None
    assert len(questions.path(view, "Ada", "The Watch").steps) == 1


def test_somebody_is_connected_to_themselves_without_a_step(web: Universe) -> None:
    answer = questions.path(web.seen("Ebb 1x01"), "Ada", "ada")
    assert (answer.connected, answer.steps) == (True, ())


def test_hidden_ends_are_missing(web: Universe) -> None:
    with pytest.raises(questions.NotThere):
        questions.path(web.seen("Ebb 1x01"), "Ada", "Dan")


def test_people_of_several_titles_come_by_titles_then_meetings_then_name(web: Universe) -> None:
    answer = questions.ties(web.seen("everything"))
    assert [(tie.who.name, [it.title.name for it in tie.titles], tie.meetings) for tie in answer.ties] == [
        ("Ada", ["Ebb", "Flow"], 3),
        ("Dan", ["Ebb", "Flow"], 3),
        ("Cleo", ["Ebb", "Flow"], 2),
    ]
    dan = answer.ties[1]
    assert [(it.first.text, [other.name for other in it.met]) for it in dan.titles] == [
        ("Ebb 1x02", ["Ben"]),
        ("Flow 1x01", ["Cleo", "Eve"]),
    ]


def test_only_what_was_seen_ties_and_only_among_what_was_asked(web: Universe) -> None:
    assert questions.ties(web.seen("Ebb S1")).ties == ()
    assert [it.who.name for it in questions.ties(web.seen("Ebb 1x01, Flow S1")).ties] == ["Ada", "Cleo"]
    answer = questions.ties(web.seen("everything"), ["Ebb"])
    assert ([title.name for title in answer.among], answer.ties) == (["Ebb"], ())


@pytest.mark.parametrize("seed", range(10))
def test_ties_are_those_found_fact_by_fact(seed: int) -> None:
    pair = made(seed)
    view = opened(pair.left).seen(progress(pair.trek))
    assert questions.to_json(questions.ties(view)) == questions.to_json(slow_ties.ties(view))
    some = [view.names.address(n) for n in view.listing.titles[:2]]
    assert questions.to_json(questions.ties(view, some)) == questions.to_json(slow_ties.ties(view, some))


@pytest.mark.parametrize("seen", ["everything", "Daredevil, Jessica Jones S1, Luke Cage 1x01-1x05"])
def test_ties_of_the_included_universe_are_those_found_fact_by_fact(seen: str) -> None:
    """Many of its people meet in scenes, and some are in scenes without being there."""
    view = load().universe.seen(seen)
    answer = questions.to_json(questions.ties(view))
    assert answer == questions.to_json(slow_ties.ties(view))
    assert len(answer["ties"]) > 5


def test_a_part_of_the_ties_is_read_as_of_a_tuple(web: Universe) -> None:
    answer = questions.ties(web.seen("everything")).ties
    whole = tuple(answer)
    assert (len(answer), answer[-1], answer[1:], answer[::-1]) == (len(whole), whole[-1], whole[1:], whole[::-1])
    assert answer == whole
    assert hash(answer) == hash(whole)
    with pytest.raises(IndexError):
        answer[len(whole)]
