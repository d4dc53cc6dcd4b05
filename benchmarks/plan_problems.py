"""Problems of what to watch first, generated: seasons as chains, joint needs (AND) and shared reveals (OR).

They are synthetic: no universe has them. The same shape and seed give the same problem. Of the installments a tenth are
films, the others stand in seasons of 6 to 13, three seasons a series. Two thirds of the seasons are chains: who holds
an installment holds the one before it. A season beyond a series' first needs the end of the one before it in half of
the cases. Requirements belong to *strands*, people and threads that run through one to three seasons; strands that are
often asked for and installments that reveal much are few (both fall like a harmonic series).
"""

import random
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from intertwine.plan.coverage import Coverage


@dataclass(frozen=True, slots=True)
class Shape:
    """What a generated problem is like.

    choices: installments.
    requirements: things asked of the viewer.
    shared: the share of requirements with two to four alternative reveals (OR).
    joint: the share of reveals that need two or three installments (AND).
    chained: the share of seasons that are chains.
    essential: the share of requirements that are essential, so that a cheapest plan has to cover them.
    """

    choices: int
    requirements: int
    shared: float = 0.4
    joint: float = 0.25
    chained: float = 0.67
    essential: float = 0.3


def generated(shape: Shape, seed: int) -> Coverage:
    """A problem of this shape."""
    dice = random.Random(seed)
    seasons, cost, first, then = _seasons(dice, shape)
    often = list(accumulate(1 / (1 + at) for at in range(max(1, shape.requirements // 8))))
    strands = [dice.sample(seasons, min(len(seasons), dice.choice((1, 1, 2, 3)))) for _ in often]
    rich = [[dice.choice((1, 1, 2, 3, 8)) for _ in season] for season in seasons]
    rich = [list(accumulate(each)) for each in rich]
    number = {id(season): at for at, season in enumerate(seasons)}
    weight, alternative_of, start, members = [], list[int](), [0], list[int]()
    for requirement in range(shape.requirements):
        (strand,) = dice.choices(strands, cum_weights=often)
        weight.append(max(1, round(40 / dice.randint(1, 40))))
        ways = dice.randint(2, 4) if dice.random() < shape.shared else 1
        for _ in range(ways):
            needed = set[int]()
            for _ in range(dice.randint(2, 3) if dice.random() < shape.joint else 1):
                season = dice.choice(strand)
                needed.update(dice.choices(season, cum_weights=rich[number[id(season)]]))
            members += sorted(needed)
            alternative_of.append(requirement)
            start.append(len(members))
    whole = [np.array(column, np.int64) for column in (cost, weight)]
    short = [np.array(column, np.int32) for column in (alternative_of, start, members, first, then)]
    return Coverage(whole[0], whole[1], *short)


def essentials(problem: Coverage, shape: Shape, seed: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which requirements are essential."""
    dice = random.Random(seed + 1)
    return np.array([dice.random() < shape.essential for _ in problem.weight], np.bool_)


def _seasons(dice: random.Random, shape: Shape) -> tuple[list[list[int]], list[int], list[int], list[int]]:
    """The choices of each season (a film is a season of one), minutes, and what needs what."""
    plan: list[tuple[int, int, bool]] = []  # of each season: length, minutes, whether it continues the one before
    left, films = shape.choices, shape.choices // 10
    plan += [(1, dice.randint(90, 160), False) for _ in range(films)]
    left -= films
    while left:
        minutes = dice.choice((22, 42, 45, 52))
        for at in range(3):
            length = min(left, dice.randint(6, 13))
            if length:
                plan.append((length, minutes, at > 0))
                left -= length
    begins = sorted(range(len(plan)), key=lambda _: dice.random())
    order = sorted(
        (begins[at] * 9 + place, at, place) for at, (length, _, _) in enumerate(plan) for place in range(length)
    )
    numbers = {(at, place): number for number, (_, at, place) in enumerate(order)}
    seasons = [[numbers[at, place] for place in range(length)] for at, (length, _, _) in enumerate(plan)]
    cost = [0] * shape.choices
    first, then = [], []
    for at, (length, minutes, goes_on) in enumerate(plan):
        chain = dice.random() < shape.chained
        for place in range(length):
            cost[seasons[at][place]] = minutes if length == 1 else minutes + dice.randint(-4, 8)
            if chain and place:
                first.append(seasons[at][place - 1])
                then.append(seasons[at][place])
        if goes_on and dice.random() < 0.5:
            first.append(seasons[at - 1][-1])
            then.append(seasons[at][0])
    return seasons, cost, first, then
