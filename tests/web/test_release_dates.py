"""Release dates on pages, and in what "Show me everything" tells."""

import pytest

from intertwine.web.telling import portions
from intertwine.web.words_in_pages import day
from tests.worlds import world


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2017-08-18", "18 August 2017"), ("2017-08", "August 2017"), ("2017", "2017"), ("2017-13", "2017-13"),
        ("2014/2015-11", "2014/2015-11"), ("2015~", "2015~"), ("", ""), (None, ""),
    ],
)  # fmt: skip
def test_a_date_is_shown_in_words(text: str | None, shown: str) -> None:
    assert day(text) == shown


@pytest.mark.parametrize(
    ("released", "told"),
    [
        ("2016-06-01", [(1, 1)]),
        ("2016", []),
        ("2016-12-31", [(1, 1)]),
        ("2017-01-01", [(1, 1), (1, 2)]),
        ("2017", [(1, 1), (1, 2)]),
    ],
)
def test_only_what_was_surely_out_before_a_title_is_told_with_it(released: str, told: list[tuple[int, int]]) -> None:
    universe = world({
        "Gale.md": "---\nkind: series\nid: gale\n---\n"
        "## Season 1 (2 episodes)\n### 1. One (2016-03)\n### 2. Two (released 2016)\n",
        "Pier.md": f"---\nkind: film\nid: pier\nreleased: {released}\n---\n### Public\n- [[Pier]] picks up [[Gale]]\n",
    })  # fmt: skip
    view = universe.seen("nothing")
    pier = next(n for n in view.listing.titles if view.names.best(n) == "Pier")
    (part,) = portions(view, pier)
    assert [place for need in part.others for place in need.places] == told
