"""A plan as a file: what other programs read is what the plan says, and nothing else."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import intertwine
from intertwine.exports import FORMATS, ExportError, export, format_of
from intertwine.library import Companion
from intertwine.plan import Evening, Plan, PlanOptions
from tests.worlds import world

UNIVERSE = "Marvel on Netflix"
_SOME = intertwine.load()


@pytest.fixture(scope="module")
def plan() -> Plan:
    """A plan with an evening for each installment; only the first has a name."""
    found = intertwine.load().plan("The Defenders", "Daredevil S1")
    days = [date(2026, 12, 1 + n).isoformat() for n in range(len(found.installments))]
    its = tuple(
        replace(it, evening=day, it=replace(it.it, episode=replace(it.it.episode, name=None if n else "Doors, Closed")))
        for n, (it, day) in enumerate(zip(found.installments, days, strict=True))
    )
    return replace(found, installments=its, mode="calendar")


def renamed(plan: Plan, name: str) -> Plan:
    """The plan with another name for the title and the episode of its first installment."""
    it = plan.installments[0]
    own = replace(it.it, title=it.it.title.__class__(name, "x", "series"), episode=replace(it.it.episode, name=name))
    return replace(plan, installments=(replace(it, title=name, it=own), *plan.installments[1:]))


def events(content: bytes) -> list[Any]:
    """The events of a calendar, as the library reads them."""
    read = icalendar.Calendar.from_ical(content)
    assert not read.errors
    return list(read.walk("VEVENT"))


def test_a_calendar_reads_back_as_the_plan_says(plan: Plan) -> None:
    found = events(export(plan, ".ics", UNIVERSE))
    assert [event.decoded("dtstart").isoformat() for event in found] == [it.evening for it in plan.installments]
    assert [str(event["summary"]) for event in found[:2]] == [
        f'{plan.installments[0].it.text} "Doors, Closed"', plan.installments[1].it.text
    ]  # fmt: skip
    assert not any(event.errors for event in found)


def test_a_calendar_has_the_fields_that_clients_need(plan: Plan) -> None:
    content = export(plan, ".ics", UNIVERSE)
    read = icalendar.Calendar.from_ical(content)
    assert (str(read["version"]), str(read["method"])) == ("2.0", "PUBLISH")
    assert read["prodid"]
    for event in events(content):
        assert {"UID", "DTSTAMP", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY"} <= set(event)
        assert event.decoded("dtend") > event.decoded("dtstart")
        assert event.decoded("dtstamp").utcoffset().total_seconds() == 0
        assert event.decoded("dtstamp").date() == event.decoded("dtstart")
    assert len({str(event["uid"]) for event in events(content)}) == len(plan.installments)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(5, 130), min_size=1, max_size=40))
def test_what_goes_on_for_several_evenings_has_an_event_on_each(minutes: list[int]) -> None:
    days = [date(2026, 12, 1) + timedelta(n) for n in range(len(minutes))]
    evenings = tuple(Evening(day.isoformat(), each) for day, each in zip(days, minutes, strict=True))
    plan = _SOME.plan("Luke Cage S2", options=PlanOptions(evenings=evenings))
    if not plan.installments:
        return
    content = export(plan, ".ics", UNIVERSE)
    found = events(content)
    spent = dict.fromkeys(days, 0)
    for it in plan.installments:
        assert sum(one.minutes for one in it.sittings) == it.minutes
        assert it.sittings[0].date == it.evening
        for one in it.sittings:
            spent[date.fromisoformat(one.date)] += one.minutes
    assert all(spent[day] <= each for day, each in zip(days, minutes, strict=True))
    wanted = [(it.it.text, one.date, len(it.sittings)) for it in plan.installments for one in it.sittings]
    assert [event.decoded("dtstart").isoformat() for event in found] == [day for _, day, _ in wanted]
    for event, (name, _, parts) in zip(found, wanted, strict=True):
        assert str(event["summary"]).startswith(name)
        assert str(event["summary"]).endswith(f" of {parts})") == (parts > 1)
        assert event["sequence"] == 0
        assert event.decoded("dtstamp").date() == event.decoded("dtstart")
    assert len({str(event["uid"]) for event in found}) == len(found)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert export(plan, ".ics", UNIVERSE) == content


def test_the_parts_of_a_long_one_say_which_and_how_much_of_it(plan: Plan) -> None:
    its = (Evening("2026-12-01", 40), Evening("2026-12-03", 12))
    long = replace(plan.installments[0], evenings=its)
    split = replace(plan, installments=(long, *plan.installments[3:]))
    one, other, after = events(export(split, ".ics", UNIVERSE))[:3]
    assert [str(it["summary"]).rpartition(" (")[2] for it in (one, other)] == ["1 of 2)", "2 of 2)"]
    assert [str(it["description"]) for it in (one, other)] == ["40 min of about 52 min", "12 min of about 52 min"]
    assert [it.decoded("dtstart").isoformat() for it in (one, other)] == ["2026-12-01", "2026-12-03"]
    assert after["uid"] == events(export(plan, ".ics", UNIVERSE))[3]["uid"]
    assert "- [ ] 2026-12-01 and 2026-12-03: " in export(split, ".md", UNIVERSE).decode()


def test_the_same_plan_gives_the_same_bytes_and_an_event_keeps_its_uid_whatever_else_is_planned(plan: Plan) -> None:
    assert export(plan, ".ics", UNIVERSE) == export(plan, ".ics", UNIVERSE)
    fewer = replace(plan, installments=plan.installments[3:])
    assert events(export(fewer, ".ics", UNIVERSE))[0]["uid"] == events(export(plan, ".ics", UNIVERSE))[3]["uid"]
    assert events(export(plan, ".ics", "Another"))[0]["uid"] != events(export(plan, ".ics", UNIVERSE))[0]["uid"]


@settings(max_examples=60, deadline=None)
@given(name=st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=150))
def test_any_name_is_folded_and_escaped_so_that_it_reads_back(plan: Plan, name: str) -> None:
    content = export(renamed(plan, name), ".ics", UNIVERSE)
    lines = content.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert b"\n" not in b"".join(lines)
    assert lines[-1] == b""
    assert name.strip() in str(events(content)[0]["summary"])


def test_a_calendar_needs_evenings(plan: Plan) -> None:
    without = replace(plan, installments=tuple(replace(it, evening=None) for it in plan.installments))
    with pytest.raises(ExportError, match="no evenings") as error:
        export(without, ".ics", UNIVERSE)
    assert error.value.way


def test_where_nothing_fits_a_calendar_says_so_and_a_checklist_does_not_say_that_nothing_is_left() -> None:
    universe = intertwine.load()
    short = universe.plan("The Defenders", options=PlanOptions(evenings=(Evening("2026-12-01", 1),)))
    with pytest.raises(ExportError, match="nothing is in this plan"):
        export(short, ".ics", UNIVERSE)
    assert "Nothing fits that would help" in export(short, ".md", UNIVERSE).decode()
    young = universe.plan("The Defenders", options=PlanOptions(rated_up_to="TV-G"))
    assert "leaves out all that is essential" in export(young, ".md", UNIVERSE).decode()
    done = universe.plan("The Defenders", "everything")
    assert "There is nothing left to watch first" in export(done, ".md", UNIVERSE).decode()


def test_a_table_has_a_line_for_each_installment(plan: Plan) -> None:
    rows = list(csv.DictReader(io.StringIO(export(plan, ".csv", UNIVERSE).decode(), newline="")))
    assert [(row["title"], int(row["season"]), int(row["episode"])) for row in rows] == [
        (it.title, it.season, it.episode) for it in plan.installments
    ]
    assert (rows[0]["name"], rows[1]["name"], rows[0]["minutes"], rows[0]["about"]) == (
        "Doors, Closed", "", "52", "yes",
    )  # fmt: skip


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@x", 'a"b,c\nd', "plain"])
def test_no_cell_of_a_table_is_a_formula(plan: Plan, name: str) -> None:
    (row, *_) = csv.DictReader(io.StringIO(export(renamed(plan, name), ".csv", UNIVERSE).decode(), newline=""))
    assert row["title"] in (name, f"'{name}")
    assert not row["title"].startswith(("=", "+", "-", "@"))


def test_a_checklist_has_a_box_for_each_installment(plan: Plan) -> None:
    lines = export(plan, ".md", UNIVERSE).decode().splitlines()
    assert lines[0] == "# Before The Defenders"
    boxes = [line for line in lines if line.startswith("- [ ] ")]
    assert len(boxes) == len(plan.installments)
    assert boxes[0] == f'- [ ] 2026-12-01: {plan.installments[0].it.text} "Doors, Closed" (about 52 min)'
    assert r"\[\[x\]\] \*y\*" in export(renamed(plan, "[[x]] *y*"), ".md", UNIVERSE).decode()


def test_json_is_what_the_api_says(plan: Plan) -> None:
    assert json.loads(export(plan, ".json", UNIVERSE)) == intertwine.to_json(plan)


def test_a_trakt_list_holds_shows_with_their_seasons_in_the_order_of_the_plan(plan: Plan) -> None:
    found = json.loads(export(plan, ".trakt.json", UNIVERSE))
    assert [it["title"] for it in found["shows"]] == list(dict.fromkeys(it.title for it in plan.installments))
    listed = [
        (it["title"], s["number"], e["number"]) for it in found["shows"] for s in it["seasons"] for e in s["episodes"]
    ]
    assert sorted(listed) == sorted((it.title, it.season, it.episode) for it in plan.installments)
    assert found["movies"] == []


def test_a_trakt_list_has_the_ids_that_the_viewer_knows_and_trakt_takes() -> None:
    ids = "{imdb: tt0000001, tmdb: 12, tvdb: x7, wikidata: Q1, trakt: 345}"
    text = f"""
=== titles/Harbour.md
---
kind: series
ids: {ids}
---
## Season 1 (2019-01-01, 1 episodes)
### 1. One
=== titles/Cellar.md
---
kind: film
released: 2019-02-01
---
### Whole title
=== titles/Pier.md
---
kind: series
---
### Public
- [[Pier]] depends on [[Cellar]]
- [[Pier]] depends on [[Harbour]] 1x01
## Season 1 (2020-01-01, 1 episodes)
### 1. One
"""
    plan = Companion(world(text)).plan("Pier")
    found = json.loads(export(plan, ".trakt.json", UNIVERSE))
    assert found["shows"][0]["ids"] == {"trakt": 345, "tmdb": 12, "imdb": "tt0000001"}
    assert "ids" not in found["movies"][0]


@pytest.mark.parametrize(("name", "ending"), [
    ("a.ics", ".ics"), ("A.TRAKT.JSON", ".trakt.json"), ("b.json", ".json"), ("c.doc", None), ("ics", None),
])  # fmt: skip
def test_the_ending_says_the_format(name: str, ending: str | None) -> None:
    assert format_of(name) == ending


def test_every_format_is_documented() -> None:
    from pathlib import Path

    text = (Path(__file__).parents[2] / "docs" / "plans.md").read_text("utf-8")
    assert all(f"`{ending}`" in text for ending in FORMATS)
