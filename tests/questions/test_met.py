"""Have they met?"""

import json

import pytest

from intertwine import questions
from intertwine.gate.universe import Universe
from tests.worlds import universe, world

CROSSOVER = """
=== people/Ben.md
---
kind: character
names:
  - {name: Ben, revealed: public}
  - {name: the Devil, revealed: Ebb 1x01}
---
=== places/The Bar.md
---
kind: place
---
=== titles/Ebb.md
---
kind: series
---
### Public
[[Ben]] is lonely.
## Season 1 (2015-01-01, 2 episodes)
### 1. One
- 00:10:00 [[Ada]] meets [[Ben]] at [[The Bar]]
  - source: minute ten
- together: [[Ben]], [[Cleo]] at [[The Bar]]
- [[Ada]] fights [[Dan]] ^fight
### 2. Two
- [[Cleo]] treats [[Ben]]
- [[Dan]] helps [[Ben]]
  - disproves: ^fight
=== titles/Flow.md
---
kind: series
---
## Season 1 (2016-01-01, 2 episodes)
### 1. One
- [[Ada]] first meets [[Cleo]]
### 2. Two
"""


@pytest.fixture(scope="module")
def crossover() -> Universe:
    return world(CROSSOVER)


def test_a_pair_has_met_where_and_how_it_was_shown(crossover: Universe) -> None:
    answer = questions.to_json(questions.met(crossover.seen("Ebb 1x01"), ["ADA", "ben"]))
    assert answer == {
        "pairs": [
            {
                "a": "ADA",
                "b": "ben",
                "a_name": "Ada",
                "b_name": "Ben",
                "met": True,
                "how": "met",
                "where": {"title": "Ebb", "season": 1, "episode": 1, "time": "00:10:00"},
                "place": "The Bar",
                "source": "minute ten",
                "earliest": {
                    "how": "met",
                    "where": {"title": "Ebb", "season": 1, "episode": 1, "time": "00:10:00"},
                    "place": "The Bar",
                    "source": "minute ten",
                    "text": "Ada meets Ben at the Bar",
                },
                "spoken": None,
                "inside": [],
            }
        ],
        "unknown": [],
        "ambiguous": {},
    }
    json.dumps(answer)


def test_what_is_not_seen_yet_is_null_and_never_no(crossover: Universe) -> None:
    pair = questions.met(crossover.seen("Ebb S1"), ["Ada", "Cleo"]).pairs[0]
    assert (pair.met, pair.how, pair.where, pair.place, pair.source) == (None, None, None, None, None)


def test_being_in_a_scene_together_is_another_answer_than_meeting(crossover: Universe) -> None:
    first = questions.met(crossover.seen("Ebb 1x01"), ["Ben", "Cleo"]).pairs[0]
    assert (first.met, first.how, first.place) == (True, "seen together", "The Bar")


def test_what_only_implies_a_meeting_is_not_called_one(crossover: Universe) -> None:
    pair = questions.met(crossover.seen("Ebb S1"), ["Ben", "Cleo"]).pairs[0]
    assert (pair.how, pair.where.text if pair.where else None) == ("must have met", "Ebb 1x02")
    assert pair.earliest is not None
    first = pair.earliest
    assert (first.how, first.text, first.where.text if first.where else None) == (
        "seen together",
        "Ben and Cleo share a scene at the Bar",
        "Ebb 1x01",
    )


def test_a_disproved_meeting_is_none(crossover: Universe) -> None:
    assert questions.met(crossover.seen("Ebb 1x01"), ["Ada", "Dan"]).pairs[0].met is True
    assert questions.met(crossover.seen("Ebb S1"), ["Ada", "Dan"]).pairs[0].met is None


def test_they_had_not_met_before_it_only_where_a_fact_says_that_they_first_meet_later(
    crossover: Universe,
) -> None:
    view = crossover.seen("everything")
    for before in ("Flow", "Flow S1", "flow 1x01", '"Flow" 1x01'):
        pair = questions.met(view, ["Ada", "Cleo"], before=before).pairs[0]
        assert (pair.met, pair.how, pair.where.text if pair.where else None) == (False, None, "Flow 1x01")
    assert questions.met(view, ["Ada", "Cleo"], before="Flow 1x02").pairs[0].met is True
    assert questions.met(view, ["Ada", "Ben"], before="Flow").pairs[0].met is True
    assert questions.met(view, ["Ada", "Ben"], before="Ebb").pairs[0].met is None
    assert questions.met(crossover.seen("Ebb S1"), ["Ada", "Cleo"], before="Flow").pairs[0].met is None


def test_before_nowhere_is_an_error_that_names_all_of_it(crossover: Universe) -> None:
    for before in ("Nowhere", "Nowhere S1", "Flow S9", "Flow 1x09", "Flow S", ""):
        with pytest.raises(questions.NotThere) as missing:
            questions.met(crossover.seen(), ["Ada", "Ben"], before=before)
        assert missing.value.asked == before


def test_a_group_is_the_matrix_of_its_pairs_in_the_order_asked(crossover: Universe) -> None:
    answer = questions.met(crossover.seen("everything"), ["Cleo", "Ada", "Ben", "Nobody", "Ada"])
    assert [(it.a, it.b, it.met) for it in answer.pairs] == [
        ("Cleo", "Ada", True),
        ("Cleo", "Ben", True),
        ("Ada", "Ben", True),
    ]
    assert answer.unknown == ("Nobody",)


def test_hidden_and_missing_names_are_both_unknown(crossover: Universe) -> None:
    answer = questions.met(crossover.seen(), ["Ada", "Nobody", "Ben", "the Devil"])
    assert (answer.pairs, answer.unknown) == ((), ("Ada", "Nobody", "the Devil"))


def test_two_names_of_one_are_no_meeting(crossover: Universe) -> None:
    answer = questions.met(crossover.seen("Ebb 1x01"), ["Ben", "the Devil"])
    assert (answer.pairs, [(it.a, it.b, it.name) for it in answer.same]) == ((), [("Ben", "the Devil", "Ben")])


@universe
def test_an_ambiguous_name_lists_its_bearers_with_addresses_that_work(there: Universe) -> None:
    """
    === titles/Ebb.md
    ---
    kind: film
    released: 2015-01-01
    ---
    ### Whole title
    - [[Sam (cook)]] meets [[Ben]]
    - [[Sam (spy)]] fights [[Ben]]
    """
    view = there.seen("everything")
    answer = questions.met(view, ["Sam", "Ben"])
    assert answer.pairs == ()
    assert [choice.address for choice in answer.ambiguous["Sam"]] == ["sam", "sam-ebb"]
    assert [it.told.text for it in questions.met(view, ["sam", "sam-ebb", "Ben"]).pairs if it.told] == [
        "Sam meets Ben",
        "Sam fights Ben",
    ]


@universe
def test_a_first_meeting_that_is_announced_for_later_is_a_no_for_now(there: Universe) -> None:
    """
    === titles/Ebb.md
    ---
    kind: film
    released: 2015-01-01
    ---
    ### Public
    - [[Ada]] first meets [[Ben]]
      - true: 2017
    === titles/Flow.md
    ---
    kind: film
    released: 2018-01-01
    ---
    """
    assert questions.met(there.seen("Ebb"), ["Ada", "Ben"]).pairs[0].met is False
    assert questions.met(there.seen("Ebb, Flow"), ["Ada", "Ben"]).pairs[0].met is True


@universe
def test_what_was_shown_is_a_meeting_whenever_it_happens(there: Universe) -> None:
    """
    === titles/Ebb.md
    ---
    kind: series
    ---
    ## Season 1 (2015-01-01, 2 episodes)
    ### 1. One
    - [[Ada]] first meets [[Ben]]
      - true: 5100
    ### 2. Two
    - [[Cleo]] first meets [[Ben]]
      - true: 2015-01-02
    """
    for other, where in (("Ada", "Ebb 1x01"), ("Cleo", "Ebb 1x02")):
        pair = questions.met(there.seen("everything"), [other, "Ben"]).pairs[0]
        assert (pair.met, pair.how, pair.where and pair.where.text) == (True, "met", where)
        assert questions.met(there.seen("everything"), [other, "Ben"], before=where).pairs[0].met is False


SCENES = """
=== Tide.md
---
kind: series
---
## Season 1 (2015-01-01, 4 episodes)
### 1. One
- [[Ada]] kisses [[Ben]]
- together: [[Ada]], [[Ben]]
- [[Ada]] kisses [[Dan]]
### 2. Two
- together: [[Ada]], [[Cid]]
- together: [[Ada]], [[Dan]]
### 3. Three
- [[Ada]] kisses [[Cid]]
"""


@pytest.mark.parametrize(
    ("other", "seen"),
    [("Ben", "Ada and Ben share a scene"), ("Cid", "Ada and Cid share a scene"), ("Dan", None)],
)
def test_of_two_who_must_have_met_it_has_the_scene_that_was_shown_by_then(other: str, seen: str | None) -> None:
    (pair,) = questions.met(world(SCENES).seen("everything"), ["Ada", other]).pairs
    assert pair.how == "must have met"
    assert (pair.seen and pair.seen.text) == seen
    assert "seen" not in questions.to_json(pair)


TRAVELLER = """
=== titles/Ebb.md
---
kind: series
---
## Season 1 (2015-01-01, 4 episodes)
### 1. One
- [[Ada]] meets for the first time [[Ben]]
### 2. Two
- together: [[Ada]], [[Ben]]
### 3. Three
- [[Cleo]] meets [[Dan]]
### 4. Four
- [[Ben]] meets for the first time [[Ada]]
- [[Cleo]] meets for the first time [[Dan]]
"""
"""Ben travels in time: his first meeting is her last. The fourth episode also looks back to the first time of two."""


@pytest.mark.parametrize(
    ("names", "seen", "before", "met"),
    [
        (("Ada", "Ben"), "Ebb 1x02-1x04", "Ebb 1x02", None),
        (("Ada", "Ben"), "Ebb 1x04", "Ebb 1x02", False),
        (("Ada", "Ben"), "Ebb", "Ebb 1x01", False),
        (("Ada", "Ben"), "Ebb", "Ebb 1x02", True),
        (("Cleo", "Dan"), "Ebb", "Ebb 1x03", None),
        (("Cleo", "Dan"), "Ebb", "Ebb 1x04", True),
        (("Cleo", "Dan"), "Ebb 1x04", "Ebb 1x03", False),
    ],
)
def test_a_first_time_that_is_not_the_first_shown_says_nothing_of_before(
    names: tuple[str, str], seen: str, before: str, met: bool | None
) -> None:
    (pair,) = questions.met(world(TRAVELLER).seen(seen), names, before).pairs
    assert pair.met is met
    if met is False:
        assert pair.where is not None
        assert pair.where.text == ("Ebb 1x01" if seen == "Ebb" else "Ebb 1x04")


@universe
def test_two_who_are_only_in_one_cast_are_an_answer_of_their_own(there: Universe) -> None:
    """
    === titles/Ebb.md
    ---
    kind: series
    ---
    ## Season 1 (2015-01-01, 3 episodes)
    ### 1. One
    - [[Ada]], [[Dan]] appear
    ### 2. Two
    - [[Ada]], [[Ben]] appear
    - together: [[Cleo]], [[Dan]]
    ### 3. Three
    - together: [[Ada]], [[Ben]]
    """

    def pair(seen: str, *names: str, before: str | None = None) -> questions.Meeting:
        return questions.met(there.seen(seen), names, before).pairs[0]

    early = pair("Ebb 1x01-1x02", "Ada", "Ben")
    assert early.met is None
    assert early.both_in is not None
    assert early.both_in.place == "1x02"
    assert questions.to_json(early)["both_in"]["episode"] == 2
    scene = pair("Ebb 1x01-1x02", "Ada", "Cleo")  # one of them in a scene
    assert scene.both_in is not None
    assert pair("Ebb 1x01-1x02", "Ben", "Ada", before="Ebb 1x02").both_in is None
    assert "both_in" not in questions.to_json(pair("Ebb 1x01", "Ada", "Dan", before="Ebb 1x01"))
    late = pair("Ebb", "Ada", "Ben")
    assert late.met
    assert late.both_in is None
