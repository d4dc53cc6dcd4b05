"""How much work a search may do, and how it is followed and stopped. Never seconds: answers are the same everywhere."""

from collections.abc import Callable

from intertwine.model.record import record

StepProgress = Callable[[int, int], bool | None]
"""Called with the steps done and the most that there can be; a search ends soon after it returns False."""

ENTRIES = 300
"""So many entries of a linear program take about as long to look at as one step of the simplex method."""


@record
class Limits:
    """Where a search stops, whether it has its proof or not.

    steps: of the simplex method, and as many as it takes to look at each linear program once. The first program is
        solved to its end whatever the limit is.
    """

    steps: int = 30_000


ENOUGH = Limits()
"""A proof for every problem of some hundred choices, and two or three seconds for one of thousands."""


class SolverWork:
    """The work on one question. `interrupted` is true once the progress callback has asked to stop."""

    def __init__(self, limits: Limits, progress: StepProgress | None = None) -> None:
        self.most, self._progress = max(1, limits.steps), progress
        self.done, self._stop = 0, self.most
        self.interrupted = False

    def allot(self, parts: int) -> None:
        """Let the next search use one of so many equal `parts` of what is left."""
        self._stop = self.done + (self.most - self.done) // parts

    def keep(self, parts: int) -> None:
        """Let the next search use all but one of so many equal `parts`."""
        self._stop = self.most - self.most // parts

    def use_rest(self) -> None:
        """Let the next search use all that is left."""
        self._stop = self.most

    def hear(self, pivots: int) -> bool:
        """Tell of a linear program that has come so far; whether to go on."""
        if self._progress is not None and not self.interrupted:
            self.interrupted = self._progress(min(self.done + pivots, self.most), self.most) is False
        return not self.interrupted

    @property
    def is_heard(self) -> bool:
        """Whether anybody hears of the work."""
        return self._progress is not None

    def spend(self, pivots: int, entries: int) -> None:
        """Note one more linear program, and tell of it."""
        self.done += pivots + 1 + entries // ENTRIES
        self.hear(0)

    def over(self) -> bool:
        """Whether the search has to stop."""
        return self.interrupted or self.done >= self._stop
