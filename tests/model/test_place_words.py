"""The words of places: every kind's own words are read, and places are written in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intertwine.ledger.read.vocabulary import built_in
from intertwine.model.extent import Extent, Place, after_name, written
from intertwine.model.numbers import order_of, read_number, shown, written_number
from intertwine.model.positions import read_extents
from intertwine.model.title import TitleInstallments
from intertwine.model.title_kind import TitleKind, TitleWords
from intertwine.model.title_places import span
from intertwine.model.title_span import TitleSpan, Wrong

KINDS = {kind.id: kind for kind in built_in().kinds}
LISTING = [kind for kind in KINDS.values() if not kind.is_single]
WORDS = [TitleWords(kind, parted) for kind in LISTING for parted in ((True,) if kind.is_compact else (True, False))]
NUMBERS = st.builds(lambda whole, rest: read_number(f"{whole}.{rest}" if rest else f"{whole}"), st.integers(0, 9999),
                    st.integers(0, 999))  # fmt: skip


def titled(kind: TitleKind, *counts: int, parted: bool = True, runs_on: bool = False) -> TitleInstallments:
    """A title of this kind whose parts have so many installments."""
    before = [sum(counts[:n]) if runs_on else 0 for n in range(len(counts))]
    places = [(n + 1, before[n] + k) for n, count in enumerate(counts) for k in range(1, count + 1)]
    return TitleInstallments(
        number=0, identity="", name="T", others=(), kind=kind.id, year=0, first=None, public=True,
        places=tuple(places), words=TitleWords(kind, parted),
    )  # fmt: skip


def placed(title: TitleInstallments, text: str) -> object:
    """The places that a text means in a title; what is said where it means none."""
    found = span(title, Place(read_extents(text) or ()), "T")
    return found.message if isinstance(found, Wrong) else [p for a, b in found.runs for p in title.places[a:b]]


@pytest.mark.parametrize("kind", LISTING, ids=lambda kind: kind.id)
def test_every_word_of_a_kind_is_read_before_a_number(kind: TitleKind) -> None:
    title = titled(kind, 3, 2)
    for form in (kind.part, *kind.part_forms):
        if form == "P":  # a lone one could be a page
            assert placed(title, "P2 E1") == placed(title, "P2C1") == placed(title, "p2 c1") == [(2, 1)]
            continue
        for text in (f"{form} 2", f"{form}2", f"{form.upper()} 2"):
            assert placed(title, text) == [(2, 1), (2, 2)], text
    for form in (kind.installment, *kind.installment_forms):
        assert placed(title, f"{form} 3") == [(1, 3)], form
        assert placed(title, f"{kind.part} 2, {form} 1") == [(2, 1)], form
        assert placed(title, f"{form} 1-2") == [(1, 1), (1, 2)], form


@pytest.mark.parametrize("kind", LISTING, ids=lambda kind: kind.id)
def test_every_kind_understands_seasons_and_episodes(kind: TitleKind) -> None:
    title = titled(kind, 3, 2)
    assert placed(title, "S2") == placed(title, "season 2") == [(2, 1), (2, 2)]
    assert placed(title, "E3") == placed(title, "1x03") == [(1, 3)]


@pytest.mark.parametrize(("kind", "word"), [("series", "chapter 2"), ("series", "part 2"), ("book", "issue 2"),
                                            ("comic", "act 2"), ("play", "vol. 2"), ("film", "part 1")])  # fmt: skip
def test_words_of_another_kind_are_no_place(kind: str, word: str) -> None:
    title = titled(KINDS[kind], 3, 3)
    assert str(placed(title, word)).startswith('"T" has no ')


@given(st.sampled_from(WORDS), st.integers(1, 99), NUMBERS)
def test_places_are_read_back_as_they_are_written(words: TitleWords, part: int, number: int) -> None:
    (extent,) = read_extents(words.installment(part, number)) or ()
    assert extent.first == ((part if words.is_parted or words.kind.is_compact else 0), number)
    assert all(words.kind.takes(it, part=True) for it in extent.part_words)
    assert all(words.kind.takes(it, part=False) for it in extent.own_words)
    one = Extent("installment", (part, number), (part, number))
    assert after_name(Place((one,)), words) == f" {words.installment(part, number)}"
    (whole,) = read_extents(words.parts(part, part + 2)) or ()
    assert (whole.unit, whole.first, whole.last) == ("season", (part, 0), (part + 2, 0))


def test_numbers_run_on_from_part_to_part_where_they_do() -> None:
    book = KINDS["book"]
    assert placed(titled(book, 3, 2, runs_on=True), "chapter 5") == [(2, 5)]
    assert placed(titled(book, 3, 2, runs_on=True), "chapters 2-4") == [(1, 2), (1, 3), (2, 4)]
    assert placed(titled(book, 3, 2, runs_on=True), "chapter 6") == (
        '"T" has no chapter 6; it ends with part 2 chapter 5'
    )
    assert placed(titled(book, 3, 2), "chapter 5") == 'no part of "T" has a chapter 5'
    assert placed(titled(book, 3, 2), "chapters 1-5") == 'no part of "T" has a chapter 5'
    assert placed(titled(book, 2, 4), "chapter 3") == '"chapter 3" of "T": of which part?'


def test_a_book_without_parts_counts_its_chapters_alone() -> None:
    book = titled(KINDS["book"], 4, parted=False)
    assert placed(book, "1-2") == placed(book, "chapters 1-2") == [(1, 1), (1, 2)]
    assert placed(book, "part 1") == '"T" has no part 1; it has no parts'
    assert written(Extent("installment", (1, 2), (1, 4)), book.words) == "chapters 2-4"


@given(st.lists(NUMBERS, min_size=2, max_size=2))
def test_numbers_with_a_fraction_stand_between_whole_ones(drawn: list[int]) -> None:
    one, other = drawn
    as_floats = [float(written_number(number)) for number in drawn]
    assert (order_of(one) < order_of(other)) == (as_floats[0] < as_floats[1])
    assert [read_number(written_number(number)) for number in drawn] == drawn
    assert [shown(number) for number in drawn] == as_floats


def test_a_whole_number_is_itself() -> None:
    assert [read_number(str(n)) for n in (0, 1, 12, 99_999)] == [0, 1, 12, 99_999]
    assert written_number(read_number("12.50"), 2) == "12.5"
    assert (written_number(3, 2), shown(None)) == ("03", None)
    with pytest.raises(ValueError, match="not the number"):
        read_number("twelve")


@pytest.mark.parametrize("text", ["page", "45", "%", "page x", "45%-50%", "part 1 and 45%", "page 3 of", "to 1x02"])
def test_what_is_no_share_and_no_page_is_read_as_none(text: str) -> None:
    assert all(extent.unit not in ("share", "page") for extent in read_extents(text) or ())


def test_a_span_names_its_title() -> None:
    title = titled(KINDS["book"], 2)
    found = span(title, Place(), "T")
    assert isinstance(found, TitleSpan)
    assert found.title is title
