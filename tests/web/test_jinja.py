"""What templates call to put places together."""

from __future__ import annotations

from intertwine.questions.common import At
from intertwine.web.jinja import runs


def at(season: int | None, episode: int | None) -> At:
    """A place in a series."""
    return At("Tide", season, episode, None, "tide")


def test_three_installments_that_follow_each_other_are_a_run() -> None:
    first, last = at(1, 1), at(1, 3)
    assert list(runs([first, at(1, 2), last, at(1, 5), at(1, 6)])) == [
        (first, last), (at(1, 5), None), (at(1, 6), None)
    ]  # fmt: skip


def test_a_run_ends_with_its_part() -> None:
    assert list(runs([at(1, 2), at(1, 3), at(2, 4), at(2, 5)])) == [
        (at(1, 2), None), (at(1, 3), None), (at(2, 4), None), (at(2, 5), None)
    ]  # fmt: skip


def test_a_whole_title_is_in_no_run() -> None:
    assert list(runs([at(None, None)])) == []
