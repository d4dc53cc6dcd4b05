"""The order of a story once more, slowly, by the definitions in the docs: no arrays, but sets of all that is reached.

Facts and places are described here, never parsed. Days are numbers.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from statistics import median_low
from typing import Any

FAR = 10**9
"""Before and after all days."""
DATED, STEPPED, SHOWN, ENDING = range(4)
PLACES = 10**6
"""From this number on facts stand for places in titles that happen at another time than they came out."""
Place = tuple[float, ...]
Node = tuple[Any, ...]
"""A fact ("fact", its number), its end ("end", its number), or a place in a title ("moment", installment, second, 1 for
an end)."""


@dataclass(frozen=True)
class Spot:
    """A place in a title: the first and the last of its installments, and a second (None: all)."""

    first: int
    last: int
    second: int | None = None


@dataclass(frozen=True)
class Relation:
    """That a fact is before, after or during a fact (by its number) or a spot; `days` is how far, if that is said."""

    kind: str
    target: int | Spot
    days: int | None = None


@dataclass(frozen=True)
class Tale:
    """A fact. `shown` is an installment (None: public), `second` when in it (None: at its end). `start` and `until` are
    days (None: open); with both None it has no date."""

    number: int
    shown: int | None
    second: int | None = None
    start: int | None = None
    until: int | None = None
    step: int | None = None
    relations: tuple[Relation, ...] = ()

    @property
    def dated(self) -> bool:
        """Whether it has a date."""
        return self.start is not None or self.until is not None


@dataclass(frozen=True)
class Listing:
    """Of each installment the last day on which it can have come out (None: not known), how many days earlier it may
    have been, and its title, as a number in the order of titles."""

    days: tuple[int | None, ...]
    spreads: tuple[int, ...]
    titles: tuple[int, ...]

    def day(self, installment: int) -> int:
        """The day it came out."""
        day = self.days[installment]
        return FAR if day is None else day


def own_place(it: Tale, listing: Listing, title: int) -> Place:
    """Where a fact stands without its relations."""
    order = (-1, 0) if it.shown is None else (it.shown, FAR if it.second is None else it.second)
    if it.dated:
        day = it.start if it.start is not None else it.until
        assert day is not None
        return (day, DATED, 0, 0, *order, it.number)
    if it.step is not None:
        first = min(listing.day(n) for n, of in enumerate(listing.titles) if of == title)
        return (first, STEPPED, title, it.step, *order, it.number)
    if it.shown is None:
        return (-FAR, DATED, 0, 0, *order, it.number)
    return (listing.day(it.shown), SHOWN, 0, 0, *order, it.number)


class SlowOrder:
    """The order of some facts, all that one viewer knows. Their numbers ascend as they are written; `title_of` gives
    the title on whose page each stands. After: `order` has their numbers, `live` the relations that count: a fact and a
    place in its list."""

    def __init__(self, tales: Iterable[Tale], listing: Listing, title_of: Callable[[int], int]) -> None:
        self.tales = {it.number: it for it in tales}
        self.listing, self.title_of = listing, title_of
        self.places: dict[tuple[int, int, int | None], int] = {}
        self.times = [self.time_of(n) for n in range(len(listing.days))]
        relations = [
            (it.number, n, replace(relation, target=self.moved(relation)))
            for it in self.tales.values()
            for n, relation in enumerate(it.relations)
        ]
        for (first, last, second), number in self.places.items():
            start, until = self.times[first], self.times[last]
            assert start is not None
            assert until is not None
            self.tales[number] = Tale(number, first, second, start[0], until[1])
        self.nodes: set[Node] = {(sort, number) for number in self.tales for sort in ("fact", "end")}
        self.known = [it for it in relations if isinstance(it[2].target, Spot) or it[2].target in self.tales]
        for _, _, relation in self.known:
            self.nodes |= {self.begin(relation.target), self.end(relation.target)}
        self.live = {(number, n) for number, n, _ in self.known}
        self.live -= self.circular()
        self.live -= self.refuted()
        self.order = self.sorted()

    # --- places that happen at another time than they came out --------------------------------------------------------
    def time_of(self, installment: int) -> tuple[int, int] | None:
        """The first and the last day of what an installment mostly shows, if that is not when it came out."""
        latest = self.listing.day(installment)
        earliest = latest - self.listing.spreads[installment]
        shown = [it for it in self.tales.values() if it.shown == installment]
        past = [it for it in shown if it.until is not None and it.until < earliest]
        future = [it for it in shown if it.start is not None and it.start > latest]
        if max(len(past), len(future)) * 2 <= len(shown):
            return None

        def day(it: Tale) -> int:
            found = it.until if it in past else it.start if it in future else latest
            assert found is not None
            return found

        middle = median_low([day(it) for it in shown])
        mostly = [it for it in past + future if abs(day(it) - middle) <= 365]
        begins = [it.start if it.start is not None else day(it) for it in mostly]
        ends = [it.until if it.until is not None else day(it) for it in mostly]
        return min(begins), max(ends)

    def moved(self, relation: Relation) -> int | Spot:
        """What a relation is to: a place that happens at another time is a fact with a date."""
        spot = relation.target
        if not isinstance(spot, Spot):
            return spot
        first = spot.last if relation.kind == "after" else spot.first
        last = spot.last if relation.kind == "during" else first
        start, until = self.times[first], self.times[last]
        if start is None or until is None or start[0] > until[1]:
            return spot
        return self.places.setdefault((first, last, spot.second), PLACES + len(self.places))

    # --- nodes -------------------------------------------------------------------------------------------------------
    def begin(self, target: int | Spot) -> Node:
        """Where a fact or a spot begins."""
        return ("moment", target.first, target.second or 0, 0) if isinstance(target, Spot) else ("fact", target)

    def end(self, target: int | Spot) -> Node:
        """Where it ends."""
        if isinstance(target, Spot):
            return ("moment", target.last, FAR if target.second is None else target.second, 1)
        return ("end", target)

    def window(self, node: Node) -> tuple[Place, Place]:
        """The earliest and the latest that a node can be by its own date."""
        if node[0] == "moment":
            day = self.listing.day(node[1])
            return (day - self.listing.spreads[node[1]], *node[1:]), (day, *node[1:])
        it = self.tales[node[1]]
        return (
            (-FAR,) if it.start is None else (it.start,),
            (FAR, FAR) if it.until is None else (it.until, FAR),
        )  # fmt: skip

    def edges_of(self, number: int, relation: Relation) -> list[tuple[Node, Node]]:
        """What comes before what by one relation."""
        me, begin, end = ("fact", number), self.begin(relation.target), self.end(relation.target)
        if relation.kind == "before":
            return [(me, begin)]
        return [(end, me)] if relation.kind == "after" else [(begin, me), (me, end)]

    def edges(self) -> list[tuple[Node, Node, tuple[int, int] | None]]:
        """All that count."""
        ends: list[tuple[Node, Node, tuple[int, int] | None]] = [
            (("fact", number), ("end", number), None) for number in self.tales
        ]
        vague = sorted(it for it in self.nodes if it[0] == "moment" and self.listing.spreads[it[1]])
        ends += [(one, other, None) for one, other in pairwise(vague) if one[1] == other[1]]
        return ends + [
            (*edge, (number, n))
            for number, n, it in self.known
            if (number, n) in self.live
            for edge in self.edges_of(number, it)
        ]

    def reach(self) -> dict[Node, set[Node]]:
        """All nodes that come after each one."""
        found: dict[Node, set[Node]] = {node: set() for node in self.nodes}
        for one, other, _ in self.edges():
            found[one].add(other)
        for middle in self.nodes:
            for node in self.nodes:
                if middle in found[node]:
                    found[node] |= found[middle]
        return found

    # --- contradictions ----------------------------------------------------------------------------------------------
    def circular(self) -> set[tuple[int, int]]:
        """The relations that are in a circle."""
        after = self.reach()
        return {it for one, other, it in self.edges() if it and (one == other or one in after[other])}

    def refuted(self) -> set[tuple[int, int]]:
        """The relations that put something first that must be later."""
        edges = self.edges()

        @cache
        def first(node: Node) -> Place:
            begin, until = self.window(node)
            return max([begin, *(early for one, other, _ in edges if other == node and (early := first(one)) <= until)])

        @cache
        def last(node: Node) -> Place:
            begin, until = self.window(node)
            return min([until, *(late for one, other, _ in edges if one == node and (late := last(other)) >= begin)])

        return {it for one, other, it in edges if it and first(one) > last(other)}

    # --- places ------------------------------------------------------------------------------------------------------
    def own(self, node: Node) -> Place:
        """Where a node stands by itself."""
        if node[0] == "moment":
            _, installment, second, is_end = node
            return (self.listing.day(installment), SHOWN, 0, 0, installment, second, FAR if is_end else -1)
        it = self.tales[node[1]]
        if it.number >= PLACES:
            first, last, second = next(key for key, number in self.places.items() if number == it.number)
            day = it.start if node[0] == "fact" else it.until
            assert day is not None
            return (day, DATED, -1 if node[0] == "fact" else 1, 0, first, second or 0, last)
        place = own_place(it, self.listing, self.title_of(it.number))
        if node[0] == "end" and self.spans(it):
            assert it.until is not None
            return (it.until, DATED, 0, 0, *place[4:])
        return place

    def spans(self, it: Tale) -> bool:
        """Whether it has a date of several days."""
        return it.number >= PLACES or (it.start is not None and it.until is not None and it.start < it.until)

    def fixed(self, node: Node) -> bool:
        """Whether nothing without a date moves a node."""
        if node[0] == "moment":
            return not self.listing.spreads[node[1]]
        return node[0] == "fact" and self.tales[node[1]].start is not None

    @cache  # noqa: B019 - the order of one test
    def names(self, number: int) -> set[int]:
        """The facts that a fact without a date names, directly or by what those name."""
        found: set[int] = set()
        ahead = [number]
        while ahead:
            here = ahead.pop()
            for relation in [] if self.tales[here].dated else self.said(here):
                if isinstance(relation.target, int) and relation.target not in found:
                    found.add(relation.target)
                    ahead.append(relation.target)
        return found

    def said(self, number: int) -> list[Relation]:
        """What counts of what a fact says."""
        return [it for fact, n, it in self.known if fact == number and (number, n) in self.live]

    def heeded(self, number: int) -> list[Relation]:
        """What says where a fact is wanted: of those that name each other each heeds only what was shown before it."""

        def mine(node: int) -> Place:
            return self.own(("fact", node))

        return [
            it
            for it in self.said(number)
            if isinstance(it.target, Spot) or number not in self.names(it.target) or mine(it.target) < mine(number)
        ]

    @cache  # noqa: B019 - the order of one test
    def wanted(self, node: Node) -> tuple[Place, Node | None, str]:
        """Where a node would stand if nothing but what it names moved it; what it stands directly beside (None:
        nothing), and on which side of that."""
        own = self.own(node)
        if node[0] == "moment":
            return own, None, ""
        it = self.tales[node[1]]
        if node[0] == "end":
            return (
                (own, None, "") if self.spans(it) else (self.wanted(("fact", it.number))[0], ("fact", it.number), "end")
            )
        if it.dated:
            return own, None, ""
        asked = [
            (r.kind, r.days or 0, self.end(r.target) if r.kind == "after" else self.begin(r.target), self.end(r.target))
            for r in self.heeded(it.number)
        ]
        at = {n: self.wanted(n)[0] for _, _, begin, end in asked for n in (begin, end)}
        for kind, days, beside, _ in asked:
            there = at[beside]
            if days and abs(there[0]) < FAR and (there[1] == DATED or days >= 365):
                return (there[0] + (-days if kind == "before" else days), DATED, 0, 0, *own[4:]), None, ""
        for kind, _, beside, _ in asked:
            there = at[beside]
            if there[1] == DATED and abs(there[0]) < FAR and abs(there[0] - own[0]) >= 365:
                return there, beside, kind
        # It stays, or goes to the nearest place at which all holds.
        least: tuple[Place, Node | None, str] = own, None, ""
        most: tuple[Place, Node | None, str] = (FAR + 1,), None, ""
        for kind, _, beside, end in asked:
            if kind == "during" and at[beside] <= own <= at[end]:
                continue
            if kind != "before" and at[beside] > least[0]:
                least = at[beside], beside, kind
            if kind != "after" and at[beside] < most[0]:
                most = at[beside], beside, kind
        return most if most[0] < least[0] else least

    def placed(self) -> dict[Node, Place]:
        """Where each node stands after all have been moved as little as can be."""
        after = self.reach()
        before = {node: {it for it in self.nodes if node in after[it]} for node in self.nodes}

        def reached(node: Node) -> Place:
            return max(self.own(it) for it in {node, *before[node]} if self.fixed(it))

        def latest(node: Node) -> Place:
            bounds: list[Place] = [(FAR + 1,)]
            for it in {node, *after[node]}:
                if self.fixed(it):
                    bounds.append(reached(it))
                elif it[0] != "moment" and self.tales[it[1]].until is not None:
                    bounds.append((self.window(it)[1][0], ENDING))
            return min(bounds)

        def pushes(node: Node) -> Place:
            return reached(node) if self.fixed(node) else min(self.wanted(node)[0], latest(node))

        return {
            node: reached(node) if self.fixed(node) else min(max(map(pushes, {node, *before[node]})), latest(node))
            for node in self.nodes
        }

    def side_by_side(self) -> list[Node]:
        """All nodes by where they are wanted, with those that stand beside one another together."""
        guests: dict[Node | None, list[Node]] = {None: []}
        for node in self.nodes:
            guests.setdefault(self.wanted(node)[1], []).append(node)

        def group(node: Node) -> list[Node]:
            mine = sorted(guests.get(node, ()), key=lambda it: (it[0] == "end", self.own(it)))
            first = [it for it in mine if self.wanted(it)[2] == "before"]
            rest = [it for it in mine if it not in first]
            return [it for guest in first for it in group(guest)] + [node] + [it for g in rest for it in group(g)]

        roots = sorted(guests[None], key=lambda it: (self.wanted(it)[0], self.own(it)))
        return [it for root in roots for it in group(root)]

    def sorted(self) -> list[int]:
        """All facts: of those that could be next that which stands first, again and again."""
        placed = self.placed()
        beside = {node: n for n, node in enumerate(self.side_by_side())}
        waits = {node: {one for one, other, _ in self.edges() if other == node} for node in self.nodes}
        found: list[Node] = []
        while waits:
            node = min((it for it, on in waits.items() if not on), key=lambda it: (placed[it], beside[it]))
            found.append(node)
            del waits[node]
            for on in waits.values():
                on.discard(node)
        return [node[1] for node in found if node[0] == "fact" and node[1] < PLACES]


def holds(order: Sequence[int], number: int, relation: Relation, plain: Mapping[int, Place]) -> bool:
    """Whether a relation holds in an order of facts: to another fact by their places in it; to a place in a title by
    the `plain` facts, which stand where they were shown: at an installment and a second."""
    at = {it: n for n, it in enumerate(order)}
    target = relation.target
    if isinstance(target, int):
        return target not in at or (at[number] < at[target]) == (relation.kind == "before")
    begin: Place = (target.first, target.second or 0)
    end: Place = (target.last, FAR if target.second is None else target.second)
    if relation.kind == "before":
        return all(at[number] < at[it] for it, place in plain.items() if place >= begin)
    if relation.kind == "after":
        return all(at[it] < at[number] for it, place in plain.items() if place <= end)
    return all(at[it] < at[number] for it, place in plain.items() if place < begin) and all(
        at[number] < at[it] for it, place in plain.items() if place > end
    )
