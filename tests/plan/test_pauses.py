"""Pauses in the middle of an installment: asked for, in the story's order, and only at times that the viewer knows."""

from __future__ import annotations

import io

import pytest

from intertwine.cli.main import main
from intertwine.exports import export
from intertwine.library import Companion
from intertwine.plan import Plan, PlanError, PlanOptions
from intertwine.questions.serialise import to_json
from tests.worlds import world

TOWN = """
=== titles/Harbour.md
---
kind: series
---
## Season 1 (2019-01-01, 3 episodes)
### 1. One (60 min)
- 00:10:00 [[Ada]] meets [[Bo]]
  - true: 1900-01-01
- 00:20:00 [[Ada]] helps [[Bo]]
  - true: 1900-01-03
- 00:40:00 [[Ada]] fights [[Bo]]
  - true: 1900-01-07
### 2. Two (60 min)
- 1900-02-01 [[Ada]] finds [[Bo]]
### 3. Three (60 min)
- 00:05:00 [[Ada]] loves [[Bo]]
  - true: 1900-03-01
- 00:50:00 [[Ada]] marries [[Bo]]
  - true: 1900-03-09
=== titles/Cellar.md
---
kind: film
released: 2019-05-01
minutes: 100
---
### Whole title
- 1900-01-05 [[Cy]] helps [[Di]]
=== titles/Attic.md
---
kind: film
released: 2019-06-01
minutes: 30
---
### Whole title
- 1900-03-05 [[Cy]] fights [[Di]]
=== titles/Pier.md
---
kind: series
---
### Public
- [[Pier]] depends on [[Harbour]] 1x01
- [[Pier]] depends on [[Harbour]] 1x03
- [[Pier]] depends on [[Cellar]]
- [[Pier]] depends on [[Attic]]
## Season 1 (2020-01-01, 1 episodes)
### 1. One (60 min)
- [[Ada]] finds [[Cy]]
"""
STORY = PlanOptions(order="story", pauses=True)


@pytest.fixture(scope="module")
def town() -> Companion:
    it = world(TOWN)
    assert it.problems == ()
    return Companion(it)


def said(plan: Plan) -> list[tuple[str, list[tuple[str, int]]]]:
    return [(it.it.text, [(pause.time, pause.count) for pause in it.pauses]) for it in plan.installments]


def test_never_by_default(town: Companion) -> None:
    plan = town.plan("Pier", "Harbour 1x01@00:30:00", options=PlanOptions(order="story"))
    assert [pauses for _, pauses in said(plan) if pauses] == []
    assert "pauses" not in to_json(plan)["installments"][0]


def test_what_was_begun_is_paused_where_the_viewer_stopped(town: Companion) -> None:
    """The film happens between what was seen of the first episode and the rest of it."""
    plan = town.plan("Pier", "Harbour 1x01@00:30:00", options=STORY)
    assert said(plan) == [("Harbour 1x01", [("00:30:00", 1)]), ("Cellar", []), ("Attic", []), ("Harbour 1x03", [])]


def test_what_is_seen_again_is_paused_at_a_time_that_the_viewer_knows(town: Companion) -> None:
    options = PlanOptions(order="story", pauses=True, within=("Harbour 1x01", "Harbour 1x03"))
    plan = town.plan("Pier", "Harbour S1", options=options)
    assert said(plan) == [
        ("Harbour 1x01", [("00:40:00", 1)]), ("Cellar", []), ("Harbour 1x03", [("00:50:00", 1)]), ("Attic", []),
    ]  # fmt: skip
    assert plan.minutes == 60 + 100 + 60 + 30


@pytest.mark.parametrize("seen", ["", "Harbour 1x02", "told Harbour S1", "Harbour 1x02-1x03, told Harbour 1x01"])
def test_the_times_of_what_was_not_seen_are_hidden(town: Companion, seen: str) -> None:
    plan = town.plan("Pier", seen, options=PlanOptions(order="story", pauses=True, within=("Harbour 1x01",)))
    assert [it.it.text for it in plan.installments if it.pauses] == []


def test_what_was_seen_has_no_pause_after_the_second_at_which_the_viewer_stopped(town: Companion) -> None:
    for minutes in range(1, 60, 3):
        plan = town.plan("Pier", f"Harbour 1x01@00:{minutes:02}:00", options=STORY)
        for it in plan.installments:
            assert all(pause.seconds <= minutes * 60 for pause in it.pauses)


@pytest.mark.parametrize("options", [{"order": "release"}, {"order": "woven"}])
def test_pauses_are_the_story_s_order(town: Companion, options: dict[str, str]) -> None:
    with pytest.raises(PlanError, match="in the order of the story"):
        town.plan("Pier", options=PlanOptions(pauses=True, **options))  # type: ignore[arg-type] # as the case says


def test_what_follows_from_an_installment_never_comes_within_it(town: Companion) -> None:
    more = "- [[Cellar]] depends on [[Harbour]] 1x01\n- [[Pier]] depends on [[Harbour]] 1x01\n"
    it = Companion(world(TOWN.replace("- [[Pier]] depends on [[Harbour]] 1x01\n", more)))
    plan = it.plan("Pier", "Harbour 1x01@00:30:00", options=STORY)
    assert [pauses for _, pauses in said(plan) if pauses] == []
    assert [name for name, _ in said(plan)][:2] == ["Harbour 1x01", "Cellar"]


def test_files_say_where_to_pause(town: Companion) -> None:
    plan = town.plan("Pier", "Harbour 1x01@00:30:00", options=STORY)
    assert "pause at 00:30:00 for the next one" in export(plan, ".md", town.name).decode()
    assert to_json(plan)["installments"][0]["pauses"] == [{"seconds": 1800, "time": "00:30:00", "count": 1}]


def test_the_command_says_where_to_pause(town: Companion) -> None:
    out, err = io.StringIO(), io.StringIO()
    words = ["plan", "Pier", "--order", "story", "--pauses", "--seen", "Harbour 1x01@00:30:00"]
    assert main(words, out, err, lambda _: town) == 0
    assert "pause at 00:30:00 for the next one" in out.getvalue()
    assert main(["plan", "Pier", "--pauses"], out, err, lambda _: town) == 2
    assert "ask for the order of the story" in err.getvalue()


@pytest.mark.parametrize(("seen", "was", "now"), [
    ("Harbour 1x01@00:30:00", "00:40:00", "00:41:07"), ("Harbour 1x02", "00:10:00", "00:00:10"),
    ("Harbour 1x01@00:30:00", "00:50:00", "00:06:00"), ("told Harbour S1", "00:20:00", "00:30:00"),
])  # fmt: skip
def test_a_time_that_the_viewer_does_not_know_changes_nothing(town: Companion, seen: str, was: str, now: str) -> None:
    options = PlanOptions(order="story", pauses=True, within=("Harbour 1x01", "Harbour 1x02"))
    other = Companion(world(TOWN.replace(was, now)))
    assert to_json(other.plan("Pier", seen, options=options)) == to_json(town.plan("Pier", seen, options=options))


def test_there_are_no_pauses_in_a_pause_and_the_order_of_a_season_stays(town: Companion) -> None:
    options = PlanOptions(order="story", pauses=True, complete=True, within=("Harbour", "Cellar", "Attic"))
    plan = town.plan("Pier", "Harbour S1, Cellar, Attic", options=options)
    names = [it.it.text for it in plan.installments]
    assert sorted(names) == ["Attic", "Cellar", "Harbour 1x01", "Harbour 1x02", "Harbour 1x03"]
    assert [it for it in names if it.startswith("Harbour")] == ["Harbour 1x01", "Harbour 1x02", "Harbour 1x03"]
    at = 0
    while at < len(plan.installments):
        inside = sum(pause.count for pause in plan.installments[at].pauses)
        assert not any(it.pauses for it in plan.installments[at + 1 : at + 1 + inside])
        at += 1 + inside
