"""Reading times are added up exactly, and rounded once, up: what is said to fit does fit."""

import math

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from intertwine.exports import export
from intertwine.library import Companion
from intertwine.plan import Evening, Plan, PlanOptions
from intertwine.web.plan_words import evenings
from tests.long import share
from tests.worlds import with_people, world

SPEED = 240
DAYS = ("2026-12-01", "2026-12-03")


PEOPLE = ("Ada", "Bo", "Cy", "Di", "Ed", "Flo", "Gus")


def book(words: list[int]) -> Companion:
    """A book whose chapters have so many `words`, each with somebody whom the sequel speaks of."""
    named = list(zip(PEOPLE, words, strict=False))
    chapters = "".join(f"### {n}. C ({it} words)\n- [[{who}]] is injured\n" for n, (who, it) in enumerate(named, 1))
    ends = "".join(f"- [[{who}]] dies\n" for who, _ in named)
    pages = {
        "titles/First.md": f"---\nkind: book\n---\n## Chapters (2001-01-01, {len(words)} chapters)\n{chapters}",
        "titles/Second.md": f"---\nkind: book\n---\n## Chapters (2002-01-01, 1 chapter)\n### 1. D\n{ends}",
    }
    return Companion(world(with_people(pages)))


def plan(it: Companion, **asked: object) -> Plan:
    return it.plan("Second", options=PlanOptions(**asked))  # type: ignore[arg-type]


def test_a_plan_of_chapters_is_as_long_as_they_are() -> None:
    it = book([1001] * 7)
    assert plan(it).minutes == math.ceil(7 * 1001 / SPEED) == 30
    assert [one.minutes for one in plan(it).installments] == [5] * 7
    assert len(plan(it, minutes=30).installments) == 7
    assert len(plan(it, minutes=29).installments) == 6


@settings(max_examples=share(10, 60), deadline=None)
@given(st.lists(st.integers(1, 1500), min_size=1, max_size=6), st.integers(1, 12))
@example([241], 1)
def test_no_total_is_less_than_the_time_itself_and_none_a_minute_more(words: list[int], minutes: int) -> None:
    it = book(words)

    def exactly(found: Plan) -> float:
        return sum(max(60, words[(one.episode or 1) - 1] * 60 / SPEED) for one in found.installments) / 60

    whole = plan(it)
    assert len(whole.installments) == len(words)
    assert exactly(whole) <= whole.minutes < exactly(whole) + 1 + len(words) / 60
    some = plan(it, minutes=minutes)
    assert exactly(some) <= some.minutes <= minutes
    curve = it.plan("Second", options=PlanOptions(minutes=minutes), curve=True).curve
    assert [point.minutes for point in curve] == sorted({point.minutes for point in curve})
    assert curve[-1].minutes == whole.minutes
    calendar = plan(it, evenings=tuple(Evening(day, minutes) for day in DAYS))
    spent = dict.fromkeys(DAYS, 0)
    for one in calendar.installments:  # one that is longer than an evening is split
        left = one.seconds
        for sitting in one.sittings:
            spent[sitting.date] += min(left, sitting.minutes * 60)
            left -= min(left, sitting.minutes * 60)
        assert left == 0
    for evening in evenings(calendar):
        assert spent.pop(evening.date) <= evening.minutes * 60 <= minutes * 60
    assert set(spent.values()) <= {0}
    rows = export(whole, ".csv", "W").decode().splitlines()[1:]
    assert sum(int(row.split(",")[6]) for row in rows) >= whole.minutes


@pytest.mark.parametrize("speed", [20, 239, 2000])
def test_any_speed_adds_up(speed: int) -> None:
    found = plan(book([700, 500, 333]), words_a_minute=speed)
    assert found.minutes == math.ceil(sum(max(1, math.ceil(it * 60 / speed) / 60) for it in (700, 500, 333)))
