"""Viewing orders as progress speaks of them: where in each an installment stands. They know of all; who may know what
is asked with every call."""

from collections.abc import Collection, Iterable

import numpy as np

from intertwine.model.frozen import Frozen, FrozenDict, Memo, read_only, remember
from intertwine.model.sentinels import NO_DATE
from intertwine.model.strings import Ints
from intertwine.model.title import RELEASE as RELEASE_NAME
from intertwine.model.words import fold

RELEASE = -1
"""The number of the order in which titles came out, which everybody knows. Places in it are days."""
_LONGEST = 200
"""Characters of a name for which near ones are looked for."""


class OrderPlaces(Frozen):
    """The viewing orders of a universe. The number of an order is that of its name, which is `known` where the names of
    titles are: beside them."""

    __slots__ = ("_called", "_count", "_installments", "_name", "_places")

    def __init__(self, dates: Ints, orders: Iterable[tuple[int, str, Ints]]) -> None:
        """`dates` are the last days on which all installments can have come out (NO_DATE: unknown); of each order its
        number, its name, and its installments in order. Of equal names the first counts among those that are known."""
        called: dict[str, list[int]] = {fold(RELEASE_NAME): [RELEASE]}
        names: dict[int, str] = {RELEASE: RELEASE_NAME}
        installments: dict[int, Ints] = {}
        for number, name, its in orders:
            names[number], installments[number] = name, its
            called.setdefault(fold(name), []).append(number)
        self._count, self._name, self._installments = len(dates), FrozenDict(names), FrozenDict(installments)
        self._called = FrozenDict((name, tuple(numbers)) for name, numbers in called.items())
        self._places: Memo[int, Ints] = Memo({RELEASE: dates})

    def called(self, name: str) -> frozenset[int]:
        """The orders of keepers that are called `name`, known or not."""
        return frozenset(self._called.get(fold(name), ())) - {RELEASE}

    def known(self, name: str, known: Collection[int]) -> int | None:
        """The first order among `known` that is called `name`; None where none is."""
        numbers = self._called.get(fold(name), ())
        return next((number for number in numbers if number == RELEASE or number in known), None)

    def near(self, name: str, known: Collection[int]) -> list[str]:
        """The names among `known` that are spelt like `name`, the nearest first."""
        from intertwine.model.spellings import close_matches  # noqa: PLC0415 - only a mistake needs it

        named: dict[str, str] = {}
        for number, own in self._name.items():
            if number == RELEASE or number in known:
                named.setdefault(fold(own), own)
        return [named[word] for word in close_matches(fold(name[:_LONGEST]), named, n=2, cutoff=0.7)]

    def places(self, order: int) -> Ints:
        """Of each installment its place in the order with this number, NO_DATE where it is not in it."""
        found = self._places.get(order)
        if found is None:
            installments = self._installments[order]
            found = np.full(self._count, NO_DATE, np.int32)
            found[installments] = np.arange(len(installments), dtype=np.int32)
            found = remember(self._places, order, read_only(found))
        return found


NO_ORDERS = OrderPlaces(np.zeros(0, np.int32), ())
"""That of release alone, of no installments: for whoever reads no "before"."""
