"""What a command cannot do, as exceptions that `main` turns into words on stderr and an exit code."""

from __future__ import annotations

from intertwine.cli.escape import safe

TYPE_CHECKING = False  # as in `main`
if TYPE_CHECKING:
    from typing import TextIO

OK, FAILED, MISUSED = 0, 1, 2
"""Exit codes: all is well; problems were found, or what was asked for is not there; the command was used wrongly."""


class CannotError(Exception):
    """A command's end with an exit code. The message says the cause and the place, `hint` the way out."""

    def __init__(self, message: str, hint: str = "", code: int = FAILED) -> None:
        super().__init__(message)
        self.hint, self.code = hint, code


def progress_hint(example: str, option: str = "--seen") -> str:
    """The way out for progress that an `option` says and that is not understood: an `example` that is ("": none is
    known)."""
    mark = "'" if '"' in example else '"'
    shown = f"write for example: {option} {mark}{example}{mark}; " if example else ""
    return f"{shown}`intertwine titles` lists the titles; --universe names the universe"


def complain(err: TextIO, message: str, hint: str) -> None:
    """Say on `err` what is wrong: `message`, and on a line of its own the way out, `hint` ("": there is none)."""
    err.write(f"intertwine: {safe(message)}\n")
    if hint:
        err.write(f"  {safe(hint)}\n")
