"""Those who act after their death."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.model.strings import Longs


def dead_acts(source: Source, people: Longs) -> Iterator[Finding]:
    """`dead-acts`: somebody is there in person, or does what only the living do, after their death and without a
    return.

    What is in a frame counts within that frame. Bodies, voices, pictures, memories and what is imagined do not act.
    """
    lives, order, frame = source.lives, source.order, source.truth.frame
    acts, deaths = source.deeds(people), lives.deaths
    act, death = acts.pairs(deaths)
    who, entity, later, earlier = acts.who[act], acts.entity[act], acts.line[act], deaths.line[death]
    wrong = np.flatnonzero(order.is_after(later, earlier) & (frame[later] == frame[earlier]))
    wrong = wrong[~lives.lived_before(who[wrong], later[wrong], earlier[wrong])]
    wrong = wrong[~lives.undead(order, who[wrong], earlier[wrong], later[wrong])]
    told = set[tuple[int, int]]()
    for n in wrong[::-1].tolist():  # of several deaths, the last
        if (int(who[n]), line := int(later[n])) in told:
            continue
        told.add((int(who[n]), line))
        key, dies = source.key(int(entity[n])), int(earlier[n])
        yield Finding(
            source.at_link(line, int(entity[n]), "is alive here"),
            f'"{key}" is alive here, after their death',
            "state their return, say when this happens (`true:`), or how they are there: (imagined), (a body)",
            source.at(dies, label="dies here"),
            int(who[n]),
        )
