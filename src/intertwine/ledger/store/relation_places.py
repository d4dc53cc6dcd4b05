"""The places in titles that relations of story time name."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from intertwine.ledger.store.columns import RELATION_KINDS, RELATION_UNITS, Ledger
from intertwine.model.frozen import read_only
from intertwine.model.sentinels import END, LAST_SECOND, NONE
from intertwine.model.strings import Bools, Ints


class RelationPlaces(NamedTuple):
    """Of each relation to a place in a title the installment that it names, and the last one that belongs to the place:
    another one where something is during a season or a title. Both are NONE where it is to a fact, or to no such place.
    What is before or during an installment without a time has no `seconds`, what is after it the last. `unit` says
    what the place is (see `RELATION_UNITS`): a season is all that is listed of one, and what was written in other
    numbers, as a disc, is installments."""

    installment: Ints
    last: Ints
    seconds: Ints
    unit: npt.NDArray[np.int8]


def relation_places(ledger: Ledger) -> RelationPlaces:
    """Those of the relations of a ledger."""
    table, lines, stamps = ledger.relations, ledger.lines, ledger.stamps
    if not len(table.line):
        nothing = read_only(np.zeros(0, np.int32))
        return RelationPlaces(nothing, nothing, nothing, read_only(np.zeros(0, np.int8)))
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
    needs = stamps.start[alternative + 1] - stamps.start[alternative]
    unit = np.where(table.place & ~_is_piecemeal(ledger, installment, last, needs, table.unit), table.unit, np.int8(0))
    return RelationPlaces(read_only(installment), read_only(last), read_only(seconds), read_only(unit))


def _is_piecemeal(ledger: Ledger, first: Ints, last: Ints, needs: Ints, unit: npt.NDArray[np.int8]) -> Bools:
    """Which places are written as seasons, and are not all that is listed of one. `needs` says how many installments
    each has."""
    found = np.zeros(len(unit), np.bool_)
    listing = ledger.installments
    for n in np.flatnonzero(unit == RELATION_UNITS.index("season")).tolist():
        title, season = (column.take(np.maximum(first[n], 0)) for column in (listing.title, listing.season))
        ours = (listing.title == title) & (listing.season == season)
        found[n] = needs[n] != ours.sum() or listing.season.take(last[n]) != season
    return found
