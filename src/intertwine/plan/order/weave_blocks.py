"""Blocks: stretches of a series between which a woven order may leave it, and what each step of such an order costs.

A woven order may leave a series after one of its items only

- if the item is the last of its season (or of the series),
- or if the item, or the next of the series, touches an item of another series, is its cause or follows from it.

So what lies between is one block. An item that touches another series is a block of its own.
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate

import numpy as np

from intertwine.model.record import record
from intertwine.model.strings import Longs
from intertwine.plan.order.circles import ItemPair
from intertwine.plan.order.ordered_items import ToOrder

IMPOSSIBLE = 1 << 40
"""More than any order costs."""


@record
class WeaveWeights:
    """What a woven order pays for, in whole numbers.

    change: for each change of series.
    apart: for two items that touch, times `touch`, for each step from the one to the other. Items of other series that
        lie between are no steps.
    against: for two items of different series that stand otherwise than the story (or the release) has them.
    """

    change: int = 16
    apart: int = 8
    against: int = 1


@record
class WeaveBlocks:
    """The blocks of k series, and tables over pairs of series.

    blocks: the items of each block, for each series.
    width: entries of a row of the tables of the series s and t.
    base: where these tables begin: the entry for i blocks of s and j of t is `base[s, t] + i * width[t] + j`.
    step: what it costs, because of t, to show the block i of s when j blocks of t have been shown; IMPOSSIBLE or more
        where that block must not come yet.
    """

    blocks: list[list[list[int]]]
    width: Longs
    base: Longs
    step: Longs


def table_entries(blocks: Sequence[Sequence[object]]) -> int:
    """How many entries the tables of such blocks have."""
    return sum(len(its) + 1 for its in blocks) ** 2


def blocks_of(items: ToOrder, series: Sequence[Sequence[int]], kept: Iterable[ItemPair]) -> list[list[list[int]]]:
    """The blocks of each series of the `items`. `series` has them in order; the pairs `kept` are causes and effects."""
    home = {item: number for number, chain in enumerate(series) for item in chain}
    season = items.season.tolist()
    touching = [*kept, *zip(items.one.tolist(), items.other.tolist(), strict=True)]
    meeting = {item for pair in touching if home[pair[0]] != home[pair[1]] for item in pair}
    found = []
    for chain in series:
        its: list[list[int]] = []
        for item in chain:
            last = its[-1][-1] if its else -1
            if not its or item in meeting or last in meeting or season[last] != season[item]:
                its.append([])
            its[-1].append(item)
        found.append(its)
    return found


def weave_blocks(
    items: ToOrder, blocks: list[list[list[int]]], kept: Iterable[ItemPair], rank: Sequence[int], weights: WeaveWeights
) -> WeaveBlocks:
    """The tables of the `blocks` of some `items`, under the pairs `kept` and a `rank` of each item; see `WeaveWeights`
    for the `weights`."""
    counts = np.array([len(its) for its in blocks])
    width = counts + 1
    base = np.concatenate([[0], np.cumsum(np.outer(width, width).ravel())])[:-1].reshape(len(blocks), len(blocks))
    block = np.zeros((len(items), 2), np.int64)
    for number, its in enumerate(blocks):
        for at, members in enumerate(its):
            block[members] = number, at
    total = int(np.square(width.sum()))
    touch = np.zeros(total, np.int64)
    for a, b in ((items.one, items.other), (items.other, items.one)):
        s, i, t, j = block[a, 0], block[a, 1], block[b, 0], block[b, 1]
        apart = s != t
        np.add.at(touch, (base[s, t] + i * width[t] + j)[apart], items.touch.astype(np.int64)[apart])
    step = np.zeros(total, np.int64)
    ranks = [[np.sort([rank[item] for item in members]) for members in its] for its in blocks]
    for s in range(len(blocks)):
        for t in range(len(blocks)):
            if s != t:
                shape = int(width[s]), int(width[t])
                part = slice(int(base[s, t]), int(base[s, t]) + shape[0] * shape[1])
                table = step[part].reshape(shape)
                open_after = _open(touch[part].reshape(shape))[1:]
                lengths = np.array([len(members) for members in blocks[s]])
                table[:-1] = weights.apart * lengths[:, None] * open_after + weights.against * _against(
                    ranks[s], ranks[t]
                )
    for cause, effect in kept:
        (one, at), (other, by) = block[cause].tolist(), block[effect].tolist()
        if one != other:
            row = int(base[other, one] + by * width[one])
            step[row : row + at + 1] = IMPOSSIBLE
    return WeaveBlocks(blocks, width, base, step)


def _open(touch: Longs) -> Longs:
    """From what block touches what block to how much is open after i and j blocks: one of the two shown, not both."""
    shown = np.zeros_like(touch)
    shown[1:, 1:] = touch[:-1, :-1].cumsum(0).cumsum(1)
    return shown[:, -1:] + shown[-1:, :] - 2 * shown


def _against(of_one: list[Longs], of_other: list[Longs]) -> Longs:
    """How many pairs of an item in the block i and an item in the block j or later are ranked the other way round."""
    found = np.zeros((len(of_one), len(of_other) + 1), np.int64)
    every = np.concatenate(of_other)
    ends = np.array([0, *accumulate(map(len, of_other))])
    for i, ranks in enumerate(of_one):
        smaller = np.concatenate([[0], np.cumsum((every[None, :] < ranks[:, None]).sum(0))])
        found[i] = smaller[-1] - smaller[ends]
    return found
