"""What the rest of a woven order costs at least, for any two series alone.

In every order the items of two series stand in some order, too. Steps between two items that touch are at least as many
as those that show one of their two series. Pairs against the ranking are exactly those of each two series. A change
between two series s and t, when all others are left out, comes from at least one change away from s (or from t); and a
change away from s is one of at most k - 1 such changes, one for each other series. So the sum, over pairs of series, of
what is least for each pair with a (k - 1)th of the price of a change, is a bound. All numbers here are times
`weave_scale`, so that they are whole.
"""

import numpy as np

from intertwine.model.record import record
from intertwine.model.strings import Longs
from intertwine.plan.weave_blocks import WeaveBlocks

FAR = 1 << 50
"""More than any order costs, times the scale."""


@record
class WeaveBounds:
    """Tables with the entries of `WeaveBlocks`: what two series s and t still cost after i blocks of s and j of t, if
    nothing was shown last that matters (`left`), and if a block of s was (`left_from`)."""

    left: Longs
    left_from: Longs


def weave_scale(blocks: WeaveBlocks) -> int:
    """See above."""
    return max(1, len(blocks.length) - 1)


def weave_bounds(blocks: WeaveBlocks, change: int) -> WeaveBounds:
    """The tables, for this price of a `change`, by dynamic programming from the end."""
    left, left_from = np.zeros_like(blocks.crossing), np.zeros_like(blocks.crossing)
    count = len(blocks.length)
    for s in range(count):
        for t in range(s + 1, count):
            shape = int(blocks.width[s]), int(blocks.width[t])
            one = slice(int(blocks.base[s, t]), int(blocks.base[s, t]) + shape[0] * shape[1])
            other = slice(int(blocks.base[t, s]), int(blocks.base[t, s]) + shape[0] * shape[1])
            free, of_one, of_other = _of_two(blocks, s, t, change)
            left[one], left[other] = free.ravel(), free.T.ravel()
            left_from[one], left_from[other] = of_one.ravel(), of_other.T.ravel()
    return WeaveBounds(left, left_from)


def _of_two(blocks: WeaveBlocks, s: int, t: int, change: int) -> tuple[Longs, Longs, Longs]:
    """What is left after i and j blocks: with nothing shown last, with a block of `s`, with one of `t`."""
    rows, columns = int(blocks.width[s]), int(blocks.width[t])
    scale = weave_scale(blocks)
    one, other = int(blocks.base[s, t]), int(blocks.base[t, s])
    crossing = blocks.crossing[one : one + rows * columns].reshape(rows, columns)
    against_s = blocks.against[one : one + rows * columns].reshape(rows, columns)
    against_t = blocks.against[other : other + rows * columns].reshape(columns, rows).T
    free, of_s, of_t = (np.zeros((rows, columns), np.int64) for _ in range(3))
    for i in range(rows - 1, -1, -1):
        show_s = np.full(columns, FAR)
        if i < rows - 1:
            step = scale * (blocks.length[s][i] * crossing[i + 1] + against_s[i])
            show_s = np.minimum(step + of_s[i + 1], FAR)
        step = np.minimum(scale * (blocks.length[t][:-1] * crossing[i, 1:] + against_t[i, :-1]), FAR)
        ahead = np.concatenate([np.cumsum(step[::-1])[::-1], [0]])
        # After a block of t, further blocks of t are shown, up to some j, and then one of s (or nothing more).
        ends = show_s + change
        ends[-1] = 0 if i == rows - 1 else ends[-1]
        of_t[i] = np.minimum(ahead + np.minimum.accumulate((ends - ahead)[::-1])[::-1], FAR)
        show_t = np.concatenate([np.minimum(step + of_t[i, 1:], FAR), [FAR]])
        of_s[i] = np.minimum(show_s, show_t + change)
        free[i] = np.minimum(show_s, show_t)
        if i == rows - 1:
            free[i, -1] = of_s[i, -1] = 0
    return free, of_s, of_t
