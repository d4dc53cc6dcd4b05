"""The moments of a map that are worked out in arrays are those that are worked out one after the other."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import intertwine
from intertwine.gate.fact_decoder import FactDecoder
from intertwine.gate.view import View
from intertwine.questions import story_strands, strands
from intertwine.questions.flashbacks import belonging, in_order
from intertwine.questions.moment_table import MomentTable, drafts
from intertwine.questions.moments import MomentDraft
from intertwine.questions.scope import Scope, scope_of
from intertwine.questions.timelines import Order
from tests.laws.ask import opened, progress
from tests.laws.generate import Trek, worlds_and_treks
from tests.laws.model import World
from tests.questions import slow_moments
from tests.worlds import world

ORDERS: tuple[Order, ...] = ("shown", "story")
PEOPLE = ("Ann", "Ben", "Cat", "Dan", "Eve", "Fay")


def assert_same(view: View, scope: Scope, order: Order, person: int | None = None) -> None:
    slow = slow_moments.drafts(view, scope, order, person)
    quick = in_order(view, drafts(view, scope, order, person), order, person)
    assert_equal(view, slow, quick, order, person)
    less = story_strands._folded(view, scope, quick)
    assert_equal(view, slow_moments.folded(view, scope, slow), less, order, person)


def assert_equal(view: View, slow: list[MomentDraft], quick: MomentTable, order: Order, person: int | None) -> None:
    assert slow == list(quick)
    assert slow_moments.people(slow) == quick.people()
    assert slow_moments.belonging(view, slow, order, person) == belonging(view, quick, order, person)


def crowd(dice: random.Random) -> str:
    """A title of few people, of whom scenes and facts tell at places and at times."""

    def some(most: int) -> list[str]:
        return [f"[[{name}]]" for name in dice.sample(PEOPLE, dice.randint(1, most))]

    def time(*often: str) -> str:
        return dice.choice(("", "", "", *often))

    def line() -> str:
        place, (one, *_), (other, *_) = time(" at [[The Pier]]", " at [[The Mill]]"), some(1), some(1)
        moment = time("00:01:00 ", "00:05:00 ", "00:09:00 ")
        match dice.randrange(9):
            case 0 | 1 | 2:
                return f"{time('00:02:00-00:04:00 ', '00:06:00-00:08:00 ')}together: {', '.join(some(3))}{place}"
            case 3 | 4 | 5:
                verb = dice.choice(("meets", "helps", "fights", "kills", "investigates", "marries"))
                date = dice.choice(("", "", "", "", "\n  - true: 2001", "\n  - true: 2020"))
                return f"{moment}{one} {verb} {other}{place}{date}"
            case 6 | 7:
                those = some(3)
                return f"{moment}{', '.join(those)} {'appear' if len(those) > 1 else 'appears'}{place}"
        return f"{moment}{one} {dice.choice(('dies', 'returns'))}{place}"

    text = "=== The Pier.md\n---\nkind: place\n---\n=== The Mill.md\n---\nkind: place\n---\n"
    text += "=== Tide.md\n---\nkind: series\n---\n## Season 1 (2017-03-01, 3 episodes)\n"
    for episode in range(1, 4):
        lines = [f"- {line()}\n" for _ in range(dice.choice((0, 3, 8, 14)))]
        text += f"### {episode}. Part {episode}\n{''.join(lines)}"
    return text


@settings(max_examples=100)
@given(st.integers(0, 2**32))
def test_crowds_have_the_same_moments(seed: int) -> None:
    view = world(crowd(random.Random(seed))).seen("everything")
    assert isinstance(view, View)
    for order in ORDERS:
        for asked in (None, "Tide 1x02"):
            assert_same(view, scope_of(view, asked), order)


@settings(max_examples=25)
@given(worlds_and_treks())
def test_generated_universes_have_the_same_moments(drawn: tuple[World, Trek]) -> None:
    written, trek = drawn
    view = opened(written.text()).seen(progress(trek))
    assert isinstance(view, View)
    for order in ORDERS:
        for title in (None, *view.listing.titles):
            assert_same(view, scope_of(view, title), order)


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("free", [story_strands.FREE, 4])
def test_the_included_universe_has_the_same_moments(order: Order, free: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(story_strands, "FREE", free)
    view = intertwine.load().seen("everything").view
    for asked in (None, "The Defenders", "Jessica Jones S1", "Luke Cage 1x05", "Claire Temple", "Harlem"):
        assert_same(view, scope_of(view, asked), order)
    person = scope_of(view, "Matt Murdock", who=True)
    assert_same(view, person, "own", person.entity)


@contextmanager
def counted_facts() -> Iterator[list[int]]:
    """How many facts are read out of a view, each time that any are."""
    read, counts = FactDecoder.read, list[int]()

    def counted(it: FactDecoder, numbers: object) -> object:
        found = read(it, numbers)  # type: ignore[arg-type]
        counts.append(len(found))
        return found

    with patch.object(FactDecoder, "read", counted):
        yield counts


def test_a_map_reads_facts_when_its_moments_are_read_and_each_once() -> None:
    scenes = "".join(f"- together: [[P{n % 7}]], [[P{n % 5}]]\n- [[P{n % 3}]] meets [[P{n % 4}]]\n" for n in range(50))
    heads = "".join(f"### {n}. Part {n}\n{scenes}" for n in range(1, 5))
    view = world(f"=== Tide.md\n---\nkind: series\n---\n## Season 1 (2017-03-01, 4 episodes)\n{heads}").seen(
        "everything"
    )
    assert isinstance(view, View)
    with counted_facts() as counts:
        found = strands(view)
        assert sum(counts) == 0
        assert len(found.moments) > 100
        first = found.moments[0]
        assert sum(counts) < 60
        every = tuple(found.moments)
        once = sum(counts)
        assert tuple(found.moments) == every
        assert (every[0], sum(counts)) == (first, once)
    assert once < 2 * len(view.facts.of())
