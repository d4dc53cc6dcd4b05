"""What is to be as large as possible, as one sum of whole numbers: several wishes, one after the other.

A wish that comes first is multiplied by more than all that the later ones can add up to.
"""

from collections.abc import Iterable

import numpy as np

from intertwine.model.record import record
from intertwine.model.strings import Longs
from intertwine.plan.solve.reduce import Network

_LARGEST = 1 << 42
"""Prices of larger values are not exact enough. Beyond it the last wish is left out."""


@record
class Aim:
    """A value that is the larger the better.

    node, shared: what each node and each shared requirement adds to the value.
    budget: the most minutes, or None.
    asked, weight, minute: what a unit of required weight, of weight and of minutes counts.
    base: what every selection has beyond its sum.
    """

    node: Longs
    shared: Longs
    budget: int | None
    asked: int
    weight: int
    minute: int
    base: int = 0


def cheapest_aim(network: Network) -> Aim:
    """All that is required, then the least minutes, then the most weight."""
    profit, cost, weight = _numbers(network.profit), _numbers(network.cost), _weights(network)
    # To leave a required one uncovered has to count for more than the minutes of its cheapest option.
    least, asked = _numbers(each.least for each in network.shared), _numbers(each.asked > 0 for each in network.shared)
    minute = int(profit.sum() + weight.sum()) + 1
    if minute * int(cost.sum() + (least * asked).sum()) > _LARGEST:
        profit, weight, minute = profit * 0, weight * 0, 1
    fine = (minute * least + 1) * asked
    return Aim(profit - minute * cost, weight + fine, None, 0, 1, minute, int(fine.sum()))


def within_aim(network: Network, minutes: int) -> Aim:
    """The most required weight, then the most weight, then the least minutes, for at most so many `minutes`."""
    profit, cost, weight = _numbers(network.profit), _numbers(network.cost), _weights(network)
    asked, wanted = _numbers(network.asked), _numbers(each.asked for each in network.shared)
    total, first = int(profit.sum() + weight.sum()), int(asked.sum() + wanted.sum())
    before = total + 1 if first else 0
    unit, minute = minutes + 1, 1
    if unit * (before * first + total) > _LARGEST:
        unit, minute = 1, 0
    node = unit * (before * asked + profit) - minute * cost
    return Aim(node, unit * (before * wanted + weight), minutes, unit * before, unit, minute)


def least_minutes(aim: Aim, bound: int) -> int:
    """The least minutes that a value of at most `bound` takes, where all that is required is covered."""
    return max(0, -((bound - aim.base) // aim.minute))


def most_weight(aim: Aim, budget: int, bound: int, asked: int) -> int:
    """The most weight for a value of at most `bound`, where required weight of at least `asked` is covered.

    `aim` is what the value is of, and `budget` the most minutes.
    """
    return (bound - aim.asked * asked + aim.minute * budget) // aim.weight


def _numbers(values: Iterable[int]) -> Longs:
    return np.array(list(values), np.int64)


def _weights(network: Network) -> Longs:
    return _numbers(each.weight for each in network.shared)
