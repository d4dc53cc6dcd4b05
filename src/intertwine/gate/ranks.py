"""The ranks of names and of cast lines, counted again after the gate, so that what is hidden leaves no gap."""

import numpy as np

from intertwine.gate.decide import Verdict
from intertwine.ledger.store.columns import AFTER_DECLARED, Ledger
from intertwine.model.sentinels import RANK_STEP
from intertwine.model.strings import Ints, Longs
from intertwine.model.verb import Role

_COUNTED: tuple[tuple[Role, ...], ...] = (("name", "linked name", "title name"), ("billing",), ("part",))
"""Roles of names, of billing and of parts: the rows whose ranks say more than what is visible."""


def visible_ranks(ledger: Ledger, verdict: Verdict, implicit: Longs) -> tuple[Ints, Ints]:
    """The ranks of the visible rows and of the implicit names, counted again so that what is hidden leaves no gap.

    `verdict` says what of `ledger` is visible; `implicit` are the entities that show their implicit name. Gives one
    rank for each of `verdict.rows`, and one for each of `implicit`.

    Names are counted for each entity, those that a fact gives after the declared ones and in the order of the text;
    lines of a cast for each title.
    """
    rows = ledger.rows
    ranks = rows.rank.take(verdict.rows).astype(np.int64)
    counted = np.zeros(len(ledger.vocabulary.verbs), np.int8)
    for number, roles in enumerate(_COUNTED, 1):
        counted[list(ledger.vocabulary.with_role(*roles))] = number
    group = counted.take(rows.verb.take(verdict.rows))
    names, billing, part = (np.flatnonzero(group == number) for number in range(1, 4))
    given = ranks[names] >= AFTER_DECLARED
    value = np.where(given, rows.line[verdict.rows[names]], ranks[names])
    owner = rows.subject[verdict.rows[names]].astype(np.int64) * 2 + given
    owner = np.concatenate([owner, implicit.astype(np.int64) * 2])
    value = np.concatenate([value, ledger.entities.rank[implicit].astype(np.int64)])
    written = np.concatenate([np.where(given, AFTER_DECLARED, ranks[names]), ledger.entities.rank[implicit]])
    dense = _counted(owner, value) + written // RANK_STEP * RANK_STEP
    ranks[names] = dense[: len(names)]
    cast = np.concatenate([billing, part])
    title = np.concatenate([rows.object[verdict.rows[billing]], rows.place[verdict.rows[part]]])
    ranks[cast] = _counted(title.astype(np.int64), ranks[cast])
    return ranks.astype(np.int32), dense[len(names) :].astype(np.int32)


def _counted(group: Longs, value: Longs) -> Longs:
    """For each entry the place of its value among the different values of its group, from 1."""
    if not len(group):
        return np.zeros(0, np.int64)
    order = np.lexsort((value, group))
    first = np.ones(len(order), np.bool_)
    first[1:] = group[order][1:] != group[order][:-1]
    step = first.copy()
    step[1:] |= value[order][1:] != value[order][:-1]
    count = np.cumsum(step)
    places = np.empty(len(order), np.int64)
    places[order] = count - np.maximum.accumulate(np.where(first, count, 0)) + 1
    return places
