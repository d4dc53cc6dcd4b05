"""People who are their own ancestors."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.circles import closing
from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.check.truth import REAL


def parents_circle(source: Source) -> Iterator[Finding]:
    """`parents-circle`: somebody is the parent of their own parent, directly or by way of others.

    What a verb says of who comes before whom in a family (`elder`) is data.
    """
    rows, truth = source.ledger.rows, source.truth
    elder = [verb.elder for verb in source.ledger.vocabulary.verbs]
    fit = truth.rows & truth.counts[rows.line] & (truth.frame[rows.line] == REAL)
    fit &= (rows.subject >= 0) & (rows.object >= 0)
    edges: list[tuple[int, int, int]] = []
    for end, older, younger in (("subject", rows.subject, rows.object), ("object", rows.object, rows.subject)):
        chosen = fit & np.array([it == end for it in elder], np.bool_)[rows.verb]
        columns = (source.one_is[older[chosen]], source.one_is[younger[chosen]], rows.line[chosen])
        edges += zip(*(column.tolist() for column in columns), strict=True)
    said = {(a, b): line for a, b, line in reversed(edges)}
    for line, around in closing(edges):
        names = ", ".join(f'"{source.key(it)}"' for it in around[:-1])
        first = said[around[0], around[1]]
        message = f"a circle of parents: {names}" if len(around) > 2 else f"{names} is a parent of their own"
        yield Finding(
            source.at(line, label="closes the circle"),
            message,
            "one of these facts may be the wrong way round",
            source.at(first, label="begins it") if first != line else None,
        )
