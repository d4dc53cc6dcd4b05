"""How marks change: what a form showed and says otherwise now, and nothing else."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from intertwine.model.progress import Mark, Progress, furthest
from intertwine.model.sentinels import END
from intertwine.web.marks import (
    BY_HAND,
    Marks,
    named_in_text,
    read_by_title,
    read_marks,
    spelled,
    spelled_by_title,
)
from tests.laws.ask import opened, progress
from tests.laws.generate import make, seeds, trek
from tests.long import share
from tests.web.test_identities import pages, series

SECONDS = st.sampled_from([60, 600, END])
MARK = st.builds(Mark, st.sampled_from(["id:a", "id:b", "film:2020:c"]), st.integers(1, 2), st.integers(1, 3), SECONDS)
SOME = st.lists(MARK, max_size=8).map(furthest)
PROGRESS = st.builds(Progress, SOME, SOME)
MARKS = st.builds(
    Marks, SOME, st.dictionaries(st.sampled_from([BY_HAND, "id:a", "id:b"]), SOME.filter(bool), max_size=3)
)


def at(marks: frozenset[Mark]) -> dict[tuple[object, ...], int]:
    """The second of each installment."""
    return {mark[:3]: mark.seconds for mark in marks}


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 9999), SECONDS | st.integers(0, END)), max_size=9))
def test_marks_of_a_form_are_read_back(drawn: list[tuple[int, int, int]]) -> None:
    marks = furthest(Mark("id:a", *it) for it in drawn)
    assert read_marks(spelled(marks), "id:a") == marks


@pytest.mark.parametrize(
    "text", ["1", "x", "1x", "1x1x1", "1x01@", "1x01@-1", "٣x1", "1x1_0", "1x" + "9" * 5000, "-1x1", "1x01@00:10:00"]
)
def test_what_no_form_of_ours_holds_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a list"):
        read_marks(text, "id:a")


@given(MARKS, SOME)
def test_taking_back_what_was_shown_leaves_everything_else(marks: Marks, gone: frozenset[Mark]) -> None:
    after, before, said = at(marks.without_seen(gone).seen), at(marks.seen), at(gone)
    assert after == {place: second for place, second in before.items() if second > said.get(place, -1)}


@given(MARKS, PROGRESS)
def test_a_text_that_says_what_was_shown_changes_nothing(marks: Marks, same: Progress) -> None:
    assert marks.written_over(same, same) == marks


@given(MARKS, PROGRESS)
def test_a_text_over_everything_is_the_whole(marks: Marks, text: Progress) -> None:
    assert marks.written_over(marks.progress, text).progress == text


@given(MARKS, PROGRESS, PROGRESS)
def test_a_text_changes_only_what_differs_from_what_was_shown(marks: Marks, was: Progress, text: Progress) -> None:
    after = marks.written_over(was, text)
    for before, now, old, new in (
        (at(marks.seen), at(after.seen), at(was.seen), at(text.seen)),
        (at(marks.progress.told), at(after.progress.told), at(was.told), at(text.told)),
    ):
        for place in before.keys() | now.keys() | new.keys():
            assert now.get(place, -1) == second(before.get(place, -1), old.get(place, -1), new.get(place, -1))


def second(before: int, old: int, new: int) -> int:
    """How far an installment is passed after a text that says `new` was written over one that said `old` (-1: not)."""
    if old == new:
        return before
    return max(new, before if before > old else -1)


@given(MARKS, PROGRESS, PROGRESS)
def test_what_was_told_for_a_titles_sake_stays_so(marks: Marks, was: Progress, text: Progress) -> None:
    after = marks.written_over(was, text)
    for asked, told in after.told.items():
        assert told
        assert asked == BY_HAND or told <= marks.told[asked]


@given(MARKS, SOME)
def test_telling_again_takes_nothing_back(marks: Marks, told: frozenset[Mark]) -> None:
    after = at(marks.with_told("id:a", told).told.get("id:a", frozenset()))
    before = at(marks.told.get("id:a", frozenset()))
    assert all(after[place] >= second for place, second in [*before.items(), *at(told).items()])


def test_something_told_by_hand_is_no_title() -> None:
    """A title that cannot be marked has no identity, and was never asked about."""
    assert not Marks(told={BY_HAND: frozenset({Mark("id:a", 1, 1)})}).is_told("")


# --- with a view ------------------------------------------------------------------------------------------------------
@settings(max_examples=share(2, 60))
@given(seeds, st.integers(0, 9))
@example(10, 0)
def test_saving_the_text_as_it_is_shown_changes_nothing(seed: int, nth: int) -> None:
    """Also of marks that it does not show: of a title, say, that this viewer knows by another name than its own."""
    world = make(seed)
    universe, passed = opened(world.text()), progress(trek(world, f"{seed} {nth}"))
    view, text = universe.seen(passed), universe.text(passed)
    named = named_in_text(universe, passed)
    assert (named.seen <= passed.seen, named.told <= passed.told) == (True, True)
    was = Progress(*(read_by_title(view, spelled_by_title(view, marks)) for marks in (named.seen, named.told)))
    assert was == named
    marks = Marks(passed.seen, {BY_HAND: passed.told} if passed.told else {})
    assert marks.written_over(was, universe.progress(text, passed)) == marks


def test_titles_that_are_not_there_any_more_are_left_out() -> None:
    files = pages(First=series("first", "First"), Second=series("second", "Second", 2021))
    view = opened(files).seen("First 1x01, Second S1")
    text = spelled_by_title(view, opened(files).everything.seen)
    assert re.sub("~[0-9a-f]{12}", "", text) == "first 1x01 1x02 1x03; second 1x01 1x02 1x03"
    less = opened({name: page for name, page in files.items() if "Second" not in name}).seen()
    assert {mark.title for mark in read_by_title(less, text)} == {"id:first"}
