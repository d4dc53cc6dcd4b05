"""What the table importer writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from intertwine.imports.table import import_table
from intertwine.ledger.compile import Compiler
from tests.imports.tables import SMALL, pages, small, snapshot, statements, write


def test_every_row_of_every_table_arrives(tmp_path: Path) -> None:
    """Nothing is skipped, and the report counts what was used."""
    report, folder = small(tmp_path)
    assert report.problems == report.clashes == ()
    assert report.ok
    assert report.counts == {"titles": 2, "installments": 4, "entities": 5, "scenes": 5, "facts": 6}
    assert sorted(report.written) == [
        "groups/The Order.md", "people/Ana Reis (ana2).md", "people/Ana Reis.md", "people/The Keeper.md",
        "places/The Tower.md", "titles/The Island.md", "titles/The Lighthouse.md", "universe.md",
    ]  # fmt: skip
    assert sum(len(page.installments) for page in pages(folder).values()) == 4
    assert len(statements(folder)) == 11


def test_a_series_reads_like_one_that_was_written_by_hand(tmp_path: Path) -> None:
    """Headings are positions; scenes come in the order shown, then facts; the season's end is its own stamp."""
    _, folder = small(tmp_path)
    assert (
        (folder / "titles/The Lighthouse.md").read_text("utf-8")
        == """---
kind: series
id: lh
name: The Lighthouse
year: 2015
---

# The Lighthouse

### Whole title

- [[Ana Reis]], [[Ana Reis (ana2)]] joins [[The Order]] ^join
  - true: 2014/..

## Season 1 (2 episodes)

### 1. The Lamp (~52 min, 2015-03-01)

- 00:00:30-00:01:00 together: [[Ana Reis]]
- 00:02:00-00:03:00 together: [[Ana Reis]], [[The Keeper]] at [[The Tower]]
- 00:05:00-00:06:00 together: at [[The Tower]]
- 00:03:00 [[Ana Reis]] meets [[The Keeper]] at [[The Tower]] ^meet
  - source: episode guide
  - also known: [[The Island]]
  - true: 2015-03

### 2. The Storm (51 min, 2015-03-08)

- [[The Keeper]] learns ^meet ^knows

## Season 2 (2016-03-06, 1 episode)

### 1. The Boat
"""
    )


def test_a_film_keeps_its_scenes_and_their_story_order(tmp_path: Path) -> None:
    """Its one installment is its front matter, and everything in it stands under the whole title."""
    _, folder = small(tmp_path)
    assert (
        (folder / "titles/The Island.md").read_text("utf-8")
        == """---
kind: film
id: is
name: The Island
year: 2019
released: 2019-05-01
minutes: 101
---

# The Island

### Public

- [[The Island]] picks up [[The Lighthouse]] ^saga

### Whole title

- together: [[Ana Reis]], [[Ana Reis (ana2)]] at [[The Tower]]
  - true: step 2
- together: [[Ana Reis]]
  - true: step 1
- [[The Keeper]] works as "lamp keeper" ^job
  - needs: [[The Lighthouse]] S1
  - true: 1990/2001
"""
    )


def test_names_with_a_stamp_are_stamped_and_others_are_plain(tmp_path: Path) -> None:
    """`public` adds nothing to a set that holds something else."""
    _, folder = small(tmp_path)
    assert (
        (folder / "people/The Keeper.md").read_text("utf-8")
        == """---
kind: character
names:
  - {name: The Keeper, revealed: "[[The Lighthouse]] 1x01; [[The Lighthouse]] S1"}
---

# The Keeper
"""
    )
    assert (
        (folder / "people/Ana Reis.md").read_text("utf-8")
        == """---
kind: character
name: Ana Reis
---

# Ana Reis

### Public

- [[Ana Reis]] is a friend of [[The Keeper]] "since school" ^old
"""
    )


def test_the_folder_compiles_without_a_problem(tmp_path: Path) -> None:
    """All names, positions and references resolve."""
    _, folder = small(tmp_path)
    assert [str(problem) for problem in Compiler().compile(folder).problems] == []


def test_every_table_but_titles_may_be_absent_and_so_may_optional_columns(tmp_path: Path) -> None:
    """One file of three columns is a universe."""
    source = write(tmp_path / "s", {"titles.csv": "name,KIND,id\nThe Island,Film,is\n"})
    report = import_table(source, tmp_path / "u")
    assert report.problems == ()
    assert pages(tmp_path / "u")["titles/The Island.md"].kind == "film"


def test_a_byte_order_mark_and_other_line_ends_are_tolerated(tmp_path: Path) -> None:
    """As spreadsheets save them."""
    source = tmp_path / "s"
    source.mkdir()
    for name, text in SMALL.items():
        (source / name).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert import_table(source, tmp_path / "a").problems == ()
    small(tmp_path)
    same = {name: data for name, (data, _) in snapshot(tmp_path / "a").items() if name.endswith(".md")}
    other = {name: data for name, (data, _) in snapshot(tmp_path / "universe").items() if name.endswith(".md")}
    del same["universe.md"], other["universe.md"]
    assert same == other


def test_a_season_with_a_hole_can_never_be_passed_whole(tmp_path: Path) -> None:
    """Nor one that lost a row: late is safe, early is a spoiler. A bad date costs the date."""
    installments = (
        "id,title,season,number,date\na,lh,1,1,\nb,lh,1,3,\nc,lh,2,1,\nd,lh,2,2,2015-02-30\ne,lh,3,1x,\n"
        "f,lh,4,1,x\ng,lh,4,2.,\nis,is,,,\n"
    )
    report, folder = small(
        tmp_path, installments=installments, seasons="title,season,episodes\nlh,1,3\nlh,2,2\nlh,4,2\n",
        scenes="installment\n", facts="subject,verb,revealed\n", entities="id,kind,name\n",
    )  # fmt: skip
    codes = ["date-unusable"] * 2 + ["number-unusable"] * 2 + ["season-incomplete"] * 2 + ["season-length-unknown"]
    assert sorted(problem.code for problem in report.problems) == codes
    page = pages(folder)["titles/The Lighthouse.md"]
    assert [(season.number, season.episodes) for season in page.seasons] == [(1, 3), (2, 2), (3, 0), (4, 2)]
    assert [(it.season, it.number) for it in page.installments] == [(1, 1), (1, 3), (2, 1), (2, 2), (4, 1)]
    assert [it.number for it in page.installments if it.date is not None] == []


def test_a_start_without_an_end_does_not_reveal_a_scene_early(tmp_path: Path) -> None:
    """The scene is then revealed with its installment; an end alone is enough."""
    scenes = "installment,start,end,people\nlh1,0:10:00,,ana\nlh1,,0:09:00,keeper\n"
    _, folder = small(tmp_path, scenes=scenes)
    assert [(s.start, s.subjects[0].key) for s in statements(folder, "together")] == [
        (-1, "Ana Reis"), (540, "The Keeper"),
    ]  # fmt: skip


def test_a_big_series_is_split_a_file_a_season_and_stays_so(tmp_path: Path) -> None:
    """Even when it shrinks: else the seasons' pages would be left behind and say everything twice."""
    row = "lh1,0:00:30,0:01:00,tower,ana\nlh3,0:00:30,0:01:00,tower,ana\n"
    head = "installment,start,end,place,people\n"
    _, folder = small(tmp_path, scenes=head + row * 300)
    assert {page.kind for name, page in pages(folder).items() if " S" in name} == {"season"}
    assert pages(folder)["titles/The Lighthouse S2.md"].of == "The Lighthouse"
    report, _ = small(tmp_path, scenes=head + row)
    assert report.clashes == ()
    assert "titles/The Lighthouse S1.md" in report.written
    assert len(statements(folder, "together")) == 2
    assert len(pages(folder)["titles/The Lighthouse.md"].installments) == 0


def test_the_progress_ends_with_all_pages(tmp_path: Path) -> None:
    """Every call says how many of how many."""
    calls: list[tuple[int, int]] = []
    report = import_table(write(tmp_path / "s"), tmp_path / "u", progress=lambda done, of: calls.append((done, of)))
    assert calls == [(n, len(report.written)) for n in range(len(report.written) + 1)]


def test_verbs_of_the_universe_itself_may_be_used(tmp_path: Path) -> None:
    """Its verbs.toml is read, as the parser would."""
    folder = tmp_path / "universe"
    folder.mkdir()
    (folder / "verbs.toml").write_text('[sketches]\nforms = ["sketches"]\n', encoding="utf-8")
    facts = "subject,verb,object,revealed\nana,sketches,keeper,lh1\n"
    report = import_table(write(tmp_path / "s", facts=facts), folder)
    assert report.problems == ()
    assert "[[Ana Reis]] sketches [[The Keeper]]" in (folder / "titles/The Lighthouse.md").read_text("utf-8")


def test_ids_of_different_tables_may_be_the_same(tmp_path: Path) -> None:
    """Tables that count their rows are common: an entity is meant where both could be."""
    report, folder = small(
        tmp_path,
        titles="id,name,kind\n1,One,film\n2,Two,series\n",
        installments="id,title,season,number\n1,2,1,1\n9,2,1,2\n",
        entities="id,kind,name\n1,character,Ana\n2,character,Bo\n",
        seasons="title,season,episodes\n2,1,2\n",
        scenes="installment,people\n1,1|2\n",
        facts="subject,verb,object,revealed\n1,meets,2,9\n1,meets,2,1\n2,picks up,1,public\n",
    )
    assert [(p.line, p.code) for p in report.problems] == [(3, "position-ambiguous")]
    assert [[link.key for link in (*s.subjects, *s.objects)] for s in statements(folder)] == [
        ["Two", "One"], ["Ana", "Bo"], ["Ana", "Bo"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("numbers", "of", "lacks"),
    [((0, 2), 3, "lacks episodes: 1x01 is not there"), ((2,), 2, "lacks episodes: 1x01 is not there"),
     ((1, 3), 3, "lacks episodes: 1x02 is not there"), ((0, 1), 2, None), ((1, 2), 2, None), ((0,), 1, None),
     ((0, 1, 3), 4, "lacks episodes: 1x02 is not there"), ((1,), 2, "lacks episodes: 1x02 is not there"),
     ((1, 3), 2, "is said to have 2 episodes, and other rows may be of it too"),
     ((1, 2, 3), 2, "is said to have 2 episodes, and other rows may be of it too")],
)  # fmt: skip
def test_a_season_is_complete_where_the_very_episodes_are_listed(
    tmp_path: Path, numbers: tuple[int, ...], of: int, lacks: str | None
) -> None:
    """Not where there are as many; what the text says of the season then is the same."""
    rows = "".join(f"e{n},lh,1,{n}\n" for n in numbers)
    report, folder = small(
        tmp_path, installments=f"id,title,season,number\n{rows}", seasons=f"title,season,episodes\nlh,1,{of}\n",
        scenes="installment\n", facts="subject,verb,revealed\n",
        entities="id,kind,name,revealed\nana,character,Ana,lh S1\n",
    )  # fmt: skip
    found = [problem.message for problem in report.problems if problem.code == "season-incomplete"]
    assert found == ([] if lacks is None else [f'"lh" S1 {lacks}; the season cannot be passed as a whole'])
    codes = {problem.code for problem in Compiler().compile(folder).problems}
    assert ("season-incomplete" in codes) is (lacks is not None)
