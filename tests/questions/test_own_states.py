"""The states of somebody who lives in an order of their own."""

import pytest

from intertwine import questions
from intertwine.gate.universe import Universe
from tests.worlds import world

PEOPLE = "".join(f"=== people/{name}.md\n---\nkind: character\n---\n" for name in ("Aya", "Ren", "Kai"))
STORY = (
    PEOPLE
    + """
=== titles/Tide.md
---
kind: series
---
## Season 1 (2015-01-01, 4 episodes)
### 1. The Death
- [[Aya]] works as "a diver"
  - own: [[Aya]] step 1
- [[Aya]] dies
  - own: [[Aya]] step 9
### 2. The Parting
- [[Aya]] stops working as "a diver"
  - own: [[Aya]] step 8
- [[Aya]] breaks up with [[Ren]]
  - own: [[Aya]] step 3
### 3. The Wedding
- [[Aya]] marries [[Ren]]
  - own: [[Aya]] step 2
- [[Aya]] works as "a cook"
  - own: [[Aya]] step 10
### 4. The End
- [[Kai]] dies
"""
)
"""In the story she dies before she marries; in her own life she marries, parts, and dies last but one."""


@pytest.fixture(scope="module")
def story() -> Universe:
    return world(STORY)


def stand(universe: Universe, who: str, seen: str = "everything") -> list[tuple[str, str | None, bool]]:
    page = questions.who(universe.seen(seen), who)
    return [(it.words, it.to.name if it.to else it.text, it.now) for it in page.relations]


def test_a_traveller_stands_to_others_as_they_lived_it(story: Universe) -> None:
    assert stand(story, "Aya") == [
        ("is", "a cook", True),
        ("is", "a diver", False),
        ("is married to", "Ren", False),
    ]
    # To him, the wedding of the third episode comes after the parting of the second.
    assert stand(story, "Ren") == [("is married to", "Aya", True)]


def test_a_life_ends_in_its_own_order() -> None:
    universe = world(
        PEOPLE
        + """
=== titles/Tide.md
---
kind: series
---
## Season 1 (2015-01-01, 3 episodes)
### 1. One
- [[Aya]] dies
  - own: [[Aya]] step 5
### 2. Two
- [[Aya]] returns
  - own: [[Aya]] step 2, revealed 1x03
- [[Ren]] returns
### 3. Three
- [[Kai]] appears
"""
    )
    assert questions.who(universe.seen("Tide 1x01-1x02"), "Aya").alive is True
    assert questions.who(universe.seen("Tide"), "Aya").alive is False


def test_the_recap_of_a_traveller_has_their_own_states(story: Universe) -> None:
    people = {it.who.name: it for it in questions.recap(story.seen("Tide 1x01-1x03"), "Tide 1x04").people}
    assert [(it.words, it.text) for it in people["Aya"].relations] == [("is", "a cook")]
    assert [(it.words, it.to and it.to.name) for it in people["Ren"].relations] == [("is married to", "Aya")]


def test_without_steps_nothing_changes(story: Universe) -> None:
    plain = world("\n".join(line for line in STORY.splitlines() if "own:" not in line))
    assert ("is married to", "Ren", True) in stand(plain, "Aya")
    assert stand(plain, "Ren") == stand(story, "Ren")


KEPT = """
- [[Aya]] is pregnant by [[Ren]]
- [[Kai]] is the ex-husband of [[Ren]]
- [[Kai]] is the stepson of [[Ren]]
### 2. The Death
- [[Ren]] dies
### 3. The Birth
"""


def lasting(then: str, seen: str = "everything") -> dict[str, bool]:
    """What Aya and Kai are to others, and whether they are it still, after `KEPT` and then the facts `then`."""
    head = "\n=== titles/Tide.md\n---\nkind: series\n---\n## Season 1 (2015-01-01, 3 episodes)\n### 1. The Child"
    universe = world(f"{PEOPLE}{head}{KEPT}{then}")
    return {words: now for who in ("Aya", "Kai") for words, _, now in stand(universe, who, seen)}


def test_the_death_of_a_father_ends_no_pregnancy_and_no_former_marriage() -> None:
    assert lasting("") == {
        "is pregnant by": True,
        "is the former partner of": True,
        "is the stepchild of": True,
    }


@pytest.mark.parametrize(
    "then",
    [
        "- [[Aya]] dies\n",
        "- [[Aya]] gives birth\n",
        '- [[Aya]] gives birth "at sea"\n',
        "- [[Aya]] gives birth to [[Kai]]\n",
    ],
)
def test_a_pregnancy_ends_with_the_birth_or_with_the_mother(then: str) -> None:
    assert not lasting(then)["is pregnant by"]


def test_a_state_without_another_end_is_ended_whatever_is_said_of_its_end() -> None:
    head = "\n=== titles/Tide.md\n---\nkind: series\n---\n## Season 1 (2015-01-01, 2 episodes)\n### 1. One\n"
    universe = world(f'{PEOPLE}{head}- [[Aya]] is in a coma\n### 2. Two\n- [[Aya]] wakes from the coma "at dawn"\n')
    assert stand(universe, "Aya") == [("is in a coma", None, False)]
