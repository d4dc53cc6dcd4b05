"""What looks past the gate on purpose. Everything here is a disclosure, and its docstring says what it gives away."""

import numpy as np

from intertwine.model.statement import END
from intertwine.model.strings import Bools, Ints


def posture(title: Ints, season: Ints, number: Ints, seen: Ints, passed: Ints) -> Bools:
    """Which installments' names are shown. Gives away: the name of the first unseen installment of each title.

    Beside it a title's listing always gives the number, dates and lengths of its installments. All arrays are one
    entry an installment; `seen` and `passed` (seen or told) are seconds, -1 for not begun. What was begun is named.
    """
    named = passed >= 0
    unseen = np.flatnonzero(seen < END)
    in_order = unseen[np.lexsort((number[unseen], season[unseen], title[unseen]))]
    first = np.ones(len(in_order), np.bool_)
    first[1:] = title[in_order][1:] != title[in_order][:-1]
    named[in_order[first]] = True
    return named
