"""Who stands for whom, where some are one."""

import numpy as np

from intertwine.model.strings import Ints


def leaders(count: int, one: Ints, other: Ints) -> Ints:
    """For each of `count` entities the least of those that are one with it: the pairs of `one` and `other` are one."""
    leader: dict[int, int] = {}

    def find(n: int) -> int:
        while (above := leader.get(n, n)) != n:
            leader[n] = leader.get(above, above)
            n = above
        return n

    for ends in zip(one.tolist(), other.tolist(), strict=True):
        least, most = sorted(map(find, ends))
        leader[most] = least
    found = np.arange(count, dtype=np.int32)
    for n in leader:
        found[n] = find(n)
    return found
