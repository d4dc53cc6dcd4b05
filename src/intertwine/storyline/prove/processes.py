"""The workers' processes: started, listened to, stopped by a clock or at will; what they said by then holds."""

import json
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from typing import IO, Any

BEAT = 0.25  # seconds after which a listener is asked again whether to go on, without any news


def listen(question: str, roles: list[str], until: float | None) -> Iterator[tuple[str, dict[str, Any]]]:
    """What the workers say, each with its role, until all end, one fails, or the clock stops them.

    The last thing said of one that fails is `{"failed": why}`.

    `question` is the JSON that they read, `roles` are what they are started as, and `until` is the moment of
    `time.perf_counter` that ends them (None: never). While they are silent, an empty role with no news comes
    every `BEAT` seconds, so that the caller can stop at any moment. All of them are dead when this is over.
    """
    lines: queue.Queue[tuple[str, str]] = queue.Queue()
    workers = []
    done = set()
    try:
        for role in roles:
            try:
                workers.append(_started(role, question))
            except OSError as error:
                yield role, {"failed": f"the solver's process could not be started: {error.strerror or error}"}
                return
            threading.Thread(target=_forward, args=(role, workers[-1].stdout, lines), daemon=True).start()
        while True:
            left = None if until is None else until - time.perf_counter()
            if left is not None and left <= 0:
                return
            try:
                role, line = lines.get(timeout=BEAT if left is None else min(left, BEAT))
            except queue.Empty:
                yield "", {}
                continue
            if line.endswith("\n"):
                news = json.loads(line)
                if "done" in news:
                    done.add(role)
                yield role, news
            elif role not in done:
                yield role, {"failed": _failure(workers[roles.index(role)])}
                return
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()
            if worker.stderr is not None:
                worker.stderr.close()


def _started(role: str, question: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "intertwine.storyline.prove.worker", role]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as file:
        file.write(question)
        file.seek(0)
        # A group of its own: Ctrl-C at a terminal is for us to answer, and would end the worker with a traceback.
        return subprocess.Popen(  # noqa: S603 - our own
            command,
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            process_group=0 if os.name == "posix" else None,
        )


def _failure(worker: "subprocess.Popen[str]") -> str:
    """Why a worker ended that was not done, in words: its last line of error, or the signal that killed it."""
    status = worker.wait()
    if status < 0:
        name = signal.Signals(-status).name if -status in {*signal.Signals} else f"signal {-status}"
        memory = ", perhaps for want of memory" if name == "SIGKILL" else ""
        return f"the solver's process was killed ({name}{memory})"
    said = worker.stderr.read(100_000).strip().splitlines() if worker.stderr is not None else []
    return f"the solver's process failed: {said[-1][:200] if said else f'status {status}'}"


def _forward(role: str, source: IO[str] | None, lines: "queue.Queue[tuple[str, str]]") -> None:
    assert source is not None  # noqa: S101 - asked for above
    for line in source:
        lines.put((role, line))
    lines.put((role, ""))
    source.close()
