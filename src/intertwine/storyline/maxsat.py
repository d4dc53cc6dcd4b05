"""The fewest crossings, proved: core-guided MaxSAT (RC2) on the linear-ordering model, transitivity on demand.

RC2: Ignatiev, Morgado, Marques-Silva, RC2: an efficient MaxSAT solver, JSAT 2019. Core-guided search raises a lower
bound until it holds an assignment, so a bound is there from the first core on; clauses that are not yet written can
only make the true cost higher, so every bound is one of the full model, and the first assignment that breaks no
transitivity clause is an optimum. Cutting planes for linear ordering (Grötschel, Jünger, Reinelt 1984) use the same
idea: of cubically many clauses a few hundred are ever needed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pysat.examples.rc2 import RC2
from pysat.formula import WCNF

from intertwine.storyline.linear_ordering import OrderingModel, build_model
from intertwine.storyline.reduce import Orders, Strip


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search of one strip came to. `orders` is None when none was found before the limit.

    `lower` bounds the strip's crossings from below, fixed layers taken as given; `optimal` says that `orders` reaches
    it, or, with `orders` None, that no order is better than the `upper` that was handed in.
    """

    orders: Orders | None
    lower: int
    optimal: bool


@dataclass(frozen=True, slots=True)
class NearOrders:
    """Orders to stay close to: a crossing costs `price`, a pair that stands otherwise than in `near[layer]` costs 1."""

    near: tuple[tuple[int, ...], ...] = ()
    price: int = 1


NO_ORDERS = NearOrders()


class Rc2Search(RC2):  # type: ignore[misc] # python-sat has no types
    """RC2 that stops when its conflicts are used up or its bound reaches what is already had."""

    def __init__(
        self,
        model: OrderingModel,
        units: Sequence[int],
        conflicts: int,
        goal: int,
        *,
        same: Sequence[int] | None = None,
        target: NearOrders = NO_ORDERS,
    ) -> None:
        formula = WCNF()
        self.base = 0
        flips = model.flips if same is None else self._merged(model.flips, same)
        hard, soft, top = [[unit] for unit in units], [], model.top + 1
        for one, two in flips:
            top += 1
            hard += [[-one, two, top], [one, -two, top]]
            soft.append([-top])
        cost = [weight * target.price for weight in flips.values()]
        for literal, weight in model.agreeing(target.near).items():
            soft.append([literal])
            cost.append(weight)
        # Filled directly: append() looks at every literal in Python, and fast orders have no time for that.
        formula.hard, formula.soft, formula.wght, formula.nv = hard, soft, cost, top
        formula.topw = sum(formula.wght) + 1
        super().__init__(formula, solver="g3")
        self.selectors = dict.fromkeys(self.sels)
        self.limit, self.goal, self.told = conflicts, goal, -1
        self.report: Callable[[int], object] = lambda _: None

    def _merged(self, flips: Mapping[tuple[int, int], int], same: Sequence[int]) -> dict[tuple[int, int], int]:
        """The flips between representatives; what is certain to flip counts as `base`."""
        found: dict[tuple[int, int], int] = {}
        for (one, two), weight in flips.items():
            a, b = sorted((same[one], same[two] if two > 0 else -same[-two]), key=abs)
            if a < 0:
                a, b = -a, -b
            if a == -b:
                self.base += weight
            elif a != b:
                found[a, b] = found.get((a, b), 0) + weight
        return found

    def run(self) -> bool | None:
        """True with an assignment, False when the goal is reached, None when the limit is."""
        while True:
            if self.cost != self.told:
                self.told = self.cost
                self.report(self.base + self.cost)
            if self.base + self.cost >= self.goal:
                return False
            left = self.limit - self.oracle.accum_stats()["conflicts"]
            if left <= 0:
                return None
            self.oracle.conf_budget(left)
            answer = self.oracle.solve_limited(assumptions=[*self.selectors, *self.sums])
            if answer is not False:
                return True if answer else None
            self.get_core()
            if not self.core:
                return False
            self.process_core()

    def filter_assumps(self) -> None:
        """Takes out what the last core used up. RC2's own method makes all lists again after every core, which took a
        fifth of the time of a small chart's order."""
        for literal in self.garbage:
            if literal in self.sels_set:
                self.sels_set.remove(literal)
                del self.selectors[literal]
            else:
                self.sums.remove(literal)
                del self.bnds[literal]
            self.wght.pop(literal, None)
        self.garbage.clear()


def solve_strip(
    strip: Strip,
    goal: int,
    conflicts: int,
    fixed: Mapping[int, Sequence[int]] | None = None,
    report: Callable[[int], object] | None = None,
    *,
    near: Sequence[Sequence[int]] | None = None,
    target: NearOrders = NO_ORDERS,
) -> SearchResult:
    """The fewest crossings of a strip, if there are fewer than `goal` (the crossings of an order already had).

    `strip` is the part to be ordered. `conflicts` is the deterministic work limit; `fixed` holds orders of layers that
    stay as they are, by number; `report` hears every new lower bound; of equally good orders, ones like `near` (an
    order a layer) are found rather. With `target` the cost is not crossings alone, and `goal` and bounds are in its
    terms.

    Core-guided MaxSAT: Ignatiev, Morgado, Marques-Silva, RC2: an efficient MaxSAT solver, JSAT 2019.
    """
    if goal <= 0:
        return SearchResult(None, 0, optimal=True)
    model = build_model(strip)
    units = [*fixing_literals(model, fixed or {}), *model.demanded()]
    return search_model(model, goal, conflicts, units, report=report, target=target, near=near)


def fixing_literals(model: OrderingModel, fixed: Mapping[int, Sequence[int]]) -> list[int]:
    """The literals that hold layers in their orders."""
    return [literal for layer, order in fixed.items() for literal in model.fixed(layer, order)]


def search_model(
    model: OrderingModel,
    goal: int,
    conflicts: int,
    units: Sequence[int] = (),
    *,
    same: Sequence[int] | None = None,
    report: Callable[[int], object] | None = None,
    target: NearOrders = NO_ORDERS,
    near: Sequence[Sequence[int]] | None = None,
) -> SearchResult:
    """The fewest crossings of a model, if there are fewer than `goal`.

    `model` is the linear-ordering model; `conflicts` is the deterministic work limit; the literals `units` are taken as
    true. `same` tells for each variable a literal that it is known to equal wherever there are fewer crossings than
    `goal`; the one above the model's top is true. What the answer says then holds for the model without them. `report`
    hears every new lower bound. `target` is a price for standing otherwise than in given orders, and `near` has orders,
    one a layer, that are only tried first.
    """
    run = Rc2Search(model, units if same is None else [same[model.top + 1]], conflicts, goal, same=same, target=target)
    try:
        if near is not None:
            run.oracle.set_phases([lit for at, order in enumerate(near) for lit in model.fixed(at, order)])
        if report is not None:
            run.report = report
        while (outcome := run.run()) is True:
            true = {literal for literal in run.oracle.get_model() if literal > 0}
            if same is not None:
                true = {v for v in range(1, model.top + 1) if (abs(same[v]) in true) == (same[v] > 0)}
            broken = list(model.broken_transitivity(true))
            if not broken:
                return SearchResult(model.orders(true), run.base + run.cost, optimal=True)
            for clause in broken if same is None else _renamed(broken, same):
                run.oracle.add_clause(clause)
        return SearchResult(None, min(run.base + run.cost, goal), optimal=outcome is False)
    finally:
        run.delete()


def _renamed(clauses: Iterable[tuple[int, ...]], same: Sequence[int]) -> list[list[int]]:
    """The clauses between representatives, each once."""
    return [list(c) for c in sorted({tuple(sorted({same[x] if x > 0 else -same[-x] for x in c})) for c in clauses})]
