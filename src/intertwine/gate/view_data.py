"""What a view holds, and who is who in it: the part of a view that all its other parts stand on."""

from typing import Any

import numpy as np

from intertwine.gate.columns import Columns
from intertwine.gate.facts import FactReader
from intertwine.gate.people import People
from intertwine.ledger.store.columns import LAST_TITLE_KIND, TIME_BITS
from intertwine.model.arrays import distinct
from intertwine.model.fact import KnownName, Piece, Where
from intertwine.model.frozen import Frozen, Memo, read_only, sealed
from intertwine.model.strings import Ints, Longs, Strings
from intertwine.model.verb import Verb


class ViewData(Frozen):
    """The columns of a view with identities merged. See `View`."""

    __slots__ = (
        "_c", "_facts", "_first_row", "_home", "_memo", "_mention", "_object", "_order", "_pieces", "_place",
        "_qualified", "_strings", "_subject", "description", "people", "universe", "verbs",
    )  # fmt: skip

    def __init__(
        self, universe: str, description: str, verbs: tuple[Verb, ...], columns: Columns, strings: Strings
    ) -> None:
        self.universe, self.description, self.verbs = universe, description, verbs
        self._c, self._strings = sealed(columns), strings
        c = columns
        self._order: Longs = read_only(
            np.where(c.public, np.int64(-1), (c.installment.astype(np.int64) << TIME_BITS) | np.maximum(c.seconds, 0))
        )
        self.people = People(columns, verbs, strings, self._order)
        self._facts = read = FactReader(columns, verbs, strings, self.people, self._order)
        self._subject, self._object, self._place, self._mention = read.subject, read.object, read.place, read.mention
        self._first_row, self._home = read.first_row, read.home
        self._qualified = frozenset(c.about[c.about >= 0].tolist())
        """The lines that have purposes: a glance here is all that most sentences need."""
        self._memo: Memo[str, Any] = Memo()
        self._pieces: Memo[int, Piece] = Memo()
        """Everybody who was named inside a sentence before."""

    def memory(self) -> int:
        """Bytes held, about."""
        own = (self._order, self._subject, self._object, self._place, self._mention, self._first_row)
        return self._c.memory() + self._strings.blob.nbytes + self._strings.offsets.nbytes + sum(a.nbytes for a in own)

    def person(self, entity: int) -> int:
        """Who stands for this entity after every visible identity."""
        return int(self.people.leader[entity])

    def name(self, entity: int) -> str:
        """The best name that this viewer knows; namesakes share it."""
        return self.people.best(entity)

    def names(self, entity: int) -> tuple[KnownName, ...]:
        """All names that this viewer knows, best first."""
        return tuple(
            KnownName(text, None if row < 0 else self._facts.where(int(self._c.row_line[row])))
            for text, row in self.people.names(entity)
        )

    def is_title(self, entity: int) -> bool:
        """True for series, films, shorts and specials."""
        return 0 < int(self._c.kind[entity]) <= LAST_TITLE_KIND

    def is_plural(self, entity: int) -> bool:
        """True where its name is that of several, so that verbs agree: "the Russians kidnap"."""
        return bool(self._c.plural[self.person(entity)])

    def where(self, line: int) -> Where | None:
        """Where the viewer learnt what a line says; None for what is public."""
        return self._facts.where(line)

    def _lines_of(self, entity: int) -> Ints:
        c = self._c
        named = (self._subject == entity) | (self._object == entity) | (self._place == entity)
        lines = c.row_line[named]
        mentioned = c.mention_line[self._mention == entity]
        return distinct(np.concatenate([lines, mentioned]))

    def _first(self, entity: int) -> tuple[int, int, int]:
        """When the viewer first heard of it: order, line, and its place among the names of that line."""
        lines = self._lines_of(entity)
        if not len(lines):
            return (1 << 62, 0, 0)
        best = lines[np.lexsort((lines, self._order[lines]))[0]]
        first, last = self._first_row[best], self._first_row[best + 1]
        ends = [
            *self._subject[first:last].tolist(),
            *self._object[first:last].tolist(),
            *self._place[first:last].tolist(),
        ]
        return int(self._order[best]), int(best), ends.index(entity) if entity in ends else len(ends)

    def _first_where(self, entity: int) -> Where | None:
        lines = self._lines_of(entity)
        shown = lines[~self._c.public[lines]]
        return self._facts.where(int(shown[np.argmin(self._order[shown])])) if len(shown) else None
