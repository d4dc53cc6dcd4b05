"""What goes wrong with the database while it is served: 503 in plain words, all else goes on, and nothing is lost."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import sqlite3
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from tests.web.browser import Browser
from tests.web.stage import Markup, Start, troubles, visitor, write

SEEN = "First 1x01"
NEEDS_MARKS = ["/stage/", "/stage/title/first/", "/stage/who/anna/", "/stage/progress/", "/stage/map/"]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small universe's folder; its compiled form is cached for this test alone."""
    monkeypatch.setenv("INTERTWINE_CACHE", str(tmp_path / "cache"))
    return write(tmp_path / "stage")


# --- faults, each until it is over -----------------------------------------------------------------------------------
@contextmanager
def moved_away(data: Path, _: int) -> Iterator[None]:
    """The database is gone for a while."""
    (data / "people.sqlite3").rename(data / "elsewhere")
    yield
    assert not (data / "people.sqlite3").exists(), "a new one in its place would look as if nobody had marked anything"
    (data / "elsewhere").rename(data / "people.sqlite3")


@contextmanager
def folder_moved_away(data: Path, _: int) -> Iterator[None]:
    """The whole folder is gone, key and all."""
    data.rename(data.with_name("elsewhere"))
    yield
    assert not data.exists()
    data.with_name("elsewhere").rename(data)


@contextmanager
def damaged(data: Path, _: int) -> Iterator[None]:
    """Its pages hold nonsense, until a copy is put back."""
    file = data / "people.sqlite3"
    shutil.copy(file, data / "copy")
    with file.open("r+b") as pages:
        pages.seek(1024)
        pages.write(b"\xa5" * (file.stat().st_size - 1024))
    yield
    shutil.copy(data / "copy", file)


@contextmanager
def another_file(data: Path, _: int) -> Iterator[None]:
    """Something else lies in its place."""
    file = data / "people.sqlite3"
    file.rename(data / "elsewhere")
    file.write_text("Dear diary, " * 1000)
    yield
    (data / "elsewhere").replace(file)


@contextmanager
def emptied(data: Path, _: int) -> Iterator[None]:
    """It is cut to nothing."""
    file = data / "people.sqlite3"
    shutil.copy(file, data / "copy")
    os.truncate(file, 0)
    yield
    shutil.copy(data / "copy", file)


@contextmanager
def locked(data: Path, _: int) -> Iterator[None]:
    """Another program has it all to itself."""
    other = sqlite3.connect(data / "people.sqlite3", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    yield
    other.execute("ROLLBACK")
    other.close()


@contextmanager
def full_disk(_: Path, process: int) -> Iterator[None]:
    """Nothing can be written any more, by this one process."""
    resource = pytest.importorskip("resource")
    if sys.platform != "linux":
        pytest.skip("another process's limits are for Linux alone")
    resource.prlimit(process, resource.RLIMIT_FSIZE, (1, resource.RLIM_INFINITY))
    yield
    resource.prlimit(process, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


UNREADABLE = [moved_away, folder_moved_away, damaged, another_file, emptied, locked]


@pytest.mark.parametrize("fault", UNREADABLE, ids=lambda it: it.__name__)
def test_marks_that_cannot_be_read_are_no_empty_marks_and_come_back(
    start: Start, home: Path, tmp_path: Path, fault: Callable[..., Any]
) -> None:
    process, address = start(home)
    viewer, nobody = Browser(address), Browser(address)
    assert viewer.post("/stage/progress/", text=SEEN).status == 303
    cookie = viewer.cookie
    before = {path: viewer.get(path).text for path in NEEDS_MARKS}
    public = {path: nobody.get(path).text for path in ("/", *NEEDS_MARKS)}
    style = Markup(public["/"]).all("link")[-1]["href"]
    with fault(tmp_path / "data", process.pid):
        # One page where each takes seconds, since it waits for the lock.
        for path in NEEDS_MARKS[: 1 if fault is locked else None]:
            answer = viewer.get(path)
            assert (answer.status, answer.headers["Retry-After"]) == (503, "10")
            assert "What viewers have marked cannot be read on this server just now" in answer.text
            assert '<meta http-equiv="refresh" content="10">' in answer.text
            assert troubles(answer.text) == []
        answer = viewer.get("/api/stage/title/first")
        assert (answer.status, answer.headers["Content-Type"]) == (503, "application/json")
        assert answer.text.startswith('{"error": "What viewers have marked cannot be read')
        answer = viewer.post("/stage/progress/", text="First 1x02")
        assert (answer.status, answer.headers["Set-Cookie"]) == (503, None)
        assert "This could not be kept" in answer.text
        assert "refresh" not in answer.text
        assert nobody.post("/stage/progress/", text=SEEN).status == 503
        assert nobody.cookie == ""
        # What needs no marks goes on.
        assert {path: nobody.get(path).text for path in public} == public
        front = viewer.get("/")
        assert front.status == 200
        assert "The Stage" in front.text
        assert "What viewers have marked cannot be read" in front.text
        assert viewer.get(style).status == 200
        assert viewer.get("/nothing/").status == 404
    assert viewer.cookie == cookie
    assert {path: viewer.get(path).text for path in NEEDS_MARKS} == before
    assert viewer.post("/stage/progress/", text="First 1x02").status == 303
    assert nobody.post("/stage/progress/", text=SEEN).status == 303
    process.terminate()
    said = process.stderr.read()
    assert f"the database {tmp_path / 'data' / 'people.sqlite3'}: " in said
    assert "Traceback" not in said
    assert "Anna" not in said


def test_a_full_disk_stops_marks_alone(start: Start, home: Path, tmp_path: Path) -> None:
    process, address = start(home)
    viewer, nobody = Browser(address), Browser(address)
    viewer.post("/stage/progress/", text=SEEN)
    before = {path: viewer.get(path).text for path in NEEDS_MARKS}
    with full_disk(tmp_path / "data", process.pid):
        assert {path: viewer.get(path).text for path in NEEDS_MARKS} == before
        for somebody, path, form in (
            (viewer, "/stage/progress/", {"text": "First 1x02"}),
            (viewer, "/stage/title/first/told/", {"do": "tell"}),
            (viewer, "/forget/", {}),
            (nobody, "/stage/progress/", {"text": SEEN}),
        ):
            answer = somebody.post(path, **form)
            assert (answer.status, answer.headers["Retry-After"], answer.headers["Set-Cookie"]) == (503, "10", None)
            assert "Nothing was changed" in answer.text
        assert {path: viewer.get(path).text for path in NEEDS_MARKS} == before
    assert {path: viewer.get(path).text for path in NEEDS_MARKS} == before
    assert viewer.post("/stage/progress/", text="First 1x02").status == 303


def fill(file: Path) -> None:
    """Writes until the disk is full."""
    with file.open("wb", buffering=0) as out, suppress(OSError):
        while True:
            out.write(b"x" * 4096)


def test_a_small_disk_that_fills_up_keeps_what_it_acknowledged(start: Start, home: Path, tmp_path: Path) -> None:
    """A real one, where this user can make it."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if sys.platform != "linux" or os.system(f"mount -t tmpfs -o size=256k tmpfs {disk} 2>/dev/null"):
        pytest.skip("no disk of our own can be made")
    try:
        process, address = start(home, data=disk / "data")
        viewer = Browser(address)
        assert viewer.post("/stage/progress/", text=SEEN).status == 303
        fill(disk / "fill")
        # Some space is left in the files that are there already.
        new = [Browser(address) for _ in range(200)]
        kept = [somebody.post("/stage/progress/", text="First S1").status == 303 for somebody in new]
        assert set(kept) == {True, False}
        page = viewer.get("/stage/progress/")
        assert page.status == 200
        assert "First 1x01" in page.text
        (disk / "fill").unlink()
        assert [">First S1</textarea>" in somebody.get("/stage/progress/").text for somebody in new] == kept
        assert viewer.post("/stage/progress/", text="First 1x02").status == 303
        process.terminate()
        process.wait(timeout=20)
        said = process.stderr.read()
        assert "the disk is full; free some space on it" in said
    finally:
        os.system(f"umount {disk}")


def test_a_key_that_is_lost_while_it_is_served_loses_nobody(start: Start, home: Path, tmp_path: Path) -> None:
    _, address = start(home)
    viewer = Browser(address)
    viewer.post("/stage/progress/", text=SEEN)
    before = viewer.get("/stage/progress/").text
    (tmp_path / "data" / "signing-key").unlink()
    assert viewer.get("/stage/progress/").text == before
    assert viewer.post("/stage/progress/", text="First 1x02").status == 303


def test_what_was_acknowledged_survives_a_kill(start: Start, home: Path) -> None:
    """Marks one after the other, and a kill while the next is on its way: whatever was answered with 303 is there."""
    cookie = ""
    process, address = start(home)
    for acknowledged in (1, 4, 9, 16):
        viewer, known = Browser(address, cookie), Known()
        writer = threading.Thread(target=known.go_on, args=(viewer,))
        writer.start()
        for _ in range(acknowledged):
            known.more.acquire()
        process.send_signal(signal.SIGKILL)
        writer.join()
        process.wait(timeout=20)
        cookie = viewer.cookie
        process, address = start(home)
        page = Browser(address, cookie).get("/stage/progress/").text
        assert re.findall(r"<textarea[^>]*>(.*)</textarea>", page)[0] in (known.acknowledged, known.asked)


class Known:
    """Somebody who marks one thing after the other, until the server is gone."""

    MARKS = ("First 1x01", "First 1x02", "First S1", "Second S1", "First 1x03")

    def __init__(self) -> None:
        self.asked = self.acknowledged = ""
        self.more = threading.Semaphore(0)

    def go_on(self, viewer: Browser) -> None:
        """Marks until there is no answer."""
        for text in cycle(self.MARKS):
            self.asked = text
            try:
                answer = viewer.post("/stage/progress/", text=text)
            except (OSError, http.client.HTTPException):
                return
            assert answer.status == 303
            self.acknowledged = text
            self.more.release()


def emptied_page(data: Path, name: str, root: int) -> None:
    """The root page of a table or an index holds nothing now, and is a sound page all the same."""
    file = data / "people.sqlite3"
    with sqlite3.connect(file) as database:
        (size,) = database.execute("PRAGMA page_size").fetchone()
    database.close()
    kind = 0x0A if name.startswith(("sqlite_autoindex", "passed_", "what_", "one_")) else 0x0D
    with file.open("r+b") as pages:
        pages.seek(size * (root - 1))
        pages.write(bytes([kind, 0, 0, 0, 0, *size.to_bytes(2, "big")]) + bytes(size - 7))


def test_a_table_or_an_index_that_lost_its_rows_is_no_empty_one(start: Start, home: Path, tmp_path: Path) -> None:
    """Each of them, as a sound page without rows, while it is served and at the start."""
    process, address = start(home)
    viewer = Browser(address)
    assert viewer.post("/stage/progress/", text=SEEN).status == 303
    file = tmp_path / "data" / "people.sqlite3"
    whole, before = file.read_bytes(), viewer.get("/stage/progress/").text
    with sqlite3.connect(file) as database:
        ours = "tbl_name IN ('viewer', 'passed')"
        pages = dict(database.execute(f"SELECT name, rootpage FROM sqlite_master WHERE {ours}"))
    database.close()
    assert len(pages) >= 5
    for count, (name, root) in enumerate(pages.items()):
        emptied_page(tmp_path / "data", name, root)
        read, written = viewer.get("/stage/progress/"), viewer.post("/stage/progress/", text="First 1x02")
        assert read.status in (200, 503), name
        assert read.text == before or read.status == 503, name
        assert written.status == 503 or "First 1x02" in viewer.get("/stage/progress/").text, name
        assert Browser(address, viewer.cookie).post("/forget/").status in (303, 503), name
        file.write_bytes(whole)
        for again in range(count + 1):  # as a change by another program: what the server keeps of it is void
            with sqlite3.connect(file) as database:
                database.execute(f"PRAGMA user_version={again}")
            database.close()
    assert viewer.get("/stage/progress/").text == before
    process.terminate()
    process.wait(timeout=20)
    for name, root in pages.items():
        emptied_page(tmp_path / "data", name, root)
        process, address = start(home, wait=False)
        said = process.stderr.read()
        assert (process.wait(timeout=60), "is damaged" in said, "Traceback" in said) == (2, True, False), name
        file.write_bytes(whole)


# --- within this process ---------------------------------------------------------------------------------------------
def test_a_write_that_fails_halfway_leaves_no_half(marvel: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is space for some of the rows alone: none is there, and what was there still is."""
    visit, page = visitor(marvel), "/marvel-netflix/progress/"
    visit.post(page, {"text": "Daredevil 1x01, told Iron Fist S1"})
    before = visit.get(page).content
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
    connection.close()
    full = f"{connection.settings_dict['OPTIONS']['init_command']} PRAGMA max_page_count=1"
    with monkeypatch.context() as patch:
        patch.setitem(connection.settings_dict["OPTIONS"], "init_command", full)
        assert visit.post(page, {"text": "everything"}).status_code == 503
        assert visit.get(page).content == before
        connection.close()
    assert visit.get(page).content == before
    assert visit.post(page, {"text": "everything"}).status_code == 303


def test_a_mistake_of_ours_in_a_query_is_no_fault_of_the_disk(visit: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import IntegrityError, ProgrammingError

    for error in (IntegrityError, ProgrammingError):

        def fail(*_: object, error: type[Exception] = error) -> None:
            raise error("Anna")

        with monkeypatch.context() as patch:
            patch.setattr("intertwine.web.people.kept_of", fail)
            assert visit.get("/stage/").status_code == 500


def test_a_terminal_that_was_closed_is_no_reason_to_serve_nobody(start: Start, home: Path) -> None:
    process, address = start(home)
    process.stderr.close()
    viewer = Browser(address)
    assert [viewer.get("/stage/").status for _ in range(3)] == [200] * 3
    assert viewer.post("/stage/progress/", text=SEEN).status == 303
    assert viewer.get("/stage/who/bert/").status == 200
