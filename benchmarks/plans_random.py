"""Plans for facts that are spread at random: what is reached, and whether the selection or the bound is off.

All of them are synthetic. The large ledger is that of `benchmarks/shape.py`. The small problems are like it, and small
enough for a proof: there the linear program is as far off, and the best selection is known.
"""

import random
import time

import numpy as np

from benchmarks import shape
from benchmarks.measure import Table
from intertwine.gate.universe import Universe
from intertwine.ledger.store.columns import Compiled
from intertwine.model.progress import NOTHING
from intertwine.plan.candidates import candidates
from intertwine.plan.coverage import Coverage
from intertwine.plan.solve import ENOUGH, Limits, best_within, cheapest, greedy_within
from intertwine.plan.target import all_listed, plan_target

FACTS, MINUTES, TAUGHT_BY = 100_000, 50, 6
PARTS, HOURS = (25, 50, 75), (5, 20, 50, 100)
SMALL = ((40, 80, 6), (50, 100, 7), (60, 120, 8))
"""Of each small problem the installments, the requirements, and how many installments there is time for."""
SEEDS = range(3)
TO_THE_END = Limits(1_500_000)


def random_facts() -> Table:
    """The large ledger, then the small problems."""
    rows, large = list[tuple[str, ...]](), _large()
    name, full = f"{len(large.cost):,} installments", cheapest(large, np.ones(len(large.weight), np.bool_)).minutes
    for part in PARTS:
        rows.append((name, f"{part}% of the time", *_reached(large, full * part // 100, ENOUGH)))
    for hours in HOURS:
        rows.append((name, f"{hours} hours", *_reached(large, 60 * hours, ENOUGH)))
    for choices, requirements, taken in SMALL:
        for seed in SEEDS:
            it = _small(choices, requirements, seed)
            rows.append((f"{choices} installments", f"{taken} of them", *_reached(it, MINUTES * taken, TO_THE_END)))
    columns = ("facts at random", "budget", "s", "gap", "weight", "bound", "linear program", "greedy")
    note = "The small problems are searched to their end: their weight is the best that there is."
    return Table("Plans: facts spread at random", columns, tuple(rows), note)


def _reached(of: Coverage, minutes: int, limits: Limits) -> tuple[str, ...]:
    start = time.process_time()
    found = best_within(of, minutes, limits)
    seconds = time.process_time() - start
    gap = "proved" if found.optimal else f"{1 - found.weight / found.bound:.2%}"
    counts = (found.weight, found.bound, best_within(of, minutes, Limits(1)).bound, greedy_within(of, minutes).weight)
    return f"{seconds:.1f}", gap, *map(str, counts)


def _large() -> Coverage:
    """What the last title of the ledger asks for; nothing is seen."""
    universe = Universe(Compiled(shape.generated(FACTS), ()))
    view = universe.seen(NOTHING)
    asked = universe.curriculum(NOTHING, plan_target(view, f"Title {shape.TITLES - 1}").places.tolist())
    none = np.zeros(len(all_listed(view)), np.bool_)
    return candidates(asked, np.full(len(none), MINUTES, np.int64), none, none).problem


def _small(choices: int, requirements: int, seed: int) -> Coverage:
    """Each requirement is taught by a few installments, any ones."""
    dice = random.Random(seed)
    members = [sorted(dice.sample(range(choices), TAUGHT_BY)) for _ in range(requirements)]
    of = np.repeat(np.arange(requirements, dtype=np.int32), TAUGHT_BY)
    none = np.zeros(0, np.int32)
    return Coverage(
        np.full(choices, MINUTES, np.int64),
        np.ones(requirements, np.int64),
        of,
        np.arange(len(of) + 1, dtype=np.int32),
        np.array(members, np.int32).ravel(),
        none,
        none,
    )
