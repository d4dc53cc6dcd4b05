"""A season has the length that a cell gives it; without one, or where something contradicts it, nobody passes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from intertwine import questions
from intertwine.gate.universe import Universe
from intertwine.imports.table import ImportReport, import_table
from intertwine.ledger.compile import Compiler
from tests.imports.tables import pages, told, write

HARBOUR = {
    "titles.csv": "id,name,kind,year\nhb,Harbour,series,2016\n",
    "installments.csv": "id,title,season,number,name,date,minutes\n"
    "hb1,hb,1,1,Fog,2016-02-03,44\nhb2,hb,1,2,Rope,2016,44\n"
    "hb3,hb,2,1,Salt,TBA,44\nhbx,hb,2,0—,Extra,2017-04-01,44\nhb4,hb,3,1,Nets,07/01/2018,44\n",
    "seasons.csv": "title,season,episodes\nhb,1,2\n",
    "entities.csv": "id,kind,name,revealed\nida,character,Ida,\njon,character,Jon,\n",
    "facts.csv": "subject,verb,object,text,revealed\nida,meets,jon,,hb S1\nida,works as,,a pilot,hb4\n",
}
"""A series with bad dates, and a bad number in its second season."""


def harbour(tmp_path: Path, **changed: str) -> tuple[ImportReport, Path]:
    return import_table(write(tmp_path / "s", HARBOUR, **changed), tmp_path / "u"), tmp_path / "u"


def visible(folder: Path, *seen: str) -> set[str]:
    """What is said to somebody who has `seen` these."""
    view = Universe(Compiler().compile(folder)).seen("; ".join(seen))
    return {it.text for it in questions.timeline(view).facts}


def test_a_bad_number_costs_its_row_and_keeps_its_season_alone_from_being_whole(tmp_path: Path) -> None:
    report, folder = harbour(tmp_path)
    assert report.counts == {"titles": 1, "installments": 4, "entities": 2, "scenes": 0, "facts": 2}
    assert "Ida meets Jon" in visible(folder, "Harbour S1")
    assert [(it.number, it.episodes) for it in pages(folder)["titles/Harbour.md"].seasons] == [(1, 2), (2, 0), (3, 0)]
    wrong = [(it.line, it.code) for it in report.problems if it.severity == "error"]
    assert (5, "number-unusable") in wrong
    assert {code for line, code in wrong if line != 5} <= {"date-unusable"}


def test_without_lengths_no_season_is_whole_and_one_message_says_so(tmp_path: Path) -> None:
    write(tmp_path / "s", HARBOUR)
    (tmp_path / "s/seasons.csv").unlink()
    tables = {name: text for name, text in HARBOUR.items() if name != "seasons.csv"}
    report = import_table(write(tmp_path / "s", tables), tmp_path / "u")
    assert visible(tmp_path / "u", "Harbour S1") == set()
    assert "Ida is a pilot" in visible(tmp_path / "u", "Harbour S1", "Harbour S3")
    (said,) = (it for it in report.problems if it.code == "season-length-unknown")
    assert (said.severity, said.message) == (
        "warning", 'no length is known of "hb" S1, S2, S3: nobody can pass a season without one as a whole',
    )  # fmt: skip


def test_a_column_of_the_installments_says_it_too(tmp_path: Path) -> None:
    """One cell is enough. Two that differ say nothing, nor does one that is contradicted."""
    head, rows = "id,title,season,number,episodes\n", ("a,hb,1,1,2\n", "b,hb,1,2,\n", "c,hb,2,1,3\n", "d,hb,2,2,2\n")
    empty = {"seasons": "title,season,episodes\n", "facts": "subject,verb,revealed\n"}
    report, folder = harbour(tmp_path, installments=head + "".join(rows), **empty)
    assert [it.episodes for it in pages(folder)["titles/Harbour.md"].seasons] == [2, 0]
    (said,) = report.problems
    assert said.message == '"hb" S2 is said to have 2 and 3 episodes; the season cannot be passed as a whole'
    assert report.ok


@pytest.mark.parametrize("episodes", ["", "two", "0", "1,0", "2.0"])
def test_a_length_that_cannot_be_read_is_none(tmp_path: Path, episodes: str) -> None:
    report, folder = harbour(tmp_path, seasons=f'title,season,episodes\nhb,1,"{episodes}"\n')
    assert visible(folder, "Harbour S1") == set()
    assert ("seasons.csv", 2, "number-unusable") in told(report.problems) or not episodes


def test_a_season_of_which_no_episode_is_listed_keeps_the_title_from_being_whole(tmp_path: Path) -> None:
    installments = "id,title,season,number\nhb1,hb,1,1\nhb2,hb,1,2\n"
    facts = "subject,verb,object,revealed\nida,meets,jon,hb\n"
    for seasons, seen in (("hb,1,2\n", True), ("hb,1,2\nhb,2,8\n", False), ("hb,1,2\nhb,2,?\n", False)):
        tables = {"seasons": f"title,season,episodes\n{seasons}", "installments": installments, "facts": facts}
        _, folder = harbour(tmp_path / str(len(seasons)), **tables)
        assert ("Ida meets Jon" in visible(folder, "Harbour S1")) is seen


def test_a_row_that_may_be_of_any_season_costs_those_that_have_no_room_for_it(tmp_path: Path) -> None:
    head, seasons = "id,title,season,number\n", "title,season,episodes\nhb,1,2\nhb,2,2\n"
    rows = "a,hb,1,1\nb,hb,1,2\nc,hb,2,1\n"
    facts = {"facts": "subject,verb,revealed\n", "seasons": seasons}
    for n, (more, whole) in enumerate((("d,hb,2nd,2\n", [2, 2]), ("d,hb,2,2\ne,hb,2nd,3\n", [0, 0]))):
        _, folder = harbour(tmp_path / str(n), installments=head + rows + more, **facts)
        assert [it.episodes for it in pages(folder)["titles/Harbour.md"].seasons] == whole


def test_a_season_that_was_merged_with_the_cell_above_is_none(tmp_path: Path) -> None:
    """Taken for the first season, its rows would be another season's."""
    installments = "id,title,season,number\na,hb,1,1\nb,hb,,2\nc,hb,2,1\nd,hb,,2\n"
    report, folder = harbour(
        tmp_path, installments=installments, seasons="title,season,episodes\nhb,1,2\nhb,2,2\n",
        facts="subject,verb,revealed\n",
    )  # fmt: skip
    assert [(it.line, it.code) for it in report.problems if it.severity == "error"] == [
        (3, "number-unusable"), (5, "number-unusable"),
    ]  # fmt: skip
    assert [(it.season, it.number) for it in pages(folder)["titles/Harbour.md"].installments] == [(1, 1), (2, 1)]


def test_a_date_of_a_season_stands_where_no_episode_has_one(tmp_path: Path) -> None:
    installments = "id,title,season,number,date\na,hb,1,1,\nb,hb,2,1,2016-05-01\nc,hb,2,2,\n"
    seasons = "title,season,episodes,date\nhb,1,1,2015-01-02\nhb,2,2,2016-04-01\n"
    _, folder = harbour(tmp_path, installments=installments, seasons=seasons, facts="subject,verb,revealed\n")
    text = (folder / "titles/Harbour.md").read_text("utf-8")
    assert "## Season 1 (2015-01-02, 1 episode)" in text
    assert "## Season 2 (2 episodes)" in text
