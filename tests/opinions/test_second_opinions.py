"""The script of second opinions: on a made-up universe and records, and on the real ones where they are there."""

from __future__ import annotations

import gzip
import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from benchmarks.second_opinions import __main__ as script
from benchmarks.second_opinions.listings import corrected
from tests.cli.stories import write

REAL = Path(__file__).resolve().parents[3] / "shared" / "data"
STORY = """
=== universe.md
---
kind: universe
---
=== titles/Daredevil.md
---
kind: series
cast:
  - "[[An actor]] as [[Ben Urich]]"
---
## Season 1 (2015-04-10, 2 episodes)
### Whole season
- [[Foggy Nelson]] meets [[Karen Page]]
### 1. Into the Ring
- [[Matt Murdock]] meets [[Karen Page]]
- together: [[Matt Murdock]], [[Foggy Nelson]]
### 2. Cut Man
- [[Karen Page]] meets [[Ben Urich]]
- [[Matt Murdock]] meets [[Josie]]
- [[Josie]] meets [[A stranger]]
"""
FILM = [
    {"a": a, "b": f"Extra {n}", "text": ""} for a in ("Matt Murdock", "Karen Page", "Nelson", "Jack") for n in range(5)
]
SEASON = [
    {"a": a, "b": b, "text": ""}
    for a, b in [
        ("Matt Murdock", "Karen Page"), ("Karen Page", "Matt Murdock"), ("Matt Murdock", "Matt Murdock"),
        ("Matt Murdock", "Nelson"), ("Nelson", "Karen Page"), ("Matt Murdock", "Jack"), ("Matt Murdock", "Ben Urich"),
        ("Matt Murdock", "Josie"),
    ]
]  # fmt: skip


@dataclass
class World:
    """A universe, outside records and tables in one folder, and what the script said of them."""

    folder: Path
    capsys: pytest.CaptureFixture[str]
    episodes: list[dict[str, Any]] = field(default_factory=list)

    def run(self, *argv: str) -> tuple[int, str, str]:
        """The exit status, and what was printed and complained of."""
        code = script.main(
            [*argv, "--universe", str(self.folder / "u"), "--data", str(self.folder), "--tables", str(self.folder)]
        )
        said = self.capsys.readouterr()
        return code, said.out, said.err

    def table(self, name: str, text: str) -> None:
        """Write one of our tables."""
        (self.folder / f"{name}.toml").write_text(text, encoding="utf-8")

    def data(self, name: str, rows: Any) -> None:
        """Write an outside data set."""
        path = self.folder / script.DATA[name]
        path.parent.mkdir(exist_ok=True)
        text = json.dumps(rows).encode()
        path.write_bytes(gzip.compress(text) if path.suffix == ".gz" else text)


@pytest.fixture
def world(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> World:
    """The made-up universe with all three records, and no tables yet."""
    monkeypatch.setenv("INTERTWINE_CACHE", str(tmp_path / "cache"))
    names = ("Matt Murdock", "Karen Page", "Foggy Nelson", "Ben Urich", "Josie", "A stranger")
    pages = "".join(f"=== people/{name}.md\n---\nkind: character\n---\n" for name in names)
    write(tmp_path / "u", STORY + pages + "=== people/An actor.md\n---\nkind: person\n---\n")
    it = World(tmp_path, capsys)
    it.data("listings", [entry(1, "Into the Ring", [2015, "Apr", 10]), entry(2, "Cut man", [2015, 4, 10])])
    it.data("meetings", [title("A film", FILM), title("Daredevil Season 1", SEASON)])
    it.data(
        "speakers",
        [
            episode(1, {"MATT MURDOCK": 80, "Karen sighs": 20, "MUSIC": 7, "BEN": 6}),
            episode(2, {"MATT": 90, "KAREN": 20, "URICH": 1, "JOSIE": 1}),
        ],
    )
    return it


def entry(number: int, name: str, raw: list[Any]) -> dict[str, Any]:
    return {
        "type": "DEFENDERS", "name": "Daredevil", "season": 1, "episode": number, "title": name,
        "releaseDateRaw": raw, "watchOrder": number,
    }  # fmt: skip


def title(name: str, rows: list[dict[str, str]]) -> dict[str, Any]:
    return {"category": "Netflix", "title": name, "interactions": rows}


def episode(number: int, labels: dict[str, int]) -> dict[str, Any]:
    return {
        "series": "Daredevil", "season": 1, "episode": number,
        "speaker_label_lines": labels, "bracket_label_lines": {},
    }  # fmt: skip


def test_months_are_corrected_whether_they_are_numbers_or_words() -> None:
    assert (corrected([2015, 3, 10]), corrected([2018, "Jun", 22])) == ("2015-04-10", "2018-06-22")


def test_a_listing_that_differs_without_an_explanation_fails(world: World) -> None:
    world.table("listings", '["Daredevil 1x02"]\nname = "they write it small"\n')
    code, out, err = world.run("listings")
    assert code == 1
    assert "| Daredevil 1x02 | name | Cut Man | Cut man | they write it small |" in out
    assert "| Daredevil 1x02 | date | 2015-04-10 | 2015-05-10 | **not explained** |" in out
    assert err == "listings: Daredevil 1x02, date: 2015-04-10 here, 2015-05-10 there\n"


def test_a_listing_whose_differences_are_all_explained_passes(world: World) -> None:
    world.table(
        "listings", '["Daredevil 1x02"]\nname = "small"\ndate = "a month late"\n["Daredevil 1x01"]\nname = "x"\n'
    )
    code, out, err = world.run("listings")
    assert code == 0
    assert "| differences without an explanation | 0 |" in out
    assert err == "listings: nothing differs any more at Daredevil 1x01, name\n"


def test_an_installment_that_only_one_list_has_and_another_order_are_differences(world: World) -> None:
    second, first = entry(2, "Cut Man", [2015, 3, 10]), entry(1, "Into the Ring", [2015, 3, 10])
    world.data("listings", [{**second, "watchOrder": 0}, first, entry(3, "A third", [2015, 3, 10])])
    _, out, err = world.run("listings")
    assert "| Daredevil 1x03 | listed |  | A third |" in out
    assert "Daredevil 1x01, order: first here, after Daredevil 1x02 there" in err


def test_recall_counts_their_pairs_by_people_with_five_in_the_whole_file(world: World) -> None:
    world.table("meetings_labels", '["every season"]\n"Nelson" = ["Nobody", "Foggy Nelson"]\n')
    code, out, _ = world.run("meetings")
    assert code == 0
    # Matt and Karen, Matt and Foggy (who only share a scene), Foggy and Karen; and Jack, whom we lack.
    assert "| Daredevil Season 1 | both, in the whole file | 4 | 2 | 1 | 0.75 | 0.50 | 1 |" in out
    assert "| Daredevil Season 1 | both, in the season | 0 | 0 | 0 | - | - | 0 |" in out
    assert "| all five | one, in the whole file | 6 | 3 | 1 | 0.67 | 0.50 | 1 |" in out


def test_a_meeting_of_ours_alone_is_listed_and_strictness_wants_a_verdict(world: World) -> None:
    world.table("meetings_labels", '["every season"]\n"Nelson" = ["Foggy Nelson"]\n')
    code, out, err = world.run("meetings", "--strict")
    assert code == 1
    assert "| Ben Urich, Karen Page | Daredevil 1x02 | **not looked at yet** |" in out
    assert err == "meetings: Daredevil Season 1: Ben Urich & Karen Page (Daredevil 1x02)\n"
    assert "| all five | 4 | 3 | 1 | 0.75 | 1 | 1 | 0 |" in out
    world.table("meetings", '["Daredevil Season 1"]\n"Ben Urich & Karen Page" = "right"\n')
    code, out, _ = world.run("meetings", "--strict")
    assert (code, "| Ben Urich, Karen Page | Daredevil 1x02 | right |" in out) == (0, True)


def test_a_pair_of_ours_that_only_shares_a_scene_is_listed_and_strictness_wants_a_verdict(world: World) -> None:
    with (world.folder / "u" / "titles" / "Daredevil.md").open("a", encoding="utf-8") as page:
        page.write("- together: [[Ben Urich]], [[Josie]]\n")
    world.table("meetings_labels", '["every season"]\n"Nelson" = ["Foggy Nelson"]\n')
    said = '["Daredevil Season 1"]\n"Ben Urich & Karen Page" = "right"\n'
    world.table("meetings", said)
    code, out, err = world.run("meetings", "--strict")
    assert (code, err) == (1, "meetings: Daredevil Season 1: Ben Urich & Josie (Daredevil 1x02)\n")
    _, _, scenes = out.partition("### Only ours, and only seen together: Daredevil Season 1")
    assert "| Ben Urich, Josie | Daredevil 1x02 | **not looked at yet** |" in scenes
    # Two pairs that only share a scene, of which theirs has one.
    assert "| all five | 4 | 3 | 1 | 0.75 | 1 | 2 | 1 |" in out
    assert world.run("meetings")[0] == 0
    world.table("meetings", said + '"Ben Urich & Josie" = "right as a scene"\n')
    code, out, err = world.run("meetings", "--strict")
    assert (code, err, "| Ben Urich, Josie | Daredevil 1x02 | right as a scene |" in out) == (0, "", True)


def test_what_is_missing_is_listed_best_connected_first_with_whom_we_lack(world: World) -> None:
    world.table("meetings_labels", '["every season"]\n"Nelson" = ["Foggy Nelson"]\n')
    code, out, _ = world.run("--missing", "Daredevil Season 1")
    assert code == 0
    assert out.splitlines() == [
        "* Matt Murdock (10) - Jack (6) Jack: unknown to us by then",
        "  Matt Murdock (10) - Ben Urich (1)",
    ]


def test_two_labels_for_one_of_ours_are_a_fault_of_our_table(world: World) -> None:
    world.table("meetings_labels", '["every season"]\n"Nelson" = ["Foggy Nelson"]\n"Jack" = ["Foggy Nelson"]\n')
    code, _, err = world.run("meetings")
    assert (code, err) == (1, "meetings: one of ours for Jack and Nelson\n")


def test_an_appearance_without_a_line_is_listed_and_one_of_the_whole_season_is_none(world: World) -> None:
    code, out, _ = world.run("speakers")
    assert code == 0
    assert "| appearances of ours in those | 8 |" in out
    assert "| of them with a line of that person | 6 |" in out
    said = "Matt Murdock and Foggy Nelson share a scene"
    assert f"| 1x01 | Foggy Nelson | {said} | **not looked at yet** |" in out
    assert "| 1x02 | Foggy Nelson |" not in out


def test_somebody_who_speaks_much_and_is_not_shown_is_listed(world: World) -> None:
    world.table("speakers", '[silent]\n"1x02 A stranger" = "mute"\n["not shown"]\n"1x01 Ben Urich" = "we lack it"\n')
    code, out, err = world.run("speakers", "--strict")
    assert "| 1x01 | Ben Urich | 6 | we lack it |" in out
    assert "| MUSIC | 7 | **not looked at yet** |" in out
    assert (code, err) == (1, "speakers: silent: 1x01 Foggy Nelson\nspeakers: nobody: MUSIC\n")


def test_records_that_are_not_there_are_nothing_to_compare(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert script.main(["--data", str(tmp_path)]) == 0
    assert "not here" in capsys.readouterr().out


def test_records_that_are_broken_are_an_error(world: World) -> None:
    (world.folder / script.DATA["meetings"]).write_bytes(b"no gzip")
    code, _, err = world.run("meetings")
    assert (code, err.startswith("An outside data set is broken")) == (2, True)


def test_the_tables_are_written_between_their_marks(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    page = world.folder / "page.md"
    page.write_text("Before.\n<!-- opinions: listings -->\nold\n<!-- end of opinions: listings -->\nAfter.\n", "utf-8")
    monkeypatch.setattr(script, "PAGE", page)
    world.run("listings", "--write")
    text = page.read_text("utf-8")
    assert text.startswith("Before.\n<!-- opinions: listings -->\n\n### The lists\n")
    assert text.endswith("<!-- end of opinions: listings -->\nAfter.\n")
    assert "old" not in text


def test_the_bundled_universe_and_the_real_records(
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No difference is unexplained, nothing of ours alone is without a verdict, and docs/second-opinions.md shows the
    tables as they are."""
    if not REAL.is_dir():
        pytest.skip("the data sets are not beside the repository (../shared/data)")
    if absent := [str(path) for path in script.DATA.values() if not (REAL / path).is_file()]:
        assert os.environ.get("CI") != "true", f"missing from ../shared/data: {absent}"
        pytest.skip(f"missing from ../shared/data: {absent}")
    monkeypatch.setenv("INTERTWINE_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))
    page = tmp_path / "page.md"
    was = script.PAGE.read_text("utf-8")
    page.write_text(was, "utf-8")
    monkeypatch.setattr(script, "PAGE", page)
    code = script.main(["--data", str(REAL), "--strict", "--write"])
    assert code == 0, capsys.readouterr().err
    assert page.read_text("utf-8") == was, "run python -m benchmarks.second_opinions --write"
