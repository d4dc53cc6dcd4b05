"""What of a ledger a progress may see: reveals first, then the closure (nothing visible names anything invisible).

Everything is arithmetic over whole columns: half a million facts take a few hundred milliseconds.
"""

import numpy as np

from intertwine.gate.closure import closure
from intertwine.gate.disclose import withheld
from intertwine.gate.frames import Frames, frames_of, in_frames
from intertwine.gate.prepared import Flags
from intertwine.gate.reveal import reveal
from intertwine.ledger.store.columns import Ledger
from intertwine.model.posture import USUAL, Posture
from intertwine.model.record import record
from intertwine.model.sentinels import NONE
from intertwine.model.strings import Bools, Ints, Longs


@record
class Verdict:
    """What of a ledger is visible.

    `rows` are the numbers of the visible rows; `row_lines`, `subjects`, `objects`, `flags` are these columns of them.
    `lines`, `entities` and `disproved` are masks over all lines, entities and lines; `frames` says which lines are in
    which frame, `orders` are the viewing orders whose name is known, and `linked` the entities that a visible fact
    names. `alternative` (one entry a line) is each line's earliest passed alternative; `timed` says
    whether that is one at the line's own time. `order` (one entry an alternative) is that of its last position.
    """

    rows: Longs
    row_lines: Ints
    subjects: Ints
    objects: Ints
    flags: Flags
    lines: Bools
    entities: Bools
    linked: Bools
    alternative: Ints
    timed: Bools
    order: Longs
    disproved: Bools
    frames: Frames
    orders: Longs


def decide(ledger: Ledger, passed: Ints, posture: Posture = USUAL) -> Verdict:
    """What of `ledger` is visible when `passed[i]` seconds of installment *i* are passed. It grows with `passed`, for
    each `posture` of the viewer."""
    found = reveal(ledger, passed)
    lines = found.lines
    if not (posture.pictures and posture.cast and posture.lengths):
        lines = lines & ~withheld(ledger, posture, passed, found.order.take(found.alternative) < 0)
    closed = closure(ledger, lines)
    frames = frames_of(ledger, closed.lines)
    return Verdict(
        rows=closed.rows,
        row_lines=closed.row_lines,
        subjects=closed.subjects,
        objects=closed.objects,
        flags=closed.flags,
        lines=closed.lines,
        entities=closed.entities,
        linked=closed.linked,
        alternative=found.alternative,
        timed=found.timed,
        order=found.order,
        disproved=disproved(ledger, closed.lines, frames),
        frames=frames,
        orders=np.flatnonzero(lines.take(ledger.orders.line)),
    )


def disproved(ledger: Ledger, shown: Bools, frames: Frames) -> Bools:
    """Which of the `shown` lines (a mask over all lines of `ledger`) are beliefs that a shown line disproves: a mask as
    well. What is in one of the `frames` disproves only what is in the same one."""
    line, belief = ledger.disproofs.line, ledger.disproofs.belief
    said = shown.take(line)
    if len(frames.framed):
        frame = in_frames(frames, len(shown))
        said &= (frame.take(line) == NONE) | (frame.take(line) == frame.take(belief))
    found = np.zeros(len(shown), np.bool_)
    found[belief[said]] = True
    return found & shown
