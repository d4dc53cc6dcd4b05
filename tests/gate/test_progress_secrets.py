"""Secret titles and what people type: nothing that is wrong tells of them, and whoever has seen them can say so."""

from typing import Any

import pytest

from intertwine.gate.progress_meanings import TermReader
from intertwine.gate.progress_text import UnknownProgressError
from intertwine.gate.universe import Universe
from intertwine.model.progress import Mark, Progress
from tests.worlds import identities, world

PUBLIC = """---
kind: series
name: Harbour
year: 2015
---
## Season 1 (2015-02-01, 3 episodes)
### 1. One
### 2. Two
### 3. Three
"""
SECRET = """---
kind: series
name: Harbour
year: 2019
revealed: 1x01
---
## Season 1 (2019-02-01, 9 episodes)
""" + "".join(f"### {n}. Some\n" for n in range(1, 10))
OTHER = """---
kind: film
name: Everything
revealed: "[[a]] 1x02"
---
"""
WITHOUT = world({"a.md": PUBLIC})
WITH = world({"a.md": PUBLIC, "b.md": SECRET, "c.md": OTHER})
HIDDEN = identities(WITH)["b"]
SEEN = Progress.of([Mark(HIDDEN, 1, 1)])


def said(universe: Universe, text: str, viewer: Progress | None = None) -> str:
    """What is said of a text, or its canonical form."""
    try:
        return universe.text(universe.progress(text, viewer or Progress()))
    except UnknownProgressError as error:
        return f"refused: {error}"


@pytest.mark.parametrize(
    "text",
    [
        "Harbour 1x10", "Harbour 2x01", "Harbour S2", "Harbour (2019) 1x02", "Harbour (2019) 1x10", "Harbour 1x01-1x09",
        "Harbour (2019) S2", "Harbour (#2)", "Harbor S1", "Harbour 1x04", "Harbour 1x09", "told Harbour (2019) S1",
        "before Harbour (2019)", "before Harbour (2019), Harbour 1x01", "Harbour 1x01@5", '"Everything"',
        'told "Everything"', 'Harbour 1x01, "Everything"', "Harbour (series)", "Harbour S1 E-", "Harbour",
        "Harbour 1-3",
        "Harbour (2015) S1, Harbour (2019) 1x02",
        "Harbour and Harbour (2019) 1x04",
    ],
)  # fmt: skip
def test_a_text_that_claims_nothing_of_a_secret_title_is_answered_as_if_there_were_none(text: str) -> None:
    """Also what is wrong is judged among the titles known without it: no choice, no hint and no count tells of more."""
    with_it, without = said(WITH, text), said(WITHOUT, text)
    if without.startswith("refused"):
        assert with_it == without
    else:  # what is claimed may reveal the secret title; it is named apart from then on
        assert with_it.replace('"Harbour (2015)"', "Harbour").replace("Harbour (2015)", "Harbour").startswith(without)


@pytest.mark.parametrize("text", ["Harbour (2019) 1x01", "harbour (2019) S1", '"Harbour (2019)"', "Harbour (2019) 1-9"])
def test_whoever_has_seen_a_secret_title_can_say_so(text: str) -> None:
    """The one term that names it, right as a whole and claiming what reveals it, admits it."""
    assert Mark(HIDDEN, 1, 1) in WITH.progress(text).seen


def test_what_was_said_of_a_secret_title_is_read_again() -> None:
    progress = Progress.of([*SEEN.seen, Mark("series:2015:Harbour", 1, 1)])
    text = WITH.text(progress)
    assert text == "Harbour (2015) 1x01, Harbour (2019) 1x01"
    assert WITH.progress(text) == progress


def test_a_viewer_who_knows_a_secret_title_can_type_it_as_any_other() -> None:
    assert said(WITH, "Harbour (2019) 1x02") == 'refused: no title is called "Harbour (2019)"'
    assert WITH.progress("Harbour (2019) 1x02", SEEN) == Progress.of([Mark(HIDDEN, 1, 2)])
    assert said(WITH, "Harbour S1", SEEN).startswith('refused: "Harbour" is the name of several titles')


def test_a_told_claim_admits_nothing() -> None:
    """To ask to be told of a title is not to have seen it: a guess must not be confirmed."""
    assert said(WITH, "told Harbour (2019) S1") == 'refused: no title is called "Harbour (2019)"'
    assert WITH.progress("told Harbour (2019) S1", SEEN).told


def test_a_keyword_stays_one_beside_a_secret_title_of_that_name() -> None:
    assert WITH.progress("everything") == WITH.everything
    assert "several things" in said(WITH, "Harbour (2015) 1x02, everything")


def test_two_secret_titles_of_one_name_are_not_guessed_at() -> None:
    twin = SECRET.replace("year: 2019", "year: 2021").replace("2019-02-01", "2021-02-01")
    made = world({"b.md": SECRET, "c.md": twin})
    assert said(made, "Harbour S1") == 'refused: no title is called "Harbour"'
    assert said(made, "Harbour (2021) S1") == "Harbour S1"


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("Harbour, season 1", "Harbour S1"),
        ("Harbour, episode 3", "Harbour 1x03"),
        ("Harbour\n1x02", "Harbour 1x02"),
        ("Harbour; season 1; episode 3", "Harbour 1x03"),
        ("told Harbour, 1x01, 1x02", "told Harbour 1x01-1x02"),
        ("Harbour and 1x02", "Harbour 1x02"),
        ("Harbour, Harbour 1x02", "Harbour S1"),
    ],
)
def test_a_place_after_a_bare_title_says_which_part_of_it(text: str, means: str) -> None:
    """To take the title for all of it would show what was not seen."""
    assert said(WITHOUT, text) == means


def test_whoever_has_seen_a_secret_title_can_say_so_beside_others() -> None:
    assert said(WITH, "Harbour (2019) S1 and Harbour (2015) 1x01") == "Harbour (2015) 1x01, Harbour (2019) S1"
    assert said(WITHOUT, "Harbour S1 and Harbour S7") == 'refused: "Harbour" has no season 7; it has season 1'


def test_many_secret_titles_of_one_name_are_each_said_by_their_year_or_day() -> None:
    page = '---\nkind: film\nid: f{0}\nname: Harbour\nreleased: {0}-05-01\nrevealed: "[[{0}]]"\n---\n'
    many = world({f"{year}.md": page.format(year) for year in range(1900, 1980)})
    for ways in ("Harbour ({})", "Harbour ({}-05-01)", "harbour ({} film)"):
        text = ", ".join(ways.format(year) for year in range(1900, 1980))
        assert many.progress(text) == many.everything
    assert said(many, "Harbour") == said(many, "Harbour (1985)").replace(" (1985)", "")


def test_a_secret_title_with_an_and_in_its_name_is_said_as_it_is() -> None:
    page = "---\nkind: film\nid: f\nname: Salt and Harbour\nrevealed: '[[b]]'\n---\n"
    seen = world({"a.md": PUBLIC, "b.md": page}).progress("Salt and Harbour")
    assert {mark.title for mark in seen.seen} == {"id:f"}


def test_time_does_not_hang_on_how_many_secret_titles_there_are() -> None:
    """Each is revealed by the one before; a long text names them all, and much else."""

    def chain(count: int) -> Universe:
        page = "---\nkind: series\nname: Link {}\n{}---\n## Season 1 (2015-01-01, 1 episode)\n### 1. One\n"
        stamps = ["", *(f'revealed: "[[{n}]] 1x01"\n' for n in range(count - 1))]
        return world({f"{n}.md": page.format(n, stamp) for n, stamp in enumerate(stamps)})

    few, many = chain(2), chain(40)
    text = ", ".join([*(f"Link {n} S1" for n in range(40)), *(f"Nobody {n} S1" for n in range(2000))])
    looked = {universe: looks(universe, text) for universe in (few, many)}
    assert looked[many] < 2 * looked[few]


def looks(universe: Universe, text: str) -> int:
    """How often a term of a text is looked at."""
    count = 0
    outcome = TermReader.outcome

    def counted(*args: Any) -> Any:
        nonlocal count
        count += 1
        return outcome(*args)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TermReader, "outcome", counted)
        said(universe, text)
    return count


@pytest.mark.parametrize("marks", [900, 1100, 1500, 3000])
def test_how_long_the_name_of_a_secret_title_is_tells_nothing(marks: int) -> None:
    """Whether a text is too long to be a name hangs on the text alone."""
    long = OTHER.replace("Everything", "Everything and more " * 40)
    beside = world({"a.md": PUBLIC, "c.md": long})
    text = f"Harbour{'!' * marks} S1"
    assert said(beside, text) == said(WITHOUT, text)
    assert said(WITHOUT, text).startswith("refused") == (marks > 1000)


def film(name: str, revealed: str) -> str:
    """A secret film."""
    return f'---\nkind: film\nid: {name}\nname: {name.title()}\nrevealed: "{revealed}"\n---\n'


def spellings(word: str, count: int) -> list[str]:
    """The first `count` ways to write a word in large and small letters."""
    places = range(len(word))
    return ["".join(word[n].upper() if at >> n & 1 else word[n] for n in places) for at in range(1, count + 1)]


def test_guesses_at_secret_titles_tell_nothing_beside_a_claim_on_another() -> None:
    """However many terms could name a hidden title: whoever may claim the pier is told the same of a slip in it."""
    pier = film("pier", "[[pier]]")
    one = world({"a.md": PUBLIC, "pier.md": pier})
    two = world({"a.md": PUBLIC, "pier.md": pier, "lighthouse.md": film("lighthouse", "[[a]] 1x02")})
    for count in (10, 49, 60):
        guesses = ", ".join(f"{word} S9" for word in spellings("lighthouse", count))
        for text in (f"Pierr, {guesses}, Pier", f"Pierr, Pier, {guesses}", f"{guesses}, Pier"):
            assert said(one, text) == said(two, text)


def test_a_claim_is_heard_whatever_else_has_that_name() -> None:
    """Sixty hidden films of the same folded name, which the claim does not reveal, come before it."""
    others = {f"{n:02}.md": film("pier", "[[a]] 1x03").replace("id: pier", f"id: p{n}") for n in range(60)}
    own = film("pier", "[[zz]]")
    assert said(world({"a.md": PUBLIC, "zz.md": own}), "Pier") == "Pier"
    assert said(world({"a.md": PUBLIC, "zz.md": own, **others}), "Pier") == "Pier"
