"""How much work a search may do, and how it is followed and stopped. Never seconds: answers are the same everywhere."""

from collections.abc import Callable

from intertwine.model.record import record

OnProgress = Callable[[int, int], bool | None]
"""Called with the steps done and the most that there can be; a search ends soon after it returns False."""


@record
class Limits:
    """Where a search stops, whether it has its proof or not.

    branches: linear programs that are solved.
    pivots: steps of the simplex method in all of them. The first program is always solved to its end.
    """

    branches: int = 20_000
    pivots: int = 60_000


ENOUGH = Limits()
"""A proof for every universe of some hundred installments, and a few seconds for one of thousands."""


class Work:
    """What is left of some limits. `interrupted` is true from the moment at which the progress callback asked to stop."""

    def __init__(self, limits: Limits, progress: OnProgress | None = None) -> None:
        self.limits, self.progress = limits, progress
        self.branches = self.pivots = 0
        self.interrupted = False

    def spend(self, pivots: int) -> None:
        """Note one more linear program, and tell of it."""
        self.branches += 1
        self.pivots += pivots
        if self.progress is not None and self.progress(min(self._done(), self._all()), self._all()) is False:
            self.interrupted = True

    @property
    def over(self) -> bool:
        """Whether the search has to stop."""
        return self.interrupted or self._done() >= self._all()

    def _done(self) -> int:
        """In steps of which each limit has as many: pivots."""
        return max(self.pivots, self.branches * self.limits.pivots // self.limits.branches)

    def _all(self) -> int:
        return self.limits.pivots
