"""A first order: barycentre sweeps with groups as blocks.

Sugiyama, Tagawa, Toda, Methods for visual understanding of hierarchical system structures, 1981.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

from intertwine.storyline.chart import Layer
from intertwine.storyline.count import strip_crossings
from intertwine.storyline.reduce import Orders, Strip
from intertwine.storyline.wishes import Pairs, units

SWEPT = 600_000
"""Places of lines in layers that all sweeps look at, at most: about one to two seconds."""


def barycentre_sweeps(strip: Strip, sweeps: int = 6) -> Orders:
    """Orders of a strip, every group contiguous: the best found in sweeps there and back, of which a strip with very
    many places gets fewer (`SWEPT`), but one.

    In a sweep each layer is ordered by the places of its lines in the layer before; groups stand at the mean of their
    members' places. Deterministic: ties keep the order had so far.
    """
    orders = [_ordered(strip, at, {}, list(layer.present)) for at, layer in enumerate(strip.layers)]
    best, least = orders, strip_crossings(strip, orders)
    places = sum(len(layer.present) for layer in strip.layers)
    for sweep in range(min(sweeps, max(1, SWEPT // places)) if least else 0):
        orders = [list(order) for order in orders]
        there = sweep % 2 == 0
        steps: Iterable[int] = range(len(orders)) if there else range(len(orders) - 1, -1, -1)
        known: dict[int, float] = {}
        for at in steps:
            orders[at] = _ordered(strip, at, known, orders[at])
            size = max(1, len(orders[at]) - 1)
            known = {person: place / size for place, person in enumerate(orders[at])}
        now = strip_crossings(strip, orders)
        if now < least:
            best, least = orders, now
    return best


def with_demands(layer: Layer, order: Sequence[int], pairs: Pairs) -> list[int]:
    """The `order` of a `layer`, its groups contiguous, changed as little as the demands ask: the first line that may
    come is next.

    `pairs` are the demands: the first of a pair stands above the second. They contradict neither each other nor a
    group.
    """
    unit = units(layer)
    later: dict[int, set[int]] = {}
    for above, below in pairs:
        inside = unit[above] == unit[below]
        later.setdefault(below if inside else -1 - unit[below], set()).add(above if inside else -1 - unit[above])
    found: list[int] = []
    waiting = [(key, list(members)) for key, members in groupby(order, key=lambda person: unit[person])]
    while waiting:
        blocked = {-1 - key for key, _ in waiting}
        at = next(n for n, (key, _) in enumerate(waiting) if not blocked & later.get(-1 - key, set()))
        members = waiting.pop(at)[1]
        while members:
            left = set(members)
            free = next(person for person in members if not left & later.get(person, set()))
            members.remove(free)
            found.append(free)
    return found


def _ordered(strip: Strip, at: int, known: dict[int, float], order: list[int]) -> list[int]:
    """The layer as demanded, then by known places; a line without one stands as in `order`, or with its group."""
    layer = strip.layers[at]
    size = max(1, len(order) - 1)
    place = {person: known.get(person, at / size) for at, person in enumerate(order)}
    block: dict[int, tuple[float, int]] = {}
    for group in layer.groups:
        sure = [known[person] for person in group if person in known] or [place[person] for person in group]
        mean = sum(sure) / len(sure)
        for person in group:
            block[person] = (mean, group[0])
            place.setdefault(person, mean)
    found = sorted(order, key=lambda person: (*block.get(person, (place[person], person)), place[person]))
    return with_demands(layer, found, strip.must[at]) if strip.must else found
