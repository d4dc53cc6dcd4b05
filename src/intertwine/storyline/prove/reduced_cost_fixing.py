"""Reduced-cost fixing: the packing of odd cycles decides most variables, and a SAT solver the rest.

With a packing of weight L, an edge that the packing leaves r of its weight is not paid in any assignment that costs
less than L + r: two variables are one. (Reduced-cost fixing: Crowder, Johnson, Padberg 1983.) To know whether there is
an order with K crossings, K the bound rounded up, most variables merge like this; core-guided search on the rest either
finds such an order or refutes it, and then K + 1 is tried. A search that has refuted K goes on to the best order that
merges so: an upper bound (as in relaxation-induced neighbourhoods: Danna, Rothberg, Le Pape 2005).

The further K is from the bound, the less merges. So before K is searched in earnest it is guessed that it merges almost
as much as the bound itself would let it: a wrong guess proves nothing and finds nothing, a right one finds the order at
once, and an order as good as the bound needs no other proof.
"""

import sys
from collections.abc import Callable, Mapping, Sequence

from intertwine.storyline.linear_ordering import build_model
from intertwine.storyline.maxsat import SearchResult, fixing_literals, search_model
from intertwine.storyline.prove.covering_program import PACKING_UNIT, Packing
from intertwine.storyline.prove.kernelization import Kernel, implied_literals, kernelize
from intertwine.storyline.prove.odd_cycle_packing import pack_odd_cycles
from intertwine.storyline.reduce import Strip

ROUNDS = 1000
GUESSES = (0.05, 0.25)  # crossings: edges that are left more than that of their weight are guessed to be unpaid
GUESSING = 50_000  # conflicts for one guess


def prove_by_fixing(
    strip: Strip,
    goal: int,
    conflicts: int,
    fixed: Mapping[int, Sequence[int]] | None = None,
    *,
    report: Callable[[int], object] | None = None,
    better: Callable[[list[list[int]]], object] | None = None,
    cycles: int = sys.maxsize,
) -> SearchResult:
    """What `solve_strip` answers, for larger strips.

    `strip` is the part to be ordered, `goal` the crossings of an order already had, `conflicts` the work limit of the
    searches and `cycles` that of the packing (see `CoveringProgram.run`). `fixed` holds orders of layers that stay as
    they are, by number. `report` hears every better bound, and `better` hears orders before they are proved to be the
    best.

    Reduced-cost fixing: Crowder, Johnson, Padberg, Solving large-scale zero-one linear programming problems, 1983.
    """
    if goal <= 0:
        return SearchResult(None, 0, optimal=True)
    model = build_model(strip)
    small = kernelize(model, [*fixing_literals(model, fixed or {}), *model.demanded()])
    told = -1

    def heard(total: int) -> None:
        nonlocal told
        lower = min(goal, small.base - -total // PACKING_UNIT)
        if lower > told and report is not None:
            report(lower)
        told = max(told, lower)

    packing = pack_odd_cycles(small.edges, ROUNDS, heard, cycles)
    crossings = min(goal, packing_bound(small, packing))
    orders = None
    while crossings < goal:
        spare = (crossings - small.base) * PACKING_UNIT - packing.total
        for guess in GUESSES:
            if guess * PACKING_UNIT < spare and crossings < goal:
                answer = search_model(
                    model,
                    goal,
                    min(conflicts, GUESSING),
                    same=fixed_literals(small, packing, int(guess * PACKING_UNIT)),
                )
                if answer.orders is not None:
                    orders, goal = answer.orders, answer.lower
                    if better is not None:
                        better(orders)
        if crossings == goal:
            break
        # What is merged is sound for this many crossings only. With a goal beyond, the same search also finds a good
        # order among those that merge so, and mostly that one is the best of all.
        answer = search_model(model, goal, conflicts, same=fixed_literals(small, packing, spare))
        if answer.orders is not None:
            orders, goal = answer.orders, answer.lower
            if better is not None:
                better(orders)
            crossings = min(goal, crossings + 1)
        elif answer.optimal or answer.lower > crossings:
            crossings += 1  # refuted, at times because nothing at all can merge like this
        else:
            break
        if report is not None:
            report(crossings)
    return SearchResult(orders, crossings, crossings == goal)


def packing_bound(small: Kernel, packing: Packing) -> int:
    """The packing's lower bound of the crossings."""
    return small.base - -packing.total // PACKING_UNIT


def fixed_literals(small: Kernel, packing: Packing, spare: int) -> list[int]:
    """For each variable a literal that it equals in every order that costs at most `spare` more than the packing.

    `small` is the kernel of the model, `packing` one of its odd cycles; `spare` is in parts of which `PACKING_UNIT`
    make one crossing.
    """
    equal = (
        (a, b if weight > 0 else -b)
        for at, (a, b, weight) in enumerate(small.edges)
        if packing.slack.get(at, abs(weight) * PACKING_UNIT) > spare
    )
    return implied_literals(small, equal, spare / PACKING_UNIT)
