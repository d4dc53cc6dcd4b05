"""Random small charts, and the plain model solved by brute force, for the tests of this package."""

import random
from collections.abc import Sequence
from itertools import combinations, permutations, product

from intertwine.storyline import Chart, crossings, make_chart, with_wishes

NAMES = "ABCDEFGH"


def random_chart(seed: int, people: int = 5, layers: int = 5, presence: str = "span") -> Chart:
    """A chart with one or two groups a layer; the same for the same arguments."""
    dice = random.Random(seed)
    drawn = []
    for _ in range(layers):
        cast = dice.sample(NAMES[:people], dice.randint(1, people))
        cut = dice.randint(1, len(cast))
        drawn.append([cast[:cut], cast[cut:]] if dice.random() < 0.5 else [cast])
    return make_chart(drawn, "gap" if presence == "gap" else "span")


def crowded_chart() -> Chart:
    """A chart that no fast pass and no short search brings to an end."""
    dice = random.Random(1)
    names = [f"P{n}" for n in range(26)]
    return make_chart([[dice.sample(names, dice.randint(2, 5))] for _ in range(60)])


def wished(seed: int, chart: Chart) -> Chart:
    """The chart with wishes drawn by lot: weights, sides, given orders, of each kind some or none."""
    dice = random.Random(seed)
    names = list(chart.people)
    weights = {name: dice.randint(1, 4) for name in names} if dice.random() < 0.6 else {}
    cast = dice.sample(names, len(names))
    first, last = cast[: dice.randint(0, 2)], cast[2 : 2 + dice.randint(0, 2)]
    orders = {}
    for at, layer in enumerate(chart.layers):
        if dice.random() < 0.2:
            units = [list(group) for group in layer.groups]
            units += [[person] for person in layer.present if not any(person in unit for unit in units)]
            dice.shuffle(units)
            given = [person for unit in units for person in dice.sample(unit, len(unit))]
            orders[at] = [chart.people[person] for person in given if dice.random() < 0.7]
    return with_wishes(chart, weights, first, last, orders)


def fewest(chart: Chart, near: Sequence[Sequence[int]] = (), price: int = 1) -> int:
    """The optimum of the plain problem: dynamic programming over every order of every layer that has no fault.

    With `near`, orders of the first layers, a crossing costs `price` and a pair that stands otherwise than there 1.
    """
    weights = chart.wishes.weights or [1] * len(chart.people)
    best: dict[tuple[int, ...], int] = {}
    for at, layer in enumerate(chart.layers):
        here = [order for order in permutations(layer.present) if _contiguous(order, layer.groups)]
        here = [order for order in here if granted(chart, at, order)]
        apart = {order: crossings([near[at], order]) if at < len(near) else 0 for order in here}
        if at == 0:
            best = apart
            continue
        nearest: dict[tuple[int, ...], int] = {}
        for order, before in product(here, best):
            cost = best[before] + price * crossed(before, order, weights) + apart[order]
            nearest[order] = min(nearest.get(order, cost), cost)
        best = nearest
    return min(best.values())


def crossed(before: Sequence[int], after: Sequence[int], weights: Sequence[int]) -> int:
    """The weight of the crossings between two layers, pair by pair."""
    both = [person for person in before if person in after]
    return sum(weights[a] * weights[b] for a, b in combinations(both, 2) if after.index(a) > after.index(b))


def granted(chart: Chart, at: int, order: Sequence[int]) -> bool:
    """Whether a layer's order grants the chart's wishes, said once more in the plainest way."""
    wishes = chart.wishes
    given = dict(wishes.orders)
    if at in given:
        return [person for person in order if person in given[at]] == list(given[at])
    side = {person: (person in wishes.last) - (person in wishes.first) for person in order}
    teams = [list(group) for group in chart.layers[at].groups]
    teams += [[person] for person in order if not any(person in team for team in teams)]
    level = {}
    for team in teams:
        sides = {side[person] for person in team} - {0}
        level.update(dict.fromkeys(team, sides.pop() if len(sides) == 1 else 0))
    units = [level[person] for person in order]
    inside = [[side[person] for person in order if person in team] for team in teams]
    return units == sorted(units) and all(row == sorted(row) for row in inside)


def _contiguous(order: tuple[int, ...], groups: tuple[tuple[int, ...], ...]) -> bool:
    return all(max(map(order.index, group)) - min(map(order.index, group)) < len(group) for group in groups)
