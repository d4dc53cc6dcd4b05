"""Links as Markdown writes them: to a page they are links, of one to the web the words are left."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intertwine.gate.universe import Universe
from intertwine.ledger.format import format_text
from intertwine.ledger.read.page import parse_page
from intertwine.ledger.read.vocabulary import built_in
from intertwine.model.statement import Link, Page
from intertwine.viewer import Viewer
from tests.full import full
from tests.ledger.test_slips import never
from tests.worlds import universe

FILM = "---\nkind: film\n---\n### Public\n"


def read(body: str) -> tuple[Page, list[str]]:
    """A film's page with this body, and the codes of its problems."""
    page, problems = parse_page("titles/T.md", FILM + body, built_in())
    return page, [problem.code for problem in problems]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("[he](SECRET.md)", "[[SECRET.md|he]]"),
        ("[he](people/The%20Man.md)", "[[people/The Man.md|he]]"),
        ("[he](<The Man.md>)", "[[The Man.md|he]]"),
        ("[he](The Man.md)", "[[The Man.md|he]]"),
        ('[he](SECRET.md "The Man")', "[[SECRET.md|he]]"),
        ("[he](../people/SECRET.md#the-end)", "[[../people/SECRET.md#the-end|he]]"),
        ("[he](Man%20(one).md)", "[[Man (one).md|he]]"),
        ("[](SECRET.md)", "[[SECRET.md]]"),
        ("![he](SECRET.md)", "[[SECRET.md|he]]"),
        ("[he](SECRET)", "[[SECRET|he]]"),
        ("[he](Batman:%20Year.md)", "[[Batman: Year.md|he]]"),
        ("[he](obsidian://open?file=SECRET)", "[[obsidian://open?file=SECRET|he]]"),
        ("[he](https://example.org/SECRET.md)", "he"),
        ('[he](HTTP://example.org/a_(b) "SECRET")', "he"),
        ("[he](mailto:a@example.org)", "he"),
        ("[he](//example.org)", "he"),
        ("![he](https://example.org/SECRET.jpg)", "he"),
        ("[see [[Ann]]](https://example.org)", "see [[Ann]]"),
        ("[a](x.md) and [b](https://y.example)", "[[x.md|a]] and b"),
        ("[sic] (so)", "[sic] (so)"),
        ("[sic][[Ann]]", "[sic][[Ann]]"),
        ("a < b = c", "a < b = c"),
        ("[he][^1]", "[he]"),
    ],
)
def test_a_link_to_a_page_is_a_link_and_of_one_to_the_web_the_words_are_left(written: str, text: str) -> None:
    page, codes = read(f"One is {written} of two.\n")
    (prose,) = (it for it in page.statements if it.verb == "prose")
    assert (prose.text, never(prose), codes) == (f"One is {text} of two.", False, [])


@pytest.mark.parametrize(
    "written",
    [
        "[he](SECRET.md", "[he]( )",
        "[he](#)x(" , "[[he]](SECRET.md)", "[a [[b]]](SECRET.md)", "[he](a|b.md)", "[he](%5B.md)",
        "[he][secret]", "[he](x.md \"y)", '<a href="SECRET.md">he</a>', "<img alt=x src = SECRET.jpg>", "[a](x%0Ay.md)",
        "[![a](https://x.example)](SECRET.md)",
    ],
)  # fmt: skip
def test_what_is_half_a_link_or_none_that_can_be_gated_stays_hidden(written: str) -> None:
    page, codes = read(f"One is {written} of two.\n\nTwo.\n")
    shown = [it.text for it in page.statements if it.verb == "prose" and not never(it)]
    if written.startswith("[he](#)"):  # a link within the page leads nowhere: found when all pages are together
        assert (codes, shown) == ([], ["One is [[#|he]]x( of two.", "Two."])
    else:
        assert (codes, shown) == (["link-unreadable"], ["Two."])


@universe
def test_a_page_is_gated_by_its_name_however_it_is_linked(universe: Universe) -> None:
    """
    === titles/Ferry.md
    ---
    kind: series
    logline: A boat, and [its captain](people/SECRET.md).
    ---
    ### Public
    It is [the captain](../people/SECRET.md) who knows. Ask [the crew](https://example.org/SECRET).
    ## Season 1 (2015-01-01, 2 episodes)
    ### 1. One
    - [Ann](Ann.md) meets [[Bob]]
      - source: [an interview](https://example.org/one)
    ### 2. Two
    - [Cy](people/SECRET.md) meets [[Bob]]
    === people/SECRET.md
    ---
    kind: character
    names:
      - {name: Cy, revealed: Ferry 1x02}
    ---
    === people/Ann.md
    ---
    kind: character
    ---
    """
    before, after = (Viewer(universe.seen(text)) for text in ("Ferry 1x01", "Ferry S1"))
    told = [full([it.title("Ferry"), it.timeline(), it.search("captain").facts]) for it in (before, after)]
    assert "SECRET" not in told[0] + told[1]
    assert ["who knows" in it for it in told] == [False, True]
    assert ["its captain" in it for it in told] == [False, True]
    assert all("Ask the crew." in it for it in told)
    assert "an interview (https://example.org/one)" in told[0]
    assert ["Cy" in it for it in told] == [False, True]


@pytest.mark.parametrize(
    ("front", "body"),
    [
        ("", "## Season 1 (1 episodes)\n### 1. Who is [he](SECRET.md)\n"),
        ("", "## Season 1 (1 episodes)\n### 1. Who is [[SECRET]]\n"),
        ("images:\n  - {file: a.jpg, alt: \"[he](SECRET.md)\", revealed: public}\n", ""),
        ("images:\n  - {file: a.jpg, alt: \"[[SECRET]]\", revealed: public}\n", ""),
    ],
)  # fmt: skip
def test_where_nothing_could_gate_a_link_it_is_not_shown(front: str, body: str) -> None:
    page, problems = parse_page("titles/T.md", f"---\nkind: series\n{front}---\n{body}", built_in())
    assert [problem.code for problem in problems] == ["link-unreadable"]
    assert not any("SECRET" in it.name for it in page.installments)
    assert all(never(it) for it in page.statements if it.verb == "image")


@pytest.mark.parametrize("field", ["description", "name"])
@pytest.mark.parametrize("link", ["[he](SECRET.md)", "[[SECRET]]"])
def test_a_universe_does_not_link_in_what_everybody_sees(field: str, link: str) -> None:
    page, problems = parse_page("universe.md", f'---\nkind: universe\n{field}: "{link}"\n---\n', built_in())
    assert [problem.code for problem in problems] == ["value-unreadable"]
    assert "SECRET" not in full((page.name, page.properties))


def test_facts_links_stand_where_they_are_written_and_fmt_leaves_them() -> None:
    text = f"{FILM.replace('Public', 'Whole title')}- [Ann](Ann.md)  meets [[Bob]]\n"
    page, problems = parse_page("titles/T.md", text, built_in())
    (fact,) = (it for it in page.statements if it.verb == "meets")
    assert (fact.subjects, fact.objects, problems) == ((Link("Ann.md", "Ann", 3),), (Link("Bob", "", 24),), ())
    assert "[Ann](Ann.md)  meets [[Bob]]" in format_text("titles/T.md", text, built_in())


@given(st.text('[]()<>!ab.md|"# ^\\%:/', max_size=40))
def test_no_target_is_shown_whatever_stands_around_it(words: str) -> None:
    """A link to a page in the middle of anything: its address is not text of what is shown."""
    page, _ = read(f"One {words} [he](SECRET.md) two.\n")
    for it in page.statements:
        if not never(it):
            assert "](SECRET.md)" not in it.text
