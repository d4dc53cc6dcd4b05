"""Kinds of titles in the text: their headings, their words in stamps, kinds of a universe's own, other numbers."""

import pytest

from intertwine.gate.progress_text import UnknownProgressError
from intertwine.gate.universe import Universe
from intertwine.ledger.read.vocabulary import built_in, read
from intertwine.model.numbers import shown
from intertwine.model.place_words import INSTALLMENT_WORDS, PART_WORDS
from intertwine.questions import to_json
from intertwine.viewer import Viewer
from tests.worlds import compiled, with_people, world

BOOK = "---\nkind: book\nname: The Shore\neditions: {Folio: 300}\n---\n"
PARTS = """
## Part 1 (2001-05-05, 2 chapters)
### 1. One (~100 words)
- [[Ann]] meets [[Bo]]
### 2. Two (~100 words)
- [[Bo]] dies
### Whole part
- [[Ann]] befriends [[Cy]]
## Part 2 (1 chapter)
### 3. Three (~100 words)
- [[Ann]] dies
"""


def facts(universe: Universe, progress: str, title: str = "The Shore") -> list[str]:
    """What somebody so far knows of a title, in words."""
    return [fact.text for fact in Viewer(universe.seen(universe.progress(progress))).title(title).facts]


def said(files: dict[str, str]) -> list[tuple[str, str, int]]:
    """The problems of some pages: code, path and line."""
    return [(it.code, it.file, it.line) for it in compiled(with_people(files)).problems if it.severity == "error"]


def test_a_book_has_parts_and_chapters() -> None:
    universe = world(with_people({"titles/The Shore.md": BOOK + PARTS}))
    assert facts(universe, "The Shore ch 1") == ["Ann meets Bo"]
    assert facts(universe, "The Shore part 1") == ["Ann meets Bo", "Bo dies", "Ann befriends Cy"]
    assert facts(universe, "The Shore ch 3") == ["Ann dies"]
    page = Viewer(universe.seen("The Shore ch 1")).title("The Shore")
    assert [(it.number, it.episodes, len(it.listed)) for it in page.seasons] == [(1, 2, 2), (2, 1, 1)]
    assert page.words.kind.past == "read"


@pytest.mark.parametrize(
    "stamp",
    ["ch 3", "Part 2", "part 2, chapter 3", "P2 ch3", "2x03", "The Shore ch 3", "The Shore, Part 2",
     "[[The Shore]] ch 3", "[[The Shore]] part 2 chapter 3", '"The Shore" P2 ch3', "P2C3",
     "the shore Part 2, Chapter 3"],
)  # fmt: skip
def test_stamps_of_a_book_are_read_in_its_words(stamp: str) -> None:
    more = f"{PARTS}\n### {stamp}\n- [[Cy]] meets [[Bo]]\n"
    universe = world(with_people({"titles/The Shore.md": BOOK + more}))
    assert "Cy meets Bo" not in facts(universe, "The Shore part 1")
    assert "Cy meets Bo" in facts(universe, "The Shore ch 3")


@pytest.mark.parametrize("name", ["Dusk Part 2", "Dusk Vol. 2", "Dusk Chapter 2", "Dusk #2", "Chapter 2", "Part 2"])
def test_a_title_whose_name_ends_like_a_place_is_still_called_so(name: str) -> None:
    film = "---\nkind: film\nname: {}\nreleased: {}\n---\n"
    shore = f"{BOOK}\n## Chapters (1 chapter)\n### 1. One\n- [[Ann]] dies\n  - also known: {name}\n"
    files = {
        "titles/a.md": film.format("Dusk", "2001-01-01"),
        "titles/b.md": film.format(f'"{name}"', "2002-01-01"),
        "titles/The Shore.md": shore,
        "people/Ann.md": f"---\nkind: character\n---\n### {name}\nAnn is cold.\n",
    }
    universe = world(with_people(files))
    for text, knows in ((f'"{name}"', True), (name, True), ("Dusk", False)):
        assert bool(Viewer(universe.seen(text)).search("dies").facts) == knows
        assert bool(Viewer(universe.seen(text)).search("cold").facts) == knows
    assert universe.text(universe.progress(name)) in (name, f'"{name}"')


def test_what_can_be_a_title_and_a_place_in_another_one_is_neither() -> None:
    files = {
        "titles/The Shore.md": BOOK + PARTS,
        "titles/b.md": "---\nkind: film\nname: The Shore Part 2\nreleased: 2002-01-01\n---\n",
        "people/Ann.md": "---\nkind: character\n---\n### The Shore Part 2\nAnn is cold.\n",
    }
    assert ("position-ambiguous", "people/Ann.md", 5) in said(files)
    with pytest.raises(UnknownProgressError, match="can mean several things"):
        world(with_people(files), broken=True).progress("The Shore Part 2")


@pytest.mark.parametrize("stamp", ["The Shore 45%", "The Shore page 12", "The Shore act 2", "The Shore ch 9",
                                   "The Shore chapters 3-2", "The Shore Part 3", "ch", "The Shore E2"])  # fmt: skip
def test_what_is_no_place_of_a_book_hides(stamp: str) -> None:
    files = {"titles/The Shore.md": f"{BOOK}{PARTS}\n### {stamp}\n- [[Cy]] meets [[Bo]]\n"}
    assert said(files)
    universe = world(with_people(files), broken=True)
    assert "Cy meets Bo" not in facts(universe, "everything")


@pytest.mark.parametrize("slip", ["##Part 2 (1 chapter)", "Part 2 (1 chapter)\n---", "<!--\n## Part 2\n-->", "# Part 2",
                                  "## Prt 2", "###Whole part", "#### 3. Three"])  # fmt: skip
def test_a_slip_in_a_heading_of_a_book_hides_what_stands_below(slip: str) -> None:
    text = f"{BOOK}\n## Part 1 (1 chapter)\n### 1. One\n- [[Ann]] meets [[Bo]]\n\n{slip}\n\n- [[Bo]] dies\n"
    universe = world(with_people({"titles/The Shore.md": text}), broken=True)
    assert facts(universe, "everything") == ["Ann meets Bo"]


def test_a_universe_adds_a_kind_without_code() -> None:
    verbs = '[kinds."web serial"]\npart = "arc"\ninstallment = "letter"\ncounted_in = "words"\npast = "read"\n'
    text = (
        "---\nkind: web serial\nname: Ward\n---\n## Arc 1 (2 letters)\n### 1. A (10 words)\n- [[Ann]] dies\n### 2. B\n"
    )
    result = compiled(
        with_people({"titles/Ward.md": text, "people/Bo.md": "---\nkind: character\n---\n### Ward arc 1\nBo.\n"}), verbs
    )
    assert result.problems == ()
    universe = Universe(result)
    assert universe.text(universe.progress("Ward letter 1")) == "Ward arc 1 letter 1"
    assert facts(universe, "Ward arc 1", "Ward") == ["Ann dies", "Bo: Bo."]
    view = universe.seen("Ward")
    (title,) = view.listing.titles
    assert (view.entities.kind(title), view.entities.is_title(title)) == ("web serial", True)


@pytest.mark.parametrize(
    ("entry", "wrong"),
    [
        ("[kinds.song]\npart_forms = ['chorus']\n", "is not a word of positions"),
        ("[kinds.song]\ninstallment_forms = ['la']\n", "is not a word of positions"),
        ("[kinds.song]\ncounted_in = 'notes'\n", "it is one of minutes, words, pages"),
        ("[kinds.song]\nlength = 'notes'\n", "unknown field"),
        ("[kinds.song]\nsingle = 'yes'\n", "must be true or false"),
        ("[kinds.series]\nsingle = true\n", "cannot change whether it is one installment"),
        ("[kinds.character]\npart = 'part'\n", "cannot be a kind of title"),
        ("kinds = 3\n", "must be a table of tables"),
    ],
)
def test_a_kind_that_cannot_be_is_a_problem_and_costs_only_itself(entry: str, wrong: str) -> None:
    found, problems = read(entry, "verbs.toml", built_in())
    assert [problem.code for problem in problems] == ["verb-unusable"]
    assert wrong in problems[0].message
    assert found.kinds == built_in().kinds


def test_the_words_of_all_kinds_are_words_of_positions() -> None:
    for kind in built_in().kinds:
        assert {form.lower() for form in (kind.part, *kind.part_forms)} <= PART_WORDS
        assert {form.lower() for form in (kind.installment, *kind.installment_forms)} <= INSTALLMENT_WORDS


def poem(part: str, installment: str) -> Universe:
    """A universe with a kind whose parts and installments are called so."""
    verbs = f"""[kinds.poem]
part = "{part}"
installment = "{installment}"
counted_in = "words"
verb = "read"
past = "read"
"""
    text = f"""---
kind: poem
name: The Comedy
---
## {part.capitalize()} 1 (2001-05-05, 2 {installment}s)
### 1. The Wood (~1000 words)
- [[Ann]] meets [[Bo]]
### 2. The Gate (~1000 words)
- [[Bo]] dies
## {part.capitalize()} 2 (2002-05-05, 1 {installment})
### Whole {part}
- [[Ann]] fights [[Cy]]
### 1. The Hill (~1000 words)
- [[Ann]] dies
"""
    result = compiled(with_people({"titles/The Comedy.md": text}), verbs)
    assert result.problems == ()
    return Universe(result)


def test_any_word_may_name_parts_and_installments() -> None:
    universe = poem("gathering", "leaf")
    for progress in ("The Comedy 1x01", "The Comedy season 1, episode 1", "The Comedy S1E1", "The Comedy 40%"):
        assert facts(universe, progress, "The Comedy") == ["Ann meets Bo"]
        assert universe.text(universe.progress(progress)) == "The Comedy 1x01"
    page = Viewer(universe.seen("The Comedy 1x01")).title("The Comedy")
    assert page.next is not None
    assert page.standing(page.next) == "gathering 1, leaf 2 of 2"
    assert page.words.head(1) == "Gathering 1"


def test_cantos_of_a_cantica_need_no_code() -> None:
    universe = poem("cantica", "canto")
    means = {
        "The Comedy canto 1": "The Comedy cantica 1 canto 1", "The Comedy cantos 1-2": "The Comedy cantica 1",
        "The Comedy cantica 2, canto 1": "The Comedy cantica 2",
        "canto 2 of The Comedy": "The Comedy cantica 1 canto 2", "The Comedy 1x02": "The Comedy cantica 1 canto 2",
        "before The Comedy cantica 2": "The Comedy cantica 1", "The Comedy 40%": "The Comedy cantica 1 canto 1",
    }  # fmt: skip
    assert {text: universe.text(universe.progress(text)) for text in means} == means
    answers = {
        "The Comedy canto 9": 'no cantica of "The Comedy" has a canto 9',
        "The Comedy to canto 2": '"to canto 2" is not a canto or a cantica of "The Comedy"; write The Comedy '
        "canto 1 or The Comedy cantos 1-2",
    }
    for text, answer in answers.items():
        with pytest.raises(UnknownProgressError) as error:
            universe.progress(text)
        assert str(error.value) == answer
    viewer = Viewer(universe.seen("The Comedy"))
    assert viewer.title("The Comedy").words.head(2) == "Cantica 2"
    assert [fact.where.said for fact in viewer.title("The Comedy").facts if fact.where] == [
        "The Comedy cantica 1 canto 1", "The Comedy cantica 1 canto 2", "The Comedy cantica 2 canto 1",
        "The Comedy cantica 2 canto 1",
    ]  # fmt: skip
    found = to_json(viewer.map("The Comedy").strands)
    assert found["words"] == {
        "part": "cantica", "installment": "canto", "counted_in": "words", "verb": "read", "past": "read"
    }  # fmt: skip
    assert to_json(viewer.strands())["words"] is None


SERIES = "---\nkind: series\nname: Lamps\n---\n"
LAMPS = """## Season 0 (1 episode)
### 0. Before
## Season 1 (4 episodes)
### 1-2. Pilot (~105 min, absolute 1, disc 1.1)
- [[Ann]] meets [[Bo]]
### 3. Three (~50 min, absolute 2, disc 1.10)
### 3.5. Recap (~20 min)
- [[Bo]] dies
### 4. Four (~50 min, absolute 3, disc 2.1)
## Season 2 (1 episode)
### 5. Five (~50 min, absolute 4, disc 2.2)
"""


def test_installments_have_other_numbers_and_stand_between_others() -> None:
    universe = world(with_people({"titles/Lamps.md": SERIES + LAMPS}))
    listed = Viewer(universe.seen()).title("Lamps").seasons[1].listed
    assert [(shown(it.episode), it.minutes) for it in listed] == [(1, 53), (2, 52), (3, 50), (3.5, 20), (4, 50)]
    means = {
        "Lamps absolute 1": "Lamps 1x01-1x02", "Lamps absolute 2": "Lamps 1x03", "Lamps #4": "Lamps S2",
        "Lamps disc 1": "Lamps 1x01-1x03", "Lamps disc 1.10": "Lamps 1x03", "Lamps disc 1.1": "Lamps 1x01-1x02",
        "Lamps 1x03.5": "Lamps 1x03.5", "Lamps E5": "Lamps S2", "Lamps absolute 2-3": "Lamps 1x03, Lamps 1x04",
        "Lamps 0x00": "Lamps S0", "Lamps S1": "Lamps S1",
    }  # fmt: skip
    assert {text: universe.text(universe.progress(text)) for text in means} == means
    assert facts(universe, "Lamps 1x01", "Lamps") == []
    assert facts(universe, "Lamps 1x01-1x02", "Lamps") == ["Ann meets Bo"]
    assert facts(universe, "Lamps 1x04", "Lamps") == []
    assert facts(universe, "Lamps 1x03.5", "Lamps") == ["Bo dies"]


@pytest.mark.parametrize("stamp", ["1x01/02", "Lamps 1x01/1x02", "Lamps 1/2", "S1 1/2", "[[Lamps]] 1/2", '"Lamps" 1/2'])
def test_what_one_file_holds_is_a_stamp(stamp: str) -> None:
    found = compiled(with_people({"titles/Lamps.md": f"{SERIES}{LAMPS}### {stamp}\n- [[Cy]] dies\n"}))
    assert not [it for it in found.problems if it.severity == "error"]
    universe = Universe(found)
    assert "Cy dies" in facts(universe, "Lamps 1x01-1x02", "Lamps")
    assert [facts(universe, f"Lamps {it}", "Lamps") for it in ("1x01", "1x02")] == [[], []]


@pytest.mark.parametrize("stamp", ["1x02/03", "Lamps 3/4", "S1 3/4", "[[Lamps]] 3/4"])
def test_a_stamp_of_no_file_is_never_passed_and_offers_the_last(stamp: str) -> None:
    found = compiled(with_people({"titles/Lamps.md": f"{SERIES}{LAMPS}### {stamp}\n- [[Cy]] dies\n"}))
    (problem,) = found.problems
    assert problem.code == "unknown-position"
    assert "no file holds just these" in problem.message
    assert str(problem.hint).endswith(f'1x0{stamp[-1]}"?')
    assert "Cy dies" not in facts(Universe(found), "everything", "Lamps")


@pytest.mark.parametrize("stamp", ["Lamps absolute 3", "Lamps disc 2.1", "1x04", "absolute 3"])
def test_other_numbers_are_stamps(stamp: str) -> None:
    universe = world(with_people({"titles/Lamps.md": f"{SERIES}{LAMPS}### {stamp}\n- [[Cy]] dies\n"}))
    assert "Cy dies" in facts(universe, "Lamps 1x04", "Lamps")
    assert "Cy dies" not in facts(universe, "Lamps 1x01-1x03", "Lamps")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("## Chapters (2 chapters)\n### 1. A (page 9)\n### 2. B (page 5)\n", "numbers-disagree"),
        ("## Chapters (1 chapter)\n### 1. A (page 301)\n", "numbers-disagree"),
        ("## Chapters (1 chapter)\n### 1. A (page 9 of Vintage)\n", "edition-undeclared"),
        ("## Chapters (1 chapter)\n### 1. A (page 9, page 10)\n", "numbers-disagree"),
        ("## Chapters (2 chapters)\n### 2-1. A\n", "heading-unreadable"),
        ("## Chapters (1 chapter)\n## Part 1 (1 chapter)\n", "season-twice"),
        ("## Chapters (1 chapter)\n### 1. A (40 min)\n", "heading-unreadable"),
        ("### 1. A\n", "season-missing"),
        ("## Part 1 (13 episodes)\n", "heading-unreadable"),
    ],
)
def test_numbers_that_cannot_be_are_a_problem_at_their_place(body: str, code: str) -> None:
    found = compiled({"titles/The Shore.md": BOOK + body}).problems
    assert code in [problem.code for problem in found]
    assert all(problem.file == "titles/The Shore.md" and problem.line > 5 for problem in found)


def test_a_length_of_another_unit_is_a_problem_on_a_page_of_a_part() -> None:
    part = "---\nkind: part\nof: The Shore\n---\n## Part 1 (1 chapter)\n### 1. A (40 min)\n"
    found = said({"titles/The Shore.md": BOOK, "titles/P1.md": part})
    assert found == [("length-unfit", "titles/P1.md", 6)]


def test_a_film_has_cuts_that_are_listed() -> None:
    film = '---\nkind: film\nname: Dusk\nminutes: 170\ncuts: {"Director\'s Cut": 189, Long: ~201}\n---\n'
    page = Viewer(world({"titles/d.md": film}).seen()).title("Dusk")
    assert [(it.name, it.minutes, it.about) for it in page.cuts] == [
        ("Director's Cut", 189, False),
        ("Long", 201, True),
    ]
    assert (page.episodes, page.minutes) == (1, 170)
    assert said({"titles/d.md": film.replace("189", "long")}) == [("value-unreadable", "titles/d.md", 5)]


def test_editions_have_pages() -> None:
    for value in ("many", "0", "-3"):
        text = f"---\nkind: book\neditions: {{Folio: '{value}'}}\n---\n"
        assert said({"titles/The Shore.md": text}) == [("value-unreadable", "titles/The Shore.md", 3)]
    assert said({"titles/x.md": "---\nkind: series\neditions: {Folio: 3}\n---\n"}) == [
        ("unknown-field", "titles/x.md", 3)
    ]


DISAGREE = """---
kind: series
name: Knots
---
## Season 1 (2010-01-01, 3 episodes)
### 1. One (50 min, {})
### 2. Two (50 min, {})
### 3. Three (50 min, {})
## Season 2 (2011-01-01, 1 episode)
### 1. Four (50 min, {})
"""


@pytest.mark.parametrize(
    ("numbers", "line", "message", "lost", "kept"),
    [
        (
            ("absolute 1", "2010-01-01", "absolute 2", "absolute 2"),
            10,
            "absolute 2 is the number of 2x01, and of 1x03 (titles/Knots.md, line 8): it counts for neither",
            ("absolute 2", "absolute 1-2", "#2"),
            {"absolute 1": "Knots 1x01"},
        ),
        (
            ("abs 1", "#1", "absolute 3", "absolute 4"),
            0,
            "",
            (),
            {},
        ),
        (
            ("absolute 1", "absolute 2, absolute 9", "absolute 3", "absolute 4"),
            7,
            "1x02 cannot be both absolute 2 and absolute 9, which do not follow each other: none of them counts",
            ("absolute 2", "absolute 9", "absolute 1-3"),
            {"absolute 3": "Knots 1x03", "absolute 3-4": "Knots S2, Knots 1x03"},
        ),
        (
            ("absolute 1", "absolute 2, absolute 3", "disc 1", "disc 1"),
            0,
            "",
            ("absolute 3",),
            {"absolute 2-3": "Knots 1x02", "disc 1": "Knots S2, Knots 1x03"},
        ),
        (
            ("collected 1", "2010-01-01", "collected 1", "collected 2"),
            0,
            "",
            ("collected 1", "collected 1-2"),
            {"collected 2": "Knots S2"},
        ),
    ],
)  # fmt: skip
def test_two_numberings_that_disagree_are_named_at_their_place_and_count_for_neither(
    numbers: tuple[str, ...], line: int, message: str, lost: tuple[str, ...], kept: dict[str, str]
) -> None:
    if "#1" in numbers:
        numbers = tuple("absolute 1" if it == "#1" else it for it in numbers)
        line, message, lost = 7, "absolute 1 is the number of 1x02, and of 1x01 (titles/Knots.md, line 6)", ("#1",)
    found = compiled({"titles/Knots.md": DISAGREE.format(*numbers)})
    said = [(it.line, it.code, it.message) for it in found.problems]
    assert [it[:2] for it in said] == ([(line, "numbers-disagree")] if line else [])
    assert all(it[2].startswith(message) for it in said)
    there = Universe(found)
    for text, means in kept.items():
        assert there.text(there.progress(f"Knots {text}")) == means
    for text in lost:
        with pytest.raises(UnknownProgressError):
            there.progress(f"Knots {text}")


def test_a_run_backward_is_turned_in_its_own_numbering() -> None:
    there = Universe(compiled({"titles/Knots.md": DISAGREE.format(*(f"absolute {n}" for n in (1, 2, 3, 4)))}))
    with pytest.raises(UnknownProgressError) as error:
        there.progress("Knots absolute 3-1")
    assert str(error.value) == '"absolute 3-1" of "Knots" ends before it begins; did you mean Knots absolute 1-3?'


def test_a_heading_whose_run_goes_backward_says_so() -> None:
    text = "---\nkind: series\n---\n## Season 1 (3 episodes)\n### 1. One\n### 3-2. Two\n"
    said = [it for it in compiled({"titles/Knots.md": text}).problems if it.code == "heading-unreadable"]
    assert [(it.line, it.message, it.hint) for it in said] == [
        (6, '"3-2" runs backward', "write the first before the last: 2-3.")
    ]


@pytest.mark.parametrize("run", ["3-2", "1-90", "2.5-3"])
def test_below_a_heading_whose_numbers_are_no_run_everything_is_hidden(run: str) -> None:
    """Nobody can tell which of them must be passed."""
    text = f"---\nkind: series\n---\n## Season 1 (4 episodes)\n### 1. One\n### {run}. Two\n- [[Ada]] dies\n"
    view = Universe(compiled({"titles/Knots.md": text, "Ada.md": "---\nkind: character\n---\n"})).seen("everything")
    assert not view.facts.of(roles=("death",))


def test_a_fact_about_a_number_that_several_have_names_none_of_them() -> None:
    knots = DISAGREE.format("disc 1", "disc 1", "disc 2", "disc 2")
    note = "---\nkind: film\nreleased: 2010-01-01\n---\n### Public\n- [[Knots]] {} continues [[Note]]\n"
    found = compiled({"titles/Knots.md": knots, "Note.md": note.format("disc 1")})
    (problem,) = found.problems
    assert problem.message.startswith('"[[Knots]] disc 1" is not there')
    assert problem.message.endswith("since several installments have this number")
