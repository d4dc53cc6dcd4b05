"""A new universe."""

from pathlib import Path

import pytest

import intertwine
from intertwine.ledger import scaffold
from intertwine.ledger.compile import Compiler
from intertwine.ledger.format import format_text
from intertwine.ledger.read.folder import read_folder
from intertwine.ledger.read.page import parse_page
from intertwine.ledger.read.vocabulary import built_in
from intertwine.ledger.scaffold import new_universe


@pytest.mark.parametrize(
    "name",
    ["The Harbour", 'A "b": {title} [[c]] #d', "## n", "C# #1 #z", "\\n\u2028 ü", ""],
)
def test_a_new_universe_has_no_problem_whatever_its_name(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "new"
    written = new_universe(folder, name)
    assert sorted(written) == sorted(path for path in folder.rglob("*") if path.is_file())
    assert Compiler().compile(folder).problems == ()
    pages = {f.path: parse_page(f.path, f.text, built_in()) for f in read_folder(folder).files}
    assert all(problems == () for _, problems in pages.values())
    assert pages["universe.md"][0].name == (" ".join(name.replace("[[c]]", "c").split()) or "A small universe")


@pytest.mark.parametrize(
    ("name", "read"), [("<!-- x", "x"), ("%% x", "x"), ("100%%%", "100"), ("x[^1]", "x ^1]"), ("x^[y", "x [y"),
     ("[x](y.md)", "[x (y.md)"), ("[x][y]", "[x [y]"), ("<a href=y>", "a href=y>")]
)  # fmt: skip
def test_nothing_in_its_name_begins_a_comment_a_footnote_or_a_link(tmp_path: Path, name: str, read: str) -> None:
    folder = tmp_path / "new"
    new_universe(folder, name)
    compiled = Compiler().compile(folder)
    assert (compiled.problems, compiled.ledger.name) == ((), read)


def test_a_new_universe_is_in_order(tmp_path: Path) -> None:
    new_universe(tmp_path, "The Harbour")
    for file in read_folder(tmp_path).files:
        assert format_text(file.path, file.text, built_in()) == file.text


def test_a_new_universe_shows_what_a_keeper_needs(tmp_path: Path) -> None:
    new_universe(tmp_path, "The Harbour")
    pages = [parse_page(f.path, f.text, built_in())[0] for f in read_folder(tmp_path).files]
    kinds = [page.kind for page in pages]
    statements = [statement for page in pages for statement in page.statements]
    assert {"series", "film", "character", "person", "place", "thread"} <= set(kinds)
    assert {"together", "name", "opens", "resolves", "news", "prose"} <= {s.verb for s in statements}
    assert any(len(s.alternatives) > 1 for s in statements)
    (season,) = [season for page in pages for season in page.seasons]
    assert season.episodes == 3
    assert sum(len(page.installments) for page in pages) == 4


def test_a_new_universe_and_its_titles_have_ids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two of one name have two; an id holds what of the name is ASCII."""
    found = []
    for place in ("a", "b"):
        new_universe(tmp_path / place, "The Harbour")
        found.append(Compiler().compile(tmp_path / place).ledger)
    assert {ledger.id.rpartition("-")[0] for ledger in found} == {"the-harbour"}
    assert found[0].id != found[1].id
    pages = [parse_page(f.path, f.text, built_in())[0] for f in read_folder(tmp_path / "a").files]
    assert {page.id for page in pages if page.kind in ("series", "film")} == {"nightboat", "the-glass-orchard"}
    monkeypatch.setattr(scaffold, "random_mark", lambda: "0a")
    new_universe(tmp_path / "c", "Гавань")
    assert Compiler().compile(tmp_path / "c").ledger.id == "0a"


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(FileExistsError, match="is not empty"):
        new_universe(tmp_path, "x")
    with pytest.raises(FileExistsError):
        new_universe(tmp_path / "mine.txt", "x")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_nobody_of_a_new_universe_is_seen_together_before_they_meet_for_the_first_time(tmp_path: Path) -> None:
    new_universe(tmp_path, "The Harbour")
    universe = intertwine.load(tmp_path)
    assert universe.seen("Nightboat 1x01").met("Ines Valdane", "the ferryman").pairs == ()
    (pair,) = universe.seen("Nightboat 1x01-1x02").met("Ines Valdane", "the ferryman").pairs
    assert (pair.met, pair.how) == (True, "met")
    assert pair.earliest is None or pair.earliest.told == pair.told
