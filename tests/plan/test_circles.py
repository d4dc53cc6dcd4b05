"""Circles, against every set of pairs; and seasons, against every order."""

from itertools import combinations, pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intertwine.plan.order import fewest_turns
from intertwine.plan.order.circles import groups_in_circles, lightest_break
from intertwine.plan.order.nearest_order import nearest_order
from intertwine.plan.order.season_order import series_orders

numbers = st.integers(0, 5)
graphs = st.dictionaries(st.tuples(numbers, numbers), st.integers(1, 4), max_size=10)


def is_open(pairs: set[tuple[int, int]]) -> bool:
    """Whether no circle is left."""
    return not groups_in_circles(dict.fromkeys(pairs, 1))


@given(graphs)
def test_the_pairs_that_are_given_up_weigh_least(pairs: dict[tuple[int, int], int]) -> None:
    broken, proved = lightest_break(pairs)
    assert proved
    assert is_open(set(pairs) - broken)
    least = min(
        sum(pairs[pair] for pair in chosen)
        for number in range(len(pairs) + 1)
        for chosen in combinations(pairs, number)
        if is_open(set(pairs) - set(chosen))
    )
    assert sum(pairs[pair] for pair in broken) == least


@given(graphs, st.integers(0, 200))
def test_a_search_that_is_cut_short_breaks_every_circle(pairs: dict[tuple[int, int], int], work: int) -> None:
    broken, _ = lightest_break(pairs, work)
    assert is_open(set(pairs) - broken)


@given(graphs)
def test_groups_are_the_items_that_reach_each_other(pairs: dict[tuple[int, int], int]) -> None:
    reach = {pair for pair in pairs if pair[0] != pair[1]}
    for _ in range(6):
        reach |= {(a, d) for a, b in reach for c, d in reach if b == c}
    expected = {
        frozenset(b for b in range(6) if a == b or {(a, b), (b, a)} <= reach) for a in range(6) if (a, a) in reach
    }
    expected |= {frozenset({a}) for a in range(6) if (a, a) in pairs and (a, a) not in reach}
    assert {frozenset(group) for group in groups_in_circles(pairs)} == expected


@pytest.mark.parametrize("subsets", [14, 0])
@given(st.integers(1, 6), st.sets(st.tuples(numbers, numbers), max_size=5), st.permutations(range(6)))
def test_seasons_are_broken_in_as_few_pairs_as_possible(
    subsets: int, cut: int, drawn: set[tuple[int, int]], order: list[int]
) -> None:
    """Pairs that agree with some order, and two series. Without the exact search nothing is said to be proved that is
    not so."""
    pairs = {(order[min(a, b)], order[max(a, b)]) for a, b in drawn if a != b}
    own = [list(range(cut)), list(range(cut, 6))]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fewest_turns, "SUBSETS", subsets)
        found, proved = series_orders(own, pairs)
    assert [sorted(chain) for chain in found] == own
    together = {*pairs, *(pair for chain in found for pair in pairwise(chain))}
    assert sorted(nearest_order(range(6), together)) == list(range(6))
    turned = sum(a > b for chain in found for a, b in combinations(chain, 2))
    least = min(
        sum(a > b and (a < cut) == (b < cut) for a, b in combinations(it, 2))
        for it in permutations(range(6))
        if all(it.index(a) < it.index(b) for a, b in pairs)
    )
    assert proved or not subsets
    assert turned == least if proved else turned >= least


def test_pairs_in_a_circle_have_no_order() -> None:
    with pytest.raises(ValueError, match="circle"):
        nearest_order([0, 1], [(0, 1), (1, 0)])
