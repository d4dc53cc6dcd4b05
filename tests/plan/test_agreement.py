"""How far two orders agree, counted pair by pair."""

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from intertwine.plan.order.agreement import agreement, disagreeing, inversions

orders = st.lists(st.integers(0, 12), unique=True, max_size=10)


@given(orders, orders)
def test_pairs_are_counted_of_what_both_have(one: list[int], other: list[int]) -> None:
    both = [item for item in one if item in other]
    wrong = [(a, b) for a, b in combinations(both, 2) if other.index(a) > other.index(b)]
    found = agreement(one, other)
    assert found.pairs == len(both) * (len(both) - 1) // 2
    assert found.agreeing == found.pairs - len(wrong)
    assert list(disagreeing(one, other)) == wrong


@given(st.lists(st.integers(0, 5), max_size=40))
def test_equal_values_are_no_inversion(values: list[int]) -> None:
    assert inversions(np.array(values, np.int64)) == sum(a > b for a, b in combinations(values, 2))


def test_tau_is_one_for_the_same_order_and_minus_one_for_the_reversed_one() -> None:
    assert agreement([1, 2, 3], [1, 2, 3]).tau == 1
    assert agreement([1, 2, 3], [3, 2, 1]).tau == -1
    assert agreement([1, 2, 3], [1, 3, 2]).tau == 1 / 3
    assert agreement([1], [1]).tau == 1
