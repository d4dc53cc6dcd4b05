"""Distances in the story that cannot all be true."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intertwine.check import check
from intertwine.ledger.compile import Compiler
from intertwine.ledger.read.folder import Folder, SourceFile
from intertwine.model.problem import Problem
from tests.long import share

HARBOUR = """\
---
kind: series
---
## Season 1 (2020-01-01, 2 episodes)
### 1. Fog
"""


def problems(text: str) -> tuple[Problem, ...]:
    """Those of a universe of one series and its people."""
    people = [SourceFile(f"{name}.md", "---\nkind: character\n---\n") for name in ("Ada", "Bruno")]
    folder = Folder(Path(), (people[0], people[1], SourceFile("Harbour.md", text)), None, ())
    return check(Compiler().compile_text(folder), folder)


def far_apart(*facts: str) -> list[str]:
    """Of each contradiction of distances between numbered facts their numbers, in the order in which they are named.
    Each of `facts` is what it is, and its `true:`, after semicolons."""
    lines, first = list[str](), HARBOUR.count("\n") + 1
    starts = list[int]()
    for number, fact in enumerate(facts):
        verb, *true = fact.split("; ")
        starts.append(first + len(lines))
        lines += [f"- [[Ada]] {verb} [[Bruno]] ^{'abcdefgh'[number]}", *(f"  - true: {it}" for it in true)]
    found = problems(HARBOUR + "\n".join([*lines, "### 2. Ebb"]))
    its = [it.message.rpartition(": ")[2] for it in found if it.code == "time-contradiction"]
    names = {f"Harbour.md:{start}": "abcdefgh"[number] for number, start in enumerate(starts)}
    return ["".join(names[it] for it in message.split(", ")) for message in its]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (("meets; 2 years before ^b; 10 years before ^c", "helps; 2 years before ^c", "fights"), ["abc"]),
        (("meets; 2 years before ^b; 4 years before ^c", "helps; 2 years before ^c", "fights"), []),
        (("meets; 2010", "helps; 2000; 3 years before ^a"), ["ba"]),
        (("meets; 2010", "helps; 2000~; 3 years before ^a"), []),
        (("meets; 2010", "helps; 200X; 3 years before ^a"), []),
        (("meets; 2010", "helps; 2001/2006; 3 years before ^a"), []),
        (("meets; 2015-03/2015-06", "helps; 2015-05; 2 months before ^a"), ["ba"]),
        (("meets; 2015-03/2015-06", "helps; 2015-01; 2 months before ^a"), []),
        (("meets; 1974/1978", "helps; 1976; 2 years after ^a"), ["ba"]),
        (("meets; 1974/1978", "helps; 1975; 5 years after ^a"), ["ba"]),
        (("meets; 1974/1978", "helps; 1980; 2 years after ^a"), []),
        (("meets; ../1978", "helps; 1900; 2 years before ^a"), []),
        (("meets; 1974/..", "helps; 1900; 2 years before ^a"), ["ba"]),
        (("meets; 10 years after ^b; before ^c", "helps", "fights; 2 years after ^b"), ["abc"]),
        (("meets; 1990", "helps; 30 years after ^a; before ^c", "fights; 2000"), ["bac"]),
        (("meets; 1990", "helps; 30 years after ^a", "fights; 2000; after ^b"), ["bac"]),
        (("meets; 1990", "helps; 30 years after ^a; after ^c", "fights; 2000"), []),
        (("meets; 1990", "helps; 10 years after ^a; 40 years before ^c", "fights; 2000"), ["bac"]),
        (("meets; 1990", "helps; about 7 years after ^a; 5 years before ^c", "fights; 2000"), []),
        (("meets; about 10 years before ^b; 14 years before ^b", "helps"), []),
        (("meets; 10 years before ^b; 20 years before ^b", "helps"), ["ab"]),
        (("meets; 10 years before ^b; 20 years before ^b", "helps", "fights; 3 days after ^b; 90 days after ^b"),
         ["ab", "cb"]),
        # What lasts may last as long as it likes: a state, and that during which others happen.
        (("meets; 2 years before ^b", "befriends", "fights; 2 years after ^b; 10 years after ^a"), []),
        (("meets; 2 years before ^b", "helps", "fights; 2 years after ^b; 10 years after ^a"), ["abc"]),
        (("meets; 2 years before ^b", "helps", "fights; 2 years after ^b; 10 years after ^a", "kills; during ^b"), []),
        # A place in a title is when others say; when it came out says nothing.
        (("meets; 1850; 3 years before 1x02",), []),
        (("meets; 3 years before 1x02; 10 years before ^b", "helps; 2 years before 1x02"), ["ab"]),
    ],
)  # fmt: skip
def test_distances_that_cannot_all_be_true_are_one_finding_that_names_all_of_them(
    facts: tuple[str, ...], expected: list[str]
) -> None:
    assert far_apart(*facts) == expected


DAY = date(1900, 1, 1)


@settings(max_examples=share(10, 500))
@given(st.lists(st.integers(0, 40_000), min_size=2, max_size=8), st.data())
def test_what_is_true_is_never_a_finding(days: list[int], data: st.DataObject) -> None:
    """Facts of some days; of each what the keeper says is true, as exactly or vaguely as keepers say it."""
    facts = []
    for day in days:
        true = set[str]()
        when = DAY + timedelta(day)
        written = data.draw(st.sampled_from(["", "", "%Y-%m-%d", "%Y-%m", "%Y", "%Y~"]))
        if written:
            true.add(when.strftime(written))
        for other in data.draw(st.lists(st.integers(0, len(days) - 1), max_size=3, unique=True)):
            kind, away = ("after", day - days[other]) if days[other] < day else ("before", days[other] - day)
            far = {"years": away / 365.2425, "months": away / 30.4369, "weeks": away / 7, "days": float(away)}
            unit = data.draw(st.sampled_from([unit for unit, count in far.items() if count >= 1] or [""]))
            if unit:
                true.add(f"{round(far[unit])} {unit} {kind} ^{'abcdefgh'[other]}")
                true.add(f"{kind} ^{'abcdefgh'[other]}")
        facts.append("; ".join(["helps", *sorted(true)]))
    assert far_apart(*facts) == []


def slack(days: int, about: bool) -> int:
    """By how many days a distance may be off: see the docs."""
    unit = next((unit for least, unit in ((365, 366), (28, 31), (7, 7)) if days >= least), 1)
    return max(unit, days * (2 if about else 1) // 5)


@settings(max_examples=share(10, 500))
@given(st.data(), st.integers(2, 6))
def test_there_is_a_finding_where_no_days_are_left_by_a_slow_reference(data: st.DataObject, count: int) -> None:
    """Facts that happen in their order, at any distance. The reference narrows what each pair may be apart, by all the
    others, until nothing changes (Floyd and Warshall), and looks whether something is left of it."""
    far = 10**9
    least = {(one, other): 0 if one == other else -far for one in range(count) for other in range(count)}
    facts = [["helps"] for _ in range(count)]
    for one in range(count):
        for other in data.draw(st.lists(st.integers(0, one - 1), max_size=2, unique=True)) if one else ():
            least[one, other] = max(least[one, other], 0)
            days = data.draw(st.sampled_from([0, 1, 5, 10, 40, 300, 800, 2000]))
            about = "about " if data.draw(st.booleans()) else ""
            away = f"{about}{days} days " if days else ""
            at, kind, to = (one, "after", other) if data.draw(st.booleans()) else (other, "before", one)
            facts[at].append(f"{away}{kind} ^{'abcdefgh'[to]}")
            if days:
                off = slack(days, bool(about))
                least[one, other] = max(least[one, other], days - off)
                least[other, one] = max(least[other, one], -days - off)
    for middle in range(count):
        for one in range(count):
            for other in range(count):
                least[one, other] = max(least[one, other], least[one, middle] + least[middle, other])
    can_be = all(least[it, it] <= 0 for it in range(count))
    assert (far_apart(*map("; ".join, facts)) == []) == can_be
