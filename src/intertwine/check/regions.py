"""Places within others."""

from collections import defaultdict

import numpy as np

from intertwine.ledger.store.columns import KINDS, Ledger
from intertwine.model.record import record


@record
class Regions:
    """For each place those that it is in (`around`), as far as one fact says so: whatever says something of two places,
    and not how long the way between them takes."""

    around: dict[int, set[int]]

    def whole(self, place: int) -> set[int]:
        """A place and all that it is in."""
        found, todo = {place}, [place]
        for it in todo:
            further = self.around.get(it, set()) - found
            found |= further
            todo += further
        return found

    def are_apart(self, one: int, other: int) -> bool:
        """Whether neither of two places is, or is in, the other."""
        return one not in self.whole(other) and other not in self.whole(one)


def regions_of(ledger: Ledger) -> Regions:
    """The places of `ledger`."""
    rows, kind = ledger.rows, ledger.entities.kind
    ways = np.array([verb.journey for verb in ledger.vocabulary.verbs], np.bool_)[rows.verb]
    chosen = np.flatnonzero((rows.subject >= 0) & (rows.object >= 0) & ~ways)
    place = KINDS.index("place")
    chosen = chosen[(kind[rows.subject[chosen]] == place) & (kind[rows.object[chosen]] == place)]
    found: dict[int, set[int]] = defaultdict(set)
    for inner, outer in zip(rows.subject[chosen].tolist(), rows.object[chosen].tolist(), strict=True):
        found[inner].add(outer)
    return Regions(dict(found))
