"""The published stories: optima, the fast mode's sum, and the picture, where the data lie beside the repository."""

import os
from itertools import pairwise
from pathlib import Path

import pytest

from intertwine.storyline import (
    Chart,
    crossings,
    draw_chart,
    faults,
    heights_isotonic,
    linear_height,
    minimize_height,
    order_fast,
    order_proved,
    read_chart,
)
from tests.long import LONG
from tests.storyline.test_layout import overlapping

DATA = Path(__file__).resolve().parents[3] / "shared" / "storyline"
FILMS = {"thematrix": (12, 10), "starwars": (39, 39), "inception": (35, 27)}
BOOKS = {
    ("jean", "1"): 10, ("jean", "2"): 6, ("jean", "3"): 13, ("jean", "4"): 42, ("jean", "5"): 17,
    ("anna", "1"): 20, ("anna", "2"): 12, ("anna", "3"): 0, ("anna", "4"): 20, ("anna", "5"): 17,
    ("anna", "6"): 31, ("anna", "7"): 9, ("anna", "8"): 6, ("huck", ""): 42,
}  # fmt: skip
PEERS = {
    ("huck", ""): 95, ("jean", "1"): 15, ("jean", "2"): 11, ("jean", "3"): 30, ("jean", "4"): 102, ("jean", "5"): 28,
    ("anna", "1"): 40, ("anna", "2"): 19, ("anna", "3"): 0, ("anna", "4"): 32, ("anna", "5"): 47, ("anna", "6"): 50,
    ("anna", "7"): 27, ("anna", "8"): 10,
}  # fmt: skip


def story(path: str, presence: str = "span", parts: str = "") -> Chart:
    """A story's chart; skips where the data set is not there, fails where it is but a file of it is not."""
    if not DATA.is_dir():
        pytest.skip("the data set is not beside the repository (../shared/storyline)")
    if not (DATA / path).is_file():
        assert os.environ.get("CI") != "true", f"{path} is missing from ../shared/storyline"
        pytest.skip(f"{path} is missing from ../shared/storyline")
    return read_chart(DATA / path, "gap" if presence == "gap" else "span", parts)


@pytest.mark.parametrize("name", FILMS)
def test_films_are_proved(name: str) -> None:
    for presence, expected in zip(("span", "gap"), FILMS[name], strict=True):
        chart = story(f"tanahashi2012-timesteps/{name}.txt", presence)
        found = order_proved(chart)
        assert (found.certificate.crossings, found.certificate.optimal) == (expected, True)
        assert faults(chart, found.orders) == []


LEAST = {"thematrix": 19, "inception": 66, "starwars": 58}


@pytest.mark.parametrize(("name", "least"), list(LEAST.items())[: None if LONG else 2])
def test_the_least_heights_of_films_are_proved(name: str, least: int) -> None:
    chart = story(f"tanahashi2012-timesteps/{name}.txt")
    found = minimize_height(order_proved(chart))
    assert found.lower_bound == found.linear_height == linear_height(found.heights) == least
    assert crossings(found.ordered.orders) == FILMS[name][0]
    assert faults(chart, found.ordered.orders) == []
    for order, row in zip(found.ordered.orders, found.heights, strict=True):
        assert all(row[two] - row[one] >= 1 for one, two in pairwise(order))


@pytest.mark.parametrize(("book", "part"), BOOKS)
def test_single_books_are_proved(book: str, part: str) -> None:
    chart = story(f"sgb/{book}.dat", parts=part)
    found = order_proved(chart)
    assert found.certificate.optimal
    assert crossings(found.orders) == found.certificate.crossings == BOOKS[book, part]
    assert faults(chart, found.orders) == []


def test_the_fast_order_beats_the_public_tools_on_every_book_and_is_near_the_optimum() -> None:
    total = 0
    for (book, part), peer in PEERS.items():
        found = order_fast(story(f"sgb/{book}.dat", parts=part)).certificate.crossings
        assert found <= peer, (book, part)
        total += found
    for name, peer in zip(FILMS, (12, 54, 42), strict=True):
        found = order_fast(story(f"tanahashi2012-timesteps/{name}.txt")).certificate.crossings
        assert found <= peer, name
        total += found
    best = sum(BOOKS.values()) + sum(span for span, _ in FILMS.values())
    assert total <= 1.15 * best


@pytest.mark.parametrize("name", FILMS)
def test_a_film_s_names_overlap_nothing(name: str) -> None:
    ordered = order_fast(story(f"tanahashi2012-timesteps/{name}.txt"))
    assert overlapping(draw_chart(ordered, heights_isotonic(ordered))) == []


def test_the_overlapping_sessions_of_the_matrix_are_repaired_and_give_the_same_optimum() -> None:
    chart = story("tanahashi2012-sessions/TheMatrix_interaction_sessions.txt")
    assert len(chart.repairs) == 7
    assert order_proved(chart).certificate.crossings == 12


def test_every_file_of_the_test_beds_is_read() -> None:
    story("sgb/huck.dat")
    files = [path for path in sorted(DATA.rglob("*")) if path.is_file() and "README" not in path.name]
    assert len(files) > 40
    for path in files:
        assert read_chart(path).layers
