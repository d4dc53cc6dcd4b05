"""A first order: barycentre sweeps with groups as blocks.

Sugiyama, Tagawa, Toda, Methods for visual understanding of hierarchical system structures, 1981.
"""

from collections.abc import Iterable, Sequence

from intertwine.storyline.chart import Layer
from intertwine.storyline.count import crossings
from intertwine.storyline.reduce import Strip

Orders = list[list[int]]


def barycentre(strip: Strip, sweeps: int = 6) -> Orders:
    """Orders of a strip, every group contiguous: the best found in sweeps there and back.

    In a sweep each layer is ordered by the places of its lines in the layer before; groups stand at the mean of their
    members' places. Deterministic: ties keep the order had so far.
    """
    orders = [_arranged(layer, {}, list(layer.present)) for layer in strip.layers]
    best, least = orders, flips(strip, orders)
    for sweep in range(sweeps):
        orders = [list(order) for order in orders]
        there = sweep % 2 == 0
        steps: Iterable[int] = range(len(orders)) if there else range(len(orders) - 1, -1, -1)
        known: dict[int, float] = {}
        for at in steps:
            orders[at] = _arranged(strip.layers[at], known, orders[at])
            size = max(1, len(orders[at]) - 1)
            known = {person: place / size for place, person in enumerate(orders[at])}
        now = flips(strip, orders)
        if now < least:
            best, least = orders, now
    return best


def flips(strip: Strip, orders: Sequence[Sequence[int]]) -> int:
    """The strip's crossings: those between two layers of lines that are shared there."""
    total = 0
    for at, shared in enumerate(strip.shared):
        on = set(shared)
        total += crossings([[p for p in orders[at] if p in on], [p for p in orders[at + 1] if p in on]])
    return total


def _arranged(layer: Layer, known: dict[int, float], order: list[int]) -> list[int]:
    """The layer ordered by known places; who has none stands where they stood in `order`, or with their group."""
    size = max(1, len(order) - 1)
    place = {person: known.get(person, at / size) for at, person in enumerate(order)}
    block: dict[int, tuple[float, int]] = {}
    for group in layer.groups:
        sure = [known[person] for person in group if person in known] or [place[person] for person in group]
        mean = sum(sure) / len(sure)
        for person in group:
            block[person] = (mean, group[0])
            place.setdefault(person, mean)
    return sorted(order, key=lambda person: (*block.get(person, (place[person], person)), place[person]))
