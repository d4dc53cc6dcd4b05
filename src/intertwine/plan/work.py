"""The work on a plan: the searches that it takes, told of as one."""

from collections.abc import Callable

from intertwine.plan.solve.limits import StepProgress

OnPlanProgress = Callable[[int, int], bool | None]
"""Called with how much of the work is done, and how much there can be; where it returns False, the plan ends soon."""
_A_SEARCH = 1000
"""What a search counts, whatever its steps are."""


class PlanWork:
    """The work on one plan. `stopped` is true once whoever hears of it has asked to stop: every search of the plan then
    ends with the best that it has."""

    def __init__(self, searches: int, hear: OnPlanProgress | None) -> None:
        """searches: how many there will be, about. hear: is told of them all."""
        self._searches, self._hear, self._begun = searches, hear, 0
        self.stopped = False

    def search(self) -> StepProgress | None:
        """What one more search tells of its steps; None where nobody hears."""
        if self._hear is None:
            return None
        before = self._begun * _A_SEARCH
        self._begun += 1
        total = max(self._searches, self._begun) * _A_SEARCH
        hear = self._hear

        def told(done: int, most: int) -> bool:
            self.stopped = self.stopped or hear(before + _A_SEARCH * done // most, total) is False
            return not self.stopped

        return told
