"""Small problems of what to watch, and what is best for them, found by trying every selection."""

from collections.abc import Iterator, Sequence
from itertools import product

import numpy as np
from hypothesis import strategies as st

from intertwine.model.strings import Bools
from intertwine.plan.coverage import Coverage

Requirement = tuple[int, Sequence[Sequence[int]]]
"""A weight, and the alternatives: the choices that each needs."""


def problem(
    cost: Sequence[int], requirements: Sequence[Requirement], pairs: Sequence[tuple[int, int]] = ()
) -> Coverage:
    """A problem, written down. Of each pair the first is needed by the second."""
    alternatives = [(number, way) for number, (_, ways) in enumerate(requirements) for way in ways]
    return Coverage(
        np.array(cost, np.int64),
        np.array([weight for weight, _ in requirements], np.int64),
        np.array([number for number, _ in alternatives], np.int32),
        np.cumsum([0, *(len(way) for _, way in alternatives)]).astype(np.int32),
        np.array([choice for _, way in alternatives for choice in way], np.int32),
        np.array([first for first, _ in pairs], np.int32),
        np.array([then for _, then in pairs], np.int32),
    )


@st.composite
def problems(draw: st.DrawFn, least_cost: int = 0, most: int = 8) -> Coverage:
    """Any small problem, with circles, joint needs, and requirements that nothing covers, or that need nothing."""
    count = draw(st.integers(0, most))
    cost = draw(st.lists(st.integers(least_cost, 5), min_size=count, max_size=count))
    choice, several = st.integers(0, max(0, count - 1)), min(count, 3)
    ways = st.lists(st.lists(choice, max_size=several, unique=True), max_size=3)
    requirements = draw(st.lists(st.tuples(st.integers(1, 4), ways), max_size=7))
    return problem(cost, requirements, draw(st.lists(st.tuples(choice, choice), max_size=2 * several)))


def all_selections(it: Coverage) -> Iterator[tuple[tuple[bool, ...], int, frozenset[int]]]:
    """Every selection with what it needs: the choices, their minutes, and the requirements that they cover."""
    ways = [
        (int(requirement), it.members[it.start[at] : it.start[at + 1]].tolist())
        for at, requirement in enumerate(it.alternative_of)
    ]
    pairs = list(zip(it.first.tolist(), it.then.tolist(), strict=True))
    for chosen in product((False, True), repeat=len(it.cost)):
        if all(chosen[first] or not chosen[then] for first, then in pairs):
            minutes = sum(int(cost) for cost, taken in zip(it.cost, chosen, strict=True) if taken)
            yield chosen, minutes, frozenset(number for number, way in ways if all(chosen[choice] for choice in way))


def weight_of(it: Coverage, requirements: frozenset[int], among: Bools | None = None) -> int:
    """What some requirements weigh together, or those of them that are `among` others."""
    return sum(int(it.weight[each]) for each in requirements if among is None or among[each])
