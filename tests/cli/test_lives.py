"""Lives and ends on the command line, and a plan of books as keepers see it."""

from pathlib import Path

from tests.cli.stories import say, write

STORY = """
=== universe.md
---
kind: universe
name: Shores
---
=== Mara.md
---
kind: character
---
=== Ilse.md
---
kind: character
---
=== titles/Shore.md
---
kind: book
---
## Part 1 (2001-05-05, 2 chapters)
### 1. One
- [[Mara]] meets [[Ilse]] ^meeting
- [[Ilse]] dies
  - true: 1990-02
### 2. Two
- [[Mara]] is married to [[Ilse]]
  - true: 1980
=== titles/Tides.md
---
kind: book
---
### Public
- [[Tides]] continues [[Shore]]
## Chapters (2004-09-01, 1 chapter)
### 1. Low
- [[Mara]] learns ^meeting
"""


def test_an_end_says_where_and_when_it_was(tmp_path: Path) -> None:
    folder = str(write(tmp_path, STORY))
    said = say("who", "Mara", "--universe", folder, "--seen", "Shore").out
    assert "- is married to Ilse (Shore part 1 chapter 2; 1980; over since Shore part 1 chapter 1; 1990-02)\n" in said
    assert "- Mara is married to Ilse (1980; over since Shore part 1 chapter 1 (1990-02))\n" in said


def test_a_plan_of_books_is_explained_in_parts_and_chapters(tmp_path: Path) -> None:
    folder = str(write(tmp_path, STORY))
    said = say("plan", "Tides", "--universe", folder, "--explain-to-keeper").out
    assert "Shore part 1 chapter 1" in said
    assert "1x01" not in said


def test_a_life_is_asked_for_with_others(tmp_path: Path) -> None:
    folder = str(write(tmp_path, STORY))
    said = say("timeline", "Mara", "Ilse", "--own", "--universe", folder, "--seen", "Shore").out
    assert said.startswith("Mara, Ilse, in the order in which Mara lived it\n")
