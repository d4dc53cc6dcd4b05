"""Which frame each visible line is in. All lines that are in one and the same frame share a number."""

import numpy as np

from intertwine.gate.prepared import prepared
from intertwine.ledger.store.columns import Ledger
from intertwine.model.arrays import groups
from intertwine.model.record import record
from intertwine.model.sentinels import NONE
from intertwine.model.strings import Bools, Ints


@record
class Frames:
    """`framed` are the visible lines that are in a frame, ascending. `frame` has for each of them the first visible
    line that says of anything that it is in this very frame: the innermost, within the same frames around it."""

    framed: Ints
    frame: Ints


def frames_of(ledger: Ledger, shown: Bools) -> Frames:
    """The frames that the `shown` lines of `ledger` (a mask over all lines) are in, as far as shown lines say so."""
    it = ledger.framings
    there = np.flatnonzero(shown.take(it.line) & shown.take(it.framed))
    framed = it.framed[there]
    order = np.argsort(framed, kind="stable")
    innermost = there[order[np.diff(framed[order], prepend=NONE) > 0]]
    framed, saying = it.framed[innermost], it.line[innermost]
    if not len(framed):
        return Frames(framed, saying)
    seeming, true, unmasking = (column.take(innermost) for column in prepared(ledger).framing)
    own = np.where((unmasking >= 0) & shown.take(unmasking), true, seeming)
    around = np.minimum(np.searchsorted(framed, saying), len(framed) - 1)
    has_more = framed.take(around) == saying
    # The same frame within others is another one: each round looks one frame further out, until that tells no more
    # apart.
    frame, count = groups(own), 0
    while (now := int(frame.max())) != count:
        count = now
        frame = groups(own, np.where(has_more, frame.take(around), NONE))
    first = np.full(int(frame.max()) + 1, len(shown), np.int32)
    np.minimum.at(first, frame, saying)
    return Frames(framed, first.take(frame))


def in_frames(frames: Frames, count: int) -> Ints:
    """The frame of each of `count` lines, NONE where they are in none."""
    found = np.full(count, NONE, np.int32)
    found[frames.framed] = frames.frame
    return found
