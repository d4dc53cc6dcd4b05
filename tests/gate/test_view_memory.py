"""What the kept views of a universe take: it is counted, bounded by a setting, and no reason to forget the last one."""

import gc
import random
import tracemalloc
from collections.abc import Callable
from functools import cache

import pytest

import intertwine
from benchmarks.shape import generated, half_seen
from intertwine.gate.universe import VIEW_BYTES, Universe
from intertwine.gate.view import View
from intertwine.ledger.store.columns import Compiled
from intertwine.model.progress import Progress
from intertwine.viewer import Viewer


@cache
def large() -> Compiled:
    return Compiled(generated(20_000), ())


@cache
def half() -> Progress:
    return half_seen(large().ledger)


def some(count: int) -> list[Progress]:
    """So many progresses, each different, of about half of the installments."""
    dice, marks = random.Random(5), sorted(half().seen)
    return [Progress.of(dice.sample(marks, len(marks) - 1)) for _ in range(count)]


def ask_everything(view: View) -> None:
    """What makes a view work out and keep the most."""
    viewer = Viewer(view)
    names = [view.names.best(entity) for entity in view.names.index[:300]]
    for name in names:
        viewer.who(name)
    for title in view.listing.titles[:20]:
        viewer.title(view.names.best(title))
    view.names.find("perso n1")
    viewer.recap("Title 3")


def taken(make: Callable[[], object]) -> tuple[object, int]:
    """What `make` gives, and the bytes that it left in memory."""
    gc.collect()
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        made = make()
        gc.collect()
        return made, tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()


def test_a_view_says_what_it_takes_now_and_after_it_worked_out_more() -> None:
    universe = Universe(large())
    ask_everything(universe.seen(some(1)[0]))  # what is kept for all views is there
    fresh, other = some(3)[1:]
    view, bytes_then = taken(lambda: universe.seen(fresh))
    assert isinstance(view, View)
    assert view.memory() == pytest.approx(bytes_then, rel=0.1)
    before = view.memory()
    _, more = taken(lambda: ask_everything(view))
    assert view.memory() - before == pytest.approx(more, rel=0.35, abs=100_000)
    assert view.memory() > before
    assert universe.seen(other) is not view


def test_the_view_that_was_asked_last_is_kept_whatever_it_takes() -> None:
    one, other = some(2)
    for budget in (0, 1, 2**20):
        universe = Universe(large(), view_bytes=budget)
        view = universe.seen(one)
        assert view.memory() > budget or budget == 2**20
        assert universe.seen(one) is view
        assert universe.seen(other) is universe.seen(other)


def test_a_view_of_half_of_the_installments_is_kept_by_default() -> None:
    universe = Universe(large())
    view = universe.seen(half())
    assert view.memory() < VIEW_BYTES
    universe.seen()
    assert universe.seen(half()) is view


def test_the_view_that_was_asked_longest_ago_goes_first() -> None:
    a, b, c = some(3)
    size = Universe(large()).seen(a).memory()
    universe = Universe(large(), view_bytes=int(2.5 * size))
    first, second = universe.seen(a), universe.seen(b)
    assert universe.seen(a) is first
    third = universe.seen(c)
    assert (universe.seen(a), universe.seen(c)) == (first, third)
    assert universe.seen(b) is not second


def test_what_a_view_works_out_later_counts() -> None:
    a, b = some(2)
    size = Universe(large()).seen(a).memory()
    universe = Universe(large(), view_bytes=2 * size + 100_000)
    first, second = universe.seen(a), universe.seen(b)
    assert universe.seen(b) is second
    ask_everything(second)
    assert second.memory() > size + 100_000
    assert universe.seen(b) is second
    assert universe.seen(a) is not first


@pytest.mark.parametrize("budget", [-1, 1.5, True, "64", None])
def test_a_budget_that_is_none_is_refused(budget: object) -> None:
    kind = ValueError if budget == -1 else TypeError
    with pytest.raises(kind, match=r"load takes view_bytes= .*: write view_bytes= with a whole number of 0 or more"):
        intertwine.load(view_bytes=budget)  # type: ignore[arg-type] # that is the test
