"""What the rest of a woven order costs at least, from what it costs any two series alone.

In every order the items of two series stand in some order, too. What is apart and what is against the ranking is paid
for each two series alone, so that it adds up exactly. Changes do not. Let m be the number of changes that are left,
among u series that have items left or were shown last. Leave out all series but A and B, and m(A, B) changes remain. A
series has r(A) runs, and all of them together have m + 1. So m(A, B) + 1 is at most r(A) + r(B), and the sum over all
pairs says

    sum of m(A, B) + u (u - 1) / 2  <=  (u - 1) (m + 1).

Each m(A, B) is at least 1. Hence, for any k of u or more,

    m  >=  sum of m(A, B) / (k - 1)  +  (u - 1) (2 (k - 1) - u) / (2 (k - 1)).

So a pair of series pays a (k - 1)th of each of its changes, where k is the number of all series, and `unavoidable` has
the second term. All numbers here are times `weave_scale`, 2 (k - 1), so that they are whole.
"""

import numpy as np

from intertwine.model.record import record
from intertwine.model.strings import Longs
from intertwine.plan.order.weave_blocks import WeaveBlocks

FAR = 1 << 50
"""More than any order costs, times the scale."""


@record
class WeaveBounds:
    """Tables with the entries of `WeaveBlocks`: what two series s and t still cost after i blocks of s and j of t, if
    nothing was shown last that matters (`left`), and if a block of s was (`left_from`)."""

    left: Longs
    left_from: Longs


def weave_scale(blocks: WeaveBlocks) -> int:
    """See above. There are at least two series."""
    return 2 * (len(blocks.width) - 1)


def unavoidable(blocks: WeaveBlocks, change: int) -> Longs:
    """What changes cost at least beyond the tables, at this price of a `change`, by the number u from 0 on."""
    left = np.arange(len(blocks.width) + 1, dtype=np.int64)
    found: Longs = np.maximum(0, change * (left - 1) * (weave_scale(blocks) - left))
    return found


def weave_bounds(blocks: WeaveBlocks, change: int) -> WeaveBounds:
    """The tables, for this price of a `change`, by dynamic programming from the end."""
    left, left_from = np.zeros_like(blocks.step), np.zeros_like(blocks.step)
    count = len(blocks.width)
    for s in range(count):
        for t in range(s + 1, count):
            shape = int(blocks.width[s]), int(blocks.width[t])
            one = slice(int(blocks.base[s, t]), int(blocks.base[s, t]) + shape[0] * shape[1])
            other = slice(int(blocks.base[t, s]), int(blocks.base[t, s]) + shape[0] * shape[1])
            free, of_one, of_other = _of_two(blocks, s, t, 2 * change)
            left[one], left[other] = free.ravel(), free.T.ravel()
            left_from[one], left_from[other] = of_one.ravel(), of_other.T.ravel()
    return WeaveBounds(left, left_from)


def _of_two(blocks: WeaveBlocks, s: int, t: int, change: int) -> tuple[Longs, Longs, Longs]:
    """What is left after i and j blocks: with nothing shown last, with a block of `s`, with one of `t`."""
    rows, columns = int(blocks.width[s]), int(blocks.width[t])
    scale = weave_scale(blocks)
    one, other = int(blocks.base[s, t]), int(blocks.base[t, s])
    step_s = np.minimum(scale * blocks.step[one : one + rows * columns], FAR).reshape(rows, columns)
    step_t = np.minimum(scale * blocks.step[other : other + rows * columns], FAR).reshape(columns, rows).T
    free, of_s, of_t = (np.zeros((rows, columns), np.int64) for _ in range(3))
    for i in range(rows - 1, -1, -1):
        show_s = np.full(columns, FAR)
        if i < rows - 1:
            show_s = np.minimum(step_s[i] + of_s[i + 1], FAR)
        step = step_t[i, :-1]
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
