"""In which order installments count as released, where of some only the month or the year is known."""

from bisect import bisect_left, insort

import numpy as np

from intertwine.model.numbers import order_of
from intertwine.model.strings import Ints, Longs


def days_in_order(title: Ints, season: Ints, number: Ints, date: Ints, spread: Ints) -> Longs:
    """The day of each installment that orders it: its last possible one, or earlier where something later in the same
    title came out earlier within its month or year. Then it is that day, so that a season whose year alone is known
    never comes after the next one. Specials (season 0) belong between no others, and keep their last day.

    All arrays have an entry for each installment: the number of its `title`, its own `season` and `number`, the last
    day that its `date` can be (NO_DATE: unknown), and as `spread` how many days earlier it may have been.
    """
    days = date.astype(np.int64)
    vague = spread > 0
    if not vague.any():
        return days
    ours = np.flatnonzero(np.isin(title, np.unique(title[vague])) & (season > 0))
    ours = ours[np.lexsort((order_of(number[ours].astype(np.int64)), season[ours], title[ours]))]
    titles, spreads, found = title[ours].tolist(), spread[ours].tolist(), days[ours].tolist()
    later: list[int] = []  # the days of what comes later in the title, sorted
    for at in range(len(ours) - 1, -1, -1):
        if at + 1 < len(ours) and titles[at] != titles[at + 1]:
            later = []
        if spreads[at]:
            nearest = bisect_left(later, found[at] - spreads[at])
            found[at] = min(found[at], later[nearest]) if nearest < len(later) else found[at]
        insort(later, found[at])
    days[ours] = found
    return days
