"""The independent recount: crossings and contiguity of an order, sharing no code with what made it."""

from bisect import bisect_left, insort
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from intertwine.storyline.chart import Chart, Layer
from intertwine.storyline.reduce import Strip
from intertwine.storyline.wishes import Pairs, demands

AnyOrders = Sequence[Sequence[int]]
"""For each layer the people on stage, top first: read only."""


def crossings(orders: AnyOrders) -> int:
    """Pairs present in two neighbouring layers whose order flips, summed over all neighbours.

    Counted as inversions by insertion into a sorted list (Barth, Mutzel, Jünger, Simple and efficient bilayer cross
    counting, JGAA 2004, in its plainest form).
    """
    found = 0
    for before, after in pairwise(orders):
        place = {person: at for at, person in enumerate(after)}
        passed: list[int] = []
        for person in before:
            if person in place:
                found += len(passed) - bisect_left(passed, place[person])
                insort(passed, place[person])
    return found


def weighted(orders: AnyOrders, weights: Sequence[int]) -> int:
    """The crossings, each counted as often as the product of its two people's weights says (`weights[person]`)."""
    found = 0
    for before, after in pairwise(orders):
        place = {person: at for at, person in enumerate(after)}
        both = [person for person in before if person in place]
        places = np.array([place[person] for person in both], dtype=np.int64)
        heavy = np.array([weights[person] for person in both], dtype=np.int64)
        flipped = np.triu(places[:, None] > places, 1)
        found += int(heavy @ (flipped @ heavy))
    return found


def strip_crossings(strip: Strip, orders: Sequence[Sequence[int]]) -> int:
    """The strip's crossings, weighted where it has weights: those between two layers of lines that are shared there."""
    total = 0
    for at, shared in enumerate(strip.shared):
        on = set(shared)
        here = [[p for p in orders[at] if p in on], [p for p in orders[at + 1] if p in on]]
        total += weighted(here, strip.weights) if strip.weights else crossings(here)
    return total


def faults(chart: Chart, orders: AnyOrders) -> list[str]:
    """What is wrong with the orders as orders of this chart: nothing, when the list is empty."""
    return _faults(chart.layers, demands(chart), orders)


def strip_faults(strip: Strip, orders: AnyOrders) -> list[str]:
    """What is wrong with the orders as orders of this strip: nothing, when the list is empty."""
    return _faults(strip.layers, strip.must, orders)


def _faults(layers: Sequence[Layer], must: Sequence[Pairs], orders: AnyOrders) -> list[str]:
    if len(orders) != len(layers):
        return [f"{len(orders)} orders for {len(layers)} layers"]
    found = []
    for at, (layer, order) in enumerate(zip(layers, orders, strict=True), 1):
        if sorted(order) != list(layer.present):
            found.append(f"layer {at}: the order is not one of the people on stage")
            continue
        place = {person: where for where, person in enumerate(order)}
        for group in layer.groups:
            places = [place[person] for person in group]
            if max(places) - min(places) >= len(group):
                found.append(f"layer {at}: a group of {len(group)} does not stand together")
    for at, pairs in enumerate(must if not found else (), 1):
        place = {person: where for where, person in enumerate(orders[at - 1])}
        if any(place[above] > place[below] for above, below in pairs):
            found.append(f"layer {at}: somebody does not stand on the side or in the order wished for")
    return found
