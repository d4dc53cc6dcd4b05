"""Identities of what cannot be one."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.ledger.store.columns import KINDS
from intertwine.model.strings import Longs

_ALIKE = (frozenset({"character", "person"}), frozenset({"place", "object"}))
"""Kinds that one thing can be of: people who play themselves, and ships."""


def identity_unlike(source: Source, lines: Longs) -> Iterator[Finding]:
    """`identity-unlike`: an identity of two of different kinds, such as a person and a group."""
    rows, kind = source.ledger.rows, source.ledger.entities.kind
    chosen = np.flatnonzero(source.has_role("identity") & (rows.subject >= 0) & (rows.object >= 0))
    one, other = kind[rows.subject[chosen]], kind[rows.object[chosen]]
    chosen = chosen[(one != other) & (one != 0) & (other != 0)]
    for row in chosen[np.isin(rows.line[chosen], lines)].tolist():
        ends = int(rows.subject[row]), int(rows.object[row])
        kinds = [KINDS[int(kind[it])] if kind[it] < len(KINDS) else "title" for it in ends]
        if frozenset(kinds) in _ALIKE:
            continue
        names = " and ".join(f'"{source.key(it)}" ({what})' for it, what in zip(ends, kinds, strict=True))
        yield Finding(
            source.at_link(int(rows.line[row]), ends[1], last=True),
            f"{names} cannot be one",
            "correct the kind of one of them, or choose another verb",
            about=int(rows.line[row]),
        )
