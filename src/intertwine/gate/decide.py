"""What of a ledger a progress may see: reveals first, then the closure (nothing visible names anything invisible).

Everything is arithmetic over whole columns: half a million facts take a few hundred milliseconds.
"""

import numpy as np

from intertwine.gate.closure import closure
from intertwine.gate.prepared import Flags
from intertwine.gate.reveal import reveal
from intertwine.ledger.store.columns import Ledger
from intertwine.model.record import record
from intertwine.model.sentinels import NONE
from intertwine.model.strings import Bools, Ints, Longs


@record
class Verdict:
    """What of a ledger is visible.

    `rows` are the numbers of the visible rows; `row_lines`, `subjects`, `objects`, `flags` are these columns of them.
    `lines`, `entities` and `disproved` are masks over all lines, entities and lines; `framed` are the lines that are in
    a frame, each once, and `framing` the line that says in which: of the innermost. `orders` are the viewing orders
    whose name is known. `linked` are the entities that a
    visible fact names. `alternative` (one entry a line) is each line's earliest passed alternative; `timed` says
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
    framed: Ints
    framing: Ints
    orders: Longs


def decide(ledger: Ledger, passed: Ints) -> Verdict:
    """What of `ledger` is visible when `passed[i]` seconds of installment *i* are passed. It grows with `passed`."""
    found = reveal(ledger, passed)
    closed = closure(ledger, found.lines)
    framed, framing = framings(ledger, closed.lines)
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
        disproved=disproved(ledger, closed.lines),
        framed=framed,
        framing=framing,
        orders=np.flatnonzero(found.lines.take(ledger.orders.line)),
    )


def framings(ledger: Ledger, shown: Bools) -> tuple[Ints, Ints]:
    """Which of the `shown` lines (a mask over all lines) are in a frame that a shown line says they are in; and that
    line, of several frames the innermost one's."""
    it = ledger.framings
    there = np.flatnonzero(shown.take(it.line) & shown.take(it.framed))
    framed, framing = it.framed[there], it.line[there]
    order = np.argsort(framed, kind="stable")
    first = order[np.diff(framed[order], prepend=NONE) > 0]
    return framed[first], framing[first]


def disproved(ledger: Ledger, shown: Bools) -> Bools:
    """Which of the `shown` lines (a mask over all lines) are beliefs that a shown line disproves: a mask as well."""
    found = np.zeros(len(shown), np.bool_)
    found[ledger.disproofs.belief[shown[ledger.disproofs.line]]] = True
    return found & shown
