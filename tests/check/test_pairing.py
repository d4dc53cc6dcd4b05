"""Pairs of facts by their keys."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from intertwine.check.pairing import KeyedLines, last_of_each, pairs

KEYS = st.lists(st.integers(0, 5), max_size=12)


@given(KEYS, KEYS)
def test_every_place_is_paired_with_every_other_of_its_key(some: list[int], others: list[int]) -> None:
    others.sort()
    mine, theirs = pairs(np.array(some, np.int64), np.array(others, np.int64))
    naive = [(n, m) for n, one in enumerate(some) for m, other in enumerate(others) if one == other]
    assert list(zip(mine.tolist(), theirs.tolist(), strict=True)) == naive


def test_of_a_key_that_very_many_have_the_first_are_paired_alone() -> None:
    mine, theirs = pairs(np.array([7]), np.full(100, 7), 3)
    assert (mine.tolist(), theirs.tolist()) == ([0, 0, 0], [0, 1, 2])


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 99)), max_size=12))
def test_lines_stand_by_their_keys(lines: list[tuple[int, int]]) -> None:
    columns = np.array(lines, np.int64).reshape(-1, 2).T
    found = KeyedLines.of(columns[0], columns[1])
    assert list(zip(found.key.tolist(), found.line.tolist(), strict=True)) == sorted(lines, key=lambda it: it[0])


def test_of_several_others_the_last_is_told() -> None:
    one, other, chosen = np.array([3, 3, 1]), np.array([5, 6, 7]), np.array([0, 1, 2])
    assert last_of_each(one, other, chosen) == [(1, 7), (3, 6)]
