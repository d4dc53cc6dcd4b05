"""Kin of one generation who are parent and child."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.pairing import pairs
from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.check.truth import REAL


def kin_unlike(source: Source) -> Iterator[Finding]:
    """`kin-unlike`: two are siblings, and one of them is the other's parent, grandparent or ancestor.

    Both are data: who comes before whom in a family (`elder`), and who is of one generation (`one_generation`).
    """
    rows, verbs, truth, one_is = source.ledger.rows, source.ledger.vocabulary.verbs, source.truth, source.one_is
    fit = truth.rows & truth.counts[rows.line] & (truth.frame[rows.line] == REAL)
    fit &= (rows.subject >= 0) & (rows.object >= 0)
    peers, elders = (
        np.flatnonzero(fit & np.array(mask, np.bool_)[rows.verb])
        for mask in ([verb.one_generation for verb in verbs], [bool(verb.elder) for verb in verbs])
    )
    mine, theirs = (
        np.sort(one_is[np.stack([rows.subject[those], rows.object[those]])], axis=0).astype(np.int64)
        for those in (peers, elders)
    )
    keys, others = (ends[0] * len(one_is) + ends[1] for ends in (mine, theirs))
    sorted_by = np.argsort(others, kind="stable")
    peer, elder = pairs(keys, others[sorted_by], 1)
    for n in np.flatnonzero(mine[0][peer] != mine[1][peer]).tolist():
        row, other = int(peers[peer[n]]), int(elders[sorted_by[elder[n]]])
        names = f'"{source.key(int(rows.subject[row]))}" and "{source.key(int(rows.object[row]))}"'
        kinds = f'"{verbs[int(rows.verb[row])].id}" and "{verbs[int(rows.verb[other])].id}"'
        yield Finding(
            source.at_link(int(rows.line[row]), int(rows.subject[row]), "one generation"),
            f"{names} are kin in two ways that exclude each other: {kinds}",
            "correct one of the two; in a story about travel in time, declare it",
            source.at_link(int(rows.line[other]), int(rows.subject[other]), "two generations"),
        )
