"""Presence on the command line: who has met, who somebody is, what was just learnt."""

from pathlib import Path

import pytest

from tests.cli.stories import Said, say, write

LANTERNS = """
=== universe.md
---
kind: universe
name: Lights
---
=== titles/Beacon.md
---
kind: series
---
## Season 1 (2019-01-01, 6 episodes)
### 1. One
- together: [[Ida]], [[Jon]] (as a boy)
  - true: 2009
### 2. Two
- together: [[Ida]], [[Sil]]
  - taken for: [[Sil]] as [[Jon]] until 1x06
### 3. Three
- together: [[Ida]], [[Sil]]
  - taken for: [[Sil]] as [[Jon]] until 1x06
### 4. The Night
- frame: dream of [[Ida]], revealed 1x06
- [[Ida]] marries [[Leo]]
- [[Leo]] dies
### 5. Five
- together: [[Ida]], [[Nell]] (by voice)
### 6. Six
"""
PEOPLE = ("Ida", "Jon", "Sil", "Leo", "Nell")


@pytest.fixture(scope="module")
def lights(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The folder of a universe with voices, a double and a dream."""
    pages = "".join(f"=== people/{name}.md\n---\nkind: character\n---\n" for name in PEOPLE)
    folder: Path = tmp_path_factory.mktemp("lights")
    return str(write(folder, LANTERNS + pages))


def ask(folder: str, *argv: str, seen: str = "Beacon") -> Said:
    """Put a question."""
    return say(*argv, "--universe", folder, "--seen", seen)


def test_two_who_have_spoken_have_not_met(lights: str) -> None:
    assert ask(lights, "met", "Ida", "Nell").out == (
        "Ida and Nell: they have spoken, and have not met in anything you have seen\n"
        "where they have spoken: Ida is seen; Nell is heard (Beacon 1x05)\n"
    )


def test_a_dream_is_no_meeting(lights: str) -> None:
    assert ask(lights, "met", "Ida", "Leo", seen="Beacon 1x04").out.startswith("Ida and Leo: must have met, since ")
    assert ask(lights, "met", "Ida", "Leo").out == (
        "Ida and Leo: not in anything you have seen\nonly in a dream of Ida: Ida marries Leo (Beacon 1x04)\n"
    )
    table = ask(lights, "met", "Ida", "Leo", "Nell").out
    assert table.splitlines()[0].endswith("Not really")
    assert "only in a dream of Ida (Beacon 1x04)" in table


def test_a_page_says_who_was_taken_for_whom_and_what_was_a_dream(lights: str) -> None:
    said = "Sil was taken for Jon in Beacon 1x02-1x03\n"
    assert said in ask(lights, "who", "Sil").out
    assert said in (jon := ask(lights, "who", "Jon").out)
    assert "as a boy: Beacon 1x01 (2009)\n" in jon
    assert "Sil" not in ask(lights, "who", "Jon", seen="Beacon 1x01-1x05").out
    leo = ask(lights, "who", "Leo").out
    assert leo.startswith("Leo\ncharacter, alive\n")
    assert "\nIn a dream of Ida\n- dead (Beacon 1x04)\n- is married to Ida (Beacon 1x04; until Beacon 1x04)\n" in leo


def test_what_came_out_is_said_in_a_sentence_each(lights: str) -> None:
    said = ask(lights, "learnt", "Beacon 1x06", seen="Beacon 1x01-1x05")
    assert said.out == (
        "Newly known\n"
        "- Sil (character)\n"
        "\n"
        "Who it really was\n"
        "- It was Sil, not Jon, in Beacon 1x02-1x03\n"
        "\n"
        "What did not really happen\n"
        "- What was shown in Beacon 1x04 happened in a dream of Ida, also this: Leo dies\n"
    )
