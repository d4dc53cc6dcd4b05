"""What looks past the gate on purpose. Everything here is a disclosure, and its docstring says what it gives away."""

import numpy as np

from intertwine.model.numbers import order_of
from intertwine.model.sentinels import END, NO_DATE
from intertwine.model.strings import Bools, Ints, Longs

FIRST, _LAST = np.iinfo(np.int64).min, np.iinfo(np.int64).max
"""What stands for the day of what comes first of all, or last."""


def posture(title: Ints, season: Ints, number: Ints, date: Ints | Longs, *, seen: Ints, passed: Ints) -> Bools:
    """Which installments' names are shown. Gives away: the name of the next installment of each title.

    Beside it a title's listing always gives the number, dates and lengths of its installments. All arrays are one entry
    an installment: `title` its title's number, `season` and `number` its own; `date` is in days,
    as `days_in_order` gives them (NO_DATE: unknown), `seen` and `passed` (seen or told) are seconds, -1 for not begun.
    What was begun is named.
    """
    named = passed >= 0
    named[next_unseen(title, season, number, date, seen=seen)] = True
    return named


def next_unseen(title: Ints, season: Ints, number: Ints, date: Ints | Longs, *, seen: Ints) -> Longs:
    """The next installment of each title that has one: the first in order of release that was not seen to its end.

    `title`, `season`, `number`, `date` and `seen` are the arrays of `posture`; the answer holds places in them, in the
    order of the titles' numbers.
    """
    order = release_order(title, season, number, date)
    unseen = order[seen[order] < END]
    first = np.ones(len(unseen), np.bool_)
    first[1:] = title[unseen][1:] != title[unseen][:-1]
    return unseen[first]


def release_order(title: Ints, season: Ints, number: Ints, date: Ints | Longs) -> Longs:
    """The places of all installments, by title and in each title by release; of one day by season and number.

    `title`, `season`, `number` and `date` have an entry for each installment, as in `posture`.
    """
    when, undated = release_days(title, season, date)
    return np.lexsort((order_of(number.astype(np.int64)), season, undated, when, title))


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


def by_release(title: Ints, season: Ints, date: Ints | Longs, count: int) -> Longs:
    """The places of the installments of all titles together, by release; what has no date where its title has it (see
    `release_days`), and a title without any date last. `title`, `season` and `date` are as there; titles are numbers
    below `count`."""
    when, undated = release_days(title, season, date)
    first = np.full(count, NO_DATE, np.int64)
    np.minimum.at(first, title, date)
    starts = when == FIRST
    place = np.where(starts, -1, undated)  # before or after what has that very day
    return np.lexsort((place, np.where(starts, first[title], when)))
