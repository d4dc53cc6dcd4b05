"""Two who meet for the first time, again."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.pairing import last_of_each, pairs
from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.model.strings import Longs


def first_meeting_twice(source: Source, people: Longs) -> Iterator[Finding]:
    """`first-meeting-twice`: two meet for the first time, and have done so before.

    Somebody can be met twice for the first time under two names, so people who are one by an identity are two here.
    """
    rows, order, frame, count = source.ledger.rows, source.order, source.truth.frame, len(source.one_is)
    meeting = source.couples(source.has_role("first meeting"), people)
    key = meeting.one * count + meeting.other
    again, first = pairs(key, key)
    later, earlier = rows.line[meeting.row[again]].astype(np.int64), rows.line[meeting.row[first]].astype(np.int64)
    wrong = np.flatnonzero(order.is_after(later, earlier) & (frame[later] == frame[earlier]))
    for it, before in last_of_each(again, first, wrong):
        row, one = int(meeting.row[it]), int(meeting.one[it])
        other = int(meeting.other[it])
        yield Finding(
            source.at_link(int(rows.line[row]), int(rows.subject[row]), "meet here"),
            f'"{source.key(one)}" and "{source.key(other)}" meet for the first time here, and have done so before',
            "write one of the two without the first time, or say that it is the same meeting: `true: during ^id`",
            source.at_link(int(rows.line[meeting.row[before]]), int(rows.subject[meeting.row[before]]), "meet here"),
            one,
        )
