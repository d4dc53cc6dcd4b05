"""Presence on the command line: who has met, who somebody is, what was just learnt."""

from pathlib import Path

import pytest

from tests.cli.stories import Said, say, write
from tests.worlds import LIGHTS


@pytest.fixture(scope="module")
def lights(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The folder of a universe with voices, a double and a dream."""
    story = "".join(f"=== {path}\n{text}" for path, text in LIGHTS.items())
    return str(write(tmp_path_factory.mktemp("lights"), story))


def ask(folder: str, *argv: str, seen: str = "Beacon") -> Said:
    """Put a question."""
    return say(*argv, "--universe", folder, "--seen", seen)


def test_two_who_have_spoken_have_not_met(lights: str) -> None:
    assert ask(lights, "met", "Ida", "Nell").out == (
        "Ida and Nell: they have spoken, and have not met in anything you have seen\n"
        "where they have spoken: Ida shares a scene with Nell, who is only heard (Beacon 1x05)\n"
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
    assert "\nIn a dream of Ida\n- dead (Beacon 1x04)\n- is married to Ida (until Beacon 1x04)\n" in leo


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
        "- What was shown in Beacon 1x04 happened in a dream of Ida; so did this: Leo dies\n"
    )


def test_what_is_in_one_frame_stands_below_one_heading(lights: str) -> None:
    assert "\nBeacon 1x04, in a dream of Ida\n- Ida marries Leo\n- Leo dies\n" in ask(lights, "who", "Leo").out
    assert ask(lights, "who", "Leo").out.endswith("Appears in\n- in a dream of Ida (Beacon 1x04)\n")
    assert "\nBeacon 1x04\n- Ida marries Leo\n- Leo dies\n" in ask(lights, "who", "Leo", seen="Beacon 1x01-1x05").out


BEQUEST = """
=== universe.md
---
kind: universe
name: Embers
---
=== titles/Ember.md
---
kind: series
---
## Season 1 (2019-01-01, 4 episodes)
### 1. One
- [[Max]] steals [[The Cup]] ^theft
  - taken for: [[Max]] as [[Rolf]] until 1x03
- [[Max]] joins [[The Guild]]
  - taken for: [[Max]] as [[Rolf]] until 1x03
- [[Ana]] learns ^theft
- [[Cole]] kills [[Ana]] ^death
  - frame: lie of [[Ana]], revealed 1x03
- [[Max]] learns ^death
- [[Rolf]] dies ^rolf
### 2. Two
- [[Rolf]] meets [[Cole]]
  - disproves: ^rolf
- [[The Mask]] meets [[Cole]]
- together: [[Ana]], [[Cole]]
### 3. Three
### 4. Four
- [[The Mask]] is [[Ana]]
"""


@pytest.fixture(scope="module")
def embers(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The folder of a universe with an impostor and a death that was none."""
    kinds = {"The Cup": "object", "The Guild": "group"} | dict.fromkeys(
        ("Max", "Rolf", "Ana", "Cole", "The Mask"), "character"
    )
    people = "".join(f"=== people/{name}.md\n---\nkind: {kind}\n---\n" for name, kind in kinds.items())
    return str(write(tmp_path_factory.mktemp("embers"), BEQUEST + people))


def test_secrets_say_what_was_learnt_and_not_what_came_out(embers: str) -> None:
    assert ask(embers, "secrets", seen="Ember").out == (
        "What people have learnt\n"
        "\n"
        "Max, as Rolf, steals the Cup\n"
        "- Ana learns that Rolf (in truth Max) stole the Cup (Ember 1x01)\n"
        "\n"
        "Only as pretended by Ana, Cole kills Ana\n"
        "- Max is led to believe that Cole killed Ana (Ember 1x01)\n"
    )
    assert (
        ask(embers, "secrets", seen="nothing").out
        == "What people have learnt\nnobody learns a secret in what you know\n"
    )


def test_relations_say_as_whom_and_do_not_swallow_an_event(embers: str) -> None:
    max_ = ask(embers, "who", "Max", seen="Ember").out
    assert "- has the Cup, as Rolf (Ember 1x01)\n- is a member of the Guild, as Rolf (Ember 1x01)\n" in max_
    assert "- Rolf steals the Cup\n" in ask(embers, "who", "Rolf", seen="Ember 1x01-1x02").out
    assert "- has Max (as Rolf) as a member (Ember 1x01)\n" in ask(embers, "who", "The Guild", seen="Ember").out


def test_a_recap_says_that_it_was_somebody_else_who_died(tmp_path: Path) -> None:
    body = BEQUEST.replace("[[Rolf]] dies ^rolf", "[[Max]] dies\n  - taken for: [[Max]] as [[Rolf]] until 1x03")
    body = body.replace("\n  - disproves: ^rolf", "")
    kinds = dict.fromkeys(("Max", "Rolf", "Ana", "Cole", "The Mask", "The Guild", "The Cup"), "character")
    people = "".join(f"=== people/{name}.md\n---\nkind: {kind}\n---\n" for name, kind in kinds.items())
    said = ask(str(write(tmp_path, body + people)), "recap", "--all", "Ember 1x04", seen="Ember 1x01-1x03").out
    assert "- alive, for it was somebody else who died: Max, as Rolf, dies (Ember 1x01)\n" in said


def test_a_recap_says_first_what_was_not_what_it_seemed(embers: str) -> None:
    said = ask(embers, "recap", "--all", "Ember 1x04", seen="Ember 1x01-1x03").out
    assert "\nAna\n- alive, for this happened only as pretended by Ana: Cole kills Ana (Ember 1x01)\n" in said
    assert "\n- alive: it had been believed that Rolf dies (Ember 1x01)\n" in said
    assert "\nMax\n- Max was taken for Rolf in Ember 1x01\n" in said
    assert "\nWhat did not really happen\n- Only as pretended by Ana, Cole kills Ana (Ember 1x01)\n" in said


def test_news_begin_at_once_and_a_pair_stands_once(embers: str) -> None:
    assert ask(embers, "learnt", "Ember 1x04", seen="Ember").out.startswith("Who is who\n- The Mask is Ana")
    assert ask(embers, "met", "Ana", "The Mask", "Cole", seen="Ember").out.count("Cole") == 1


def test_lists_say_a_frame_once(lights: str) -> None:
    group = "- In a dream of Ida:\n  - Ida marries Leo (Beacon 1x04)\n  - Leo dies (Beacon 1x04)\n"
    assert group in ask(lights, "title", "Beacon").out
    assert group in ask(lights, "learnt", "Beacon", seen="nothing").out
    rows = [[cell.strip() for cell in line.split("  ")] for line in ask(lights, "timeline").out.splitlines()]
    at = next(n for n, row in enumerate(rows) if row[-1] == "In a dream of Ida:")
    assert [(row[0], row[-1]) for row in rows[at + 1 : at + 3]] == [
        ("Beacon 1x04", "Ida marries Leo"),
        ("Beacon 1x04", "Leo dies"),
    ]


def test_two_who_share_a_scene_are_not_said_to_have_met_by_inference(tmp_path: Path) -> None:
    story = """
=== universe.md
---
kind: universe
name: Tide
---
=== titles/Tide.md
---
kind: series
---
## Season 1 (2015-01-01, 2 episodes)
### 1. One
- [[Ada]] kisses [[Ben]]
- together: [[Ada]], [[Ben]] at [[The Pier]]
- [[Ada]] kisses [[Dan]]
=== places/The Pier.md
---
kind: place
---
"""
    people = "".join(f"=== people/{name}.md\n---\nkind: character\n---\n" for name in ("Ada", "Ben", "Dan"))
    folder = str(write(tmp_path, story + people))
    assert ask(folder, "met", "Ada", "Ben", seen="Tide").out == (
        "Ada and Ben: seen together in Tide 1x01, The Pier\nand Ada kisses Ben (Tide 1x01)\n"
    )
    assert ask(folder, "met", "Ada", "Dan", seen="Tide").out == (
        "Ada and Dan: must have met, since Ada kisses Dan (Tide 1x01)\n"
    )


def test_what_several_learnt_at_once_is_said_once_and_a_frame_stands_beside_what_is_real(tmp_path: Path) -> None:
    story = """
=== universe.md
---
kind: universe
name: A world
---
=== threads/The Case.md
---
kind: thread
---
=== Coal.md
---
kind: series
---
## Season 1 (2020-01-01, 3 episodes)
### 1. One
- [[Ana]] opens [[The Case]]
- [[Max]] kills [[Cole]] ^shot
  - frame: lie of [[Cole]], revealed 1x03
- [[Ana]], [[Rolf]] learn ^shot
### 2. Two
- [[Ana]] resolves [[The Case]]
  - frame: dream of [[Ana]]
### 3. Three
- [[Ana]] meets [[Cole]]
"""
    people = "".join(f"=== people/{name}.md\n---\nkind: character\n---\n" for name in ("Ana", "Max", "Cole", "Rolf"))
    coal = str(write(tmp_path, story + people))
    assert ask(coal, "secrets", seen="Coal").out.count("are led to believe that Max killed Cole") == 1
    assert ask(coal, "thread", "The Case", seen="Coal").out.startswith("The Case\nopen\nin a dream of Ana: resolved\n")
