"""Leaders who have left."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.pairing import last_of_each, pairs
from intertwine.check.rule import Finding
from intertwine.check.source import Source


def leads_outside(source: Source) -> Iterator[Finding]:
    """`leads-outside`: somebody leads a group that they have left, and no fact says that they joined it again.

    Who leads a group belongs to it, so nothing need say that. What holds only of those who are in another state is data
    (`within`).
    """
    vocabulary, states, rows = source.ledger.vocabulary, source.states, source.ledger.rows
    verbs, order, frame = vocabulary.verbs, source.order, source.truth.frame
    within = np.array([vocabulary.by_id.get(verb.within, -1) for verb in verbs], np.int64)
    begin = states.of([bool(verb.within) for verb in verbs])
    keys = begin.key + (within[begin.state] - begin.state) * states.stride
    leads, left = pairs(keys, states.end.key)
    later, earlier = begin.line[leads], states.end.line[left]
    wrong = np.flatnonzero(order.is_after(later, earlier) & (frame[later] == frame[earlier]))
    wanted = keys[leads[wrong]]
    wrong = wrong[~states.begin.by_key.between_as_written(order, wanted, earlier=earlier[wrong], later=later[wrong])]
    for fact, ended in last_of_each(leads, left, wrong):
        row = int(begin.row[fact])
        subject, group = int(rows.subject[row]), int(rows.object[row])
        yield Finding(
            source.at_link(int(begin.line[fact]), subject, "is in it here"),
            f'"{source.key(subject)}" has left "{source.key(group)}": "{verbs[int(rows.verb[row])].id}" needs those '
            f'of whom "{verbs[int(begin.state[fact])].within}" holds',
            "state how they came back, or say when this happens (`true:`)",
            source.at_link(int(states.end.line[ended]), int(rows.subject[states.end.row[ended]]), "leaves here"),
        )
