"""A place in a title that a fact is before, after or during is shown as the keeper wrote it."""

from __future__ import annotations

import pytest

from intertwine.questions import timeline
from tests.worlds import with_people, world

SUN = """---
kind: series
---
## Season 1 (2010-01-01, 2 episodes)
### 1. One (40 min, disc 1)
### 2. Two (40 min, disc 1)
## Season 2 (2011-01-01, 2 episodes)
### 1. Three (40 min, disc 1)
### 2. Four (40 min, disc 2)
"""
EMMA = """---
kind: book
---
## Part 1 (2010-01-01, 2 chapters)
### 1. One
### 2. Two
## Part 2 (2010-01-01, 1 chapter)
### 1. Three
"""
LOG = "---\nkind: film\nreleased: 2010-03-01\n---\n"
SEA = "---\nkind: series\n---\n## Season 1 (2012-01-01, 1 episode)\n### 1. One\n- [[Ann]] meets [[Bob]]\n  - true: {}\n"


@pytest.mark.parametrize(
    "said",
    [
        "during Sun S1",
        "after Sun S1",
        "before Sun S1",
        "about 3 years before Sun S2",
        "2 years after Emma part 1",
        "during Emma part 2",
        "before Emma",
        "after Emma",
        "during Emma",
        "before Sun",
        "during The Log",
        "during Sun 1x01",
        "before Sun 1x02@00:10:00",
        "after Emma part 1 chapter 2",
    ],
)
def test_a_place_is_shown_as_written(said: str) -> None:
    assert time_of(said) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("during Sun disc 1", "during Sun 1x01 to 2x01"),
        ("after Sun disc 1", "after Sun 2x01"),
        ("before Sun disc 2", "before Sun 2x02"),
    ],
)
def test_a_place_in_other_numbers_is_said_by_its_installments(written: str, said: str) -> None:
    assert time_of(written) == said


def time_of(said: str) -> str | None:
    """How a fact that is `said` to be true then is told to somebody who has seen all."""
    files = {"Sun.md": SUN, "Emma.md": EMMA, "The Log.md": LOG, "Sea.md": SEA.format(said)}
    found = timeline(world(with_people(files)).seen("everything"), ["Ann"])
    return found.facts[0].date
