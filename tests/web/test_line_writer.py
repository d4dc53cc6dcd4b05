"""Lines that a server says: in order, all of them where somebody reads, and nobody waits where nobody does."""

from __future__ import annotations

import fcntl
import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import pytest

from intertwine.web.line_writer import LineWriter
from tests.web.browser import Browser
from tests.web.stage import Start, write

PIPE = 4096
"""The bytes of the smallest pipe."""


@pytest.fixture
def pipe() -> Iterator[tuple[TextIO, TextIO]]:
    """Both ends of a pipe that takes hardly anything: to read, and to write."""
    ours, theirs = os.pipe()
    fcntl.fcntl(ours, fcntl.F_SETPIPE_SZ, PIPE)
    with os.fdopen(ours, encoding="utf-8") as reads, os.fdopen(theirs, "w", encoding="utf-8") as writes:
        yield reads, writes


def test_lines_are_written_in_order() -> None:
    out = io.StringIO()
    lines = LineWriter(out)
    for number in range(1000):
        lines.say(str(number))
    lines.close()
    assert out.getvalue().splitlines() == [str(number) for number in range(1000)]


def test_what_nobody_reads_is_left_out_and_counted(pipe: tuple[TextIO, TextIO]) -> None:
    reads, writes = pipe
    lines, said = LineWriter(writes, most=2 * PIPE), 10_000
    for number in range(said):
        lines.say(f"line {number}")
    found, left_out = list[int](), list[int]()
    while len(found) + sum(left_out) < said:  # somebody reads after all
        line = reads.readline().removesuffix("\n")
        count = line.removeprefix("intertwine: ").removesuffix(" lines are left out here: nobody read them in time")
        if count != line:
            left_out.append(int(count.replace(",", "")))
        else:
            assert int(line.removeprefix("line ")) == len(found) + sum(left_out)
            found.append(int(line.removeprefix("line ")))
    assert len(found) + sum(left_out) == said
    assert left_out
    lines.say("and on")
    lines.close()
    assert reads.readline() == "and on\n"


def test_the_end_does_not_wait_for_a_reader(pipe: tuple[TextIO, TextIO], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("intertwine.web.line_writer.LAST", 0.01)
    reads, writes = pipe
    lines = LineWriter(writes)
    for number in range(PIPE):
        lines.say(f"line {number}")
    lines.close()
    writes.flush()  # as Python does when it ends
    assert [reads.readline() for _ in range(PIPE)] == [f"line {number}\n" for number in range(PIPE)]


def test_a_server_whose_lines_nobody_reads_serves_on_and_ends(start: Start, tmp_path: Path) -> None:
    process, address = start(write(tmp_path / "stage"))
    fcntl.fcntl(process.stderr.fileno(), fcntl.F_SETPIPE_SZ, PIPE)
    viewer = Browser(address)
    asked = 2 * PIPE // len("GET static 404\n")
    assert {viewer.get("/static/none.css").status for _ in range(asked)} == {404}
    process.terminate()
    assert process.wait(timeout=60) == 0
