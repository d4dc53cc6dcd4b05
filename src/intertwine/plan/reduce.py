"""A problem made smaller without a change of its best selections: the network that the solvers work on.

A *node* is a set of choices that are taken together, or a joint need: several nodes that cover something only together.
A requirement that one node alone covers is profit of that node. What is left are *shared* requirements, each covered by
any one of its options. Without them, and without a budget, the network is a closure problem (docs/plan-model.md).
"""

from collections.abc import Iterable
from itertools import pairwise

import numpy as np

from intertwine.model.record import record
from intertwine.model.strings import Bools
from intertwine.plan.coverage import Coverage
from intertwine.plan.needs import Needs, listed, needs_of

Way = tuple[int, ...]
"""Units that cover a requirement together: none needs another one. Without any, the requirement is covered."""


@record
class Shared:
    """A requirement with a choice of ways, or several of them with the same ways.

    weight: of all of them.
    asked: of those that are required.
    options: nodes, any one of which covers it.
    least: minutes of the cheapest option with all that it needs.
    """

    weight: int
    asked: int
    options: tuple[int, ...]
    least: int


@record
class Network:
    """The reduced problem.

    needs: the units that the nodes are made of.
    ways: for each requirement of the problem the units of each alternative.
    units: of each node; a joint need has none. A node comes after those that it needs.
    cost: minutes of each node.
    earliest: of each node the least number of its choices; of a joint need -1.
    profit: weight of the requirements that each node alone covers.
    asked: the part of `profit` that is required.
    arcs: pairs of nodes, a needed one and the one that needs it.
    shared: the requirements with several options.
    forced: the set of units that every selection has to hold.
    weight: what is covered with `forced` alone.
    """

    needs: Needs
    ways: tuple[tuple[Way, ...], ...]
    units: tuple[Way, ...]
    cost: tuple[int, ...]
    earliest: tuple[int, ...]
    profit: tuple[int, ...]
    asked: tuple[int, ...]
    arcs: tuple[tuple[int, int], ...]
    shared: tuple[Shared, ...]
    forced: int
    weight: int


def reduced(problem: Coverage, required: Bools, *, must: bool, budget: int | None = None) -> Network:
    """The network of a problem.

    required: which requirements are required.
    must: every required one that can be covered is covered by each selection asked for.
    budget: no selection asked for costs more minutes, where one is given.
    """
    needs = needs_of(problem)
    ways = _ways(problem, needs)
    forced = needs.joined(unit for unit, own in enumerate(needs.within) if needs.minutes(own) == 0)
    while True:
        simpler = _Simpler(needs, forced, budget)
        rows = _merged(problem, required, [simpler.least(each) for each in ways])
        once = [key[0] for key, (_, asked) in rows.items() if must and asked and len(key) == 1 and key[0]]
        if not once:
            return _network(simpler, ways, rows)
        for way in once:
            forced |= needs.joined(way)


def _ways(problem: Coverage, needs: Needs) -> tuple[tuple[Way, ...], ...]:
    """For each requirement its alternatives, as units."""
    found: list[list[Way]] = [[] for _ in problem.weight]
    unit = [needs.unit[choice] for choice in problem.members.tolist()]
    for requirement, (start, end) in zip(problem.alternative_of.tolist(), pairwise(problem.start.tolist()), strict=True):
        found[requirement].append(tuple(unit[start:end]) if end == start + 1 else needs.least(unit[start:end]))
    return tuple(map(tuple, found))


class _Simpler:
    """Ways without what is forced. Each is looked at once: most requirements share theirs with others."""

    def __init__(self, needs: Needs, forced: int, budget: int | None) -> None:
        self.needs, self.forced, self._budget = needs, forced, budget
        self._known: dict[Way, Way | None] = {}
        self._sets: dict[Way, int] = {}

    def least(self, ways: Iterable[Way]) -> tuple[Way, ...]:
        """The simplified ways without those that cost too much or bring all of another one along; ascending."""
        kept = {found for way in ways if (found := self._simplified(way)) is not None}
        if len(kept) < 2:
            return tuple(kept)
        least = list[Way]()
        for way in sorted(kept, key=lambda each: (self._sets[each].bit_count(), each)):
            if not any(self._sets[other] & ~self._sets[way] == 0 for other in least):
                least.append(way)
        return tuple(sorted(least))

    def minutes(self, way: Way) -> int:
        """What a simplified way costs beyond what is forced."""
        return self.needs.minutes(self._sets[way])

    def _simplified(self, way: Way) -> Way | None:
        """The way without what is forced; None where it costs too much."""
        if way in self._known:
            return self._known[way]
        found: Way | None = tuple(unit for unit in way if not self.forced >> unit & 1)
        self._sets[found] = self.needs.joined(way) & ~self.forced
        if self._budget is not None and self.minutes(found) > self._budget:
            found = None
        self._known[way] = found
        return found


def _merged(
    problem: Coverage, required: Bools, ways: list[tuple[Way, ...]]
) -> dict[tuple[Way, ...], tuple[int, int]]:
    """Weight, and weight of what is required, for each different set of ways that there is."""
    found: dict[tuple[Way, ...], tuple[int, int]] = {}
    for key, weight, asked in zip(ways, problem.weight.tolist(), required.tolist(), strict=True):
        if key:
            before = found.get(key, (0, 0))
            found[key] = before[0] + weight, before[1] + weight * asked
    return found


def _network(
    simpler: _Simpler, original: tuple[tuple[Way, ...], ...], rows: dict[tuple[Way, ...], tuple[int, int]]
) -> Network:
    needs, forced = simpler.needs, simpler.forced
    weight, _ = rows.pop(((),), (0, 0))
    ways = sorted({way for key in rows for way in key}, key=lambda way: (len(way) > 1, way))
    used = {unit for way in ways for unit in way}
    kept = listed(needs.joined(used) & ~forced)
    single = _taken_together(needs, kept, used)
    units = [tuple(unit for unit in kept if single[unit] == own) for own in sorted(set(single.values()))]
    node = {unit: at for at, each in enumerate(units) for unit in each}
    arcs = {
        (node[other], node[unit])
        for unit in kept
        for other in needs.direct[unit]
        if not forced >> other & 1 and node[other] != node[unit]
    }
    place: dict[Way, int] = {}
    for way in ways:
        if len(way) == 1:
            place[way] = node[way[0]]
        else:
            place[way] = len(units)
            arcs.update((node[unit], len(units)) for unit in way)
            units.append(())
    profit, asked = [0] * len(units), [0] * len(units)
    shared = list[Shared]()
    for key, (own, wanted) in rows.items():
        if len(key) == 1:
            profit[place[key[0]]] += own
            asked[place[key[0]]] += wanted
        else:
            shared.append(Shared(own, wanted, tuple(sorted(place[way] for way in key)), min(map(simpler.minutes, key))))
    return Network(
        needs,
        original,
        tuple(units),
        tuple(sum(needs.cost[unit] for unit in each) for each in units),
        tuple(min((needs.choices[unit][0] for unit in each), default=-1) for each in units),
        tuple(profit),
        tuple(asked),
        tuple(sorted(arcs)),
        tuple(sorted(shared, key=lambda each: each.options)),
        forced,
        weight,
    )


def _taken_together(needs: Needs, kept: list[int], used: set[int]) -> dict[int, int]:
    """For each unit the one with which it is taken: its only user, where it covers nothing by itself, else itself."""
    users: dict[int, list[int]] = {unit: [] for unit in kept}
    for unit in kept:
        for other in needs.direct[unit]:
            if other in users:
                users[other].append(unit)
    found: dict[int, int] = {}
    for unit in reversed(kept):
        alone = unit not in used and len(users[unit]) == 1
        found[unit] = found[users[unit][0]] if alone else unit
    return found
