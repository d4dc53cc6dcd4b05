"""Progress in other numbers passes only what is surely behind somebody who has seen what they name."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intertwine.gate.universe import Universe
from intertwine.model.numbers import written_number
from intertwine.model.progress import UnknownProgressError
from tests.worlds import compiled, universe, world

There = Universe


class File(NamedTuple):
    """One file, and what its heading numbers it on discs."""

    installments: int
    discs: tuple[str, ...]
    has_recap: bool = False
    """Whether a number between two others, without a disc, follows."""


NUMBERS = st.one_of(st.integers(1, 3).map(str), st.builds("{}.{}".format, st.integers(1, 2), st.integers(1, 3)))
FILES = st.lists(
    st.builds(File, st.integers(1, 3), st.lists(NUMBERS, max_size=3, unique=True).map(tuple), st.booleans()),
    min_size=1,
    max_size=5,
)


def written(files: list[File]) -> tuple[str, dict[str, set[str]]]:
    """A series of these files; and what each of its installments has for numbers, by its place."""
    number, headings, discs = 0, list[str](), dict[str, set[str]]()
    for n, file in enumerate(files):
        first, number = number + 1, number + file.installments
        run = f"{first}" if file.installments == 1 else f"{first}-{number}"
        headings.append(f"### {run}. File {n} ({', '.join(['40 min', *(f'disc {it}' for it in file.discs)])})")
        for at in range(file.installments):
            of_it = {file.discs[at]} if len(file.discs) == file.installments else set(file.discs)
            discs[f"1x{first + at:02}"] = of_it
        if file.has_recap:
            headings.append(f"### {number}.5. Recap")
            discs[f"1x{number:02}.5"] = set()
    head = f"=== T.md\n---\nkind: series\n---\n## Season 1 (2011-01-01, {number} episodes)\n"
    return head + "\n".join(headings) + "\n", discs


@settings(max_examples=150)
@given(FILES, NUMBERS, st.integers(1, 3))
def test_what_is_passed_has_no_number_that_was_not_named(files: list[File], one: str, last: int) -> None:
    text, discs = written(files)
    there = world(text)
    named = {one} if "." in one else {str(it) for it in range(int(one), max(int(one), last) + 1)}
    said = one if len(named) == 1 else f"{one}-{last}"
    should = {
        place for place, its in discs.items() if its and all(it in named or it.split(".")[0] in named for it in its)
    }
    found = passed(there, f"T disc {said}")
    known = {it for its in discs.values() for value in its for it in (value, value.split(".")[0])}
    if isinstance(found, str):
        assert not should or named - known or "do not stand together" in found
    else:
        assert found == should


def passed(there: Universe, text: str) -> set[str] | str:
    """The places that `text` passes; what is said where it is refused."""
    try:
        return {f"1x{written_number(mark.number, 2)}" for mark in there.progress(text).seen}
    except UnknownProgressError as wrong:
        return str(wrong)


@universe
def test_a_number_of_a_double_file_is_that_of_one_installment(there: There) -> None:
    """
    === Abs.md
    ---
    kind: series
    ---
    ## Season 1 (2011-01-01, 6 episodes)
    ### 0. Zero (absolute 1)
    ### 1-2. Pilot (abs 2, absolute 3, volume 1)
    - [[Ann]] appears
    ### 3. Three (absolute 4, absolute 5)
    ### 4-5. Four (absolute 6)
    ### 5.5. Between
    ### Abs 1x02
    - [[Bob]] appears
    === Ann.md
    ---
    kind: character
    ---
    === Bob.md
    ---
    kind: character
    ---
    """
    passed = {
        "Abs absolute 2": "Abs 1x01",
        "Abs absolute 3": "Abs 1x02",
        "Abs absolute 2-3": "Abs 1x01-1x02",
        "Abs volume 1": "Abs 1x01-1x02",
        "Abs absolute 2-4": "Abs 1x01-1x02",
        "Abs absolute 4-5": "Abs 1x03",
        "Abs #4-#6": "Abs 1x03-1x05",
        "Abs absolute 6": "Abs 1x04-1x05",
    }
    assert {text: there.text(there.progress(text)) for text in passed} == passed
    assert len(there.seen("Abs absolute 2").facts.of()) == 1  # the title's name
    with pytest.raises(UnknownProgressError) as wrong:
        there.progress("Abs absolute 4")
    assert str(wrong.value) == (
        '"absolute 4" of "Abs" is only a part of 1x03; name the episodes that you have seen to their end'
    )


@universe
def test_what_has_no_number_is_not_passed_with_its_neighbours(there: There) -> None:
    """
    === Lamps.md
    ---
    kind: series
    ---
    ## Season 1 (2011-01-01, 2 episodes)
    ### 1. One (absolute 13, disc 1)
    ### 1.5. Recap
    ### 2. Two (absolute 14, disc 1)
    """
    for text in ("Lamps absolute 13-14", "Lamps disc 1"):
        assert there.text(there.progress(text)) == "Lamps 1x01, Lamps 1x02"


@universe
def test_a_stamp_of_a_part_waits_for_the_whole(there: There) -> None:
    """
    === Abs.md
    ---
    kind: series
    ---
    ## Season 1 (2011-01-01, 2 episodes)
    ### 1. One (absolute 1)
    ### 2. Two (absolute 2, absolute 3)
    === Ann.md
    ---
    kind: character
    ---
    ### Abs absolute 2
    - [[Ann]] dies
    """
    assert [len(there.seen(text).facts.of()) for text in ("Abs 1x01", "Abs absolute 2-3")] == [1, 2]


@universe
def test_a_file_of_several_chapters_begins_on_one_page(there: There) -> None:
    """
    === Half.md
    ---
    kind: book
    editions: {Only: 300}
    ---
    ## Chapters (2001-01-01, 5 chapters)
    ### 1-2. A (page 1 of Only)
    ### 3. B (page 100 of Only)
    ### 4-5. C (page 200 of Only, page 250 of Only)
    """
    said = ["100", "101", "201", "251"]
    assert [there.text(there.progress(f"Half page {it}")) for it in said[1:]] == [
        "Half chapters 1-2", "Half chapters 1-3", "Half chapters 1-4",
    ]  # fmt: skip
    with pytest.raises(UnknownProgressError, match="no chapter is certainly read"):
        there.progress("Half page 100")


@universe
def test_a_share_passes_a_file_of_several_chapters_at_its_end(there: There) -> None:
    """
    === Half.md
    ---
    kind: book
    editions: {Only: 300}
    ---
    ## Chapters (2001-01-01, 3 chapters)
    ### 1-2. A (2000 words)
    ### 3. C (1000 words)
    ### Half chapter 1
    - [[Ann]] dies
    === Pil.md
    ---
    kind: series
    ---
    ## Season 1 (2001-01-01, 3 episodes)
    ### 1-2. A (90 min)
    ### 3. C (45 min)
    """
    for text in ("Half 34%", "Half 66%", "Half page 140", "Half to page 190", "Pil 40%"):
        with pytest.raises(UnknownProgressError, match="is certainly"):
            there.progress(text)
    assert [passed(there, text) for text in ("Half 68%", "Half page 250", "Pil 68%")] == [{"1x01", "1x02"}] * 3
    with pytest.raises(UnknownProgressError) as wrong:
        there.progress("Pil 1x01 50%")  # where in the file the first episode ends is not known
    assert wrong.value.offers == ()


@universe
def test_a_file_is_named_by_its_numbers_and_passed_as_all_of_them(there: There) -> None:
    """
    === Lamps.md
    ---
    kind: series
    ---
    ## Season 1 (2011-01-01, 8 episodes)
    ### 1-2. Pilot (90 min, absolute 7, absolute 8)
    ### 3. Three (40 min)
    ### 4. Four (40 min)
    ### 5-6. Five (90 min)
    ### 7/8. The End (90 min)
    ## Season 2 (2012-01-01, 2 episodes)
    ### 1/2. Again (90 min)
    === Tome.md
    ---
    kind: book
    ---
    ## Part 1 (2001-01-01, 3 chapters)
    ### 1. One (2000 words)
    ### 2/3. Two (2000 words)
    === Nine.md
    ---
    kind: film
    name: Lamps 9/11
    released: 2013-01-01
    ---
    """
    last = {"1x07", "1x08"}
    for text in (
        "Lamps 7/8", "Lamps 07/08", "Lamps 7 / 8", "Lamps 1x07/08", "Lamps 1x07/1x08", "Lamps S1 7/8",
        "Lamps season 1 episodes 7/8", "Lamps, 7/8", "7/8 of Lamps", "Lamps S01E07/E08",
    ):  # fmt: skip
        assert passed(there, text) == last, text
    assert there.text(there.progress("Lamps 2x01/02")) == "Lamps S2"
    assert passed(there, "Lamps 1/2, 7/8") == {"1x01", "1x02", *last}
    assert [passed(there, text) for text in ("Tome ch 2/3", "Tome part 1 chapters 2/3")] == [{"1x02", "1x03"}] * 2
    assert len(there.progress("Lamps 9/11").seen) == 1
    before, one_by_one = (there.progress(f"before Lamps {it}") for it in ("7/8", "1x07"))
    assert before == one_by_one
    assert passed(there, "Lamps 3/4") == (
        '"E3/E4" of "Lamps": no file holds just these episodes; write Lamps E3-E4 or Lamps E3'
    )
    for text in ("Lamps 1x06/07", "Lamps 5/7", "Lamps 2/3", "Lamps 5/8", "Tome ch 1/2", "Lamps absolute 7/8"):
        assert "no file holds just these" in str(passed(there, text)), text
        with pytest.raises(UnknownProgressError) as wrong:
            there.progress(text)
        for offer in wrong.value.offers:
            there.progress(offer)
    assert passed(there, "Lamps 8/7") == '"E8-E7" of "Lamps" ends before it begins; did you mean Lamps E7-E8?'
    assert "where in it each episode ends" in str(passed(there, "Lamps 7/8@00:10:00"))
    assert "did you mean" in str(passed(there, "Lamps 7/8/9"))


@universe
def test_an_offer_passes_no_more_than_what_was_said(there: There) -> None:
    """
    === Lamps.md
    ---
    kind: series
    ---
    ## Season 1 (2011-01-01, 5 episodes)
    ### 0. Zero (40 min, absolute 1, disc 1.1)
    ### 1. One (40 min, absolute 2, disc 1.2)
    ### 2. Two (40 min, absolute 3, disc 2.1)
    ### 3. Three (40 min, absolute 4, disc 2.2)
    ### 4. Four (40 min)
    """
    offers = {
        "Lamps to absolute 3": ("Lamps absolute 1-2", "Lamps absolute 1-3"),
        "Lamps up to #3": ("Lamps # 1-2", "Lamps # 1-3"),
        "Lamps to disc 1": ("Lamps disc 1",),
        "Lamps to disc 2": ("Lamps disc 1", "Lamps disc 1-2"),
        "Lamps to disc 1.2": ("Lamps disc 1.2",),
        "Lamps to E2": ("Lamps E1", "Lamps E1-E2"),
    }
    found = {}
    for text in offers:
        with pytest.raises(UnknownProgressError) as wrong:
            there.progress(text)
        found[text] = wrong.value.offers
    assert found == offers
    assert passed(there, "Lamps disc 1.2-2.1") == {"1x01", "1x02"}
    assert passed(there, "Lamps discs 1.1 to 1.2") == {"1x00", "1x01"}
    assert passed(there, "Lamps disc 1.2-1.1") == '"disc 1.2-1.1" of "Lamps" ends before it begins'
    assert passed(there, "Lamps disc 1.1-1.3") == '"Lamps" has no disc 1.3'


def test_a_run_of_other_numbers_in_a_heading_is_named_with_the_way_out() -> None:
    text = "---\nkind: series\n---\n## Season 1 (2011-01-01, 2 episodes)\n### 1-2. Pilot (40 min, absolute 8-9)\n"
    (problem,) = compiled({"T.md": text}).problems
    assert (problem.code, problem.hint) == ("heading-unreadable", "write each number: absolute 8, absolute 9")


def test_collected_volumes_can_be_named_or_are_a_problem() -> None:
    issues = "### 1. A (22 pages, {0} 3)\n### 2. B (22 pages, {0} 3)\n### 3. C (22 pages, {0} 4)\n"
    head = "---\nkind: comic\n---\n"
    pages = {
        f"{word.title()}.md": head + "## Volume 1 (2001-01-01, 3 issues)\n" + issues.format(word)
        for word in ("omnibus", "collected", "trade", "volume", "bundle")
    }
    pages["Plain.md"] = head + "## Issues (2001-01-01, 3 issues)\n" + issues.format("vol")
    found = compiled(pages)
    there = Universe(found)
    typed = ("Omnibus omnibus 3", "Collected collected 3", "Trade tpb 3", "Plain volume 3", "Plain vol. 3", "Plain v3")
    assert [passed(there, text) for text in typed] == [{"1x01", "1x02"}] * 6
    assert {(it.file, it.code, it.severity) for it in found.problems} == {
        ("Volume.md", "number-unusable", "warning"), ("Bundle.md", "number-unusable", "warning"),
    }  # fmt: skip
    assert isinstance(passed(there, "Volume volume 3"), str)
