"""Columns in one block of memory, and what is kept of the ledger's columns: against plain Python."""

import gc
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from intertwine.gate.column_block import AnyColumn, ColumnBlock, Scattered, Taken
from intertwine.gate.identities import merged, with_verbs
from intertwine.gate.kept import Kept, shared
from intertwine.gate.prepared import Sparse
from intertwine.model.arrays import among, look_up, mark
from intertwine.model.sentinels import NONE

NUMBERS = st.lists(st.integers(-3, 3), max_size=12)
KINDS = st.sampled_from([np.int8, np.int16, np.int32, np.int64, np.bool_])


@st.composite
def columns(draw: st.DrawFn) -> tuple[AnyColumn, list[int]]:
    """A column in one of the ways in which one is given, and its entries."""
    kind, numbers = draw(KINDS), draw(NUMBERS)
    plain: npt.NDArray[Any] = np.array(numbers, kind)
    match draw(st.integers(0, 3)):
        case 0:
            return plain, plain.tolist()
        case 1:
            return np.broadcast_to(kind(1), len(numbers)), [kind(1).item()] * len(numbers)
        case 2:
            table = np.append(plain, kind(0))
            places = draw(st.lists(st.integers(-1, len(plain)), max_size=12))
            return Taken(table, np.array(places, np.int32)), table[places].tolist() if places else []
        case _:
            places = sorted(draw(st.sets(st.integers(0, 19), max_size=len(numbers))))
            whole = [kind(0).item()] * 20
            for place, value in zip(places, plain.tolist(), strict=False):
                whole[place] = value
            values = plain[: len(places)]
            return Scattered(kind(0), np.array(places, np.int64), values, 20), whole


@given(st.lists(columns(), max_size=8))
def test_a_block_gives_back_what_was_put_in(given_columns: Sequence[tuple[AnyColumn, list[int]]]) -> None:
    block = ColumnBlock(2000 * len(given_columns))
    for number, (column, _) in enumerate(given_columns):
        block.add(str(number), column)
    found = block.done()
    assert [found[str(n)].tolist() for n in range(len(given_columns))] == [entries for _, entries in given_columns]
    for column in found.values():
        assert not column.flags.writeable
        if column.size:
            with pytest.raises(ValueError, match="WRITEABLE"):
                column.setflags(write=True)


def test_a_block_holds_nothing_but_its_columns() -> None:
    """Neither what lies between two columns nor what is left of the memory shows what it held before."""
    stale = [np.full(4096, 0xAB, np.uint8) for _ in range(50)]
    del stale
    gc.collect()
    block = ColumnBlock(4096)
    for n in range(5):
        block.add(f"a{n}", np.array([True, False, True]))
        block.add(f"b{n}", np.array([n, 2], np.int64))
    memory: object = block.done()["b0"].base
    while isinstance(memory, np.ndarray):
        memory = memory.base
    assert isinstance(memory, memoryview)
    assert memory.nbytes <= 5 * 24
    assert 0xAB not in bytes(memory)


def test_a_column_whose_entries_are_equal_takes_the_memory_of_one() -> None:
    block = ColumnBlock(400_000)
    block.add("same", np.full(100_000, 7, np.int32))
    same = block.done()["same"]
    assert (len(same), int(same.sum()), same.strides) == (100_000, 700_000, (0,))


@given(st.sets(st.integers(0, 19)), st.dictionaries(st.integers(0, 19), st.integers(1, 9)), st.booleans())
def test_a_sparse_column_is_kept_as_a_whole_one_is(kept: set[int], others: dict[int, int], is_sparse: bool) -> None:
    whole = np.full(20, NONE, np.int32)
    whole[list(others)] = list(others.values())
    places = np.array(sorted(others), np.int32)
    sparse = {"it": Sparse(NONE, places, whole[places])} if is_sparse else {}
    numbers = Kept(np.array(sorted(kept), np.int64), 20)

    class Table:
        it = whole

    column = numbers.column(Table, "it", sparse)
    block = ColumnBlock(1000)
    block.add("it", column.whole(column.values))
    assert block.done()["it"].tolist() == whole[sorted(kept)].tolist()
    assert [numbers.new[old] for old in sorted(kept)] == list(range(len(kept)))
    assert numbers.new[NONE] == NONE


@given(st.lists(st.integers(0, 9), min_size=10, max_size=10), st.lists(st.integers(0, 9)))
def test_of_shared_values_only_the_used_ones_are_kept(table: list[int], numbers: list[int]) -> None:
    column = shared(np.array(table, np.int32), np.array(numbers, np.int32))
    assert [column.values[n] for n in numbers] == [table[n] for n in numbers]
    assert not any(column.values[n] for n in range(10) if n not in numbers)


@given(st.lists(st.integers(-9, 9), min_size=1), st.integers(0, 200_000))
def test_tables_are_looked_up_and_masks_are_set_in_parts(table: list[int], count: int) -> None:
    numbers = np.random.default_rng(count).integers(-1, len(table), count).astype(np.int32)
    values = np.array(table, np.int16)
    assert np.array_equal(look_up(values, numbers), values[numbers])
    mask = np.zeros(len(table), np.bool_)
    mark(mask, numbers)
    assert set(np.flatnonzero(mask)) == {n % len(table) for n in set(numbers.tolist())}


@given(st.integers(1, 15), st.lists(st.tuples(st.integers(0, 14), st.integers(0, 14)), max_size=15))
def test_whoever_is_joined_has_the_lowest_of_all_as_leader(count: int, pairs: list[tuple[int, int]]) -> None:
    joined = [{n} for n in range(count)]
    pairs = [(a % count, b % count) for a, b in pairs]
    for a, b in pairs:
        both = joined[a] | joined[b]
        for n in both:
            joined[n] = both
    one, other = (np.array([pair[end] for pair in pairs], np.int32) for end in (0, 1))
    assert merged(count, one, other).tolist() == [min(group) for group in joined]


@given(st.lists(st.integers(0, 19)), st.lists(st.booleans(), min_size=20, max_size=20))
def test_few_and_many_verbs_are_found_alike(column: list[int], wanted: list[bool]) -> None:
    assert with_verbs(np.array(column, np.int16), wanted).tolist() == [wanted[verb] for verb in column]
    chosen = [verb for verb in range(20) if wanted[verb]]
    assert among(np.array(column, np.int16), chosen).tolist() == [wanted[verb] for verb in column]
