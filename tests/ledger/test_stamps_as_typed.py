"""Stamps read what progress text reads; what they do not understand they name, with the nearest that is listed."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intertwine.gate.progress_text import UnknownProgressError
from intertwine.questions.common import NoPlace
from intertwine.viewer import Viewer
from tests.full import full
from tests.imports.tables import small
from tests.long import share
from tests.worlds import compiled, world

TITLES = {
    "titles/Night Ferry (series).md": "---\nkind: series\nname: The Night Ferry\n---\n"
    "## Season 1 (2015-01-01, 4 episodes)\n### 1. A\n### 2. B\n### 3. C\n### 4. D\n"
    "## Season 2 (2016-01-01, 1 episode)\n### 1. E\n",
    "titles/Harbour.md": "---\nkind: series\nyear: 2001\n---\n## Season 1 (2015-02-01, 1 episode)\n### 1. A\n",
    "titles/Harbour (film).md": "---\nkind: film\nreleased: 2009-01-01\n---\n",
    "titles/Quay.md": "---\nkind: film\nname: Breakwater\nreleased: 2019-01-01\n---\n",
    "titles/Other.md": "---\nkind: film\nname: Quay\nreleased: 2019-02-01\n---\n",
    "titles/Lock S1.md": "---\nkind: film\nreleased: 2019-03-01\n---\n",
    "titles/Lock.md": "---\nkind: series\n---\n## Season 1 (2019-01-01, 1 episode)\n### 1. A\n",
    "titles/Now.md": "---\nkind: film\nname: 'Now, Then; Soon'\nreleased: 2018-01-01\n---\n",
}
UNIVERSE = world(TITLES)


def stamped(stamp: str) -> dict[str, str]:
    return {**TITLES, "people/Nora.md": f"---\nkind: character\n---\n### {stamp}\nThe lamp is lit.\n"}


def shows(stamp: str, progress: str) -> bool:
    return "lamp" in full(Viewer(world(stamped(stamp), broken=True).seen(progress)).search("lamp").facts)


@pytest.mark.parametrize(
    "stamp",
    [
        "Night Ferry (series) 1x03",
        "The Night Ferry 1x03",
        "night ferry 1x03",
        "Night-Ferry S01E03",
        '"The Night Ferry" 1x03',
        "\u201cNight Ferry\u201d 1x03",
        '"Night Ferry", 1x03',
        "Night Ferry (2015) 1x03",
        "Night Ferry (2015 series), 1x03",
        "Night Ferry, 1x03",
        "Night Ferry,1x03",
        "Night Ferry,S1E3",
        '"Night Ferry",S01E03',
        "[[Night Ferry (series)]],1x03",
        "The Night Ferry (#1) 1x03",
        "Night Ferry, season 1, episode 3",
        "Night Ferry season 1, episode 3",
        "[[Night Ferry (series)]], 1x03",
        "The Night Ferry (2015-01-01) 1x03",
        "Night Ferry 1x03; public + Harbour (film)",
    ],
)
def test_a_stamp_is_read_as_progress_text_is(stamp: str) -> None:
    assert [problem.code for problem in compiled(stamped(stamp)).problems] == []
    assert shows(stamp, "Night Ferry 1x03")
    assert not shows(stamp, "Night Ferry 1x01-1x02, Night Ferry 1x04, Night Ferry S2")


@pytest.mark.parametrize(
    ("stamp", "progress", "less"),
    [
        ("Night Ferry 1x01, 1x03", "Night Ferry 1x01, 1x03", "Night Ferry 1x03"),
        ("Night Ferry S1, S2", "Night Ferry", "Night Ferry S1"),
        ('"Now, Then; Soon"', '"Now, Then; Soon"', "Night Ferry"),
        ('"Now, Then; Soon" @00:10:00; Night Ferry 2x01', "Night Ferry 2x01", "Night Ferry S1"),
        ('"Lock S1"', '"Lock S1"', "Lock 1x01"),
        ('"Lock" S1', '"Lock" S1', '"Lock S1"'),
        ("Harbour S1", '"Harbour (2001)" S1', "Harbour (film)"),
    ],
)
def test_it_asks_for_all_that_it_names(stamp: str, progress: str, less: str) -> None:
    assert (shows(stamp, progress), shows(stamp, less)) == (True, False)


@pytest.mark.parametrize(
    ("stamp", "code", "reason", "hint"),
    [
        ("Night Fery S1", "unknown-position", 'no title is called "Night Fery"', 'did you mean "The Night Ferry S1"?'),
        ("[[Night Fery]] 1x09", "unknown-position", 'no title is called "Night Fery"',
         'did you mean "The Night Ferry 1x04"?'),
        ("Night Ferry 1x09", "unknown-position", '"Night Ferry" has no 1x09; season 1 ends with 1x04',
         'did you mean "Night Ferry 1x04"?'),
        ("Night Ferry S5", "unknown-position", '"Night Ferry" has no season 5; it has seasons 1 to 2',
         'did you mean "Night Ferry S2"?'),
        ("Harbour (film) S1", "unknown-position", '"Harbour (film)" has no season 1', 'did you mean "Harbour (film)"?'),
        ("Night Ferry E3", "unknown-position", 'no title is called "Night Ferry E3"',
         'did you mean "Night Ferry 1x03"?'),
        ("Harbour (2009) 1x01", "unknown-position", '"Harbour (2009)" has no 1x01', 'did you mean "Harbour (2009)"?'),
        ("harbour", "position-ambiguous", "it can mean several titles", 'write "[[Harbour]]" or "[[Harbour (film)]]"'),
        ("Quay", "position-ambiguous", "it can mean several titles", 'write "[[Other]]" or "[[Quay]]"'),
        ("Lock S1", "position-ambiguous", "it can mean several titles", 'write "[[Lock]] S1" or "[[Lock S1]]"'),
        ("Moon S1", "unknown-position", 'no title is called "Moon"',
         "name a title by its key or name, and a season or an installment that it lists"),
    ],
)  # fmt: skip
def test_what_it_does_not_understand_is_named_with_the_nearest(stamp: str, code: str, reason: str, hint: str) -> None:
    (problem,) = compiled(stamped(stamp)).problems
    assert (problem.code, problem.message.partition(", since ")[2], problem.hint) == (code, reason, hint)
    assert not shows(stamp, "everything")


RUNNING = {
    "titles/Weir.md": "---\nkind: book\n---\n## Part 1 (2001-05-05, 4 chapters)\n"
    "### 1. A\n### 2. B\n### 3. C\n### 4. D\n## Part 2 (2001-05-05, 3 chapters)\n### 5. E\n### 6. F\n### 7. G\n"
}


@pytest.mark.parametrize(
    ("stamp", "reason", "hint"),
    [
        ("Weir part 2 chapter 2", "part 2 begins with chapter 5", "Weir part 2 chapter 6"),
        ("Weir part 2 chapter 4", "part 2 begins with chapter 5", "Weir part 2 chapter 7"),
        ("Weir part 1 chapter 6", "part 1 ends with chapter 4", "Weir part 2 chapter 6"),
    ],
)
def test_where_chapters_run_on_no_hint_is_too_early(stamp: str, reason: str, hint: str) -> None:
    (problem,) = compiled({**RUNNING, "people/Nora.md": f"---\nkind: character\n---\n### {stamp}\nA lamp.\n"}).problems
    assert problem.message.endswith(reason)
    assert problem.hint == f'did you mean "{hint}"?'


def test_progress_says_with_which_chapter_a_part_begins() -> None:
    with pytest.raises(UnknownProgressError, match=r'^"Weir" has no part 2 chapter 1; part 2 begins with chapter 5$'):
        world(RUNNING).seen("Weir P2 ch1")


NAMES = ["Night Ferry", "The Night Ferry", '"Night Ferry"', "Night Ferry (series)", "Harbour", "Harbour (film)", "Quay",
         "Breakwater", "Lock", "Lock S1", "Now, Then; Soon", '"Now, Then; Soon"', "Fery", "Harbour (2001)"]  # fmt: skip
PLACES = ["", " S1", " 1x01", " S01E02", ", 1x03", ", season 1, episode 3", " 1x01-1x03", " 1x01, 1x02", " S9",
          " S1 and S2"]  # fmt: skip


@settings(max_examples=share(3, 150), deadline=None)
@given(st.sampled_from(NAMES), st.sampled_from(PLACES))
def test_what_both_read_means_the_same(name: str, place: str) -> None:
    """What a stamp asks for is passed by exactly the progress of the same words."""
    text = f"{name}{place}"
    if compiled(stamped(text)).problems:
        assert not shows(text, "everything")
        return
    try:
        progress = UNIVERSE.progress(text)
    except UnknownProgressError as error:
        assert '"Harbour"' in str(error) or "Now" in text  # noqa: PT017 - a key, or a name with a comma in it
        return
    there = world(stamped(text))
    assert "lamp" in full(Viewer(there.seen(progress)).search("lamp").facts)
    for mark in progress.seen:
        fewer = type(progress).of(progress.seen - {mark}, ())
        assert "lamp" not in full(Viewer(there.seen(fewer)).search("lamp").facts)


def test_a_season_and_an_episode_of_it_are_both_needed() -> None:
    stamp = "Night Ferry S1 and E2"
    assert compiled(stamped(stamp)).problems == ()
    assert UNIVERSE.text(UNIVERSE.progress(stamp)) == "The Night Ferry S1"
    assert shows(stamp, "Night Ferry S1")
    assert not shows(stamp, "Night Ferry 1x02")


def test_namesakes_that_everybody_knows_are_counted_as_in_progress_text() -> None:
    for n in (1, 2):
        text = UNIVERSE.text(UNIVERSE.progress(f"Harbour (#{n})"))
        assert compiled(stamped(f"Harbour (#{n})")).problems == ()
        assert shows(f"Harbour (#{n})", text)
        assert not shows(f"Harbour (#{3 - n})", text)


OPEN = ['Night Ferry" S1', '"Night Ferry S1', "\u201cNight Ferry S1", 'Night "Ferry S1', 'Night Ferry S1"', '"',
        'Night Ferry S1; "Harbour', 'public + Night Ferry S1"']  # fmt: skip


@pytest.mark.parametrize("text", OPEN)
def test_a_quotation_mark_that_is_not_closed_is_a_problem_for_every_reader(text: str, tmp_path: Path) -> None:
    """Of progress text, places, stamps in headings, qualifiers and front matter, and tables."""
    open_ = "a quotation mark is not closed"
    with pytest.raises(UnknownProgressError, match=open_):
        UNIVERSE.progress(text)
    with pytest.raises(NoPlace, match=open_):
        Viewer(UNIVERSE.seen("everything")).recap(text)
    assert not shows(text, "everything")
    fact = f"---\nkind: character\n---\n### Night Ferry 1x01\n- [[Nora]] dies\n  - needs: {text}\n"
    front = f"---\nkind: film\nreleased: 2020-01-01\nrevealed: '{text}'\n---\n"
    for files in (stamped(text), TITLES | {"Nora.md": fact}, TITLES | {"New.md": front}):
        assert open_ in {problem.message for problem in compiled(files).problems}
        assert "New" not in full(Viewer(world(files, broken=True).seen("everything")).front())
    cell = '"' + text.replace('"', '""') + '"'
    report, _ = small(tmp_path, entities=f"id,kind,name,revealed\nana,character,Ana,{cell}\n", scenes="installment\n",
                      facts="subject,verb,revealed\n")  # fmt: skip
    (problem,) = report.problems
    assert open_ in problem.message or ";" in text or "+" in text  # of several positions, the first wrong one is told
