"""Shares of a title and pages of an edition: no installment counts as passed that may not be."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intertwine.ledger.read.vocabulary import built_in
from intertwine.model.extent import Extent, Place
from intertwine.model.frozen import FrozenDict
from intertwine.model.positions import read_extents
from intertwine.model.title import ListedLength, TitleCut, TitleEdition, TitleInstallments
from intertwine.model.title_kind import PLAIN, TitleWords
from intertwine.model.title_places import span
from intertwine.model.title_shares import in_cut
from intertwine.model.title_span import TitleSpan, Wrong

BOOK, FILM = built_in().kind("book"), built_in().kind("film")
LENGTHS = st.lists(st.builds(ListedLength, st.integers(0, 9000), st.booleans(), st.just(0)), min_size=1, max_size=8)
TENTH = Fraction(1, 10)


@st.composite
def files(draw: st.DrawFn) -> list[ListedLength]:
    """Lengths of chapters, some of which are in one file with the next."""
    found = list[ListedLength]()
    for it in draw(LENGTHS):
        count = draw(st.sampled_from((1, 1, 2, 3)))
        end = len(found) + count if count > 1 else 0
        found += [it._replace(file_end=end)] * count
    return found


def book(lengths: list[ListedLength], *editions: TitleEdition, declared: int | None = None) -> TitleInstallments:
    """A book without parts whose chapters have these lengths."""
    assert BOOK is not None
    return TitleInstallments(
        number=0, identity="", name="B", others=(), kind="book", year=0, first=None, public=True,
        places=tuple((1, n + 1) for n in range(len(lengths))), words=TitleWords(BOOK, is_parted=False),
        lengths=tuple(lengths), editions=editions, declared=FrozenDict({1: declared or len(lengths)}),
    )  # fmt: skip


def read(title: TitleInstallments, text: str) -> object:
    """How many chapters a text passes; what is said where it is wrong."""
    found = span(title, Place(read_extents(text) or ()), "B")
    if isinstance(found, Wrong):
        return 0 if "is certainly read" in found.message else found.message
    return sum(end - begin for begin, end in found.runs)


def share(title: TitleInstallments, hundredths: int) -> int:
    """How many chapters so many hundredths of a percent pass."""
    found = span(title, Place((Extent("share", (0, hundredths), (0, hundredths)),)), "B")
    if isinstance(found, Wrong):
        assert "no chapter is certainly read to its end" in found.message
        return 0
    passed = sum(end - begin for begin, end in found.runs)
    assert passed or not hundredths
    return passed


@given(files(), st.integers(0, 9999), st.data())
def test_what_counts_as_passed_was_passed_whatever_the_true_lengths_are(
    lengths: list[ListedLength], hundredths: int, data: st.DataObject
) -> None:
    passed = share(book(lengths), hundredths)
    true = []
    for it in lengths:
        if not it.units:
            true.append(Fraction(data.draw(st.integers(0, 100_000))))
        elif it.about:
            true.append(it.units * (1 + TENTH * data.draw(st.fractions(-1, 1, max_denominator=9))))
        else:
            true.append(Fraction(it.units))
    for end in {it.file_end for it in lengths if it.file_end}:  # nobody knows where the file is divided
        its = [n for n, it in enumerate(lengths) if it.file_end == end]
        whole, shares = sum((true[n] for n in its), Fraction(0)), [data.draw(st.integers(0, 3)) for _ in its]
        for n, part in zip(its, shares, strict=True):
            true[n] = whole * Fraction(part, sum(shares)) if any(shares) else whole * (n == its[0])
    assert passed == 0 or sum(true[:passed]) * 10_000 <= hundredths * sum(true)


@given(LENGTHS.filter(lambda lengths: all(it.units and not it.about for it in lengths)), st.integers(0, 10_000))
def test_where_all_lengths_are_exact_a_share_passes_all_that_it_can(
    lengths: list[ListedLength], hundredths: int
) -> None:
    units = [it.units for it in lengths]
    ends = [sum(units[: n + 1]) for n in range(len(units))]
    step = 100 if hundredths % 100 == 0 else 10 if hundredths % 10 == 0 else 1
    least = hundredths if hundredths == 10_000 else max(0, hundredths - step // 2)  # the last digit may be rounded up
    assert share(book(lengths), hundredths) == sum(end * 10_000 <= least * ends[-1] for end in ends)


@given(files(), st.integers(0, 10_000), st.integers(0, 10_000))
def test_more_passes_no_less(lengths: list[ListedLength], one: int, other: int) -> None:
    title = book(lengths)
    assert share(title, min(one, other)) <= share(title, max(one, other))


def test_all_of_it_needs_no_length() -> None:
    title = book([ListedLength()] * 3)
    assert (read(title, "99.99%"), read(title, "100%"), read(title, "0%")) == (0, 3, 0)
    assert read(title, "100.01%") == '"100.01%" of "B" is more than all of it'


def test_what_is_not_listed_may_be_of_any_length() -> None:
    even = [ListedLength(1000)] * 4
    assert (read(book(even), "50%"), read(book(even), "50.1%"), read(book(even), "51%")) == (1, 2, 2)
    assert read(book(even, declared=9), "51%") == 2  # true: fewer than half of what there is
    gap = book(even)
    gap = TitleInstallments(
        number=0, identity="", name="B", others=(), kind="book", year=0, first=None, public=True,
        places=((1, 1), (1, 3), (1, 4), (1, 5)), words=gap.words, lengths=gap.lengths, declared=FrozenDict({1: 5}),
    )  # fmt: skip
    assert read(gap, "99%") == 1


def test_a_page_goes_by_the_pages_on_which_chapters_begin() -> None:
    edition = TitleEdition("Penguin", 300, ((5, 0), (100, 1), (200, 2)))
    title = book([ListedLength()] * 3, edition, TitleEdition("Folio", 200))
    pages = {page: read(title, f"page {page} of penguin") for page in (0, 4, 5, 6, 100, 101, 200, 201, 299, 300)}
    assert list(pages.values()) == [0, 0, 0, 0, 0, 1, 1, 2, 2, 2]
    assert read(title, "page 199 (Folio)") == 0
    assert read(title, "page 200 of Folio") == 0
    assert read(title, "page 301 of Penguin") == '"page 301 of Penguin" of "B": "Penguin" has 300 pages'
    assert read(title, "page 3") == '"page 3" of "B": of which edition?'
    assert read(title, "page 3 of Vintage") == '"B" declares no edition "Vintage", but "Penguin", "Folio"'


def test_a_page_of_an_edition_without_known_pages_is_about_a_share_of_it() -> None:
    title = book([ListedLength(1000)] * 4, TitleEdition("Folio", 400))
    assert [read(title, f"page {page}") for page in (100, 101, 111, 130, 400)] == [0, 0, 0, 1, 3]


@pytest.mark.parametrize(("length", "seconds"), [(ListedLength(100), 2955), (ListedLength(100, about=True), 2673)])
def test_a_share_of_a_film_is_a_time_in_it(length: ListedLength, seconds: int) -> None:
    assert FILM is not None
    film = TitleInstallments(
        number=0, identity="", name="F", others=(), kind="film", year=0, first=None, public=True,
        places=((0, 0),), words=TitleWords(FILM), lengths=(length,),
    )  # fmt: skip
    found = span(film, Place(read_extents("50%") or ()), "F")
    assert not isinstance(found, Wrong)
    assert (found.runs, found.seconds) == (((0, 1),), seconds)


def test_what_passes_nothing_for_sure_says_so() -> None:
    title = book([ListedLength()] * 3, TitleEdition("Penguin", 300, ((5, 0), (100, 1))))
    for text in ("45%", "to 45%", "page 99", "page 1"):
        found = span(title, Place(read_extents(text) or ()), "B")
        assert isinstance(found, Wrong)
        assert found.message == (
            f'at {text.removeprefix("to ")} of "B" no chapter is certainly read to its end; '
            "name the chapters that you have read instead"
        )
        assert found.offers == ()
    assert (read(title, "0%"), read(title, "page 0"), read(title, "page 101")) == (0, 0, 1)


@given(files(), st.integers(0, 10_000), st.data())
def test_what_is_offered_for_a_share_of_a_part_is_passed_whatever_was_meant(
    lengths: list[ListedLength], hundredths: int, data: st.DataObject
) -> None:
    ends = [n for n, it in enumerate(lengths) if it.file_end not in (0, n + 1)]
    cut = data.draw(st.sampled_from([n for n in range(len(lengths) + 1) if n - 1 not in ends]))
    title = book(lengths)
    parts = [(1, n + 1) for n in range(cut)] + [(2, n + 1) for n in range(len(lengths) - cut)]
    both = TitleInstallments(
        number=0, identity="", name="B", others=(), kind="book", year=0, first=None, public=True, places=tuple(parts),
        words=TitleWords(BOOK or PLAIN.kind),
        lengths=_moved(lengths, range(cut)) + _moved(lengths, range(cut, len(lengths))),
        declared=FrozenDict({1: cut, 2: len(lengths) - cut}),
    )  # fmt: skip
    for number, (begin, end) in both.seasons.items():
        of_part = Extent("season", (number, 0), (number, 0))
        found = span(both, Place((of_part, Extent("share", (0, hundredths), (0, hundredths)))), "B")
        assert isinstance(found, Wrong)
        assert "a share is of the whole, and not of a part" in found.message
        for offer in found.offers:
            chosen = span(both, Place(read_extents(offer.strip()) or ()), "B")
            assert isinstance(chosen, TitleSpan)
            ((first, last),) = chosen.runs
            assert first == begin < last <= end
            assert last <= share(title, hundredths)
            assert last - first <= share(book(list(_moved(lengths, range(begin, end)))), hundredths)


def _moved(lengths: list[ListedLength], chapters: range) -> tuple[ListedLength, ...]:
    """The lengths of these chapters, as those of a part of their own."""
    its = (lengths[n] for n in chapters)
    return tuple(it._replace(file_end=it.file_end and it.file_end - chapters.start) for it in its)


def test_nothing_of_a_file_is_passed_before_its_end() -> None:
    title = book([ListedLength(1000, file_end=2), ListedLength(1000, file_end=2), ListedLength(1000)])
    assert [read(title, text) for text in ("34%", "66%", "67.1%", "100%")] == [0, 0, 2, 3]


def test_a_share_of_an_episode_is_offered_as_a_time() -> None:
    series = built_in().kind("series")
    assert series is not None
    title = TitleInstallments(
        number=0, identity="", name="S", others=(), kind="series", year=0, first=None, public=True,
        places=((1, 1), (1, 2)), words=TitleWords(series), lengths=(ListedLength(100), ListedLength()),
    )  # fmt: skip
    found = [span(title, Place(read_extents(text) or ()), "S") for text in ("1x01 at 50%", "1x02 50%", "50% of 1x01")]
    assert [it.offers for it in found if isinstance(it, Wrong)] == [(" 1x01@00:49:15",), (), (" 1x01@00:49:15",)]


@given(st.integers(1, 300), st.integers(1, 300), st.integers(0, 10_000), st.data())
def test_a_place_in_another_cut_passes_only_what_must_have_been_seen(
    main: int, other: int, share: int, data: st.DataObject
) -> None:
    """Of two cuts one has all minutes of the other, and more anywhere between them."""
    shorter, longer = sorted((main, other))
    common = sorted(data.draw(st.permutations(range(longer)))[:shorter])  # the minutes of the longer one that both have
    time = other * 60 * share // 10_000
    if other >= main:
        seen = sum(min(60, max(0, time - minute * 60)) for minute in common)
    else:  # what was seen last, in the longer one
        seen = 0 if not time else common[min((time - 1) // 60, shorter - 1)] * 60 + (time - 1) % 60 + 1
    length, cut = ListedLength(main), TitleCut("Long", other, about=False)
    assert in_cut(length, cut, share) <= seen
    assert in_cut(length, cut, None, time) <= seen
