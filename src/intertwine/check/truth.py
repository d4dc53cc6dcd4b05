"""What the lines of a ledger say in truth, behind disguises and frames: a checker knows the whole universe."""

import numpy as np

from intertwine.ledger.store.columns import Ledger
from intertwine.model.arrays import mark
from intertwine.model.record import record
from intertwine.model.strings import Bools, Ints

REAL = 0
"""The frame of what really happens."""


@record
class Truth:
    """`rows` marks the rows that name those who are there in truth, not those whom they are taken for. Of each line,
    `frame` is a number: REAL, or that of the frame that it is in (equal ones are one frame), and `counts` is False
    where a fact disproves it. What is in a frame counts in that frame alone."""

    rows: Bools
    frame: Ints
    counts: Bools


def truth_of(ledger: Ledger) -> Truth:
    """What the lines of `ledger` say in truth."""
    rows = np.ones(len(ledger.rows.line), np.bool_)
    seeming = np.zeros_like(rows)
    mark(seeming, ledger.disguises.row[~ledger.disguises.true])
    rows[seeming] = False
    counts = np.ones(len(ledger.lines.home), np.bool_)
    counts[ledger.disproofs.belief[ledger.disproofs.belief >= 0]] = False
    return Truth(rows, _frames(ledger), counts)


def _frames(ledger: Ledger) -> Ints:
    """The number of each line's frame."""
    framings, rows = ledger.framings, ledger.rows
    found = np.zeros(len(ledger.lines.home), np.int32)
    if not len(framings.line):
        return found
    says = np.isin(rows.line, framings.line)
    names = {
        line: name
        for line, *name in zip(
            *(column[says].tolist() for column in (rows.line, rows.label, rows.subject, rows.text)), strict=True
        )
    }
    inside: dict[int, list[tuple[int, ...]]] = {}
    for line, framed, scope in zip(
        framings.line.tolist(), framings.framed.tolist(), framings.scope.tolist(), strict=True
    ):
        inside.setdefault(framed, []).append((*names.get(line, ()), scope))
    numbers: dict[tuple[tuple[int, ...], ...], int] = {}
    for framed, frames in inside.items():
        found[framed] = numbers.setdefault(tuple(frames), len(numbers) + 1)
    return found
