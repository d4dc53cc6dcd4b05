"""A problem made smaller without a change of its best selections: the network that the solvers work on.

A *node* is a set of choices that are taken together, or a joint need: several nodes that cover something only together.
A requirement that one node alone covers is profit of that node. What is left are *shared* requirements, each covered by
any one of its options. Without them, and without a budget, the network is a closure problem (docs/plan-model.md).
"""

from intertwine.model.record import record
from intertwine.model.strings import Bools
from intertwine.plan.coverage import Coverage
from intertwine.plan.solve.units import Units, listed, units_of
from intertwine.plan.solve.ways import SimplerWays, UnitWay, UnitWays, ways_of


@record
class Shared:
    """A requirement with several ways, or several requirements with the same ones.

    weight: of all of them.
    asked: the part of `weight` that is required.
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

    units: what the nodes are made of.
    ways: for each requirement of the problem, as they were before they were made simpler.
    parts: the units of each node, none for a joint need. A node comes after those that it needs.
    cost: minutes of each node.
    earliest: of each node the least number of its choices; of a joint need -1.
    profit: weight of the requirements that each node alone covers.
    asked: the part of `profit` that is required.
    arcs: pairs of nodes, a needed one and the one that needs it.
    shared: the requirements with several options.
    forced: the set of units that every selection has to hold.
    weight: what is covered with `forced` alone.
    """

    units: Units
    ways: tuple[UnitWays, ...]
    parts: tuple[tuple[int, ...], ...]
    cost: tuple[int, ...]
    earliest: tuple[int, ...]
    profit: tuple[int, ...]
    asked: tuple[int, ...]
    arcs: tuple[tuple[int, int], ...]
    shared: tuple[Shared, ...]
    forced: int
    weight: int


def reduced(problem: Coverage, required: Bools, *, must: bool, budget: int | None = None) -> Network:
    """The network of a `problem`.

    required: which requirements are required.
    must: every required one that can be covered is covered by each selection asked for.
    budget: no selection asked for costs more minutes, where one is given.
    """
    units = units_of(problem)
    ways = ways_of(problem, units)
    forced = units.joined(unit for unit, own in enumerate(units.within) if units.minutes(own) == 0)
    while True:
        simpler = SimplerWays(units, forced, budget)
        merged = simpler.merged(problem, required, ways)
        only = [each[0] for each, (_, asked) in merged.items() if must and asked and len(each) == 1 and each[0]]
        if not only:
            return _network(simpler, ways, merged)
        for way in only:
            forced |= units.joined(way)


def _network(simpler: SimplerWays, ways: tuple[UnitWays, ...], merged: dict[UnitWays, tuple[int, int]]) -> Network:
    units, forced = simpler.units, simpler.forced
    covered, _ = merged.pop(((),), (0, 0))
    different = sorted({way for each in merged for way in each}, key=lambda way: (len(way) > 1, way))
    parts, arcs = _taken_together(units, forced, {unit for way in different for unit in way})
    node = {unit: at for at, each in enumerate(parts) for unit in each}
    place: dict[UnitWay, int] = {}
    for way in different:
        if len(way) == 1:
            place[way] = node[way[0]]
        else:
            place[way] = len(parts)
            arcs.update((node[unit], len(parts)) for unit in way)
            parts.append(())
    profit, asked, shared = [0] * len(parts), [0] * len(parts), list[Shared]()
    for each, (weight, wanted) in merged.items():
        if len(each) == 1:
            profit[place[each[0]]] += weight
            asked[place[each[0]]] += wanted
        else:
            options = tuple(sorted(place[way] for way in each))
            shared.append(Shared(weight, wanted, options, min(map(simpler.minutes, each))))
    return Network(
        units,
        ways,
        tuple(parts),
        tuple(sum(units.cost[unit] for unit in each) for each in parts),
        tuple(min((units.choices[unit][0] for unit in each), default=-1) for each in parts),
        tuple(profit),
        tuple(asked),
        tuple(sorted(arcs)),
        tuple(sorted(shared, key=lambda each: each.options)),
        forced,
        covered,
    )


def _taken_together(units: Units, forced: int, used: set[int]) -> tuple[list[tuple[int, ...]], set[tuple[int, int]]]:
    """The units of each node, and what nodes need.

    A unit that covers nothing by itself (it is not `used`) is taken with the only one that needs it.
    """
    kept = listed(units.joined(used) & ~forced)
    users: dict[int, list[int]] = {unit: [] for unit in kept}
    for unit in kept:
        for other in units.direct[unit]:
            if other in users:
                users[other].append(unit)
    head: dict[int, int] = {}
    for unit in reversed(kept):
        alone = unit not in used and len(users[unit]) == 1
        head[unit] = head[users[unit][0]] if alone else unit
    parts: dict[int, list[int]] = {unit: [] for unit in kept if head[unit] == unit}
    for unit in kept:
        parts[head[unit]].append(unit)
    node = {unit: at for at, each in enumerate(parts) for unit in parts[each]}
    arcs = {(node[unit], node[user]) for unit in kept for user in users[unit] if node[unit] != node[user]}
    return [tuple(each) for each in parts.values()], arcs
