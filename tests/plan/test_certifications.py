"""Certifications: which can be compared, by whoever gave them."""

import pytest

from intertwine.plan.certifications import SCALES, rank_of


@pytest.mark.parametrize(
    ("mark", "body", "scales"),
    [
        ("TV-14", "US-TV", {"US-TV": 4}),
        ("12", "DE-FSK", {"FSK": 2}),
        ("fsk 12", "FSK", {"FSK": 2}),
        ("12", "BBFC", {"BBFC": 2}),
        ("12A", "UK-BBFC", {"BBFC": 2}),
        ("PG-13", "US-MPA", {"US-MPA": 2}),
        ("PG", "MPAA", {"US-MPA": 1}),
        ("TV-MA", "Netflix", {"US-TV": 5}),
        ("12", "PEGI", {}),
        ("G", "JP-Eirin", {}),
        ("Not Rated", "US-MPA", {}),
        ("TV-MA", "US-MPA", {}),
        ("12", "", {"BBFC": 2, "FSK": 2}),
        ("PG", "", {"US-MPA": 1, "BBFC": 1, "ACB": 1}),
        ("blue", "", {}),
    ],
)
def test_a_mark_is_compared_on_the_scale_of_whoever_gave_it(mark: str, body: str, scales: dict[str, int]) -> None:
    assert rank_of(mark, body) == scales


@pytest.mark.parametrize("body", list(SCALES))
def test_every_mark_of_a_scale_has_its_rank_there(body: str) -> None:
    for rank, alike in enumerate(SCALES[body]):
        for mark in alike:
            assert rank_of(mark)[body] == rank
            assert rank_of(mark, body) == {body: rank}
