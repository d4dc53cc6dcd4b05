"""The gate: ledger and progress become a view, in three steps.

`limits` turns marks into seconds passed of each installment, `decide` finds what is visible, `build` copies exactly
that.
"""

from collections.abc import Iterable, Mapping

import numpy as np

from intertwine.gate.build import build
from intertwine.gate.decide import decide
from intertwine.gate.view import View
from intertwine.ledger.store.columns import Ledger
from intertwine.model.progress import Mark, Progress
from intertwine.model.sentinels import END, NONE
from intertwine.model.strings import Ints


def look(ledger: Ledger, installments: Mapping[tuple[str, int, int], int], progress: Progress) -> View:
    """The view that `progress` has of `ledger`.

    `installments` numbers those of the ledger by identity of title, season and number.
    """
    count = len(ledger.installments.title)
    seen = limits(installments, progress.seen, count)
    told = limits(installments, progress.told, count)
    verdict = decide(ledger, np.maximum(seen, told))
    return build(ledger, verdict, seen, told)


def limits(installments: Mapping[tuple[str, int, int], int], marks: Iterable[Mark], count: int) -> Ints:
    """Seconds passed of each of `count` installments, NONE where none.

    `installments` numbers them as for `look`. Of several `marks` in one installment the furthest counts; a mark on what
    is not there passes nothing.
    """
    found = np.full(count, NONE, np.int32)
    for title, season, number, seconds in marks:
        where = installments.get((title, season, number))
        if where is not None:
            found[where] = max(int(found[where]), min(seconds, END))
    return found
