"""What is wrong with a text, as a record: user mistakes are collected, never raised."""

from typing import Literal

from intertwine.model.record import record

Severity = Literal["error", "warning"]


@record
class TextPlace:
    """A place in a universe folder: `file`, `line` and `column` as those of a problem. `label` says in a few words what
    stands there ("": nothing needs to be said)."""

    file: str
    line: int
    column: int
    label: str = ""

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{where}: {self.label}" if self.label else where


@record
class TextEdit:
    """A change of a universe folder's text: the lines of `file` from `first` up to `last` (from 1, both included) are
    replaced by `lines` (none: they are removed)."""

    file: str
    first: int
    last: int
    lines: tuple[str, ...] = ()


@record
class Problem:
    """One mistake in a universe folder.

    `file` is relative to the folder, with forward slashes; `line` and `column` count from 1 (0: the whole file).
    `message` says what is wrong, `hint` the way out ("" when there is none to offer). `label` says in a few words what
    stands at the place, and `other` is the place of what contradicts it (None: nothing does).
    """

    file: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""
    severity: Severity = "error"
    label: str = ""
    other: TextPlace | None = None

    def __lt__(self, other: "Problem") -> bool:
        """Problems stand in the order of their places, then of their other fields."""
        return _order(self) < _order(other)

    def __str__(self) -> str:
        against = f" (against {self.other})" if self.other else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.file}:{self.line}:{self.column}: {self.severity} {self.code}: {self.message}{against}{hint}"


def _order(it: Problem) -> tuple[str | int, ...]:
    other = it.other or TextPlace("", 0, 0)
    return (
        it.file, it.line, it.column, it.code, it.message, it.hint, it.severity, it.label,
        other.file, other.line, other.column, other.label,
    )  # fmt: skip
