"""What a drawer may wish for besides few crossings: weights, sides, and given orders; checked here, then demands.

A wish for a side cannot fail: it says who stands before whom as far as groups allow. A given order can contradict a
group, and is refused then.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, groupby
from types import NoneType

from intertwine.storyline.arguments import MAKE, need, need_list
from intertwine.storyline.chart import Chart, ChartError, Layer, Wishes, one_form, short

Pairs = frozenset[tuple[int, int]]
HEAVIEST = 1000


def with_wishes(
    chart: Chart,
    weights: Mapping[str, int] | None = None,
    first: Iterable[str] = (),
    last: Iterable[str] = (),
    orders: Mapping[int, Sequence[str]] | None = None,
) -> Chart:
    """The `chart` with these wishes in place of any that it had.

    `weights`: a crossing of two people costs the product of their weights, whole numbers from 1 (for all not listed) to
    `HEAVIEST`. `first` and `last` stand on top and at the bottom. In a group they stand before (after) all other
    members, and their group stands before (after) all groups and single lines with none of them; a group with both
    stands between. `orders`: for a layer (a number, 0 is the first) some people on stage there, who stand in this
    order, top first; sides do not count in such a layer.

    Raises `ChartError` on names that the chart does not have, on a person wished to both sides, and on an order with
    which a group cannot stand together.
    """
    need("with_wishes", chart, Chart, "a chart", MAKE)
    for side, names in (("first", first), ("last", last)):
        need_list("with_wishes", names, f"{side}= as a list of names", f'write {side}=["Ann"]')
    for name, what in (("weights", weights), ("orders", orders)):
        need("with_wishes", what, (Mapping, NoneType), f"{name}= as a mapping", f"write {name}={{...: ...}}")
    number = {name: at for at, name in enumerate(chart.people)}

    def known(name: str) -> int:
        need("with_wishes", name, str, "names as text", 'write first=["Ann"], weights={"Ann": 3}')
        if one_form(name) not in number:
            raise ChartError(f'a wish is about "{short(name)}", who is not in the chart')
        return number[one_form(name)]

    heavy = {known(name): weight for name, weight in (weights or {}).items()}
    for person, weight in heavy.items():
        need("with_wishes", weight, (int, float), "weights as whole numbers", 'write weights={"Ann": 3}')
        if int(weight) != weight or not 1 <= weight <= HEAVIEST:
            raise ChartError(
                f"the weight of {short(chart.people[person])} should be a whole number from 1 to {HEAVIEST:,}"
            )
    weighed = any(weight != 1 for weight in heavy.values())
    top, bottom = frozenset(map(known, first)), frozenset(map(known, last))
    if top & bottom:
        raise ChartError(f"{short(chart.people[min(top & bottom)])} cannot stand both first and last")
    given = {at: tuple(map(known, names)) for at, names in (orders or {}).items()}
    for at, order in given.items():
        _check(chart, at, order)
    made = Wishes(
        tuple(int(heavy.get(at, 1)) for at in range(len(number))) if weighed else (), top, bottom, tuple(given.items())
    )
    return replace(chart, wishes=made)


def _check(chart: Chart, at: int, order: Sequence[int]) -> None:
    """Raises `ChartError` when the layer cannot have such an order."""
    if not 0 <= at < len(chart.layers):
        raise ChartError(f"an order is wished for layer {at}, and the chart has layers 0 to {len(chart.layers) - 1}")
    layer = chart.layers[at]
    if absent := set(order).difference(layer.present):
        raise ChartError(f"layer {at}: {chart.people[min(absent)]} is not on stage, and has no place in an order")
    if len(set(order)) < len(order):
        raise ChartError(f"layer {at}: somebody is twice in the order that is wished for")
    unit = units(layer)
    runs = [key for key, _ in groupby(order, key=lambda person: unit[person])]
    if len(set(runs)) < len(runs):
        torn = next(key for key in runs if runs.count(key) > 1)
        group = " and ".join(chart.people[person] for person in order if unit[person] == torn)
        raise ChartError(f"layer {at}: {group} are in one group, and the order wished for puts somebody between them")


def demands(chart: Chart) -> tuple[Pairs, ...]:
    """For each layer the pairs of whom the one must stand above the other; nothing at all when nothing is wished."""
    wishes = chart.wishes
    if not (wishes.first or wishes.last or wishes.orders):
        return ()
    orders = dict(wishes.orders)
    return tuple(
        frozenset(combinations(orders[at], 2)) if at in orders else _sides(layer, wishes)
        for at, layer in enumerate(chart.layers)
    )


def _sides(layer: Layer, wishes: Wishes) -> Pairs:
    side = {person: (person in wishes.last) - (person in wishes.first) for person in layer.present}
    unit = units(layer)
    members: dict[int, list[int]] = {}
    for person, key in unit.items():
        members.setdefault(key, []).append(person)
    level = {key: _level([side[person] for person in people]) for key, people in members.items()}
    found = []
    for a, b in combinations(layer.present, 2):
        one, two = (side[a], side[b]) if unit[a] == unit[b] else (level[unit[a]], level[unit[b]])
        if one != two:
            found.append((a, b) if one < two else (b, a))
    return frozenset(found)


def _level(sides: list[int]) -> int:
    """-1 for a group with somebody who stands first, 1 for one with somebody who stands last, 0 for none or both."""
    return min(sides) + max(sides) if len(set(sides)) > 1 else sides[0]


def sided(pairs: Pairs) -> dict[int, tuple[list[int], list[int]]]:
    """For each person of a demand who must stand above them, and who below."""
    found: dict[int, tuple[list[int], list[int]]] = {}
    for above, below in sorted(pairs):
        found.setdefault(below, ([], []))[0].append(above)
        found.setdefault(above, ([], []))[1].append(below)
    return found


def units(layer: Layer) -> dict[int, int]:
    """For everybody on stage the first member of their group, or themselves."""
    found = {person: person for person in layer.present}
    for group in layer.groups:
        found.update(dict.fromkeys(group, group[0]))
    return found
