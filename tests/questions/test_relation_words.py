"""How somebody stands to another, in pieces: the same words on the command line and on the site."""

from __future__ import annotations

from intertwine.gate.universe import Universe
from intertwine.questions import who
from intertwine.questions.relation_words import relation_parts
from tests.worlds import universe


@universe
def test_a_relation_is_said_in_pieces_that_name_others(there: Universe) -> None:
    """
    === T.md
    ---
    kind: series
    ---
    ## Season 1 (2019-01-01, 3 episodes)
    ### 1. One
    - [[Max]] joins [[The Guild]]
      - taken for: [[Max]] as [[Rolf]] until 1x03
    - [[Ana]] works as "a nurse"
    - [[Ana]] marries [[Max]]
      - taken for: [[Max]] as [[Rolf]] until 1x03
    ### 3. Three
    === group: The Guild
    """
    view = there.seen("everything")
    said = {
        name: [
            [(part.text, part.to and part.to.name) for part in relation_parts(it)] for it in who(view, name).relations
        ]
        for name in ("Max", "Ana", "The Guild")
    }
    assert said == {
        "Max": [
            [("is a member of ", None), ("the Guild", "The Guild"), (", as ", None), ("Rolf", "Rolf")],
            [("is married to ", None), ("Ana", "Ana"), (", as ", None), ("Rolf", "Rolf")],
        ],
        "Ana": [
            [("is ", None), ("a nurse", None)],
            [("is married to ", None), ("Max", "Max"), (", who was taken for ", None), ("Rolf", "Rolf")],
        ],
        "The Guild": [
            [("has ", None), ("Max", "Max"), (" (as ", None), ("Rolf", "Rolf"), (")", None), (" as a member", None)]
        ],
    }


@universe
def test_a_relation_is_worded_by_the_form_that_began_it_where_the_table_says_so(there: Universe) -> None:
    """
    === T.md
    ---
    kind: series
    ---
    ## Season 1 (2019-01-01, 1 episode)
    ### 1. One
    - [[Ana]] can "hear what nobody else hears"
    - [[Ana]] has as a power "great strength"
    - [[Ana]] puts on "a red suit"
    - [[Ana]] becomes "the Owl"
    - [[Ana]] works as "nurse"
    """
    relations = who(there.seen("everything"), "Ana").relations
    assert sorted("".join(part.text for part in relation_parts(it)) for it in relations) == [
        "can hear what nobody else hears",
        "has become the Owl",
        "has great strength",
        "wears a red suit",
        "works as nurse",
    ]


@universe
def test_what_is_theirs_by_its_name_is_told_by_a_pronoun_on_their_own_page(there: Universe) -> None:
    """
    === T.md
    ---
    kind: series
    ---
    ## Season 1 (2019-01-01, 1 episode)
    ### 1. One
    - [[Max Stone]] lives in [[Max's house]]
    - [[Ana Reed]] lives in [[Max's house]]
    === people/Max Stone.md
    ---
    kind: character
    pronoun: he
    ---
    === people/Ana Reed.md
    ---
    kind: character
    pronoun: she
    ---
    === place: Max's house
    """
    view = there.seen("everything")
    said = {
        name: ["".join(part.text for part in relation_parts(it)) for it in who(view, name).relations]
        for name in ("Max Stone", "Ana Reed")
    }
    assert said == {"Max Stone": ["lives in his house"], "Ana Reed": ["lives in Max's house"]}
