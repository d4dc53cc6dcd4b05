"""The viewing orders that a view has by name: that of release, and those of keepers whose names the viewer knows."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from intertwine.gate.tables import ViewTables
from intertwine.gate.title_listing import TitleListing
from intertwine.model.fact import Listed
from intertwine.model.frozen import Frozen, FrozenDict, Memo, once, read_only
from intertwine.model.release_order import by_release, days_in_order
from intertwine.model.sentinels import END, NONE
from intertwine.model.strings import Ints, Longs
from intertwine.model.title import RELEASE
from intertwine.model.words import fold

_LONGEST = 200
"""Characters of a name for which near ones are looked for."""


class ViewingOrders(Frozen):
    """Orders in which to watch, by name: whatever the case, of equal names the first. Only installments of titles that
    the viewer knows are in them, and no order needs to have all."""

    __slots__ = ("_c", "_listing", "_memo", "_tables")

    def __init__(self, tables: ViewTables, listing: TitleListing) -> None:
        self._tables, self._c, self._listing = tables, tables.columns, listing
        self._memo: Memo[str, Any] = Memo()

    @once
    def names(self) -> tuple[str, ...]:
        """That of release first, the others sorted."""
        written = [self._tables.strings[n] for n in self._c.order_name.tolist()]
        return (RELEASE, *sorted(written[n] for n in self._numbers.values()))

    def called(self, name: str) -> str | None:
        """The name, as its keeper wrote it, of the order that is called `name`; None where none is."""
        return next((own for own in self.names if fold(own) == fold(name)), None)

    def near(self, name: str) -> list[str]:
        """The names that are spelt like `name`, the nearest first."""
        from intertwine.model.spellings import close_matches  # noqa: PLC0415 - only a mistake needs it

        named = {fold(own): own for own in self.names}
        return [named[word] for word in close_matches(fold(name[:_LONGEST]), named, n=2, cutoff=0.7)]

    def installments(self, name: str) -> Iterator[tuple[int, Listed]]:
        """What is in the order `name`, one of `names`, and of which title."""
        return self._listing.listed(self._places(name))

    def next(self, name: str) -> tuple[int, Listed] | None:
        """The first in the order `name`, one of `names`, that was not seen to its end and is not skipped; and its
        title."""
        places = self._places(name)
        unseen = places[(self._c.listed_seen[places] < END) & ~self._c.listed_skipped[places]][:1]
        return next(self._listing.listed(unseen), None)

    def counts(self, name: str) -> tuple[int, int, int]:
        """How many installments are in it, how many of them were seen whole, and told whole but not seen."""
        places = self._places(name)
        seen, told = self._c.listed_seen[places] >= END, self._c.listed_told[places] >= END
        return len(places), int(seen.sum()), int((told & ~seen).sum())

    def ranks(self, name: str) -> Ints:
        """Of each installment of the listing its place in the order `name`, one of `names`; NONE where it is not in
        it."""
        found = np.full(len(self._c.listed_seen), NONE, np.int32)
        places = self._places(name)
        found[places] = np.arange(len(places), dtype=np.int32)
        return found

    def _places(self, name: str) -> Ints | Longs:
        """Where in the listing the installments of an order are."""
        if name == RELEASE:
            return self._release
        found: Ints = self._c.order_listed[self._c.order_of == self._numbers[fold(name)]]
        return found

    @once
    def _numbers(self) -> FrozenDict[str, int]:
        """The orders of keepers by their folded names; of equal names the first."""
        named = [(fold(self._tables.strings[name]), n) for n, name in enumerate(self._c.order_name.tolist())]
        return FrozenDict(reversed(named))

    @once
    def _release(self) -> Longs:
        """All that is listed, by release."""
        c = self._c
        days = days_in_order(c.listed_title, c.listed_season, c.listed_number, c.listed_date, c.listed_spread)
        return read_only(by_release(c.listed_title, c.listed_season, days, len(c.kind)))
