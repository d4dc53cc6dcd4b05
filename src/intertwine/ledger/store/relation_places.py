"""The places in titles that relations of story time name."""

from typing import NamedTuple

import numpy as np

from intertwine.ledger.store.columns import RELATION_KINDS, Ledger
from intertwine.model.frozen import read_only
from intertwine.model.sentinels import END, LAST_SECOND, NONE
from intertwine.model.strings import Ints


class RelationPlaces(NamedTuple):
    """Of each relation to a place in a title the installment that it names, and the last one that belongs to the place:
    another one where something is during a season or a title. Both are NONE where it is to a fact, or to no such place.
    What is before or during an installment without a time has no `seconds`, what is after it the last."""

    installment: Ints
    last: Ints
    seconds: Ints


def relation_places(ledger: Ledger) -> RelationPlaces:
    """Those of the relations of a ledger."""
    table, lines, stamps = ledger.relations, ledger.lines, ledger.stamps
    if not len(table.line):
        nothing = read_only(np.zeros(0, np.int32))
        return RelationPlaces(nothing, nothing, nothing)
    alternative = lines.alternatives.take(lines.alternative_start.take(np.maximum(table.target, 0)))
    is_after = table.kind == RELATION_KINDS.index("after")
    last = stamps.needs.take(stamps.start[alternative + 1] - 1)
    position = np.where(is_after, last, stamps.needs.take(stamps.start[alternative]))
    nowhere = np.int32(NONE)
    installment = np.where(table.place, stamps.installment.take(position), nowhere)
    last = np.where(table.place, stamps.installment.take(last), nowhere)
    seconds = stamps.seconds.take(position)
    seconds = np.where((seconds == END) & ~is_after, 0, np.minimum(seconds, LAST_SECOND))
    seconds = np.where(table.place, seconds, 0).astype(np.int32)  # those of a fact may be a secret
    return RelationPlaces(read_only(installment), read_only(last), read_only(seconds))
