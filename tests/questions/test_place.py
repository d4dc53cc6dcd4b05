"""Places in questions are read as progress text reads them, and what is wrong is said in its words."""

import pickle
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from intertwine import questions
from intertwine.gate.universe import Universe
from intertwine.questions.place import place_start
from tests.worlds import world

TITLES = """
=== Ebb.md
---
kind: series
---
## Season 0 (1 episode)
### 1. Before
## Season 1 (2015-01-01, 2 episodes)
### 1. One
### 2. Two
## Season 2 (2016-01-01, 1 episode)
### 1. Three
- [[Ebb]] is called "The Long Way Down"
=== Flow (2015).md
---
kind: film
released: 2015-05-05
---
=== Flow (2019).md
---
kind: film
released: 2019-05-05
---
=== Now.md
---
kind: film
name: Now, Then
---
=== Told.md
---
kind: film
---
=== Secret.md
---
kind: series
name: Undertow
revealed: Ebb S1
---
## Season 1 (2020-01-01, 2 episodes)
### 1. A
### 2. B
"""


@pytest.fixture(scope="module")
def there() -> Universe:
    return world(TITLES)


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("ebb", "Ebb"),
        ("The Ebb S1", "Ebb S1"),
        ("Ebb S0", "Ebb S0"),
        ("Ebb 0x01", "Ebb 0x01"),
        ("Ebb, season 1, episode 2", "Ebb 1x02"),
        ("Ebb S01E02", "Ebb 1x02"),
        ('"Ebb" S2', "Ebb S2"),
        ("Ebb 2x01", "Ebb 2x01"),
        ("Flow (2019)", "Flow (2019)"),
        ("flow-2019", "Flow (2019)"),
        ("Now, Then", "Now, Then"),
        ('"Now, Then"', "Now, Then"),
        ("Told", "Told"),
        ("Undertow 1x02", "Undertow 1x02"),
        ("the long way down, S1", "Ebb S1"),
    ],
)
def test_it_reads_what_progress_text_reads(there: Universe, text: str, means: str) -> None:
    assert place_start(there.seen("everything"), text).at.text == means


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Ebb S9", '"Ebb" has no season 9'),
        ("Ebb 1x09", '"Ebb" has no 1x09; season 1 ends with 1x02'),
        ("Ebb 1x01-", '"1x01-" is not an episode or a season of "Ebb"; did you mean Ebb 1x01?'),
        ("Ebb soon", '"soon" is not an episode or a season of "Ebb"'),
        ("Ebbe S1", 'no title is called "Ebbe"; did you mean Ebb S1?'),
        ("Undertwo 1x01", 'no title is called "Undertwo"'),
        ("Undertow 1x01", 'no title is called "Undertow"'),
        ("1x01", '"1x01" names no title; write the title before it'),
        ("Ebb S1-S2", '"Ebb S1-S2" is not one title, season or episode; did you mean Ebb S1?'),
        ("Ebb 1x01-1x02", '"Ebb 1x01-1x02" is not one title, season or episode; did you mean Ebb S1?'),
        ("Ebb, Told", '"Ebb, Told" is not one title, season or episode; did you mean Ebb?'),
        ("Ebb 1x02@00:10:00", '"Ebb 1x02@00:10:00" is not one title, season or episode; did you mean Ebb 1x02?'),
        ('"Ebb S1', "a quotation mark is not closed"),
        ("", "the name is empty: write one"),
        (" , ", "no title is named"),
        ("everything", 'no title is called "everything"'),
    ],
)
def test_it_says_which_part_is_not_understood_and_what_is_nearest(there: Universe, text: str, reason: str) -> None:
    view = there.seen()
    for ask in (lambda: questions.recap(view, text), lambda: questions.met(view, ["A", "B"], before=text)):
        with pytest.raises(questions.NoPlace) as error:
            ask()
        assert (error.value.asked, str(error.value).removesuffix("; it has seasons 1 to 2")) == (text, reason)


def test_namesakes_are_offered_by_spellings_that_tell_them_apart(there: Universe) -> None:
    with pytest.raises(questions.Ambiguous) as error:
        place_start(there.seen(), "Flow")
    assert str(error.value) == '"Flow" is the name of several titles; write "Flow (2015)" or "Flow (2019)"'
    assert [choice.name for choice in error.value.choices] == ["Flow (2015)", "Flow (2019)"]


def test_a_hidden_title_is_as_good_as_a_missing_one(there: Universe) -> None:
    """The same words with and without it, also where it would be the nearest, or a namesake."""
    without = world(TITLES.partition("=== Secret.md")[0])

    def said(universe: Universe, text: str) -> str:
        with pytest.raises((questions.NotThere, questions.Ambiguous)) as error:
            place_start(universe.seen("Ebb 1x01"), text)
        return str(error.value)

    for text in ("Undertow", "Undertow S1", "Undertwo 1x01", "Undertow 1x09", "undertow (2020)", "undertow, S1"):
        assert said(there, text) == said(without, text)


BOOKS = """
=== Lamps.md
---
kind: book
name: Lamps
editions: {Faber 1998: 200, Other 2000: 300}
---
## Part 1 (2001-01-01, 2 chapters)
### 1. Oil (~1000 words, absolute 1, disc 1.1, page 9 of Faber 1998)
### 2. Gas (~1000 words, absolute 2, disc 1.2, page 60 of Faber 1998)
## Part 2 (2001-01-01, 2 chapters)
### 1. Arc (~1000 words, absolute 3, disc 2.1, page 120 of Faber 1998)
### 2. Neon (~1000 words, absolute 17, disc 2.2, page 160 of Faber 1998)
=== Wick.md
---
kind: book
name: Wick
revealed: Lamps part 1
editions: {Hidden 1999: 100}
---
## Chapters (2002-01-01, 2 chapters)
### 1. One (absolute 7)
### 2. Two (absolute 8)
=== Pier.md
---
kind: film
released: 2003-01-01
minutes: 90
---
"""


@pytest.fixture(scope="module")
def books() -> Universe:
    return world(BOOKS)


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("Lamps absolute 3", "Lamps part 2 chapter 1"),
        ("Lamps #17", "Lamps part 2 chapter 2"),
        ("Lamps, absolute 2", "Lamps part 1 chapter 2"),
        ("absolute 2 of Lamps", "Lamps part 1 chapter 2"),
        ("Lamps disc 1.2", "Lamps part 1 chapter 2"),
        ("Lamps disc 2", "Lamps part 2"),
        ("Wick #8", "Wick chapter 2"),
    ],
)
def test_it_reads_other_numbers_as_progress_text_does(books: Universe, text: str, means: str) -> None:
    assert place_start(books.seen("everything"), text).at.text == means
    assert books.progress(text, books.everything) == books.progress(means, books.everything)


@pytest.mark.parametrize(
    ("text", "offer"),
    [
        ("Lamps page 81 of Faber 1998", "; did you mean Lamps part 1 chapter 2?"),
        ("page 160 of Faber 1998 of Lamps", "; did you mean Lamps part 2 chapter 1?"),
        ("Lamps page 81", "; name a chapter instead"),
        ("Lamps page 81 of Nobody", "; name a chapter instead"),
        ("Lamps 60%", "; did you mean Lamps part 2 chapter 1?"),
        ("Lamps, 60%", "; did you mean Lamps part 2 chapter 1?"),
        ("60% of Lamps", "; did you mean Lamps part 2 chapter 1?"),
        ("Lamps part 2 60%", "; did you mean Lamps part 2?"),
        ("Lamps 100%", "; name a chapter instead"),
    ],
)
def test_a_share_and_a_page_are_said_to_be_no_place(books: Universe, text: str, offer: str) -> None:
    with pytest.raises(questions.NoPlace) as error:
        place_start(books.seen("everything"), text)
    assert str(error.value) == f'"{text}" says how far somebody is, and names no chapter{offer}'
    for near in error.value.near:
        place_start(books.seen("everything"), near)


def test_numbers_and_editions_of_a_hidden_title_are_in_no_view(books: Universe) -> None:
    view = books.seen("Lamps 1x01")
    assert b"Hidden 1999" not in pickle.dumps(view)
    for text in ("Wick #8", "Wick page 8 of Hidden 1999", "Wick 8%"):
        with pytest.raises(questions.NoPlace) as hidden:
            place_start(view, text)
        with pytest.raises(questions.NoPlace) as missing:
            place_start(view, text.replace("Wick", "Wock"))
        assert str(hidden.value) == str(missing.value).replace("Wock", "Wick")


def test_the_pages_of_editions_are_no_other_numbers(books: Universe) -> None:
    listing = books.seen("everything").listing
    lamps, *_ = (title for title in listing.titles if listing.editions(title))
    assert [it.others[0] for it in listing.installments(lamps)][2:] == [("absolute", "3"), ("absolute", "17")]
    assert {label for it in listing.installments(lamps) for label, _ in it.others} == {"absolute", "disc"}
    assert [(it.name, it.starts[:1]) for it in listing.editions(lamps)] == [
        ("Faber 1998", ((9, 0),)),
        ("Other 2000", ()),
    ]


@pytest.mark.parametrize("text", ['told before "Ebb"', 'before "Ebb"', 'told "Nowhere"', 'before "Ebb" in order "x"'])
def test_a_keyword_before_a_quoted_name_is_no_place(there: Universe, text: str) -> None:
    with pytest.raises(questions.NoPlace):
        place_start(there.seen("everything"), text)


WORDS = (
    "Ebb", '"Ebb"', "Flow", "Now, Then", "Told", "told", "before", "everything", "nothing", "in order", "release",
    "and",
    ",", ";", "S1", "1x02", "E2", "2", "45%", "page 5", "of", "@", "@00:10:00", "-", "(2015)", "(#1)", '"', '""', "the",
)  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=8))
@example(["told", "before", '"Ebb"'])
def test_no_text_breaks_the_reader_of_places(there: Universe, words: list[str]) -> None:
    with suppress(questions.NoPlace, questions.Ambiguous):
        place_start(there.seen("Ebb S1"), " ".join(words))
