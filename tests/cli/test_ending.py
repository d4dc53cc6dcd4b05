"""How a command ends that is told to: as Ctrl-C has it, and as SIGTERM has it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.interrupted import interrupted

pty = pytest.importorskip("pty", reason="a terminal needs a system that has them")


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_a_search_that_is_told_to_end_keeps_its_best(tmp_path: Path, sent: signal.Signals) -> None:
    file = tmp_path / "map.json"
    said = _run(sent, b"crossings", "map", "Daredevil", "--seen", "everything", "--proved", "-o", str(file))
    assert said == 0
    proof = json.loads(file.read_text("utf-8"))["proof"]
    assert proof["interrupted"]
    assert proof["crossings"] > 100


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_what_has_nothing_to_keep_ends_without_words(sent: signal.Signals, code: int) -> None:
    """A command that has just begun, in the place of a real one."""
    waits = "import sys, threading; sys.stderr.write('ready'); threading.Event().wait()"
    assert _run(sent, b"ready", code=f"from intertwine.cli import main; main.main = lambda *_: exec({waits!r})") == code


@pytest.mark.parametrize("loads", ["intertwine.cli.args", "intertwine.cli.ask", "numpy", "datetime"])
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_what_still_loads_ends_without_words(loads: str, sent: signal.Signals, code: int) -> None:
    """The signal comes while a module that it needs is being looked for. `datetime` is for NumPy, which takes that for
    a fault of its own."""
    done = interrupted("intertwine", loads, sent, "who", "Claire Temple", "--seen", "Daredevil S1")
    assert (done.returncode, done.stdout, done.stderr) == (code, "", "")


def _run(sent: signal.Signals, heard: bytes, *words: str, code: str = "") -> int:
    """`intertwine ...` with a terminal for what it says, told to end once it has said what is to be heard. Gives its
    exit status."""
    ours, theirs = pty.openpty()
    hears = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
    command = [sys.executable, "-c", f"{hears}{code}\nfrom intertwine.cli.main import run; run()", *words]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=theirs) as process:
        os.close(theirs)
        said = b""
        while heard not in said:
            said += os.read(ours, 1000)
        process.send_signal(sent)
        process.wait(timeout=60)
        assert b"Traceback" not in said
    os.close(ours)
    return process.returncode
