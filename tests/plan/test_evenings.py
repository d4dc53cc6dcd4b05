"""Evenings, against every way to place a few items."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intertwine.plan.evenings import evenings_until, fits, schedule

FIRST = date(2026, 11, 30)


def every_way(
    minutes: Sequence[int], whole: Sequence[int], room: Sequence[int], evening: int = 0
) -> Iterator[tuple[int, int, int, int]]:
    """Items placed, items split, the last evening and its minutes used: of every way to place items one by one, where
    `room` is what is left of each evening, of which the ones before `evening` are over."""
    yield 0, 0, evening, whole[evening] - room[evening]
    if not minutes:
        return
    for number in range(evening, len(whole)):
        left, end, rest = list(room), number, minutes[0]
        if room[number] < rest and room[number] < whole[number]:
            continue
        while end < len(whole) and rest > left[end]:
            rest -= left[end]
            left[end] = 0
            end += 1
        if end < len(whole):
            left[end] -= rest
            for placed, split, last, used in every_way(minutes[1:], whole, left, end):
                yield placed + 1, split + (end > number), last, used


@given(
    st.lists(st.integers(1, 9), max_size=5),
    st.lists(st.integers(1, 9), min_size=1, max_size=5),
)
def test_as_many_as_possible_then_as_few_splits_then_as_early(minutes: list[int], rooms: list[int]) -> None:
    found = schedule(minutes, rooms)
    best = min((-placed, split, end, used) for placed, split, end, used in every_way(minutes, rooms, rooms))
    assert (-len(found.last), len(found.split)) == best[:2]
    assert found.fits == (len(found.last) == len(minutes))
    if found.last:
        assert found.last[-1] == best[2]


@given(
    st.lists(st.integers(1, 9), max_size=8),
    st.lists(st.integers(1, 9), max_size=8),
)
def test_no_evening_holds_more_than_its_minutes(minutes: list[int], rooms: list[int]) -> None:
    found = schedule(minutes, rooms)
    left = list(rooms)
    for item, (first, last) in enumerate(zip(found.first, found.last, strict=True)):
        if first == last:
            left[first] -= minutes[item]
            assert item not in found.split
        else:
            assert minutes[item] > rooms[first] == left[first]
            rest = minutes[item]
            for number in range(first, last + 1):
                taken = min(rest, left[number])
                left[number] -= taken
                rest -= taken
            assert rest == 0
            assert item in found.split
    assert min(left, default=0) >= 0
    assert all(a <= b for a, b in pairwise(found.first))


def test_a_long_film_waits_for_a_long_evening_if_there_is_one() -> None:
    found = schedule([50, 150, 50], [90, 90, 180, 90])
    assert (found.first, found.last, found.split, found.fits) == ((0, 2, 3), (0, 2, 3), (), True)


def test_it_is_split_where_nothing_else_is_possible_and_the_plan_says_so() -> None:
    found = schedule([50, 150, 30], [90, 90, 90])
    assert (found.first, found.last, found.split, found.fits) == ((0, 1, 2), (0, 2, 2), (1,), True)
    found = schedule([150, 150, 50], [90, 90, 180])
    assert (found.first, found.last, found.split, found.fits) == ((0, 2), (1, 2), (0,), False)


def test_what_does_not_fit_is_the_end() -> None:
    assert schedule([50, 50, 50], [60, 60]).last == (0, 1)
    assert not fits([50, 50, 50], [60, 60])
    assert fits([], [])


def test_three_evenings_a_week() -> None:
    found = evenings_until(date(2026, 11, 30), date(2026, 12, 9), 3, 90)
    assert [it.date for it in found] == ["2026-11-30", "2026-12-02", "2026-12-04", "2026-12-07", "2026-12-09"]
    assert {it.minutes for it in found} == {90}


@given(st.integers(1, 7), st.integers(0, 60))
def test_evenings_are_spread_evenly(a_week: int, days: int) -> None:
    found = evenings_until(FIRST, FIRST + timedelta(days), a_week, 1)
    dates = [date.fromisoformat(it.date) for it in found]
    gaps = [(b - a).days for a, b in pairwise(dates)]
    assert max(gaps, default=0) - min(gaps, default=0) <= 1
    assert dates[0] == FIRST
    assert len([it for it in dates if it < FIRST + timedelta(7)]) == a_week or days < 7


@pytest.mark.parametrize(("a_week", "minutes", "days"), [(0, 90, 1), (8, 90, 1), (3, 0, 1), (3, 90, -1)])
def test_what_makes_no_sense_is_refused(a_week: int, minutes: int, days: int) -> None:
    with pytest.raises(ValueError, match=r"week|minutes|before"):
        evenings_until(FIRST, FIRST + timedelta(days), a_week, minutes)
