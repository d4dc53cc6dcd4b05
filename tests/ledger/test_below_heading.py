"""What stands first below a heading holds for all below it, in headings of lower levels too."""

import pytest

from intertwine.ledger.read.page import parse_page
from intertwine.ledger.read.vocabulary import built_in
from intertwine.model.problem import Problem
from intertwine.model.statement import Statement

HEAD = "---\nkind: series\nname: T\n---\n"
FACTS = "### {0}. E\nA quiet evening.\n\n- [[Sho]] meets [[Aya]]\n- [[Aya]] appears\n"
TAKEN = "- taken for: [[Sho]] as [[Ren]], revealed 2x01\n"
FRAME = "- frame: dream of [[Aya]], revealed 2x01\n"
OWN = "- own: [[Aya]] step 3\n"
PARTS = (
    "# T\n", "## Season 1 (2020-01-01, 2 episodes)\n", FACTS.format(1), FACTS.format(2),
    "## Season 2 (2021-01-01, 1 episode)\n", FACTS.format(1),
)  # fmt: skip
HOLDS = [(0, range(3)), (1, range(2)), (2, range(1)), (3, range(1, 2)), (4, range(2, 3)), (5, range(2, 3))]
"""A part, and the episodes for which what stands first in it holds."""


def read(text: str, head: str = HEAD) -> tuple[list[Statement], tuple[Problem, ...]]:
    page, problems = parse_page("T.md", head + text, built_in())
    return [it for it in page.statements if it.verb != "title name"], problems


def with_first(part: int, line: str) -> str:
    """The page with a line first below a heading."""
    heading, _, rest = PARTS[part].partition("\n")
    return "".join((*PARTS[:part], f"{heading}\n{line}\n{rest}", *PARTS[part + 1 :]))


def is_hidden(it: Statement) -> bool:
    return all(p.kind == "impossible" for alternative in it.alternatives for p in alternative.positions)


@pytest.mark.parametrize(("part", "holds"), HOLDS)
def test_it_holds_up_to_the_next_heading_of_its_level(part: int, holds: range) -> None:
    found, problems = read(with_first(part, TAKEN + FRAME + OWN))
    assert problems == ()
    for n, (prose, meets, appears) in enumerate(zip(found[::3], found[1::3], found[2::3], strict=True)):
        there = n in holds
        assert [len(it.frames) for it in (prose, meets, appears)] == [there] * 3
        assert [len(it.taken) for it in (prose, meets, appears)] == [0, there, 0]
        assert [len(it.own) for it in (prose, meets, appears)] == [0, there, there]


@pytest.mark.parametrize(("part", "holds"), HOLDS)
@pytest.mark.parametrize(
    "line",
    [
        "- taken for: [[Sho]] as\n",
        "- taken for: [[Shoo]] as [[Rne]], revealed 2x01\n",
        TAKEN + TAKEN,
        TAKEN + "A quiet evening.\n\n",
        FRAME + "A quiet evening.\n\n",
        "- needs: 2x01\n",
    ],
)
def test_what_cannot_be_read_hides_all_for_which_it_would_hold(part: int, holds: range, line: str) -> None:
    found, problems = read(with_first(part, line))
    assert problems
    assert [is_hidden(it) for it in found] == [n // 3 in holds for n in range(9)]


def test_frames_of_a_heading_are_inside_of_those_around_it() -> None:
    text = PARTS[1] + FRAME + "### 1. E\n- frame: plan of [[Mio]]\n- [[Ren]] dies\n  - frame: lie of [[Sho]]\n"
    (it,), problems = read(text)
    assert problems == ()
    assert [frame.kind for frame in it.frames] == ["dream", "plan", "lie"]
    (it, *_), problems = read(PARTS[1] + FRAME + "### 1. E\n" + FRAME + "- [[Ren]] dies\n")
    assert [problem.code for problem in problems] == ["frame-inside-itself"]
    assert len(it.frames) == 1


def test_what_a_heading_says_of_somebody_replaces_what_the_one_around_it_says() -> None:
    inner = "- taken for: [[Ren]] as [[Kai]], revealed 1x02\n- own: [[Aya]] step 9\n"
    text = PARTS[1] + TAKEN + OWN + "### 1. E\n" + inner
    text += "- together: [[Sho]], [[Ren]], [[Aya]]\n### 2. E\n- [[Aya]] meets [[Ren]]\n"
    (first, second), problems = read(text)
    assert problems == ()
    assert [(it.who.key, it.seems.key) for it in first.taken] == [("Ren", "Kai")]
    assert [(it.who.key, it.seems.key) for it in second.taken] == [("Sho", "Ren")]
    assert [[step.step for step in it.own] for it in (first, second)] == [[9000], [3000]]


def test_a_film_has_it_before_its_first_heading() -> None:
    film = "---\nkind: film\nname: T\n---\n"
    for heading in ("", "# T\n"):
        found, problems = read(heading + FRAME.replace("2x01", "T") + "### Whole title\n- [[Ren]] dies\n", film)
        assert problems == ()
        assert [len(it.frames) for it in found] == [1]


@pytest.mark.parametrize("line", [TAKEN, FRAME, OWN])
@pytest.mark.parametrize("indent", ["", " "])
def test_a_paragraph_without_a_blank_line_is_a_problem(line: str, indent: str) -> None:
    below = f"### 1. E\n- [[Sho]] meets [[Aya]]\n  {line}{indent}A quiet evening.\n"
    above = f"### 1. E\n{line}{indent}A quiet evening.\n- [[Sho]] meets [[Aya]]\n"
    for text in (below, above):
        (it,), problems = read(PARTS[1] + text)
        assert [problem.code for problem in problems] == ["qualifier-runs-on"]
        assert is_hidden(it) == (line != OWN)
        assert not it.own
        found, problems = read(PARTS[1] + text.replace(f"{indent}A quiet evening.", "\nA quiet evening.\n"))
        assert problems == ()
        assert not any(map(is_hidden, found))


def test_a_line_that_is_indented_goes_on() -> None:
    (it,), problems = read(PARTS[1] + "### 1. E\n- [[Sho]] meets [[Aya]]\n  " + TAKEN.replace(" as", "\n    as"))
    assert problems == ()
    assert len(it.taken) == 1


@pytest.mark.parametrize(
    ("fact", "lives"),
    [
        ("- [[Aya]] dies", ["Aya"]),
        ('- [[Ren]] gives "a ring" to [[Aya]]', ["Aya"]),
        ("- together: [[Ren]], [[aya]]", ["Aya"]),
        ("- [[Ren]] meets [[Sho]]", []),
        ('- [[Ren]] says "[[Aya]] lives"', []),
        ("- [[Ren]] meets [[Sho]]\n  - own: [[Aya]] step 4", ["Aya"]),
        ("- [[Sho]] dies\n  - taken for: [[Aya]] as [[Sho]] until 2x01", ["Aya"]),
        ("- [[Aya]] dies\n  - taken for: [[Ren]] as [[Aya]] until 2x01", []),
    ],
)
def test_a_step_of_a_heading_is_for_facts_that_name_the_person(fact: str, lives: list[str]) -> None:
    (it,), problems = read(PARTS[1] + f"### 1. E\n{OWN}{fact}\n## Season 2 (2021-01-01, 1 episode)\n### 1. E\n")
    assert problems == ()
    assert [step.who.key for step in it.own] == lives
