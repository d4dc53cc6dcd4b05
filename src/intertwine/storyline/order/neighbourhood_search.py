"""Windows solved exactly: a few layers at a time, the orders on both sides held, until none can be bettered.

Large neighbourhood search (Shaw, CP 1998) in the order of time. A window's proof says nothing about the whole, unless
the window is the whole.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from intertwine.storyline.count import strip_crossings
from intertwine.storyline.maxsat import SearchResult, solve_strip
from intertwine.storyline.reduce import Orders, Strip


@dataclass(frozen=True, slots=True)
class WindowEffort:
    """How much work windows may be: their size in pairs of lines, the conflicts for one, and the pairs in all."""

    pairs: int
    conflicts: int
    total: int


def improve_windows(
    strip: Strip,
    orders: Orders,
    effort: WindowEffort,
    report: Callable[[Orders], object] | None = None,
    solver: Callable[[Strip, int, int, dict[int, list[int]]], SearchResult] = solve_strip,
) -> tuple[Orders, int]:
    """Orders with no more crossings, and a lower bound: 0, unless one window was the whole strip.

    In passes over `strip` from first to last layer, each window starting in the middle of the one before, until a pass
    gains nothing or `effort` is used up. `orders` has an order a layer, and is left as it is. `report` hears the orders
    after every gain. `solver` solves a window: it gets the window, the crossings it has, the conflicts it may have, and
    the orders that are held, by layer.

    Large neighbourhood search: Shaw, Using constraint programming and local search methods to solve vehicle routing
    problems, CP 1998.
    """
    orders = [list(order) for order in orders]
    left = effort.total
    cuts = list(windows(strip, effort.pairs))
    gained = True
    while gained:
        gained = False
        for first, last in cuts:
            cut = strip.window(first, last)
            now = strip_crossings(cut, orders[first : last + 1])
            if now == 0:
                continue
            left -= sum(pair_count(strip, at) for at in range(first, last + 1))
            if left < 0:
                return orders, 0
            held = {at - first: orders[at] for at in (first, last) if 0 < at < len(orders) - 1}
            answer = solver(cut, now, effort.conflicts, held)
            if answer.orders is not None:
                orders[first : last + 1] = answer.orders
                gained = True
                if report is not None:
                    report(orders)
            if len(cuts) == 1:
                return orders, answer.lower
    return orders, 0


def windows(strip: Strip, most: int) -> Iterator[tuple[int, int]]:
    """First and last layer of windows of about `most` pairs of lines, each starting in the middle of the one before."""
    first = 0
    end = len(strip.layers) - 1
    while first < end:
        last, size = first + 1, pair_count(strip, first) + pair_count(strip, first + 1)
        while last < end and size < most:
            last += 1
            size += pair_count(strip, last)
        yield first, last
        if last == end:
            return
        first = max(first + 1, (first + last) // 2)


def pair_count(strip: Strip, at: int) -> int:
    """Pairs of lines in a layer, a group counted as one line from outside."""
    layer = strip.layers[at]
    inside = sum(len(group) * (len(group) - 1) // 2 for group in layer.groups)
    units = len(layer.present) - sum(len(group) - 1 for group in layer.groups)
    return inside + units * (units - 1) // 2


def strip_size(strip: Strip) -> int:
    """Pairs of lines in all layers."""
    return sum(pair_count(strip, at) for at in range(len(strip.layers)))
