"""Those who act before they are born."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.model.sentinels import NONE
from intertwine.model.strings import Longs


def unborn_acts(source: Source, people: Longs) -> Iterator[Finding]:
    """`unborn-acts`: somebody is there in person, does what only the living do, or dies, before they are born.

    What a traveller in time lives at a step of their own may well be before that.
    """
    lives, order, frame = source.lives, source.order, source.truth.frame
    births, told = lives.births, set[tuple[int, int]]()
    for events, what in ((source.deeds(people), "is alive"), (lives.deaths.of(people), "dies")):
        event, birth = events.pairs(births)
        who, entity, earlier, later = events.who[event], events.entity[event], events.line[event], births.line[birth]
        wrong = order.is_after(later, earlier) & (frame[later] == frame[earlier])
        wrong &= lives.step(who, earlier) == NONE
        for n in np.flatnonzero(wrong).tolist():
            if (int(who[n]), line := int(earlier[n])) in told:
                continue
            told.add((int(who[n]), line))
            yield Finding(
                source.at_link(line, int(entity[n]), f"{what} here"),
                f'"{source.key(int(entity[n]))}" {what} here, before they are born',
                "say when the birth, or this, happens: `true: before ^id`, `true: 1984`",
                source.at_link(int(later[n]), int(births.entity[birth[n]]), "is born here"),
                int(who[n]),
            )
