"""Serving: the address, a taken port, a folder that changes, a folder that breaks."""

from __future__ import annotations

import gc
import http.client
import io
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from django.db import OperationalError

from intertwine.gate.universe import Universe
from intertwine.ledger.read.files import FolderState
from intertwine.web import watcher
from intertwine.web.serve import serve
from intertwine.web.server import Server, new_server
from intertwine.web.watcher import Watcher
from tests.web.stage import text_of, visitor, write


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small universe's folder; its compiled form is cached for this test alone."""
    monkeypatch.setenv("INTERTWINE_CACHE", str(tmp_path / "cache"))
    return write(tmp_path / "stage")


def watching(home: Path) -> tuple[Watcher, Server, list[str]]:
    server, said = new_server(), list[str]()
    return Watcher(home, server, said.append), server, said


def logline(server: Server) -> str:
    return str(visitor(server).get("/api/stage/title/first").json()["logline"])


def edit(home: Path, old: str, new: str, name: str = "titles/First.md") -> None:
    file = home / name
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")


def test_an_edit_goes_live(home: Path) -> None:
    it, server, said = watching(home)
    edit(home, "A stage is built.", "A stage is painted.")
    assert (it.reread(), logline(server), said) == (True, "A stage is painted.", ["stage: read again"])
    assert it.reread() is False


def test_what_a_universe_leaves_behind_that_is_read_again_needs_no_collector(home: Path) -> None:
    """So a server may keep what it began with out of the collector's sight."""
    it, server, _ = watching(home)
    logline(server)
    gc.collect()
    gc.disable()
    try:
        before = sum(isinstance(thing, Universe) for thing in gc.get_objects())
        edit(home, "A stage is built.", "A stage is painted.")
        assert (it.reread(), logline(server)) == (True, "A stage is painted.")
        assert sum(isinstance(thing, Universe) for thing in gc.get_objects()) == before
    finally:
        gc.enable()


def test_an_edit_that_keeps_size_and_time_goes_live(home: Path) -> None:
    it, server, _ = watching(home)
    it.reread()
    file = home / "titles/First.md"
    for word in ("a pier", "a play"):
        before = file.stat()
        edit(home, logline(server)[:7], f"{word}.")
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert (it.reread(), logline(server)[:7]) == (True, f"{word}.")


def test_an_edit_that_no_look_tells_goes_live_with_the_next_sure_reading(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    it, server, said = watching(home)
    monkeypatch.setattr(watcher, "folder_state", lambda *_: FolderState("always the same", settled=True))
    it.reread()
    edit(home, "A stage is built.", "A stage is burnt.")
    assert (it.reread(), logline(server)) == (False, "A stage is built.")
    assert (it.reread(surely=True), logline(server), said) == (True, "A stage is burnt.", ["stage: read again"])
    assert it.reread(surely=True) is False


def test_a_folder_that_changed_a_moment_ago_is_read_until_its_looks_are_settled(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    it, server, _ = watching(home)
    looks = iter(
        [
            FolderState("a", settled=False),
            FolderState("a", settled=False),
            FolderState("a", settled=True),
            FolderState("a", settled=True),
        ]
    )
    monkeypatch.setattr(watcher, "folder_state", lambda *_: next(looks))
    it.reread()
    for word, live in (("one", True), ("two", True), ("six", False)):
        edit(home, logline(server), f"It has {word} acts.")
        assert it.reread() is live


def test_a_new_error_is_told_to_the_keeper_once_and_viewers_go_on(home: Path) -> None:
    it, server, said = watching(home)
    edit(home, "logline: A stage is built.", "logline: Broken.")
    edit(home, "meets [[Bert]]", "glarbs [[Bert]]")
    assert (it.reread(), it.reread(), logline(server)) == (False, False, "A stage is built.")
    assert said[0] == "stage: 1 new error; viewers go on with the last good version"
    assert "titles/First.md:" in said[1]
    assert len(said) == 2
    edit(home, "glarbs [[Bert]]", "meets [[Bert]]")
    assert (it.reread(), logline(server)) == (True, "Broken.")


def test_an_error_that_was_there_from_the_start_does_not_hold_up_other_edits(home: Path) -> None:
    edit(home, "meets [[Bert]]", "glarbs [[Bert]]")
    it, server, said = watching(home)
    assert "glarbs" in said[0]
    edit(home, "A stage is built.", "A stage is painted.")
    assert (it.reread(), logline(server)) == (True, "A stage is painted.")


@pytest.mark.parametrize("name", ["universe.md", "titles/First.md"])
def test_a_folder_that_breaks_leaves_the_last_good_version(home: Path, name: str) -> None:
    it, server, said = watching(home)
    kept = (home / name).read_bytes()
    (home / name).write_bytes(b"\xff\xfe broken")
    if name == "universe.md":
        (home / name).unlink()
    assert (it.reread(), logline(server)) == (False, "A stage is built.")
    assert "viewers go on with the last good version" in said[0]
    (home / name).write_bytes(kept)
    it.reread()
    assert (said[-1], logline(server)) == ("stage: as it was again", "A stage is built.")


def test_a_taken_port_is_said_clearly(home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        out = io.StringIO()
        port = taken.getsockname()[1]
        assert serve([home], "127.0.0.1", port, out) == 2
    assert out.getvalue().startswith(f"intertwine: cannot serve on 127.0.0.1 port {port}: Address already in use")


def test_a_folder_that_is_no_universe_is_said_clearly(tmp_path: Path) -> None:
    out = io.StringIO()
    assert serve([tmp_path], "127.0.0.1", 0, out) == 2
    assert "universe.md" in out.getvalue()


def test_two_folders_that_nothing_tells_apart_are_refused_in_a_sentence(home: Path, tmp_path: Path) -> None:
    """No address is served, and the way out is one."""
    other, out = write(tmp_path / "other" / "stage"), io.StringIO()
    assert serve([home, other], "127.0.0.1", 0, out) == 2
    assert out.getvalue() == (
        f'intertwine: {home} and {other} have the same name in addresses, "stage", and viewers\' marks in them could '
        f"not be told apart: write an id of its own (as id: some-words) in each of {home / 'universe.md'} and "
        f"{other / 'universe.md'}, or rename a folder\n"
    )
    for folder, id_ in ((home, "one"), (other, "other")):
        edit(folder, "kind: universe", f"kind: universe\nid: {id_}", "universe.md")
    server = new_server()
    for folder in (home, other):
        Watcher(folder, server, print)
    assert [book.address for book in server.registry.universes] == ["stage", "stage-2"]


def test_an_id_that_another_universe_has_does_not_go_live(home: Path, tmp_path: Path) -> None:
    other = write(tmp_path / "other")
    edit(other, "kind: universe", "kind: universe\nid: taken", "universe.md")
    server, said = new_server(), list[str]()
    it, _ = Watcher(home, server, said.append), Watcher(other, server, said.append)
    edit(home, "kind: universe", "kind: universe\nid: taken", "universe.md")
    assert (it.reread(), it.reread(), len(said)) == (False, False, 1)
    assert said[0].startswith(f"stage: {other} and {home} have the same id")
    assert said[0].endswith("; viewers go on with the last good version")
    edit(home, "id: taken", "id: free", "universe.md")
    assert it.reread()
    assert [book.identity for book in server.registry.universes] == ["id:free", "id:taken"]


def test_rows_that_could_not_be_brought_up_to_date_are_tried_again(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The new text is served meanwhile, and the watching goes on."""
    it, server, said = watching(home)
    client = visitor(server)
    client.post("/stage/progress/", {"text": "First 1x01"})
    edit(home, "kind: series", "kind: series\nid: first")

    def locked(_: Server) -> int:
        raise OperationalError("database is locked")

    with monkeypatch.context() as patch:
        patch.setattr(watcher, "adopt", locked)
        assert (it.reread(), it.reread()) == (True, False)
    assert said.count(said[-1]) == 1
    assert "database is locked" in said[-1]
    assert text_of(client) == ""
    assert it.reread() is False
    assert text_of(client) == "First 1x01"


def test_a_universe_whose_own_page_cannot_be_read_is_not_served_as_another_one(home: Path) -> None:
    (home / "universe.md").write_bytes(b"\xff\xfe broken")
    out = io.StringIO()
    assert serve([home], "127.0.0.1", 0, out) == 2
    said = f'intertwine: "{home}" cannot be served: universe.md:1:1: error not-utf-8: byte 0 of this file is not UTF-8'
    assert out.getvalue().startswith(said)


def test_a_server_serves_reads_again_and_ends_quietly(home: Path, start: Callable[..., Any]) -> None:
    process, address = start(home)
    with urlopen(address) as answer:
        assert "The Stage" in answer.read().decode()
        assert "waitress" not in str(answer.headers).casefold()
    head = http.client.HTTPConnection(address.removeprefix("http://").rstrip("/"), timeout=10)
    head.request("HEAD", "/stage/")
    answer = head.getresponse()
    assert (answer.status, answer.read()) == (200, b"")
    head.close()
    edit(home, "Two plays.", "Two plays, at last.", "universe.md")
    lines = [process.stderr.readline() for _ in range(3)]
    assert lines == ["GET home 200\n", "HEAD universe 200\n", "stage: read again\n"]
    with urlopen(address) as answer:
        assert "Two plays, at last." in answer.read().decode()
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=20) == 0
    assert "Traceback" not in process.stderr.read()


def test_sigterm_ends_it_as_ctrl_c_does(home: Path, start: Callable[..., Any]) -> None:
    process, _ = start(home)
    process.terminate()
    assert process.wait(timeout=20) == 0
    assert process.stderr.read() == ""


def test_where_a_script_has_it_ignore_ctrl_c_it_does_and_sigterm_ends_it(home: Path, start: Callable[..., Any]) -> None:
    """As the shell starts what a script leaves in the background."""
    process, address = start(home, sigint=signal.SIG_IGN)
    process.send_signal(signal.SIGINT)
    with urlopen(address) as answer:
        assert answer.status == 200
    process.terminate()
    assert process.wait(timeout=20) == 0


def test_the_shell_starts_it_afresh_and_ctrl_c_ends_it(home: Path, tmp_path: Path) -> None:
    """As a person does it: a new interpreter, the command's own imports and its own end. SIGINT is ignored by the
    parent, as a script's background does, and heard by the child."""
    command = [sys.executable, "-m", "intertwine", "serve", "--port", "0", str(home)]
    environment = {**os.environ, "INTERTWINE_DATA": str(tmp_path / "data")}
    ours = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        process = subprocess.Popen(
            command, stderr=subprocess.PIPE, text=True, env=environment,
            preexec_fn=partial(signal.signal, signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509 - no thread of the tests holds a lock that the child needs
        )  # fmt: skip
    finally:
        signal.signal(signal.SIGINT, ours)
    assert process.stderr
    with process:
        address = next(found[1] for line in process.stderr if (found := re.search(r"is at (http://\S+/) ", line)))
        with urlopen(address, timeout=20) as answer:
            assert b"First" in answer.read()
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read()
        assert (process.wait(timeout=20), "Traceback" in rest) == (0, False)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="a time zone can be set by the environment there alone")
@pytest.mark.parametrize(("zone", "hours"), [("Pacific/Kiritimati", 14), ("Pacific/Pago_Pago", -11)])
def test_the_day_is_that_of_the_place_where_the_server_stands(zone: str, hours: int, tmp_path: Path) -> None:
    code = "import time; from intertwine.web.wsgi import prepare; prepare(); print(time.strftime('%z'))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "TZ": zone, "INTERTWINE_DATA": str(tmp_path)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == f"{hours:+03}00"
