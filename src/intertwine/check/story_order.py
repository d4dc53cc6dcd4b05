"""What certainly comes after what in the story, by what a keeper wrote.

A fact with a date is at that date. A fact of which nothing is said happens where it is shown: at the release of its
installment, and within an installment at its time. Between the two kinds a year must lie, since a story need not play
in the year in which it came out. Of all else (`unknown`, a step, a distance) nothing is certain but what a relation
says of two facts directly.
"""

import numpy as np

from intertwine.ledger.store.columns import RELATION_KINDS, Ledger
from intertwine.model.place_times import place_times
from intertwine.model.record import record
from intertwine.model.release_order import days_standing_in
from intertwine.model.sentinels import NO_DATE, NO_DAY, NONE
from intertwine.model.story_relations import A_YEAR, EARLIEST, LATEST
from intertwine.model.strings import Bools, Ints, Longs

_AFTER, _BEFORE = RELATION_KINDS.index("after"), RELATION_KINDS.index("before")


@record
class StoryOrder:
    """Of each line: `installment` is the one that shows it (the last of its first stamp; NONE: everybody knows it, or
    nobody), and `is_alone` whether that stamp names no other. `start` and `end` are its seconds there (NONE: not said).
    `first` and `last` are the days between which it happens if it `is_dated`; else, if it `is_shown`, it happens where
    it is shown, which came out on the day `released`. `after` and `before` are pairs of lines (the first number times
    the number of lines, plus the second), ascending, of which a relation says so."""

    installment: Ints
    is_alone: Bools
    start: Ints
    end: Ints
    first: Longs
    last: Longs
    released: Longs
    is_dated: Bools
    is_shown: Bools
    after: Longs

    def is_after(self, later: Longs, earlier: Longs) -> Bools:
        """Of each pair of lines whether the one of `later` certainly happens after the one of `earlier`."""
        dated, shown = self.is_dated, self.is_shown
        found = dated[later] & dated[earlier] & (self.first[later] > self.last[earlier])
        found |= dated[later] & shown[earlier] & (self.first[later] > self.released[earlier] + A_YEAR)
        found |= shown[later] & dated[earlier] & (self.released[later] - A_YEAR > self.last[earlier])
        one, other = self.installment[later], self.installment[earlier]
        begins, ends = self.start[later], np.maximum(self.start[earlier], self.end[earlier])
        timed = (begins != NONE) & (self.start[earlier] != NONE)
        in_order = np.where(one == other, timed & (begins > ends), one > other)
        # What is told of a whole season may have happened before what its last episode shows.
        found |= shown[later] & shown[earlier] & self.is_alone[later] & in_order
        said = later * len(self.installment) + earlier
        at = np.searchsorted(self.after, said)
        found |= (
            (at < len(self.after)) & (self.after[np.minimum(at, len(self.after) - 1)] == said)
            if len(self.after)
            else np.zeros(len(said), np.bool_)
        )
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


def story_order(ledger: Ledger) -> StoryOrder:
    """The order of what the lines of `ledger` say."""
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
    told = np.flatnonzero(_told(ledger) & (installment >= 0))
    times = place_times(
        installment[told], lines.true_start[told], lines.true_until[told],
        np.where(date == NO_DATE, LATEST, date).astype(np.int64), listed.spread,
    )  # fmt: skip
    moved = np.append(times.first != NO_DAY, False)[installment] & ~says_when
    since = np.where(moved, np.append(times.first, NO_DAY)[installment], since)
    until = np.where(moved, np.append(times.last, NO_DAY)[installment], until)
    return StoryOrder(
        installment=installment,
        is_alone=is_alone,
        start=lines.start,
        end=lines.end,
        first=since,
        last=until,
        released=released.astype(np.int64),
        is_dated=is_dated | moved,
        is_shown=~says_when & ~moved & (installment >= 0),
        after=_said_after(ledger),
    )


def _told(ledger: Ledger) -> Bools:
    """Of each line whether it is a fact or a scene."""
    told = [verb.shape != "listing" and verb.role not in ("prose", "news") for verb in ledger.vocabulary.verbs]
    found = np.zeros(len(ledger.lines.home), np.bool_)
    found[ledger.rows.line[np.array(told, np.bool_)[ledger.rows.verb]]] = True
    return found & (ledger.lines.about < 0)


def _said_after(ledger: Ledger) -> Longs:
    """Pairs of lines of which a relation says that the first comes after the second, as one number each."""
    it, count = ledger.relations, len(ledger.lines.home)
    of_fact = ~it.place & (it.target >= 0)
    after, before = of_fact & (it.kind == _AFTER), of_fact & (it.kind == _BEFORE)
    line, target = it.line.astype(np.int64), it.target.astype(np.int64)
    found: Longs = np.sort(np.concatenate([line[after] * count + target[after], target[before] * count + line[before]]))
    return found
