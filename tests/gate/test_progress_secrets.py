"""Secret titles and what people type: nothing that is wrong tells of them, and whoever has seen them can say so."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from intertwine.gate.progress_meanings import TermReader
from intertwine.gate.progress_text import UnknownProgressError
from intertwine.gate.universe import Universe
from intertwine.model.positions import readings
from intertwine.model.progress import Mark, Progress
from tests.long import share
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
        ("Harbour, 1x02@00:10:00 and 1x03", "Harbour 1x03, Harbour 1x02@00:10:00"),
        ("told Harbour and Harbour 1x01, Harbour 1x02 and Harbour, 1x03", "Harbour 1x02-1x03, told Harbour S1"),
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


def test_before_a_title_is_what_came_out_of_the_titles_that_are_known() -> None:
    """Each makes the next known by what came out before: until there is no more."""
    page = "---\nkind: film\nid: {0}\nname: Part {0}\nreleased: 20{0}-01-01\n{1}---\n"

    def part(number: int, *needs: int) -> str:
        stamp = "".join(f"revealed: '{' + '.join(f'[[{need}]]' for need in needs)}'\n" for needs in (needs,) if needs)
        return page.format(number, stamp)

    chain = {10: (), 11: (10,), 12: (11,), 13: (13,), 14: (13,), 15: (12, 16), 16: (), 17: ()}
    made = world({f"{number}.md": part(number, *needs) for number, needs in chain.items()})

    def passed(text: str) -> list[int]:
        progress = made.progress(text)
        assert made.progress(made.text(progress)) == progress
        return sorted({int(mark.title.removeprefix("id:")) for mark in (*progress.seen, *progress.told)})

    assert passed("before Part 16") == passed("told before Part 16") == [10, 11, 12]
    assert passed("before Part 17") == [10, 11, 12, 15, 16]
    assert passed("before Part 16, Part 13") == passed("Part 13; before Part 16") == [10, 11, 12, 13, 14]
    assert passed("before Part 16, told Part 16") == passed("told before Part 16, Part 16") == [10, 11, 12, 15, 16]
    assert passed("before Part 12, Part 10, told Part 11") == [10, 11]
    assert said(made, "before Part 12, before Part 10").startswith('refused: no title is called "Part 12"')
    assert said(made, "before Part 13").startswith('refused: no title is called "Part 13"')
    assert len(made.progress("everything").seen) == len(chain)
    known = made.progress("Part 13")
    assert {mark.title for mark in made.progress("before Part 16", known).seen} == {f"id:{n}" for n in range(10, 15)}


# --- with and without a secret title --------------------------------------------------------------------------------
def series(key: str, name: str, year: int, episodes: int, revealed: str = "") -> str:
    """A series of one season."""
    head = f"---\nkind: series\nid: {key}\nname: '{name}'\n" + (f"revealed: '{revealed}'\n" if revealed else "")
    listed = "".join(f"### {n}. Some\n" for n in range(1, episodes + 1))
    return f"{head}---\n## Season 1 ({year}-01-01, {episodes} episodes)\n{listed}"


def dated(key: str, name: str, year: int, revealed: str) -> str:
    """A secret film that came out."""
    return f"---\nkind: film\nid: {key}\nname: '{name}'\nreleased: {year}-01-01\nrevealed: '{revealed}'\n---\n"


OPEN = {
    "open.md": series("open", "Open", 2015, 3),
    "alpha.md": series("alpha", "The Alpha", 2016, 2),
    "pier.md": "---\nkind: film\nid: pier\nname: Pier\nreleased: 2020-01-01\n---\n",
}
SECRETS = (
    ("Zed", series, ("zed", "Zed", 2014, 2, "[[zed]] 1x01")),
    ("Zed", series, ("late", "Zed", 2014, 2, "[[late]] 1x02; [[open]] 1x03")),
    ("Zed", series, ("both", "Zed", 2017, 3, "[[both]] 1x02 + [[open]] 1x02")),
    ("Alpha", dated, ("x", "Alpha", 2012, "[[x]]")),
    ("Alpha", dated, ("told", "Alpha", 2012, "[[alpha]] 1x02")),
    ("Alpha", dated, ("quoted", 'Al "pha"', 2011, "[[quoted]]")),
    ("Dusk", dated, ("dusk", "Dusk", 2013, "[[open]] 1x02")),
    ("Night", dated, ("night", "Night", 2014, "[[dusk]]; [[pier]]")),
    ("Open and Zed", dated, ("salt", "Open and Zed", 2010, "[[salt]]")),
    ("24", dated, ("number", "24", 2019, "[[number]]; [[zed]] 1x02")),
    ("Open", dated, ("twin", "Open", 2009, "[[zed]] 1x02; [[dusk]]")),
    ("1x02", dated, ("place", "1x02", 2008, "[[place]]")),
)
HIDDEN_PAGES = {args[0]: (name, make(*args)) for name, make, args in SECRETS}
"""By id: what a secret title reads like, and its page."""
TITLES = (
    "Open", "open", "The Alpha", "Alpha", '"Alpha"', "alpha (film)", "Zed", "zed", "Zed", "Zed (2014)", "Dusk", "Night",
    "Pier", "24", "Open (2009)", "Open and Zed", 'Al "pha"', '"Al ""pha"""', "Zedd", "1x02",
)  # fmt: skip
PARTS = (
    "", "", "", "S1", "1x01", "1x02", "E2", "S9", "@00:10:00", "1x01@00:00:01", "1x01-1x02", "2", "@10:00", "1x03",
    "season 1",
)  # fmt: skip
HEADS = ("", "", "", "", "told ", "before ", "told before ")
BETWEEN = (", ", "; ", " and ", "\n", " & ")
TERMS = st.builds(
    lambda head, name, part: f"{head}{name} {part}".strip(),
    st.sampled_from(HEADS), st.sampled_from((*TITLES, "", "", "", "")), st.sampled_from(PARTS),
).filter(bool)  # fmt: skip


@cache
def hiding(keys: frozenset[str]) -> Universe:
    """The public titles, and these hidden ones."""
    return world({**OPEN, **{f"{key}.md": HIDDEN_PAGES[key][1] for key in sorted(keys)}}, broken=True)


def answer(universe: Universe, text: str) -> tuple[str, Progress]:
    """What is said of a text, and what it comes to."""
    try:
        progress = universe.progress(text)
    except UnknownProgressError as error:
        return f"refused: {error}", Progress()
    return universe.text(progress), progress


def reveals(universe: Universe, secret: str, progress: Progress) -> bool:
    """Whether a progress makes a title known."""
    table = universe._timetable
    limits = table.limits([*progress.seen, *progress.told])
    return not table.known(limits).isdisjoint(n for n, _ in table.by_identity[secret].names)


WHOLE = re.compile(r"(?:.*[a-z\"4)]|(?:told |before )*1x02)", re.DOTALL)


def is_place(term: str, secret: str) -> bool:
    """Whether a term may be a place alone; the name of this secret title is none."""
    text = term.removeprefix("told ")
    return text != secret and any(not name for name, _ in readings(text))


def runs(terms: Sequence[tuple[str, str]], secret: str) -> list[str]:
    """All texts of terms that stand next to each other, but for those that leave out which part of a title is meant;
    and two such texts with something between them left out, as a wrong term is."""
    found = [
        (first, last, terms[first][1] + "".join(between + term for between, term in terms[first + 1 : last]))
        for first in range(len(terms))
        for last in range(first + 1, len(terms) + 1)
        if last == len(terms) or not WHOLE.fullmatch(terms[last - 1][1]) or not is_place(terms[last][1], secret)
    ]
    apart = [
        f"{one}, {other}"
        for _, end, one in found
        for begin, _, other in found
        if end < begin and not is_place(terms[begin][1], secret)
    ]
    return [*(text for _, _, text in found), *apart]


NOTHING_ELSE = frozenset[str]()


@settings(max_examples=share(15, 1500), deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(BETWEEN), TERMS), min_size=1, max_size=4),
    st.sampled_from(sorted(HIDDEN_PAGES)),
    st.frozensets(st.sampled_from(sorted(HIDDEN_PAGES)), max_size=3),
)
@example([("", "before Pier")], "zed", NOTHING_ELSE)
@example([("", "told before Open")], "zed", NOTHING_ELSE)
@example([("", "Zed"), (", ", "1x02")], "zed", NOTHING_ELSE)
@example([("", "Zed"), ("; ", "E2")], "zed", NOTHING_ELSE)
@example([("", "Zed"), (" and ", "1x02")], "zed", NOTHING_ELSE)
@example([("", "Zed"), (", ", "1x01@00:00:01")], "zed", NOTHING_ELSE)
@example([("", "Alpha"), (" and ", "@00:10:00")], "x", NOTHING_ELSE)
@example([("", "Alpha"), (" and ", "@00:10:00"), ("\n", "E1 1x01@10:00")], "quoted", NOTHING_ELSE)
@example([("", "Zed"), (", ", "S9")], "zed", NOTHING_ELSE)
@example([("", "Open"), (", ", "1x01 and Dusk")], "dusk", NOTHING_ELSE)
@example([("", "Alpha"), (", ", "alpha")], "told", NOTHING_ELSE)
@example([("", "Alpha"), (", ", "Alpha and Pier")], "told", NOTHING_ELSE)
@example([("", "Zed"), (", ", "Open S9"), (", ", "Open")], "both", NOTHING_ELSE)
def test_a_secret_title_that_a_text_does_not_reveal_changes_no_byte(
    terms: list[tuple[str, str]], secret: str, others: frozenset[str]
) -> None:
    """With and without it, to somebody who has seen nothing. Where no run of the text's terms reveals it, or two
    together, what is said and what is kept are the same; and a right text never speaks of a title that it does not
    make known."""
    if HIDDEN_PAGES[secret][0] in {HIDDEN_PAGES[key][0] for key in others}:
        return  # two secret titles of one name are not guessed at
    with_it, without = hiding(others | {secret}), hiding(others)
    text = "".join(between + term for between, term in terms).lstrip(", ;\n&")
    (said_with, marks_with), (said_without, marks_without) = answer(with_it, text), answer(without, text)
    for progress in (marks_with, marks_without):
        for mark in (*progress.seen, *progress.told):
            universe = with_it if progress is marks_with else without
            assert reveals(universe, mark.title, progress), f"{text!r} speaks of {mark.title}"
    if any(
        reveals(with_it, f"id:{secret}", answer(it, run)[1])
        for it in (with_it, without)
        for run in (text, *runs(terms, HIDDEN_PAGES[secret][0]))
    ):
        return
    assert said_with == said_without
    assert marks_with == marks_without
