"""The linear-ordering model: which of two lines is above, in every layer, as clauses and weighted soft clauses.

Gronemann, Jünger, Liers, Mambelli, Crossing minimization in storyline visualization, GD 2016. Plain: a variable per
pair and layer, transitivity, contiguity, a flip variable per pair and boundary. Contiguity says that all members of a
group stand on one side of everybody else, so the variables of such pairs are one variable, and the flips of one pair of
variables are one flip with a weight: the same model, written shorter.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from intertwine.storyline.reduce import Strip


@dataclass(frozen=True, slots=True)
class OrderingModel:
    """The variables and flips of a strip.

    `unit[layer][person]` is the person, or the first member of their group: two people of different units have the
    variable of their units. `flips` maps two literals that would better be equal to the number, or the
    weight, of the pairs that they stand for.
    """

    strip: Strip
    unit: tuple[Mapping[int, int], ...]
    number: Mapping[tuple[int, int, int], int]
    flips: Mapping[tuple[int, int], int]

    @property
    def top(self) -> int:
        """The highest variable."""
        return len(self.number)

    def above(self, layer: int, a: int, b: int) -> int:
        """The literal that says that `a` stands above `b` in this `layer`."""
        ua, ub = self.unit[layer][a], self.unit[layer][b]
        if ua != ub:
            a, b = ua, ub
        return self.number[layer, a, b] if a < b else -self.number[layer, b, a]

    def teams(self, layer: int) -> Iterator[list[int]]:
        """The sets within which transitivity is needed: one member of each unit, and the members of each group."""
        unit = self.unit[layer]
        yield sorted(set(unit.values()))
        for group in self.strip.layers[layer].groups:
            if len(group) > 2:
                yield list(group)

    def transitivity(self, layer: int, team: Sequence[int]) -> Iterator[tuple[int, int, int]]:
        """Clauses: no three of the team stand in a circle."""
        for a, b, c in combinations(team, 3):
            ab, bc, ac = self.number[layer, a, b], self.number[layer, b, c], self.number[layer, a, c]
            yield -ab, -bc, ac
            yield ab, bc, -ac

    def fixed(self, layer: int, order: Sequence[int]) -> Iterator[int]:
        """Literals that fix the layer's order."""
        for a, b in combinations(order, 2):
            yield self.above(layer, a, b)

    def demanded(self) -> Iterator[int]:
        """Literals that say what the strip demands."""
        for layer, pairs in enumerate(self.strip.must):
            for above, below in sorted(pairs):
                yield self.above(layer, above, below)

    def agreeing(self, near: Sequence[Sequence[int]]) -> dict[int, int]:
        """Literals that would better be true for the layers to stand like `near`, with the number of their pairs."""
        found: dict[int, int] = {}
        for layer, order in enumerate(near):
            for literal in self.fixed(layer, order):
                found[literal] = found.get(literal, 0) + 1
        return found

    def broken_transitivity(self, true: set[int]) -> Iterator[tuple[int, int, int]]:
        """The transitivity clauses that an assignment breaks."""
        for layer in range(len(self.strip.layers)):
            for team in self.teams(layer):
                if len(set(self._wins(layer, team, true).values())) < len(team):
                    for clause in self.transitivity(layer, team):
                        if true.isdisjoint(clause):
                            yield clause

    def orders(self, true: set[int]) -> list[list[int]]:
        """The orders in an assignment that breaks no transitivity clause."""
        found = []
        for layer, here in enumerate(self.strip.layers):
            units = self._wins(layer, sorted(set(self.unit[layer].values())), true)
            inside = {group[0]: self._wins(layer, group, true) for group in here.groups}
            order: list[int] = []
            for unit in sorted(units, key=units.__getitem__, reverse=True):
                members = inside.get(unit, {unit: 0})
                order += sorted(members, key=members.__getitem__, reverse=True)
            found.append(order)
        return found

    def _wins(self, layer: int, team: Sequence[int], true: set[int]) -> dict[int, int]:
        """Below how many of the team each member stands not: all different when there is no circle."""
        wins = dict.fromkeys(team, 0)
        for a, b in combinations(team, 2):
            wins[a if self.number[layer, a, b] in true else b] += 1
        return wins


def build_model(strip: Strip) -> OrderingModel:
    """The model of a strip, its transitivity not yet written out."""
    units: list[dict[int, int]] = []
    number: dict[tuple[int, int, int], int] = {}
    for at, layer in enumerate(strip.layers):
        unit = {person: person for person in layer.present}
        for group in layer.groups:
            unit.update(dict.fromkeys(group, group[0]))
            for a, b in combinations(group, 2):
                number[at, a, b] = len(number) + 1
        for a, b in combinations(sorted(set(unit.values())), 2):
            number[at, a, b] = len(number) + 1
        units.append(unit)
    model = OrderingModel(strip, tuple(units), number, {})
    weights = strip.weights
    flips: dict[tuple[int, int], int] = {}
    for at, shared in enumerate(strip.shared):
        for a, b in combinations(shared, 2):
            one, two = model.above(at, a, b), model.above(at + 1, a, b)
            key = (one, two) if one > 0 else (-one, -two)
            flips[key] = flips.get(key, 0) + (weights[a] * weights[b] if weights else 1)
    return OrderingModel(strip, model.unit, number, flips)
