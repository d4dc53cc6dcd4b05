"""check --as: what a viewer reads, and each word that could tell more."""

import json
from pathlib import Path

import pytest

from tests.cli.stories import say, write

STORY = """
=== universe.md
---
kind: universe
name: A harbour
---
=== Harbour.md
---
kind: series
---
## Season 1 (2020-01-01, 2 episodes)
### 1. Fog
[[Ada]] lives at the harbour, and Miranda Vale waits for her. Nobody leaves in 2027. She is alone for now.
- [[Ada]] meets [[Bruno]] "with Miranda"
### 2. Sun
- [[Ada]] meets [[Miranda Vale]]
=== Ada.md
---
kind: character
---
=== Bruno.md
---
kind: character
---
=== Miranda Vale.md
---
kind: character
---
"""


def test_what_is_not_known_yet_what_looks_ahead_and_later_dates_are_underlined(tmp_path: Path) -> None:
    said = say("check", str(write(tmp_path, STORY)), "--as", "Harbour 1x01")
    assert said.err == ""
    assert said.code == 1
    start = next(n for n, it in enumerate(said.out.splitlines()) if "lives at" in it)
    assert said.out.splitlines()[start:] == [
        "Harbour.md:6: Ada lives at the harbour, and Miranda Vale waits for her.",
        "                                            ^^^^^^^^^^^^ the name of \"Miranda Vale\", not known yet",
        "Harbour.md:6: Nobody leaves in 2027.",
        "                               ^^^^ a date after 2020, when the last that was seen came out",
        "Harbour.md:6: She is alone for now.",
        "                           ^^^^^^^ tells that more is to come",
        "Harbour.md:7: Ada meets Bruno with Miranda",
        "                                   ^^^^^^^ a part of the name of \"Miranda Vale\", not known yet",
        f"{len([it for it in said.out.splitlines() if it.startswith('Harbour.md')])} sentences, 4 words underlined",
    ]  # fmt: skip


def test_what_was_seen_tells_nothing_more(tmp_path: Path) -> None:
    story = STORY.replace(" Nobody leaves in 2027. She is alone for now.", "")
    folder = str(write(tmp_path, story))
    assert say("check", folder, "--as", "Harbour S1").code == 0
    assert say("check", folder, "--as", "").code == 0
    assert say("check", folder, "--as", "Harbour 1x01").code == 1


def test_json_says_the_same(tmp_path: Path) -> None:
    said = say("check", str(write(tmp_path, STORY)), "--as", "Harbour 1x01", "--json")
    found = json.loads(said.out)
    assert found["underlined"] == 4
    marks = [(it["line"], mark["words"], it["text"][mark["start"] : mark["end"]])
             for it in found["sentences"] for mark in it["marks"]]  # fmt: skip
    assert marks == [
        (6, "Miranda Vale", "Miranda Vale"), (6, "2027", "2027"), (6, "for now", "for now"), (7, "Miranda", "Miranda"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "viewer", ["", "Daredevil S1", "Jessica Jones 1x01-1x05", "before The Defenders", "everything"]
)
def test_the_included_universe_tells_no_viewer_more(viewer: str) -> None:
    folder = Path(__file__).parents[2] / "universes" / "marvel-netflix"
    said = say("check", str(folder), "--as", viewer)
    assert (said.code, said.err) == (0, "")
    assert said.out.endswith("sentences, 0 words underlined\n")


@pytest.mark.parametrize(
    "options", [["--fix"], ["--watch"], ["--statistics"], ["--select", "life"], ["--format", "sarif"]]
)
def test_it_stands_alone(tmp_path: Path, options: list[str]) -> None:
    said = say("check", str(write(tmp_path, STORY)), "--as", "Harbour 1x01", *options)
    assert (said.code, said.out) == (2, "")


def test_progress_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    said = say("check", str(write(tmp_path, STORY)), "--as", "Harbor 1x01")
    assert said.code == 2
    assert said.err.startswith("intertwine: --as: ")
