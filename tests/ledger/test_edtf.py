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
        ("197X", date(1970, 1, 1), date(1979, 12, 31)),
        ("20XX", date(2000, 1, 1), date(2099, 12, 31)),
        ("2004-XX", date(2004, 1, 1), date(2004, 12, 31)),
        ("2004-02-XX", date(2004, 2, 1), date(2004, 2, 29)),
        ("2004-XX-XX", date(2004, 1, 1), date(2004, 12, 31)),
        ("2014-21", date(2014, 3, 1), date(2014, 5, 31)),
        ("2014-22", date(2014, 6, 1), date(2014, 8, 31)),
        ("2014-23~", date(2014, 9, 1), date(2014, 11, 30)),
        ("2015-24", date(2015, 12, 1), date(2016, 2, 29)),
        ("197X/2014-21", date(1970, 1, 1), date(2014, 5, 31)),
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


@pytest.mark.parametrize("text", ["2015~", "2015-11?", "2014/2015", "../2015", "2015/..", "201X", "2015-21", "2015-24"])
def test_a_release_date_is_no_span(text: str) -> None:
    assert parse_release(text) is None


def test_years_of_more_than_four_digits() -> None:
    assert parse_edtf("Y12000") == (days(12000, 1, 1), days(12000, 12, 31))
    assert parse_edtf("Y-120000/1999") == (days(-120000, 1, 1), date(1999, 12, 31).toordinal())
    assert parse_edtf("9999-12-31") == (days(10000, 1, 1) - 1,) * 2


def test_an_interval_may_be_open_at_one_end() -> None:
    assert parse_edtf("../2015") == (None, date(2015, 12, 31).toordinal())
    assert parse_edtf("2015%/..") == (date(2015, 1, 1).toordinal(), None)


def test_the_year_before_the_year_1_ends_on_day_0() -> None:
    assert parse_edtf("0000-12-31") == (0, 0)
    assert parse_edtf("-0001-12-31") == (-366, -366)


@pytest.mark.parametrize(
    "text",
    ["", "2015-13", "2015-02-29", "2015-1-1", "20151120", "2016/2015", "../..", "2015/", "/", "-0000", "2X15", "XXXX",
     "2015~~", "Y2015", "Y02015", "Y1234567", "Y17E7", "12000", "197X-05", "2015-XX-05", "2015-20", "2015-25",
     "2015-21-05", "２０１５", "2015-00-01", "a/b/c", "2015-11-20T10:00"],
)  # fmt: skip
def test_what_is_no_date_is_said_to_be_none(text: str) -> None:
    assert isinstance(parse_edtf(text), str)
    assert parse_release(text) is None


@given(st.text())
def test_no_text_raises(text: str) -> None:
    parse_edtf(text)
    parse_release(text)
