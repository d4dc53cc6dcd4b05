"""Who is the same as whom in a view: the visible identities, joined."""

import numpy as np

from intertwine.gate.columns import Columns
from intertwine.model.strings import Bools, Ints
from intertwine.model.verb import Role, Verb


def merged(count: int, one: Ints, other: Ints) -> Ints:
    """For each of `count` entities the lowest of those that the pairs of `one` and `other` make the same.

    `one` and `other` are equally long; pair *i* says that entity `one[i]` is entity `other[i]`. Connected components by
    label propagation with pointer jumping (Shiloach and Vishkin 1982): whole arrays at a time.
    """
    leader = np.arange(count, dtype=np.int32)
    while True:
        low = np.minimum(leader[one], leader[other])
        joined = leader.copy()
        # The leaders themselves are lowered too, so that whole chains move at once.
        for ends in (one, other, leader[one], leader[other]):
            np.minimum.at(joined, ends, low)
        while not np.array_equal(jumped := joined[joined], joined):
            joined = jumped
        if np.array_equal(joined, leader):
            return leader
        leader = joined


def identity_rows(columns: Columns, verbs: tuple[Verb, ...], believed: Bools) -> Ints:
    """The rows of `columns` that say that their subject is their object, of those that are `believed` (see
    `believed_rows`). `verbs` are numbered by the columns."""
    c = columns
    rows = rows_with_role(c, verbs, "identity") & believed & (c.subject >= 0) & (c.object >= 0)
    return np.flatnonzero(rows).astype(np.int32)


def rows_with_role(columns: Columns, verbs: tuple[Verb, ...], *roles: Role) -> Bools:
    """Which rows of `columns` have a verb (a number in `verbs`) with one of `roles`: a mask over all rows."""
    if not verbs:
        return np.zeros(0, np.bool_)
    return np.array([verb.role in roles for verb in verbs], np.bool_).take(columns.verb)


def believed_rows(columns: Columns) -> Bools:
    """Which rows nothing visible has disproved: a mask over all rows."""
    c = columns
    return ~c.disproved.take(c.row_line) if len(c.row_line) else np.zeros(0, np.bool_)
