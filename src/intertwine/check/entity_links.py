"""What links each entity, and so makes its implicit name known."""

from functools import cached_property

import numpy as np

from intertwine.check.reveals import NEVER, Reveals
from intertwine.ledger.store.columns import Ledger
from intertwine.model.strings import Bools, Longs


class EntityLinks:
    """Of each entity the lines that link it. `evidence` is a mask over the rows of the `ledger`: those that make what
    they name known; the mentions in texts do so too."""

    def __init__(self, ledger: Ledger, evidence: Bools, reveals: Reveals) -> None:
        rows, mentions = ledger.rows, ledger.mentions
        entities, lines = [mentions.entity], [mentions.line]
        for column in (rows.subject, rows.object, rows.place, rows.recipient):
            chosen = np.flatnonzero(evidence & (column >= 0))
            entities.append(column[chosen])
            lines.append(rows.line[chosen])
        self._entity = np.concatenate(entities)
        self._line = np.concatenate(lines).astype(np.int64)
        self._reveals, self._count = reveals, len(ledger.entities.key)
        self._found: dict[int, set[int]] = {}

    @cached_property
    def any(self) -> Bools:
        """Of each entity whether a line links it."""
        found = np.zeros(self._count + 1, np.bool_)
        found[self._entity] = True
        return found[:-1]

    @cached_property
    def first(self) -> Longs:
        """Of each entity the place in release order of the first line that links it; NEVER where none does that can be
        known."""
        found = np.full(self._count + 1, NEVER, np.int64)
        np.minimum.at(found, self._entity, self._reveals.first[self._line])
        return found[:-1]

    def of(self, entity: int) -> set[int]:
        """The numbers of the alternatives of every line that links an `entity`."""
        if entity not in self._found:
            start, end = np.searchsorted(self._entity[self._order], [entity, entity + 1])
            self._found[entity] = self._reveals.of_all(self._line[self._order[start:end]])
        return self._found[entity]

    @cached_property
    def _order(self) -> Longs:
        found: Longs = np.argsort(self._entity, kind="stable")
        return found
