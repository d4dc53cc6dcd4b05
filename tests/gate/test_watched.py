"""What other programs say was watched: matched among the titles that may be known, and asked where it is not sure."""

from typing import Any

import pytest

from intertwine.gate.universe import Universe
from intertwine.gate.watched_matching import WatchedMatches
from intertwine.model.progress import NOTHING
from intertwine.model.watched import WatchedMedium, WatchedRow, WatchedWork
from tests.worlds import world

TITLES = """
=== Ebb.md
---
kind: series
year: 2015
ids: {imdb: tt0000100, tmdb: 7}
---
## Season 0 (1 episode)
### 1. The Making Of
## Season 1 (2015-01-01, 3 episodes)
### 1. One (50 min)
### 2. Two (~50 min)
### 3. Three
## Season 2 (2016-01-01, 2 episodes)
### 1-2. Four (100 min)
=== Flow.md
---
kind: film
released: 2017-01-01
minutes: 100
ids: {imdb: tt0000200, tmdb: 7}
---
=== Twin (2001).md
---
kind: series
name: Twin
year: 2001
---
## Season 1 (2001-01-01, 2 episodes)
### 1. Left
### 2. Right
=== Twin (2011).md
---
kind: series
name: Twin
year: 2011
---
## Season 1 (2011-01-01, 2 episodes)
### 1. Up
### 2. Down
=== Long Shore.md
---
kind: book
year: 1999
ids: {isbn: 0306406152}
---
## Chapters (2 chapters)
### 1. A (1000 words)
### 2. B (1000 words)
"""


@pytest.fixture(scope="module")
def there() -> Universe:
    return world(TITLES)


def row(title: str, season: int | None = None, first: int | None = None, **named: Any) -> WatchedRow:
    """An entry; `medium`, `year` and `ids` are of its work."""
    medium: WatchedMedium = named.pop("medium", "series")
    work = WatchedWork(medium, title, named.pop("year", 0), tuple(sorted(named.pop("ids", {}).items())))
    return WatchedRow(work, season, first, **named)


def watched(universe: Universe, *rows: WatchedRow, seen: str = "") -> WatchedMatches:
    return universe.watched(rows, universe.progress(seen) if seen else NOTHING)


def text(universe: Universe, *rows: WatchedRow) -> str:
    found = watched(universe, *rows)
    assert not found.asked
    return found.text


def asked(universe: Universe, *rows: WatchedRow) -> list[tuple[str, ...]]:
    """The choices of all that is asked, where nothing is marked."""
    found = watched(universe, *rows)
    assert found.text == ""
    return [it.choices for it in found.asked]


def test_an_outside_id_counts_whatever_the_name(there: Universe) -> None:
    assert text(there, row("Ebbe", 1, 1, ids={"imdb": "tt0000100"})) == "Ebb 1x01"
    assert text(there, row("Der Fluss", medium="film", ids={"imdb": "tt0000200"})) == "Flow"


def test_a_film_and_a_series_may_have_one_number(there: Universe) -> None:
    assert text(there, row("?", 1, 1, ids={"tmdb": "7"})) == "Ebb 1x01"
    assert text(there, row("?", medium="film", ids={"tmdb": "7"})) == "Flow"


def test_a_name_and_a_year_count(there: Universe) -> None:
    assert text(there, row("EBB", 1, 2, year=2015)) == "Ebb 1x02"
    assert text(there, row("flow", medium="film", year=2017)) == "Flow"
    assert text(there, row("Twin", 1, 2, year=2011)) == "Twin (2011) 1x02"


def test_another_year_is_another_title_and_the_next_year_is_asked(there: Universe) -> None:
    found = watched(there, row("Flow", medium="film", year=1994))
    assert (found.text, found.asked, found.elsewhere) == ("", (), 1)
    assert asked(there, row("Flow", medium="film", year=2018)) == [("Flow",)]


def test_a_film_by_its_name_alone_is_asked(there: Universe) -> None:
    assert asked(there, row("Flow", medium="film")) == [("Flow",)]


def test_a_series_by_its_name_alone_counts_if_nothing_speaks_against_it(there: Universe) -> None:
    assert text(there, row("Ebb", 1, 1), row("Ebb", 1, 3)) == "Ebb 1x01, Ebb 1x03"
    assert watched(there, row("Ebb", 1, 1), row("Ebb", 9, 3)).text == ""


def test_namesakes_are_asked_unless_a_name_of_an_episode_tells_them_apart(there: Universe) -> None:
    assert len(asked(there, row("Twin", 1, 1))[0]) == 2
    assert "1x02" in text(there, row("Twin", 1, 2, name="Down"))


def test_another_id_in_one_scheme_is_another_title(there: Universe) -> None:
    assert watched(there, row("Flow", medium="film", ids={"imdb": "tt0000999"})).elsewhere == 1
    assert asked(there, row("Flow", medium="film", year=2017, ids={"imdb": "tt0000999"})) == [("Flow",)]


def test_a_name_finds_an_episode_and_speaks_against_a_number(there: Universe) -> None:
    assert text(there, row("Ebb", 1, None, name="two")) == "Ebb 1x02"
    assert asked(there, row("Ebb", 1, 1, name="Three", year=2015)) == [()]


def test_a_title_with_colons_may_be_an_episode(there: Universe) -> None:
    assert text(there, row("Ebb: Three", medium="")) == "Ebb 1x03"
    assert asked(there, row("Ebb: Nine", medium="")) == [()]


def test_whose_it_is_may_stand_before_a_name(there: Universe) -> None:
    assert text(there, row("Marvel's Ebb", 1, 2, name="Two")) == "Ebb 1x02"
    assert asked(there, row("Marvel's Ebb", 1, 2)) == [("Ebb 1x02",)]


def test_specials_count_with_their_name_alone(there: Universe) -> None:
    """Programs number them differently."""
    assert text(there, row("Ebb", 0, 1, name="The Making of", year=2015)) == "Ebb S0"
    assert asked(there, row("Ebb", 0, 1, year=2015)) == [()]


def test_a_double_episode_is_two_of_the_ledger(there: Universe) -> None:
    assert text(there, row("Ebb", 2, 1, year=2015, last=2)) == "Ebb S2"
    assert text(there, row("Ebb", 2, 1, year=2015)) == "Ebb 2x01"


def test_of_a_file_with_several_episodes_only_its_end_counts(there: Universe) -> None:
    """At 50 of 100 minutes nobody knows whether the second episode has begun."""
    for far in ({"seconds": 50 * 60}, {"seconds": 50 * 60, "runtime": 100 * 60}, {"seconds": 91 * 60, "runtime": 6000}):
        assert asked(there, row("Ebb", 1, 1, last=2, year=2015, **far)) == [()]
    assert text(there, row("Ebb", 1, 1, last=2, year=2015, seconds=95 * 60, runtime=6000)) == "Ebb 1x01-1x02"


def test_so_much_counts_up_to_there_and_from_the_threshold_on_whole(there: Universe) -> None:
    assert text(there, row("Ebb", 1, 1, seconds=44 * 60, year=2015)) == "Ebb 1x01@00:44:00"
    assert text(there, row("Ebb", 1, 1, seconds=45 * 60, year=2015)) == "Ebb 1x01"
    assert text(there, row("Ebb", 1, 2, seconds=49 * 60, year=2015)) == "Ebb 1x02@00:49:00"  # about 50: perhaps 55
    assert text(there, row("Ebb", 1, 2, seconds=45 * 60, runtime=50 * 60, year=2015)) == "Ebb 1x02"
    assert asked(there, row("Ebb", 2, 1, seconds=600, year=2015)) == [()]  # a file does not say where it parts


def test_a_longer_file_passes_what_is_certainly_passed(there: Universe) -> None:
    its = row("Flow", medium="film", year=2017, seconds=3600, runtime=121 * 60)
    assert text(there, its) == "Flow@00:40:00"


def test_a_book_is_read_whole_or_to_a_share(there: Universe) -> None:
    assert text(there, row("x", medium="book", ids={"isbn": "9780306406157"})) == "Long Shore chapters 1-2"
    assert text(there, row("Long Shore", medium="book", year=1999, share=6000)) == "Long Shore chapter 1"
    assert asked(there, row("Long Shore", medium="book")) == [("Long Shore chapters 1-2",)]


def test_a_series_as_a_whole_says_not_how_far(there: Universe) -> None:
    found = watched(there, row("Ebb", year=2015))
    assert [(it.why, it.choices) for it in found.asked] == [("it does not say how far", ("Ebb S1-S2",))]


def test_twice_is_once_and_what_is_not_there_is_counted(there: Universe) -> None:
    found = watched(there, row("Ebb", 1, 1, year=2015), row("Ebb", 1, 1, year=2015), row("Nobody", 1, 1))
    assert [(it.title, it.text, it.rows) for it in found.matched] == [("Ebb", ("Ebb 1x01",), 2)]
    assert (found.elsewhere, found.rows) == (1, 3)


def test_what_was_seen_before_is_part_of_the_text_and_not_of_the_marks(there: Universe) -> None:
    found = watched(there, row("Ebb", 1, 1, year=2015), seen="Flow")
    assert (found.text, there.text(found.progress)) == ("Ebb 1x01, Flow", "Ebb 1x01")


SECRET = """
=== Ebb.md
---
kind: series
year: 2015
---
## Season 1 (2015-01-01, 2 episodes)
### 1. One
### 2. Two
=== Undertow.md
---
kind: film
revealed: Ebb 1x02
released: 2016-01-01
ids: {imdb: tt0000300}
---
=== Deep.md
---
kind: series
revealed: 1x01
year: 2018
---
## Season 1 (2018-01-01, 2 episodes)
### 1. A
### 2. B
"""


@pytest.fixture(scope="module")
def secret() -> Universe:
    return world(SECRET)


UNDERTOW = row("Undertow", medium="film", year=2016, ids={"imdb": "tt0000300"})


def test_a_secret_title_counts_as_missing(secret: Universe) -> None:
    assert watched(secret, UNDERTOW) == watched(secret, UNDERTOW._replace(work=WatchedWork("film", "Nobody", 2016)))
    assert watched(secret, row("Deep", 1, 2, year=2018)).elsewhere == 1


def test_a_name_of_a_secret_episode_tells_no_entries_apart() -> None:
    """A series whose namesake is a secret: what is asked together does not hang on the names of its episodes."""
    series = "=== Ebb{}.md\n---\nkind: series\nname: Ebb\n{}---\n## Season 1 (2015-01-01, 1 episode)\n### 1. {}\n"
    alone = series.format("", "year: 2015\n", "One")
    both = alone + series.format(" (2030)", "year: 2030\nrevealed: Ebb 1x01\n", "Foo")
    rows = [row("Ebb", 9, 9, name=name, row=number) for number, name in enumerate(("Foo", "Bar"), 1)]
    found = watched(world(alone), *rows)
    assert [(it.row, it.rows) for it in found.asked] == [(1, 2)]
    assert watched(world(both), *rows) == found


def test_what_another_entry_reveals_is_known(secret: Universe) -> None:
    assert text(secret, UNDERTOW, row("Ebb", 1, 2, year=2015)) == "Ebb 1x02, Undertow"
    assert watched(secret, UNDERTOW, seen="Ebb 1x02").text == "Ebb 1x02, Undertow"


def test_a_secret_title_is_admitted_for_the_row_that_claims_it(secret: Universe) -> None:
    assert text(secret, row("Deep", 1, 1, year=2018)) == "Deep 1x01"
    assert text(secret, row("Deep", 1, 2, year=2018), row("Deep", 1, 1, year=2018)) == "Deep S1"


def test_a_secret_title_is_never_offered(secret: Universe) -> None:
    for its in (row("Deep", year=2018), row("Deep", 7, 7, year=2018), row("Undertow", medium="film")):
        found = watched(secret, its)
        assert (found.text, found.asked, found.elsewhere) == ("", (), 1)
