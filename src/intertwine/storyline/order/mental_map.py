"""Stability: an order for a longer chart that stays as close as it can to the order of a shorter one.

Crossings first, then moved pairs: pairs of lines that stood otherwise in a layer that was drawn already. "Keep the
mental map" (Eades, Lai, Misue, Sugiyama 1991), as a price: the earlier order with the new lines put in is sifted while
a crossing costs as much as a few moved pairs, then ever more, until there are few enough crossings. Where that is not
to be had, the best order for itself and the kept one are joined, layer by layer, by dynamic programming.
"""

import time

import numpy as np

from intertwine.storyline.arguments import MAKE, need
from intertwine.storyline.chart import Chart
from intertwine.storyline.count import strip_crossings
from intertwine.storyline.layout import Ordered, certified
from intertwine.storyline.maxsat import NearOrders, solve_strip
from intertwine.storyline.order.barycentre import with_demands
from intertwine.storyline.order.fast import order_fast
from intertwine.storyline.order.matching import earlier_ranks
from intertwine.storyline.order.neighbourhood_search import WindowEffort, improve_windows
from intertwine.storyline.order.sifting import line_spans
from intertwine.storyline.order.sifting_tables import SiftingTables, tables_fit
from intertwine.storyline.places import IntArray
from intertwine.storyline.reduce import Orders, Strip, as_one_part, independent_parts

WINDOWS = WindowEffort(pairs=1100, conflicts=1000, total=12000)
PRICES = (4, 64, 4096)
ROUNDS = 3


def order_stable(
    chart: Chart, near: Ordered, base: Ordered | None = None, surplus: int = 0, conflicts: int = 0
) -> Ordered:
    """An order for the chart that is close to `near`, an order of an earlier, shorter chart of the same story.

    It costs at most `surplus` crossings more than `base`, an order of this `chart` (the fast one, when none is given);
    of what was found within that, it has the fewest moved pairs. Moments and people are matched as in
    `matching_layers`, by key and by name. `base`'s bound stands in the certificate. The same arguments give the same
    order.

    With `conflicts` an exact search follows, with so many conflicts at most: if it comes to its end, the order has the
    fewest crossings of all, whatever the surplus, and of all such orders one with the fewest moved pairs. That takes
    seconds, not tenths of one.

    Mental map: Eades, Lai, Misue, Sugiyama, Preserving the mental map of a diagram, 1991.
    """
    need("order_stable", chart, Chart, "a chart", MAKE)
    need("order_stable", near, Ordered, "an order to stay near to", "write order_stable(chart, order_fast(earlier))")
    start = time.perf_counter()
    base = order_fast(chart) if base is None else base
    strip = as_one_part(chart).strip
    target = earlier_ranks(chart, near)
    limit = base.certificate.cost + surplus
    candidates = [*_kept(strip, target, limit), _turned(chart, base, target)]
    if tables_fit(strip):
        candidates.append(_sifted(strip, _joined(strip, candidates, target), target, PRICES[-1]))
    candidates.append([list(order) for order in base.orders])

    def standing(orders: Orders) -> tuple[int, int]:
        return _moved(orders, target), strip_crossings(strip, orders)

    best = min((orders for orders in candidates if strip_crossings(strip, orders) <= limit), key=standing)
    lower, interrupted = base.certificate.lower_bound, base.certificate.interrupted
    if conflicts:
        best, bound = _exact(strip, target, best, conflicts)
        lower = max(lower, bound)
    return certified(chart, best, lower, time.perf_counter() - start, interrupted=interrupted)


def _kept(strip: Strip, target: IntArray, limit: int) -> list[Orders]:
    """The earlier order, extended, then with ever fewer crossings and more moved pairs until the limit is kept."""
    kept = _extended(strip, target)
    found = [kept]
    if not tables_fit(strip):
        return found
    for price in PRICES:
        kept = _sifted(strip, kept, target, price)
        found.append(kept)
        if strip_crossings(strip, kept) <= limit:
            return found
    found.append(_sifted(strip, improve_windows(strip, kept, WINDOWS)[0], target, PRICES[-1]))
    return found


def _exact(strip: Strip, target: IntArray, orders: Orders, conflicts: int) -> tuple[Orders, int]:
    """The fewest crossings and then the fewest moved pairs, or the orders given; and a bound on the crossings."""
    near = tuple(tuple(sorted(np.flatnonzero(row >= 0).tolist(), key=row.tolist().__getitem__)) for row in target)
    price = 1 + sum(len(order) * (len(order) - 1) // 2 for order in near)
    goal = price * strip_crossings(strip, orders) + _moved(orders, target)
    answer = solve_strip(strip, goal, conflicts, target=NearOrders(near, price))
    return orders if answer.orders is None else answer.orders, answer.lower // price


def _extended(strip: Strip, target: IntArray) -> Orders:
    """The earlier order, new lines and layers put in as the layers beside them suggest."""
    first = next((at for at in range(len(target)) if (target[at] >= 0).any()), 0)
    orders: Orders = [[] for _ in strip.layers]
    known: dict[int, float] = {}
    for at in (*range(first, len(orders)), *range(first - 1, -1, -1)):
        if at == first - 1:
            known = _spread(orders[first])
        layer = strip.layers[at]
        there = sorted((int(target[at, person]), person) for person in layer.present if target[at, person] >= 0)
        mine = _spread([person for _, person in there])
        place = {person: where for person in layer.present if (where := mine.get(person, known.get(person, -1.0))) >= 0}
        middle = sum(place.values()) / len(place) if place else 0.5
        block: dict[int, tuple[float, int]] = {}
        for group in layer.groups:
            own = [place[person] for person in group if person in place] or [middle]
            block.update(dict.fromkeys(group, (sum(own) / len(own), group[0])))
        keys = {}
        for person in layer.present:
            own_place = place.get(person, middle)
            keys[person] = (*block.get(person, (own_place, person)), own_place, person)
        order = sorted(layer.present, key=keys.__getitem__)
        orders[at] = with_demands(layer, order, strip.must[at]) if strip.must else order
        known = _spread(orders[at])
    return orders


def _spread(order: list[int]) -> dict[int, float]:
    size = max(1, len(order) - 1)
    return {person: place / size for place, person in enumerate(order)}


def _turned(chart: Chart, base: Ordered, target: IntArray) -> Orders:
    """The base order, every independent part upside down where that moves fewer pairs, and the parts stacked again."""
    orders = [list(order) for order in base.orders]
    if chart.wishes.first or chart.wishes.last or chart.wishes.orders:
        return orders
    pieces = []
    for part in independent_parts(chart):
        own: dict[int, list[int]] = {}
        for copies in part.spread:
            for at, present in copies:
                on = set(present)
                own[at] = [person for person in orders[at] if person in on]
        changed, pairs = _moved_in(own, target)
        if 2 * changed > pairs:
            own = {at: order[::-1] for at, order in own.items()}
        seen = [target[at, person] for at, order in own.items() for person in order if target[at, person] >= 0]
        pieces.append((float(np.mean(seen)) if seen else np.inf, own))
    pieces.sort(key=lambda piece: piece[0])
    result: Orders = [[] for _ in orders]
    for _, own in pieces:
        for at, order in own.items():
            result[at] += order
    return result


def _sifted(strip: Strip, orders: Orders, target: IntArray, price: int) -> Orders:
    tables = SiftingTables(strip, orders, target, price)
    tables.sift(line_spans(strip), ROUNDS)
    return tables.orders()


def _joined(strip: Strip, candidates: list[Orders], target: IntArray) -> Orders:
    """For each layer the order of one of the candidates, at the least price, by dynamic programming."""
    cost = np.array([_moved_in({0: orders[0]}, target[:1])[0] for orders in candidates], dtype=np.int64)
    back = []
    for at in range(1, len(strip.layers)):
        pair = strip.window(at - 1, at)
        step = [[strip_crossings(pair, [one[at - 1], two[at]]) for two in candidates] for one in candidates]
        total = cost[:, None] + PRICES[-1] * np.array(step, dtype=np.int64)
        back.append(total.argmin(axis=0))
        own = [_moved_in({at: orders[at]}, target)[0] for orders in candidates]
        cost = total.min(axis=0) + np.array(own, dtype=np.int64)
    chosen = [int(cost.argmin())]
    for row in reversed(back):
        chosen.append(int(row[chosen[-1]]))
    return [list(candidates[one][at]) for at, one in enumerate(reversed(chosen))]


def _moved(orders: Orders, target: IntArray) -> int:
    return _moved_in(dict(enumerate(orders)), target)[0]


def _moved_in(orders: dict[int, list[int]], target: IntArray) -> tuple[int, int]:
    """Moved pairs and all pairs of some layers."""
    changed = pairs = 0
    for at, order in orders.items():
        line = target[at, order]
        line = line[line >= 0]
        pairs += len(line) * (len(line) - 1) // 2
        changed += int(np.triu(line[:, None] > line, 1).sum())
    return changed, pairs
