"""Threads that are resolved before they are opened."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.pairing import pairs
from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.model.strings import Longs


def resolved_unopened(source: Source, threads: Longs) -> Iterator[Finding]:
    """`resolved-unopened`: a thread is resolved, and no fact opens it, or works on it, that may come before that."""
    order, frame = source.order, source.truth.frame
    resolves, opens = source.cases.resolves.of(threads), source.cases.opens.of(threads)
    works = source.cases.works.of(threads)
    in_time = np.zeros(len(resolves.line), np.bool_)
    later: dict[int, int] = {}
    for turns in (works, opens):
        mine, theirs = pairs(resolves.thread, turns.thread)
        end, begin = resolves.line[mine], turns.line[theirs]
        early = order.is_after(begin, end) & (frame[begin] == frame[end])
        in_time[mine[~early]] = True
        later |= dict(zip(mine[early].tolist(), theirs[early].tolist(), strict=True)) if turns is opens else {}
    told = set[int]()
    for n in np.flatnonzero(~in_time).tolist():
        thread, line = int(resolves.thread[n]), int(resolves.line[n])
        if thread in told:
            continue
        told.add(thread)
        entity = int(source.ledger.rows.object[resolves.row[n]])
        begins = opens.line[later[n]].item() if n in later else None
        yield Finding(
            source.at_link(line, entity, "is resolved here"),
            f'"{source.key(entity)}" is resolved here, and is opened {"nowhere" if begins is None else "only later"}',
            "state where it begins, with its own stamp",
            source.at_link(begins, entity, "is opened here") if begins is not None else None,
            thread,
        )
