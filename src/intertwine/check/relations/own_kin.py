"""People who are kin to themselves."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.check.truth import REAL
from intertwine.model.strings import Longs

_TIES = ("family", "love")


def own_kin(source: Source, people: Longs) -> Iterator[Finding]:
    """`own-kin`: somebody is their own sibling, cousin or wife, directly or because the two are one by an identity.

    It holds of what holds both ways, in families and in love. Their own parents are a `parents-circle`.
    """
    rows, verbs, truth, one_is = source.ledger.rows, source.ledger.vocabulary.verbs, source.truth, source.one_is
    headings = {verb.id: verb.heading for verb in verbs}
    tie = [verb.symmetric and headings.get(verb.begins, verb.heading) in _TIES for verb in verbs]
    fit = np.array(tie, np.bool_)[rows.verb] & truth.rows & truth.counts[rows.line]
    chosen = np.flatnonzero(fit & (truth.frame[rows.line] == REAL) & (rows.subject >= 0) & (rows.object >= 0))
    chosen = chosen[one_is[rows.subject[chosen]] == one_is[rows.object[chosen]]]
    for row in chosen[np.isin(one_is[rows.subject[chosen]], people)].tolist():
        one, other, line = int(rows.subject[row]), int(rows.object[row]), int(rows.line[row])
        names = f'"{source.key(one)}"' + (f' and "{source.key(other)}" are one' if one != other else " is both ends")
        tells = source.identity_of(one, other)
        yield Finding(
            source.at_link(line, one, "both ends"),
            f'{names}: nobody "{verbs[int(rows.verb[row])].id}" themselves',
            "correct one of the two names; in a story about travel in time, declare it",
            source.at_link(tells, one, "are one") if tells >= 0 else None,
            one,
        )
