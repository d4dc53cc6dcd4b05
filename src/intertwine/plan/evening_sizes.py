"""Ways to measure items, each with a total that nothing that fits into the evenings goes beyond.

Let f(m) be the size of an item of m minutes, and g(C) the largest sum of sizes of items that fit into an evening of C
minutes together. Whatever fits into the evenings has a size of at most the sum of all g(C). This holds for every f. It
says most if items of equal size are about equally hard to place: by their number if one item fills an evening, by their
minutes if they are short. Such f are known from bin packing as dual feasible functions (Lueker 1983; Fekete and
Schepers 2001).
"""

from collections.abc import Mapping, Sequence

import numpy as np

from intertwine.model.record import record

SHARES = 60
"""The size of an item that fills an evening, where items are measured in shares of one. 60 is divisible by 2 to 6."""


@record
class EveningSize:
    """size: the size of an item, by its minutes. total: no items that fit have more together."""

    size: Mapping[int, int]
    total: int

    def of(self, lengths: Sequence[int]) -> int:
        """The size of items of these `lengths` together."""
        return sum(self.size[length] for length in lengths)


def evening_sizes(lengths: Sequence[int], evenings: Sequence[int]) -> list[EveningSize]:
    """Ways to measure items of these `lengths` (minutes) for `evenings` of so many minutes.

    The first is by minutes. The others are by number; by number of those longer than half of the longest evening; and
    by shares: a third for an item of which three fit into that evening. Two that measure alike are there once.

    An item that is longer than some evening may be split. By minutes, all minutes of all evenings count if there is
    such an item; in the other ways it has size 0. Items that are longer than every evening have one more way: by the
    evenings that each of them takes at least. No evening belongs to two of them, since each begins with an evening of
    its own and has all further ones for itself until it ends.
    """
    longest, shortest = max(evenings, default=0), min(evenings, default=0)
    distinct = sorted(set(lengths))
    whole = [length for length in distinct if length <= shortest]
    minutes = {length: length for length in distinct}
    if len(whole) < len(distinct):
        found = [EveningSize(minutes, sum(evenings))]
    else:
        found = [EveningSize(minutes, _total(minutes, lengths, evenings))]
    zero = dict.fromkeys(distinct, 0)
    if distinct and distinct[-1] > longest > 0:
        found.append(EveningSize(zero | {it: -(-it // longest) for it in distinct if it > longest}, len(evenings)))
    ways = [
        zero | dict.fromkeys(whole, 1),
        zero | {length: int(2 * length > longest) for length in whole},
        zero | {length: -(-SHARES // (longest // length)) for length in whole if length},
    ]
    for number, size in enumerate(ways):
        if any(size.values()) and size not in ways[:number]:
            found.append(EveningSize(size, _total(size, lengths, evenings)))
    return found


def _total(size: Mapping[int, int], lengths: Sequence[int], evenings: Sequence[int]) -> int:
    """The sum of all g(C): `most[m]` is the largest size of some of the items that have at most m minutes together."""
    most = np.zeros(max(evenings, default=0) + 1, np.int64)
    for length in lengths:
        if size[length] and length < len(most):
            most[length:] = np.maximum(most[length:], most[: len(most) - length] + size[length])
    return int(sum(most[evening] for evening in evenings))
