"""Threads that one opens twice."""

from collections.abc import Iterator

from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.check.turned_again import turned_again
from intertwine.model.strings import Longs


def opened_twice(source: Source, threads: Longs) -> Iterator[Finding]:
    """`opened-twice`: somebody opens a thread that they have opened, and nobody resolved it in between.

    Two people may each do so once.
    """
    rows, turns = source.ledger.rows, source.cases.opens.of(threads)
    for it, before in turned_again(source, turns, source.cases.resolves.of(threads)):
        row, first = int(turns.row[it]), int(turns.row[before])
        who, thread = int(rows.subject[row]), int(rows.object[row])
        yield Finding(
            source.at_link(int(turns.line[it]), thread, "and again"),
            f'"{source.key(who)}" opens "{source.key(thread)}" here, and has done so before',
            "state how it was resolved in between, or write that they work on it",
            source.at_link(int(turns.line[before]), int(rows.object[first]), "is opened here"),
            int(turns.thread[it]),
        )
