"""Threads on which somebody works who has resolved them."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.pairing import last_of_each, pairs
from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.model.strings import Longs


def worked_on_after(source: Source, threads: Longs) -> Iterator[Finding]:
    """`worked-on-after`: somebody works on a thread that they have resolved, and nobody has opened it again.

    What one has found out another may go on looking for.
    """
    order, frame, count, rows = source.order, source.truth.frame, len(source.one_is), source.ledger.rows
    works, resolves = source.cases.works.of(threads), source.cases.resolves.of(threads)
    work, end = pairs(works.by_both(count), resolves.by_both(count))
    later, earlier = works.line[work], resolves.line[end]
    wrong = np.flatnonzero(order.is_after(later, earlier) & (frame[later] == frame[earlier]))
    opens, lines = source.cases.opens.of(threads).by_thread, {"earlier": earlier[wrong], "later": later[wrong]}
    wrong = wrong[~opens.between_as_written(order, works.thread[work[wrong]], **lines)]
    for it, resolved in last_of_each(work, end, wrong):
        row, before = int(works.row[it]), int(resolves.row[resolved])
        who, thread = int(rows.subject[row]), int(rows.object[row])
        yield Finding(
            source.at_link(int(works.line[it]), thread, "goes on here"),
            f'"{source.key(who)}" goes on with "{source.key(thread)}", which they have resolved',
            "state how it was opened again, or say when this happens (`true:`)",
            source.at_link(int(resolves.line[resolved]), int(rows.object[before]), "is resolved here"),
            int(works.thread[it]),
        )
