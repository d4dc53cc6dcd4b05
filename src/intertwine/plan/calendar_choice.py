"""What to watch until a day: the best choice that fits into the evenings.

To choose exactly is a knapsack problem with one knapsack for each evening, in a given order, on top of a selection that
is NP-hard itself. So the selection is asked for the best choice of a limited size, for several ways to measure items.
Each answer is an upper bound, and the best answer that fits may reach it. See docs/plan-order.md for when it does.
"""

from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar

from intertwine.model.record import record
from intertwine.plan.evening_sizes import EveningSize, evening_sizes
from intertwine.plan.evenings import fits

TRIES = 12


class BudgetChoice(Protocol):
    """What a selection chose within a budget.

    lengths: minutes of what was chosen, in the order in which it will be seen.
    weight: how good the choice is.
    bound: the weight that no choice within that budget is above, proved.
    """

    @property
    def lengths(self) -> Sequence[int]:
        """See the class."""

    @property
    def weight(self) -> int:
        """See the class."""

    @property
    def bound(self) -> int:
        """See the class."""


Chosen = TypeVar("Chosen", bound=BudgetChoice)


@record
class CalendarChoice(Generic[Chosen]):
    """The best choice that was found.

    fits: whether it fits into the evenings. If not, what has to be in every choice does not fit.
    bound: the weight that no choice that fits is above.
    asked: how often the selection was asked.
    """

    best: Chosen
    fits: bool
    bound: int
    asked: int

    @property
    def optimal(self) -> bool:
        """Whether no choice that fits is better."""
        return self.fits and self.best.weight >= self.bound


def best_that_fits(
    select: Callable[[EveningSize, int], Chosen], lengths: Sequence[int], evenings: Sequence[int], tries: int = TRIES
) -> CalendarChoice[Chosen]:
    """The best choice that fits into `evenings` of so many minutes, as far as `tries` questions to `select` find one.

    `select(measure, budget)` gives the best choice whose size, by `measure`, is at most `budget`. What has to be in
    every choice counts as well; if that is already more, it is chosen alone. `lengths` are the minutes of all that may
    be chosen.

    The first questions are for all that fits, by each measure. The least of their bounds holds for every choice that
    fits. If none of their choices fits and reaches it, the largest budget whose choice fits is searched by halving, by
    the measure with the least bound of those by which every item counts.

    The answer is exact if no item is longer than an evening, and all have one length or no two fit into one evening. It
    is exact, too, if each item is longer than every evening and all evenings are alike.
    """
    first: list[tuple[EveningSize, Chosen]] = []
    bound = 0
    best: Chosen | None = None
    for measure in evening_sizes(lengths, evenings):
        found = select(measure, measure.total)
        first.append((measure, found))
        if (best is None or found.weight > best.weight) and fits(found.lengths, evenings):
            best = found
        bound = min(it.bound for _, it in first)
        if best is not None and best.weight >= bound:
            return CalendarChoice(best, True, bound, len(first))
    asked = len(first)
    # A smaller budget helps only by a measure by which every item counts.
    measure, found = min((it for it in first if it is first[0] or all(it[0].size.values())), key=lambda it: it[1].bound)
    low, high = 0, min(measure.total, measure.of(found.lengths)) - 1
    while low <= high and asked < tries - 1 and (best is None or best.weight < bound):
        middle = (low + high + 1) // 2
        found = select(measure, middle)
        asked += 1
        if fits(found.lengths, evenings):
            low = middle + 1
            if best is None or found.weight > best.weight:
                best = found
        else:
            high = min(middle, measure.of(found.lengths)) - 1
    if best is None:
        best = select(first[0][0], 0)
        asked += 1
    return CalendarChoice(best, fits(best.lengths, evenings), bound, asked)
