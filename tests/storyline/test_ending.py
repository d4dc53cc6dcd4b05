"""How a search for the fewest crossings ends that is told to, or whose solver fails: the best order is kept."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from intertwine.storyline import Chart, order_proved
from intertwine.storyline.draw.formats import certificate_line
from intertwine.storyline.prove import processes
from tests.interrupted import interrupted
from tests.storyline.charts import crowded_chart

pty = pytest.importorskip("pty", reason="a terminal needs a system that has them")


def written(chart: Chart, folder: Path) -> Path:
    """The chart as a file of plain JSON."""
    layers = [[[chart.people[person] for person in group] for group in layer.groups] for layer in chart.layers]
    file = folder / "crowd.json"
    file.write_text(json.dumps(layers), encoding="utf-8")
    return file


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_the_command_keeps_its_best_when_it_is_told_to_end(tmp_path: Path, sent: signal.Signals) -> None:
    story, out = written(crowded_chart(), tmp_path), tmp_path / "out.json"
    hears = "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler)"
    code = f"{hears}\nfrom intertwine.storyline.__main__ import run\nsys.argv = ['', *sys.argv[1:]]\nrun()"
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", code, str(story), "--proved", "-o", str(out)]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=theirs) as process:
        os.close(theirs)
        said = b""
        while b"Ctrl-C keeps the best" not in said:
            said += os.read(ours, 1000)
        process.send_signal(sent)
        assert process.wait(timeout=60) == 0
        assert b"Traceback" not in said
    os.close(ours)
    assert json.loads(out.read_text("utf-8"))["certificate"]["interrupted"]


@pytest.mark.parametrize("loads", ["intertwine.storyline.command", "highspy", "numpy", "datetime"])
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_a_command_that_still_loads_ends_in_one_line(loads: str, sent: signal.Signals) -> None:
    """The signal comes while a module that it needs is being looked for."""
    done = interrupted("intertwine.storyline", loads, sent, "story.txt")
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "interrupted, nothing written\n")


def test_a_reader_that_has_gone_is_no_error(tmp_path: Path) -> None:
    story = written(crowded_chart(), tmp_path)
    command = [sys.executable, "-m", "intertwine.storyline", str(story), "--fast"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
    assert process.returncode == 141
    assert len(said.splitlines()) == 2


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "was killed (SIGKILL, perhaps for want of memory)"),
        ("raise MemoryError('no room')", "failed: MemoryError: no room"),
        ("raise SystemExit(3)", "failed: status 3"),
    ],
)
def test_why_a_solver_failed_is_said_and_the_best_kept(monkeypatch: pytest.MonkeyPatch, code: str, why: str) -> None:
    started = subprocess.Popen

    def instead(command: list[str], **rest: object) -> subprocess.Popen[str]:
        assert command[1:3] == ["-m", "intertwine.storyline.prove.worker"]
        return started([sys.executable, "-c", code], **rest)  # type: ignore[call-overload,no-any-return] # any of its arguments

    monkeypatch.setattr("intertwine.storyline.prove.processes.subprocess.Popen", instead)
    certificate = order_proved(crowded_chart()).certificate
    assert certificate.interrupted
    assert certificate.failure == f"the solver's process {why}"
    assert certificate_line(certificate).endswith(f", interrupted ({certificate.failure})")
    assert "failure" not in certificate.as_dict()


def test_a_solver_that_cannot_be_started_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise OSError(12, "Cannot allocate memory")

    monkeypatch.setattr(processes, "_started", never)
    certificate = order_proved(crowded_chart()).certificate
    assert certificate.failure == "the solver's process could not be started: Cannot allocate memory"
