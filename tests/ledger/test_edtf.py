"""Dates and their bounds."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intertwine.ledger.read.edtf import days, parse_edtf, parse_release


@given(st.dates())
def test_days_are_counted_as_the_standard_library_counts_them(day: date) -> None:
    assert days(day.year, day.month, day.day) == day.toordinal()
    assert parse_release(day.isoformat()) == (day.toordinal(), 0)


@given(st.integers(-9999, 9998))
def test_years_follow_each_other_without_a_gap_before_the_year_1_too(year: int) -> None:
    assert days(year + 1, 1, 1) - days(year, 12, 31) == 1


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2015", date(2015, 1, 1), date(2015, 12, 31)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2015-11-20", date(2015, 11, 20), date(2015, 11, 20)),
        ("2015-11~", date(2015, 11, 1), date(2015, 11, 30)),
        ("2014?/2015-11", date(2014, 1, 1), date(2015, 11, 30)),
    ],
)
def test_bounds_are_the_first_and_the_last_day(text: str, first: date, last: date) -> None:
    assert parse_edtf(text) == (first.toordinal(), last.toordinal())


@given(st.dates(), st.sampled_from([10, 7, 4]))
def test_a_release_date_is_as_precise_as_it_is_written(day: date, length: int) -> None:
    """It counts as its last day, and is written as before."""
    text = day.isoformat()[:length]
    found, bounds = parse_release(text), parse_edtf(text)
    assert found is not None
    assert (found.first, found.day) == bounds
    assert (found.iso, found.year) == (text, day.year)


@pytest.mark.parametrize("text", ["2015~", "2015-11?", "2014/2015", "../2015", "2015/.."])
def test_a_release_date_is_no_span(text: str) -> None:
    assert parse_release(text) is None


def test_an_interval_may_be_open_at_one_end() -> None:
    assert parse_edtf("../2015") == (None, date(2015, 12, 31).toordinal())
    assert parse_edtf("2015%/..") == (date(2015, 1, 1).toordinal(), None)


def test_the_year_before_the_year_1_ends_on_day_0() -> None:
    assert parse_edtf("0000-12-31") == (0, 0)
    assert parse_edtf("-0001-12-31") == (-366, -366)


@pytest.mark.parametrize(
    "text",
    ["", "2015-13", "2015-02-29", "2015-1-1", "20151120", "2016/2015", "../..", "2015/", "/", "-0000", "201X", "2015~~",
     "２０１５", "2015-00-01", "a/b/c", "2015-11-20T10:00"],
)  # fmt: skip
def test_what_is_no_date_is_said_to_be_none(text: str) -> None:
    assert isinstance(parse_edtf(text), str)
    assert parse_release(text) is None


@given(st.text())
def test_no_text_raises(text: str) -> None:
    parse_edtf(text)
    parse_release(text)
