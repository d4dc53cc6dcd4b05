"""Folders: which files are read, and what is said of the others."""

import os
from pathlib import Path

import pytest

from intertwine.ledger.read import files as limits
from intertwine.ledger.read import folder as folders
from intertwine.ledger.read.files import TICK, folder_state
from intertwine.ledger.read.folder import NotAUniverse, read_folder


@pytest.fixture
def universe(tmp_path: Path) -> Path:
    (tmp_path / "universe.md").write_text("---\nkind: universe\n---\n")
    (tmp_path / "people").mkdir()
    (tmp_path / "people" / "B.md").write_text("b\r\n", newline="")
    (tmp_path / "A.md").write_text("a")
    return tmp_path


def codes(folder: Path) -> list[tuple[str, str, int, int]]:
    return [(p.code, p.file, p.line, p.column) for p in read_folder(folder).problems]


def test_pages_are_read_in_the_order_of_their_paths_byte_for_byte(universe: Path) -> None:
    for name in ("README.md", ".hidden.md", "_draft.md", "notes.txt"):
        (universe / name).write_text("no page")
    (universe / ".git").mkdir()
    (universe / ".git" / "C.md").write_text("no page")
    found = read_folder(universe)
    assert [(f.path, f.text) for f in found.files] == [
        ("A.md", "a"),
        ("people/B.md", "b\r\n"),
        ("universe.md", "---\nkind: universe\n---\n"),
    ]
    assert found.problems == ()
    assert found.verbs is None


def test_verbs_stand_beside_the_universe_and_nowhere_else(universe: Path) -> None:
    (universe / "people" / "verbs.toml").write_text("no")
    assert read_folder(universe).verbs is None
    (universe / "verbs.toml").write_text("[v]")
    assert read_folder(universe).verbs == "[v]"


@pytest.mark.parametrize("make", [True, False])
def test_a_folder_without_a_universe_is_refused_with_the_way_out(tmp_path: Path, make: bool) -> None:
    folder = tmp_path / "mine"
    if make:
        folder.mkdir()
    with pytest.raises(NotAUniverse, match=r'mine".*intertwine new'):
        read_folder(folder)


def test_broken_utf_8_is_named_by_its_byte_and_costs_its_file_alone(universe: Path) -> None:
    (universe / "A.md").write_bytes("# ä\nö".encode() + b"\xff")
    assert codes(universe) == [("not-utf-8", "A.md", 2, 2)]
    found = read_folder(universe)
    assert "byte 7 " in found.problems[0].message
    assert len(found.files) == 2


def test_a_file_that_is_too_large_is_not_read(universe: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (universe / "A.md").open("wb") as file:
        file.truncate(limits.LARGEST_FILE + 1)
    came = list[int]()

    def read(file: int, size: int) -> bytes:
        found = _read(file, size)
        came.append(len(found))
        return found

    monkeypatch.setattr(os, "read", read)
    assert codes(universe) == [("file-too-large", "A.md", 0, 0)]
    assert sum(came) < 100_000


_open, _read = os.open, os.read


def test_more_files_than_allowed_are_left_out(universe: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_FILES", 2)
    assert codes(universe) == [("too-many-files", "universe.md", 0, 0)]


def test_symbolic_links_are_not_followed(universe: Path, tmp_path: Path) -> None:
    (universe / "L.md").symlink_to(universe / "A.md")
    (universe / "loop").symlink_to(universe)
    (universe / "other.txt").symlink_to(universe / "A.md")
    assert sorted(codes(universe)) == [("symbolic-link", "L.md", 0, 0), ("symbolic-link", "loop", 0, 0)]
    assert len(read_folder(universe).files) == 3


@pytest.mark.parametrize("name", ["a.md", "x/A.md", "people/b.md"])
def test_a_key_used_twice_whatever_its_case_keeps_the_first_path(universe: Path, name: str) -> None:
    (universe / name).parent.mkdir(exist_ok=True)
    (universe / name).write_text("later")
    (problem,) = read_folder(universe).problems
    first, second = sorted([name, "people/B.md" if name.lower().endswith("b.md") else "A.md"])
    assert (problem.code, problem.file) == ("key-twice", second)
    assert first in problem.message
    assert second in problem.message


def test_keys_are_compared_however_their_accents_are_written(universe: Path) -> None:
    (universe / "E\u0301.md").write_text("")
    (universe / "\u00c9.md").write_text("")
    assert [code for code, *_ in codes(universe)] == ["key-twice"]


@pytest.mark.parametrize("key", ["A [2]", "100%% A", "<!-- A"])
def test_a_key_that_no_link_can_name_is_a_problem(universe: Path, key: str) -> None:
    (universe / f"{key}.md").write_text("")
    assert codes(universe) == [("file-name-unreadable", f"{key}.md", 0, 0)]


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode there")
def test_a_name_that_is_no_utf_8_is_a_problem(universe: Path) -> None:
    os.close(os.open(os.fsencode(universe) + b"/\xff.md", os.O_CREAT | os.O_WRONLY))
    assert codes(universe) == [("file-name-unreadable", "\ufffd.md", 0, 0)]


def test_a_file_that_cannot_be_opened_costs_only_itself(universe: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str, flags: int) -> int:
        if path.endswith("/A.md"):
            raise PermissionError(13, "Permission denied")
        return _open(path, flags)

    monkeypatch.setattr(os, "open", refuse)
    assert codes(universe) == [("file-unreadable", "A.md", 0, 0)]


def test_a_page_may_end_in_md_of_any_case_and_then_has_its_key(universe: Path) -> None:
    (universe / "C.MD").write_text("c")
    (universe / "README.Md").write_text("no page")
    (universe / "a.Md").write_text("later")
    found = read_folder(universe)
    assert [file.path for file in found.files] == ["A.md", "C.MD", "people/B.md", "universe.md"]
    assert [(problem.code, problem.file) for problem in found.problems] == [("key-twice", "a.Md")]


def test_a_universes_page_may_end_so_too(universe: Path) -> None:
    (universe / "universe.md").rename(universe / "universe.MD")
    assert len(read_folder(universe).files) == 3


def fingerprint(folder: Path) -> str:
    return read_folder(folder).fingerprint


def test_the_fingerprint_changes_with_every_edit_and_only_then(universe: Path) -> None:
    before = fingerprint(universe)
    assert fingerprint(universe) == before
    (universe / "notes.txt").write_text("no page")
    os.utime(universe / "A.md")
    assert fingerprint(universe) == before
    seen = {before}
    for edit in (
        lambda: (universe / "A.md").write_text("other"),
        lambda: (universe / "A.md").rename(universe / "C.md"),
        lambda: (universe / "C.md").write_bytes(b"\xff"),
        lambda: (universe / "loop").symlink_to(universe),
        lambda: (universe / "verbs.toml").write_text("[v]"),
        (universe / "people" / "B.md").unlink,
        lambda: (universe / "D.md").write_text(""),
    ):
        edit()
        seen.add(fingerprint(universe))
    assert len(seen) == 8


def test_texts_that_run_into_each_other_have_another_fingerprint(universe: Path) -> None:
    seen = set()
    for a, b in (("xA", ""), ("x", "A"), ("", "xA"), ("xA.md", ""), ("0 C.md", "")):
        (universe / "A.md").write_text(a)
        (universe / "C.md").write_text(b)
        seen.add(fingerprint(universe))
    assert len(seen) == 5


def test_a_file_that_cannot_be_read_is_in_the_fingerprint(universe: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint(universe)
    monkeypatch.setattr(limits, "LARGEST_FILE", 0)
    assert fingerprint(universe) != before


def test_a_look_is_settled_when_no_file_can_change_unseen(universe: Path) -> None:
    times = [stat.st_ctime_ns for stat in ((universe / path).stat() for path in ("A.md", "people/B.md", "universe.md"))]
    late = max(times)
    for path in ("A.md", "people/B.md", "universe.md"):
        os.utime(universe / path, ns=(0, late - 10 * TICK))
    late = max((universe / path).stat().st_ctime_ns for path in ("A.md", "people/B.md", "universe.md"))
    assert [folder_state(universe, late + wait).settled for wait in (0, TICK, TICK + 1, 60 * TICK)] == [
        False, False, True, True,
    ]  # fmt: skip
    assert folder_state(universe, late + 60 * TICK).mark == folder_state(universe, 0).mark


def test_a_look_tells_files_that_come_go_move_and_grow(universe: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def grow(path: Path) -> None:
        path.write_text(path.read_text() + "more")

    marks = [folder_state(universe, 0).mark]
    assert folder_state(universe, 0).mark == marks[0]
    for change in (
        lambda: (universe / "C.md").write_text("c"),
        lambda: grow(universe / "people" / "B.md"),
        lambda: (universe / "C.md").rename(universe / "people" / "C.md"),
        (universe / "people" / "C.md").unlink,
    ):
        change()
        marks.append(folder_state(universe, 0).mark)
    stat = os.stat

    def refused(path: str, **options: bool) -> os.stat_result:
        if path.endswith("A.md"):
            raise PermissionError(13, "no")
        return stat(path, **options)

    monkeypatch.setattr(os, "stat", refused)
    marks.append(folder_state(universe, 0).mark)
    assert len(set(marks)) == 6


def test_a_look_tells_an_edit_that_keeps_size_and_time(universe: Path) -> None:
    for path in universe.rglob("*.md"):
        os.utime(path, ns=(0, 0))
    before = folder_state(universe, 0).mark
    for _ in range(1_000_000):  # until the system's clock has gone on
        (universe / "A.md").write_text("b")
        os.utime(universe / "A.md", ns=(0, 0))
        if folder_state(universe, 0).mark != before:
            break
    assert folder_state(universe, 0).mark != before


def test_a_link_that_leads_to_itself_costs_nothing_else(tmp_path: Path) -> None:
    people = tmp_path / "people"
    people.mkdir()
    (tmp_path / "universe.md").write_text("---\nkind: universe\nname: A\n---\n", encoding="utf-8")
    (people / "loop").symlink_to("loop")
    for name in ("Ann", "Zed"):
        (people / f"{name}.md").write_text("---\nkind: character\n---\n", encoding="utf-8")
    found = read_folder(tmp_path)
    assert [file.path for file in found.files] == ["people/Ann.md", "people/Zed.md", "universe.md"]
    assert [(problem.code, problem.file) for problem in found.problems] == [("symbolic-link", "people/loop")]


def test_a_folder_without_its_page_is_not_looked_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def walk(*_: object) -> list[str]:
        raise AssertionError("every file was looked at")

    monkeypatch.setattr(folders, "list_files", walk)
    with pytest.raises(NotAUniverse, match=r"holds no universe\.md"):
        read_folder(tmp_path)
