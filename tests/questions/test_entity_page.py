"""What an entity's page leaves out because it says it elsewhere, and what it says of a whole season."""

import pytest

import intertwine
from intertwine import questions
from intertwine.gate.universe import Universe
from tests.worlds import universe


@universe
def test_a_page_says_everything_once(there: Universe) -> None:
    """
    === titles/Tide.md
    ---
    kind: series
    ---
    ## Season 1 (2017-03-01, 3 episodes)
    ### Whole season
    [[Ada]] comes home. She stays.
    - [[Ada]] meets [[Cleo]]
    ### 1. One
    [[Ada]] finds [[Ben]], and he follows her.
    - [[Ada]] is introduced as "a sailor"
    - [[Ada]] meets [[Ben]]
    - together: [[Ada]], [[Ben]]
    - together: [[Ada]], [[Ben]] "in the rain"
    - together: [[Ada]], [[Dan]]
    ### 2. Two
    - together: [[Ada]], [[Ben]]
    ### 3. Three
    - [[Ada]] fights [[Ben]]
    === people/Ada.md
    ---
    kind: character
    ---
    ### Tide 1x01
    She owns a boat.
    """
    page = questions.who(there.seen("Tide"), "Ada")
    assert [it.text for it in page.description] == ["Ada is introduced as a sailor", "She owns a boat."]
    # Anywhere else the sentence says of whom it speaks.
    found = questions.search(there.seen("Tide"), "boat").facts
    assert [it.text for it in found] == ["Ada: She owns a boat."]
    assert [(part.text, part.to.name if part.to else None) for part in found[0].parts[:2]] == [
        ("Ada", "Ada"),
        (": ", None),
    ]
    assert [(it.text, it.where.text if it.where else "", it.several) for it in page.facts] == [
        ("Ada meets Ben", "Tide 1x01", False),
        ("Ada and Ben share a scene in the rain", "Tide 1x01", False),
        ("Ada and Dan share a scene", "Tide 1x01", False),
        ("Ada and Ben share a scene", "Tide 1x02", False),
        ("Ada meets Cleo", "Tide 1x03", True),
        ("Ada fights Ben", "Tide 1x03", False),
    ]
    assert [[at.text for at in it.installments] for it in page.seen_in] == [["Tide 1x01", "Tide 1x02", "Tide 1x03"]]
    cleo = questions.who(there.seen("Tide"), "Cleo")
    assert [(it.title.name, it.installments) for it in cleo.seen_in] == [("Tide", ())]


@universe
def test_after_a_seeming_death_nothing_is_known_of_it(there: Universe) -> None:
    """
    === titles/Tide.md
    ---
    kind: series
    ---
    ## Season 1 (2017-03-01, 4 episodes)
    ### 1. One
    - [[Ada]] dies
    ### 2. Two
    - [[Ada]] turns out to be alive
    ### 3. Three
    - [[Ada]] seems to die "at sea"
    ### 4. Four
    - [[Ada]] dies
    """
    fates = [questions.who(there.seen(f"Tide 1x01-1x0{n}"), "Ada") for n in (1, 2, 3, 4)]
    assert [it.alive for it in fates] == [False, True, None, False]
    assert [it.fate.text for it in fates if it.fate][2] == "Ada seems to die at sea"


@universe
def test_what_one_death_ended_is_one_relation_though_it_was_told_twice(there: Universe) -> None:
    """
    === titles/Tide.md
    ---
    kind: series
    ---
    ## Season 1 (2017-03-01, 2 episodes)
    ### 1. One
    - [[Ada]] is married to [[Ben]]
    - [[Ben]] dies
    ### 2. Two
    - [[Ada]] is married to [[Ben]]
    """
    (relation,) = questions.who(there.seen("Tide"), "Ada").relations
    assert (relation.words, relation.now, relation.told.source) == ("is married to", False, "Tide 1x01")


@universe
def test_a_death_ends_only_what_began_before_it(there: Universe) -> None:
    """
    === titles/Tide.md
    ---
    kind: series
    ---
    ## Season 1 (2015-03-01, 2 episodes)
    ### 1. One
    - [[Ada]] leads [[The Guild]]
    - [[Ada]] works as "a pilot"
      - true: 1985
    - [[Ben]] works for [[Cleo]]
    ### 2. Two
    - [[Ben]] dies
    ## Season 2 (2016-03-01, 1 episode)
    ### 1. One
    - [[Ben]] leads [[The Guild]]
    - [[Ben]] lives in [[The Guild]]
      - true: 2018
    - [[Ben]] works for [[Cleo]]
    ## Season 3 (2017-03-01, 2 episodes)
    ### 1. One
    - [[Ada]] dies
      - true: 1990
    ### 2. Two
    - [[Cleo]] dies
    === groups/The Guild.md
    ---
    kind: group
    ---
    """

    def stand(seen: str, name: str) -> list[tuple[str, bool, str, str | None]]:
        found = questions.who(there.seen(seen), name).relations
        return [(it.words, it.now, it.told.source, it.ended and it.ended.source) for it in found]

    assert stand("Tide S1", "Ada") == [("leads", True, "Tide 1x01", None), ("is", True, "Tide 1x01", None)]
    # A death of long ago, shown later: she leads all the same, and was a pilot before it. Cleo's death is not hers.
    for seen in ("Tide S1-S2, Tide 3x01", "everything"):
        assert stand(seen, "Ada") == [
            ("leads", True, "Tide 1x01", None),
            ("is", False, "Tide 1x01", "Tide 3x01"),
        ]
    # What is told again ended with the death; what begins later, it did not end, as the other side says, too.
    assert stand("everything", "Ben") == [
        ("leads", True, "Tide 2x01", None),
        ("lives in", True, "Tide 2x01", None),
        ("works for", False, "Tide 1x01", "Tide 1x02"),
    ]
    assert stand("everything", "The Guild")[:2] == [
        ("is led by", True, "Tide 1x01", None),
        ("is led by", True, "Tide 2x01", None),
    ]
    # Somebody who has not seen the death is told of somebody who is alive.
    assert stand("Tide 2x01", "Ben") == [
        ("leads", True, "Tide 2x01", None),
        ("lives in", True, "Tide 2x01", None),
        ("works for", True, "Tide 2x01", None),
    ]


@universe
def test_what_is_not_known_to_begin_after_a_death_ended_with_it(there: Universe) -> None:
    """
    === titles/Tide.md
    ---
    kind: series
    ---
    ## Season 1 (2015-03-01, 2 episodes)
    ### Whole season
    - [[Ben]] has the power of "running fast"
    ### 1. One
    - [[Ben]] dies
    - [[Ben]] leads [[The Guild]]
    ### 2. Two
    - [[Ada]] finds [[Ben]] ^found
    - [[Ben]] works for [[Ada]]
      - true: before ^found
    - [[Ben]] is a friend of [[Ada]]
      - true: after ^found
    === groups/The Guild.md
    ---
    kind: group
    ---
    """
    for name, states in (("Ben", 3), ("The Guild", 1), ("Ada", 1)):
        found = questions.who(there.seen("everything"), name).relations
        over = [it.ended.text for it in found if it.ended and not it.now]
        assert over == ["Ben dies"] * states
        lasting = [it.told.text for it in found if it.now]
        assert lasting == ([] if name == "The Guild" else ["Ben is a friend of Ada"])


@universe
def test_having_is_not_owning(there: Universe) -> None:
    """
    === titles/Tide.md
    ---
    kind: film
    released: 2017-03-01
    ---
    ### Whole title
    - [[Ada]] has "a bad knee"
    - [[Ada]] owns [[The Boat]]
    - [[Ben]] takes [[The Map]]
    - [[Ben]] loses [[The Map]]
    === things/The Boat.md
    ---
    kind: object
    ---
    === things/The Map.md
    ---
    kind: object
    ---
    """
    view = there.seen("Tide")

    def said(name: str) -> list[tuple[str, str | None, bool]]:
        found = questions.who(view, name).relations
        return [(it.words, it.to.name if it.to else it.text, it.now) for it in found]

    assert said("Ada") == [("has", "a bad knee", True), ("owns", "The Boat", True)]
    assert said("The Boat") == [("belongs to", "Ada", True)]
    assert said("Ben") == [("has", "The Map", False)]
    assert said("The Map") == [("is held by", "Ben", False)]


@pytest.mark.parametrize("seen", ["everything", "Daredevil S1-S2, Jessica Jones S1, Luke Cage S1"])
def test_both_sides_of_a_state_say_the_same_of_it(seen: str) -> None:
    """In the included universe: from the page of one side and from that of the other, and what is over was ended."""
    view = intertwine.load().seen(seen).view
    sides: dict[tuple[object, ...], set[str]] = {}
    for number in view.names.index:
        page = questions.who(view, number)
        for it in page.relations:
            assert it.now == (it.ended is None)
            if it.to is not None and it.words:
                said = (it.told.source, it.now, it.ended and it.ended.source)
                sides.setdefault((frozenset((page.address, it.to.address)), *said), set()).add(page.address)
    assert len(sides) > 100
    alone = [said for said, pages in sides.items() if len(pages) < 2]
    assert alone == []
