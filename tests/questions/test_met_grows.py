"""Whoever sees more is never told less of who has met whom, but by a disproof: neither `met` nor `how` falls, and the
earliest evidence never comes later."""

from __future__ import annotations

import re
from itertools import combinations
from random import Random

from hypothesis import example, given, settings
from hypothesis import strategies as st

from intertwine import questions
from intertwine.gate.universe import Universe
from intertwine.gate.view import View
from intertwine.questions.encounters import HOWS
from intertwine.questions.meetings import Meeting
from tests.laws.ask import opened, progress
from tests.laws.generate import Trek, nested
from tests.laws.model import World
from tests.long import LONG
from tests.worlds import world

PEOPLE = ("Ada", "Ben", "Cleo", "Dan")
MASKS = ("The Mask", "The Voice")
"""Those who turn out to be one of the people, or of each other."""
TITLES = {"Ebb": 2014, "Flow": 2016, "Surge": 2018}
PLACES = [(title, episode) for title in TITLES for episode in (1, 2, 3)]
"""All installments in the order of their release."""
SAID = (
    "{} meets {}", "{} meets again {}", "{} first meets {}", "{} fights {}", "{} breaks up with {}", "{} kills {}",
    "{} is married to {}", "together: {}, {}", "{} opposes {}",
)  # fmt: skip
MET = (False, True)


def spot(place: tuple[str, int]) -> str:
    """An installment as it is stamped."""
    return f"{place[0]} 1x{place[1]:02}"


def fact(random: Random) -> list[str]:
    """A statement about two of them."""
    a, b = random.sample((*PEOPLE, *MASKS), 2)
    lines = ["- " + random.choice(SAID).format(f"[[{a}]]", f"[[{b}]]")]
    if random.random() < 0.3:
        lines.append(f"  - also known: {spot(random.choice(PLACES))}")
    if random.random() < 0.15:
        lines.append(f"  - needs: {spot(random.choice(PLACES))}")
    if random.random() < 0.3:
        lines.append(f"  - true: {random.randint(2010, 2022)}")
    return lines


def make(seed: int) -> Universe:
    """A universe of meetings. Nothing in it is disproved."""
    random = Random(seed)
    said: dict[tuple[str, int], list[str]] = {place: [] for place in PLACES}
    public = [line for _ in range(random.randint(0, 2)) for line in fact(random)]
    for _ in range(random.randint(3, 14)):
        said[random.choice(PLACES)] += fact(random)
    for mask in random.sample(MASKS, random.randint(0, 2)):
        said[random.choice(PLACES)].append(f"- [[{mask}]] is [[{random.choice((*PEOPLE, *MASKS[:1]))}]]")
    late = spot(random.choice(PLACES))
    pages = {"people/Ben.md": f"---\nkind: character\nnames:\n  - {{name: Ben, revealed: {late}}}\n---\n"}
    for title, year in TITLES.items():
        text = f"---\nkind: series\n---\n### Public\n{chr(10).join(public) if title == 'Flow' else ''}\n"
        text += f"## Season 1 ({year}-01-01, 3 episodes)\n"
        for episode in (1, 2, 3):
            text += f"### {episode}. No {episode} ({year}-0{episode}-01)\n" + "\n".join(said[title, episode]) + "\n"
        pages[f"titles/{title}.md"] = text
    return world("\n".join(f"=== {path}\n{text}" for path, text in pages.items()))


def seen(places: set[tuple[str, int]]) -> str:
    """A progress as text."""
    return ", ".join(map(spot, sorted(places))) or "nothing"


def answers(view: View, before: str | None) -> dict[tuple[str, str], Meeting]:
    """All pairs by what was asked."""
    known = [name for name in (*PEOPLE, *MASKS) if len(view.names.find(name)) == 1]
    return {(it.a, it.b): it for it in questions.met(view, known, before).pairs}


def rank(pair: Meeting) -> tuple[int, int]:
    """How much an answer says: whether they have met, and how."""
    return (None, False, True).index(pair.met), 0 if pair.how is None else -HOWS.index(pair.how) + len(HOWS)


def shown(pair: Meeting) -> int:
    """When the earliest evidence was shown: public before everything."""
    at = pair.earliest.where if pair.earliest else None
    return -1 if at is None else PLACES.index((at.title, at.episode or 0))


def is_no_first_time(was: Meeting, of_all: Meeting) -> bool:
    """Whether a first meeting, which said that two had not met by then, turned out to be shown after both were."""
    where, earliest = was.where, of_all.earliest
    if was.met is not False or where is None or not of_all.met or earliest is None:
        return False
    first, at = earliest.where, PLACES.index((where.title, where.episode or 0))
    shown_at = -1 if first is None else PLACES.index((first.title, first.episode or 0))
    # In one installment the order of its text counts, and what is shown first there is another fact.
    return shown_at < at or (shown_at == at and earliest.told != was.told)


def one_and_the_same(view: View, a: str, b: str) -> bool:
    """Whether two names are now of one and the same."""
    return bool({*map(view.entities.person, view.names.find(a))} & {*map(view.entities.person, view.names.find(b))})


@settings(max_examples=2000 if LONG else 25)
@given(st.integers(0, 2**32), st.sets(st.sampled_from(PLACES)), st.permutations(PLACES))
@example(904, {("Surge", 3)}, list(PLACES))
@example(1, set(), [*PLACES[:5], ("Surge", 1), ("Flow", 3), *PLACES[7:]])
def test_neither_met_nor_how_falls_as_more_is_seen(
    seed: int, first: set[tuple[str, int]], rest: list[tuple[str, int]]
) -> None:
    universe, passed = make(seed), set(first)
    before: dict[str | None, dict[tuple[str, str], Meeting]] = {}
    for step in [None, *rest]:
        passed |= set() if step is None else {step}
        view = universe.seen(seen(passed))
        of_all = answers(view, None)
        for limit in (None, "Flow", "Surge 1x02"):
            now = answers(view, limit)
            for names, was in before.get(limit, {}).items():
                if one_and_the_same(view, *names) or (now[names].met is None and is_no_first_time(was, of_all[names])):
                    continue
                assert rank(now[names]) >= rank(was), (names, limit)
                assert not (was.met and shown(now[names]) > shown(was)), (names, limit)
            before[limit] = now


@settings(max_examples=500 if LONG else 20)
@given(st.integers(0, 2**32), st.sets(st.sampled_from(PLACES)))
def test_the_meeting_is_a_fact_that_states_one_and_the_evidence_is_the_earliest(
    seed: int, passed: set[tuple[str, int]]
) -> None:
    view = make(seed).seen(seen(passed))
    for pair in answers(view, None).values():
        if pair.told is None or pair.earliest is None:
            assert pair.how is None
            continue
        stated = any(word in pair.told.text for word in (" meets ", " first meets "))
        assert (pair.how == "met") == stated
        assert (pair.how == "seen together") == ("share a scene" in pair.told.text)
        here = -1 if pair.where is None else PLACES.index((pair.where.title, pair.where.episode or 0))
        assert shown(pair) <= here
        assert pair.earliest.told.text == pair.earliest.text
    for a, b in combinations(PEOPLE, 2):
        if all(len(view.names.find(name)) == 1 for name in (a, b)) and not one_and_the_same(view, a, b):
            link = questions.path(view, a, b)
            pair = questions.met(view, [a, b]).pairs[0]
            if pair.met:
                assert [(step.how, step.told) for step in link.steps] == [(pair.how, pair.told)]


@settings(max_examples=500 if LONG else 15)
@given(nested())
def test_it_holds_in_universes_with_everything_in_them(drawn: tuple[World, Trek, Trek]) -> None:
    world, less, more = drawn
    universe = opened(
        {path: re.sub(r"\n *- (?:disproves|frame|taken for): .*", "", text) for path, text in world.text().items()}
    )
    earlier, later = universe.seen(progress(less)), universe.seen(progress(more))
    same = later.since(earlier).same
    was = questions.met(earlier, [earlier.names.address(n) for n in earlier.names.index]).pairs
    now = {
        frozenset((it.a, it.b)): it
        for it in questions.met(later, [later.names.address(n) for n in later.names.index]).pairs
    }

    def afterwards(address: str) -> str:
        number = earlier.names.at(address, titles=False)
        assert number is not None
        return later.names.address(later.entities.person(same[number]))

    for pair in was:
        a, b = afterwards(pair.a), afterwards(pair.b)
        assert a == b or rank(now[frozenset((a, b))]) >= rank(pair)
