"""The order nearest to a ranking that keeps pairs."""

from collections.abc import Iterable, Sequence
from heapq import heapify, heappop, heappush


def nearest_order(rank: Sequence[int], pairs: Iterable[tuple[int, int]]) -> list[int]:
    """Of all orders that keep the pairs, the one that puts the item ranked first as early as possible, of those the one
    that puts the item ranked second as early as possible, and so on.

    `rank` is the rank of each item, all different; of `pairs` the first item comes before the second. So whatever an
    item needs comes as late as it can: an item that is ranked late is pulled forward to just before what needs it, and
    nothing is put off for it.

    The order is made from its end: of the items that nothing left needs, the one that is ranked last goes last. Lawler
    (1973) schedules a machine in this way; docs/plan-order.md proves that the result is the order above. Takes
    O((n + m) log n). Raises ValueError where the pairs go in a circle.
    """
    needs: list[list[int]] = [[] for _ in rank]
    needed = [0] * len(rank)
    for first, then in pairs:
        needs[then].append(first)
        needed[first] += 1
    free = [(-rank[item], item) for item, by in enumerate(needed) if not by]
    heapify(free)
    found = []
    while free:
        item = heappop(free)[1]
        found.append(item)
        for it in needs[item]:
            needed[it] -= 1
            if not needed[it]:
                heappush(free, (-rank[it], it))
    if len(found) < len(rank):
        message = "the pairs go in a circle; break it first"
        raise ValueError(message)
    return found[::-1]
