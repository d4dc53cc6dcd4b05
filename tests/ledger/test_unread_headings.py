"""A heading that may have been meant for a season or an episode, and cannot be read, leaves a listing incomplete."""

import pytest

from intertwine.ledger.read.markdown.diagnostics import MOST
from intertwine.ledger.read.page import parse_page
from intertwine.ledger.read.vocabulary import built_in
from intertwine.viewer import Viewer
from tests.full import full
from tests.worlds import compiled, with_people, world

HEAD = "---\nkind: series\nname: Ferry\n---\n"
ONE = "## Season 1 (2015-01-01, 1 episode)\n### 1. One\n- [[Nora]] dies\n"
TWO = "### 1. Two\n- [[Nora]] returns to [[Home]]\n"
PLACE = {"Home.md": "---\nkind: place\n---\n### Ferry\nThe boat is back.\n### Ferry S1\nThe fog is gone.\n"}


def shown(files: dict[str, str], progress: str = "everything") -> tuple[bool, bool, list[str]]:
    """Whether somebody sees the sentence that waits for the whole title, and that for season 1; and every problem."""
    files = with_people(files | PLACE)
    made = compiled(files)
    text = full(Viewer(world(files, broken=True).seen(progress)).search("the"))
    return "boat" in text, "fog" in text, [str(it) for it in made.problems]


def test_the_sentences_are_shown_where_everything_can_be_read() -> None:
    second = f"## Season 2 (2016-01-01, 1 episode)\n{TWO}"
    assert shown({"Ferry.md": HEAD + ONE + second}) == (True, True, [])
    assert shown({"Ferry.md": HEAD + ONE + second}, "Ferry S1")[:2] == (False, True)
    with_notes = f"{HEAD}# Ferry\n{ONE}## Notes\n### 3. Three\n#tag\n##todo later\n"
    assert shown({"Ferry.md": with_notes}) == (True, True, [])


@pytest.mark.parametrize(
    "heading",
    [
        "##Season 2 (2016-01-01, 1 episode)",
        "## Seasn 2 (2016-01-01, 1 episode)",
        "## S2",
        "## S2 (1 episode)",
        "## Season Two (2016-01-01, 1 episode)",
        "## Season 2: The Return (2016-01-01, 1 episode)",
        "## Season 2 [2016-01-01, 1 episode]",
        "## Season 20162 (1 episode)",
        "## [[Season 2",
        "# Season 2 (2016-01-01, 1 episode)",
        "# Season 2",
        "# Seasn 2",
        "#Season 2 (2016-01-01, 1 episode)",
        "#### Season 2 (2016-01-01, 1 episode)",
        "###### Season 2",
        "####### Season 2",
        "- ## Season 2 (2016-01-01, 1 episode)",
        "### Season 2 (2016-01-01, 1 episode)",
        "### Seasn 2 (2016-01-01, 1 episode)",
        "Season 2 (2016-01-01, 1 episode)\n---",
        "<!--\n## Season 2 (2016-01-01, 1 episode)\n-->",
        "```\n## Season 2 (2016-01-01, 1 episode)\n```",
        "## Season 1 (2016-01-01, 1 episode)",
        "## Synopsi",
        "## Notes\n##Season 2 (2016-01-01, 1 episode)",
        "## Season 2 (2016-01-01, 1 episodes, 1 specials)",
        "## Season 2 (2 episodes, 1 episode)",
        "### Season 2",
    ],
)
@pytest.mark.parametrize("below", [TWO, "### 2. Two\n", ""])
def test_no_stamp_on_a_title_passes_below_a_heading_that_may_be_a_season(heading: str, below: str) -> None:
    if not below and heading in ("### Season 2", "<!--\n## Season 2 (2016-01-01, 1 episode)\n-->",
                                 "```\n## Season 2 (2016-01-01, 1 episode)\n```"):  # fmt: skip
        return  # a stamp, and what a keeper commented out
    whole, _, problems = shown({"Ferry.md": f"{HEAD}{ONE}\n{heading}\n{below}"})
    assert not whole
    assert any("can never be passed" in it and "season-incomplete" in it for it in problems)
    assert len(problems) > 1


@pytest.mark.parametrize(
    "heading",
    ["###2. Two", "#### 2. Two", "#2. Two", "### 1. Two", "###", "- ### 2. Two", "### 2. [[Two",
     "###### 2. Two", "### <!-- 2. Two -->\n- [[Nora]] dies"],
)  # fmt: skip
def test_no_stamp_on_a_season_passes_with_a_heading_that_may_be_an_episode(heading: str) -> None:
    whole, season, problems = shown({"Ferry.md": f"{HEAD}{ONE}{heading}\n"})
    assert (whole, season) == (False, False)
    assert any("season-incomplete" in it for it in problems)


def test_the_problems_say_what_comes_of_it() -> None:
    _, _, problems = shown({"Ferry.md": f"{HEAD}{ONE}## Seasn 2\n{TWO}"})
    assert "nobody can have seen all of the title until this is corrected" in problems[0]
    assert "its listing is in doubt until a heading is corrected (Ferry.md, line 8)" in problems[1]


@pytest.mark.parametrize(
    "page",
    [
        "---\nkind: season\nof: Fery\n---\n## Season 2 (1 episode)\n",
        "---\nkind: season\nof: Ferry\nrevaled: Ferry 1x01\n---\n## Season 2 (1 episode)\n",
        "---\nkind: season\nof: Ferry\n---\n##Season 2 (1 episode)\n",
        "---\nkind: season\nof: Ferry\n---\n# Season 2 (1 episode)\n",
        "---\nkind: season\nof: Ferry\n---\n",
    ],
)
def test_a_seasons_page_that_cannot_be_read_leaves_its_title_incomplete(page: str) -> None:
    files = {"Ferry.md": HEAD + ONE, "Ferry S2.md": page + TWO}
    if page.endswith("Ferry\n---\n"):
        files["Ferry S2.md"] += "### 2. Three\n"
    whole, season, problems = shown(files)
    assert (whole, season) == (False, True)
    assert any("season-incomplete" in it for it in problems)


def test_a_season_that_is_declared_on_two_pages_is_not_whole() -> None:
    files = {"Ferry.md": HEAD + ONE, "Ferry S2.md": f"---\nkind: season\nof: Ferry\n---\n{ONE}"}
    assert shown(files)[:2] == (False, False)


def test_the_first_of_the_specials_is_not_the_whole_title() -> None:
    files = {"Ferry.md": f"{HEAD}## Season 0 (1 episode)\n### 0. Before\n{ONE}"}
    assert shown(files, "Ferry 0x00")[:2] == (False, False)
    assert shown(files)[:2] == (True, True)


@pytest.mark.parametrize("heading", ["1x01 @25", "", "[[", "Nobody 1x01"])
def test_a_stamp_of_a_synopsis_that_cannot_be_read_leaves_the_listing_alone(heading: str) -> None:
    whole, season, _ = shown({"Ferry.md": f"{HEAD}{ONE}## Synopsis\n### {heading}\nIt ends.\n"})
    assert (whole, season) == (True, True)
    for slip in ("#### 2. Two", "### Season 2 (1 episode)", "##Season 2 (1 episode)", "### 2. Two", "#### Season 2"):
        assert not shown({"Ferry.md": f"{HEAD}{ONE}## Synopsis\n{slip}\nIt ends.\n"})[0]


def test_a_season_with_a_slip_is_unread_below_more_problems_than_are_kept() -> None:
    items = "- no fact\n" * (MOST + 1)
    page = f"{HEAD}### Public\n{items}## Season 2 (2 epsodes)\n"
    read, problems = parse_page("Ferry.md", page, built_in())
    assert len(problems) == MOST + 1
    assert [it.line for it in read.unread] == [page.count("\n")]
