"""Those who are together before they meet for the first time."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.pairing import pairs
from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.model.strings import Longs


def met_before(source: Source, people: Longs) -> Iterator[Finding]:
    """`met-before`: a fact says of two what they must have met for, and they meet for the first time only later.

    Which verbs say so is data (`met`). Somebody can be met under two names, so people who are one by an identity are
    two here.
    """
    rows, verbs, order, frame = source.ledger.rows, source.ledger.vocabulary.verbs, source.order, source.truth.frame
    count = len(source.one_is)
    first = source.couples(source.has_role("first meeting"), people)
    if not len(first.row):
        return
    knows = np.array([verb.met and verb.role != "first meeting" for verb in verbs], np.bool_)[rows.verb]
    known = source.couples(knows, people)
    which, before = pairs(first.one * count + first.other, known.one * count + known.other)
    later, earlier = rows.line[first.row[which]].astype(np.int64), rows.line[known.row[before]].astype(np.int64)
    wrong = np.flatnonzero(order.is_after(later, earlier) & (frame[later] == frame[earlier]))
    for it, meets in sorted({(int(before[n]), int(which[n])) for n in wrong.tolist()}):
        row, meeting = int(known.row[it]), int(first.row[meets])
        names = f'"{source.key(int(rows.subject[row]))}" and "{source.key(int(rows.object[row]))}"'
        yield Finding(
            source.at_link(int(rows.line[row]), int(rows.subject[row]), "have met here"),
            f'{names} meet for the first time only later: "{verbs[int(rows.verb[row])].id}" is of two who have met',
            "say when this happens (`true:`), or remove the first time from the later meeting",
            source.at_link(int(rows.line[meeting]), int(rows.subject[meeting]), "meet for the first time here"),
            int(known.one[it]),
        )
