"""What is wrong with the folder of people's data is said in a sentence, before anybody is served."""

from __future__ import annotations

import ctypes
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from intertwine.gate.universe import VIEW_BYTES, Universe
from intertwine.ledger.store.columns import Compiled
from intertwine.web import database, randomness, watcher
from intertwine.web.data import make_key, read_key
from intertwine.web.faults import CannotStartError
from intertwine.web.server import new_server
from intertwine.web.wsgi import prepare
from tests.web.stage import write

KEY = "k" * 43
ELSEWHERE = "name another folder with INTERTWINE_DATA"
AGAIN = "put a copy of it back"


@pytest.fixture
def folder(tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for data that was in use before: a database, a key. Other tests go on with theirs."""
    place = tmp_path / "data"
    prepare(place)
    monkeypatch.setattr(database, "WAIT", 1)
    yield place
    prepare(data)


def sqlite(file: Path, *statements: str) -> None:
    """Does something to a database, as another program would."""
    other = sqlite3.connect(file, isolation_level=None)
    for statement in statements:
        other.execute(statement)
    other.close()


# Each breaks something; what is said names the place, the cause and the way out.
def a_file_in_the_folders_place(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("")


def a_file_above_the_folder(folder: Path) -> None:
    a_file_in_the_folders_place(folder)
    os.environ["INTERTWINE_DATA"] = str(folder / "deeper")


def a_folder_in_the_databases_place(folder: Path) -> None:
    (folder / "people.sqlite3").unlink()
    (folder / "people.sqlite3").mkdir()


def another_file_in_the_databases_place(folder: Path) -> None:
    (folder / "people.sqlite3").write_text("Dear diary, " * 500)


def a_database_cut_short(folder: Path) -> None:
    os.truncate(folder / "people.sqlite3", 20_000)


def a_database_with_a_torn_page(folder: Path) -> None:
    with (folder / "people.sqlite3").open("r+b") as file:
        file.seek(2 * 4096)
        file.write(b"\xff" * 4096)


def an_emptied_database(folder: Path) -> None:
    os.truncate(folder / "people.sqlite3", 0)


def a_newer_database(folder: Path) -> None:
    sqlite(
        folder / "people.sqlite3",
        "INSERT INTO django_migrations(app, name, applied) VALUES ('people', '9999_newer', '2040-01-01')",
    )


def tables_that_are_not_ours(folder: Path) -> None:
    sqlite(folder / "people.sqlite3", "DELETE FROM django_migrations")


def a_column_that_is_missing(folder: Path) -> None:
    sqlite(folder / "people.sqlite3", "ALTER TABLE passed RENAME COLUMN seconds TO secs")


def a_table_that_is_missing(folder: Path) -> None:
    sqlite(folder / "people.sqlite3", "DROP TABLE passed")


def a_database_of_another_program(folder: Path) -> None:
    (folder / "people.sqlite3").unlink()
    sqlite(folder / "people.sqlite3", "CREATE TABLE songs (name text)")


def a_database_of_another_program_with_migrations(folder: Path) -> None:
    a_database_of_another_program(folder)
    made = "CREATE TABLE django_migrations (id integer PRIMARY KEY, app text, name text, applied datetime)"
    row = "INSERT INTO django_migrations(app, name, applied) VALUES ('songs', '0001_initial', '2020-01-01')"
    sqlite(folder / "people.sqlite3", made, row)


def an_empty_key(folder: Path) -> None:
    (folder / "signing-key").write_bytes(b"")


def a_key_cut_short(folder: Path) -> None:
    (folder / "signing-key").write_text(KEY[:20])


def a_key_of_other_letters(folder: Path) -> None:
    (folder / "signing-key").write_bytes(b"\xff\xfe" + KEY.encode("utf-16-le"))


def two_keys(folder: Path) -> None:
    (folder / "signing-key").write_text(f"{KEY}\n{KEY}\n")


def a_folder_in_the_keys_place(folder: Path) -> None:
    (folder / "signing-key").unlink()
    (folder / "signing-key").mkdir()


def a_key_that_leads_nowhere(folder: Path) -> None:
    (folder / "signing-key").unlink()
    (folder / "signing-key").symlink_to(folder / "gone")


def a_key_that_is_missing_beside_marks(folder: Path) -> None:
    sqlite(folder / "people.sqlite3", "INSERT INTO viewer(token_hash) VALUES ('somebody')")
    (folder / "signing-key").unlink()


WRONG: list[tuple[Callable[[Path], None], str, str]] = [
    (a_file_in_the_folders_place, "data, the folder for data, is a file; move it away", ELSEWHERE),
    (a_file_above_the_folder, "cannot be made: Not a directory", ELSEWHERE),
    (a_folder_in_the_databases_place, "people.sqlite3, the database, is a folder; move it away", ELSEWHERE),
    (another_file_in_the_databases_place, "people.sqlite3 cannot be used: it is damaged, or not a database", AGAIN),
    (a_database_cut_short, "people.sqlite3 cannot be used: it is damaged", AGAIN),
    (a_database_with_a_torn_page, "people.sqlite3 is damaged", AGAIN),
    (an_emptied_database, "people.sqlite3 is empty, and was not", AGAIN),
    (a_newer_database, "people.sqlite3 is of a newer version of Intertwine (it has 9999_newer)", ELSEWHERE),
    (tables_that_are_not_ours, "it does not hold what this version of Intertwine keeps there", AGAIN),
    (a_column_that_is_missing, "it does not hold what this version of Intertwine keeps there", AGAIN),
    (a_table_that_is_missing, "it does not hold what this version of Intertwine keeps there", AGAIN),
    (a_database_of_another_program, "it does not hold what this version of Intertwine keeps there", AGAIN),
    (a_database_of_another_program_with_migrations, "does not hold what this version of Intertwine keeps", ELSEWHERE),
    (an_empty_key, "signing-key, the key that signs cookies, is empty", AGAIN),
    (a_key_cut_short, "signing-key, the key that signs cookies, is cut short", AGAIN),
    (a_key_of_other_letters, "signing-key, the key that signs cookies, is not a key", AGAIN),
    (two_keys, "signing-key, the key that signs cookies, is not a key", AGAIN),
    (a_folder_in_the_keys_place, "signing-key, the key that signs cookies, cannot be read: Is a directory", AGAIN),
    (a_key_that_leads_nowhere, "cannot be read: No such file or directory", AGAIN),
    (a_key_that_is_missing_beside_marks, "signing-key, the key that signs cookies, is not there", "of the key back"),
]


@pytest.mark.parametrize(("spoil", "said", "way_out"), WRONG, ids=lambda it: getattr(it, "__name__", ""))
def test_what_is_wrong_is_said_with_its_place_and_a_way_out(
    folder: Path, spoil: Callable[[Path], None], said: str, way_out: str
) -> None:
    spoil(folder)
    with pytest.raises(CannotStartError) as error:
        prepare()
    assert said in str(error.value)
    assert way_out in str(error.value)
    assert str(folder) in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("spoil", [case[0] for case in WRONG[4:13]], ids=lambda it: it.__name__)
def test_a_start_that_fails_changes_no_byte_of_the_database(folder: Path, spoil: Callable[[Path], None]) -> None:
    spoil(folder)
    before = (folder / "people.sqlite3").read_bytes()
    with pytest.raises(CannotStartError):
        prepare(folder)
    assert (folder / "people.sqlite3").read_bytes() == before


def test_a_locked_database_is_said_so_and_serves_when_it_is_free(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "WAIT", 100)
    other = sqlite3.connect(folder / "people.sqlite3", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(CannotStartError, match="another program holds it locked; end that program, or wait"):
        prepare(folder)
    other.execute("ROLLBACK")
    other.close()
    prepare(folder)


def test_a_database_that_was_moved_away_on_purpose_begins_anew_and_the_key_stays(folder: Path) -> None:
    key = read_key(folder)
    (folder / "people.sqlite3").unlink()
    prepare(folder)
    assert read_key(folder) == key
    assert stat.S_IMODE((folder / "people.sqlite3").stat().st_mode) == 0o600


def test_a_database_of_an_earlier_version_is_taken_over_with_its_marks(folder: Path) -> None:
    """Earlier ones kept their database in another mode."""
    sqlite(folder / "people.sqlite3", "PRAGMA journal_mode=WAL", "INSERT INTO viewer(token_hash) VALUES ('somebody')")
    prepare(folder)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM viewer")
        assert cursor.fetchone() == (1,)
    assert not list(folder.glob("*-wal"))


def test_what_is_acknowledged_is_on_disk(folder: Path) -> None:
    with connection.cursor() as cursor:
        for setting, value in (("synchronous", 2), ("journal_mode", "persist"), ("foreign_keys", 1)):
            cursor.execute(f"PRAGMA {setting}")
            assert cursor.fetchone() == (value,)


def test_a_missing_key_is_not_made_anew_while_there_are_marks_and_is_when_they_are_moved_away(folder: Path) -> None:
    a_key_that_is_missing_beside_marks(folder)
    with pytest.raises(CannotStartError, match="or move the database away too"):
        prepare(folder)
    assert not (folder / "signing-key").exists()
    (folder / "people.sqlite3").unlink()
    prepare(folder)
    assert len(read_key(folder)) == 43


def test_a_missing_key_is_made_where_nobody_marked_anything(folder: Path) -> None:
    (folder / "signing-key").unlink()
    prepare(folder)
    assert len(read_key(folder)) == 43


# --- the key ----------------------------------------------------------------------------------------------------------
def test_the_key_is_on_disk_before_it_has_its_name_and_its_name_before_it_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def synced(handle: int) -> None:
        done.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else f"{os.fstat(handle).st_size} bytes")
        fsync(handle)

    def named(file: Path, other: Path) -> Path:
        done.append("named")
        return replace(file, other)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", named)
    make_key(tmp_path)
    assert done == ["43 bytes", "named", "folder"]
    assert [file.name for file in tmp_path.iterdir()] == ["signing-key"]
    assert stat.S_IMODE((tmp_path / "signing-key").stat().st_mode) == 0o600


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_process_that_dies_while_it_makes_the_key_leaves_none(
    tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(*((os, "fsync", die) if step == "fsync" else (Path, "replace", die)))
        with pytest.raises(KeyboardInterrupt):
            make_key(tmp_path)
    with pytest.raises(CannotStartError):
        read_key(tmp_path)
    make_key(tmp_path)
    assert len(read_key(tmp_path)) == 43
    assert [file.name for file in tmp_path.iterdir()] == ["signing-key"]


def test_a_key_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_key(tmp_path)
    key = read_key(tmp_path)
    monkeypatch.setattr(randomness, "random_key", lambda: KEY)
    make_key(tmp_path)
    assert read_key(tmp_path) == key


def test_processes_that_start_at_once_have_one_database_and_one_key(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from intertwine.web.wsgi import prepare; sys.stdin.read();"
        "prepare(Path(sys.argv[1])); from intertwine.web.data import read_key; print(read_key(Path(sys.argv[1])))"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "data")]
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    started = [subprocess.Popen(command, text=True, **pipes) for _ in range(4)]
    for process in started:
        assert process.stdin
        process.stdin.close()
        process.stdin = None
    said = [process.communicate(timeout=120) for process in started]
    assert [process.returncode for process in started] == [0] * 4, said
    assert len({key for key, _ in said}) == 1
    assert read_key(tmp_path / "data") == said[0][0].strip()


# --- the whole command ------------------------------------------------------------------------------------------------
def like_anybody() -> None:
    """In the child: rights are checked, even where these tests run as root."""
    if os.geteuid() == 0:
        drop_from_bounding_set = 24
        for override in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
            if ctypes.CDLL(None).prctl(drop_from_bounding_set, override, 0, 0, 0):
                raise PermissionError("root cannot give up its rights here")


def serve(data: Path, *words: str, before: Callable[[], None] | None = None) -> tuple[int, str]:
    """`intertwine serve`, which cannot start: its exit status and what it says."""
    environment = {**os.environ, "INTERTWINE_DATA": str(data), "INTERTWINE_CACHE": str(data / "no such" / "cache")}
    command = [sys.executable, "-m", "intertwine", "serve", "--port", "0", *words]
    done = subprocess.run(
        command, capture_output=True, text=True, env=environment, timeout=120, check=False,
        preexec_fn=before,
    )  # fmt: skip
    assert done.stdout == ""
    return done.returncode, done.stderr


def test_the_command_ends_with_2_and_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    code, said = serve(tmp_path / "data", str(write(tmp_path / "stage")))
    assert (code, said.count("\n")) == (2, 1)
    assert said.startswith(f"intertwine: {tmp_path / 'data'}, the folder for data, is a file; move it away")


def test_a_disk_that_takes_nothing_is_said_so(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")

    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1, 1))

    code, said = serve(tmp_path / "data", str(write(tmp_path / "stage")), before=full)
    assert (code, said.count("\n")) == (2, 1), said
    assert "people.sqlite3 cannot be used: the disk failed to read or write it; check the disk, or free" in said


@pytest.mark.skipif(sys.platform != "linux", reason="root gives up its rights on Linux alone")
@pytest.mark.parametrize("what", ["folder", "database", "key", "universe"])
def test_what_this_user_may_not_read_or_write_is_said_so(folder: Path, tmp_path: Path, what: str) -> None:
    stage = write(tmp_path / "stage")
    place, mode, expected = {
        "folder": (folder, 0o500, f"the folder for data, {folder}, cannot be read and written; give this user the"),
        "database": (folder / "people.sqlite3", 0o400, "it cannot be written; give this user the right to read and"),
        "key": (folder / "signing-key", 0, "the key that signs cookies, cannot be read: Permission denied"),
        "universe": (stage, 0, f'"{stage}" cannot be read: Permission denied. Give this user the right'),
    }[what]
    place.chmod(mode)
    try:
        code, said = serve(folder, str(stage), before=like_anybody)
    finally:
        place.chmod(0o700)
    assert (code, said.count("\n")) == (2, 1), said
    assert expected in said


@pytest.mark.parametrize("said", ["0", "-1", "64 MiB", "1.5", "many", "9" * 10])
def test_a_budget_for_views_that_is_none_is_said_so(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv("INTERTWINE_VIEW_MEMORY", said)
    with pytest.raises(CannotStartError, match=f'VIEW_MEMORY is "{said}": it must be a whole number of MiB, 1 or more'):
        new_server()


@pytest.mark.parametrize(("said", "expected"), [(None, VIEW_BYTES), ("", VIEW_BYTES), (" 128 ", 128 * 2**20)])
def test_a_budget_for_views_is_taken_over(monkeypatch: pytest.MonkeyPatch, said: str | None, expected: int) -> None:
    monkeypatch.delenv("INTERTWINE_VIEW_MEMORY", raising=False)
    if said is not None:
        monkeypatch.setenv("INTERTWINE_VIEW_MEMORY", said)
    assert new_server().view_bytes == expected


def test_a_server_keeps_views_within_its_budget(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def opened(fresh: Compiled, *, view_bytes: int) -> Universe:
        asked.append(view_bytes)
        return Universe(fresh, view_bytes=view_bytes)

    monkeypatch.setenv("INTERTWINE_VIEW_MEMORY", "3")
    monkeypatch.setattr(watcher, "Universe", opened)
    watcher.Watcher(write(tmp_path / "stage"), new_server(), lambda _: None)
    assert asked == [3 * 2**20]
