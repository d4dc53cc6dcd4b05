"""In which moment each of many facts belongs: where most of the people are whom it is about, worked out in arrays.

This is the rule of `moments` for installments in which everybody is there in person.
"""

from dataclasses import dataclass

import numpy as np

from intertwine.model.frozen import sealed
from intertwine.model.sentinels import NONE
from intertwine.model.strings import Bools, Ints, Longs

_PEOPLE = 1 << 13
"""More people than one fact names."""


def runs(first: Longs, counts: Longs) -> Longs:
    """The numbers from each of `first` on, so many as `counts` says, one run after the other."""
    ends = np.cumsum(counts)
    whole = len(ends) and int(ends[-1])
    found: Longs = np.repeat(first - ends + counts, counts) + np.arange(whole)
    return found


def first_of_each(*columns: Ints | Longs) -> Bools:
    """Which entries are the first with what they have in all of `columns`: numbers from 0 on."""
    key = columns[0].astype(np.int64)
    for column in columns[1:]:
        key = key * (int(column.max(initial=0)) + 1) + column
    order = np.argsort(key, kind="stable")
    found = np.ones(len(key), np.bool_)
    found[order[1:]] = key[order[1:]] != key[order[:-1]]
    return found


@dataclass(frozen=True, slots=True)
class FactPlaces:
    """Facts, one entry each: the installment that shows them (numbers from 0), their second (NONE: not known) and their
    place (NONE: none); `is_meeting` is True of meetings."""

    installment: Longs
    seconds: Ints
    place: Ints
    is_meeting: Bools

    def __post_init__(self) -> None:
        sealed(self)

    def some(self, these: Longs) -> "FactPlaces":
        """Those at these places."""
        return FactPlaces(self.installment[these], self.seconds[these], self.place[these], self.is_meeting[these])


@dataclass(frozen=True, slots=True)
class MomentPlaces:
    """The moments of installments, in the order in which they come within one. One entry each: the installment (numbers
    from 0), the place (NONE: none), and the second at which it is known to begin (NONE: not known)."""

    installment: Longs
    place: Ints
    begins: Ints

    def __post_init__(self) -> None:
        sealed(self)

    def of(self, installments: Longs) -> tuple[Longs, Longs, Longs]:
        """The moments of each of these installments: where they begin in the third array, and how many there are."""
        order = np.argsort(self.installment, kind="stable")
        ordered = self.installment[order]
        first = np.searchsorted(ordered, installments)
        return first, np.searchsorted(ordered, installments, "right") - first, order


@dataclass(frozen=True, slots=True)
class Present:
    """Who is in which moment: a key of an installment and a person, ascending, and for each the moment, and whether
    they are there together with others (or else alone)."""

    key: Longs
    moment: Longs
    together: Bools

    def __post_init__(self) -> None:
        sealed(self)

    @classmethod
    def of(cls, key: Longs, moment: Longs, together: Bools) -> "Present":
        """The same from entries in any order: `key`, `moment` and `together` (whether others are with them)."""
        order = np.argsort(key, kind="stable")
        return cls(key[order], moment[order], together[order])

    def find(self, keys: Longs) -> tuple[Longs, Longs]:
        """Where the entries with each of these keys begin, and how many there are."""
        first = np.searchsorted(self.key, keys)
        return first, np.searchsorted(self.key, keys, "right") - first


def fitting(facts: FactPlaces, moments: MomentPlaces, present: Present, fact: Longs, key: Longs) -> tuple[Longs, Longs]:
    """The moment of `moments` where each of `facts` belongs, and how many of its people are on stage there. `fact` and
    `key` have an entry for each of its people, once: the place of the fact, ascending, and the key of `present`. An
    installment of a fact has a moment.

    A fact belongs where most of them are together, else most on stage, else at its place. Of several it is the last
    that has begun by its second, where it has one; else of a meeting the first and of anything else the last.
    """
    count = len(moments.installment)
    first, many = present.find(key)
    at = runs(first, many)
    pair = np.repeat(fact, many) * count + present.moment[at]
    order = np.argsort(pair, kind="stable")
    pair, together = pair[order], present.together[at][order].astype(np.int64)
    starts = np.flatnonzero(np.diff(pair, prepend=-1))
    on_stage = np.diff(starts, append=len(pair))
    together = np.add.reduceat(together, starts) if len(starts) else together
    pair = pair[starts]
    asked, moment = pair // count, pair % count
    missing = np.ones(len(facts.installment), np.bool_)
    missing[asked] = False
    if missing.any():
        lost = np.flatnonzero(missing)
        begin, size, ordered = moments.of(facts.installment[lost])
        nobody = np.zeros(int(size.sum()), np.int64)
        asked = np.concatenate([asked, np.repeat(lost, size)])
        moment = np.concatenate([moment, ordered[runs(begin, size)]])
        together, on_stage = np.concatenate([together, nobody]), np.concatenate([on_stage, nobody])
        order = np.argsort(asked, kind="stable")
        asked, moment, together, on_stage = (it[order] for it in (asked, moment, together, on_stage))
    at_place = (moments.place[moment] != NONE) & (moments.place[moment] == facts.place[asked])
    seconds, begins = facts.seconds[asked], moments.begins[moment]
    # What is not known when it begins has begun: NONE comes before every second.
    late = np.where(seconds == NONE, ~facts.is_meeting[asked], begins <= seconds)
    turn = np.where(late, count + moment, count - 1 - moment)
    score = (((together * _PEOPLE + on_stage) * 2 + at_place) * 2 * count) + turn
    best = np.maximum.reduceat(score, np.flatnonzero(np.diff(asked, prepend=-1))) if len(score) else score
    turn = best % (2 * count)
    chosen: Longs = np.where(turn >= count, turn - count, count - 1 - turn)
    return chosen, best // (2 * count) // 2 % _PEOPLE
