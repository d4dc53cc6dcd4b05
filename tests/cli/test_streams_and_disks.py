"""Standard streams that are closed or full, and disks without room: a sentence that names the place, exit code 2."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

COMMANDS = ["titles", "titles --json", "check {}", "--version", "--help", "who --help", "met Ann Bob --universe {}"]
MODULES = {"intertwine": "intertwine", "storyline": "intertwine.storyline"}
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no such shell")
LIMITED = """
import resource, runpy, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)),) * 2)
runpy.run_module(sys.argv.pop(1), run_name="__main__", alter_sys=True)
"""
"""Runs a module that can write so many bytes to a file, and no more: what a full disk comes to."""


def shell(command: str, streams: str, module: str = "intertwine") -> tuple[int, str, str]:
    """What `python -m MODULE COMMAND STREAMS` ends with and says on what is left of both."""
    done = subprocess.run(
        f'exec "{sys.executable}" -m {module} {command} {streams}',
        shell=True, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("small")
    (home / "universe.md").write_text("---\nkind: universe\n---\n", "utf-8")
    (home / "Alpha.md").write_text("---\nkind: film\n---\n### Public\n- [[Ann]] meets [[Bob]]\n", "utf-8")
    for name in ("Ann", "Bob"):
        (home / f"{name}.md").write_text("---\nkind: character\n---\n", "utf-8")
    return home


@pytest.mark.parametrize("command", COMMANDS)
def test_a_closed_standard_output_is_said(folder: Path, command: str) -> None:
    code, _, err = shell(command.format(folder), ">&-")
    assert (code, err.splitlines()[0]) == (2, "intertwine: standard output is closed")
    assert shell(command.format(folder), ">&- 2>&-") == (2, "", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_standard_output_without_room_is_said(folder: Path, command: str) -> None:
    code, _, err = shell(command.format(folder), "> /dev/full")
    assert code == 2
    assert re.fullmatch("intertwine: standard output cannot be written: [^\n]+\n", err)


@pytest.mark.parametrize("stream", ["2>&-", "2>/dev/full", "<&-"])
def test_other_streams_that_are_closed_stop_nothing(folder: Path, stream: str) -> None:
    code, out, _ = shell(f"check {folder}", stream)
    assert (code, out) == (0, "0 errors, 0 warnings\n")
    assert shell("who nobody", stream)[0] == 1 or stream == "2>/dev/full"


def test_storylines_say_so_too(tmp_path: Path) -> None:
    chart = tmp_path / "chart.json"
    chart.write_text('{"layers": [[["Ann", "Bob"]], [["Bob", "Cid"]]]}', "utf-8")
    code, out, err = shell(str(chart), "", "intertwine.storyline")
    if code != 0:
        pytest.fail(err)
    assert out
    for streams, said in ((">&-", "standard output is closed"), ("> /dev/full", "standard output cannot be written")):
        code, _, err = shell(f"{chart} --fast", streams, "intertwine.storyline")
        assert (code, said in err, "Traceback" in err) == (2, True, False)


def limited(size: int, *words: str, module: str = "intertwine") -> tuple[int, str, str]:
    """The same where no file can have more than `size` bytes."""
    env = os.environ | {"INTERTWINE_CACHE": os.devnull}
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(size), module, *words], capture_output=True, text=True, check=False, env=env
    )
    return done.returncode, done.stdout, done.stderr


def files(folder: Path) -> dict[str, bytes]:
    """Everything below a folder."""
    return {str(it.relative_to(folder)): it.read_bytes() for it in folder.rglob("*") if it.is_file()}


def test_fmt_names_the_page_that_it_could_not_write_and_leaves_it(folder: Path, tmp_path: Path) -> None:
    for name, text in files(folder).items():
        (tmp_path / name).write_bytes(text.replace(b" meets ", b"   meets  "))
    before = files(tmp_path)
    code, out, err = limited(8, "fmt", str(tmp_path))
    assert (code, out) == (2, "")
    assert err.startswith(f"intertwine: {tmp_path / 'Alpha.md'}: ")
    assert files(tmp_path) == before


@pytest.mark.parametrize("exists", [True, False])
def test_new_names_the_file_and_leaves_nothing(tmp_path: Path, exists: bool) -> None:
    home = tmp_path / "one" / "two"
    if exists:
        home.mkdir(parents=True)
    code, out, err = limited(600, "new", str(home))
    assert (code, out) == (2, "")
    assert err.startswith(f"intertwine: {home / 'titles'}")
    assert list(tmp_path.rglob("*")) == ([home.parent, home] if exists else [])


def test_an_import_names_the_files_and_goes_on_at_the_next_one(tmp_path: Path) -> None:
    source, home = tmp_path / "tables", tmp_path / "home"
    source.mkdir()
    names = "".join(f"e{n},character,Person {n},\n" for n in range(30))
    (source / "titles.csv").write_text("id,name,kind\nt,The Tide,series\n", "utf-8")
    (source / "entities.csv").write_text(f"id,kind,name,revealed\n{names}", "utf-8")
    (source / "installments.csv").write_text(
        "id,title,season,number,episodes\n" + "".join(f"t{n},t,1,{n},998\n" for n in range(1, 999)), "utf-8"
    )
    code, out, _ = limited(1000, "import", "table", str(source), str(home))
    assert code == 1
    assert out.startswith(".intertwine-import.json:0:0: error file-unwritable: cannot be written: ")
    assert files(home) == {}
    code, out, _ = limited(9000, "import", "table", str(source), str(home))
    assert code == 1
    assert out.startswith("titles/The Tide.md:0:0: error file-unwritable: cannot be written: ")
    assert len(files(home)) == 32
    done = subprocess.run([sys.executable, "-m", "intertwine", "import", "table", str(source), str(home)], check=False)
    assert done.returncode == 0
    assert len(files(home)) == 33


@pytest.mark.parametrize("old", [b"an old map", None])
@pytest.mark.parametrize("ending", ["svg", "json"])
def test_a_map_that_cannot_be_written_leaves_the_file_as_it_was(
    folder: Path, tmp_path: Path, ending: str, old: bytes | None
) -> None:
    file = tmp_path / f"map.{ending}"
    if old:
        file.write_bytes(old)
    code, out, err = limited(50, "map", "--universe", str(folder), "-o", str(file))
    assert (code, out) == (2, "")
    assert err.splitlines()[-1].startswith(f"intertwine: {file}: ")
    chart = tmp_path / "chart.json"
    chart.write_text('{"layers": [[["Ann", "Bob"]], [["Bob", "Cid"]]]}', "utf-8")
    code, _, err = limited(50, str(chart), "--fast", "-o", str(file), module="intertwine.storyline")
    assert (code, str(file) in err) == (2, True)
    assert files(tmp_path) == {"chart.json": chart.read_bytes()} | ({file.name: old} if old else {})


def test_a_map_is_written_into_a_pipe_and_keeps_the_mode_of_a_file(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "map.json"
    words = ["map", "--universe", str(folder), "-o", str(file)]
    assert limited(1_000_000, *words)[0] == 0
    whole = file.read_bytes()
    file.chmod(0o640)
    assert limited(1_000_000, *words)[0] == 0
    assert (file.stat().st_mode & 0o777, file.read_bytes()) == (0o640, whole)
    file.unlink()
    os.mkfifo(file)
    reader = subprocess.Popen(["cat", str(file)], stdout=subprocess.PIPE)
    assert limited(1_000_000, *words)[0] == 0
    assert reader.communicate()[0] == whole
