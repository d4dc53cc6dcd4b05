"""Sound reductions: what is independent is solved apart, and a layer that another implies copies its order.

Each is checked against the plain model on thousands of random small charts (tests/storyline/test_reduce.py). Two that
look right are not: "pairs outside a meeting keep their order", and "members of a meeting keep their order" where the
meeting has a newcomer; neither stands here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from intertwine.storyline.chart import Chart, Layer
from intertwine.storyline.wishes import Pairs, demands

Orders = list[list[int]]
"""For each layer the people on stage, top first."""


@dataclass(frozen=True, slots=True)
class Strip:
    """What a solver sees: layers, and between layers `i` and `i + 1` the lines `shared[i]` whose pairs may cross.

    `weights[person]` is a line's weight, all 1 when there are none. `must[i]` holds pairs of lines of which the one has
    to stand above the other in layer `i`; empty when nothing is demanded anywhere.
    """

    layers: tuple[Layer, ...]
    shared: tuple[tuple[int, ...], ...]
    weights: tuple[int, ...] = ()
    must: tuple[Pairs, ...] = ()

    def window(self, first: int, last: int) -> "Strip":
        """The layers from `first` to `last`, both included."""
        must = self.must[first : last + 1]
        return Strip(self.layers[first : last + 1], self.shared[first:last], self.weights, must)


@dataclass(frozen=True, slots=True)
class ChartPart:
    """An independent part of a chart: its strip, and for each of the strip's layers the chart's layers that copy it.

    `spread[i]` holds pairs of a chart's layer and who of this part is on stage there; `sources[i]` is the one of these
    layers that the others copy.
    """

    strip: Strip
    spread: tuple[tuple[tuple[int, tuple[int, ...]], ...], ...]
    sources: tuple[int, ...]

    def expand(self, orders: Sequence[Sequence[int]]) -> dict[int, list[int]]:
        """This part's order in each of the chart's layers."""
        found = {}
        for order, copies in zip(orders, self.spread, strict=True):
            before: tuple[int, ...] = ()
            own: list[int] = []
            for at, present in copies:
                if present != before:
                    before, on = present, set(present)
                    own = [person for person in order if person in on]
                found[at] = own
        return found

    def within(self, orders: Sequence[Sequence[int]]) -> list[list[int]]:
        """The orders of the strip's layers in those of a chart's layers."""
        found = []
        for layer, at in zip(self.strip.layers, self.sources, strict=True):
            on = set(layer.present)
            found.append([person for person in orders[at] if person in on])
        return found


def as_one_part(chart: Chart) -> ChartPart:
    """The chart as one part, nothing reduced: the plain model's."""
    runs = [(at, at, at) for at in range(len(chart.layers))]
    return _part(dict(enumerate(chart.layers)), runs, chart.wishes.weights, demands(chart))


def independent_parts(chart: Chart) -> list[ChartPart]:
    """The chart's independent parts, each with its copied layers left out."""
    must, weights = demands(chart), chart.wishes.weights
    return [
        _part(piece, _copies(piece, must), weights, must)
        for layers in _components(chart, must)
        for piece in _slices(layers)
    ]


def without_copies(chart: Chart) -> ChartPart:
    """The chart as one part with its copied layers left out: what has to be drawn in one piece."""
    must, layers = demands(chart), dict(enumerate(chart.layers))
    return _part(layers, _copies(layers, must), chart.wishes.weights, must)


def assemble(chart: Chart, parts: Sequence[ChartPart], orders: Sequence[Sequence[Sequence[int]]]) -> list[list[int]]:
    """The orders of `chart` from the `orders` of its `parts`, stacked in the parts' order of first appearance."""
    result: list[list[int]] = [[] for _ in chart.layers]
    for part, own in zip(parts, orders, strict=True):
        for at, order in part.expand(own).items():
            result[at] += order
    return result


def _components(chart: Chart, must: Sequence[Pairs]) -> list[dict[int, Layer]]:
    """The chart cut along people who are never, even through others, in one group or demand: layers by number.

    Sound: stacking orders keeps groups contiguous and lets no line of one part cross a line of another; and a chart's
    order restricted to a part is an order of the part, so no sum of parts is below the optimum.
    """
    parent = list(range(len(chart.people)))

    def root(person: int) -> int:
        while parent[person] != person:
            parent[person] = parent[parent[person]]
            person = parent[person]
        return person

    for layer in chart.layers:
        for group in layer.groups:
            for person in group[1:]:
                parent[root(person)] = root(group[0])
    for above, below in {pair for pairs in must for pair in pairs}:
        parent[root(above)] = root(below)
    roots = [root(person) for person in range(len(parent))]
    found: dict[int, dict[int, Layer]] = {}
    latest: dict[int, Layer] = {}
    for at, layer in enumerate(chart.layers):
        on: dict[int, list[int]] = {}
        for person in layer.present:
            on.setdefault(roots[person], []).append(person)
        groups: dict[int, list[tuple[int, ...]]] = {}
        for group in layer.groups:
            groups.setdefault(roots[group[0]], []).append(group)
        for key, people in on.items():
            own, stood, before = tuple(people), tuple(groups.get(key, ())), latest.get(key)
            if before is None or before.present != own or before.groups != stood:
                latest[key] = Layer(own, stood)
            found.setdefault(key, {})[at] = latest[key]
    return list(found.values())


def _slices(layers: dict[int, Layer]) -> list[dict[int, Layer]]:
    """The part cut in time where at most one line goes on: no pair can flip there. Layers with one and the same line
    alone stay together, since there may be very many."""
    pieces: list[dict[int, Layer]] = []
    for at in sorted(layers):
        before = layers.get(at - 1)
        alone = before is not None and len(before.present) == 1 and before.present == layers[at].present
        if before is None or (not alone and len(set(before.present) & set(layers[at].present)) <= 1):
            pieces.append({})
        pieces[-1][at] = layers[at]
    return pieces


def _copies(layers: dict[int, Layer], must: Sequence[Pairs]) -> list[tuple[int, int, int]]:
    """Runs of layers that have one order: first layer, last layer, and the layer whose order they all copy.

    A layer copies a neighbour (or what that one copies) when everybody on stage there is on stage all the way to the
    source, each of its groups is one of the source's, restricted to who is on stage here, and each of its demands is
    one of the source's. Sound: the copy flips nothing towards the source, and towards the other side no more than both
    boundaries did before, since a pair's flips, weighted or not, obey the triangle inequality as long as the pair stays
    on stage.
    """
    since = _since(layers)
    runs: list[tuple[int, int, int]] = []
    for at in sorted(layers):
        if at - 1 in layers and _same(layers, must, at - 1, at):
            runs[-1] = (runs[-1][0], at, runs[-1][2])  # it copies what the one before copies
            continue
        runs.append((at, at, at))
        while len(runs) > 1:
            (first, _, one), (_, last, two) = runs[-2:]
            if _implied(layers, since, one, two) and (not must or must[one] <= must[two]):
                runs[-2:] = [(first, last, two)]
            elif _implied(layers, since, two, one) and (not must or must[two] <= must[one]):
                runs[-2:] = [(first, last, one)]
            else:
                break
    return runs


def _since(layers: dict[int, Layer]) -> dict[int, dict[int, int]]:
    """For each layer and everybody on stage there the layer since when they have been on stage without a break."""
    found: dict[int, dict[int, int]] = {}
    for at in sorted(layers):
        before = found.get(at - 1, {})
        same = at - 1 in layers and layers[at - 1].present == layers[at].present
        found[at] = before if same else {person: before.get(person, at) for person in layers[at].present}
    return found


def _same(layers: dict[int, Layer], must: Sequence[Pairs], one: int, two: int) -> bool:
    """Whether two layers are equal in all that an order depends on. Most neighbours in a part of a long chart are, and
    need no closer look."""
    return layers[one] == layers[two] and (not must or must[one] == must[two])


def _implied(layers: dict[int, Layer], since: dict[int, dict[int, int]], here: int, source: int) -> bool:
    there = since[source]
    if not all(there.get(person) == start for person, start in since[here].items()):
        return False
    present = set(layers[here].present)
    have = {frozenset(present.intersection(group)) for group in layers[source].groups}
    return all(len(group) in {1, len(present)} or frozenset(group) in have for group in layers[here].groups)


def _part(
    layers: dict[int, Layer], runs: Sequence[tuple[int, int, int]], weights: tuple[int, ...], must: Sequence[Pairs]
) -> ChartPart:
    shared = [
        tuple(sorted(set(layers[last].present) & set(layers[first].present)))
        for (_, last, _), (first, _, _) in pairwise(runs)
    ]
    here = tuple(_within(must[source], layers[source]) for _, _, source in runs) if must else ()
    strip = Strip(tuple(layers[source] for _, _, source in runs), tuple(shared), weights, here)
    spread = (tuple((at, layers[at].present) for at in range(first, last + 1)) for first, last, _ in runs)
    return ChartPart(strip, tuple(spread), tuple(source for _, _, source in runs))


def _within(pairs: Pairs, layer: Layer) -> Pairs:
    """The demands on people of this layer: both of a pair are in one part, or neither is."""
    on = set(layer.present)
    return frozenset(pair for pair in pairs if pair[0] in on)
