"""A view's entities: who is the same as whom, and of what kind."""

from typing import Any

import numpy as np

from intertwine.gate.fact_index import FactIndex
from intertwine.gate.tables import ViewTables
from intertwine.ledger.store.columns import KINDS
from intertwine.model.arrays import among
from intertwine.model.frozen import Frozen, FrozenDict, Memo, once, read_only
from intertwine.model.kinds import PRONOUNS
from intertwine.model.strings import Bools, Ints, Longs


class EntityIndex(Frozen):
    """The entities of a view by number. After a visible identity several numbers are one person: `person(e)` is the one
    that stands for them, and every number in a fact is such a one."""

    __slots__ = ("_facts", "_memo", "_tables")

    def __init__(self, tables: ViewTables, facts: FactIndex) -> None:
        self._tables, self._facts = tables, facts
        self._memo: Memo[str, Any] = Memo()

    def __repr__(self) -> str:
        return f"<EntityIndex: entities {self.count}>"

    @property
    def count(self) -> int:
        """How many numbers there are: each is below this."""
        return len(self._tables.leader)

    def person(self, entity: int) -> int:
        """Who stands for this entity after every visible identity."""
        return self._tables.leader.item(entity)

    def is_title(self, entity: int) -> bool:
        """True for whatever is no entity."""
        return self._tables.is_title(entity)

    def is_plural(self, entity: int) -> bool:
        """True where its name is that of several, so that verbs agree: "the Russians kidnap"."""
        return self._tables.columns.plural.item(self.person(entity))

    def pronoun(self, entity: int) -> str:
        """What its page says that a sentence says of it after its name (`PRONOUNS`); "" where none says."""
        return PRONOUNS[self._pronouns.item(self.person(entity))]

    def kind(self, entity: int) -> str:
        """`character`, `series`, ...; "" while its kind is not known."""
        person = self.person(entity)
        return self._stamped_kinds.get(person) or self._tables.kind(self._kinds.item(person))

    def of_kind(self, *kinds: str) -> Bools:
        """Which entities are of one of these kinds ("" for those whose kind is not known): a mask over all numbers."""
        chosen = among(self._kinds, [KINDS.index(kind) for kind in kinds])
        for person, kind in self._stamped_kinds.items():
            chosen[person] = kind in kinds
        return chosen[self._tables.leader]

    @once
    def told_of(self) -> Longs:
        """How often what the viewer knows names each entity."""
        t = self._tables
        named = (*t.ends, t.mention)
        counts = [np.bincount(column[column >= 0], minlength=self.count) for column in named]
        return read_only(np.sum(counts, axis=0, dtype=np.int64))

    @once
    def _pronouns(self) -> Ints:
        pronouns = np.zeros(self.count, np.int32)
        np.maximum.at(pronouns, self._tables.leader, self._tables.columns.pronoun.astype(np.int32))
        return read_only(pronouns)

    @once
    def _kinds(self) -> Ints:
        kinds = np.zeros(self.count, np.int32)
        np.maximum.at(kinds, self._tables.leader, self._tables.columns.kind.astype(np.int32))
        return read_only(kinds)

    @once
    def _stamped_kinds(self) -> FrozenDict[int, str]:
        found: dict[int, str] = {}
        for fact in sorted(self._facts.of(roles=("kind",)), key=lambda fact: (fact.rank, fact.order)):
            for entity in fact.subjects:
                found.setdefault(entity, fact.words)
        return FrozenDict(found)
