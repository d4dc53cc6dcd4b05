"""Those who die again without a return."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.model.strings import Longs


def dies_twice(source: Source, people: Longs) -> Iterator[Finding]:
    """`dies-twice`: somebody dies after their death, and no fact says that they returned in between.

    Two facts of one installment may tell of one death ("kills" and "dies"), so they are no finding.
    """
    lives, order, frame = source.lives, source.order, source.truth.frame
    deaths = lives.deaths.of(people)
    again, first = deaths.pairs(deaths)
    who, later, earlier = deaths.who[again], deaths.line[again], deaths.line[first]
    wrong = np.flatnonzero(order.is_after(later, earlier) & (frame[later] == frame[earlier]))
    wrong = wrong[~lives.undead(order, who[wrong], earlier[wrong], later[wrong])]
    told = set[tuple[int, int]]()
    for n in wrong[::-1].tolist():  # of several deaths, the last before
        if (int(who[n]), line := int(later[n])) in told:
            continue
        told.add((int(who[n]), line))
        entity = int(deaths.entity[again[n]])
        yield Finding(
            source.at_link(line, entity, "dies again"),
            f'"{source.key(entity)}" dies here, and has died before',
            "state their return, or say that this is the same death: `true: during ^id`",
            source.at(int(earlier[n]), label="dies here"),
            int(who[n]),
        )
