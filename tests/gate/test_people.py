"""Merging: connected components against a slow and plain union-find."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from intertwine.gate.identities import merged

PAIRS = st.lists(st.tuples(st.integers(0, 19), st.integers(0, 19)), max_size=25)


@given(PAIRS)
def test_those_whom_pairs_make_one_have_the_lowest_of_them_as_leader(pairs: list[tuple[int, int]]) -> None:
    groups = [{n} for n in range(20)]
    for a, b in pairs:
        one, two = (next(group for group in groups if n in group) for n in (a, b))
        if one is not two:
            groups.remove(two)
            one |= two
    expected = [min(next(group for group in groups if n in group)) for n in range(20)]
    ends = np.array(pairs, np.int32).reshape(-1, 2)
    assert merged(20, ends[:, 0], ends[:, 1]).tolist() == expected


def test_a_long_chain_is_one() -> None:
    ends = np.arange(5000, dtype=np.int32)
    assert not merged(5001, ends[::-1] + 1, ends[::-1]).any()
