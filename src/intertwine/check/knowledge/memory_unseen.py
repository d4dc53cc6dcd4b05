"""Memories of what was never seen."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.ledger.store.columns import KINDS
from intertwine.model.strings import Bools


def memory_unseen(source: Source) -> Iterator[Finding]:
    """`memory-unseen`: somebody remembers or forgets what happened, is not named there, was not in a scene of that
    time, and never learnt it.

    Of a fact that has no time within its installment, whoever is in that installment may have seen it. Where a fact
    names a group, nobody knows who of it was there.
    """
    minds, order, events = source.minds, source.order, source.minds.remembers
    wrong = source.events[events.fact] & ~minds.has_part(events.who, events.fact)
    for others in (minds.learns, minds.knows, minds.tells):
        wrong[others.of(events.who, events.fact)[0]] = False
    wrong &= ~_names_group(source)[events.fact] & order.is_alone[events.fact] & (order.installment[events.fact] >= 0)
    acts = source.lives.acts
    for n in np.flatnonzero(wrong).tolist():
        fact, line, who = int(events.fact[n]), int(events.line[n]), int(events.entity[n])
        first, end = np.searchsorted(acts.who, events.who[n], "left"), np.searchsorted(acts.who, events.who[n], "right")
        there = acts.line[first:end]
        there = there[(order.installment[there] == order.installment[fact]) & (there != line)]
        if order.start[fact] >= 0:
            same = order.start[there] < 0
            same |= order.overlap(there, np.full(len(there), fact))
            there = there[same]
        if len(there):
            continue
        yield Finding(
            source.at_link(line, who, "remembers it here"),
            f'"{source.key(who)}" remembers what they have not seen and never learnt',
            "name them in what happened, or say how they learnt it (`learns ^id`)",
            source.at(fact, label="happens here"),
        )


def _names_group(source: Source) -> Bools:
    """Of each line whether it names a group."""
    rows, kind = source.ledger.rows, np.append(source.ledger.entities.kind, 0)
    group = KINDS.index("group")
    found = np.zeros(len(source.ledger.lines.home), np.bool_)
    for column in (rows.subject, rows.object, rows.recipient):
        found[rows.line[kind[column] == group]] = True
    return found
