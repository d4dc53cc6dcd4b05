"""The gate: ledger and progress become a view, in three steps.

`limits` turns marks into seconds passed of each installment, `decide` finds what is visible, `build` copies exactly
that.
"""

from collections.abc import Iterable, Mapping
from itertools import repeat
from operator import itemgetter

import numpy as np

from intertwine.gate.build import Marked, build
from intertwine.gate.decide import decide
from intertwine.gate.view import View
from intertwine.ledger.store.columns import Ledger
from intertwine.model.posture import USUAL, Posture
from intertwine.model.progress import Mark, Progress
from intertwine.model.sentinels import END, NONE
from intertwine.model.strings import Ints


def view_of(
    ledger: Ledger, installments: Mapping[tuple[str, int, int], int], progress: Progress, posture: Posture = USUAL
) -> View:
    """The view that `progress` has of `ledger`, where a viewer has this `posture`.

    `installments` numbers those of the ledger by identity of title, season and number.
    """
    count = len(ledger.installments.title)
    seen = limits(installments, progress.seen, count)
    told = limits(installments, progress.told, count)
    skipped = limits(installments, posture.skipped, count) >= 0
    verdict = decide(ledger, np.maximum(seen, told), posture)
    return build(ledger, verdict, Marked(seen, told, skipped), posture)


def limits(installments: Mapping[tuple[str, int, int], int], marks: Iterable[Mark], count: int) -> Ints:
    """Seconds passed of each of `count` installments, NONE where none.

    `installments` numbers them as for `view_of`. Of several `marks` in one installment the furthest counts; a mark on
    what is not there passes nothing.
    """
    # Thousands of marks: they are read by functions that need no step of Python for each.
    marks = tuple(marks)
    where = np.fromiter(map(installments.get, map(itemgetter(0, 1, 2), marks), repeat(NONE)), np.int32, len(marks))
    seconds = map(max, map(min, map(itemgetter(3), marks), repeat(END)), repeat(NONE))
    until = np.fromiter(seconds, np.int32, len(marks))
    found, here = np.full(count, NONE, np.int32), where >= 0
    np.maximum.at(found, where[here], until[here])
    return found
