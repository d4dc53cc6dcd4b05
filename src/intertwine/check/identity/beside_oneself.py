"""People who are there twice."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.check.truth import REAL
from intertwine.model.strings import Longs


def beside_oneself(source: Source, people: Longs) -> Iterator[Finding]:
    """`beside-oneself`: a fact has two there in person who are one by an identity.

    Those who have an order of their own may travel in time, and meet themselves.
    """
    several = np.bincount(source.one_is) > 1
    acts, rows = source.lives.acts.of(people[several[people]]), source.ledger.rows
    travels = source.has_role("own order") & (rows.subject >= 0)
    real = source.truth.frame[acts.line] == REAL
    stays = real & ~np.isin(acts.who, source.one_is[rows.subject[travels]])
    who, line, entity = acts.who[stays], acts.line[stays], acts.entity[stays]
    order = np.lexsort((entity, line, who))
    who, line, entity = who[order], line[order], entity[order]
    twice = (who[1:] == who[:-1]) & (line[1:] == line[:-1]) & (entity[1:] != entity[:-1])
    for n in np.flatnonzero(twice).tolist():
        one, other = int(entity[n]), int(entity[n + 1])
        tells = source.identity_of(one, other)
        yield Finding(
            source.at_link(int(line[n]), other, "is there too"),
            f'"{source.key(one)}" and "{source.key(other)}" are both there in person, and are one',
            "say how the one is there, (imagined) or (on a screen), or who was `taken for:` whom",
            source.at_link(tells, one, "are one") if tells >= 0 else None,
            int(who[n]),
        )
