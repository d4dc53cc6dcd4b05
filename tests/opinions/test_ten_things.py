"""The ten things of each season: asked of the included universe, and of a made-up one."""

from __future__ import annotations

from pathlib import Path

import pytest

import intertwine
from benchmarks.second_opinions import ten_things as script
from benchmarks.second_opinions.ten_things import PAGE, Thing, answered, asked, page, renewed, things
from intertwine.library import Companion
from tests.cli.stories import write

STORY = """
=== universe.md
---
kind: universe
---
=== titles/Nightboat.md
---
kind: series
---
## Season 1 (2015-04-10, 2 episodes)
### 1. Harbour
- [[Ann]] meets [[Bob]]
- [[Ann]] helps [[Bob]] "with a lantern"
### 2. Open sea
- [[Bob]] kills [[Ann]]
=== people/Ann.md
---
kind: character
---
=== people/Bob.md
---
kind: character
---
"""


@pytest.fixture(scope="module")
def answers() -> list[tuple[Thing, str | None]]:
    return list(asked(intertwine.load(), things()))


@pytest.fixture
def boat(tmp_path: Path) -> Companion:
    write(tmp_path, STORY)
    return intertwine.load(tmp_path)


def test_each_of_the_thirteen_seasons_has_ten_things() -> None:
    counts: dict[str, int] = {}
    for thing in things():
        counts[thing.season] = counts.get(thing.season, 0) + 1
    assert len(counts) == 13
    assert set(counts.values()) == {10}


def test_at_least_120_of_the_130_are_answered(answers: list[tuple[Thing, str | None]]) -> None:
    unanswered = [thing.command for thing, sentence in answers if sentence is None]
    assert len(unanswered) <= 10, unanswered


def test_the_page_shows_what_is_answered_now(answers: list[tuple[Thing, str | None]]) -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert renewed(text, page(answers)) == text, "python -m benchmarks.second_opinions.ten_things --write"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([("Ann",), ("lantern", "lamp")], "Ann helps Bob with a lantern"),
        ([("ann",), ("lan",)], "Ann helps Bob with a lantern"),
        ([("ann",), ("tern",)], None),
        ([("lantern",), ("kills",)], None),
    ],
    ids=["either word", "the beginning of a word", "not its end", "not in two sentences"],
)
def test_a_thing_is_answered_where_one_sentence_has_all_words(
    boat: Companion, words: list[tuple[str, ...]], sentence: str | None
) -> None:
    assert answered(Thing("Nightboat S1", "", 'who "Bob"', tuple(words)), boat) == sentence


def test_what_cannot_be_asked_is_not_answered(boat: Companion) -> None:
    assert answered(Thing("Nightboat S1", "", 'who "Nobody there"', (("Nobody",),)), boat) is None


def test_the_script_says_what_is_not_answered(
    boat: Companion, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert script.main(["--universe", str(tmp_path)]) == 1
    assert capsys.readouterr().out.endswith("0 of 130 are answered\n")
