"""What certainly comes after what in the story, by what a keeper wrote.

A fact with a date is at that date. A fact of which nothing is said happens where it is shown: at the release of its
installment, and within an installment at its time. Between the two kinds a year must lie, since a story need not play
in the year in which it came out. Of all else (`unknown`, a step, a distance) nothing is certain but what
relations say, one or many of them in a chain: what comes after a fact comes after all that the fact comes after.
"""

import numpy as np

from intertwine.check.relation_edges import RelationEdges, told_lines
from intertwine.check.story_bounds import UNKNOWN_HIGH, UNKNOWN_LOW, StoryBounds, StoryPaths, bounded, paths_of
from intertwine.ledger.store.columns import Ledger
from intertwine.model.place_times import place_times
from intertwine.model.record import record
from intertwine.model.release_order import days_standing_in
from intertwine.model.sentinels import LAST_SECOND, NO_DATE, NO_DAY, NONE, TIME_BITS
from intertwine.model.story_relations import A_YEAR, EARLIEST, LATEST
from intertwine.model.strings import Bools, Ints, Longs


@record
class StoryOrder:
    """Of each line: `installment` is the one that shows it (the last of its first stamp; NONE: everybody knows it, or
    nobody), and `is_alone` whether that stamp names no other. `start` and `end` are its seconds there (NONE: not said).
    `first` and `last` are the days between which it happens if it `is_dated`; else, if it `is_shown`, it happens where
    it is shown, which came out on the day `released`. `bounds` say how early and how late it happens by all that
    relations say, and `paths` what leads to what."""

    installment: Ints
    is_alone: Bools
    start: Ints
    end: Ints
    first: Longs
    last: Longs
    released: Longs
    is_dated: Bools
    is_shown: Bools
    bounds: StoryBounds
    paths: StoryPaths

    def is_after(self, later: Longs, earlier: Longs) -> Bools:
        """Of each pair of lines whether the one of `later` certainly happens after the one of `earlier`."""
        it = self.bounds
        found = it.day_low[later] > it.day_high[earlier]
        found |= it.day_low[later] > it.release_high[earlier] + A_YEAR
        found |= it.release_low[later] - A_YEAR > it.day_high[earlier]
        found |= it.shown_low[later] > it.shown_high[earlier]
        rest = np.flatnonzero(~found)
        found[rest] = self.paths.lead(earlier[rest], later[rest])
        return found

    def overlap(self, one: Longs, other: Longs) -> Bools:
        """Of each pair of lines whether both are shown in the same seconds of one installment, and nothing says that
        either happens at another time."""
        begins, ends = (np.stack([column[one], column[other]]) for column in (self.start, self.end))
        timed = (begins != NONE).all(axis=0)
        meets = begins.max(axis=0) < np.maximum(begins + 1, ends).min(axis=0)
        shown = self.is_shown[one] & self.is_shown[other] & (self.installment[one] == self.installment[other])
        found: Bools = timed & meets & shown & (self.installment[one] != NONE)
        return found


def story_order(ledger: Ledger, known: RelationEdges | None) -> StoryOrder:
    """The order of what the lines of `ledger` say. `known` are its relations (None: it has none)."""
    lines, stamps, listed = ledger.lines, ledger.stamps, ledger.installments
    first = lines.alternatives[lines.alternative_start[:-1]]
    position = stamps.needs[stamps.start[first + 1] - 1] if len(first) else np.zeros(0, np.int32)
    installment = np.append(stamps.installment, np.int32(NONE))[position].astype(np.int32)
    is_alone = stamps.start[first + 1] - stamps.start[first] == 1
    date = days_standing_in(listed.title, listed.season, listed.date, len(ledger.entities.key))
    released = np.append(np.where(date == NO_DATE, LATEST, date), LATEST)[installment]
    is_dated = (lines.true_start != NO_DAY) | (lines.true_until != NO_DAY)
    since = np.where(lines.true_start == NO_DAY, EARLIEST, lines.true_start.astype(np.int64))
    until = np.where(lines.true_until == NO_DAY, LATEST, lines.true_until.astype(np.int64))
    says_when = is_dated | (lines.true_text != 0) | (lines.step != NONE)
    says_when[ledger.relations.line] = True
    told = np.flatnonzero(told_lines(ledger) & (installment >= 0))
    times = place_times(
        installment[told], lines.true_start[told], lines.true_until[told],
        np.where(date == NO_DATE, LATEST, date).astype(np.int64), listed.spread,
    )  # fmt: skip
    moved = np.append(times.first != NO_DAY, False)[installment] & ~says_when
    since = np.where(moved, np.append(times.first, NO_DAY)[installment], since)
    until = np.where(moved, np.append(times.last, NO_DAY)[installment], until)
    is_dated |= moved
    is_shown = ~says_when & ~moved & (installment >= 0)
    own = _own_bounds(
        (installment, is_alone, lines.start, lines.end), (since, until, released), is_dated=is_dated, is_shown=is_shown
    )  # fmt: skip
    return StoryOrder(
        installment=installment,
        is_alone=is_alone,
        start=lines.start,
        end=lines.end,
        first=since,
        last=until,
        released=released.astype(np.int64),
        is_dated=is_dated,
        is_shown=is_shown,
        bounds=own if known is None else bounded(own, known),
        paths=paths_of(known, len(lines.home)),
    )


def _own_bounds(
    shown: tuple[Ints, Bools, Ints, Ints], days: tuple[Longs, Longs, Longs], *, is_dated: Bools, is_shown: Bools
) -> StoryBounds:
    """The bounds of lines by what each says itself: where it is `shown` (see `StoryOrder`: installment, is_alone, start
    and end), if it `is_shown`; and on which `days` (first, last, released), if it `is_dated`."""
    installment, is_alone, start, end = shown
    first, last, released = days
    timed = start != NONE
    place = installment.astype(np.int64) << TIME_BITS
    # What is told of a whole season may have happened before what its last episode shows.
    begins, ends = np.where(timed, start, 0), np.where(timed, np.maximum(start, end), LAST_SECOND)
    out = is_shown & (released < LATEST)
    return StoryBounds(
        day_low=np.where(is_dated, first, UNKNOWN_LOW),
        day_high=np.where(is_dated, last, UNKNOWN_HIGH),
        release_low=np.where(out, released, UNKNOWN_LOW),
        release_high=np.where(out, released, UNKNOWN_HIGH),
        shown_low=np.where(is_shown & is_alone, place | begins, UNKNOWN_LOW),
        shown_high=np.where(is_shown, place | ends, UNKNOWN_HIGH),
    )
