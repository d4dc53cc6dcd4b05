"""Those who are in two places at once."""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.model.strings import Longs

_MOST_NEAR = 32
"""Facts of one person that begin within another one, of which each is looked at."""


def two_places(source: Source) -> Iterator[Finding]:
    """`two-places`: somebody is there in person in two places, in the same seconds of one installment.

    A place within another, by a fact that says something of the one and the other, is no second place. What is in two
    frames is not at one time.
    """
    acts, order, rows = source.lives.acts, source.order, source.ledger.rows
    timed = (order.start[acts.line] >= 0) & order.is_shown[acts.line] & (rows.place[acts.row] >= 0)
    chosen = np.flatnonzero(timed)
    keys = order.start[acts.line[chosen]], order.installment[acts.line[chosen]], acts.who[chosen]
    chosen = chosen[np.lexsort(keys)]
    who, line, place = acts.who[chosen], acts.line[chosen], rows.place[acts.row[chosen]]
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    for one, other in _at_once(source, who, line):
        a, b = int(place[one]), int(place[other])
        if source.regions.are_apart(a, b):
            found[int(line[one]), int(line[other])].append(int(chosen[other]))
    for (earlier, later), those in found.items():
        people = list(dict.fromkeys(acts.entity[those].tolist()))
        names = " and ".join(f'"{source.key(it)}"' for it in people)
        here, there = (source.key(_place_of(source, it)) for it in (later, earlier))
        yield Finding(
            source.at_link(later, people[0], f'at "{here}"'),
            f"{names} {'is' if len(people) == 1 else 'are'} in two places at once",
            "correct a time or a place, or say how they are there: (heard), (imagined)",
            source.at_link(earlier, people[0], f'at "{there}"'),
        )


def _at_once(source: Source, who: Longs, line: Longs) -> Iterator[tuple[int, int]]:
    """Pairs of numbers of those `who` are there in a `line` and in a later one at the same time, for lines in the order
    of the person, the installment and the time."""
    order, frame = source.order, source.truth.frame
    for step in range(1, min(_MOST_NEAR, len(who))):
        one, other = line[:-step], line[step:]
        near = np.flatnonzero((who[:-step] == who[step:]) & order.overlap(one, other))
        same = (frame[one[near]] == frame[other[near]]) & (one[near] != other[near])
        yield from zip(near[same].tolist(), (near[same] + step).tolist(), strict=True)
        if not len(near):
            return


def _place_of(source: Source, line: int) -> int:
    """The place of a line."""
    rows = source.ledger.rows
    return int(rows.place[np.searchsorted(rows.line, line)])
