"""States that began before a death, as far as anybody can know, though they were shown with it or after it.

The dead begin no state. So what says no other time of its own than `before ...` or `unknown`, or was only learnt by the
end of several installments, began before a death that was shown by then; and so did what the installment of the death
itself tells. A later installment that shows a state, or a date, `after` or `during`, says that it is a later one.
"""

from bisect import bisect
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

import numpy as np

from intertwine.gate.identities import with_verbs
from intertwine.gate.tables import ViewTables
from intertwine.model.arrays import among, distinct
from intertwine.model.frozen import Frozen, read_only
from intertwine.model.sentinels import NO_DAY
from intertwine.model.story_relations import BEFORE
from intertwine.model.strings import Bools, Ints, Longs
from intertwine.model.verb import Role, Verb


class StatesBeforeDeaths(Frozen):
    """Which lines of a view are states that began before which deaths, if they stand after them in some order."""

    __slots__ = ("_death", "_returns", "_state", "_whose")

    def __init__(self, tables: ViewTables) -> None:
        """Of the view with these `tables`. Reading costs what its deaths cost: nothing where nobody died."""
        dead, deaths = _turns(tables, "death")
        who, states = _mortals(tables, dead)
        by_dead = np.argsort(dead, kind="stable")
        first, last = (np.searchsorted(dead[by_dead], who, side) for side in ("left", "right"))
        each = last - first
        pair = np.repeat(last - np.cumsum(each), each) + np.arange(each.sum())
        state, death, whose = np.repeat(states, each), deaths[by_dead][pair], np.repeat(who, each)
        vague = _vague(tables, state, death)
        self._state: Ints = read_only(state[vague])
        self._death: Ints = read_only(death[vague])
        self._whose: Ints = read_only(whose[vague])
        returned, lines = _turns(tables, "return") if vague.any() else (self._whose, self._death)
        wanted = among(returned, self._whose)
        self._returns: tuple[Ints, Ints] = read_only(returned[wanted]), read_only(lines[wanted])

    def lines(self, states: Collection[int] | None = None) -> Ints:
        """All lines that matter for these `states` (None: for all): they, the deaths and the returns."""
        if not len(self._state):
            return self._state
        chosen = slice(None) if states is None else among(self._state, states)
        whose = self._whose[chosen]
        returns = self._returns[1][among(self._returns[0], whose)]
        return np.concatenate([self._state[chosen], self._death[chosen], returns])

    def among(self, lines: Ints) -> Ints:
        """Those of these `lines` that are such states."""
        return self._state[among(self._state, lines)]

    def deaths(self, lines: Ints) -> Ints:
        """Those of these `lines` that are deaths before which such states began."""
        return distinct(self._death[among(self._death, lines)])

    def misplaced(self, rank: Mapping[int, int]) -> Iterator[tuple[int, int]]:
        """The states, each with a death before which it began, that stand after that in an order: `rank` has the places
        of all `lines` that matter in it. Who returned in between can have begun it."""
        returns = defaultdict[int, list[int]](list)
        for who, line in zip(*(it.tolist() for it in self._returns), strict=True):
            if line in rank:
                returns[who].append(rank[line])
        for ranks in returns.values():
            ranks.sort()
        columns = self._state.tolist(), self._death.tolist(), self._whose.tolist()
        for state, death, who in zip(*columns, strict=True):
            if state in rank and death in rank and rank[death] < rank[state]:
                between = bisect(returns[who], rank[state]) - bisect(returns[who], rank[death]) if who in returns else 0
                if not between:
                    yield state, death


def may_be_misplaced(verb: Verb) -> bool:
    """Whether lines with a verb may be among those that matter: they begin a state, or tell of a death or a return."""
    return _begins(verb) or verb.role in ("death", "return")


def _turns(tables: ViewTables, role: Role) -> tuple[Ints, Ints]:
    """Who dies or returns by which lines."""
    c = tables.columns
    rows = np.flatnonzero(with_verbs(c.verb, [verb.role == role for verb in tables.verbs]))
    of_object = np.array([verb.patient == "object" for verb in tables.verbs], np.bool_)[c.verb[rows]]
    who, lines = np.where(of_object, tables.object[rows], tables.subject[rows]), c.row_line[rows]
    there = (who >= 0) & ~c.disproved[lines]
    return who[there], lines[there]


def _mortals(tables: ViewTables, dead: Ints) -> tuple[Ints, Ints]:
    """Those of the `dead` who are in the states that lines begin, and these lines: without the states that a death of
    theirs does not end."""
    c = tables.columns
    if not len(dead):
        return dead, dead
    by_id = {verb.id: verb for verb in tables.verbs}
    begun = ((n, verb, by_id.get(verb.begins, verb)) for n, verb in enumerate(tables.verbs) if _begins(verb))
    ended = [it for it in begun if not it[-1].outlives]
    found: list[tuple[Ints, Ints]] = []
    for column, has_end in (
        (tables.subject, lambda verb, _: verb.gets != "recipient"),
        (tables.object, lambda _, state: not state.outlives_object),
        (tables.recipient, lambda verb, _: verb.gets == "recipient"),
    ):
        verbs = np.zeros(len(tables.verbs), np.bool_)
        verbs[[n for n, verb, state in ended if has_end(verb, state)]] = True
        rows = np.flatnonzero(verbs.take(c.verb))
        rows = rows[among(column[rows], dead)]
        found.append((column[rows], c.row_line[rows]))
    return np.concatenate([who for who, _ in found]), np.concatenate([lines for _, lines in found])


def _begins(verb: Verb) -> bool:
    return verb.shape == "state" or bool(verb.begins)


def _vague(tables: ViewTables, state: Ints, death: Ints) -> Bools:
    """Of each pair whether nothing says that the state began after the death, and both are in the same frame."""
    c = tables.columns
    kind = {BEFORE: c.relation_line[c.relation_kind == BEFORE], -1: c.relation_line[c.relation_kind != BEFORE]}
    is_before, is_placed = among(state, kind[BEFORE]), among(state, kind[-1])
    told: Longs = tables.orders(state) - tables.orders(death)
    is_timed = (c.true_text[state] != 0) | is_before
    with_it = c.installment[state] == c.installment[death]
    may_be_earlier = is_timed | c.several[state] | c.public[state] | (with_it & ~c.public[death])
    unknown = (c.true_start[state] == NO_DAY) & (c.step[state] < 0) & ~is_placed & ~c.disproved[state]
    together: Bools = unknown & may_be_earlier & (told >= 0) & (c.frame[state] == c.frame[death]) & (state != death)
    return together


def ranks(ordered: Iterable[int]) -> dict[int, int]:
    """The places of lines in an order."""
    return {line: n for n, line in enumerate(ordered)}
