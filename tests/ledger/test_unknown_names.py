"""Unknown names and ids, and the nearest known spelling that is offered."""

import random

from intertwine.ledger.compile import Compiler
from intertwine.ledger.link.unresolved import nearest
from intertwine.model.spelled_words import Spellings
from tests.worlds import compiled

PAGE = """---
kind: series
---
## Season 1 (2015-01-01, 1 episodes)
### 1. One
- [[Ada]] learns ^{}
"""
UNIVERSE = "---\nkind: universe\nname: Tides\n---\n"
CHARACTER = "---\nkind: character\n---\n"


def hint(asked: str, known: list[str], compiler: Compiler | None = None) -> str:
    facts = "".join(f"- [[Ada]] meets [[Bo]] ^{block}\n" for block in known)
    files = {"universe.md": UNIVERSE, "Ada.md": CHARACTER, "Bo.md": CHARACTER, "Tide.md": PAGE.format(asked) + facts}
    (problem,) = compiled(files, compiler=compiler).problems
    assert (problem.code, problem.line) == ("unknown-block", 6)
    return problem.hint


def test_of_ids_that_read_alike_the_first_is_offered_in_whatever_order_they_come() -> None:
    known = [f"{first}-burns-{last}" for first in ("Boat", "boat", "BOAT") for last in ("a", "A")]
    for seed in range(5):
        random.Random(seed).shuffle(known)
        assert hint("bOAT-burns-A", known) == 'did you mean "BOAT-burns-A"?'


def test_an_id_that_is_near_none_is_to_be_written() -> None:
    assert hint("quay", ["boat-burns", "ada-leaves"]) == "end a fact with ^quay"


def test_ids_that_come_and_go_are_offered_while_they_are_there() -> None:
    compiler = Compiler()
    for known, offered in (("boat-burns", True), ("ada-leaves", False), ("boat-burns", True)):
        expected = 'did you mean "boat-burns"?' if offered else "end a fact with ^boat-burn"
        assert hint("boat-burn", [known], compiler) == expected


def test_the_nearest_is_what_reads_alike_before_what_is_spelt_alike() -> None:
    words = Spellings(["Spider Man", "Spidermen"])
    assert words.close("Spiderman", 1) == ["Spidermen"]
    assert nearest("Spiderman", words) == 'did you mean "Spider Man"?'
    assert nearest("Spidermin", words) == 'did you mean "Spidermen"?'
    assert nearest("Quay", words) == ""
