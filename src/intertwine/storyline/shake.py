"""Ruin and recreate: a few lines stop counting, then come back one after the other, each on its best course.

Schrimpf, Schneider, Stamm-Wilbrandt, Dueck, Record breaking optimization results using the ruin and recreate principle,
2000. It gets a long story out of the orders that sifting single lines cannot leave.
"""

import random
from collections.abc import Callable, Iterator

from intertwine.storyline.reduce import Strip
from intertwine.storyline.sift import Orders, Stretch, Table, stretches

SEED = 20160919
FEWEST, MOST = 3, 7


def shake(
    strip: Strip, orders: Orders, times: int, report: Callable[[Orders], object] | None = None, turn: int = 0
) -> Orders:
    """Orders with no more crossings after so many times; the same ones every time. `report` hears every gain.

    Another `turn` throws other dice.
    """
    dice = random.Random(SEED + turn)  # noqa: S311 - nothing secret, and the same on every machine
    table = Table(strip, orders)
    draws = _draws(stretches(strip), len(strip.layers), dice)
    for _ in range(times):
        chosen = next(draws)
        kept, rank = [order.copy() for order in table.orders], table.rank.copy()
        before = _set_apart(table, chosen)
        for person, first, last in chosen:
            table.counts[person] = True
            table.sift_one(person, first, last)
        gain = before - _set_apart(table, chosen)
        table.counts[[person for person, _, _ in chosen]] = True
        if gain < 0:
            table.orders, table.rank = kept, rank
        elif gain > 0 and report is not None:
            report([order.tolist() for order in table.orders])
    return [order.tolist() for order in table.orders]


def _set_apart(table: Table, chosen: list[Stretch]) -> int:
    """Takes the lines out of the count, one after the other; how many crossings that makes fewer."""
    crossings = 0
    for person, _, _ in chosen:
        crossings += table.cost_of(person)
        table.counts[person] = False
    return crossings


def _draws(runs: list[Stretch], layers: int, dice: random.Random) -> Iterator[list[Stretch]]:
    """A few stretches at a time that go through one layer, in any order."""
    through: list[list[Stretch]] = [[] for _ in range(layers)]
    for run in runs:
        for at in range(run[1], run[2] + 1):
            through[at].append(run)
    while True:
        here = through[dice.randrange(layers)]
        yield dice.sample(here, min(len(here), dice.randint(FEWEST, MOST)))
