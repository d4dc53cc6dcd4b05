"""Lines of a cast that say the same."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.rule import Finding
from intertwine.check.source import Source


def cast_twice(source: Source) -> Iterator[Finding]:
    """`cast-twice`: one cast lists the same person in the same role twice."""
    rows, lines = source.ledger.rows, source.ledger.lines
    chosen = np.flatnonzero(source.has_role("part") & (rows.subject >= 0) & (rows.object >= 0))
    chosen = chosen[lines.page[rows.line[chosen]] > 0]
    page = lines.page[rows.line[chosen]]
    order = np.lexsort((chosen, rows.object[chosen], rows.subject[chosen], page))
    chosen, page = chosen[order], page[order]
    again = (page[1:] == page[:-1]) & (rows.line[chosen[1:]] != rows.line[chosen[:-1]])
    for column in (rows.subject, rows.object):
        again &= column[chosen[1:]] == column[chosen[:-1]]
    for n in np.flatnonzero(again).tolist():
        first, second = int(rows.line[chosen[n]]), int(rows.line[chosen[n + 1]])
        actor, role = int(rows.subject[chosen[n]]), int(rows.object[chosen[n]])
        yield Finding(
            source.at_link(second, actor, "and here"),
            f'the cast lists "{source.key(actor)}" as "{source.key(role)}" twice',
            "remove one of the two lines",
            source.at_link(first, actor, "listed here"),
        )
