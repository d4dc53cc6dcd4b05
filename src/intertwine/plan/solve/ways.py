"""The ways to cover each requirement, without what need not be looked at."""

from collections.abc import Iterable
from itertools import pairwise

from intertwine.model.strings import Bools
from intertwine.plan.coverage import Coverage
from intertwine.plan.solve.units import Units

UnitWay = tuple[int, ...]
"""Units that cover a requirement together, ascending; none needs another one. Without any, it is covered."""
UnitWays = tuple[UnitWay, ...]
"""All ways to cover a requirement. Without any, nothing covers it."""


def ways_of(problem: Coverage, units: Units) -> tuple[UnitWays, ...]:
    """For each requirement the ways that the problem names."""
    found: list[list[UnitWay]] = [[] for _ in problem.weight]
    unit = [units.unit[choice] for choice in problem.members.tolist()]
    for requirement, (start, end) in zip(
        problem.alternative_of.tolist(), pairwise(problem.start.tolist()), strict=True
    ):
        found[requirement].append(tuple(unit[start:end]) if end == start + 1 else units.least(unit[start:end]))
    return tuple(map(tuple, found))


class SimplerWays:
    """Ways without what is forced. Each is looked at once: most requirements share theirs with others."""

    def __init__(self, units: Units, forced: int, budget: int | None) -> None:
        self.units, self.forced, self._budget = units, forced, budget
        self._known: dict[UnitWay, UnitWay | None] = {}
        self._sets: dict[UnitWay, int] = {}

    def merged(self, problem: Coverage, required: Bools, ways: Iterable[UnitWays]) -> dict[UnitWays, tuple[int, int]]:
        """For each different set of ways the weight that is covered by any one of them, and the required part of it.

        `ways` are those of each requirement of the `problem`, and `required` says which are required.
        """
        found: dict[UnitWays, tuple[int, int]] = {}
        for each, weight, asked in zip(ways, problem.weight.tolist(), required.tolist(), strict=True):
            if least := self._least(each):
                before = found.get(least, (0, 0))
                found[least] = before[0] + weight, before[1] + weight * asked
        return found

    def minutes(self, way: UnitWay) -> int:
        """What a simplified way costs beyond what is forced."""
        return self.units.minutes(self._sets[way])

    def _least(self, ways: UnitWays) -> UnitWays:
        """The simplified ways without those that cost too much or bring all of another one along; ascending."""
        kept = {found for way in ways if (found := self._simplified(way)) is not None}
        if len(kept) < 2:
            return tuple(kept)
        least = list[UnitWay]()
        for way in sorted(kept, key=lambda each: (self._sets[each].bit_count(), each)):
            if not any(self._sets[other] & ~self._sets[way] == 0 for other in least):
                least.append(way)
        return tuple(sorted(least))

    def _simplified(self, way: UnitWay) -> UnitWay | None:
        """The way without what is forced; None where it costs too much."""
        if way not in self._known:
            left = tuple(unit for unit in way if not self.forced >> unit & 1)
            self._sets[left] = self.units.joined(way) & ~self.forced
            affordable = self._budget is None or self.minutes(left) <= self._budget
            self._known[way] = left if affordable else None
        return self._known[way]
