"""Orders from left to right, several at a time: where a group gathers is chosen with an eye to the groups to come.

Between two layers little need happen: who is in no group of the next layer keeps their order, and so do the members of
a group, who gather at one place among the others. That leaves one choice for a group, the place; it costs the lines that
members pass. A few of the cheapest orders so far are kept (beam search: Lowerre 1976), each judged by its crossings and
by what it would cost to gather each of the next groups, the nearest counting most. Newcomers join above or below.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from intertwine.storyline.reduce import Strip

Orders = list[list[int]]
Numbers = NDArray[np.int64]

WIDTH, AHEAD = 8, 10
SCALE = tuple(round(1024 * 0.8**step) for step in range(1, AHEAD + 1))


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was drawn before: `orders[layer]` (no order: the layer is new). A crossing costs as much as `price` pairs
    that stand otherwise than they did."""

    orders: Sequence[Sequence[int]]
    price: int


def beam(strip: Strip, start: Sequence[int] = (), drawn: Drawn | None = None, width: int = WIDTH) -> Orders:
    """An order for each layer, every group contiguous. The strip has neither weights nor demands.

    `start` orders lines of the first layer, those that are there already. Keeps `width` orders at a time.
    """
    people = 1 + max(person for layer in strip.layers for person in layer.present)
    price = drawn.price if drawn else 1
    kept = _Kept(np.array([list(start)], dtype=np.int64), np.zeros(1, dtype=np.int64), np.zeros(1, dtype=np.int64))
    history: list[tuple[Numbers, Numbers]] = []
    for at, (layer, ahead) in enumerate(zip(strip.layers, _ahead(strip), strict=True)):
        stays = _mask(strip.shared[at - 1] if at else start, people)
        had = kept.orders[:, : kept.orders.shape[1]]
        kept = _Kept(had[stays[had]].reshape(len(had), -1), kept.cost, np.arange(len(had)))
        before = kept
        new = [person for person in layer.present if not stays[person]]
        done: list[NDArray[np.bool_]] = []
        grouped = {person for group in layer.groups if len(group) > 1 for person in group}
        alone = [person for person in new if person not in grouped]
        if alone:
            kept = kept.joined(alone)
        for group in layer.groups:
            if len(group) > 1:
                kept = _gathered(kept, group, [p for p in group if not stays[p]], price, done, people)
                done.append(_mask(group, people))
        if drawn is not None and len(drawn.orders[at]) == len(layer.present):
            kept = _leaning(kept, before, np.array(drawn.orders[at], dtype=np.int64), price, people)
        if len(kept.orders) > 1:
            kept = kept.take(_best(kept, ahead, price, width, people))
        history.append((kept.orders, kept.parent))
    at = int(kept.cost.argmin())
    found = []
    for orders, parent in reversed(history):
        found.append(orders[at].tolist())
        at = int(parent[at])
    return found[::-1]


@dataclass(frozen=True, slots=True)
class _Kept:
    """Orders, a row each, what each cost so far, and from which row of the layer before it comes."""

    orders: Numbers
    cost: Numbers
    parent: Numbers

    def take(self, rows: Numbers) -> "_Kept":
        return _Kept(self.orders[rows], self.cost[rows], self.parent[rows])

    def joined(self, people: Sequence[int]) -> "_Kept":
        """With these at the bottom."""
        more = np.broadcast_to(np.array(people, dtype=np.int64), (len(self.orders), len(people)))
        return _Kept(np.hstack([self.orders, more]), self.cost, self.parent)


def _mask(people: Sequence[int], size: int) -> NDArray[np.bool_]:
    found = np.zeros(size, dtype=bool)
    found[list(people)] = True
    return found


def _gathered(
    kept: _Kept, group: Sequence[int], new: Sequence[int], price: int, done: list[NDArray[np.bool_]], people: int
) -> _Kept:
    """Every order with the group gathered at every place where it may be best, newcomers on top or at the bottom."""
    inside = _mask(group, people)[kept.orders]
    rows, size = kept.orders.shape
    old = len(group) - len(new)
    members = kept.orders[inside].reshape(rows, old)
    others = kept.orders[~inside].reshape(rows, size - old)
    if old:
        above = np.nonzero(inside)[1].reshape(rows, old) - np.arange(old)
        low, high = above[:, 0], above[:, -1]
        if not new and (low == high).all():
            return kept
        slots = low[:, None] + np.arange(int((high - low).max()) + 1)
        allowed = slots <= high[:, None]
        step = np.abs(above[:, :, None] - slots[:, None, :]).sum(axis=1)
    else:
        slots = np.broadcast_to(np.arange(size + 1), (rows, size + 1))
        allowed, step = np.ones(slots.shape, dtype=bool), np.zeros(slots.shape, dtype=np.int64)
    for other in done:
        there = other[others]
        first, last = there.argmax(axis=1), there.shape[1] - there[:, ::-1].argmax(axis=1)
        # The place itself may be forbidden, but then one beside that group is not.
        edge = np.stack([first, last], axis=1)
        slots = np.hstack([slots, edge])
        allowed = np.hstack([allowed, np.ones(edge.shape, dtype=bool)])
        more = np.abs(above[:, :, None] - edge[:, None, :]).sum(axis=1) if old else np.zeros(edge.shape, dtype=np.int64)
        step = np.hstack([step, more])
    for other in done:
        there = other[others]
        first, last = there.argmax(axis=1), there.shape[1] - there[:, ::-1].argmax(axis=1)
        allowed &= (slots <= first[:, None]) | (slots >= last[:, None])
    row, column = np.nonzero(allowed)
    slot, cost = slots[row, column], kept.cost[row] + price * step[row, column]
    fresh = np.broadcast_to(np.array(new, dtype=np.int64), (rows, len(new)))
    blocks = [np.hstack(pair) for pair in (((members, fresh), (fresh, members)) if new and old else ((members, fresh),))]
    found = [_inserted(others[row], block[row], slot) for block in blocks]
    times = len(found)
    return _Kept(np.concatenate(found), np.tile(cost, times), np.tile(kept.parent[row], times))


def _inserted(others: Numbers, block: Numbers, slot: Numbers) -> Numbers:
    """The others with the block at its slot, row by row."""
    size, own = others.shape[1] + block.shape[1], block.shape[1]
    place = np.arange(size) - slot[:, None]
    source = np.where(place < 0, place + slot[:, None] + own, np.where(place < own, place, place + slot[:, None]))
    return np.take_along_axis(np.hstack([block, others]), source, axis=1)


def _leaning(kept: _Kept, before: _Kept, drawn: Numbers, price: int, people: int) -> _Kept:
    """With the order that was drawn among them, each with the pairs that stand otherwise added to its cost."""
    rank = np.zeros(people, dtype=np.int64)
    rank[drawn] = np.arange(len(drawn))
    cost = kept.cost + _turned(rank[kept.orders])
    ways = before.cost + price * _turned(rank[before.orders])
    best = int(ways.argmin())
    return _Kept(
        np.vstack([kept.orders, drawn]), np.append(cost, ways[best]), np.append(kept.parent, before.parent[best])
    )


def _turned(ranks: Numbers) -> Numbers:
    """How many pairs of each row descend."""
    upper = np.triu(np.ones((ranks.shape[1], ranks.shape[1]), dtype=bool), 1)
    found: Numbers = ((ranks[:, :, None] > ranks[:, None, :]) & upper).sum(axis=(1, 2))
    return found


def _best(kept: _Kept, ahead: tuple[Numbers, Numbers], price: int, width: int, people: int) -> Numbers:
    """The rows of the most promising orders, all different, the best first."""
    members, weights = ahead
    hope = kept.cost * SCALE[0]
    if len(members):
        rank = np.full((len(kept.orders), people + 1), people, dtype=np.int64)
        np.put_along_axis(rank, kept.orders, np.arange(kept.orders.shape[1])[None, :], axis=1)
        places = np.sort(rank[:, members], axis=2)
        hope = hope + price * (places * weights).sum(axis=(1, 2))
    rows: dict[bytes, int] = {}
    for row in np.argsort(hope, kind="stable").tolist():
        rows.setdefault(kept.orders[row].tobytes(), row)
        if len(rows) == width:
            break
    return np.array(list(rows.values()))


def _ahead(strip: Strip) -> list[tuple[Numbers, Numbers]]:
    """For each layer the next groups after it, a row each, who is not yet there left out, filled up with nobody; and by
    how much each of their sorted places counts in the cost of gathering them, up to a sum that is the same for all."""
    people = 1 + max(person for layer in strip.layers for person in layer.present)
    coming: list[tuple[int, ...]] = []
    found = []
    for layer in reversed(strip.layers):
        here = set(layer.present)
        rows, scales = [], []
        for group, scale in zip(coming, SCALE, strict=False):
            there = [person for person in group if person in here]
            if len(there) > 1:
                rows.append(there)
                scales.append(scale)
        most = max(map(len, rows), default=0)
        members = np.array([row + [people] * (most - len(row)) for row in rows], dtype=np.int64).reshape(len(rows), most)
        weights = np.array(
            [
                [-scale] * (len(row) // 2) + [0] * (len(row) % 2) + [scale] * (len(row) // 2) + [0] * (most - len(row))
                for row, scale in zip(rows, scales, strict=True)
            ],
            dtype=np.int64,
        ).reshape(len(rows), most)
        found.append((members, weights))
        coming = [*(group for group in layer.groups if len(group) > 1), *coming][:AHEAD]
    return found[::-1]
