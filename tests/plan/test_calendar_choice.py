"""Choices that fit into evenings, against every choice."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from intertwine.plan.calendar_choice import best_that_fits, usable_minutes
from intertwine.plan.evenings import fits


@dataclass(frozen=True)
class Picked:
    lengths: tuple[int, ...]
    weight: int
    bound: int


def choices(lengths: Sequence[int], weights: Sequence[int]) -> list[Picked]:
    """Every choice, in the order of the items."""
    found = []
    for number in range(len(lengths) + 1):
        for chosen in combinations(range(len(lengths)), number):
            weight = sum(weights[item] for item in chosen)
            found.append(Picked(tuple(lengths[item] for item in chosen), weight, weight))
    return found


items = st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), min_size=1, max_size=6)
rooms = st.lists(st.integers(1, 12), min_size=1, max_size=4)


@given(items, rooms)
def test_the_bound_holds_and_the_choice_fits(its: list[tuple[int, int]], room: list[int]) -> None:
    lengths, weights = zip(*its, strict=True)
    every, evenings = choices(lengths, weights), room

    def select(budget: int) -> Picked:
        return max((it for it in every if sum(it.lengths) <= budget), key=lambda it: it.weight)

    found = best_that_fits(select, lengths, evenings)
    best = max(it.weight for it in every if fits(it.lengths, evenings))
    assert fits(found.best.lengths, evenings)
    assert found.best.weight <= best <= found.bound
    assert len(found.asked) <= 12
    assert all(sum(it.lengths) <= usable_minutes(lengths, evenings) for it in every if fits(it.lengths, evenings))


@given(st.integers(1, 5), st.lists(st.integers(1, 9), min_size=1, max_size=6), st.data())
def test_for_items_of_one_length_it_is_exact(length: int, weights: list[int], data: st.DataObject) -> None:
    evenings = data.draw(st.lists(st.integers(length, 12), min_size=1, max_size=4))
    every = choices([length] * len(weights), weights)

    def select(budget: int) -> Picked:
        return max((it for it in every if sum(it.lengths) <= budget), key=lambda it: it.weight)

    found = best_that_fits(select, [length] * len(weights), evenings)
    assert found.optimal
    assert found.best.weight == max(it.weight for it in every if fits(it.lengths, evenings))


def test_episodes_of_fifty_minutes_leave_the_rest_of_the_evening_unused() -> None:
    assert usable_minutes([50] * 9, [90, 90, 90]) == 150
    assert usable_minutes([50, 40, 50], [90, 90, 80]) == 230
    assert usable_minutes([], [90]) == 0
    assert usable_minutes([100, 50], [90, 90]) == 180
