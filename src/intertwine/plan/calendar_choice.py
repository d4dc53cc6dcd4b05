"""What to watch until a day: the best choice that fits into the evenings.

To choose exactly is a knapsack problem with one knapsack for each evening, in a given order, on top of a selection that
is NP-hard itself. So the selection is asked for the best choice within a number of minutes, and only the number of
minutes is searched. See docs/plan-order.md for when the answer is exact.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, Protocol, TypeVar

from intertwine.model.record import record
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
    """The best choice that was found to fit, the weight that no choice that fits is above, and the budgets that were
    asked for."""

    best: Chosen
    bound: int
    asked: tuple[int, ...]

    @property
    def optimal(self) -> bool:
        """Whether no choice that fits is better."""
        return self.best.weight == self.bound


def usable_minutes(lengths: Iterable[int], evenings: Sequence[int]) -> int:
    """Minutes that no items of these `lengths` use more of on `evenings` of so many minutes, whichever
    items they are.

    If an item is longer than some evening, it may be split, and every minute of every evening counts. Else each evening
    counts with the largest sum of lengths that fits into it. If all lengths are equal, items fit exactly if they have
    no more minutes together than this.
    """
    lengths = [length for length in lengths if length > 0]
    if not lengths:
        return 0
    if max(lengths) > min(evenings, default=0):
        return sum(evenings)
    # Bit m of `sums` says that some items have m minutes together. A length counts as often as it may be needed.
    most = max(evenings)
    within = (1 << most + 1) - 1
    sums = 1
    for length in lengths:
        sums |= (sums << length) & within
    return sum((sums & (1 << evening + 1) - 1).bit_length() - 1 for evening in evenings)


def best_that_fits(
    select: Callable[[int], Chosen], lengths: Iterable[int], evenings: Sequence[int], tries: int = TRIES
) -> CalendarChoice[Chosen]:
    """The best choice that fits into `evenings` of so many minutes, as far as `tries` questions to `select` find one.

    `select` gives the best choice within so many minutes: at 0 minutes one without lengths. `lengths` are the minutes
    of all that it may choose.

    The first question is for all minutes that can be used. Its bound holds for all that fits; if its choice fits, that
    is the best. If not, the largest budget whose choice fits is searched by halving. For items of one length, none
    longer than an evening, the first choice always fits, and the answer is exact.
    """
    high = usable_minutes(lengths, evenings)
    best = select(high)
    asked = [high]
    bound = best.bound
    if fits(best.lengths, evenings):
        return CalendarChoice(best, bound, tuple(asked))
    high = min(high, sum(best.lengths)) - 1
    low = 0
    best = select(low)
    asked.append(low)
    while low < high and len(asked) < tries and best.weight < bound:
        middle = (low + high + 1) // 2
        found = select(middle)
        asked.append(middle)
        if fits(found.lengths, evenings):
            low = middle
            if found.weight > best.weight:
                best = found
        else:
            high = min(middle, sum(found.lengths)) - 1
    return CalendarChoice(best, bound, tuple(asked))
