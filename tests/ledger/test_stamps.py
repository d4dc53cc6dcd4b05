"""Stamps as alternatives of positions."""

import pytest

from intertwine.ledger.read.stamps import parse_stamp
from intertwine.model.sentinels import END
from intertwine.model.statement import PositionText


def read(text: str, *, linked: bool = False, own: bool = True) -> list[list[PositionText]]:
    alternatives, problems = parse_stamp(text, 3, 5, "a.md", linked=linked, own=own)
    assert problems == ()
    return [list(alternative.positions) for alternative in alternatives]


def code(text: str, *, linked: bool = False, own: bool = True) -> str:
    alternatives, problems = parse_stamp(text, 3, 5, "a.md", linked=linked, own=own)
    assert any(p.kind == "impossible" for alternative in alternatives for p in alternative.positions)
    return problems[0].code


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Public", PositionText("public", column=5)),
        ("S2", PositionText("season", "", 2, column=5)),
        ("1x05", PositionText("installment", "", 1, 5, column=5)),
        ("1x05 @00:41:10", PositionText("installment", "", 1, 5, 2470, column=5)),
        ("@0:00:10", PositionText("installment", "", 0, 0, 10, column=5)),
        ("Luke Cage", PositionText("title", "Luke Cage", column=5)),
        ("Luke  Cage 1x05", PositionText("installment", "Luke Cage", 1, 5, column=5)),
        ("Luke Cage 1x05 @ 01:00:00", PositionText("installment", "Luke Cage", 1, 5, 3600, column=5)),
        ("The Defenders @00:00:01", PositionText("installment", "The Defenders", 0, 0, 1, column=5)),
        ("[[Luke Cage (series)]] S1", PositionText("season", "Luke Cage (series)", 1, 0, END, True, 5)),
        ("[[A + B]]", PositionText("title", "A + B", linked_title=True, column=5)),
        ("The 100 S2", PositionText("season", "The 100", 2, column=5)),
    ],
)
def test_a_position_is_read_as_written(text: str, expected: PositionText) -> None:
    assert read(text) == [[expected]]


def test_semicolons_part_alternatives_and_plus_signs_part_their_positions() -> None:
    found = read("Daredevil S1 + Luke Cage S1; [[A; B]] 1x02")
    assert [[p.title for p in positions] for positions in found] == [["Daredevil", "Luke Cage"], ["A; B"]]
    assert [p.column for positions in found for p in positions] == [5, 20, 34]


def test_linked_is_a_stamp_of_names_alone() -> None:
    assert read("linked", linked=True)[0][0].kind == "linked"
    assert read("linked")[0][0] == PositionText("title", "linked", column=5)


@pytest.mark.parametrize("text", ["", "A +", ";", "[[A]] soon", "[[A", "A @00:00:01 1x02", "[[ ]] S1", "M@tch"])
def test_what_cannot_be_read_can_never_be_passed(text: str) -> None:
    assert code(text) == "stamp-unreadable"


@pytest.mark.parametrize("time", ["41:10", "1:60:00", "00:41:1", "00:41:10:00", "x"])
def test_a_time_that_could_be_read_in_two_ways_is_refused(time: str) -> None:
    assert code(f"1x05 @{time}") == "time-unreadable"


def test_a_page_that_is_no_title_must_name_one() -> None:
    assert code("1x05", own=False) == "stamp-without-title"


def test_a_stamp_has_at_most_64_positions() -> None:
    assert code("S1;" * 100) == "stamp-too-long"
