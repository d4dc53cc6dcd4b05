"""Choices that fit into evenings, against every choice."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from intertwine.plan.calendar_choice import best_that_fits
from intertwine.plan.evening_sizes import EveningSize, evening_sizes
from intertwine.plan.evenings import fits


@dataclass(frozen=True)
class Picked:
    lengths: tuple[int, ...]
    weight: int
    bound: int


def choices(lengths: Sequence[int], weights: Sequence[int], pinned: int = 0) -> list[Picked]:
    """Every choice that holds the first `pinned` items, in the order of the items."""
    found = []
    for number in range(len(lengths) - pinned + 1):
        for chosen in combinations(range(pinned, len(lengths)), number):
            kept = (*range(pinned), *chosen)
            weight = sum(weights[item] for item in kept)
            found.append(Picked(tuple(lengths[item] for item in kept), weight, weight))
    return found


def selecting(every: list[Picked]) -> Callable[[EveningSize, int], Picked]:
    """A selection that tries them all; the first has only what has to be in."""

    def select(measure: EveningSize, budget: int) -> Picked:
        within = [it for it in every if measure.of(it.lengths) <= budget]
        return max(within or every[:1], key=lambda it: it.weight)

    return select


items = st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), min_size=1, max_size=6)
evenings_ = st.lists(st.integers(1, 12), min_size=1, max_size=4)


@given(items, evenings_, st.integers(0, 2))
def test_the_bound_holds_and_the_choice_fits(its: list[tuple[int, int]], evenings: list[int], pinned: int) -> None:
    lengths, weights = zip(*its, strict=True)
    every = choices(lengths, weights, min(pinned, len(lengths)))
    found = best_that_fits(selecting(every), lengths, evenings)
    fitting = [it.weight for it in every if fits(it.lengths, evenings)]
    assert found.fits == fits(found.best.lengths, evenings)
    assert found.asked <= 12
    assert found.fits or not fits(every[0].lengths, evenings)
    if found.fits:
        assert found.best.weight <= max(fitting) <= found.bound
        assert found.best.weight == max(fitting) or not found.optimal


@given(items, evenings_)
def test_what_fits_is_within_every_measure(its: list[tuple[int, int]], evenings: list[int]) -> None:
    lengths = [length for length, _ in its]
    for it in choices(lengths, lengths):
        if fits(it.lengths, evenings):
            assert all(measure.of(it.lengths) <= measure.total for measure in evening_sizes(lengths, evenings))


@given(st.integers(1, 5), st.lists(st.integers(1, 9), min_size=1, max_size=6), st.data())
def test_for_items_of_one_length_it_is_exact(length: int, weights: list[int], data: st.DataObject) -> None:
    evenings = data.draw(st.lists(st.integers(length, 12), min_size=1, max_size=4))
    every = choices([length] * len(weights), weights)
    found = best_that_fits(selecting(every), [length] * len(weights), evenings)
    assert found.optimal
    assert found.best.weight == max(it.weight for it in every if fits(it.lengths, evenings))


@given(st.lists(st.tuples(st.integers(46, 60), st.integers(1, 9)), min_size=1, max_size=6), st.integers(1, 4))
def test_where_an_item_fills_an_evening_it_is_exact(its: list[tuple[int, int]], count: int) -> None:
    lengths, weights = zip(*its, strict=True)
    every = choices(lengths, weights)
    found = best_that_fits(selecting(every), lengths, [90] * count)
    assert found.optimal
    assert found.best.weight == sum(sorted(weights)[-count:])


@given(st.lists(st.tuples(st.integers(4, 9), st.integers(1, 9)), min_size=1, max_size=6), st.integers(1, 8))
def test_where_every_item_is_longer_than_an_evening_it_is_exact(its: list[tuple[int, int]], count: int) -> None:
    lengths, weights = zip(*its, strict=True)
    every = choices(lengths, weights)
    found = best_that_fits(selecting(every), lengths, [3] * count)
    assert found.optimal
    assert found.best.weight == max(it.weight for it in every if fits(it.lengths, [3] * count))


def test_measures() -> None:
    """Minutes; number; how many are longer than half an evening; shares of an evening."""
    assert [measure.total for measure in evening_sizes([50] * 9, [90, 90, 90])] == [150, 3, 180]
    assert [measure.total for measure in evening_sizes([50, 40, 30, 30], [90, 90])] == [180, 6 - 2, 2, 2 * 90]
    assert [measure.total for measure in evening_sizes([100, 50], [90, 90])] == [180, 2, 2, 120]
    assert [measure.total for measure in evening_sizes([], [90])] == [0]
    assert [measure.total for measure in evening_sizes([90], [])] == [0]
