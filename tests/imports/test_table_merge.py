"""Importing again: nothing changes, nothing of a keeper's is lost, and an import that was killed is completed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from intertwine.imports import manifest, merge
from intertwine.imports.table import import_table
from tests.imports.tables import SMALL, pages, small, snapshot, statements, told, write

KEEPER = Path("people/The Keeper.md")


def test_importing_twice_changes_nothing(tmp_path: Path) -> None:
    """Not a byte and not a time of change."""
    first, folder = small(tmp_path)
    before = snapshot(folder)
    second, _ = small(tmp_path)
    assert snapshot(folder) == before
    assert (second.written, second.clashes, second.problems) == ((), (), ())
    assert {*second.unchanged, "universe.md"} == set(first.written)


def test_importing_into_two_folders_gives_the_same_bytes(tmp_path: Path) -> None:
    """Whatever the order of the files on disk."""
    small(tmp_path)
    import_table(tmp_path / "source", tmp_path / "b" / "universe")
    assert {n: d for n, (d, _) in snapshot(tmp_path / "universe").items()} == {
        n: d for n, (d, _) in snapshot(tmp_path / "b" / "universe").items()
    }


def test_a_change_of_the_source_arrives_on_pages_that_nobody_edited(tmp_path: Path) -> None:
    """A page keeps its key when its name changes: identity is by id."""
    _, folder = small(tmp_path)
    report, _ = small(tmp_path, entities=SMALL["entities.csv"].replace("The Keeper", "Old Tom"))
    assert report.written == (KEEPER.as_posix(),)
    assert "name: Old Tom" in (folder / KEEPER).read_text("utf-8")


def test_an_edit_is_never_overwritten_and_the_clash_is_listed(tmp_path: Path) -> None:
    """Each time; and the other pages go on being imported."""
    _, folder = small(tmp_path)
    edited = (folder / KEEPER).read_text("utf-8") + "\nHe keeps the lamp.\n"
    (folder / KEEPER).write_text(edited, encoding="utf-8")
    entities = SMALL["entities.csv"].replace("The Keeper", "Old Tom").replace("The Tower", "Lighthouse")
    for written in (("places/The Tower.md",), ()):
        report, _ = small(tmp_path, entities=entities)
        assert told(report.clashes) == [(KEEPER.as_posix(), 0, "edited")]
        assert not report.ok
        assert report.written == written
        assert (folder / KEEPER).read_text("utf-8") == edited


def test_an_edit_that_says_what_the_import_would_is_no_clash(tmp_path: Path) -> None:
    """Nothing would be lost."""
    _, folder = small(tmp_path)
    text = (folder / KEEPER).read_text("utf-8")
    (folder / KEEPER).write_text(text.replace("name: The Keeper", "name: Old Tom"), encoding="utf-8")
    report, _ = small(tmp_path, entities=SMALL["entities.csv"].replace("The Keeper", "Old Tom"))
    assert report.ok
    assert report.written == ()


def test_a_page_that_was_moved_is_found_again(tmp_path: Path) -> None:
    """A key is unique whatever the folder, so it is the same page."""
    _, folder = small(tmp_path)
    (folder / "cast").mkdir()
    (folder / KEEPER).rename(folder / "cast/The Keeper.md")
    report, _ = small(tmp_path, entities=SMALL["entities.csv"].replace("The Keeper", "Old Tom"))
    assert report.written == ("cast/The Keeper.md",)
    assert not (folder / KEEPER).exists()


def test_a_page_of_the_keepers_own_is_another_thing_of_the_same_name(tmp_path: Path) -> None:
    """The newcomer gets a key of its own, and the universe's page is left as it is."""
    _, folder = small(tmp_path)
    own = {"people/Bo.md": "---\nkind: character\n---\n", "universe.md": "---\nkind: universe\nname: Mine\n---\n"}
    for name, text in own.items():
        (folder / name).write_text(text, encoding="utf-8")
    report, _ = small(tmp_path, entities=SMALL["entities.csv"] + "bo,character,BO,\n")
    assert report.written == ("people/BO (bo).md",)
    assert report.ok
    assert {name: (folder / name).read_text("utf-8") for name in own} == own


def test_a_namesake_that_comes_later_does_not_take_a_key(tmp_path: Path) -> None:
    """Even where it stands first in the table."""
    _, folder = small(tmp_path)
    head, rest = SMALL["entities.csv"].split("\n", 1)
    report, _ = small(tmp_path, entities=f"{head}\nzero,character,Ana Reis,\n{rest}")
    assert report.written == ("people/Ana Reis (zero).md",)
    assert {page.key for page in pages(folder).values() if page.name == "Ana Reis"} >= {"Ana Reis", "Ana Reis (zero)"}


def test_rows_that_are_gone_take_their_pages_with_them(tmp_path: Path) -> None:
    """A page that a keeper added something to stays."""
    _, folder = small(tmp_path)
    fewer = SMALL["entities.csv"].replace("tower,place,The Tower,\n", "").replace("order,group,The Order,\n", "")
    edited = folder / "groups/The Order.md"
    edited.write_bytes(edited.read_bytes() + b"\n<!-- mine -->\n")
    report, _ = small(tmp_path, entities=fewer)
    assert report.removed == ("places/The Tower.md",)
    assert edited.is_file()


@pytest.mark.parametrize("stop", range(1, 11))
def test_an_import_that_is_killed_anywhere_is_completed_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: int
) -> None:
    """Also when the source changes in between, and then again: what was written by a killed import is no edit."""
    changed = SMALL["entities.csv"].replace("The Keeper", "Old Tom").replace("Ana Reis", "Ana R.")
    last = changed.replace("The Tower", "Lighthouse").replace("Old Tom", "Tom")
    for round_, entities in enumerate((SMALL["entities.csv"], changed, last)):
        with monkeypatch.context() as patch:
            _kill_at(patch, stop if round_ == 0 else stop % 4 + 1)
            with pytest.raises(KeyboardInterrupt):
                small(tmp_path, entities=entities)
        for path in (tmp_path / "universe").rglob("*.md"):
            assert path.read_bytes().endswith(b"\n")
    report, folder = small(tmp_path, entities=last)
    assert report.ok
    assert {s.text for page in pages(folder).values() for s in page.statements if s.verb == "name"} == {"Tom", "Ana R."}
    assert len(statements(folder)) == 11
    assert not list(folder.rglob("*.tmp"))
    import_table(tmp_path / "source", tmp_path / "fresh")
    names = {page.name for page in pages(folder).values() if page.kind != "universe"}
    assert names == {page.name for page in pages(tmp_path / "fresh").values() if page.kind != "universe"}


def test_what_a_killed_process_leaves_behind_is_tidied(tmp_path: Path) -> None:
    """A real one, that ends without a word between writing a page and putting it in its place."""
    script = """if True:
        import os, sys
        from pathlib import Path
        from intertwine.imports.table import import_table
        real, left = os.replace, [4]
        def replace(source, target):
            left[0] -= 1
            if not left[0]:
                os._exit(9)
            real(source, target)
        os.replace = replace
        import_table(Path(sys.argv[1]), Path(sys.argv[2]))
    """
    source, folder = write(tmp_path / "source"), tmp_path / "universe"
    assert subprocess.run([sys.executable, "-c", script, source, folder], check=False).returncode == 9
    assert len(list(folder.rglob("*.tmp"))) == 1
    assert small(tmp_path)[0].ok
    assert not list(folder.rglob("*.tmp"))
    assert len(pages(folder)) == 8


def _kill_at(patch: pytest.MonkeyPatch, stop: int) -> None:
    """Make the `stop`-th replacement of a file the last thing that this process does."""
    left, real = [stop], os.replace

    def replace(source: Path, target: Path) -> None:
        left[0] -= 1
        if not left[0]:
            raise KeyboardInterrupt
        real(source, target)

    patch.setattr(os, "replace", replace)


def test_a_lost_manifest_is_not_taken_for_permission(tmp_path: Path) -> None:
    """Pages that are as they would be written are taken for ours again; others are clashes."""
    _, folder = small(tmp_path)
    (folder / manifest.MANIFEST).unlink()
    assert small(tmp_path)[0].ok
    (folder / manifest.MANIFEST).write_text("{", encoding="utf-8")
    report, _ = small(tmp_path, entities=SMALL["entities.csv"].replace("The Keeper", "Old Tom"))
    assert told(report.problems) == [(manifest.MANIFEST, 0, "manifest-unreadable")]
    assert "The Keeper" in (folder / KEEPER).read_text("utf-8")
    assert {problem.file for problem in report.clashes} == set() or not report.ok


@pytest.mark.parametrize("path", ["../escape.md", "/tmp/escape.md", "people/../../escape.md", ".git/x.md", "people/x"])
def test_a_manifest_cannot_lead_out_of_the_folder(tmp_path: Path, path: str) -> None:
    """A folder may come from anywhere."""
    folder = tmp_path / "universe"
    folder.mkdir()
    raw = {"format": 1, "pages": {"entity:keeper": path}, "written": {}, "pending": {}}
    (folder / manifest.MANIFEST).write_text(json.dumps(raw), encoding="utf-8")
    report, _ = small(tmp_path)
    assert report.ok
    assert (folder / KEEPER).is_file()
    assert {p.name for p in tmp_path.iterdir()} == {"source", "universe"}


def test_symbolic_links_are_not_followed(tmp_path: Path) -> None:
    """Neither a page nor a folder of pages that points elsewhere is written through."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    folder = tmp_path / "universe"
    folder.mkdir()
    (folder / "people").symlink_to(elsewhere)
    report, _ = small(tmp_path)
    assert {problem.file.split("/")[0] for problem in report.clashes} == {"people"}
    assert list(elsewhere.iterdir()) == []


def test_a_page_that_cannot_be_written_costs_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told, and the next import writes it."""
    real = os.replace

    def replace(source: Path, target: Path) -> None:
        if Path(target).name == "The Keeper.md":
            raise OSError(28, "No space left on device")
        real(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", replace)
        report, folder = small(tmp_path)
        assert told(report.problems) == [(KEEPER.as_posix(), 0, "file-unwritable")]
    assert small(tmp_path)[0].written == (KEEPER.as_posix(),)
    assert not list(folder.rglob("*.tmp"))


def test_a_page_that_nobody_could_read_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page has a largest size."""
    monkeypatch.setattr(merge, "LARGEST_FILE", 300)
    report, _ = small(tmp_path)
    assert ("titles/The Lighthouse.md", 0, "page-too-large") in told(report.problems)
