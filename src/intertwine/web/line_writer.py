"""Writes the lines that a server says: a thread of its own does, so that no request waits for whoever reads them.

A terminal that is held with Ctrl-S, a pager and a pipe that nobody reads take no more after some thousand lines. A
thread that writes waits then, and all that say something would wait for it.
"""

import os
import threading
from contextlib import suppress
from typing import TextIO

MOST = 1_000_000
"""Characters that may wait to be written."""
LAST = 2.0
"""Seconds that the last lines have at the end."""


class LineWriter:
    """Writes lines to a stream, in order, as fast as it takes them. Safe to share between threads."""

    def __init__(self, out: TextIO, most: int = MOST) -> None:
        """Nothing waits yet. out: the stream. most: characters that may wait; what is said beyond them is left out, and
        how many lines that were is said as soon as the stream takes something again."""
        self._out, self._most = out, most
        self._change = threading.Condition()
        self._waiting: list[str] = []
        self._size = self._left_out = 0
        self._is_closed = False
        self._thread = threading.Thread(target=self._run, name="lines", daemon=True)
        self._thread.start()

    def say(self, line: str) -> None:
        """Have a line written. Never waits for the stream."""
        with self._change:
            if self._left_out or self._size + len(line) >= self._most:
                self._left_out += 1
                return
            self._waiting.append(line)
            self._size += len(line) + 1
            self._change.notify()

    def close(self) -> None:
        """Nothing is said after this. What waits is written, unless the stream does not take it within `LAST`
        seconds."""
        with self._change:
            self._is_closed = True
            self._change.notify()
        self._thread.join(LAST)

    def _run(self) -> None:
        while True:
            with self._change:
                self._change.wait_for(lambda: self._waiting or self._is_closed)
                if not self._waiting:
                    return
                lines, self._waiting = self._waiting, []
                if self._left_out:
                    lines.append(f"intertwine: {self._left_out:,} lines are left out here: nobody read them in time")
                self._size = self._left_out = 0
            # A terminal that was closed and a log on a full disk are not a reason to stop serving.
            with suppress(OSError, ValueError):
                self._write("".join(f"{line}\n" for line in lines))

    def _write(self, text: str) -> None:
        try:
            number = self._out.fileno()
        except (OSError, ValueError):  # no file, but memory
            print(text, end="", file=self._out, flush=True)
            return
        # Not through the stream: it would be locked as long as this waits, and Python flushes it when it ends.
        data = text.encode(self._out.encoding, "backslashreplace")
        while data:
            data = data[os.write(number, data) :]
