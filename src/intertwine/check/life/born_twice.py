"""Those who are born again."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.model.strings import Longs


def born_twice(source: Source, people: Longs) -> Iterator[Finding]:
    """`born-twice`: somebody is born after their birth.

    Two facts of one installment may tell of one birth ("gives birth to" and "is born"), so they are no finding.
    """
    births, order, frame = source.lives.births.of(people), source.order, source.truth.frame
    again, first = births.pairs(births)
    who, later, earlier = births.who[again], births.line[again], births.line[first]
    wrong = order.is_after(later, earlier) & (frame[later] == frame[earlier])
    told = set[tuple[int, int]]()
    for n in np.flatnonzero(wrong).tolist():
        if (int(who[n]), line := int(later[n])) in told:
            continue
        told.add((int(who[n]), line))
        entity = int(births.entity[again[n]])
        yield Finding(
            source.at_link(line, entity, "is born again"),
            f'"{source.key(entity)}" is born here, and was born before',
            "if this is the same birth, say so: `true: during ^id`",
            source.at_link(int(earlier[n]), int(births.entity[first[n]]), "is born here"),
            int(who[n]),
        )
