"""Dates as people write them; what is vague is left out, and told once."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intertwine.imports.rows.dates import Dates, DayOrder, year_of
from intertwine.imports.sheets.day_forms import is_day
from intertwine.imports.sheets.row import BadRowError
from intertwine.imports.table import ImportReport, import_table
from intertwine.model.problem import Problem
from tests.imports.tables import pages, small, write


@pytest.mark.parametrize(
    "text",
    ["2016-01-21", "20160121", "2016/1/21", "2016-01-21T20:00:00Z", "2016-01-21 00:00:00", "21 Jan 2016", "21-Jan-2016",
     "January 21, 2016", "Jan. 21, 2016", "21st of January 2016", "Thursday, January 21, 2016", "Thu 21 January 2016",
     "21.01.2016", "21. 1. 2016", "21/01/2016", "1/21/2016", "21-1-2016", "21. Januar 2016", "21 janvier 2016",
     "21 de enero de 2016", "JANUARY 21 2016"],
)  # fmt: skip
def test_a_day_may_be_written_in_many_ways(text: str) -> None:
    assert Dates([]).read(text, 1) == "2016-01-21"


@pytest.mark.parametrize("text", ["TBA", "tbd", "?", "??", "unknown", "n/a", "-", "—", "None", "TBA."])
def test_no_date_is_no_problem(tmp_path: Path, text: str) -> None:
    assert Dates([]).read(text, 1) == ""
    report, _ = small(tmp_path, installments=f"id,title,season,number,date\nlh1,lh,1,1,{text}\nlh2,lh,1,2,\n"
                      "lh3,lh,2,1,\nis,is,,,\n")  # fmt: skip
    assert report.problems == ()


@pytest.mark.parametrize(
    "text", ["2016-02-30", "31/02/2016", "soon", "31/02/16", "2016-13-01", "1/2/3/2016", "Foo 3, 2016", "Foo 3, 16"]
)
def test_what_is_no_date_is_said_to_be_none(text: str) -> None:
    with pytest.raises(BadRowError, match="is not a date"):
        Dates([], "dmy").read(text, 1)


@pytest.mark.parametrize(
    ("others", "order", "found"),
    [(["13/01/2020"], "", "2020-01-05"), (["01/13/2020"], "", "2020-05-01"), ([], "dmy", "2020-01-05"),
     ([], "mdy", "2020-05-01"), (["13/01/2020"], "mdy", "2020-05-01"), (["13/01/2020", "1/13/2020"], "", ""),
     ([], "", ""),     (["13.1.2020"], "", "2020-01-05")],
)  # fmt: skip
def test_the_other_dates_tell_which_number_is_the_day(others: list[str], order: DayOrder, found: str) -> None:
    assert Dates([*others, "05/01/2020"], order).read("05/01/2020", 1) == found


@pytest.mark.parametrize(
    "text",
    ["10 Mar 97", "10-Mar-97", "March 10, '97", "10/3/97", "10.03.97", "10 March 97 (US)", "Mon 10 Mar 1997 [BBC1]"],
)
def test_other_dates_tell_the_century_of_a_year_of_two_digits(text: str) -> None:
    assert Dates([text, "31 July 1992"], "dmy").read(text, 1) == "1997-03-10"


@pytest.mark.parametrize(("others", "found"), [
    (["1992-07-31"], "2003-03-10"), (["1899"], "1903-03-10"), (["31 July 1952"], ""), ([], ""),
    (["2010", "1970"], "2003-03-10"),
])  # fmt: skip
def test_a_century_is_never_guessed_from_far_away(others: list[str], found: str) -> None:
    dates = Dates([*others, "10 Mar 03"])
    assert dates.read("10 Mar 03", 1) == found
    assert [it.code for it in dates.left_out("x")] == ["date-ambiguous"] * (not found)


@given(st.dates(dt.date(1950, 1, 1), dt.date(2049, 12, 31)))
def test_a_year_of_two_digits_is_near_the_others(day: dt.date) -> None:
    text = day.strftime("%d %b %y")
    assert Dates([text, str(day.year)]).read(text, 1) == day.isoformat()


def test_years_of_two_digits_are_asked_about_once(tmp_path: Path) -> None:
    rows = "".join(f"e{n},lh,1,{n},0{n} Mar 97\n" for n in range(1, 8))
    tables = {"titles.csv": "id,name,kind\nlh,L,series\n", "installments.csv": f"id,title,season,number,date\n{rows}"}
    (problem,) = dates_of(import_table(write(tmp_path / "s", tables), tmp_path / "u"))
    assert problem.message == 'left out: 7 dates with a year of two digits, such as "01 Mar 97"'
    assert "all four digits in one of them" in problem.hint


@given(
    st.dates(dt.date(1900, 1, 1)),
    st.sampled_from(["%Y-%m-%d", "%d %b %Y", "%B %d, %Y", "%d/%m/%Y", "%d %b %y", "%B %Y"]),
)
def test_what_is_certainly_a_day_is_known(day: dt.date, form: str) -> None:
    assert is_day(day.strftime(form))


@pytest.mark.parametrize(
    "text", ["Ida", "May", "Sam May", "Seven of 9", "Agent 47", "May 5", "R2-D2", "1997", "7/8", "-", ""]
)
def test_what_may_be_a_name_is_no_day(text: str) -> None:
    assert not is_day(text)


def dates_of(report: ImportReport) -> list[Problem]:
    """What is told of dates."""
    return [problem for problem in report.problems if problem.code.startswith("date-")]


def test_doubtful_dates_are_asked_about_once(tmp_path: Path) -> None:
    rows = "".join(f"e{n},lh,1,{n},0{n}/0{n + 1}/2020\n" for n in range(1, 8))
    tables = {"titles.csv": "id,name,kind\nlh,L,series\n", "installments.csv": f"id,title,season,number,date\n{rows}"}
    source = write(tmp_path / "s", tables)
    report = import_table(source, tmp_path / "u")
    (problem,) = dates_of(report)
    assert (problem.code, problem.message, problem.hint, problem.severity) == (
        "date-ambiguous", 'left out: 7 dates with two meanings, such as "01/02/2020"',
        "say which: --dates dmy or --dates mdy", "warning",
    )  # fmt: skip
    assert [it.date for it in pages(tmp_path / "u")["titles/L.md"].installments] == [None] * 7
    assert dates_of(import_table(source, tmp_path / "v", dates="mdy")) == []
    first = pages(tmp_path / "v")["titles/L.md"].installments[0]
    assert first.date == (dt.date(2020, 1, 2).toordinal(), 0)


@pytest.mark.parametrize(
    ("text", "iso"),
    [("2016", "2016"), ("(2016)", "2016"), ("2016-03", "2016-03"), ("2016/3", "2016-03"), ("March 2016", "2016-03"),
     ("Mar. 2016", "2016-03"), ("März 2016", "2016-03"), ("03/2016", "2016-03"), ("3.2016", "2016-03")],
)  # fmt: skip
@pytest.mark.parametrize("minutes", ["", "42"])
def test_a_year_or_a_month_is_kept_as_such(tmp_path: Path, text: str, iso: str, minutes: str) -> None:
    assert Dates([]).read(text, 1) == iso
    report, _ = small(
        tmp_path,
        installments="id,title,season,number,name,date,minutes\n"
        f"lh1,lh,1,1,Summer (1984),{text},{minutes}\nlh2,lh,1,2,Two,{text},{minutes}\nlh3,lh,2,2,Three,2017-05-01,\n"
        f"lh4,lh,2,1,Four,{text},{minutes}\nis,is,,,,{text},{minutes}\n",
    )
    assert dates_of(report) == []
    found = pages(tmp_path / "universe")
    assert [(it.name, it.date and it.date.iso) for page in found.values() for it in page.installments if it.season] == [
        ("Summer (1984)", iso), ("Two", iso), ("Four", iso), ("Three", "2017-05-01")
    ]  # fmt: skip
    film = next(it for page in found.values() for it in page.installments if not it.season)
    assert film.date is not None
    assert film.date.iso == iso


@pytest.mark.parametrize("text", ["~2016", "c. 2016", "2016?", "Spring 2016", "TBA 2016", "2016-17"])
def test_a_vague_date_is_left_out_and_a_film_keeps_its_year(tmp_path: Path, text: str) -> None:
    tables = {
        "titles.csv": "id,name,kind\nlh,L,series\nis,I,film\n",
        "installments.csv": f"id,title,season,number,date\na,lh,1,1,{text}\nis,is,,,{text}\n",
    }
    report = import_table(write(tmp_path / "s", tables), tmp_path / "u")
    (problem,) = dates_of(report)
    assert (problem.code, problem.message) == (
        "date-vague", f'left out: 2 dates that are vague, such as "{text}"'
    )  # fmt: skip
    assert report.ok
    found = pages(tmp_path / "u")
    assert (found["titles/I.md"].year, found["titles/L.md"].installments[0].date) == (2016, None)


@given(
    st.dates(), st.sampled_from(["{d}.{m}.{y:04}", "{d:02}.{m:02}.{y:04}", "{y:04}-{m:02}-{d:02}", "{y:04}/{m}/{d}"])
)
def test_a_day_is_never_another_one(day: dt.date, form: str) -> None:
    assert Dates([]).read(form.format(d=day.day, m=day.month, y=day.year), 1) == day.isoformat()


@given(st.text(st.sampled_from("0123456789/-. JanFebMar,thTBA?"), max_size=20))
def test_any_text_is_a_date_no_date_or_refused(text: str) -> None:
    try:
        found = Dates([text]).read(text, 1)
    except BadRowError:
        return
    assert len(found) in (0, 4, 7, 10)


@pytest.mark.parametrize(
    ("text", "year"), [("2016", 2016), ("31.02.2016", 2016), ("2016-2017", 0), ("12016", 0), ("x", 0)]
)
def test_the_year_of_a_text_is_its_only_number_of_four_digits(text: str, year: int) -> None:
    assert year_of(text) == year
