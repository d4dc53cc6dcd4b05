"""What a vault's program writes beside the text: comments, footnotes, tags, block ids, embeds, fields of its own."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intertwine.gate.universe import Universe
from intertwine.ledger.format import format_text
from intertwine.ledger.read.folder import read_folder
from intertwine.ledger.read.page import parse_page
from intertwine.ledger.read.stamps import HIDDEN
from intertwine.ledger.read.vocabulary import built_in
from intertwine.ledger.scaffold import new_universe
from intertwine.model.statement import Page
from intertwine.viewer import Viewer
from tests.full import full
from tests.ledger.test_page_laws import without_places
from tests.worlds import universe, world

FILM = "---\nkind: film\n---\n### Whole title\n"


def read(body: str) -> tuple[Page, list[str]]:
    """A film's page with this body, and the codes of its problems."""
    page, problems = parse_page("titles/T.md", FILM + body, built_in())
    return page, [problem.code for problem in problems]


def said(body: str) -> list[str]:
    """The prose and the facts of a body that has no problem, as words."""
    page, codes = read(body)
    assert codes == []
    return words(page)


def words(page: Page) -> list[str]:
    """The visible statements of a body as words."""
    found = []
    for it in page.statements:
        if it.verb == "title name" or it.alternatives == HIDDEN:
            continue
        links = [*(link.key for link in it.subjects), it.form, *(link.key for link in it.objects), it.text, it.block]
        found.append(it.text if it.verb == "prose" else " ".join(word for word in links if word))
    return found


# --- comments --------------------------------------------------------------------------------------------------------
@universe
def test_a_comment_is_text_of_nothing(universe: Universe) -> None:
    """A keeper's remark stands beside each sort of text.

    === titles/Ferry.md
    ---
    kind: series
    name: Ferry
    logline: A boat leaves. %% it never comes back %%
    ---
    ### Public
    The pier is empty. %% keeper: the captain did it %%

    %%
    All of this is for [[Nora]].

    - [[Nora]] dies
    %%

    ## Season 1 (2015-01-01, 1 episodes) %% of two %%
    ### 1. One %% or: The Captain %%
    - [[Nora]] works as "a pilot %% and a spy %%"
      - source: page 3 %% and 9 %%
    """
    for progress in ("", "Ferry S1"):
        view = universe.seen(progress)
        told = full([Viewer(view).front(), Viewer(view).title("Ferry"), Viewer(view).timeline()])
        assert not any(word in told for word in ("%%", "captain", "Captain", "dies", "spy", "never comes", "of two"))
    told = full(Viewer(universe.seen("Ferry S1")).timeline())
    assert "a pilot" in told
    assert "page 3" in full(Viewer(universe.seen("Ferry S1")).who("Nora")) + told


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("One %% two %% three.", ["One three."]),
        ("One <!-- %% --> two %% <!-- %% three.", ["One two three."]),
        ("One %%\ntwo\n\nthree %% four.", ["One four."]),
        ("%%\n- [[A]] dies\n%%\n- [[B]] dies", ["B dies"]),
        ("%%%% One 5%.", ["One 5%."]),
        ("```\n%% code\n```\nOne.", ["One."]),
        ("> a note %%\n\nOne.", ["One."]),
        ("- [[A]] dies %% surely %% ^x", ["A dies x"]),
        ("%% x %% - [[A]] dies", ["A dies"]),
    ],
)
def test_comments_end_where_they_began(body: str, expected: list[str]) -> None:
    assert said(body) == expected


def test_a_comment_without_an_end_hides_the_rest_with_a_problem() -> None:
    page, codes = read("One. %% two.\n\n- [[A]] dies\n### Public\nThree.\n")
    assert (words(page), codes) == (["One."], ["note-open"])


def test_a_comment_in_a_value_without_an_end_leaves_out_what_follows() -> None:
    page, problems = parse_page("T.md", '---\nkind: film\nlogline: "A boat. %% it sinks"\n---\n', built_in())
    assert [problem.code for problem in problems] == ["note-open"]
    assert [it.text for it in page.statements if it.verb == "logline"] == ["A boat."]


@pytest.mark.parametrize("mark", ["%%", "```"])
def test_a_heading_that_a_comment_or_code_swallows_hides_what_stands_below(mark: str) -> None:
    body = f"### Public\nOne.\n\n{mark}\n### X S1\n{mark}\n\nTwo.\n\n- [[A]] dies\n### Public\nThree.\n"
    page, codes = read(body)
    assert (words(page), codes) == (["One.", "Three."], ["heading-unreadable"])
    assert said(f"### Public\nOne.\n\n{mark}\n### X S1\n\nTwo.\n{mark}\n### Public\nThree.\n") == ["One.", "Three."]


def test_a_season_that_a_comment_swallows_lends_its_episodes_to_no_other() -> None:
    text = "---\nkind: series\n---\n## Season 1\n### 1. A\nOne.\n%%\n## Season 2\n%%\n### 1. B\nTwo.\n## Season 3\n"
    page, problems = parse_page("T.md", text, built_in())
    assert words(page) == ["One."]
    assert [(problem.code, problem.line) for problem in problems] == [("heading-unreadable", 8)]
    assert [(it.season, it.number) for it in page.installments] == [(1, 1)]


def test_fmt_leaves_comments_and_footnotes_alone() -> None:
    text = (
        "---\nkind: film\nlogline:  x %%  y  %%\n---\n\n### Public %% a  b\nc  %%\n\nOne %%  two  %% three.\n\n"
        "%%\n -  as   I like\n%%\n\n- [[A]] dies %%  x  %%\n\n[^1]: He  dies.\n    -   in  the end\n"
    )
    assert format_text("T.md", text, built_in()) == text


# --- footnotes, tags, block ids, embeds ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("She names him.[^1] He waits [^a-b].\n\n[^1]: He dies.", ["She names him.", "He waits."]),
        ("One.\n[^1]: He dies.\nAnd so on.\n\n  At sea.\n\n    - [[A]] dies\n\nTwo.", ["One.", "Two."]),
        ("[^1]: x\n\t- [[A]] dies\n- [[B]] dies", ["B dies"]),
        ("One^[in the [end] of it] two.", ["One two."]),
        ("- [[A]] meets [[B]][^1] at [[C]] ^x", ["A meets B x"]),
        ('- [[A]] works as "a diver[^2] and #spy" #todo ^x', ["A works as a diver and x"]),
        ("One #plot/ends here. #tag", ["One here."]),
        ("#tag #other-tag\n\nOne.", ["One."]),
        ("- #tag\n- [[A]] dies", ["A dies"]),
        ("Issue #1 of C#, for the #1 fan of #12-14.", ["Issue #1 of C#, for the #1 fan of #12-14."]),
        ('Not "#this", nor (#this).', ['Not "#this", nor (#this).']),
        ("One two. ^a-block", ["One two."]),
        ("^a-block\n\n2 ^ 3 ^x y.", ["2 ^ 3 ^x y."]),
        ("See ![[A]] there.", ["See [[A]] there."]),
        ("[[A #tag]] waits.", ["[[A #tag]] waits."]),
    ],
)
def test_what_the_program_writes_beside_the_text_is_no_text(body: str, expected: list[str]) -> None:
    assert said(body) == expected


def test_marks_in_headings_and_qualifiers_are_none_of_their_words() -> None:
    text = "## Season 1 #seen\n### 1. One[^1] #a ^b\n- [[A]] dies\n  - needs: S2[^1] #b\n  - true: 2015 #c\n"
    page, problems = parse_page("T.md", "---\nkind: series\n---\n" + text, built_in())
    assert problems == ()
    assert [it.name for it in page.installments] == ["One"]
    (fact,) = page.statements[1:]
    assert [p.season for p in fact.alternatives[0].positions] == [1, 2]
    assert fact.true is not None
    assert fact.true.text == "2015"


@pytest.mark.parametrize(
    "body",
    [
        "One ^[of [[B]]] two.",
        "One ^[two",
        "One [^1 two",
        "- [[A]] dies ^[of [[B]]]",
        "- [[A]] dies\n  - because: x ^[of [[B]]]",
        "### Public ^[of [[B]]]\nOne.",
    ],
)
def test_a_footnote_that_links_a_name_or_has_no_end_hides_what_it_stands_in(body: str) -> None:
    page, codes = read(body)
    assert (words(page), codes) == ([], ["footnote-unreadable"])


def test_a_footnote_that_lost_its_colon_is_not_shown() -> None:
    page, codes = read("One.\n\n[^1] He dies.\n")
    assert (words(page), codes) == (["One."], ["footnote-unreadable"])


def test_a_column_after_a_mark_is_the_files_own() -> None:
    _, problems = parse_page("T.md", FILM + "- [[A]] dies[^1] at [[P]] glarb\n", built_in())
    assert [(problem.line, problem.column) for problem in problems] == [(5, 27)]


MARKS = ["[^1]", " [^a]", " #tag", " #a/b", "^[a note]", " %%a note%%", "<!-- a note -->", " %% #a [^1] ^[ %%"]


@cache
def new_pages() -> list[tuple[str, str, str]]:
    """Path, front matter and body of each page of a new universe."""
    with TemporaryDirectory() as folder:
        new_universe(Path(folder), "A world")
        found = [(file.path, file.text.split("\n---\n", 1)) for file in read_folder(Path(folder)).files]
    return [(path, head, body) for path, (head, body) in found]


@given(st.data())
def test_marks_anywhere_at_the_ends_of_lines_change_nothing_that_a_page_says(data: st.DataObject) -> None:
    for path, head, body in new_pages():
        lines = body.split("\n")
        for n, line in enumerate(lines):
            if line and not line.startswith(">") and data.draw(st.booleans()):
                mark = data.draw(st.sampled_from(MARKS))
                cut = line.rfind(" ^") if line.startswith(("- ", "  - ")) else -1  # a fact's id stays at its end
                lines[n] = line + mark if cut < 0 else line[:cut] + mark + line[cut:]
        marked, problems = parse_page(path, f"{head}\n---\n" + "\n".join(lines), built_in())
        plain, _ = parse_page(path, f"{head}\n---\n{body}", built_in())
        assert problems == ()
        assert without_places(marked) == without_places(plain)


# --- fields ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", ["series", "film", "character", "place", "universe", "season\nof: X"])
def test_fields_of_the_program_are_left_alone(kind: str) -> None:
    fields = "tags: [a, b]\nAliases:\n  - The Ferryman\ncssclasses: wide\npublish: false\ncreated: 2015-01-01\n"
    page, problems = parse_page("X.md", f"---\nkind: {kind}\n{fields}---\n", built_in())
    plain, _ = parse_page("X.md", f"---\nkind: {kind}\n---\n", built_in())
    assert problems == ()
    assert [it.text for it in page.statements] == [it.text for it in plain.statements]
    assert page.name == plain.name


def test_an_alias_is_no_name() -> None:
    files = {
        "titles/T.md": "---\nkind: film\n---\n### Whole title\n- [[Ren]] dies\n",
        "people/Ren.md": "---\nkind: character\naliases: [The Ferryman]\nnames:\n  - {name: Ren, revealed: T}\n---\n",
    }
    view = world(files).seen("T")
    assert "Ferryman" not in full([Viewer(view).who("Ren"), Viewer(view).search("Ren")])
    assert Viewer(view).search("The Ferryman").names == ()
