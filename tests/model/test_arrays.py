"""Sets of numbers as arrays, and packed strings, against Python's own."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from intertwine.model.arrays import among, common, distinct
from intertwine.model.strings import Strings
from intertwine.model.words import fold, slug

NUMBERS = st.lists(st.integers(-5, 40), max_size=30)


@given(NUMBERS, NUMBERS)
def test_sets_of_numbers_are_like_sets(a: list[int], b: list[int]) -> None:
    one, two = np.array(a, np.int32), np.array(b, np.int32)
    assert distinct(one).tolist() == sorted(set(a))
    assert common(one, two).tolist() == sorted(set(a) & set(b))
    assert among(one, two).tolist() == among(one, set(b)).tolist() == [n in b for n in a]


@given(st.lists(st.text("ab", min_size=1, max_size=4), max_size=60), st.text("ab", min_size=1, max_size=4))
def test_the_first_of_many_strings_that_are_alike_is_found(words: list[str], wanted: str) -> None:
    packed = Strings.of(["", *words])
    assert packed.find(wanted) == (["", *words].index(wanted) if wanted in words else -1)


@given(st.lists(st.text(max_size=8), max_size=12), st.data())
def test_packed_strings_give_back_what_was_put_in(words: list[str], data: st.DataObject) -> None:
    packed = Strings.of(["", *words])
    assert packed.all() == ["", *words]
    assert [packed[n] for n in range(len(packed))] == ["", *words]
    for word in words:
        assert packed[packed.find(word)] == word
    assert packed.find("nothing like it, surely") == -1
    wanted = np.array([data.draw(st.booleans()) for _ in range(len(packed))], np.bool_)
    kept, renumber = packed.subset(wanted)
    assert all(kept[int(renumber[n])] == packed[n] for n in np.flatnonzero(wanted).tolist())
    assert len(kept) == 1 + int(wanted[1:].sum())
    assert not np.shares_memory(kept.blob, packed.blob)


@given(st.text(max_size=20))
def test_folding_and_slugs_are_stable(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert slug(slug(text)) == slug(text)
    assert slug(text)
    assert slug(text) == slug(fold(text))


def test_names_read_alike_whatever_their_case_and_accents() -> None:
    assert fold("  Ramón   RODRÍGUEZ ") == "ramon rodriguez"
    assert slug("Luke's Bar") == slug("Luke\u2019s bar") == "lukes-bar"
    assert slug("???") == "x"
