"""Progress as people type it: read, written, read again; and what is wrong with it."""

import re
from functools import cache

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from intertwine.gate.progress_text import UnknownProgressError
from intertwine.gate.universe import Universe
from intertwine.model.progress import Mark, Progress
from intertwine.model.sentinels import END
from intertwine.model.words import fold
from tests.worlds import identities, world

WORLD = world("""
=== Daredevil (series).md
---
kind: series
---
## Season 1 (2015-04-10, 3 episodes)
### 1. One
### 2. Two
### 3. Three
## Season 2 (2016-03-18, 2 episodes)
### 1. Four
### 2. Five
## Season 3 (announced)
=== Hulk (2003).md
---
kind: film
name: Hulk
released: 2003-06-20
---
=== Hulk (2008).md
---
kind: film
name: Hulk
released: 2008-06-13
---
=== Now, Then.md
---
kind: series
---
## Season 1 (2015-04-10, 1 episode)
### 1. Comma
=== Told before Dawn.md
---
kind: film
released: 2017-01-01
---
=== Undated.md
---
kind: film
---
=== Other Secret.md
---
kind: special
released: 2018-01-01
revealed: Secret
---
=== Quoted.md
---
kind: film
name: The "Real", One
released: 2019-01-01
---
=== Hidden.md
---
kind: special
revealed: Daredevil S1
---
=== Secret.md
---
kind: special
released: 2014-01-01
revealed: Daredevil S1
---
""")


def marks(*places: tuple[str, int, int] | tuple[str, int, int, int]) -> frozenset[Mark]:
    """Marks of titles by their keys: no title of this universe has an id."""
    return frozenset(Mark(IDENTITIES[title], *rest) for title, *rest in places)


DD = "Daredevil (series)"
IDENTITIES = identities(WORLD)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("", marks()),
        ("nothing", marks()),
        ("Daredevil S1", marks((DD, 1, 1), (DD, 1, 2), (DD, 1, 3))),
        ("daredevil s1-s2", marks((DD, 1, 1), (DD, 1, 2), (DD, 1, 3), (DD, 2, 1), (DD, 2, 2))),
        ("Daredevil", marks((DD, 1, 1), (DD, 1, 2), (DD, 1, 3), (DD, 2, 1), (DD, 2, 2))),
        ("Daredevil 1x02-1x03", marks((DD, 1, 2), (DD, 1, 3))),
        ("Daredevil 1x03-2x1", marks((DD, 1, 3), (DD, 2, 1))),
        ("Daredevil 1x03@00:20:00", marks((DD, 1, 3, 1200))),
        ("Daredevil 1x03@00:20:00, Daredevil 1x03", marks((DD, 1, 3))),
        ("Hulk (2008)@01:00:00", marks(("Hulk (2008)", 0, 0, 3600))),
        ('"Hulk (2003)"', marks(("Hulk (2003)", 0, 0))),
        ('"Now, Then" 1x01', marks(("Now, Then", 1, 1))),
        ("Told before Dawn", marks(("Told before Dawn", 0, 0))),
        ("before Daredevil", marks(("Hulk (2003)", 0, 0), ("Hulk (2008)", 0, 0))),
        (
            "before Daredevil, Daredevil S1",
            marks(
                ("Hulk (2003)", 0, 0),
                ("Hulk (2008)", 0, 0),
                ("Secret", 0, 0),
                (DD, 1, 1),
                (DD, 1, 2),
                (DD, 1, 3),
            ),
        ),
        ("before Daredevil 2x02, Daredevil S2 ,", None),
        ('"The Real, One"@00:00:05', marks(("Quoted", 0, 0, 5))),
        (" ,, Daredevil 1x01 ,", marks((DD, 1, 1))),
    ],
)
def test_progress_is_read(text: str, seen: frozenset[Mark] | None) -> None:
    progress = WORLD.progress(text)
    if seen is not None:
        assert progress == Progress(seen)


def test_what_was_released_on_the_same_day_is_not_before() -> None:
    assert IDENTITIES["Now, Then"] not in {mark.title for mark in WORLD.progress("before Daredevil").seen}


def test_told_is_kept_apart() -> None:
    assert WORLD.progress("Daredevil 1x01, told Daredevil S2, told Hulk (2008)") == Progress(
        marks((DD, 1, 1)), marks((DD, 2, 1), (DD, 2, 2), ("Hulk (2008)", 0, 0))
    )


def test_everything_is_an_explicit_set() -> None:
    assert len(WORLD.progress("everything").seen) == 14
    assert WORLD.progress("everything") == WORLD.everything


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Dardevil S1", "Dardevil"),
        ("Daredevil S9", "season 9"),
        ("Daredevil S3", "season 3"),
        ("Daredevil 1x09", "1x09"),
        ("Daredevil 1x01-1x09", "1x09"),
        ("Daredevil 1x03@20:00", "20:00"),
        ("Daredevil 1x03@00:99:00", "00:99:00"),
        ("Daredevil 1x03-1x01", "ends before it begins"),
        ("Hulk", "several titles"),
        ("before Undated", "no release date"),
        ("before Nobody", "Nobody"),
        ('"Daredevil S1', "quotation mark"),
        ("Daredevil S1; Hulk", "several titles"),
        ("*", "*"),
        ("Secret", "Secret"),
        ("Secret S4", "Secret"),
        ("x" * 200_000, "100,000"),
    ],
)
def test_what_cannot_be_read_is_an_error_that_names_the_word(text: str, word: str) -> None:
    with pytest.raises(UnknownProgressError) as error:
        WORLD.progress(text)
    assert word in str(error.value)


def test_a_hidden_title_is_unknown_in_the_words_of_a_missing_one() -> None:
    def answer(text: str) -> str:
        with pytest.raises(UnknownProgressError) as error:
            WORLD.progress(text)
        return str(error.value)

    assert answer("Secret").replace("Secret", "Nought") == answer("Nought")
    assert answer("before Hidden").replace("Hidden", "Nought") == answer("before Nought")
    # What "before" brings would reveal it: that is no way of finding out.
    assert answer("before Other Secret").replace("Other Secret", "Nought") == answer("before Nought")
    assert answer("Secret 1x01").replace("Secret", "Nought") == answer("Nought 1x01")


def test_a_secret_title_can_be_named_by_those_who_may_know_it() -> None:
    assert Mark(IDENTITIES["Secret"], 0, 0) in WORLD.progress("Daredevil S1, Secret").seen
    assert "Secret" not in WORLD.text(WORLD.progress("before Daredevil"))
    assert "Secret" in WORLD.text(WORLD.progress("before Daredevil, Daredevil"))


PLACES = sorted(mark for mark in WORLD.everything.seen if mark.title != IDENTITIES["Other Secret"])


@given(st.data())
def test_what_is_written_is_read_as_the_same_progress(data: st.DataObject) -> None:
    def some() -> list[Mark]:
        chosen = data.draw(st.lists(st.sampled_from(PLACES), unique=True))
        return [mark._replace(seconds=data.draw(st.sampled_from([END, 60, 3599]))) for mark in chosen]

    progress = Progress.of([*some(), *(Mark(IDENTITIES[DD], 1, n) for n in (1, 2, 3))], some())
    text = WORLD.text(progress)
    assert WORLD.progress(text) == progress
    assert WORLD.text(WORLD.progress(text)) == text


@given(st.text(max_size=60))
def test_no_text_widens_what_is_shown_or_breaks_the_reader(text: str) -> None:
    universe: Universe = WORLD
    try:
        progress = universe.progress(text)
    except UnknownProgressError:
        return
    named = "everything" in text.casefold() or "before" in text.casefold()
    assert named or all(mark.title.rpartition(":")[2].casefold()[:3] in fold(text) for mark in progress.seen)


BOOKS = {
    "emma.md": "---\nkind: book\nname: Emma\n---\n## Part 1 (2 chapters)\n### 1. A (100 words)\n### 2. B (100 words)\n"
    "## Part 2 (2 chapters)\n### 1. C (100 words)\n### 2. D (100 words)\n",
    "of.md": "---\nkind: book\nname: Of Mice\n---\n## Chapters (2 chapters)\n### 1. A (50 words)\n"
    "### 2. B (50 words)\n",
    "two.md": "---\nkind: film\nname: Part 2 of Emma\n---\n",
    "secret.md": "---\nkind: book\nname: Hidden\nrevealed: '1x01'\n---\n## Chapters (2 chapters)\n### 1. A (50 words)\n"
    "### 2. B (50 words)\n",
}


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("Emma to 76%", "Emma part 1, Emma part 2 chapter 1"),
        ("76% of Emma, 51% of Of Mice", "Emma part 1, Emma part 2 chapter 1, Of Mice chapter 1"),
        ("51% Of Mice", "Of Mice chapter 1"),
        ("51% of Mice", "Of Mice chapter 1"),
        ("Emma, watched up to 30%", "Emma part 1 chapter 1"),
        ('told 30% into "Emma"', "told Emma part 1 chapter 1"),
        ("chapters 1 and 2 of Emma, chapter 1 of Of Mice", "Emma part 1, Of Mice chapter 1"),
        ('part 2 of "Emma"', "Emma part 2"),
        ("part 1 of Emma, chapter 2", "Emma part 1 chapter 2"),
        ('"Part 2 of Emma"', '"Part 2 of Emma"'),
        ("60% of Hidden", "Hidden chapter 1"),
    ],
)
def test_a_place_before_a_name_and_a_share_with_words_before_it(text: str, means: str) -> None:
    universe = world(BOOKS)
    assert universe.text(universe.progress(text)) == means


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Part 2 of Emma", '"Part 2 of Emma" can mean several things; write "Part 2 of Emma" or "Emma" part 2'),
        ("45% of Ema", 'no title is called "Ema"; did you mean Emma 45%?'),
        ("read to 45%", '"read to 45%" names no title; write the title before it'),
        ("5% of Hidden", 'no title is called "Hidden"'),
        ("5% of Missing", 'no title is called "Missing"'),
        (
            "Emma part 2, 99%",
            '"part 2 99%" of "Emma": a share is of the whole, and not of a part; did you mean Emma part 2 chapter 1?',
        ),
        ("3 of Hearts", '"3 of Hearts" is not a place in a title, and no title is called so'),
    ],
)  # fmt: skip
def test_what_is_said_of_a_place_before_a_name(text: str, answer: str) -> None:
    with pytest.raises(UnknownProgressError) as error:
        world(BOOKS).progress(text)
    assert str(error.value) == answer


def test_the_example_is_understood_and_speaks_of_the_title_that_was_named() -> None:
    universe = world(BOOKS)
    for text, example in (
        ("Emma 1x9", "Emma part 1, Of Mice chapter 2"),
        ("Of Mice chapter 9", "Of Mice chapter 1, Emma part 1 chapter 2"),
        ("Nobody S1", "Emma part 1, Of Mice chapter 2"),
    ):
        with pytest.raises(UnknownProgressError) as error:
            universe.progress(text)
        assert error.value.example == example
        assert universe.progress(example).seen


SHORE = """
=== Salt.md
---
kind: book
editions: {Faber: 200, Old one: 100}
---
## Part 1 (2001-05-05, 4 chapters)
### 1. A (~1000 words, page 5 of Faber)
### 2. B (~1000 words, page 50 of Faber)
### 3. C (~1000 words, page 90 of Faber)
### 4. D (~1000 words, page 120 of Faber)
## Part 2 (2001-05-05, 3 chapters)
### 1. E (~1000 words, page 150 of Faber)
### 2. F (~1000 words, page 170 of Faber)
### 3. G (~1000 words, page 190 of Faber)
=== Ash.md
---
kind: book
editions: {Only: 90}
---
## Chapters (2001-05-04, 2 chapters)
### 1. A (page 1 of Only)
### 2. B (page 40 of Only)
=== Tin.md
---
kind: film
released: 2001-05-05
---
"""


@pytest.fixture(scope="module")
def shore() -> Universe:
    return _shore()


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("before Salt", "Ash chapters 1-2"),
        ("before Tin", "Ash chapters 1-2"),
        ("before Salt part 2", "Ash chapters 1-2, Salt part 1"),
        ("before Salt chapter 3", "Ash chapters 1-2, Salt part 1 chapters 1-2"),
        ("before Salt part 2 chapter 2", "Ash chapters 1-2, Salt part 1, Salt part 2 chapter 1"),
        ("told before Salt 1x02", "told Ash chapters 1-2, told Salt part 1 chapter 1"),
        ("before Ash chapter 2", "Ash chapter 1"),
        ("Salt P2C1", "Salt part 2 chapter 1"),
        ("Salt P2 c1", "Salt part 2 chapter 1"),
        ("Salt p2, c1", "Salt part 2 chapter 1"),
        ("Salt: Part 2 - Chapter 1", "Salt part 2 chapter 1"),
        ("page 95 of Salt (Faber)", "Salt part 1 chapters 1-2"),
        ("Salt page 95 of Salt (Faber)", "Salt part 1 chapters 1-2"),
        ("Salt p. 95, Faber", "Salt part 1 chapters 1-2"),
        ("Salt p 95 of Faber", "Salt part 1 chapters 1-2"),
        ("Salt, p. 95, Faber; Ash chapter 1", "Ash chapter 1, Salt part 1 chapters 1-2"),
        ("told Salt page 95, faber", "told Salt part 1 chapters 1-2"),
        ("Ash p. 50, Only", "Ash chapter 1"),
        ("Ash p. 50, Tin", "Ash chapter 1, Tin"),
        ("Ash p. 50, Salt, part 2", "Ash chapter 1, Salt part 2"),
        ("Salt page 200 of Faber", "Salt part 1, Salt part 2 chapters 1-2"),
        ("Ash page 90", "Ash chapter 1"),
        ("Salt 100%", "Salt parts 1-2"),
    ],
)
def test_books_are_read_as_people_say_it(shore: Universe, text: str, means: str) -> None:
    assert shore.text(shore.progress(text)) == means


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Salt p2", '"p 2" of "Salt" could be part 2 or page 2; did you mean Salt part 2?'),
        ("Salt p 95", ('"p 95" of "Salt" could be part 95 or page 95; '
         "write Salt page 95 of Faber or Salt page 95 of Old one")),
        ("before Salt 45%", ('"before Salt 45%" needs a place to stand before: one part or chapter; '
         "did you mean before Salt part 1 chapter 3?")),
        ("before Salt chapters 2-3", ('"before Salt chapters 2-3" needs a place to stand before: one part or chapter; '
         "did you mean before Salt part 1 chapter 2?")),
        ("Salt chapters 1-9", 'no part of "Salt" has a chapter 9'),
        ("Salt chapter 8", 'no part of "Salt" has a chapter 8'),
        ("Salt part 1 chapter 9", '"Salt" has no part 1 chapter 9; part 1 ends with chapter 4'),
        ("Salt 1000000%", '"1000000%" of "Salt" is more than all of it; did you mean Salt 100%?'),
        ("Salt 123456.5%", '"123456.5%" of "Salt" is more than all of it; did you mean Salt 100%?'),
        ("Salt #5", '"Salt" has no number 5'),
        ("Salt # 9", '"Salt" has no number 9'),
        ("Salt part 1 to part 2 chapter 1", ('"part 1 to part 2 chapter 1" is not a chapter or a part of "Salt"; '
         "did you mean Salt part 1 and part 2 chapter 1?")),
        ("Salt part 2 halfway", ('"part 2 50%" of "Salt": a share is of the whole, and not of a part; '
             "name the last chapter that you have read to its end")),
        ("Salt p. 95, Nobody", ('"Salt" declares no edition "Nobody", but "Faber", "Old one"; '
         "write Salt page 95 of Faber or Salt page 95 of Old one")),
    ],
)  # fmt: skip
def test_what_books_are_not_read_as(shore: Universe, text: str, answer: str) -> None:
    with pytest.raises(UnknownProgressError) as error:
        shore.progress(text)
    assert str(error.value) == answer


_PARTS = st.sampled_from(["part 1", "part 2", "P2", "S1", "parts 1-2", "part 1 to part 2"])
_BETWEEN = st.sampled_from([" to ", " - ", ", ", " / ", " half of ", " about ", "-", " up to ", " ~"])
_CHAPTERS = st.sampled_from(["chapter 1", "ch 3", "c1", "E2", "chaptr 2", "halfway", "1.5"])


@given(_PARTS, _BETWEEN, _CHAPTERS)
def test_a_part_with_something_behind_it_is_never_offered_whole(part: str, between: str, chapter: str) -> None:
    """An offer passes one installment at most, and no text that is read passes a part as a whole; from a part to an
    installment of the next is no more of that than up to there. (A comma may begin another term.)"""
    assume(between != ", " or part in ("part 1", "part 2", "S1"))
    try:
        passed = [_shore().progress(f"Salt {part}{between}{chapter}")]
    except UnknownProgressError as error:
        passed = [_shore().progress(offer) for offer in error.offers]
    if part == "part 1 to part 2":
        passed = [Progress.of(mark for mark in it.seen if mark.season == 2) for it in passed]
        last = int("".join(re.findall("[0-9]", chapter)[:1]) or 0)
        assert all(mark.number <= last for it in passed for mark in it.seen)
        passed = [] if last > 1 else passed
    if (part, chapter) == ("parts 1-2", "halfway"):  # half of the whole, which is certain
        half = _shore().progress("Salt 50%").seen
        assert all(mark in half for it in passed for mark in it.seen)
        passed = []
    assert all(len(it.seen) <= 1 for it in passed)


@cache
def _shore() -> Universe:
    return world(SHORE)


def test_before_passes_nothing_of_its_own_title_whose_date_may_be_later() -> None:
    text = """
=== Ebb.md
---
kind: series
---
## Season 1 (3 episodes)
### 1. One (50 min, 2016)
### 2. Two (50 min, 2016-01-01)
### 3. Three (50 min, 2016-01-01)
"""
    there = world(text)
    assert there.text(there.progress("before Ebb 1x03")) == "Ebb 1x02"


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("before Ebb 1x02", "Ebb 1x01, Flood"),
        ("told before Ebb 1x02", "told Ebb 1x01, told Flood"),
        ("before Ebb 1x02, before Ebb 1x05", "Ebb 1x01, Ebb 1x03-1x04, Flood"),
        ("before Ebb 1x02, Ebb 1x04", "Ebb 1x01, Ebb 1x04, Flood"),
        ("before Ebb 1x03", "Ebb 1x01, Flood"),
        ("before Ebb 1x02 in order release", "Ebb 1x01, Ebb 1x03-1x05, Flood"),
        ("before Ebb S2", "Ebb S1, Flood"),
        ("before Flood", "Ebb 1x01"),
    ],
)
def test_before_passes_nothing_that_comes_later_by_number(text: str, means: str) -> None:
    """An episode that was shown late stands where its number says: those after it may hold what it leads to."""
    there = world("""
=== Ebb.md
---
kind: series
---
## Season 1 (5 episodes)
### 1. One (50 min, 2016-01-01)
### 2. Two (50 min, 2016-05-01)
### 3. Three (50 min, 2016-02-01)
### 4. Four (50 min, 2016-03-01)
### 5. Five (50 min, 2016-04-01)
## Season 2 (1 episodes)
### 1. Six (50 min, 2016-05-01)
=== Flood.md
---
kind: film
released: 2016-01-15
---
""")
    assert there.text(there.progress(text)) == means


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("to 45% of it", '"to 45% of it" names no title; write the title before it'),
        ("Emma part 2, 99% of it", '"part 2 99% of it" is not a chapter or a part of "Emma"'),
        (
            "Emma to part 2 chapter 1",
            (
                '"to part 2 chapter 1" is not a chapter or a part of "Emma"; '
                "write Emma part 1 chapters 1-2 or Emma part 1 chapter 1-part 2 chapter 1"
            ),
        ),
        ("Emma to part 2", '"to part 2" is not a chapter or a part of "Emma"; write Emma part 1 or Emma parts 1-2'),
        ("Emma up to 2", '"up to 2" is not a chapter or a part of "Emma"'),
        (
            "Emma 45,5%",
            '"Emma 45,5%" has a share with a comma in it, and commas separate terms; did you mean Emma 45.5%?',
        ),
        ("Ema 45,5%", 'no title is called "Ema"; did you mean Emma 45.5%?'),
    ],
)
def test_what_is_nearly_a_share_or_all_up_to_a_place_is_offered(text: str, answer: str) -> None:
    with pytest.raises(UnknownProgressError) as error:
        world(BOOKS).progress(text)
    assert str(error.value) == answer


def test_a_share_of_it_is_one_of_the_title_before() -> None:
    universe = world(BOOKS)
    for text in ("Emma to 45% of it", "Emma, 45% of it", "Emma, read to 45% of it"):
        assert universe.progress(text) == universe.progress("Emma 45%")
    film = world({"It.md": "---\nkind: series\nid: it\nname: It\n---\n## Season 1 (2 episodes)\n### 1. A (50 min)\n"
                  "### 2. B (50 min)\n", **BOOKS})  # fmt: skip
    assert film.text(film.progress("60% of It")) == "It 1x01"
    with pytest.raises(UnknownProgressError, match="can mean several things"):
        film.progress("Emma, 60% of it")


@pytest.mark.parametrize("page", ["Emma page 15", "page 5", "PAGE 5"])
@pytest.mark.parametrize("rest", ["Dusk and 1984", "dusk & Nineteen and 1984", "1984 and Dusk and Nineteen"])
def test_a_list_behind_a_page_is_a_list(page: str, rest: str) -> None:
    """What follows a page may be its edition, and is a list of titles here."""
    film = "---\nkind: film\nname: '{}'\n---\n"
    book = "---\nkind: book\nname: Emma\neditions: {{Penguin: 20}}\n---\n## Chapters (2 chapters)\n{}"
    chapters = "### 1. a (~10 words, page 1)\n### 2. b (~10 words, page 9)\n"
    names = ("Dusk", "1984", "Nineteen", "page 5")
    there = world({**{f"{name}.md": film.format(name) for name in names}, "e.md": book.format(chapters)})
    expected = {mark for part in (page, *rest.replace("&", "and").split(" and ")) for mark in there.progress(part).seen}
    assert there.progress(f"{page}, {rest}").seen == expected
    assert there.progress(f"{page}, {rest}, {page}, {rest.lower()}").seen == expected
