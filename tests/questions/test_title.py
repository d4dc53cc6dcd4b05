"""A title's page."""

from dataclasses import fields

import pytest

from intertwine import questions
from intertwine.gate.universe import Universe
from intertwine.questions.title_page import listed_title
from tests.worlds import universe, world

PAGES = """
=== universe.md
---
kind: universe
name: Harbour
---
=== person: Zoe Actor, Adam Actor, Eve Actor
=== group: The Watch
=== titles/Tide.md
---
kind: series
name: Tide
certification: {US-TV: TV-MA, DE-FSK: 16}
genres: [Crime, Action]
platform: Netflix
status: ended
logline: A harbour at night.
ids: {imdb: tt0000001, tmdb: 12}
images:
  - {file: tide.jpg, alt: A quay, revealed: public}
  - {file: secret.jpg, alt: A knife, revealed: Tide 1x02}
cast:
  - "[[Zoe Actor]] as [[Ada]] (public role)"
  - "[[Eve Actor]] as [[Cleo]]"
  - "[[Adam Actor]] as [[Ben]] (public)"
---
# Tide
## Synopsis
### Tide 1x02
Later [[Ben]] comes home.
### Public
[[Ada]] keeps watch.
### Tide 1x01
She is not alone.
## News
### Public
- 2018-01-02 news: "A second season is confirmed."
- 2019-05-06 news: "It begins in May."
## Facts
### Public
- [[Tide]] is confirmed for "a second season"
  - true: 2018-01-02
## Season 1 (2017-03-01, 2 episodes)
### 1. Ebb (~50 min)
- [[Ada]] meets [[Cleo]]
### 2. Flood (~50 min)
- [[Ada]] meets [[Ben]]
- [[Ben]] leads [[The Watch]]
- [[Ben]] is the main antagonist of [[Tide]]
- together after the credits: [[Ben]], [[Cleo]]
## Season 2 (announced 2019-05-01)
=== titles/Swell.md
---
kind: film
name: Swell
released: 2020-01-01
minutes: 90
---
# Swell
## Facts
### Public
- [[Swell]] picks up [[Tide]]
### Whole title
- 00:10:00 [[Ada]] meets [[Ben]]
"""


@pytest.fixture(scope="module")
def harbour() -> Universe:
    return world(PAGES)


def test_to_somebody_who_has_seen_nothing_it_shows_the_bare_listing(harbour: Universe) -> None:
    page = questions.title(harbour.seen(), "tide")
    assert (page.name, page.address, page.kind, page.year) == ("Tide", "tide", "series", 2017)
    assert [(it.body, it.mark) for it in page.certifications] == [("US-TV", "TV-MA"), ("DE-FSK", "16")]
    assert (page.genres, page.platforms, page.status) == (("Crime", "Action"), ("Netflix",), "ended")
    assert (page.released, page.last_released, page.episodes, page.minutes) == ("2017-03-01", "2017-03-01", 2, 100)
    assert page.timed == 2
    assert page.logline == "A harbour at night."
    assert [(it.scheme, it.id) for it in page.ids] == [("imdb", "tt0000001"), ("tmdb", "12")]
    assert [it.file for it in page.images] == ["tide.jpg"]
    assert [line.text for line in page.synopsis] == ["Ada keeps watch."]
    assert (page.antagonists, page.leaders, page.after_credits) == ((), (), ())


def test_cast_stands_in_billing_order_of_those_who_are_left(harbour: Universe) -> None:
    def cast(seen: str) -> list[tuple[str, list[str]]]:
        page = questions.title(harbour.seen(seen), "Tide")
        return [(line.actor.name, [role.name for role in line.roles]) for line in page.cast]

    assert cast("") == [("Zoe Actor", ["Ada"]), ("Adam Actor", [])]
    assert cast("Tide 1x01") == [("Zoe Actor", ["Ada"]), ("Eve Actor", ["Cleo"]), ("Adam Actor", [])]
    assert cast("Tide S1")[2] == ("Adam Actor", ["Ben"])


def test_the_synopsis_keeps_the_order_of_the_text(harbour: Universe) -> None:
    page = questions.title(harbour.seen("Tide S1"), "Tide")
    assert [line.text for line in page.synopsis] == ["Later Ben comes home.", "Ada keeps watch.", "She is not alone."]
    assert [line.where.text if line.where else None for line in page.synopsis] == ["Tide 1x02", None, "Tide 1x01"]


def test_news_is_newest_first_and_renewals_are_dated(harbour: Universe) -> None:
    page = questions.title(harbour.seen(), "Tide")
    assert [it.date for it in page.news] == ["2019-05-06", "2018-01-02"]
    assert [(it.text, it.date) for it in page.renewals] == [("Tide is confirmed for a second season", "2018-01-02")]


def test_it_says_what_it_picks_up_and_what_picks_it_up(harbour: Universe) -> None:
    view = harbour.seen()
    assert [it.to.name for it in questions.title(view, "Swell").picks_up] == ["Tide"]
    assert [it.to.name for it in questions.title(view, "Tide").picked_up_by] == ["Swell"]


def test_after_the_whole_season_it_names_antagonists_and_leaders_and_what_comes_after_the_credits(
    harbour: Universe,
) -> None:
    page = questions.title(harbour.seen("Tide S1"), "Tide")
    assert [it.to.name for it in page.antagonists] == ["Ben"]
    assert [it.to.name for it in page.leaders] == ["Ben"]
    assert [it.text for it in page.after_credits] == ["Ben and Cleo share a scene after the credits"]
    assert [it.file for it in page.images] == ["tide.jpg", "secret.jpg"]


def test_facts_are_public_ones_first_and_then_as_shown(harbour: Universe) -> None:
    page = questions.title(harbour.seen("Tide S1"), "Tide")
    assert [it.text for it in page.facts] == [
        "Tide is confirmed for a second season",
        "Swell picks up Tide",
        "Ada meets Cleo",
        "Ada meets Ben",
        "Ben leads the Watch",
        "Ben is the main antagonist of Tide",
        "Ben and Cleo share a scene after the credits",
    ]
    assert page.facts[2].where == page.facts[-5].where
    assert [it.text for it in page.facts[2:4]] == ["Ada meets Cleo", "Ada meets Ben"]


def test_installments_have_the_names_that_the_view_gives_them(harbour: Universe) -> None:
    page = questions.title(harbour.seen("Tide 1x01@00:10:00"), "Tide")
    first, second = page.seasons[0].listed
    assert (first.name, first.state, first.time) == ("Ebb", "begun", "00:10:00")
    assert (second.name, second.state, second.time) == (None, "unseen", None)
    told = questions.title(harbour.seen("Tide 1x01, told Tide 1x02"), "Tide").seasons[0].listed
    assert [(it.name, it.state) for it in told] == [("Ebb", "seen"), ("Flood", "told")]


def test_an_announced_season_has_no_installments(harbour: Universe) -> None:
    season = questions.title(harbour.seen(), "Tide").seasons[1]
    assert (season.number, season.announced, season.date, season.listed) == (2, True, "2019-05-01", ())


def test_a_film_is_one_season_without_a_number(harbour: Universe) -> None:
    page = questions.title(harbour.seen("Swell"), "Swell")
    assert [season.number for season in page.seasons] == [None]
    film = page.seasons[0].listed[0]
    assert (film.season, film.episode, film.minutes, film.state) == (None, None, 90, "seen")
    assert [it.where.text for it in page.facts if it.where] == ["Swell@00:10:00"]


def test_hidden_and_missing_titles_are_the_same_error(harbour: Universe) -> None:
    with pytest.raises(questions.NotThere) as missing:
        questions.title(harbour.seen(), "Nowhere")
    with pytest.raises(questions.NotThere) as person:
        questions.title(harbour.seen(), "Ben")
    assert repr(missing.value).replace("Nowhere", "?") == repr(person.value).replace("Ben", "?")
    with pytest.raises(questions.NotThere, match='"Ben" is not a title'):
        questions.title(harbour.seen("everything"), "Ben")


@universe
def test_titles_of_one_name_are_told_apart_by_their_year(there: Universe) -> None:
    """
    === a/Tide (2001).md
    ---
    kind: film
    name: Tide
    released: 2001-01-01
    ---
    === b/Tide (2011).md
    ---
    kind: film
    name: Tide
    released: 2011-01-01
    ---
    """
    view = there.seen()
    with pytest.raises(questions.Ambiguous) as several:
        questions.title(view, "Tide")
    assert [choice.name for choice in several.value.choices] == ["Tide (2001)", "Tide (2011)"]
    assert [questions.title(view, choice.address).year for choice in several.value.choices] == [2001, 2011]
    assert questions.title(view, "Tide (2011)").year == 2011


def test_what_is_listed_of_a_title_is_what_its_page_says(harbour: Universe) -> None:
    for progress in ("", "Tide 1x01", "everything"):
        view = harbour.seen(progress)
        for number in view.listing.titles:
            listed, page = listed_title(view, number), questions.title(view, view.names.best(number))
            assert {name: getattr(listed, name) for name in vars_of(listed)} == {
                name: getattr(page, name) for name in vars_of(listed)
            }


def vars_of(record: object) -> list[str]:
    return [field.name for field in fields(record)]  # type: ignore[arg-type]
