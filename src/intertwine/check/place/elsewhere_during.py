"""Those who are elsewhere while something happens in which they are."""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.ledger.store.columns import RELATION_KINDS
from intertwine.model.sentinels import NO_DAY

_DURING = RELATION_KINDS.index("during")


def elsewhere_during(source: Source) -> Iterator[Finding]:
    """`elsewhere-during`: somebody is there in person in two places, and a fact says that the one happens during the
    other (`true: during ^id`).

    What lasts can be in several places: a state, or what has a span of more than a day.
    """
    ledger, acts, rows = source.ledger, source.lives.acts, source.ledger.rows
    relations, lines = ledger.relations, ledger.lines
    chosen = (relations.kind == _DURING) & ~relations.place & (relations.target >= 0)
    inner, outer = relations.line[chosen], relations.target[chosen]
    lasts = (lines.true_start != NO_DAY) & (lines.true_until != NO_DAY) & (lines.true_until > lines.true_start)
    moments = source.events & ~lasts
    both = moments[inner] & moments[outer] & (source.truth.frame[inner] == source.truth.frame[outer])
    pairs = list(zip(inner[both].tolist(), outer[both].tolist(), strict=True))
    there: dict[int, dict[int, tuple[int, int]]] = defaultdict(dict)
    placed = np.isin(acts.line, [it for pair in pairs for it in pair]) & (rows.place[acts.row] >= 0)
    for n in np.flatnonzero(placed).tolist():
        there[int(acts.line[n])][int(acts.who[n])] = int(rows.place[acts.row[n]]), int(acts.entity[n])
    for one, other in pairs:
        for who in sorted(there[one].keys() & there[other].keys()):
            (here, entity), (elsewhere, named) = there[one][who], there[other][who]
            if source.regions.are_apart(here, elsewhere):
                yield Finding(
                    source.at_link(one, entity, f'at "{source.key(here)}"'),
                    f'"{source.key(entity)}" is here during something that has them at "{source.key(elsewhere)}"',
                    "correct a place, or the `true: during ^id`",
                    source.at_link(other, named, f'at "{source.key(elsewhere)}"'),
                )
                break
