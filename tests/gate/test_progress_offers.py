"""What is offered instead of a place that is not understood passes nothing that was said to be unread."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intertwine.gate.universe import Universe
from intertwine.model.progress import UnknownProgressError
from tests.worlds import world

BOOKS = """
=== Salt.md
---
kind: book
editions: {Harbour 1998: 400}
---
## Part 1 (1998-04-01, 4 chapters)
### 1. One (page 9 of Harbour 1998)
### 2. Two (page 60 of Harbour 1998)
### 3. Three (page 120 of Harbour 1998)
### 4. Four (page 160 of Harbour 1998)
## Part 2 (1998-04-01, 3 chapters)
### 1. Five (page 230 of Harbour 1998)
### 2. Six (page 300 of Harbour 1998)
### 3. Seven (page 350 of Harbour 1998)
=== Dusk.md
---
kind: film
released: 2001-01-01
---
"""
PLACES = [(1, 1), (1, 2), (1, 3), (1, 4), (2, 1), (2, 2), (2, 3)]


@pytest.fixture(scope="module")
def there() -> Universe:
    return world(BOOKS)


def offers(there: Universe, text: str) -> tuple[str, ...]:
    with pytest.raises(UnknownProgressError) as wrong:
        there.progress(text)
    return wrong.value.offers


def passed(there: Universe, text: str) -> set[tuple[int, int]]:
    return {(mark.season, mark.number) for mark in there.progress(text).seen}


@pytest.mark.parametrize(
    "text",
    [
        "Salt except part 2 chapter 2", "Salt without part 2 chapter 2", "Salt (but not part 2 chapter 2)",
        "Salt minus P2C2", "Salt all but part 2 chapter 2", "Salt, everything except for part 2 chapter 2",
    ],
)  # fmt: skip
def test_what_is_left_out_is_not_offered(there: Universe, text: str) -> None:
    for offer in offers(there, text):
        assert passed(there, offer) == {*PLACES} - {(2, 2)}


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("Salt except part 2 chapter 2", ("Salt part 1, Salt part 2 chapter 1, Salt part 2 chapter 3",)),
        ("Salt part 1 but not chapter 2", ("Salt part 1 chapter 1, Salt part 1 chapters 3-4",)),
        ("told Salt except part 2", ("told Salt part 1",)),
        ("Salt except", ()),
        ("Salt except the ending", ()),
        ("Salt except Salt", ()),
        ("Dusk except 3", ()),
        ("all but Dusk", ()),
        ("everything except Dusk", ()),
        ("without Dusk", ()),
        ("Salt before part 2 chapter 2", ("Salt part 1 chapter 1-part 2 chapter 1",)),
        ("Salt up to but not including part 2", ("Salt part 1",)),
        ("Salt before part 1 chapter 1", ()),
        ("Salt halfway part 2 chapter 2", ()),
        ("Salt part 1 chapter 2 started", ()),
        ("Salt not yet part 2 chapter 2", ()),
        ("Salt until chapter 3", ("Salt chapters 1-2", "Salt chapters 1-3")),
        ("told Salt to chapter 3", ("told Salt chapters 1-2", "told Salt chapters 1-3")),
        ("Salt to part 2", ("Salt part 1", "Salt parts 1-2")),
        ("Salt up to part 2 chapter 1", ("Salt part 1 chapters 1-4", "Salt part 1 chapter 1-part 2 chapter 1")),
        ("Salt part 1-part 2 chapter 2", ("Salt part 1 and part 2 chapters 1-2",)),
        ("Salt S1-2x01", ("Salt part 1 and part 2 chapter 1",)),
        ("Salt part 2-part 1 chapter 2", ("Salt part 1 chapter 2",)),
        ("Salt, part one, chapter three", ("Salt, part 1, chapter 3",)),
        ("Salt Part II", ("Salt Part 2",)),
        ("Salt part forty", ()),
        ("Salt Harbour 1998 page 205", ("Salt page 205 of Harbour 1998",)),
        ("Salt Haven 1998 page 205", ()),
    ],
)  # fmt: skip
def test_what_is_offered(there: Universe, text: str, offered: tuple[str, ...]) -> None:
    assert offers(there, text) == offered
    for offer in offered:
        there.progress(offer)


SPOKEN = st.sampled_from(PLACES)
LEAVING_OUT = ("except", "without", "but not", "minus", "excluding", "all except", "everything but", "before", "not")


@given(SPOKEN, st.sampled_from(LEAVING_OUT), st.sampled_from(("Salt", "Salt part 1", "Salt part 2", "told Salt")))
def test_no_offer_passes_a_place_that_was_left_out(place: tuple[int, int], word: str, head: str) -> None:
    there = _BOOKS
    text = f"{head} {word} part {place[0]} chapter {place[1]}"
    for offer in offers(there, text):
        found = there.progress(offer)
        assert place not in {(mark.season, mark.number) for mark in (*found.seen, *found.told)}


_BOOKS = world(BOOKS)


def test_what_is_offered_before_a_chapter_goes_on_over_parts_where_numbers_do() -> None:
    """Chapters 1 and 2 are part 1 and chapters 3 to 5 are part 2."""
    there = world(
        """
        === Salt.md
        ---
        kind: book
        ---
        ## Part 1 (1998-04-01, 2 chapters)
        ### 1. One
        ### 2. Two
        ## Part 2 (1998-04-01, 3 chapters)
        ### 3. Three
        ### 4. Four
        ### 5. Five
        """
    )
    assert offers(there, "Salt to chapter 4") == ("Salt chapters 1-3", "Salt chapters 1-4")
    assert passed(there, "Salt chapters 1-3") == {(1, 1), (1, 2), (2, 3)}
