"""A progress bar for work that takes longer than a second, on a terminal only."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

PATIENCE = 0.7
"""Seconds of work before a bar appears."""


class Bar:
    """Told how far the work is, it shows a bar once that takes long. Does nothing where `err` is not a terminal."""

    def __init__(self, what: str, err: TextIO) -> None:
        self._what, self._err = what, err
        self._begun = time.monotonic()
        self._rich: RichProgress | None = None
        self._task: TaskID | None = None

    def __call__(self, done: int, total: int) -> None:
        """`done` of `total` pieces of the work are done."""
        if self._rich is None and self._err.isatty() and time.monotonic() - self._begun > PATIENCE:
            self._start(total)
        if self._rich is not None and self._task is not None:
            self._rich.update(self._task, completed=done, total=total)

    def _start(self, total: int) -> None:
        from intertwine.model.extras import is_installed

        if not is_installed("rich"):
            return
        from rich.console import Console
        from rich.progress import Progress

        self._rich = Progress(console=Console(file=self._err), transient=True)
        self._task = self._rich.add_task(self._what, total=total)
        self._rich.start()

    def stop(self) -> None:
        """Take the bar away."""
        if self._rich is not None:
            self._rich.stop()


@contextmanager
def bar(what: str, err: TextIO) -> Iterator[Bar]:
    """A bar for as long as the work lasts."""
    it = Bar(what, err)
    try:
        yield it
    finally:
        it.stop()
