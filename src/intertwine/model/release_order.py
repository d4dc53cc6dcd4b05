"""In which order installments count as released, where of some the date is unknown, or only its month or year known."""

from bisect import bisect_left, insort

import numpy as np

from intertwine.model.numbers import order_of
from intertwine.model.sentinels import NO_DATE
from intertwine.model.strings import Bools, Ints, Longs

FIRST, _LAST = np.iinfo(np.int64).min, np.iinfo(np.int64).max
"""What stands for the day of what comes first of all, or last."""


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


def release_order(title: Ints, season: Ints, number: Ints, date: Ints | Longs, rank: Longs | None = None) -> Longs:
    """The places of all installments, by title and in each title by `rank` (None: all alike), then by release; of one
    day by season and number.

    `title`, `season`, `number`, `date` and `rank` have an entry for each installment; `date` is in days, as
    `days_in_order` gives them (NO_DATE: unknown).
    """
    when, undated = release_days(title, season, date)
    keys = order_of(number.astype(np.int64)), season, undated, when
    return np.lexsort((*keys, title) if rank is None else (*keys, rank, title))


def release_days(title: Ints, season: Ints, date: Ints | Longs) -> tuple[Longs, Bools]:
    """What sorts the installments of a title by release: the day of each, or one that stands for it where it has none;
    and whether it has none, which comes after what has that very day.

    `title`, `season` and `date` have an entry for each installment; `date` is its day, as `days_in_order` gives it
    (NO_DATE: unknown).
    What has no date comes after the dated ones of its season, specials (season 0) too; a season without any date after
    the season before it, or first of all where no season before it has one. Specials without any date come last: no
    season is before them, and their names could tell how any other one ends.
    """
    when = date.astype(np.int64)
    undated = when == NO_DATE
    by_season = np.lexsort((season, title))
    starts = np.ones(len(title), np.bool_)
    starts[1:] = (np.diff(title[by_season]) != 0) | (np.diff(season[by_season]) != 0)
    group = np.empty(len(title), np.int64)
    group[by_season] = np.cumsum(starts) - 1
    last = np.full(np.count_nonzero(starts), FIRST, np.int64)
    np.maximum.at(last, group[~undated], when[~undated])
    of_title, is_special = title[by_season][starts], season[by_season][starts] == 0
    # A season without a date takes that of the nearest one before it, which the specials are not; a title's first has
    # nothing to take.
    dated = np.where((last != FIRST) & ~is_special, np.arange(len(last)), -1)
    nearest = np.maximum.accumulate(dated) if len(dated) else dated
    known = (nearest >= 0) & (of_title[nearest] == of_title)
    end = np.where(known, last[nearest], FIRST)
    end[is_special] = np.where(last == FIRST, _LAST, last)[is_special]
    when[undated] = end[group[undated]]
    return when, undated


def days_standing_in(title: Ints, season: Ints, date: Ints | Longs, count: int) -> Longs:
    """The day of each installment, or that of `release_days` where it has none; its title's first where that is before
    all others, NO_DATE where its title has no date at all, and of specials without any. `title`, `season` and `date`
    are as there; titles are numbers below `count`."""
    when, _ = release_days(title, season, date)
    first = np.full(count, NO_DATE, np.int64)
    np.minimum.at(first, title, date)
    when = np.where(when == FIRST, first[title], when)
    return np.where(when == _LAST, NO_DATE, when)


def by_release(title: Ints, season: Ints, date: Ints | Longs, count: int) -> Longs:
    """The places of the installments of all titles together, by release, of one day by title, season and number; what
    has no date where its title has it (see `release_days`), and a title without any date last. `title`, `season` and
    `date` are as there; titles are numbers below `count`, and in order; each has its installments by number."""
    when, undated = release_days(title, season, date)
    starts = when == FIRST
    place = np.where(starts, -1, undated)  # before or after what has that very day
    return np.lexsort((place, days_standing_in(title, season, date, count)))


def days_passed(title: Ints, season: Ints, number: Ints, date: Ints) -> Ints:
    """The day from which on each installment has surely come out: its own; or, where it has none, the last of its
    season, if something with a higher number there has one. Else NO_DATE: it is perhaps still to come.

    `title`, `season`, `number` and `date` have an entry for each installment, as in `days_in_order`.
    """
    days = date.copy()
    undated = np.flatnonzero(date == NO_DATE)
    if not len(undated):
        return days
    ordinal = order_of(number.astype(np.int64))
    last: dict[tuple[int, int], tuple[int, int]] = {}
    for at in np.flatnonzero(date != NO_DATE).tolist():
        place = int(title[at]), int(season[at])
        day, highest = last.get(place, (0, -1))
        last[place] = max(day, int(date[at])), max(highest, int(ordinal[at]))
    for at in undated.tolist():
        day, highest = last.get((int(title[at]), int(season[at])), (NO_DATE, -1))
        days[at] = day if highest > ordinal[at] else NO_DATE
    return days
