"""Every name of every entity, and when it becomes known."""

from functools import cached_property

import numpy as np

from intertwine.check.source import Source
from intertwine.model.sentinels import NONE
from intertwine.model.strings import Bools, Ints, Longs
from intertwine.model.verb import DECLARED_NAMES


class AllNames:
    """The names of a `source`: those that are declared, then those that a link gives, then implicit ones. Columns: the
    `entity`, the number of its `name`, the `line` that declares it (NONE: all that link the entity make it known), and
    its place in release order as far as it is `known`."""

    def __init__(self, source: Source) -> None:
        rows, entities = source.ledger.rows, source.ledger.entities
        naming, following = (np.flatnonzero(source.has_role(*them)) for them in (DECLARED_NAMES, ("linked name",)))
        implicit = np.flatnonzero(entities.name).astype(np.int32)
        self._words = source.words
        self.entity: Ints = np.concatenate([rows.subject[naming], rows.subject[following], implicit])
        self.name: Ints = np.concatenate([rows.text[naming], rows.text[following], entities.name[implicit]])
        self.line: Longs = np.full(len(self.entity), NONE, np.int64)
        self.line[: len(naming)] = rows.line[naming]
        self.known: Longs = source.links.first[self.entity]
        self.known[: len(naming)] = source.reveals.first[rows.line[naming]]

    @cached_property
    def public(self) -> Bools:
        """Which of them everybody knows."""
        found: Bools = self.known == _PUBLIC
        return found

    @cached_property
    def texts(self) -> list[str]:
        """The names as words."""
        words = self._words
        return [words[n] for n in self.name.tolist()]


_PUBLIC = -1
