"""Which statements a progress reveals: of each line the earliest alternative that is passed."""

import numpy as np

from intertwine.gate.prepared import prepared
from intertwine.ledger.store.columns import IMPOSSIBLE, PUBLIC, Ledger, Stamps
from intertwine.model.arrays import look_up
from intertwine.model.record import record
from intertwine.model.sentinels import NEVER
from intertwine.model.strings import Bools, Ints, Longs


@record
class Revealed:
    """`lines` is the mask of the revealed ones. One entry a line: its earliest passed `alternative`, and whether that
    is one at the line's own time (`timed`). One entry an alternative: its `order`, that of its last position."""

    lines: Bools
    alternative: Ints
    timed: Bools
    order: Longs


_PLACE_BITS = 20
"""The low bits of an alternative's rank hold its place among those of its line."""


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
    ok, order = alternatives_passed(ledger.stamps, passed)
    it = prepared(ledger)
    lines, alternative, timed = look_up(ok, it.alternative), it.alternative, it.timed
    choices = it.choices
    if len(choices.lines):
        # The first of equally early alternatives wins: its place rides in the low bits.
        ranked = np.where(ok, order, NEVER >> _PLACE_BITS).take(choices.alternatives)
        winner = np.minimum.reduceat((ranked << _PLACE_BITS) | choices.place, choices.starts)
        any_passed = winner >> _PLACE_BITS != NEVER >> _PLACE_BITS
        # What is not revealed keeps its first alternative, which nobody reads.
        chosen = np.where(any_passed, winner & ((1 << _PLACE_BITS) - 1), 0)
        lines[choices.lines] = any_passed
        alternative, timed = alternative.copy(), timed.copy()
        alternative[choices.lines] = ledger.lines.alternatives[choices.first + chosen]
        timed[choices.lines] = chosen < choices.own
    return Revealed(lines, alternative, timed, order)
