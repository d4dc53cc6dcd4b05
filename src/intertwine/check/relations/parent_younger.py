"""Parents who are born after their children."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.pairing import pairs
from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.check.truth import REAL


def parent_younger(source: Source) -> Iterator[Finding]:
    """`parent-younger`: somebody is born after their child, grandchild or descendant.

    Who comes before whom in a family is data (`elder`).
    """
    rows, truth, one_is, births = source.ledger.rows, source.truth, source.one_is, source.lives.births
    elder = [verb.elder for verb in source.ledger.vocabulary.verbs]
    fit = truth.rows & truth.counts[rows.line] & (truth.frame[rows.line] == REAL)
    fit &= (rows.subject >= 0) & (rows.object >= 0)
    told = set[tuple[int, int]]()
    for end, older, younger in (("subject", rows.subject, rows.object), ("object", rows.object, rows.subject)):
        chosen = np.flatnonzero(fit & np.array([it == end for it in elder], np.bool_)[rows.verb])
        parent, child = (one_is[column[chosen]].astype(np.int64) for column in (older, younger))
        fact, its = pairs(parent, births.who)
        again, theirs = pairs(child[fact], births.who)
        fact, its = fact[again], its[again]
        later, earlier = births.line[its], births.line[theirs]
        wrong = source.order.is_after(later, earlier) & (truth.frame[later] == truth.frame[earlier])
        for n in np.flatnonzero(wrong).tolist():
            one, other = int(older[chosen[fact[n]]]), int(younger[chosen[fact[n]]])
            if (one, other) in told:
                continue
            told.add((one, other))
            yield Finding(
                source.at_link(int(rows.line[chosen[fact[n]]]), one, "is said here"),
                f'"{source.key(one)}" is born after "{source.key(other)}", whose elder they are',
                "correct a birth, or who is whose parent; in a story about travel in time, declare it",
                source.at_link(int(later[n]), int(births.entity[its[n]]), "is born here"),
            )
