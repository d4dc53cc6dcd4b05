"""What is wrong with a text, as a record: user mistakes are collected, never raised."""

from operator import attrgetter
from typing import Literal

from intertwine.model.record import record

Severity = Literal["error", "warning"]


@record
class Problem:
    """One mistake in a universe folder.

    `file` is relative to the folder, with forward slashes; `line` and `column` count from 1 (0: the whole file).
    `message` says what is wrong, `hint` the way out ("" when there is none to offer).
    """

    file: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""
    severity: Severity = "error"

    def __lt__(self, other: "Problem") -> bool:
        """Problems stand in the order of their places, then of their other fields."""
        return bool(_ORDER(self) < _ORDER(other))

    def __str__(self) -> str:
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.file}:{self.line}:{self.column}: {self.severity} {self.code}: {self.message}{hint}"


_ORDER = attrgetter("file", "line", "column", "code", "message", "hint", "severity")
