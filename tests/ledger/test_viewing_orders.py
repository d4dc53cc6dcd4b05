"""Viewing orders as text: what an entry means, and what is wrong with one."""

import re

import pytest

from intertwine.gate.universe import Universe
from intertwine.ledger.store.columns import Ledger
from intertwine.model.progress import Progress
from tests.worlds import compiled

TITLES = {
    "Gulls.md": """---
kind: series
name: Gulls
---
## Season 0 (1 episode)
### 1. The Reel
## Season 1 (2 episodes)
### 1. Sand
### 2. Salt
## Season 2 (2021-01-01, 2 episodes)
### 1. Wind
### 2. Rain
""",
    "Pier.md": "---\nkind: film\nname: The Pier\nreleased: 2020-01-01\n---\n",
}
HEAD = "---\nkind: order\nname: Tides\n---\n"


def order(ledger: Ledger, name: str) -> list[tuple[str, int, int]]:
    """What stands in an order: keys, seasons and numbers."""
    names = [ledger.strings[n] for n in ledger.orders.name.tolist()]
    at = names.index(name)
    listing, keys = ledger.installments, ledger.entities.key
    return [
        (ledger.strings[int(keys[listing.title[n]])], int(listing.season[n]), int(listing.number[n]))
        for n in ledger.orders.installments[ledger.orders.start[at] : ledger.orders.start[at + 1]].tolist()
    ]


def test_an_order_holds_what_its_items_name_in_their_order_and_needs_no_dates() -> None:
    text = "# Tides\nFor keepers: [[Nobody]].\n- Gulls 2x02\n- The Pier\n## Later\n- [[Gulls]] S1\n## Notes\n- x\n"
    found = compiled({**TITLES, "orders/Tides.md": HEAD + text})
    assert [str(it) for it in found.problems if "Tides" in it.file] == []
    assert order(found.ledger, "Tides") == [("Gulls", 2, 2), ("Pier", 0, 0), ("Gulls", 1, 1), ("Gulls", 1, 2)]


def test_a_title_stands_by_season_and_number_with_its_specials_last() -> None:
    found = compiled({**TITLES, "Tides.md": HEAD + "- Gulls\n"})
    assert [place[1:] for place in order(found.ledger, "Tides")] == [(1, 1), (1, 2), (2, 1), (2, 2), (0, 1)]


def test_an_order_may_have_the_key_of_a_title_in_its_name_and_the_name_of_its_file_where_it_says_none() -> None:
    found = compiled({**TITLES, "orders/Storms.md": "---\nkind: order\n---\n- The Pier\n"})
    assert order(found.ledger, "Storms") == [("Pier", 0, 0)]


NUMBERED = {
    "Sweet.md": """---
kind: book
name: Sweet
---
## Chapters (4 chapters)
### 1. Pear
### 2. Plum
### 3. Fig
### 4. Date
""",
    "Salt.md": """---
kind: book
name: Salt
---
## Part 1 (2 chapters)
### 1. Sea
### 2. Mine
## Part 2 (2 chapters)
### 1. Pan
### 2. Road
""",
    "Beacons.md": """---
kind: series
name: Beacons
---
## Season 1 (3 episodes)
### 1. Tar (~50 min, absolute 1, disc 1.1)
### 2. Oil (~50 min, absolute 2, disc 1.2, collected 1)
### 3. Gas (~50 min, absolute 3, disc 2.1, collected 1)
## Season 2 (2 episodes)
### 1. Arc (~50 min, absolute 17, disc 2.2)
### 2. Neon (~50 min, absolute 18, disc 3.1)
""",
}
ENTRIES = {
    "Sweet chapter 2": [(1, 2)],
    "Sweet chapters 1-3": [(1, 1), (1, 2), (1, 3)],
    "Sweet ch 4": [(1, 4)],
    "[[Sweet]] chapter 4": [(1, 4)],
    '"Sweet", chapter 4': [(1, 4)],
    "Salt part 2": [(2, 1), (2, 2)],
    "Salt part 2 chapter 1": [(2, 1)],
    "Salt part 2, chapters 1 and 2": [(2, 1), (2, 2)],
    "Salt chapter 2": [(1, 2)],
    "Salt 2x02": [(2, 2)],
    "Beacons absolute 17": [(2, 1)],
    "Beacons collected 1": [(1, 2), (1, 3)],
    "Beacons absolute 1-3": [(1, 1), (1, 2), (1, 3)],
    "Beacons #18": [(2, 2)],
    "Beacons disc 2": [(1, 3), (2, 1)],
    "Beacons disc 1.2": [(1, 2)],
}


@pytest.mark.parametrize(("entry", "places"), ENTRIES.items())
def test_an_entry_is_read_as_a_stamp_and_as_progress_are(entry: str, places: list[tuple[int, int]]) -> None:
    note = f'---\nkind: character\n---\n### {entry}\n- [[Ann]] works as "a cook"\n'
    found = compiled({**NUMBERED, "Tides.md": HEAD + f"- {entry}\n", "Ann.md": note})
    assert [str(it) for it in found.problems if it.file in ("Tides.md", "Ann.md")] == []
    title = "Sweet" if "Sweet" in entry else entry.split(maxsplit=1)[0]
    assert order(found.ledger, "Tides") == [(title, *place) for place in places]
    there = Universe(found)
    before = [mark for mark in there.everything.seen if (mark.season, mark.number) != places[-1]]
    assert len(there.seen(Progress(frozenset(before))).names.find("Ann")) == 0
    passed = there.progress(entry.replace("[[Sweet]]", "Sweet"))
    assert len(there.seen(passed).names.find("Ann")) == 1
    assert sorted((mark.season, mark.number) for mark in passed.seen) == places


@pytest.mark.parametrize(
    "entry", [*ENTRIES, "Sweet chapter 9", "Sweet chapters 7-9", "Beacons absolute 9", "Salt part 9"]
)
def test_what_is_offered_is_never_what_was_written(entry: str) -> None:
    found = compiled({**NUMBERED, "Tides.md": HEAD + f"- {entry}\n- {entry} chapter 99\n"})
    for problem in found.problems:
        said = re.findall('"(.+)" is not in the order', problem.message)
        assert not any(f'"{it}"?' in (problem.hint or "") for it in said)


def test_the_nearest_number_is_offered_in_its_own_numbering() -> None:
    found = compiled({**NUMBERED, "Tides.md": HEAD + "- Beacons absolute 15\n- Beacons disc 7\n"})
    hints = [it.hint for it in found.problems if it.file == "Tides.md"]
    assert hints == ['did you mean "Beacons absolute 17"?', 'did you mean "Beacons disc 3"?']


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("", "1:1: error order-empty"),
        ("Words alone.\n", "1:1: error order-empty"),
        ("- Gulls 1x01-1x02\n- Gulls 1x02\n", "6:1: error order-entry-twice"),
        ("- Guls\n", '5:3: error unknown-position: "Guls" is not in the order, since no title is called "Guls"'),
        ("- Gulls 3x01\n", "5:3: error unknown-position"),
        ("- Gulls 2x02-2x01\n", "5:3: error stamp-unreadable"),
        ("- Gulls 1x01@00:10:00\n", "5:3: error order-entry-unreadable"),
        ("- public\n", "5:3: error order-entry-unreadable"),
        ("- Gulls S1; The Pier\n", "5:3: error order-entry-unreadable"),
        ("- The Pier\n  - Gulls S1\n", "6:5: error order-entry-unreadable"),
        ("- The Pier\n## Part 2\nrevealed: Gulls S1\n", "7:1: error field-misplaced"),
    ],
)
def test_what_is_wrong_is_a_problem_at_its_place(body: str, problem: str) -> None:
    found = compiled({**TITLES, "Tides.md": HEAD + body})
    said = [str(it) for it in found.problems if it.file == "Tides.md"]
    assert any(it.startswith(f"Tides.md:{problem}") for it in said), said


def test_a_wrong_entry_costs_itself_alone() -> None:
    found = compiled({**TITLES, "Tides.md": HEAD + "- Guls\n- Gulls 1x02\n- Gulls S1\n- The Pier 1x01\n"})
    assert order(found.ledger, "Tides") == [("Gulls", 1, 2), ("Gulls", 1, 1)]


def test_two_orders_of_one_name_are_a_problem_and_so_is_one_that_is_called_release() -> None:
    pages = {"A.md": HEAD + "- The Pier\n", "B.md": HEAD.replace("Tides", "tides") + "- The Pier\n"}
    found = compiled({**TITLES, **pages, "C.md": HEAD.replace("Tides", "Release") + "- The Pier\n"})
    codes = [(it.file, it.line, it.code) for it in found.problems if it.code.startswith("order")]
    assert [it for it in codes if it[0] == "C.md"] == [("C.md", 3, "order-name-twice")]
    assert len([it for it in codes if it[0] != "C.md"]) == 1
    assert len(found.ledger.orders.name) == 2


@pytest.mark.parametrize("name", ['"[[Gulls]] first"', "'a \"quoted\" one'"])
def test_a_name_that_links_or_quotes_leaves_the_order_out(name: str) -> None:
    found = compiled({**TITLES, "Tides.md": HEAD.replace("Tides", name) + "- The Pier\n"})
    assert [it.code for it in found.problems if it.file == "Tides.md"] == ["value-unreadable"]
    assert len(found.ledger.orders.name) == 0
