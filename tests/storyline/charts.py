"""Random small charts, and the plain model solved by brute force, for the tests of this room."""

import random
from itertools import permutations, product

from intertwine.storyline import Chart, crossings, make_chart

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


def fewest(chart: Chart) -> int:
    """The optimum of the plain problem: dynamic programming over every contiguous order of every layer."""
    best: dict[tuple[int, ...], int] = {}
    for at, layer in enumerate(chart.layers):
        here = [order for order in permutations(layer.present) if _contiguous(order, layer.groups)]
        if at == 0:
            best = dict.fromkeys(here, 0)
            continue
        nearest: dict[tuple[int, ...], int] = {}
        for order, before in product(here, best):
            cost = best[before] + crossings([before, order])
            nearest[order] = min(nearest.get(order, cost), cost)
        best = nearest
    return min(best.values())


def _contiguous(order: tuple[int, ...], groups: tuple[tuple[int, ...], ...]) -> bool:
    return all(max(map(order.index, group)) - min(map(order.index, group)) < len(group) for group in groups)
