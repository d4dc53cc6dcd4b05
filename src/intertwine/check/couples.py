"""Facts about two, whichever of them stands first."""

import numpy as np

from intertwine.check.truth import Truth
from intertwine.ledger.store.columns import Ledger
from intertwine.model.record import record
from intertwine.model.strings import Bools, Longs


@record
class Couples:
    """Rows that name two: `one` is the entity with the lower number, `other` the one with the higher. Ascending by
    both, and then by the `row`."""

    one: Longs
    other: Longs
    row: Longs


def couples_of(ledger: Ledger, truth: Truth, chosen: Bools, among: Bools) -> Couples:
    """The rows of `ledger` that a mask has, `chosen`, and that name two who are there in `truth`. The first of the two
    is `among` some (a mask over entities)."""
    rows = ledger.rows
    row = np.flatnonzero(chosen & truth.rows & (rows.subject >= 0) & (rows.object >= 0))
    row = row[truth.counts[rows.line[row]] & (rows.subject[row] != rows.object[row])]
    one, other = np.sort(np.stack([rows.subject[row], rows.object[row]]), axis=0).astype(np.int64)
    row, one, other = row[among[one]], one[among[one]], other[among[one]]
    order = np.lexsort((row, other, one))
    return Couples(one[order], other[order], row[order].astype(np.int64))
