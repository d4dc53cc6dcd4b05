"""Scenes of one person that begin before the scene before has ended."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.model.verb import SCENES


def scenes_overlap(source: Source) -> Iterator[Finding]:
    """`scenes-overlap`: two scenes of one installment share some of their seconds and somebody who is there, and
    neither is a part of the other.

    Two that are at places apart are found by `two-places`.
    """
    order, rows, acts = source.order, source.ledger.rows, source.lives.acts
    begins, ends = order.start[acts.line], order.end[acts.line]
    timed = (begins >= 0) & (ends > begins) & (order.installment[acts.line] >= 0)
    chosen = np.flatnonzero(timed & source.has_role(*SCENES)[acts.row])
    chosen = chosen[np.lexsort((begins[chosen], order.installment[acts.line[chosen]], acts.who[chosen]))]
    line, place = acts.line[chosen], rows.place[acts.row[chosen]]
    one, other = line[:-1], line[1:]
    near = (acts.who[chosen[:-1]] == acts.who[chosen[1:]]) & (order.installment[one] == order.installment[other])
    wrong = near & (order.start[other] > order.start[one]) & (order.start[other] < order.end[one])
    wrong &= (order.end[other] > order.end[one]) & (source.truth.frame[one] == source.truth.frame[other])
    wrong &= (place[:-1] == place[1:]) | (place[:-1] < 0) | (place[1:] < 0)
    told = set[tuple[int, int]]()
    for n in np.flatnonzero(wrong).tolist():
        pair = int(one[n]), int(other[n])
        if pair in told:
            continue
        told.add(pair)
        who = int(acts.entity[chosen[n + 1]])
        yield Finding(
            source.at_link(pair[1], who, "begins before that ends"),
            f'this scene with "{source.key(who)}" begins before another of theirs has ended',
            "correct one of the times, or put one scene into the other",
            source.at_link(pair[0], int(acts.entity[chosen[n]]), "the scene before"),
        )
