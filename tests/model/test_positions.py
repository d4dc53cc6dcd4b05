"""Positions as people write them: one grammar, whoever reads it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intertwine.ledger.read.stamps import parse_stamp
from intertwine.model.extent import Extent, Place, written
from intertwine.model.nearest_extents import nearest_extents
from intertwine.model.positions import read_extents, readings
from intertwine.model.sentinels import END
from intertwine.model.times import read_time, write_time


def episode(season: int, number: int, last: tuple[int, int] | None = None) -> Extent:
    return Extent("installment", (season, number), last or (season, number))


def season(first: int, last: int | None = None) -> Extent:
    return Extent("season", (first, 0), (last or first, 0))


@pytest.mark.parametrize(
    ("text", "extents"),
    [
        *[(text, (episode(1, 3),)) for text in (
            "1x03", "1X3", "1\u00d703", "S01E03", "s1e3", "S1 E3", "S1:E3", "S01.E03", "s1 ep 3", "S1 Ep. 3",
            "season 1 episode 3", "Season 1, Episode 3".replace(",", ""), "series 1 episode 3", "SEASON 1 EP3",
        )],
        *[(text, (season(1),)) for text in ("S1", "s01", "season 1", "Season1", "series 1", "S 1")],
        *[(text, (episode(1, 1, (1, 5)),)) for text in (
            "1x01-1x05", "1x01-05", "1x1 - 5", "S1E1-E5", "S1E1-5", "s1e1-s1e5", "1x01\u20131x05", "1x01\u20145",
            "1x01 to 1x05", "1x01 through 5", "season 1 episodes 1-5",
        )],
        *[(text, (season(1, 2),)) for text in ("S1-S2", "S1-2", "seasons 1-2", "Seasons 1 to 2", "s1\u2011s2")],
        *[(text, (season(1), season(2))) for text in ("seasons 1 and 2", "S1 & S2", "S1+S2", "S1 and 2")],
        *[(text, (episode(1, 1), episode(1, 2))) for text in ("S01E01E02", "1x01 and 1x02", "1x01 & 02", "S1E1 + E2")],
        ("1x12-2x03", (episode(1, 12, (2, 3)),)),
        ("E5", (Extent("number", (0, 5), (0, 5)),)),
        ("episodes 3-5", (Extent("number", (0, 3), (0, 5)),)),
        ("1-5", (Extent("bare", (0, 1), (0, 5)),)),
        *[(text, (Extent("bare", (0, 5), (0, 5)),)) for text in ("5", "05", "00005")],
        *[(text, (Extent("number", (0, 7), (0, 8), (), (), "7/8"),)) for text in ("7/8", "07/08", "E7/E8", "7 / 8")],
        *[(text, (Extent("installment", (1, 7), (1, 8), (), (), "7/8"),)) for text in (
            "1x07/08", "1x07/1x08", "S1 7/8", "S1E7/8", "season 1 episodes 7/8",
        )],
    ],
)  # fmt: skip
def test_what_people_write_is_read(text: str, extents: tuple[Extent, ...]) -> None:
    assert read_extents(text) == extents


@pytest.mark.parametrize(
    "text",
    [
        "", "E5-", "S1-", "-S1", "1x", "x1", "S1 and", "and S1", "S1-1x05", "1x05-S2", "S1x", "1x03x04",
        "S",
        "S1 S2", "12345678", "S12345", "1x123456", "\u0661x\u0663", "1x0\u0663", "S1 @00:00:01", "Mr. 1x03", "1x03 pm",
        "1 2", "S1 3x01", "1--2", "S" * 200, "1x01 " * 40,
        "7/", "/8", "7//8", "7/8/9", "S1/S2", "1x07/2x08", "7/8-9", "7/7",
    ],
)  # fmt: skip
def test_what_is_none_is_not_read(text: str) -> None:
    assert read_extents(text) is None


@pytest.mark.parametrize(
    ("text", "seconds"), [("00:20:00", 1200), ("1:00:01", 3601), ("99:59:59", 359999)]
)  # fmt: skip
def test_a_time_is_hours_minutes_and_seconds(text: str, seconds: int) -> None:
    assert read_time(text) == seconds
    assert read_time(write_time(seconds)) == seconds


@pytest.mark.parametrize("text", ["41:10", "100:00:00", "00:60:00", "00:00:60", "00:20:0\u0663", "1:2:3", " 00:00:01"])
def test_no_other_text_is_a_time(text: str) -> None:
    assert read_time(text) is None


def test_a_text_is_a_title_or_a_title_with_a_place() -> None:
    assert list(readings("Area 51 1x01")) == [("Area 51 1x01", Place()), ("Area 51", Place((episode(1, 1),)))]
    assert ("Area", Place((Extent("bare", (0, 51), (0, 51)),))) in list(readings("Area 51"))
    assert ("", Place((season(1),))) in list(readings("S1"))
    assert ("Dusk", Place((), "00:10:00")) in list(readings("Dusk@00:10:00"))


@pytest.mark.parametrize(("canonical", "other"), [("S2", "season 2"), ("1x05", "1 x 05"), ("0001x00001", "s1e1")])
def test_the_canonical_form_is_read_as_every_other(canonical: str, other: str) -> None:
    assert read_extents(canonical) == read_extents(other) is not None


def test_the_nearest_place_is_what_can_be_read_of_a_beginning() -> None:
    assert nearest_extents("E5-") == (Extent("number", (0, 5), (0, 5)),)
    assert nearest_extents("S1 E5-") == (episode(1, 5),)
    assert nearest_extents("1x03x04") == (episode(1, 3),)
    assert nearest_extents("soon") == ()


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("part 2 without chapter 3", None),
        ("halfway part 2 chapter 3", None),
        ("part 2, chaptr 3", (2, 3)),
        ("part 2 about chapter 3", (2, 3)),
        ("season 2 half", None),
        ("part 2 almost", None),
        ("1x05 half", None),
    ],
)
def test_the_nearest_place_is_never_more_than_what_was_written(text: str, near: tuple[int, int] | None) -> None:
    found = nearest_extents(text)
    assert [it.first for it in found] == ([near] if near else [])
    assert all(it.unit == "installment" and it.is_one for it in found)


@pytest.mark.parametrize("is_stamp", [False, True])
@pytest.mark.parametrize("text", ["part 1 to part 3, chapter 4", "S1-S3 E4", "S1-3x04"])
def test_from_a_part_to_an_installment_of_a_later_one_is_all_of_that(text: str, is_stamp: bool) -> None:
    found = nearest_extents(text, is_stamp=is_stamp)
    assert [it[:3] for it in found] == [("season", (1, 0), (2, 0)), ("installment", (3, 1), (3, 4))]


def test_a_stamp_is_never_offered_earlier_than_what_was_written() -> None:
    assert nearest_extents("season 2 half", is_stamp=True) == (season(2),)
    assert nearest_extents("S1@0:10:00", is_stamp=True) == (season(1),)


@pytest.mark.parametrize("text", ["P2C1", "P2 c1", "p2, c1", "Part 2 - Chapter 1", "part 2 c. 1", "S2 - E1"])
def test_a_chapter_behind_its_part_is_one_of_it(text: str) -> None:
    (extent,) = read_extents(text) or ()
    assert extent[:3] == ("installment", (2, 1), (2, 1))


def test_a_number_alone_counts_what_the_one_before_counts() -> None:
    one, two = read_extents("absolute 1 and 3") or ()
    assert (one.own_words, two.own_words, two.last) == (("absolute",), ("absolute",), (0, 3))
    assert [it.part_words for it in read_extents("discs 1 and 2") or ()] == [("discs",), ("discs",)]


numbers = st.integers(0, 9999)


@given(st.sampled_from(["season", "installment"]), numbers, numbers, numbers, numbers)
def test_what_is_written_is_read_back(unit: str, a: int, b: int, c: int, d: int) -> None:
    first, last = ((a, 0), (c, 0)) if unit == "season" else ((a, b), (c, d))
    extent = Extent(unit, first, last)  # type: ignore[arg-type]
    assert read_extents(written(extent)) == (extent,)


@given(st.sampled_from(["", "S1 ", "1x", "chapters ", "part 2 chapters "]), numbers, numbers)
def test_what_one_file_holds_is_read_back(head: str, first: int, last: int) -> None:
    extents = read_extents(f"{head}{first}/{last}")
    if first == last:
        assert extents is None
        return
    assert extents is not None
    assert extents[0].is_file
    assert read_extents(written(extents[0])) == extents


@given(st.text(alphabet="sSeE0123456789x- .:&+andto/\u2013\u0663@", max_size=40))
def test_a_stamp_reads_a_place_as_progress_does(text: str) -> None:
    """A season or an installment that stands behind a title is the same in a stamp, where it is one."""
    extents = read_extents(text)
    ways, problems = parse_stamp(f"[[Dusk]] {text}", 1, 1)
    if extents is None or not extents[0].is_one or len(extents) > 1 or ";" in text or "+" in text:
        return
    unit, (of, number), *_ = extents[0]
    (position,) = ways[0].positions
    if unit in ("season", "installment"):
        assert (position.kind, position.season, position.number, position.seconds) == (unit, of, number, END)
        assert not problems
    else:
        assert position.kind == "impossible"
        assert problems


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("[[Dusk]] 1x01-03", [(1, 1), (1, 2), (1, 3)]),
        ("Dusk seasons 1-2", [(1, 0), (2, 0)]),
        ("Dusk S01E01E02", [(1, 1), (1, 2)]),
        ("season 2", [(2, 0)]),
    ],
)
def test_a_range_in_a_stamp_is_all_of_its_positions(text: str, places: list[tuple[int, int]]) -> None:
    (way,), problems = parse_stamp(text, 1, 1)
    assert [(p.season, p.number) for p in way.positions] == places
    assert not problems


@pytest.mark.parametrize(
    "text", ["Dusk 1x05-1x01", "Dusk 1x01-2x02", "Dusk S1@00:00:01", "[[Dusk]] 5", "Dusk 1x01-1x99"]
)
def test_a_place_that_no_stamp_can_mean_is_never_passed(text: str) -> None:
    ways, problems = parse_stamp(text, 1, 1)
    assert [position.kind for way in ways for position in way.positions] == ["impossible"]
    assert len(problems) == 1
