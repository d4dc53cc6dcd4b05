"""Those whose own order goes on after their death."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.model.sentinels import NONE
from intertwine.model.strings import Longs


def own_past_death(source: Source, people: Longs) -> Iterator[Finding]:
    """`own-past-death`: in an order of their own, somebody does what only the living do at a later step than their
    death, without a return in between.

    What the story has after the death as well is found by `dead-acts`.
    """
    lives, order, frame = source.lives, source.order, source.truth.frame
    deeds, deaths, returns = source.deeds(people), lives.deaths, lives.returns
    deed, death = deeds.pairs(deaths)
    who, later, earlier = deeds.who[deed], deeds.line[deed], deaths.line[death]
    at, end = lives.step(who, later), lives.step(who, earlier)
    wrong = (end != NONE) & (at > end) & (frame[later] == frame[earlier])
    wrong &= ~order.is_after(later, earlier)
    back = lives.step(returns.who, returns.line)
    told = set[tuple[int, int]]()
    for n in np.flatnonzero(wrong).tolist():
        theirs = back[returns.who == who[n]]
        if ((theirs == NONE) | ((theirs >= end[n]) & (theirs <= at[n]))).any():
            continue
        if (int(who[n]), line := int(later[n])) in told:
            continue
        told.add((int(who[n]), line))
        entity = int(deeds.entity[deed[n]])
        yield Finding(
            source.at_link(line, entity, "a later step"),
            f'"{source.key(entity)}" is alive here, in their own order after their death',
            "correct one of the steps, or give their return a step in between",
            source.at(int(earlier[n]), label="dies here"),
            int(who[n]),
        )
