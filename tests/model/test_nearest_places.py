"""What was perhaps meant by a number that a title does not list is never earlier than what can have been meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intertwine.model.nearest_places import nearest_installment, nearest_season, numbers_run_on
from intertwine.model.numbers import order_of, place_order, read_number

BOOK = [(1, 1), (1, 2), (1, 3), (1, 4), (2, 5), (2, read_number("5.5")), (2, 6), (2, 7), (3, 8)]
"""Its chapters run on from part to part."""
PLACES = st.sets(st.tuples(st.integers(1, 3), st.integers(1, 9)), min_size=1).map(sorted)


def nearest(places: list[tuple[int, int]], season: int, number: int) -> tuple[int, int]:
    own = [at for at, place in enumerate(places) if place[0] == season]
    return nearest_installment(places, (own[0], own[-1] + 1), number, runs_on=numbers_run_on(places))


@pytest.mark.parametrize(
    ("written", "meant"),
    [((2, 1), (2, 5)), ((2, 2), (2, 6)), ((2, 3), (2, 7)), ((2, 4), (2, 7)), ((2, read_number("1.5")), (2, 6)),
     ((1, 6), (2, 6)), ((1, read_number("5.2")), (2, read_number("5.5"))), ((1, 9), (1, 4)), ((3, 1), (3, 8))],
)  # fmt: skip
def test_where_numbers_run_on_a_small_one_counts_within_its_part(
    written: tuple[int, int], meant: tuple[int, int]
) -> None:
    assert nearest(BOOK, *written) == meant


@given(PLACES, st.data())
def test_what_is_offered_is_listed_and_late(places: list[tuple[int, int]], data: st.DataObject) -> None:
    season = data.draw(st.sampled_from([season for season, _ in places]))
    own = [number for of, number in places if of == season]
    number = data.draw(st.integers(0, 12).filter(lambda it: it not in own))
    found = nearest(places, season, number)
    assert found in places
    later = [place for place in places if place >= (season, number)]
    if later and (numbers_run_on(places) or later[0][0] == season):
        assert place_order(found) >= (season, order_of(number)) or found == (season, own[-1])
    assert found >= (season, min(number, own[-1]))


@given(st.sets(st.integers(0, 9), min_size=1), st.integers(0, 12))
def test_of_two_seasons_as_near_the_later_one_is_meant(seasons: set[int], wanted: int) -> None:
    found = nearest_season(seasons, wanted)
    assert all(abs(it - wanted) > abs(found - wanted) or it <= found for it in seasons if it != found)
