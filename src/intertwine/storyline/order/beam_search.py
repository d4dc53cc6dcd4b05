"""Orders from left to right, several at a time: where a group gathers is chosen with an eye to the groups to come.

Between two layers few lines have to move. Lines in no group of the next layer keep their order, and so do the members
of a group, which gather at one place among the others. That leaves one choice for each group, the place; it costs the
lines that the members pass. A few of the cheapest orders so far are kept (beam search: Lowerre, The HARPY speech
recognition system, 1976). Each is judged by its crossings and by what it would cost to gather each of the next groups;
the nearest count most. New lines join on top or at the bottom.

What comes far behind a layer should have hardly any influence on its order. So a line keeps its place when it has
ended. To pass it costs as much as to pass one that is away for a while, since the next groups do not tell which it is:
half of what it costs to pass a line that is there.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from intertwine.storyline.places import BoolArray, IntArray
from intertwine.storyline.reduce import Orders, Strip

WIDTH = 8
"""So many orders are kept."""
PLACES = 64
"""So many places for a group are looked at, in all orders that are kept together, the cheapest ones."""
AHEAD = 16
"""So many groups are looked ahead."""
SCALE = tuple(round(1024 * 0.85**step) for step in range(1, AHEAD + 1))
HERE, AWAY = 16, 8
"""What it costs to pass a line that is listed in the layer, and one that is not, whether it goes on later or not."""


def beam_order(strip: Strip, listed: Sequence[Collection[int]], width: int = WIDTH) -> Orders:
    """An order for each layer, every group contiguous. The `strip` has neither weights nor demands.

    `listed[layer]` are those on stage who are more than on their way to a later layer. Keeps `width` orders at a time.
    """
    people = 1 + max(person for layer in strip.layers for person in layer.present)
    kept = _Beam(np.zeros((1, 0), dtype=np.int64), np.zeros(1, dtype=np.int64), np.zeros(1, dtype=np.int64))
    begun = np.zeros(people, dtype=bool)
    history: list[_Beam] = []
    for layer, here, coming in zip(strip.layers, listed, _coming(strip), strict=True):
        kept = _Beam(kept.orders, kept.cost, np.arange(len(kept.orders)))
        passing_cost = np.where(_mask(here, people), HERE, AWAY)
        groups = [group for group in layer.groups if len(group) > 1]
        grouped = {person for group in groups for person in group}
        alone = [person for person in layer.present if not begun[person] and person not in grouped]
        kept = kept.joined(alone) if alone else kept
        gathered: list[BoolArray] = []
        for group in groups:
            gathered.append(_mask(group, people))
            kept = _gathered(kept, group, gathered, begun, passing_cost)
        begun[list(layer.present)] = True
        if len(kept.orders) > width:
            kept = kept.take(_best(kept, coming, _mask(layer.present, people), width))
        history.append(kept)
    at = int(kept.cost.argmin())
    found = []
    for layer, kept in zip(reversed(strip.layers), reversed(history), strict=True):
        order = kept.orders[at]
        found.append(order[_mask(layer.present, people)[order]].tolist())
        at = int(kept.parent[at])
    return found[::-1]


@dataclass(frozen=True, slots=True)
class _Beam:
    """Orders, a row each, what each cost so far, and from which row of the layer before it comes."""

    orders: IntArray
    cost: IntArray
    parent: IntArray

    def take(self, rows: IntArray) -> "_Beam":
        return _Beam(self.orders[rows], self.cost[rows], self.parent[rows])

    def joined(self, people: Sequence[int]) -> "_Beam":
        """With these at the bottom."""
        more = np.broadcast_to(np.array(people, dtype=np.int64), (len(self.orders), len(people)))
        return _Beam(np.hstack([self.orders, more]), self.cost, self.parent)


def _mask(people: Collection[int], size: int) -> BoolArray:
    found = np.zeros(size, dtype=bool)
    found[list(people)] = True
    return found


def _gathered(
    kept: _Beam, group: Sequence[int], masks: Sequence[BoolArray], begun: BoolArray, passing_cost: IntArray
) -> _Beam:
    """The orders with the group gathered at every place where it may be best, newcomers on top or at the bottom.

    `masks` are those of the layer's groups that were gathered before, and this one's.
    """
    *done, member = masks
    inside = member[kept.orders]
    rows, size = kept.orders.shape
    new = np.array([person for person in group if not begun[person]], dtype=np.int64)
    old = len(group) - len(new)
    members = kept.orders[inside].reshape(rows, old)
    others = kept.orders[~inside].reshape(rows, size - old)
    above = np.nonzero(inside)[1].reshape(rows, old) - np.arange(old)  # how many of the others are, for each member
    if not old:
        slots = np.broadcast_to(np.arange(size + 1), (rows, size + 1))
    elif not len(new) and (above[:, 0] == above[:, -1]).all():
        return kept
    else:
        width = int((above[:, -1] - above[:, 0]).max()) + 1
        slots = np.minimum(above[:, [0]] + np.arange(width), above[:, [-1]])
    edges = [_edges(other[others]) for other in done]
    if edges:  # where all places are within a group that is done, those beside it remain
        slots = np.hstack([slots, *edges])
    cost = np.broadcast_to(kept.cost[:, None], slots.shape)
    if old:
        way = np.zeros((rows, size - old + 1), dtype=np.int64)
        np.cumsum(passing_cost[others], axis=1, out=way[:, 1:])
        from_, to = np.take_along_axis(way, above, axis=1), np.take_along_axis(way, slots, axis=1)
        cost = cost + np.abs(from_[:, :, None] - to[:, None, :]).sum(axis=1)
    allowed = np.ones(slots.shape, dtype=bool)
    for edge in edges:
        allowed &= (slots <= edge[:, [0]]) | (slots >= edge[:, [1]])
    at = np.flatnonzero(allowed)
    if len(at) > PLACES:
        at = at[np.argsort(cost.ravel()[at], kind="stable")[:PLACES]]
    row, slot, cost = at // slots.shape[1], slots.ravel()[at], cost.ravel()[at]
    fresh = np.broadcast_to(new, (rows, len(new)))
    ways = ((members, fresh), (fresh, members)) if old and len(new) else ((members, fresh),)
    found = [_inserted(others[row], np.hstack(way)[row], slot) for way in ways]
    return _Beam(np.concatenate(found), np.tile(cost, len(ways)), np.tile(kept.parent[row], len(ways)))


def _edges(there: BoolArray) -> IntArray:
    """Before the first and after the last of those that are there, row by row."""
    first, last = there.argmax(axis=1), there.shape[1] - there[:, ::-1].argmax(axis=1)
    return np.stack([first, last], axis=1)


def _inserted(others: IntArray, block: IntArray, slot: IntArray) -> IntArray:
    """The others with the block at its slot, row by row."""
    size, own = others.shape[1] + block.shape[1], block.shape[1]
    place = np.arange(size) - slot[:, None]
    source = np.where(place < 0, place + slot[:, None] + own, np.where(place < own, place, place + slot[:, None]))
    return np.take_along_axis(np.hstack([block, others]), source, axis=1)


def _best(kept: _Beam, coming: Sequence[Sequence[int]], here: BoolArray, width: int) -> IntArray:
    """The rows of the most promising orders, all different, the best first."""
    members, weights = _weighed(coming, here)
    people = len(here)
    hope = kept.cost * SCALE[0]
    if len(members):
        rank = np.full((len(kept.orders), people + 1), people, dtype=np.int64)
        np.put_along_axis(rank, kept.orders, np.arange(kept.orders.shape[1])[None, :], axis=1)
        places = np.sort(rank[:, members], axis=2)
        hope = hope + HERE * (places * weights).sum(axis=(1, 2))
    rows: dict[bytes, int] = {}
    for row in np.argsort(hope, kind="stable").tolist():
        rows.setdefault(kept.orders[row].tobytes(), row)
        if len(rows) == width:
            break
    return np.array(list(rows.values()))


def _coming(strip: Strip) -> list[list[tuple[int, ...]]]:
    """For each layer the next groups after it."""
    coming: list[tuple[int, ...]] = []
    found = []
    for layer in reversed(strip.layers):
        found.append(coming)
        coming = [*(group for group in layer.groups if len(group) > 1), *coming][:AHEAD]
    return found[::-1]


def _weighed(coming: Sequence[Sequence[int]], here: BoolArray) -> tuple[IntArray, IntArray]:
    """The groups to come, a row each, without those that are not there yet, filled up with nobody; and by how much each
    of their sorted places counts in the cost of gathering them, up to a sum that is the same for all orders."""
    there = [[person for person in group if here[person]] for group in coming]
    rows = [(group, scale) for group, scale in zip(there, SCALE, strict=False) if len(group) > 1]
    most = max((len(group) for group, _ in rows), default=0)
    members = np.full((len(rows), most), len(here), dtype=np.int64)
    weights = np.zeros((len(rows), most), dtype=np.int64)
    for at, (group, scale) in enumerate(rows):
        half = len(group) // 2
        members[at, : len(group)] = group
        weights[at, :half] = -scale
        weights[at, len(group) - half : len(group)] = scale
    return members, weights
