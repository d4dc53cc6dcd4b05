"""The command line in a process of its own that does not import everything anew: a copy of one that has.

A copy is a real process, with a pid, signals, files and sockets of its own. It differs from one that the shell starts
in what it has imported already, and in its end: nothing that was registered with `atexit` runs.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from types import FrameType

# What a server imports before it reads its settings: they are of its own environment.
PRELOADED = ["intertwine.cli.serve", "intertwine.web.serve", "intertwine.storyline.public"]
Sigint = signal.Handlers | Callable[[int, FrameType | None], None]
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(PRELOADED)


class Forked:
    """`intertwine` with these words. Has what the tests use of `subprocess.Popen`; `stderr` is what it says."""

    def __init__(
        self,
        words: Sequence[str],
        *,
        code: str,
        environment: Mapping[str, str],
        sigint: Sigint,
    ) -> None:
        """Start it.

        words: what would follow `intertwine` in the shell.
        code: Python that is run before it begins.
        environment: its variables, all of them.
        sigint: what it does on a SIGINT until it says otherwise itself.
        """
        ours, theirs = os.pipe()
        self.stderr = os.fdopen(ours, encoding="utf-8", errors="backslashreplace")
        said = Connection(theirs, readable=False)
        arguments = (said, dict(environment), list(words), code, sigint)
        self._process = _CONTEXT.Process(target=_run, args=arguments, daemon=True)
        self._process.start()
        said.close()

    @property
    def pid(self) -> int:
        """The number of the process."""
        assert self._process.pid
        return self._process.pid

    def poll(self) -> int | None:
        """How it ended; None while it runs. Minus the signal that ended it, as `subprocess` has it."""
        return self._process.exitcode

    def wait(self, timeout: float) -> int:
        """How it ended. Raises `TimeoutError` where it runs on for more than `timeout` seconds."""
        self._process.join(timeout)
        if self._process.exitcode is None:
            raise TimeoutError
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        """Send it a signal, unless it has ended."""
        if self.poll() is None:
            with suppress(ProcessLookupError):  # it may end at this very moment
                os.kill(self.pid, number)

    def terminate(self) -> None:
        """SIGTERM."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """SIGKILL."""
        self.send_signal(signal.SIGKILL)


def _run(
    said: Connection,
    environment: dict[str, str],
    words: list[str],
    code: str,
    sigint: Sigint,
) -> None:
    """In the copy: what the shell would have set up, then the command."""
    os.dup2(said.fileno(), 2)
    said.close()
    sys.stderr = os.fdopen(2, "w", buffering=1, encoding="utf-8", closefd=False)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["intertwine", *words]
    signal.signal(signal.SIGINT, sigint)
    exec(code, {})
    from intertwine.cli.main import run

    run()
