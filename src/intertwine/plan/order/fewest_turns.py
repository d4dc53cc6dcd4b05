"""An order that keeps pairs and turns round few other pairs: the linear ordering problem with given pairs.

Few items are solved exactly, by dynamic programming over their subsets (Held and Karp 1962). Of many, one after the
other is moved to its best place, with a bound by pairs that are certainly turned.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from intertwine.model.strings import Bools, Longs
from intertwine.plan.order.agreement import inversions
from intertwine.plan.order.circles import ItemPair
from intertwine.plan.order.nearest_order import nearest_order

SUBSETS = 14
"""So many items or fewer are solved exactly."""
MATRIX = 1_000
"""Of more items than this, the order is the better of two simple ones, without proof."""
ROUNDS = 20

Costs = npt.NDArray[np.int64]


def fewest_turns(series: list[int], pairs: list[ItemPair]) -> tuple[list[int], bool]:
    """An order of items 0 to k - 1 that keeps the pairs and turns round few pairs a < b of one series, and whether it
    is proved that no order turns round fewer."""
    number = np.array(series)
    # What is needed early is pulled forward, or what needs it is put off.
    starts = [nearest_order(range(len(series)), pairs), _put_off(len(series), pairs)]
    if len(series) > MATRIX:
        return min(starts, key=lambda order: _turned(order, number)), False
    own = np.triu(number[:, None] == number[None, :], 1).astype(np.int64)
    if len(series) <= SUBSETS:
        return _by_subsets(own, pairs), True
    best = min((_sifted(start, own, pairs) for start in starts), key=lambda order: _turned(order, number))
    return best, _turned(best, number) == _certainly_turned(own, pairs)


def _put_off(count: int, pairs: list[ItemPair]) -> list[int]:
    """The order that puts the largest number as late as possible, then the next: `nearest_order`, mirrored."""
    mirrored = nearest_order(range(count), [(count - 1 - b, count - 1 - a) for a, b in pairs])
    return [count - 1 - item for item in reversed(mirrored)]


def _turned(order: Sequence[int], series: Longs) -> int:
    """How many pairs of one series stand the wrong way round."""
    items = np.array(order, np.int64)
    return sum(inversions(items[series[items] == number]) for number in np.unique(series))


def _by_subsets(own: Costs, pairs: list[ItemPair]) -> list[int]:
    """The best order, by `least_cost_order`."""
    cost = own.copy()
    for first, then in pairs:
        cost[first, then] = 1 << 40
    return least_cost_order(cost)


def least_cost_order(cost: Costs) -> list[int]:
    """The order of at most `SUBSETS` items that costs least, where `cost[a, b]` is to be paid if b comes before a. Of
    equally good ones the one with the largest number last, then the next but last, and so on.

    `least[S]` is the least cost among the items of the set S if they come first. The last of them, v, pays for all
    pairs that put v before another item of S.
    """
    count = len(cost)
    size = 1 << count
    after = np.zeros((count, size), np.int64)
    for bit in range(count):
        after[:, 1 << bit : 2 << bit] = after[:, : 1 << bit] + cost[:, bit : bit + 1]
    sets = np.arange(size)
    members = np.zeros(size, np.int64)
    for bit in range(count):
        members += (sets >> bit) & 1
    least = np.full(size, 1 << 60)
    least[0] = 0
    for number in range(1, count + 1):
        chosen = sets[members == number]
        for last in range(count):
            holding = chosen[(chosen >> last) & 1 == 1]
            rest = holding ^ (1 << last)
            least[holding] = np.minimum(least[holding], least[rest] + after[last, rest])
    left, order = size - 1, list[int]()
    while left:
        for last in range(count - 1, -1, -1):
            rest = left ^ (1 << last)
            if left >> last & 1 and least[left] == least[rest] + after[last, rest]:
                order.append(last)
                left = rest
                break
    return order[::-1]


def _sifted(order: list[int], own: Costs, pairs: list[ItemPair]) -> list[int]:
    """The order after moving each item to where it turns round the fewest pairs, again and again while that helps."""
    before: list[set[int]] = [set() for _ in order]
    after: list[set[int]] = [set() for _ in order]
    for first, then in pairs:
        before[then].add(first)
        after[first].add(then)
    for _ in range(ROUNDS):
        moved = False
        for item in range(len(order)):
            at = order.index(item)
            others = order[:at] + order[at + 1 :]
            low = max((n + 1 for n, it in enumerate(others) if it in before[item]), default=0)
            high = min((n for n, it in enumerate(others) if it in after[item]), default=len(others))
            # Turned pairs with the item at each place: those behind that should be before, and the other way round.
            ahead = np.concatenate([[0], np.cumsum(own[item, others])])
            behind = np.concatenate([[0], np.cumsum(own[others, item])])
            turned = ahead + behind[-1] - behind
            best = low + int(np.argmin(turned[low : high + 1]))
            if turned[best] < turned[at]:
                order = [*others[:best], item, *others[best:]]
                moved = True
        if not moved:
            break
    return order


def _certainly_turned(own: Costs, pairs: list[ItemPair]) -> int:
    """A number of pairs that every order turns round.

    If b must come before a although a stands before b in their series, the pair (a, b) is turned; and of each item k
    between them (a, k) or (k, b). Such choices count where no pair is in two of them.
    """
    must = _closed(len(own), pairs)
    free = (own == 1) & ~must.T
    found = int(((own == 1) & must.T).sum())
    spans = sorted(zip(*np.nonzero((own == 1) & must.T), strict=True), key=lambda pair: (pair[1] - pair[0], pair))
    for a, b in spans:
        between = free[a] & free[:, b]
        found += int(between.sum())
        free[a] &= ~between
        free[:, b] &= ~between
    return found


def _closed(count: int, pairs: list[ItemPair]) -> Bools:
    """What must come before what, directly or not."""
    must = np.zeros((count, count), np.bool_)
    needs: list[list[int]] = [[] for _ in range(count)]
    for first, then in pairs:
        needs[then].append(first)
    for item in nearest_order(range(count), pairs):
        for it in needs[item]:
            must[:, item] |= must[:, it]
            must[it, item] = True
    return must
