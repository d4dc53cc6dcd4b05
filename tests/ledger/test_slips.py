"""A slip of the keeper fails closed: what could have hidden something hides it, and the problem says what to write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intertwine.gate.universe import Universe
from intertwine.ledger.read.markdown.hiding import one_slip
from intertwine.ledger.read.markdown.slips import is_like_revealed
from intertwine.ledger.read.page import parse_page
from intertwine.ledger.read.stamps import HIDDEN
from intertwine.ledger.read.vocabulary import built_in
from intertwine.model.problem import Problem
from intertwine.model.statement import Page, Statement
from intertwine.viewer import Viewer
from tests.full import full
from tests.worlds import with_people, world

S = "---\nkind: series\n---\n## Season 1 (3 episodes)\n### 1. One\n{}\n### 2. Two\n### 3. Three\n"
FACT = "- [[Aya]] meets [[Ren]]\n"


def read(body: str) -> tuple[Page, tuple[Problem, ...]]:
    return parse_page("titles/S.md", S.format(body), built_in())


def visible(page: Page) -> list[str]:
    """The verbs and texts of what is not hidden, without the listing's."""
    return [it.text or it.verb for it in page.statements if it.verb != "title name" and not never(it)]


def never(it: Statement) -> bool:
    """True of a statement that no progress reveals."""
    return all(any(position.kind == "impossible" for position in way.positions) for way in it.alternatives)


# --- the distance ----------------------------------------------------------------------------------------------------
_LETTERS = st.text("revaldxs", max_size=9)


@given(_LETTERS, st.integers(0, 8), st.sampled_from("rvx"), st.sampled_from(["insert", "leave out", "replace", "swap"]))
def test_one_slip_is_any_one_letter_or_two_swapped(word: str, at: int, letter: str, how: str) -> None:
    at = min(at, len(word))
    slipped = {
        "insert": word[:at] + letter + word[at:],
        "leave out": word[:at] + word[at + 1 :],
        "replace": word[:at] + letter + word[at + 1 :] if at < len(word) else word,
        "swap": word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
    }[how]
    assert one_slip(slipped, word)
    assert one_slip(word, slipped)


@given(_LETTERS, _LETTERS)
def test_one_slip_is_a_distance_of_at_most_one(one: str, other: str) -> None:
    assert one_slip(one, other) is (distance(one, other) <= 1)


def distance(a: str, b: str) -> int:
    """Edits between two words, a swap of neighbours being one: the textbook's table."""
    table = {(i, 0): i for i in range(len(a) + 1)} | {(0, j): j for j in range(len(b) + 1)}
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            ways = [table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + (a[i - 1] != b[j - 1])]
            if i > 1 and j > 1 and a[i - 2 : i] == b[j - 2 : j][::-1]:
                ways.append(table[i - 2, j - 2] + 1)
            table[i, j] = min(ways)
    return table[len(a), len(b)]


@pytest.mark.parametrize("name", ["revealed", "revaled", "Revealed", "REVEALD", "reveal", "re-vealed", "reveals at",
                                  "needs", "Also Known", "alsoknown"])  # fmt: skip
def test_names_that_were_meant_for_a_stamp(name: str) -> None:
    assert is_like_revealed(name)


@pytest.mark.parametrize("name", ["released", "status", "real", "needle", "known", "tags"])
def test_names_that_were_not(name: str) -> None:
    assert not is_like_revealed(name)


# --- front matter ----------------------------------------------------------------------------------------------------
SECRET = {
    "titles/S.md": S.format(""),
    "titles/T.md": "---\nkind: film\nname: Ren Is Dead\n{}\n---\n### Whole title\n- [[Ren]] dies\n",
    "people/Ren.md": "---\nkind: character\n---\n",
}
FIELDS = [
    "revaled: S 1x03",
    "Revealed: S 1x03",
    "reveal: S 1x03",
    "revealed:",
    "revealed: [S 1x03]",
    "revealed: {at: S 1x03}",
    "revealed: %% S 1x03 %%",
    "revealed: S 1x3x",
    "revealed: S 1x01\nrevealed: S 1x03",
    "needs: S 1x03",
    "listing: {revealed: S 1x03}",
    "logline: {text: X, revealed: S 1x03}",
    "platform: [{name: X, revealed: S 1x03}]",
    "re-vealed: S 1x03",
]


def told(files: dict[str, str], progress: str) -> str:
    """All that a viewer is told of these pages, as one text."""
    view = world(files, broken=True).seen(progress)
    return full(
        [
            Viewer(view).front(),
            Viewer(view).title("S"),
            Viewer(view).timeline(),
            Viewer(view).search("Ren"),
            Viewer(view).search("Is"),
        ]
    )


@pytest.mark.parametrize("field", FIELDS)
def test_a_title_whose_stamp_has_a_slip_is_hidden(field: str) -> None:
    page, problems = parse_page("titles/T.md", SECRET["titles/T.md"].format(field), built_in())
    files = {**SECRET, "titles/T.md": SECRET["titles/T.md"].format(field)}
    assert problems or "1x3x" in field  # a wrong title is found when all pages are together
    assert world(files, broken=True).problems
    for progress in ("", "S 1x01", "S S1", "everything"):
        assert "Ren Is Dead" not in told(files, progress)
    assert page.revealed or not page.kind


@pytest.mark.parametrize("field", ["revaled: S 1x03", "Revealed: S 1x03", "revealde: S 1x03"])
def test_the_mend_is_offered(field: str) -> None:
    _, (problem,) = parse_page("titles/T.md", SECRET["titles/T.md"].format(field), built_in())
    assert (problem.code, problem.line, problem.hint) == ("unknown-field", 4, 'did you mean "revealed"?')


@pytest.mark.parametrize("kind", ["film", "character"])
def test_a_name_that_holds_its_stamp_is_hidden_and_so_is_the_key(kind: str) -> None:
    page, problems = parse_page("T.md", f"---\nkind: {kind}\nname: {{text: X, revealed: S 1x03}}\n---\n", built_in())
    assert {problem.code for problem in problems} == {"value-unreadable"}
    assert {it.alternatives for it in page.statements} == {HIDDEN}
    assert kind == "film" or not page.name


@pytest.mark.parametrize("field", [*FIELDS, "nmaes: [{name: Ren, revealed: S 1x03}]"])
def test_an_entity_whose_stamp_has_a_slip_is_hidden_and_so_is_what_links_it(field: str) -> None:
    files = with_people({
        "titles/S.md": S.format(f"{FACT}### Public\n[[Ren]] waits."),
        "people/Ren.md": f"---\nkind: character\n{field}\nids: {{wikidata: Q1}}\n---\n### Public\nHe waits.\n",
    })  # fmt: skip
    for progress in ("", "S 1x01", "S S1", "everything"):
        view = world(files, broken=True).seen(progress)
        assert "Ren" not in full(
            [
                Viewer(view).title("S"),
                Viewer(view).timeline(),
                Viewer(view).search("Ren").names,
                Viewer(view).search("waits"),
            ]
        )


@pytest.mark.parametrize(
    "fields",
    [
        "names:\n  - {name: Ren, revaled: S 1x03}",
        "names:\n  - {name: Ren, revealed: S 1x01, Revealed: S 1x03}",
        "revealed: S 1x01\nnames:\n  - {name: Ren, revaled: S 1x03}",
        "revealed: S 1x01\nids:\n  - {wikidata: Q1, revaled: S 1x03}",
        "ids:\n  - {wikidata: Q1, revealed:S 1x03}",
        "ids: {wikidata: Q1, revealed: S 1x03}",
        "ids: {wikidata: Q1, revaled: S 1x03}",
        "images:\n  - {file: a.jpg, Revealed: S 1x03}",
        "revealed: public\nimages:\n  - {file: a.jpg, reveald: S 1x03}",
        "revealed: public\nkind:\n  - {kind: group, reveald: S 1x03}",
    ],
)
def test_an_item_whose_stamp_has_a_slip_is_hidden(fields: str) -> None:
    kind = "" if "kind:" in fields else "kind: character\n"
    page, problems = parse_page("people/X.md", f"---\n{kind}{fields}\n---\n", built_in())
    assert problems
    assert all(never(it) for it in page.statements if it.text in ("Ren", "Q1", "a.jpg", "group"))


@pytest.mark.parametrize("field", ["revealed: S 1x03", "revaled: S 1x03", "needs: S 1x03"])
def test_a_season_or_a_universe_that_cannot_be_stamped_says_nothing(field: str) -> None:
    text = f"---\nkind: season\nof: S\n{field}\n---\n## Season 2 (1 episodes)\n### 1. Ren Dies\n- [[Ren]] dies\n"
    page, (problem,) = parse_page("titles/S S2.md", text, built_in())
    assert (problem.code, page.of, page.seasons, page.installments, page.statements) == (
        "unknown-field", "S", (), (), (),
    )  # fmt: skip
    page, _ = parse_page("universe.md", f"---\nkind: universe\nname: N\ndescription: D\n{field}\n---\n", built_in())
    assert (page.name, page.properties) == ("universe", {})


def test_a_cast_line_with_a_slip_is_public_for_nobody() -> None:
    for mark in ("(publik)", "(public-role)", "(public", "public", "(revealed: S 1x03)", "(public) (needs: S 1x03)"):
        text = f'---\nkind: film\ncast:\n  - "[[A]] as [[B]] {mark}"\n---\n'
        page, problems = parse_page("T.md", text, built_in())
        assert [problem.code for problem in problems] == ["cast-unreadable"]
        assert [it.verb for it in page.statements] == ["title name"]


# --- an entity's own stamp -------------------------------------------------------------------------------------------
PERSON = "---\nkind: character\n{}\n---\n### S 1x01\nHe waits at sea.\n"


def of_ren(fields: str) -> Universe:
    return world(with_people({
        "titles/S.md": S.format(f"{FACT}### Public\n[[Ren]] is a rumour."),
        "people/Ren.md": PERSON.format(fields),
    }))  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "first", "name"),
    [
        ("revealed: S 1x03", 3, "Ren"),
        ("name: Ren Sato\nrevealed: S 1x03", 3, "Ren Sato"),
        ("revealed: S 1x01; S 1x03", 1, "Ren"),
        ("revealed: S 1x02\nnames:\n  - {name: Ren, revealed: S 1x03}", 3, "Ren"),
        ("revealed: S 1x03\nnames:\n  - {name: Ren, revealed: S 1x01}", 3, "Ren"),
        ("revealed: S 1x02\nnames:\n  - {name: the man, revealed: linked}", 2, "the man"),
        ("revealed: S 1x02\nnames:\n  - {name: the man}", 2, "the man"),
    ],
)
def test_an_entitys_stamp_is_that_of_its_name_and_of_all_that_needs_it(fields: str, first: int, name: str) -> None:
    universe = of_ren(fields)
    for episode in (0, 1, 2, 3):
        seen = ", ".join(f"S 1x0{n}" for n in range(1, episode + 1))
        view = universe.seen(seen)
        told = full(
            [
                Viewer(view).title("S"),
                Viewer(view).timeline(),
                Viewer(view).search("waits").facts,
                Viewer(view).search("rumour").facts,
            ]
        )
        assert [hit.name for hit in Viewer(view).search(name).names] == ([name] if episode >= first else [])
        assert ("waits at sea" in told) is (episode >= first)
        assert ("rumour" in told) is (episode >= first)
        assert ("meets" in told) is (episode >= first)


def test_what_an_entitys_page_lists_waits_for_its_stamp_and_for_its_own() -> None:
    universe = of_ren(
        "revealed: S 1x02\nids: {wikidata: Q1}\nimages:\n  - {file: a.jpg, alt: A}\n"
        "  - {file: b.jpg, alt: B, revealed: S 1x01}\n  - {file: c.jpg, alt: C, revealed: S 1x03}"
    )
    seen = [full(Viewer(universe.seen(text)).who("Ren")) for text in ("S 1x02", "S 1x02, S 1x03", "S S1")]
    assert [["Q1" in it, "a.jpg" in it, "b.jpg" in it, "c.jpg" in it] for it in seen] == [
        [True, True, False, False],
        [True, True, False, True],
        [True] * 4,
    ]


# --- qualifiers beside their fact ------------------------------------------------------------------------------------
MARKED = [
    "[needs: S 1x03]",
    "[needs:: [[S]] 1x03]",
    "(needs: S 1x03)",
    '"needs: S 1x03"',
    "“needs”: S 1x03",
    "#needs: S 1x03",
    "\u200bneeds: S 1x03",
    "ne\u200beds: S 1x03",
    "[needs]: S 1x03",
    "(need): S 1x03",
    "<b>needs:</b> S 1x03",
    "[x] (also known: S 1x03)",
    "| needs: S 1x03 |",
    "#need: S 1x03",
]
BESIDE = [
    "- needs: [[S]] 1x03",
    " - needs: S 1x03",
    "* needs: S 1x03",
    "+ Needs : S 1x03",
    "- **needs:** S 1x03",
    "- [ ] needs: S 1x03",
    *[f"- {mark}" for mark in MARKED],
    *[f"\n{mark}" for mark in MARKED],
    *[f"  - {mark}" for mark in MARKED],
    "  - source: p. 3\n  #needs: S 1x03",
    "- need: S 1x03",
    "- nedds: [[S]] 1x03",
    "- needs S 1x03",
    "- needs [[S]] 1x03",
    "- also known: [[S]] 1x03",
    "- also knwon: S 1x03",
    "- revealed: S 1x03",
    "- requires: S 1x03",
    "needs: S 1x03",
    "  needs: S 1x03",
    "\nneeds: S 1x03",
    "\n- needs: S 1x03",
    "\n**needs**: S 1x03",
    "\n1. need: S 1x03",
    "> a note\n\n- needs: S 1x03",
    "- source: p. 3\n- needs: S 1x03",
    "  - source: p. 3\n    needs: S 1x03",
    "  - source: p. 3, needs: S 1x03",
    "  - also known: S 1x02, needs: S 1x03",
    '  - because: "x"\n  needs: S 1x03',
    "  - true: 2015\n    - needs: S 1x03",
    "  - need: S 1x03",
    "  - **needs:** S 1x03",
    "  - needs S 1x03",
    "[^1]: a note\n    - needs: S 1x03",
]


@pytest.mark.parametrize(
    ("slip", "above"),
    [(slip, above) for slip in BESIDE for above in (FACT, "She names him.\n") if above == FACT or slip[:4] != "  - "],
)
def test_a_qualifier_that_is_not_below_its_fact_hides_what_stands_above(slip: str, above: str) -> None:
    page, problems = read(f"{above}{slip}\n\n- [[Aya]] dies\n")
    assert visible(page) == ["dies"]
    assert {problem.code for problem in problems} & {"qualifier-misplaced", "unknown-qualifier"}


@pytest.mark.parametrize("slip", ["needs: S 1x02", "neds: S 1x02", "foo", "1x02", "also known: S 1x02", "true: 2015"])
@pytest.mark.parametrize("also", ["  - also known: S 1x01\n", "  - also known: S 1x01\n    - source: p. 3\n"])
def test_what_is_wrong_below_also_known_hides_the_fact_whatever_else_reveals_it(slip: str, also: str) -> None:
    for lines in (f"{also}    - {slip}\n", f"{also}    - {slip}\n{also}", f"{also}{also}    - {slip}\n"):
        page, problems = read(f"{FACT}{lines}- [[Aya]] dies\n")
        assert visible(page) == ["dies"]
        assert [problem.code for problem in problems] == ["qualifier-misplaced"]


@pytest.mark.parametrize("slip", ["neds: S 1x02", "foo", "1x02"])
def test_a_qualifier_that_nobody_knows_hides_the_fact_whatever_else_reveals_it(slip: str) -> None:
    also = "  - also known: S 1x01\n"
    for lines in (f"  - {slip}\n{also}", f"{also}  - {slip}\n"):
        page, problems = read(FACT + lines)
        assert visible(page) == []
        assert [problem.code for problem in problems] == ["unknown-qualifier"]


BETWEEN = [
    "- sorce: https://x",
    "- [[Aya]] glarbs",
    "- needs: S 1x02",
    "- source: p. 3",
    "|a|b|\n|-|-|\n|c|d|\n",
    "\nHe waits.\n",
    "\nHe waits.\n\n- glarb: x",
    "#### Deeper",
    "###S 1x02",
    "> a note",
    "```\nx\n```",
    "%% x %%",
    "---",
]


@pytest.mark.parametrize("between", BETWEEN)
@pytest.mark.parametrize("stray", ["- needs: S 1x03", "- also known: S 1x03", "needs: S 1x03", "- requires: S 1x03"])
def test_whatever_stands_between_a_fact_and_its_stray_stamp_the_fact_is_hidden(between: str, stray: str) -> None:
    page, _ = read(f"{FACT}{between}\n\n{stray}\n{stray}\n\n### Public\n- [[Aya]] dies\n")
    assert visible(page) == ["dies"]


def test_a_stray_stamp_hides_no_more_than_the_last_fact_and_the_last_paragraph_after_it() -> None:
    page, _ = read(f"Zero.\n\n- [[Aya]] dies\n{FACT}\nOne.\n\nTwo. Three.\n\n- needs: S 1x03\n\nFour.")
    assert visible(page) == ["Zero.", "dies", "One.", "Four."]
    page, _ = read(f"{FACT}### Public\n- [[Aya]] glarbs\n- needs: S 1x03\n\nFour.")
    assert visible(page) == ["meets", "Four."]


def test_a_slip_of_an_indented_qualifier_says_the_mend() -> None:
    _, problems = read(f"{FACT}- nedds: [[S]] 1x03\n- needs: S 1x03\n")
    assert [problem.code for problem in problems] == ["unknown-qualifier", "qualifier-misplaced"]
    assert problems[0].hint.startswith('did you mean "needs:"? indent it by two spaces')
    assert problems[1].hint.startswith("indent it by two spaces")


@pytest.mark.parametrize("name", ["true: 2015", "source: p. 3", "disproves: ^x", 'because: "x"'])
def test_a_qualifier_that_hides_nothing_hides_nothing_where_it_stands_wrong(name: str) -> None:
    page, problems = read(f"{FACT}- {name}\n")
    assert visible(page) == ["meets"]
    assert [problem.code for problem in problems] == ["qualifier-misplaced"]


def test_a_stamp_with_nothing_above_it_hides_what_stands_below_up_to_the_next_heading() -> None:
    page, _ = read(f"- needs: S 1x03\n{FACT}\nOne.\n### Public\nTwo.")
    assert visible(page) == ["Two."]


@pytest.mark.parametrize(
    "line",
    [
        "- glarb: [[Aya]]", "- togethr: [[Aya]], [[Ren]]", "- note: buy milk", "Note: he waits.", "- [[Aya]] needs: x",
        "Seeds: he sows them.",
    ],
)  # fmt: skip
def test_what_is_no_stamp_costs_itself_alone(line: str) -> None:
    page, _ = read(f"{FACT}\n{line}\n")
    assert "meets" in visible(page)


# --- definitions of links ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "line",
    [
        "[//]: # (He dies.)", "[comment]: <> (He dies.)", "[x]: http://x.example", '[//]: # "He dies."',
        "[x]: <a b> 'He'", "  [x]: http://x.example (He)", "[//]: # (He\ndies\nthen.)", "[//]: #",
        "[//]: # (He dies, and has no end",
    ],
)  # fmt: skip
def test_a_links_definition_is_no_text(line: str) -> None:
    for above in ("", "One.\n", "One.\n\n"):
        page, problems = read(f"{above}{line}\n\nTwo.\n")
        assert visible(page) == [*(["One."] if above else []), "Two."]
        assert problems == ()
    page, _ = read(f"{FACT}{line}\n  - neds: S 1x03\n- [[Aya]] dies\n")
    assert visible(page) == ["dies"]


@pytest.mark.parametrize("line", ["[He] dies: so it is.", "[Aya]: she leaves him.", "He [x]: y", "[]: x"])
def test_what_defines_no_link_is_text(line: str) -> None:
    assert visible(read(f"{line}\n")[0]) == [line]


# --- headings that are none ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "heading",
    [
        "##Season 2", "###2. Two", "###S 1x03", "#1. One", "#Season 2", "#Whole season", "#S S 1x03", "####### S 1x03",
        "- ## Season 2", "- ### S 1x03", "Season 2\n===", "Notes\n---", "Whole season\n----", "2. Two\n==",
    ],
)  # fmt: skip
def test_a_heading_that_is_none_here_hides_what_stands_below(heading: str) -> None:
    page, problems = read(f"One.\n\n{heading}\n{FACT}\nTwo.\n## Synopsis\n### Public\nThree.")
    assert visible(page) == ["One.", "Three."]
    assert [problem.code for problem in problems if problem.line < 14] == ["heading-unreadable"]


@pytest.mark.parametrize("line", ["#seen", "#S1", "#1 fan of it", "#notes", "A line\n---", "# Title"])
def test_what_is_no_heading_anywhere_hides_nothing(line: str) -> None:
    page, _ = read(f"One.\n\n{line}\n\n### Public\nTwo.")
    assert visible(page)[-1] == "Two."
    assert visible(page)[0] == "One."
