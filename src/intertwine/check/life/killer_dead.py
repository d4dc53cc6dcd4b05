"""Those who kill after their death."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.model.strings import Longs


def killer_dead(source: Source, people: Longs) -> Iterator[Finding]:
    """`killer-dead`: somebody kills after their death, and no fact says that they returned in between.

    It is about killing with one's own hands: a verb of those who must have met. An order can outlive who gave it.
    """
    lives, order, frame = source.lives, source.order, source.truth.frame
    kills, deaths = lives.kills.of(people), lives.deaths
    kill, death = kills.pairs(deaths)
    who, entity, later, earlier = kills.who[kill], kills.entity[kill], kills.line[kill], deaths.line[death]
    wrong = np.flatnonzero(order.is_after(later, earlier) & (frame[later] == frame[earlier]))
    wrong = wrong[~lives.lived_before(who[wrong], later[wrong], earlier[wrong])]
    wrong = wrong[~lives.undead(order, who[wrong], earlier[wrong], later[wrong])]
    told = set[tuple[int, int]]()
    for n in wrong[::-1].tolist():  # of several deaths, the last
        if (int(who[n]), line := int(later[n])) in told:
            continue
        told.add((int(who[n]), line))
        yield Finding(
            source.at_link(line, int(entity[n]), "kills here"),
            f'"{source.key(int(entity[n]))}" kills here, after their own death',
            "state their return, say when this happens (`true:`), or who killed",
            source.at(int(earlier[n]), label="dies here"),
            int(who[n]),
        )
