"""When a place in a title happens in the story, where most of what it shows has dates that exclude its release.

So an episode that was made in 2018 and is all but a frame of 1890 is in 1890. A flashback within an installment moves
nothing: more than half of the facts and scenes shown there must be before its release, or more than half after it.
"""

from typing import NamedTuple

import numpy as np

from intertwine.model.sentinels import LAST_SECOND, NO_DAY, NONE, TIME_BITS
from intertwine.model.story_relations import A_YEAR, AFTER, DURING, StoryEdges, StoryRelations
from intertwine.model.strings import Bools, Ints, Longs


class PlaceTimes(NamedTuple):
    """Of each installment the first and the last day of what it mostly shows; NO_DAY where that is at its release."""

    first: Longs
    last: Longs


def place_times(installment: Ints, start: Ints, until: Ints, released: Longs, spread: Ints) -> PlaceTimes:
    """Those of all installments. Each of some lines was shown in one (`installment`) and has a date from the day
    `start` to the day `until` (NO_DAY: it has none, or is open). `released` are the days on which the installments came
    out, `spread` how many days earlier each may have.

    Of all days that an installment shows (for a date that includes the release that of the release) the middle one says
    when it happens. All dates within a year of it are what the installment mostly shows.
    """
    count = len(released)
    first, last = np.full(count, NO_DAY, np.int64), np.full(count, NO_DAY, np.int64)
    release = released[installment]
    past = (until != NO_DAY) & (until < release - spread[installment])
    future = (start != NO_DAY) & (start > release)
    shown = np.bincount(installment, minlength=count)
    is_moved = np.zeros(count, np.bool_)
    for side in (past, future):
        is_moved |= 2 * np.bincount(installment[side], minlength=count) > shown
    if not is_moved.any():
        return PlaceTimes(first, last)
    day = np.where(past, until, np.where(future, start, release))
    order = np.lexsort((day, installment))
    before = np.cumsum(shown) - shown
    middle = np.zeros(count, np.int64)
    middle[is_moved] = day[order][(before + (shown - 1) // 2)[is_moved]]
    mostly = is_moved[installment] & (past | future) & (abs(day - middle[installment]) <= A_YEAR)
    where, since, to = installment[mostly], start[mostly].astype(np.int64), until[mostly].astype(np.int64)
    since, to = np.where(since == NO_DAY, to, since), np.where(to == NO_DAY, since, to)
    first[is_moved] = np.iinfo(np.int64).max
    np.minimum.at(first, where, since)
    np.maximum.at(last, where, to)
    return PlaceTimes(first, last)


class MovedPlaces(NamedTuple):
    """Places in titles that happen at another time than their release, as if each were a fact with a date: `start` and
    `until` are its days, `order` and `last` sort those of one day. `relations` are those given, with such places as
    targets: they are numbered from the number of all lines on."""

    relations: StoryRelations
    start: Longs
    until: Longs
    order: Longs
    last: Longs


def moved_places(relations: StoryRelations, times: PlaceTimes, lines: int) -> MovedPlaces:
    """The places that `relations` name, of which `times` say when they happen. There are so many `lines`."""
    if not (times.first != NO_DAY).any():
        none = np.zeros(0, np.int64)
        return MovedPlaces(relations, none, none, none, none)
    opens, closes = relations.opens >> TIME_BITS, relations.closes >> TIME_BITS
    first = np.where(relations.kind == AFTER, closes, opens)
    last = np.where(relations.kind == DURING, closes, first)
    start, until = times.first[first], times.last[last]
    moved: Bools = (relations.target == NONE) & (start != NO_DAY) & (until != NO_DAY) & (start <= until)
    at = np.where(relations.kind == AFTER, relations.closes, relations.opens) & LAST_SECOND
    whole = np.where(relations.kind == AFTER, LAST_SECOND, 0)
    # Times within an installment are places of their own, of which nothing says which comes first.
    seconds = np.where(at == whole, 0, at)
    chosen = np.flatnonzero(moved)
    keys = np.stack([(first[chosen] << TIME_BITS) | seconds[chosen], last[chosen]])
    places, number = np.unique(keys, axis=1, return_inverse=True)
    target = relations.target.copy()
    target[chosen] = lines + number.reshape(-1)
    begins, ends = places[0] >> TIME_BITS, places[1]
    return MovedPlaces(relations._replace(target=target), times.first[begins], times.last[ends], places[0], ends)


def story_edges(
    relations: StoryRelations,
    start: Ints,
    until: Ints,
    released: Longs,
    spread: Ints,
    *,
    shown: tuple[Longs, Ints],
) -> tuple[StoryEdges, MovedPlaces]:
    """The edges of `relations` (see `StoryEdges`, also for the days of all lines and installments), and the places that
    happen at another time than their release. `shown` are the facts and scenes that an installment showed, and which.
    """
    lines, installment = shown
    times = place_times(installment, start[lines], until[lines], released, spread)
    moved = moved_places(relations, times, len(start))
    since, to = np.concatenate([start, moved.start]), np.concatenate([until, moved.until])
    return StoryEdges(moved.relations, since, to, released, spread, first_place=len(start)), moved
