"""Threads that one resolves twice."""

from collections.abc import Iterator

from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.check.turned_again import turned_again
from intertwine.model.strings import Longs


def resolved_twice(source: Source, threads: Longs) -> Iterator[Finding]:
    """`resolved-twice`: somebody resolves a thread that they have resolved, and nobody opened it again in between.

    Two people may each do so once.
    """
    rows, turns = source.ledger.rows, source.cases.resolves.of(threads)
    for it, before in turned_again(source, turns, source.cases.opens.of(threads)):
        row, first = int(turns.row[it]), int(turns.row[before])
        who, thread = int(rows.subject[row]), int(rows.object[row])
        yield Finding(
            source.at_link(int(turns.line[it]), thread, "and again"),
            f'"{source.key(who)}" resolves "{source.key(thread)}" here, and has done so before',
            "state how it was opened again, or remove one of the two",
            source.at_link(int(turns.line[before]), int(rows.object[first]), "is resolved here"),
            int(turns.thread[it]),
        )
