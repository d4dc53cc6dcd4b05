"""A season, or a whole title, whose listing is incomplete passes no stamp, and the problem names what is missing."""

import pytest

from intertwine.gate.progress_text import UnknownProgressError
from intertwine.model.progress import Mark, Progress
from intertwine.viewer import Viewer
from tests.full import full
from tests.worlds import compiled, identities, with_people, world

HEAD = "---\nkind: series\nname: Ferry\n---\n"
ONE = "### 1. One\n- [[Nora]] dies\n"


def said(season: str, stamp: str = "Ferry S1") -> list[tuple[str, str]]:
    """Code and reason of each problem of a universe with this season and one sentence with this stamp."""
    files = with_people({
        "titles/Ferry.md": HEAD + season,
        "titles/Film.md": f"---\nkind: film\n---\n### {stamp}\nThe boat is back.\n",
    })  # fmt: skip
    for progress in ("", "Ferry 1x01" if ONE in season else "", "everything"):
        assert "boat" not in full(Viewer(world(files, broken=True).seen(progress)).title("Film"))
    return [(it.code, it.message.partition(": the statement stays hidden")[2]) for it in compiled(files).problems]


@pytest.mark.parametrize(
    ("season", "reason"),
    [
        (f"## Season 1 (3 episodes)\n{ONE}", "season 1 declares 3 episodes; 1x02 and 1x03 are not listed"),
        (f"## Season 1 (2 episodes)\n{ONE}", "season 1 declares 2 episodes; 1x02 is not listed"),
        (f"## Season 1 (3 episodes)\n{ONE}### 3. Three", "season 1 declares 3 episodes; 1x02 is not listed"),
        (
            f"## Season 1 (12 episodes)\n{ONE}",
            "season 1 declares 12 episodes; 1x02, 1x03, 1x04, 1x05, 1x06, 1x07 and 5 more are not listed",
        ),
        ("## Season 1 (1 episode)\n", "season 1 declares 1 episode; 1x01 is not listed"),
        (f"## Season 1\n{ONE}", "season 1 does not say how many episodes it has"),
        ("## Season 1 (announced 2016-01-01)\n", "season 1 is only announced"),
    ],
)
def test_what_is_missing_in_a_season_is_named(season: str, reason: str) -> None:
    assert said(season) == [("season-incomplete", f", since {reason}")]
    if "announced" not in season:
        assert said(season, "Ferry") == [("season-incomplete", f", since {reason}")]


def test_of_a_title_the_first_incomplete_seasons_are_named() -> None:
    seasons = "".join(f"## Season {n} (2 episodes)\n### 1. A\n" for n in range(1, 6))
    (only,) = said(seasons, "Ferry")
    assert only[1].endswith("; season 3 declares 2 episodes; 3x02 is not listed; and others too")
    assert said("", "Ferry") == [("season-incomplete", ", since no season of it is listed")]


@pytest.mark.parametrize(
    ("stamp", "reason"),
    [
        ("Ferry S2", '"Ferry" has no season 2; it has season 1'),
        ("Ferry 1x02", '"Ferry" has no 1x02; season 1 ends with 1x01'),
        ("Frery S1", 'no title is called "Frery"'),
        ("[[Frery]]", 'no title is called "Frery"'),
    ],
)
def test_what_is_not_there_at_all_is_said_apart(stamp: str, reason: str) -> None:
    assert said(f"## Season 1 (3 episodes)\n{ONE}", stamp) == [("unknown-position", f", since {reason}")]


ANNOUNCED = [
    "## Season 2 (announced)\n### 1. Two\n- [[Nora]] returns to [[Home]]\n",
    "## Season 2 (announced 2016-01-01, 1 episode)\n### 1. Two\n- [[Nora]] returns to [[Home]]\n",
    "## Season 2 (1 episode, announced)\n### 1. Two (2016-01-01, 50 min)\n- [[Nora]] returns to [[Home]]\n",
]


@pytest.mark.parametrize("season", ANNOUNCED)
def test_a_season_that_is_announced_and_lists_episodes_counts_for_the_whole_title(season: str) -> None:
    found = said(f"## Season 1 (1 episode)\n{ONE}{season}", "Ferry")
    assert ("season-incomplete", ", since season 2 is only announced") in found
    assert "season-announced" in {code for code, _ in found}


@pytest.mark.parametrize("season", ANNOUNCED)
@pytest.mark.parametrize("apart", [False, True], ids=["one page", "a page of its own"])
def test_nothing_of_an_announced_season_can_be_marked_or_passed(season: str, apart: bool) -> None:
    """However its heading is written, and whatever is written below it."""
    files = with_people({
        "titles/Ferry.md": f"{HEAD}## Season 1 (1 episode)\n{ONE}{'' if apart else season}",
        "places/Home.md": "---\nkind: place\n---\n### Ferry S2\nIt is far.\n### Ferry 2x01\nOr near.\n",
    })  # fmt: skip
    if apart:
        files["titles/Ferry S2.md"] = f"---\nkind: season\nof: Ferry\n---\n{season}"
    universe = world(files, broken=True)
    codes = [it.code for it in universe.problems if it.severity == "error"]
    assert codes.count("season-announced") == 1
    assert {it.code for it in universe.problems} >= {"season-incomplete", "unknown-position"}
    with pytest.raises(UnknownProgressError):
        universe.progress("Ferry 2x01")
    with pytest.raises(UnknownProgressError):
        universe.progress("Ferry S2")
    everything = universe.progress("everything")
    assert {(mark.season, mark.number) for mark in everything.seen} == {(1, 1)}
    forged = Progress.of([*everything.seen, *(mark._replace(season=2) for mark in everything.seen)])
    for progress in (everything, forged):
        viewer = Viewer(universe.seen(progress))
        ferry = viewer.title("Ferry")
        assert [(it.number, len(it.listed), it.announced) for it in ferry.seasons] == [(1, 1, False), (2, 0, True)]
        assert ferry.next is None
        assert not viewer.search("returns").facts
        assert not viewer.search("near").facts
        assert not viewer.search("far").facts


def test_an_announced_season_is_not_waited_for() -> None:
    files = with_people({"titles/Ferry.md": f"{HEAD}## Season 1 (1 episode)\n{ONE}## Season 2 (announced)\n"
                                            "## Synopsis\n### Whole title\nAll is told.\n"})  # fmt: skip
    assert "All is told" in full(Viewer(world(files).seen("Ferry")).title("Ferry"))


@pytest.mark.parametrize(
    ("numbers", "reason"),
    [
        ((1, 3), "season 1 declares 2 episodes; 1x02 is not listed"),
        ((2, 3), "season 1 declares 2 episodes; 1x01 is not listed"),
        ((0, 2), "season 1 declares 2 episodes; 1x01 and 1x02 are not listed"),
        ((7, 8, 9), "season 1 declares 3 episodes; 1x01, 1x02 and 1x03 are not listed"),
    ],
)
def test_a_season_of_the_right_length_with_a_gap_is_not_whole(numbers: tuple[int, ...], reason: str) -> None:
    season = f"## Season 1 ({len(numbers)} episodes)\n" + "".join(f"### {n}. X\n" for n in numbers)
    for stamp in ("Ferry S1", "Ferry"):
        found = dict(said(season, stamp))
        assert found["season-incomplete"].startswith(f", since {reason}")
        assert set(found) == {"season-incomplete", "season-overfull"}


@pytest.mark.parametrize("apart", [False, True], ids=["one page", "two pages"])
@pytest.mark.parametrize(
    ("numbers", "declared", "beyond"),
    [((1, 2, 3), 2, (3,)), ((1, 3), 2, (3,)), ((0, 1, 2), 2, (2,)), ((1, 2, 99999), 3, (99999,)), ((1, 2), 1, (2,)),
     ((2, 3), 1, (2, 3))],
)  # fmt: skip
def test_an_episode_that_its_season_does_not_declare_is_none(
    numbers: tuple[int, ...], declared: int, beyond: tuple[int, ...], apart: bool
) -> None:
    """It is not listed, cannot be marked, passes no stamp, and keeps the season from being whole."""
    head = f"## Season 1 (2015-01-01, {declared} episodes)\n"
    parts = ["".join(f"### {n}. X\n- [[Nora]] returns to [[Home]]\n" for n in numbers if (n in beyond) is late)
             for late in (False, True)]  # fmt: skip
    files = with_people({
        "Ferry.md": HEAD + head + (parts[0] if apart else "".join(parts)),
        "Home.md": "---\nkind: place\n---\n### Ferry S1\nIt is far.\n### Ferry\nOr near.\n"
                   + "".join(f"### Ferry 1x{n:02}\nOr gone.\n" for n in beyond),
    })  # fmt: skip
    if apart:
        files["Ferry S1.md"] = f"---\nkind: season\nof: Ferry\n---\n{head}{parts[1]}"
    universe = world(files, broken=True)
    codes = [it.code for it in universe.problems if it.severity == "error"]
    assert codes.count("season-overfull") == len(beyond)
    for n in beyond:
        with pytest.raises(UnknownProgressError):
            universe.progress(f"Ferry 1x{n:02}")
    everything = universe.progress("everything")
    assert {mark.number for mark in everything.seen} == set(numbers) - set(beyond)
    identity = identities(universe)["Ferry"]
    forged = Progress.of([*everything.seen, *(Mark(identity, 1, n) for n in numbers)])
    for progress in (everything, forged):
        viewer = Viewer(universe.seen(progress))
        listed = [it.episode for season in viewer.title("Ferry").seasons for it in season.listed]
        assert listed == sorted(set(numbers) - set(beyond))
        assert not any(viewer.search(word).facts for word in ("far", "near", "gone"))
        assert bool(viewer.search("returns").facts) is (set(numbers) > set(beyond))


@pytest.mark.parametrize("numbers", [(1, 2), (2, 1), (0, 1), (0,)])
def test_a_season_that_counts_from_one_or_from_nought_is_whole(numbers: tuple[int, ...]) -> None:
    season = f"## Season 1 ({len(numbers)} episodes)\n" + "".join(f"### {n}. X\n" for n in numbers)
    files = with_people({"titles/Ferry.md": f"{HEAD}{season}## Synopsis\n### Whole title\nAll is told.\n"})
    assert compiled(files).problems == ()
    assert "All is told" in full(Viewer(world(files).seen("Ferry")).title("Ferry"))
