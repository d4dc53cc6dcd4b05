"""A view's facts: by whom they name, where they were learnt, what their verbs mean."""

import re
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from intertwine.gate.view_listing import ListingView
from intertwine.ledger.store.columns import KINDS
from intertwine.model.arrays import among, common, distinct
from intertwine.model.fact import Fact
from intertwine.model.frozen import FrozenDict, once, read_only
from intertwine.model.strings import Bools, Ints, Longs
from intertwine.model.verb import Role, Verb
from intertwine.model.words import fold

_SYNOPSIS = 1
_MARK = re.compile("\x02\\d+\x03")


class FactsView(ListingView):
    """The part of a view that hands out facts. See `View`."""

    __slots__ = ()

    def facts(self, *entities: int, roles: Sequence[Role] = (), verbs: Iterable[str] = ()) -> tuple[Fact, ...]:
        """Visible facts that name all of `entities`, as shown; only those of these roles or verbs, where given."""
        lines: Ints | Longs | None = None
        for entity in entities:
            found = self._lines_of(self.person(entity))
            lines = found if lines is None else common(found, lines)
        if roles or verbs:
            ids = set(verbs)
            chosen = np.array([v.role in roles or v.id in ids for v in self.verbs], np.bool_)
            by_verb = self._c.row_line[chosen[self._c.verb]] if len(chosen) else self._c.row_line[:0]
            lines = distinct(by_verb) if lines is None else common(by_verb, lines)
        return self.at_lines(self._whole(np.arange(len(self._order)) if lines is None else lines))

    def at_lines(self, lines: Iterable[int]) -> tuple[Fact, ...]:
        """The facts of these lines, as shown: by position, then in the order of the text."""
        numbers = np.asarray(lines if isinstance(lines, np.ndarray) else list(lines), np.int32)
        return self._facts.read(numbers[np.lexsort((numbers, self._order[numbers]))])

    def facts_in(self, title: int, *, season: int | None = None, number: int | None = None) -> tuple[Fact, ...]:
        """Everything that the viewer learnt in a title (or a season, or an installment of it), as shown."""
        c = self._c
        chosen = c.listed_title == title
        if season is not None:
            chosen &= c.listed_season == season
        if number is not None:
            chosen &= c.listed_number == number
        inside = np.append(chosen, False)[c.installment]
        return self.at_lines(self._whole(np.flatnonzero(inside)))

    def lines_about(self, title: int, *, without: Sequence[Role]) -> Ints:
        """The lines of all that is known of a title, public ones first (its own page's before others'), then as shown:
        what its page says publicly, what names it, what was shown in it; without verbs of these roles, without the
        synopsis."""
        c, ours = self._c, np.append(self._c.listed_title == title, False)[self._c.installment]
        ours |= c.public & (self._home == title)
        naming = self._lines_of(title)
        ours[naming[c.public[naming] | self._names(naming, title)]] = True
        lines = self._whole(np.flatnonzero(ours & (c.section != _SYNOPSIS)))
        left_out = np.array([v.role in without for v in self.verbs] or [False], np.bool_)
        lines = lines[~left_out[c.verb[self._first_row[lines]]]]
        return lines[np.lexsort((lines, self._home[lines] != title, self._order[lines]))].astype(np.int32)

    def _names(self, lines: Ints, entity: int) -> Bools:
        """Which of these lines have it as subject or object."""
        rows = (self._subject == entity) | (self._object == entity)
        return among(lines, self._c.row_line[rows])

    def in_this_order(self, lines: Ints) -> tuple[Fact, ...]:
        """The facts of these lines, in the order given."""
        return self._facts.read(lines)

    def public_facts(self, title: int) -> tuple[Fact, ...]:
        """The public statements of a title's own page."""
        return self.at_lines(self._whole(np.flatnonzero(self._c.public & (self._home == title))))

    def _whole(self, lines: Ints | Longs) -> Ints | Longs:
        """Without the lines that only qualify another (purposes)."""
        return lines[self._c.about[lines] < 0]

    def fact(self, line: int) -> Fact:
        """The fact of one line, its pairs grouped."""
        return self._facts.one(line)

    def purposes(self, fact: Fact) -> tuple[Fact, ...]:
        """The `because:` and `in order to:` of a fact."""
        if fact.line not in self._qualified:
            return ()
        return tuple(sorted(map(self._facts.one, self._purposes[fact.line]), key=lambda fact: fact.order))

    @once
    def _purposes(self) -> FrozenDict[int, tuple[int, ...]]:
        table: dict[int, list[int]] = {}
        lines = np.flatnonzero(self._c.about >= 0)
        for line, about in zip(lines.tolist(), self._c.about[lines].tolist(), strict=True):
            table.setdefault(about, []).append(line)
        return FrozenDict((about, tuple(lines)) for about, lines in table.items())

    def pairs(self, rows: Bools) -> tuple[Ints, Ints, Ints]:
        """Subject, object and line of the chosen rows (a mask over all rows; see `row_mask`)."""
        return self._subject[rows], self._object[rows], self._c.row_line[rows]

    def row_mask(
        self,
        roles: Sequence[Role] = (),
        *,
        met: bool = False,
        verbs: Callable[[Verb], bool] | None = None,
        disproved: bool = False,
    ) -> Bools:
        """Rows of verbs with one of these roles, or (`met`) that imply a meeting, or that `verbs` is true of; disproved
        ones left out, unless asked for."""
        wanted = [v.role in roles or (met and v.met) or (verbs is not None and verbs(v)) for v in self.verbs]
        chosen = np.array(wanted, np.bool_)
        if not len(chosen):
            return np.zeros(0, np.bool_)
        rows: Bools = chosen[self._c.verb]
        return rows if disproved else rows & ~self._c.disproved[self._c.row_line]

    def orders(self, lines: Ints) -> Longs:
        """What sorts these lines as they were shown: -1 for what is public, else larger for later positions."""
        return self._order[lines]

    def titles_of(self, lines: Ints) -> Ints:
        """The title where each of these lines was shown; -1 for what is public."""
        return np.append(self._c.listed_title, np.int32(-1))[self._c.installment[lines]]

    def seasons_of(self, lines: Ints) -> Ints:
        """The season in which each of these lines was shown; -1 for what is public."""
        return np.append(self._c.listed_season, np.int32(-1))[self._c.installment[lines]]

    def order_of(self, line: int) -> tuple[int, int]:
        """Sorts lines as they were shown."""
        return int(self._order[line]), line

    def lines_with(self, patterns: Sequence[re.Pattern[str]]) -> Ints:
        """Lines in whose words every one of `patterns` is found: in their quoted words or prose, the wording of their
        verb, or a visible name of whom they link. Folded text is searched, a string at a time; purposes count for their
        fact."""
        c = self._c
        words = [fold(_MARK.sub(" ", text) if "\x02" in text else text) for text in self._strings.all()]
        found: Ints | None = None
        for pattern in patterns:
            hit = np.fromiter((pattern.search(text) is not None for text in words), np.bool_, len(words))
            named = np.append(self.people.with_name(hit), False)
            rows = hit[c.text] | hit[c.form] | named[self._subject] | named[self._object] | named[self._place]
            lines = np.concatenate([c.row_line[rows], c.mention_line[hit[c.mention_shown] | named[self._mention]]])
            lines = distinct(np.where(c.about[lines] >= 0, c.about[lines], lines))
            found = lines if found is None else common(found, lines)
        return np.zeros(0, np.int32) if found is None else found

    def kind(self, entity: int) -> str:
        """`character`, `series`, ...; "" while its kind is not known."""
        person = self.person(entity)
        return self._stamped_kinds.get(person) or KINDS[int(self._kinds[person])]

    @once
    def _kinds(self) -> Ints:
        kinds = np.zeros(len(self._c.kind), np.int32)
        np.maximum.at(kinds, self.people.leader, self._c.kind.astype(np.int32))
        return read_only(kinds)

    @once
    def _stamped_kinds(self) -> FrozenDict[int, str]:
        found: dict[int, str] = {}
        for fact in sorted(self.facts(roles=("kind",)), key=lambda fact: (fact.rank, fact.order)):
            for entity in fact.subjects:
                found.setdefault(entity, fact.words)
        return FrozenDict(found)

    def of_kind(self, *kinds: str) -> Bools:
        """Which entities are of one of these kinds ("" for those whose kind is not known): a mask over all numbers."""
        chosen = among(self._kinds, [KINDS.index(kind) for kind in kinds])
        for person, kind in self._stamped_kinds.items():
            chosen[person] = kind in kinds
        return chosen[self.people.leader]
