"""A view's facts: by the entities that they name, and by where they were learnt."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from intertwine.gate.fact_decoder import FactDecoder, each_once
from intertwine.gate.identities import among_verbs
from intertwine.gate.line_index import LineIndex
from intertwine.gate.tables import ViewTables
from intertwine.ledger.store.columns import SECTIONS
from intertwine.model.arrays import common
from intertwine.model.fact import Fact
from intertwine.model.frozen import Frozen, FrozenDict, Memo, once
from intertwine.model.strings import Bools, Ints
from intertwine.model.verb import Role, Verb

_SYNOPSIS = SECTIONS.index("Synopsis")


class FactIndex(Frozen):
    """The facts of a view. All answers are `Fact` records, "as shown": by position, then in the order of the text."""

    __slots__ = ("_decoder", "_lines", "_memo", "_qualified", "_tables")

    def __init__(self, tables: ViewTables, decoder: FactDecoder, lines: LineIndex) -> None:
        self._tables, self._decoder, self._lines = tables, decoder, lines
        about = tables.columns.about
        self._qualified = frozenset(about[about >= 0].tolist())
        """The lines that more is said beside of: a glance here is all that most sentences need."""
        self._memo: Memo[str, Any] = Memo()

    def __repr__(self) -> str:
        return f"<FactIndex: facts {self._tables.lines}>"

    def of(
        self, *entities: int, roles: Sequence[Role] = (), verbs: Callable[[Verb], bool] | None = None
    ) -> tuple[Fact, ...]:
        """The facts that name all of `entities` (none: all facts), as shown; only those whose verb has one of `roles`
        (none: any), or of whose verb `verbs` is true, where either is given. Raises `TypeError` for what is not a
        number, and `IndexError` for one that nothing in the view has."""
        return self.at(self._lines.of(*entities, roles=roles, verbs=verbs))

    def one(self, line: int) -> Fact:
        """The fact of one line, its pairs grouped."""
        return self._decoder.one(line)

    def at(self, lines: Iterable[int]) -> tuple[Fact, ...]:
        """The facts of these lines, as shown."""
        numbers = np.asarray(lines if isinstance(lines, np.ndarray) else list(lines), np.int32)
        return self._decoder.read(numbers[np.lexsort((numbers, self._tables.orders(numbers)))])

    def in_this_order(self, lines: Ints) -> tuple[Fact, ...]:
        """The facts of these lines, in the order given."""
        return self._decoder.read(lines)

    def shown_in(self, title: int, *, season: int | None = None, number: int | None = None) -> tuple[Fact, ...]:
        """Everything that the viewer learnt in `title`, as shown; `season` and `number` narrow it to a season or an
        installment (None: not narrowed)."""
        return self.at(self._lines.shown_in(title, season=season, number=number))

    def public_of(self, title: int) -> tuple[Fact, ...]:
        """The public statements of a title's own page, as shown."""
        return self.at(self._lines.public_of(title))

    def synopsis_of(self, title: int) -> tuple[Fact, ...]:
        """The synopsis of a title, as far as the viewer may read it, in the order of its text."""
        told = self._prose(title, self._tables.columns.section == _SYNOPSIS)
        return tuple(sorted(told, key=lambda fact: fact.line))

    def prose_of(self, title: int, *, several: bool) -> tuple[Fact, ...]:
        """The prose of a title, but for its synopsis, as shown: what took `several` installments to learn, or one."""
        c = self._tables.columns
        told = self._prose(title, (c.section != _SYNOPSIS) & (c.several == several))
        return tuple(sorted(told, key=lambda fact: fact.order))

    def _prose(self, title: int, chosen: Bools) -> list[Fact]:
        """The prose about a title in the `chosen` lines, a mask over all."""
        t = self._tables
        lines = self._lines.whole(t.lines_naming(int(t.leader[title])))
        lines = lines[chosen[lines]]
        is_prose = among_verbs(t.verbs_of(lines), t.verbs_with(("prose",)))
        told = self._decoder.read(lines[is_prose].astype(np.int32))
        return [fact for fact in told if title in fact.subjects]

    def purposes(self, fact: Fact) -> tuple[Fact, ...]:
        """The `because:` and `in order to:` of a fact."""
        return self.beside(fact, "purpose")

    def beside(self, fact: Fact, role: Role) -> tuple[Fact, ...]:
        """What is said beside a fact with a verb of this `role`: why, or who is taken for whom in it."""
        if fact.line not in self._qualified:
            return ()
        found = [it for it in map(self._decoder.one, self._beside[fact.line]) if it.verb.role == role]
        return tuple(sorted(found, key=lambda fact: fact.order))

    def beside_any(self, role: Role, *entities: int) -> tuple[Fact, ...]:
        """All that is said beside any fact with a verb of this `role` and names all of `entities` (none: anybody)."""
        if not self._qualified:
            return ()
        t = self._tables
        lines = np.flatnonzero(t.columns.about >= 0)
        for entity in entities:
            lines = common(lines, t.lines_naming(int(t.leader[entity])))
        return self.at(lines[among_verbs(t.verbs_of(lines), t.verbs_with((role,)))])

    def written_ends(self, fact: Fact) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The subjects and the objects of a fact that says who is who, as they were written: before that was known."""
        t = self._tables
        c = t.columns
        first, last = (it.item(0) for it in t.rows(np.array([fact.line], np.int32)))
        rows = slice(*np.searchsorted(c.written_row, np.array([first, last], np.int32)).tolist())
        return each_once(c.written_subject[rows].tolist()), each_once(c.written_object[rows].tolist())

    @once
    def _beside(self) -> FrozenDict[int, tuple[int, ...]]:
        table: dict[int, list[int]] = {}
        c = self._tables.columns
        lines = np.flatnonzero(c.about >= 0)
        for line, about in zip(lines.tolist(), c.about[lines].tolist(), strict=True):
            table.setdefault(about, []).append(line)
        return FrozenDict((about, tuple(lines)) for about, lines in table.items())
