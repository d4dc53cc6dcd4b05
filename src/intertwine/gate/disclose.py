"""What looks past the gate on purpose. Everything here is a disclosure, and its docstring says what it gives away."""

import numpy as np

from intertwine.ledger.store.columns import Ledger
from intertwine.model.arrays import among
from intertwine.model.numbers import order_of
from intertwine.model.posture import Posture
from intertwine.model.record import record
from intertwine.model.sentinels import END, NO_DATE
from intertwine.model.strings import Bools, Ints, Longs
from intertwine.model.verb import Role

FIRST, _LAST = np.iinfo(np.int64).min, np.iinfo(np.int64).max
"""What stands for the day of what comes first of all, or last."""


@record
class ShownFields:
    """What of the listed installments is shown, one entry each: their `names` and their `lengths`. `next` says which
    one is the next of its title, `skipped` which never is."""

    names: Bools
    lengths: Bools
    next: Bools
    skipped: Bools


def posture(
    chosen: Posture, title: Ints, season: Ints, number: Ints, date: Ints | Longs, *, seen: Ints, passed: Ints,
    skipped: Bools, rank: Longs | None = None,
) -> ShownFields:  # fmt: skip
    """What of the listing is shown to a viewer with this posture (`chosen`), and what is next. Gives away: the name of
    the next installment of each title; or of every installment, or of none.

    Beside it a title's listing gives the number and the dates of its installments, and their lengths unless they are
    not wanted. All arrays are one entry an installment: `title` its title's number, `season` and `number` its own;
    `date` is in days, as `days_in_order` gives them (NO_DATE: unknown), `seen` and `passed` (seen or told) are seconds,
    -1 for not begun; `skipped` and `rank` are as in `next_unseen`. What was begun is named, and its length is shown.
    """
    begun = passed >= 0
    following = np.zeros(len(title), np.bool_)
    following[next_unseen(title, season, number, date, seen=seen, skipped=skipped, rank=rank)] = True
    names = begun | np.bool_(chosen.names == "all") | (following & np.bool_(chosen.names == "next"))
    return ShownFields(names, begun | np.bool_(chosen.lengths), following, skipped)


def next_unseen(
    title: Ints, season: Ints, number: Ints, date: Ints | Longs, *, seen: Ints, skipped: Bools,
    rank: Longs | None = None,
) -> Longs:  # fmt: skip
    """The next installment of each title that has one: the first in its order that was not seen to its end and is not
    `skipped`.

    `title`, `season`, `number`, `date` and `seen` are the arrays of `posture`. `rank` is the place of each installment
    in the viewing order that the viewer follows, and one behind all of them where it has none (None: the order of
    release); what has the same comes by release. The answer holds places in the arrays, in the order of the titles'
    numbers.
    """
    order = release_order(title, season, number, date, rank)
    unseen = order[(seen[order] < END) & ~skipped[order]]
    first = np.ones(len(unseen), np.bool_)
    first[1:] = title[unseen][1:] != title[unseen][:-1]
    return unseen[first]


def release_order(title: Ints, season: Ints, number: Ints, date: Ints | Longs, rank: Longs | None = None) -> Longs:
    """The places of all installments, by title and in each title by `rank` (None: all alike), then by release; of one
    day by season and number.

    `title`, `season`, `number`, `date` and `rank` have an entry for each installment, as in `next_unseen`.
    """
    when, undated = release_days(title, season, date)
    keys = order_of(number.astype(np.int64)), season, undated, when
    return np.lexsort((*keys, title) if rank is None else (*keys, rank, title))


def withheld(ledger: Ledger, chosen: Posture, passed: Ints, public: Bools) -> Bools:
    """Which of the `public` lines of `ledger` (a mask over all lines) a viewer with this posture (`chosen`) does not
    want to be shown, where `passed[i]` seconds of installment *i* are passed (NONE: none).

    These are public pictures, the public cast, and the lengths of cuts: of a title as long as nothing of it is passed,
    and public pictures of anything else always.
    """
    rows = ledger.rows
    begun = np.zeros(len(ledger.entities.key) + 1, np.bool_)  # the last one is "none"
    begun[ledger.installments.title[passed >= 0]] = True
    found = np.zeros(len(public), np.bool_)
    hidden: list[tuple[bool, Role, Ints]] = [
        (not chosen.pictures, "image", rows.subject),
        (not chosen.lengths, "cut", rows.subject),
        (not chosen.cast, "billing", rows.object),
        (not chosen.cast, "part", rows.place),
    ]
    for is_hidden, role, about in hidden:
        if is_hidden:
            its = among(rows.verb, ledger.vocabulary.with_role(role))
            found[rows.line[its & ~begun.take(about)]] = True
    return found & public


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
