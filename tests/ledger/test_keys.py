"""Links find the page that Obsidian would open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intertwine.ledger.link.keys import Keys, folded
from intertwine.model.statement import Page
from intertwine.viewer import Viewer
from tests.full import full
from tests.worlds import compiled, world

FILES = ["people/Nora.md", "people/Ann Ó.md", "titles/Ferry (series).md", "titles/Issue #1.md", "a/b/Deep.MD", "x/ß.md"]
PAGES = [Page(path=path, key=path.rpartition("/")[2][:-3], kind="character") for path in FILES]


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Nora", "Nora"),
        ("nora", "Nora"),
        ("NORA.md", "Nora"),
        ("Nora.MD", "Nora"),
        ("people/Nora", "Nora"),
        ("People/nora.md", "Nora"),
        ("/people/Nora", "Nora"),
        ("../people/Nora", "Nora"),
        ("./Nora", "Nora"),
        ("my universe/people/Nora", ""),
        ("vault/a/b/Deep", ""),
        ("/b/Deep", ""),
        ("/a/b/Deep", "Deep"),
        ("a/b/Deep", "Deep"),
        ("Nora#Early life", "Nora"),
        ("Nora#^nora-pilot", "Nora"),
        ("Nora^nora-pilot", "Nora"),
        ("people/Nora.md#Early life#Later", "Nora"),
        ("ann o\u0301", "Ann Ó"),
        ("Issue #1", "Issue #1"),
        ("issue #1", "Issue #1"),
        ("titles/Issue #1", ""),
        ("ferry (series)#Season 1", "Ferry (series)"),
        ("b/deep", "Deep"),
        ("SS", "ß"),
        ("Nor", ""),
        ("animals/Nora", ""),
        ("ople/Nora", ""),
        ("Nora/", ""),
        ("#Season 1", ""),
        ("", ""),
        ("Nora/people", ""),
    ],
)
def test_a_link_finds_its_page(written: str, key: str) -> None:
    number = Keys.of(PAGES).find(written)
    assert (PAGES[number].key if number >= 0 else "") == key


def test_the_exact_key_comes_first_and_of_two_none_is_guessed() -> None:
    keys = Keys.of([Page(path=f"{key}.md", key=key, kind="character") for key in ("A", "a", "A#b", "c.md", "C")])
    assert [keys.find(text) for text in ("A", "a", "A#b", "a#b", "A#c", "c.md", "c", "C.md")] == [
        0, 1, 2, 2, 0, 3, 4, 3,
    ]  # fmt: skip
    assert Keys.of([Page(path="A.md", key="A", kind=""), Page(path="a.md", key="a", kind="")]).find("ᴬ") == -1


@given(st.text(max_size=12), st.text(max_size=12))
def test_keys_fold_once(one: str, other: str) -> None:
    assert folded(folded(one)) == folded(one)
    if one.casefold() == other.casefold():
        assert folded(one) == folded(other)


WORLD = {
    "titles/Ferry (series).md": """---
kind: series
cast: ["[[people/nora]] as [[the pilot#x]] (public role)"]
---
## Season 1 (1 episodes)
### 1. One
- [[nora#Early life]] meets [[people/Mio.md]] at [[Pier\\|the pier]] ^met
  - because: "![[NORA|she]] asked"
""",
    "titles/Ferry S2.md": "---\nkind: season\nof: '[[titles/ferry (series)|Ferry]]'\n---\n"
    "## Season 2 (1 episodes)\n### 1. Two\nHere is [[Mio#^met]] and [[MIO|the cook]] and [[Mio|a|b]].\n",
    "people/Nora.md": "---\nkind: person\n---\n### [[titles/ferry (series)#Season 1]] 1x01\nShe waits.\n",
    "people/Mio.md": "---\nkind: character\n---\n",
    "people/The Pilot.md": "---\nkind: character\n---\n",
    "places/Pier.md": "---\nkind: place\n---\n",
}


def test_every_form_works_in_every_place() -> None:
    universe = world(WORLD)
    assert "The Pilot" in full(Viewer(universe.seen("")).title("Ferry"))
    told = full(Viewer(universe.seen("Ferry S1")).title("Ferry"))
    assert "because" in told
    assert "#" not in told
    assert "She waits" in full(Viewer(universe.seen("Ferry 1x01")).who("Nora"))
    text = Viewer(universe.seen("Ferry 2x01")).search("Here").facts[0]
    assert "[[" not in full(text)
    assert [word in full(text) for word in ("Mio", "the cook", "a|b")] == [True, True, True]


def test_a_link_of_any_form_hides_what_it_names_until_that_is_known() -> None:
    files = {
        **WORLD,
        "people/Mio.md": "---\nkind: character\nnames:\n  - {name: Mio, revealed: Ferry (series) S2}\n---\n",
        "titles/Film.md": "---\nkind: film\n---\n### [[ferry (series)]] 1x01\n"
        "Is [[mio#x]] there? Is [[people/Mio|she]] there? There ![[Mio]] is.\n",
    }
    universe = world(files)
    assert "there" not in full(Viewer(universe.seen("Ferry 1x01")).title("Film")).lower()
    assert full(Viewer(universe.seen("Ferry 1x01, Ferry 2x01")).title("Film")).count("here Mio is") == 1


def test_a_link_that_leads_nowhere_is_a_problem_and_its_sentence_is_hidden() -> None:
    files = {
        "titles/Film.md": "---\nkind: film\n---\n### Public\nOne ![[still.png]]. Two [[#Public]]. Three [[x/Film]].\n"
    }
    problems = compiled(files).problems
    assert [(problem.code, problem.hint.partition(":")[0]) for problem in problems] == [
        ("unknown-name", "a file is not a page"),
        ("unknown-name", "name the page itself"),
        ("unknown-name", 'did you mean "Film"?'),
    ]
    told = full(Viewer(world(files, broken=True).seen("")).title("Film"))
    assert not any(word in told for word in ("One", "Two", "Three"))


@pytest.mark.parametrize(
    ("link", "offer"),
    [
        ("world/people/Mio", "Mio"),
        ("/Mio", "Mio"),
        ("persons/mio#Early life", "Mio"),
        ("people/Mioo", "Mio"),
        ("deep/below/people/Mo", "Mio"),
    ],
)
def test_a_path_that_is_not_the_pages_is_an_unknown_name_with_the_nearest(link: str, offer: str) -> None:
    files = {**WORLD, "people/Nora.md": f"---\nkind: person\n---\n### Public\nShe saw [[{link}]].\n"}
    (problem,) = compiled(files).problems
    assert (problem.code, problem.hint) == ("unknown-name", f'did you mean "{offer}"?')
    assert "saw" not in full(Viewer(world(files, broken=True).seen("everything")).who("Nora"))


@given(st.lists(st.sampled_from(["people", "a", "b", "vault"]), max_size=4), st.sampled_from(FILES))
def test_a_path_finds_a_page_where_it_is_an_end_of_the_pages_own(folders: list[str], file: str) -> None:
    path = file.rpartition(".")[0]
    written = "/".join([*folders, path.rpartition("/")[2]])
    found = Keys.of(PAGES).find(written)
    if "#" not in path:
        assert (found >= 0) == f"/{path}".endswith(f"/{written}")
