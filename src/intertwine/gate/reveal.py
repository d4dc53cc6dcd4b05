"""Which statements a progress reveals: of each line the earliest alternative that is passed."""

import numpy as np

from intertwine.ledger.store.columns import IMPOSSIBLE, PUBLIC, Ledger, Stamps
from intertwine.model.record import record
from intertwine.model.sentinels import NEVER
from intertwine.model.strings import Bools, Ints, Longs


@record
class Revealed:
    """One entry a line: the `order` of its earliest passed alternative (NEVER: none is), that `alternative`, and
    whether it is one at the line's own time (`timed`)."""

    order: Longs
    alternative: Ints
    timed: Bools


def positions_passed(stamps: Stamps, passed: Ints) -> Bools:
    """For each position of `stamps` whether it is passed, where `passed[i]` are the seconds passed of installment *i*,
    NONE where none."""
    where = stamps.installment
    reached = np.zeros(len(where), np.bool_)
    inside = where >= 0
    reached[inside] = passed.take(where[inside]) >= stamps.seconds[inside]
    reached[PUBLIC], reached[IMPOSSIBLE] = True, False
    return reached


def alternatives_passed(stamps: Stamps, passed: Ints) -> tuple[Bools, Longs]:
    """For each alternative of `stamps`: whether all its positions are passed, and the order of the last of them.
    `passed[i]` are the seconds passed of installment *i*, NONE where none."""
    if len(stamps.start) < 2:
        return np.zeros(0, np.bool_), np.zeros(0, np.int64)
    reached, starts = positions_passed(stamps, passed), stamps.start[:-1]
    return (
        np.logical_and.reduceat(reached.take(stamps.needs), starts),
        np.maximum.reduceat(stamps.order.take(stamps.needs), starts),
    )


def reveal(ledger: Ledger, passed: Ints) -> Revealed:
    """What each line of `ledger` is revealed by when `passed[i]` seconds of installment *i* are passed (NONE: none)."""
    lines = ledger.lines
    if not len(lines.alternatives):
        return Revealed(np.zeros(0, np.int64), np.zeros(0, np.int32), np.zeros(0, np.bool_))
    ok, order = alternatives_passed(ledger.stamps, passed)
    order = np.where(ok, order, NEVER)
    first = lines.alternatives.take(lines.alternative_start[:-1])
    best, alternative, timed = order.take(first), first.copy(), lines.own_alternatives > 0
    counts = np.diff(lines.alternative_start)
    several = np.flatnonzero(counts > 1)
    if len(several):
        length = counts[several].astype(np.int64)
        ends = np.cumsum(length)
        place = np.arange(int(ends[-1])) - np.repeat(ends - length, length)
        flat = np.repeat(lines.alternative_start[several], length) + place
        ranked = order.take(lines.alternatives.take(flat))
        # The first of equally early alternatives wins: its place rides in the low bits.
        keyed = np.where(ranked == NEVER, NEVER, (ranked << 20) | place)
        winner = np.minimum.reduceat(keyed, ends - length)
        best[several] = np.where(winner == NEVER, NEVER, winner >> 20)
        chosen = lines.alternative_start[several] + np.where(winner == NEVER, 0, winner & ((1 << 20) - 1))
        alternative[several] = lines.alternatives[chosen]
        timed[several] = chosen - lines.alternative_start[several] < lines.own_alternatives[several]
    return Revealed(best, alternative, timed)
