"""Sifting, a line at a time over its whole length: the best course of one line among all others, by dynamic programming.

Sifting moves one vertex through one layer (Rudell 1993; Matuszewski, Schönfeld, Molitor, GD 1999). A storyline's line
lives in many layers, so its places in all of them are chosen together: a state is a place among the others, the cost of
a step is the number of lines crossed, and only places that keep every group contiguous are allowed.
"""

import numpy as np
from numpy.typing import NDArray

from intertwine.storyline.reduce import Strip

Orders = list[list[int]]
Numbers = NDArray[np.int64]


def sift(strip: Strip, orders: Orders, rounds: int = 4) -> Orders:
    """Orders with no more crossings: every line sifted in turn, until a round changes nothing or `rounds` are done."""
    orders = [list(order) for order in orders]
    runs = _runs(strip)
    rank = [{person: at for at, person in enumerate(order)} for order in orders]
    shared = [np.array(people, dtype=np.int64) for people in strip.shared]
    for _ in range(rounds):
        gained = 0
        for person, first, last in runs:
            gained += _sift_one(strip, orders, rank, shared, person, first, last)
        if not gained:
            break
    return orders


def _runs(strip: Strip) -> list[tuple[int, int, int]]:
    """Each line's stretches of layers in which it goes on without a break, longest first."""
    open_: dict[int, int] = {}
    found = []
    for at, layer in enumerate(strip.layers):
        goes_on = set(strip.shared[at]) if at < len(strip.shared) else set()
        for person in layer.present:
            start = open_.setdefault(person, at)
            if person not in goes_on:
                found.append((person, start, at))
                del open_[person]
    return sorted(found, key=lambda run: (run[1] - run[2], run[0]))


def _sift_one(
    strip: Strip,
    orders: Orders,
    rank: list[dict[int, int]],
    shared: list[Numbers],
    person: int,
    first: int,
    last: int,
) -> int:
    """Moves one line in its layers from `first` to `last` to its best course; how many crossings that saved."""
    slots = [_slots(strip, orders[at], rank[at], at, person) for at in range(first, last + 1)]
    here = [rank[at][person] for at in range(first, last + 1)]
    cost = np.zeros(len(slots[0]), dtype=np.int64)
    back: list[Numbers] = []
    now = 0
    for at in range(first, last):
        one, two = slots[at - first], slots[at - first + 1]
        step = _step(rank[at], rank[at + 1], shared[at], person, one, two)
        now += int(step[np.searchsorted(one, here[at - first]), np.searchsorted(two, here[at - first + 1])])
        total = cost[:, None] + step
        choice = total.argmin(axis=0)
        back.append(choice)
        cost = total[choice, np.arange(len(two))]
    end = int(cost.argmin())
    saved = now - int(cost[end])
    if saved <= 0:
        return 0
    for at in range(last, first - 1, -1):
        order = orders[at]
        order.remove(person)
        order.insert(int(slots[at - first][end]), person)
        rank[at] = {one: place for place, one in enumerate(order)}
        if at > first:
            end = int(back[at - first - 1][end])
    return saved


def _slots(strip: Strip, order: list[int], rank: dict[int, int], at: int, person: int) -> Numbers:
    """The places for the line among the others of the layer, ascending, that keep every group contiguous."""
    own = rank[person]
    size = len(order)
    allowed = np.ones(size, dtype=bool)
    for group in strip.layers[at].groups:
        if len(group) < 2:
            continue
        places = [rank[member] - (rank[member] > own) for member in group if member != person]
        low, high = min(places), max(places)
        if person in group:
            inside = np.zeros(size, dtype=bool)
            inside[low : high + 2] = True
            return np.flatnonzero(inside)
        allowed[low + 1 : high + 1] = False
    return np.flatnonzero(allowed)


def _step(
    before: dict[int, int], after: dict[int, int], shared: Numbers, person: int, one: Numbers, two: Numbers
) -> Numbers:
    """How many lines the line crosses on its way from each of the places `one` to each of the places `two`."""
    others = [other for other in shared.tolist() if other != person]
    own, own_after = before[person], after[person]
    ranks = np.array([before[other] for other in others], dtype=np.int64)
    ranks -= ranks > own
    ranks_after = np.array([after[other] for other in others], dtype=np.int64)
    ranks_after -= ranks_after > own_after
    above = (ranks[None, :] < one[:, None]).astype(np.float32)
    above_after = (ranks_after[None, :] < two[:, None]).astype(np.float32)
    both = above @ above_after.T
    return (above.sum(axis=1)[:, None] + above_after.sum(axis=1)[None, :] - 2 * both).astype(np.int64)
