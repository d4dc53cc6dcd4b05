"""What took several installments to learn is nowhere said to have happened in the last of them."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.stories import say, write

# Every fact needs several chapters.
SALT = """
=== universe.md
---
kind: universe
name: Salt
---
=== Salt.md
---
kind: book
name: Salt
---
# Salt
### Public
A book.
### Whole title
- [[Ada]] fights [[Bo]]
- [[Ada]] leaves [[The Guild]]
- [[Ada]] is [[The Smith]]
## Part 1 (2001-05-05, 4 chapters)
### Whole part
- [[Ada]] meets [[Cy]]
- [[Cy]] is a friend of [[Dan]]
- [[Ada]] learns ^child
- [[Bo]] opens [[The Theft]]
- together: [[Dan]], [[Cy]]
### 1-2. Two
- [[Ada]] works as "a smith" ^child
- [[Ada]] joins [[The Guild]]
### 3-4. Four
- [[Bo]] meets [[Cy]]
- [[Dan]] dies
=== Ada.md
---
kind: character
---
=== Bo.md
---
kind: character
---
=== Cy.md
---
kind: character
---
### Salt part 1 chapters 2-3
Cy laughs.
=== Dan.md
---
kind: character
---
=== The Smith.md
---
kind: character
---
=== The Guild.md
---
kind: group
---
=== The Theft.md
---
kind: thread
---
"""
QUESTIONS = (
    "title Salt", "who Ada", "who Bo", "who Cy", "who Dan", "who Guild", "met Ada Bo", "met Ada Cy", "met Bo Cy",
    "met Cy Dan", "met Ada Bo Cy Dan", "path Ada Dan", "timeline", "timeline --story", "timeline Ada", "secrets",
    "thread Theft", "search Ada", "map", "map --story", "map Salt", "map Ada", "recap Salt",
)  # fmt: skip


@pytest.fixture(scope="module")
def salt(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(write(tmp_path_factory.mktemp("salt"), SALT))


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_answer_says_by_the_end_of(salt: str, question: str) -> None:
    said = say(*question.split(), "--universe", salt, "--seen", "Salt")
    assert said.code == 0
    places = re.findall(r"(.{0,14})Salt part 1 chapter", said.out)
    assert [before for before in places if not before.lower().endswith("by the end of ")] == []
    assert places or question == "recap Salt"


@pytest.mark.parametrize("question", QUESTIONS)
def test_json_has_it_at_the_place(salt: str, question: str) -> None:
    said = say(*question.split(), "--universe", salt, "--seen", "Salt", "--json")

    def ats(value: object) -> list[dict[str, object]]:
        if isinstance(value, dict):
            own = [value] if {"season", "episode", "time"} <= value.keys() and "title" in value else []
            return own + [at for item in value.values() for at in ats(item)]
        return [at for item in value for at in ats(item)] if isinstance(value, list) else []

    assert [at for at in ats(json.loads(said.out)) if at["episode"] and "by_end" not in at] == []


def test_what_is_new_with_the_last_chapter_is_known_by_its_end(salt: str) -> None:
    out = say("learnt", "Salt part 1 chapter 4", "--universe", salt, "--seen", "Salt").out
    assert "- The Smith meets Cy (by the end of Salt part 1 chapter 4)\n" in out
    assert "- Dan dies (by the end of Salt part 1 chapter 4)\n" in out


@pytest.mark.parametrize(("place", "earlier"), [(f"chapter {n}", f"chapters 1-{n - 1}") for n in range(2, 5)])
@pytest.mark.parametrize("seen", ["Salt", "everything"])
def test_what_was_new_in_a_chapter_is_the_same_when_more_is_read(
    salt: str, place: str, earlier: str, seen: str
) -> None:
    at = ("learnt", f"Salt part 1 {place}", "--universe", salt, "--seen")
    assert say(*at, seen).out == say(*at, f"Salt part 1 {earlier}").out
    share = ("learnt", "Salt part 1 chapters 1-3", "--universe", salt, "--seen")
    assert say(*share, seen).out == say(*share, "nothing").out


def test_a_state_that_ended_so_has_no_place_where_it_ended(salt: str) -> None:
    out = say("who", "Ada", "--universe", salt, "--seen", "Salt").out
    assert "(known by the end of Salt part 1 chapter 2; over by the end of Salt part 1 chapter 4)" in out


def test_what_was_shown_in_one_chapter_is_still_there(tmp_path: Path) -> None:
    text = SALT.replace("### 3-4. Four\n", "### 3. Three\n- [[Ada]] meets [[Dan]]\n### 4. Four\n")
    out = say("met", "Ada", "Dan", "--universe", str(write(tmp_path, text)), "--seen", "Salt").out
    assert out == "The Smith and Dan: met in Salt part 1 chapter 3\n"


@pytest.mark.parametrize(
    ("place", "seen", "as_from"),
    [
        ("part 1", "Salt part 1 chapter 1", "Salt part 1 chapters 2-4"),
        ("part 1 chapters 1-3", "Salt part 1 chapters 1-2", "Salt part 1 chapter 3"),
        ("100%", "Salt part 1 chapters 1-3", "Salt part 1 chapter 4"),
    ],
)
def test_of_what_is_read_in_part_only_the_rest_is_new(salt: str, place: str, seen: str, as_from: str) -> None:
    at = ("--universe", salt, "--seen", seen)
    assert say("learnt", f"Salt {place}", *at).out == say("learnt", as_from, *at).out


@pytest.mark.parametrize("place", ["Salt 100%", "Salt 60%", "Salt part 1", "Salt"])
def test_what_is_passed_already_is_what_it_told_then(salt: str, place: str) -> None:
    found = say("learnt", place, "--universe", salt, "--seen", place).out
    assert found == say("learnt", place, "--universe", salt, "--seen", "nothing").out
    assert found != "nothing new\n"


def test_what_ended_where_it_was_learnt_is_said_once(tmp_path: Path) -> None:
    text = SALT.replace("- [[Dan]] dies\n", "- [[Dan]] dies\n- [[Cy]] loves [[Bo]]\n  - true: unknown\n")
    folder = str(write(tmp_path, text))
    out = say("who", "Cy", "--universe", folder, "--seen", "Salt").out
    assert "- is a friend of Dan (over by the end of Salt part 1 chapter 4)" in out
    assert "when is not known" in out
    assert "; unknown" not in out
    asked = say("timeline", "Salt part 1 chapter 1", "--universe", folder, "--seen", "Salt")
    assert asked.err.endswith(
        '"Salt part 1 chapter 1" is a part of a title, and this takes a whole one: write "Salt"\n'
    )
    unread = say("learnt", "Salt", "--universe", folder)
    assert unread.err == "This tells what Salt shows, which you have not read whole.\n"
