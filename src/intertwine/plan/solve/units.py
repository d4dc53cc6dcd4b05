"""What a choice brings along: the choices that it needs, those that these need, and so on.

Choices that need each other in a circle are one *unit*. Sets of units are whole numbers, a bit for each: joining and
comparing them is quick, and ten thousand units take 1 KB a set.
"""

from collections.abc import Iterable, Mapping
from graphlib import TopologicalSorter

from intertwine.model.record import record
from intertwine.model.story_relations import strong_parts
from intertwine.plan.coverage import Coverage


@record
class Units:
    """The units of a problem, each after those that it needs.

    unit: of each choice.
    choices: of each unit, ascending.
    cost: minutes of each unit by itself.
    direct: for each unit those that it needs, without those that another one of them needs already; ascending.
    within: for each unit the set of itself and all that it needs.
    """

    unit: tuple[int, ...]
    choices: tuple[tuple[int, ...], ...]
    cost: tuple[int, ...]
    direct: tuple[tuple[int, ...], ...]
    within: tuple[int, ...]

    def joined(self, units: Iterable[int]) -> int:
        """The set of these units and all that they need."""
        found = 0
        for unit in units:
            found |= self.within[unit]
        return found

    def least(self, units: Iterable[int]) -> tuple[int, ...]:
        """The fewest units that bring all of these along, ascending."""
        found, covered = list[int](), 0
        for unit in sorted(set(units), reverse=True):
            if not covered >> unit & 1:
                found.append(unit)
                covered |= self.within[unit]
        return tuple(reversed(found))

    def minutes(self, chosen: int) -> int:
        """What a set of units costs."""
        return sum(self.cost[unit] for unit in listed(chosen))


def listed(chosen: int) -> list[int]:
    """The units of a set, ascending."""
    found = list[int]()
    while chosen:
        low = chosen & -chosen
        found.append(low.bit_length() - 1)
        chosen ^= low
    return found


def units_of(problem: Coverage) -> Units:
    """The units of a problem and what they need."""
    needed: dict[int, set[int]] = {choice: set() for choice in range(len(problem.cost))}
    for first, then in zip(problem.first.tolist(), problem.then.tolist(), strict=True):
        needed[then].add(first)
    unit, choices = _units(needed)
    within, direct = list[int](), list[tuple[int, ...]]()
    for own, each in enumerate(choices):
        covered, kept = 1 << own, list[int]()
        for other in sorted({unit[it] for choice in each for it in needed[choice]} - {own}, reverse=True):
            if not covered >> other & 1:
                kept.append(other)
                covered |= within[other]
        within.append(covered)
        direct.append(tuple(reversed(kept)))
    minutes = problem.cost.tolist()
    cost = tuple(sum(minutes[choice] for choice in each) for each in choices)
    return Units(tuple(unit), tuple(choices), cost, tuple(direct), tuple(within))


def _units(needed: Mapping[int, Iterable[int]]) -> tuple[list[int], list[tuple[int, ...]]]:
    """The unit of each choice and the choices of each unit; units are numbered so that what is needed comes first."""
    circle = strong_parts(needed)
    # One choice of a circle stands for all of it.
    head = {part: choice for choice, part in reversed(circle.items())}
    of = [head[circle[choice]] if choice in circle else choice for choice in needed]
    graph: dict[int, set[int]] = {}
    for choice, others in needed.items():
        graph.setdefault(of[choice], set()).update(of[other] for other in others)
    for choice, others in graph.items():
        others.discard(choice)
    number = {choice: at for at, choice in enumerate(TopologicalSorter(graph).static_order())}
    choices: list[list[int]] = [[] for _ in number]
    for choice in needed:
        choices[number[of[choice]]].append(choice)
    return [number[choice] for choice in of], [tuple(each) for each in choices]
