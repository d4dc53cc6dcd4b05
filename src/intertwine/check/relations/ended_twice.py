"""States that end when they have ended."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.pairing import KeyedLines, last_of_each, pairs
from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.ledger.store.columns import KINDS

_CLEAR = ("love", "groups", "home", "work")
"""Headings of states that one is in, or is not. A friend can be betrayed again and again."""
_PLACE = KINDS.index("place")


def ended_twice(source: Source) -> Iterator[Finding]:
    """`ended-twice`: somebody leaves a group that they have left, parts from whom they have parted from, and so on, and
    no fact begins it in between.

    Places can be left many times: nobody must live in one to leave it.
    """
    states, verbs, rows = source.states, source.ledger.vocabulary.verbs, source.ledger.rows
    clear = np.array([verb.heading in _CLEAR for verb in verbs], np.bool_)
    end = states.end.where(clear[states.end.state])
    kind = np.append(source.ledger.entities.kind, np.int8(0))
    end = end.where(kind[np.minimum(end.side, states.count)] != _PLACE)
    again, first = pairs(end.key, end.key)
    later, earlier, order, frame = end.line[again], end.line[first], source.order, source.truth.frame
    wrong = np.flatnonzero(order.is_after(later, earlier) & (frame[later] == frame[earlier]))
    stride = max(states.stride // max(states.count, 1), 1)
    begun = KeyedLines.of(states.begin.who * stride + states.begin.side, states.begin.line)
    couple = (end.who * stride + end.side)[again[wrong]]
    wrong = wrong[~begun.between_as_written(order, couple, earlier=earlier[wrong], later=later[wrong])]
    told = set[int]()
    for last, before in last_of_each(again, first, wrong):
        row, line = int(end.row[last]), int(end.line[last])
        if row in told:
            continue
        told.add(row)
        subject = int(rows.subject[row])
        yield Finding(
            source.at_link(line, subject, "ends again"),
            f'"{verbs[int(rows.verb[row])].id}": what "{source.key(subject)}" ends here has ended before',
            "state how it began again in between, or remove one of the two",
            source.at_link(int(end.line[before]), int(rows.subject[end.row[before]]), "ends here"),
        )
