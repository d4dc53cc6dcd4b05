"""What is said beside a fact, and when it is known: who is taken for whom, that it is in a frame, a place in somebody's
own order. Each has a stamp of its own, beside that of the fact."""

from collections.abc import Iterator

from intertwine.ledger.read.markdown.diagnostics import Diagnostics
from intertwine.ledger.read.presence import normal
from intertwine.ledger.read.stamps import HIDDEN, MOST_POSITIONS, both
from intertwine.model.statement import Alternative, OwnStep, Statement

KnownAt = tuple[Alternative, ...]
_LOST_ORDER = "this place in their order stays hidden"


def known_beside(it: Statement, further: KnownAt) -> KnownAt:
    """When something is known that is said beside `it`: with it, and with one of the `further` alternatives (none: with
    it). Never where that are too many."""
    return (both(it.alternatives, further) or HIDDEN) if further else it.alternatives


def step_stamp(it: Statement, step: OwnStep) -> KnownAt | None:
    """The own stamp of a `step` beside `it`: the true one has no place in it before they are known to be there. None
    where that has too many positions."""
    further: KnownAt | None = step.alternatives
    for taken in it.taken:
        if normal(taken.who.key) == normal(step.who.key) and further is not None:
            further = both(taken.alternatives, further) if further else taken.alternatives
    return further


class StampsBeside:
    """Notes, as problems of `diagnostics`, what is said beside facts and can never be known, since its stamp and that
    of its fact have too many positions together: each once, at its place."""

    def __init__(self, diagnostics: Diagnostics) -> None:
        self._diagnostics = diagnostics
        self._noted: set[tuple[int, int]] = set()

    def check(self, it: Statement) -> None:
        """Check all that is said beside `it`."""
        if it.taken or it.frames or it.own:
            for line, column, further, lost in _beside(it):
                if further is None or (further and both(it.alternatives, further) is None):
                    self.note(line, column, lost)

    def note(self, line: int, column: int, lost: str = _LOST_ORDER) -> None:
        """Note that what is said at `line` and `column` has too many positions, and what is `lost`."""
        if (line, column) not in self._noted:
            self._noted.add((line, column))
            message = f"with the stamp of the fact, this has more than {MOST_POSITIONS} positions: {lost}"
            self._diagnostics.add(line, column, "stamp-too-long", message, "name fewer, in this stamp or in the fact's")


def _beside(it: Statement) -> Iterator[tuple[int, int, KnownAt | None, str]]:
    """Of all that is said beside `it`: its line and column, its own stamp, and what a stamp that is too long costs."""
    for taken in it.taken:
        yield taken.line, taken.seems.column, taken.alternatives, "nobody ever learns who it really was"
    for frame in it.frames:
        column = frame.name.column if frame.name and frame.name.column else it.column
        yield frame.line, column, frame.alternatives, "nobody ever learns that it did not really happen"
    for step in it.own:
        yield step.line, step.who.column or it.column, step_stamp(it, step), _LOST_ORDER
