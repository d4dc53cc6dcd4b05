"""A stamp of a page that stands where it stamps nothing hides the page: in a field or below the front matter."""

import pytest

from intertwine.ledger.read.page import parse_page
from intertwine.ledger.read.vocabulary import built_in
from intertwine.viewer import Viewer
from tests.full import full
from tests.worlds import compiled, with_people, world

SEASON = "## Season 1 (2014-01-01, 3 episodes)\n### 1. A\n- [[Ann]] meets [[Zed]]\n### 2. B\n### 3. C\n"
S = f"---\nkind: series\nname: S\n---\n{SEASON}"
FILM = "kind: film\nname: Quarry\nreleased: 2015-01-01\n"
PERSON = "kind: character\nname: Zed\n"


def is_shown(page: str, progress: str = "S 1x01") -> tuple[bool, list[str]]:
    """Whether a film of this page is listed, and the codes of all problems."""
    universe = world({"S.md": S.replace("- [[Ann]] meets [[Zed]]\n", ""), "Q.md": page}, broken=True)
    view = universe.seen(progress)
    shown = "Quarry" in {view.names.best(n) for n in view.listing.titles}
    return shown, [it.code for it in universe.problems if it.severity == "error"]


def is_known(page: str, progress: str = "S 1x01") -> tuple[bool, list[str]]:
    """Whether a person of this page is known once a fact links them, and the codes of all problems."""
    files = with_people({"S.md": S, "Zed.md": page})
    found = Viewer(world(files, broken=True).seen(progress)).search("meets")
    return "Zed" in full(found.facts), [it.code for it in compiled(files).problems]


FIELDS = [
    "ids: {imdb: tt1, revealed: S 1x03}",
    "ids: {imdb: tt1, Revaled: S 1x03}",
    "ids:\n  imdb: tt1\n  needs: S 1x03",
    "ids:\n  - {imdb: tt1, revealed: S 1x03}",
    "images:\n  revealed: S 1x03",
    "images:\n  - {file: a.jpg, alt: b, revealed: public}\n  - revealed: S 1x03",
    "tags: [x, revealed: S 1x03]",
    "aliases:\n  - revealed: S 1x03",
    "cssclasses:\n  revealed: S 1x03",
    "logline: It begins.\n  revealed:S 1x03",
    "logline: |\n  It begins.\n  revealed: S 1x03",
    "logline: It begins.\n  reveled\uff1aS 1x03",
    "genres: ['revealed: S 1x03']",
    "certification: {US: 'needs: S 1x03'}",
    "updated: 'revealed: S 1x03'",
]


@pytest.mark.parametrize("field", FIELDS)
def test_a_stamp_within_a_field_hides_the_page(field: str) -> None:
    assert is_shown(f"---\n{FILM}---\n") == (True, [])
    shown, codes = is_shown(f"---\n{FILM}{field}\n---\n")
    assert not shown
    assert codes


@pytest.mark.parametrize(
    "field",
    ["ids: {imdb: tt1}", "images: {file: a.jpg, alt: b, revealed: S 1x03}", "tags: [revealed]",
     "logline: What season 1 revealed.", "logline: 'All is revealed: it was the sea.'", "aliases: [Revealed]",
     "revealed: S 1x01"],
)  # fmt: skip
def test_what_is_no_such_stamp_hides_nothing(field: str) -> None:
    assert is_shown(f"---\n{FILM}{field}\n---\n") == (True, [])


BELOW = [
    "revealed: S 1x03\n---\n",
    "revealed: S 1x03\n",
    "Revaled: S 1x03\n",
    "---\nrevealed: S 1x03\n---\n",
    "- revealed: S 1x03\n",
    "* **revealed**: S 1x03\n",
    "> revealed: S 1x03\n",
    "revealed:: S 1x03\n",
    "revealed S 1x03\n",
    "It begins.\nrevealed: S 1x03\n",
    "\n# A page\n\nrevealed: S 1x03\n",
    "# revealed: S 1x03\n",
    "needs: S 1x03\n",
]


@pytest.mark.parametrize("below", BELOW)
def test_a_stamp_below_front_matter_that_was_closed_too_early_hides_the_page(below: str) -> None:
    for rest in ("", "\n## Synopsis\n### Public\nIt begins.\n"):
        shown, codes = is_shown(f"---\n{FILM}---\n{below}{rest}")
        assert not shown
        assert "field-misplaced" in codes
        shown, codes = is_known(f"---\n{PERSON}---\n{below}{rest}")
        assert not shown
        assert "field-misplaced" in codes
    assert is_known(f"---\n{PERSON}---\n")[0]


@pytest.mark.parametrize(
    "below",
    ["%% revealed: S 1x03 %%\n", "<!-- revealed: S 1x03 -->\n", "```\nrevealed: S 1x03\n```\n", "# Revealed: A Life\n",
     "# Reveal\n", "#revealed\n"],
)  # fmt: skip
def test_notes_and_names_below_front_matter_hide_nothing(below: str) -> None:
    assert is_shown(f"---\n{FILM}---\n{below}") == (True, [])


def test_a_stamp_that_stands_in_a_section_hides_what_is_above_it() -> None:
    text = f"---\n{FILM}---\n## Synopsis\n### Public\nIt begins.\n\nIt ends.\n\nrevealed: S 1x03\n\nIt goes on.\n"
    page, problems = parse_page("Q.md", text, built_in())
    hidden = {it.text for it in page.statements if it.alternatives[0].positions[0].kind == "impossible"}
    assert hidden == {"It ends."}
    assert [it.code for it in problems] == ["qualifier-misplaced"]


@pytest.mark.parametrize(
    "stamp",
    ["linked; S 1x01", "linked + S 1x01", "S 1x01 + linked", "S 1x01; linked", "linked; public", "linked; linked"],
)
@pytest.mark.parametrize(
    "field",
    ["names: [{{name: Zed, revealed: '{}'}}]", "name: Zed\nimages: [{{file: a.jpg, revealed: '{}'}}]",
     "name: Zed\nids: [{{wikidata: Q1, revealed: '{}'}}]"],
)  # fmt: skip
def test_linked_stands_alone_and_what_it_stamps_with_others_stays_hidden(field: str, stamp: str) -> None:
    page = f"---\nkind: character\n{field.format(stamp)}\n---\n"
    known, codes = is_known(page, "everything")
    assert (known, codes) == ("names" not in field, ["stamp-unreadable"])
    read, _ = parse_page("Zed.md", page, built_in())
    assert [it.alternatives[0].positions[0].kind for it in read.statements] == ["impossible"]
    assert is_known(page.replace(stamp, "linked"))[1] == []
