"""Members who have left."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.pairing import last_of_each, pairs
from intertwine.check.rule import Finding
from intertwine.check.source import Source


def member_after_leaving(source: Source) -> Iterator[Finding]:
    """`member-after-leaving`: a fact says that somebody is a member of a group that they have left, and none that they
    joined it again.

    It holds of every state of groups that some verb begins (`joins`) beside the one that says that it is so.
    """
    states, verbs, rows = source.states, source.ledger.vocabulary.verbs, source.ledger.rows
    order, frame = source.order, source.truth.frame
    entered = {verb.begins for verb in verbs if verb.begins != verb.id and verb.shape == "state"}
    begin = states.of([verb.heading == "groups" and verb.id in entered for verb in verbs])
    so, enters = begin.where(~begin.enters), begin.where(begin.enters)
    fact, ended = pairs(so.key, states.end.key)
    later, earlier = so.line[fact], states.end.line[ended]
    wrong = np.flatnonzero(order.is_after(later, earlier) & (frame[later] == frame[earlier]))
    wanted = so.key[fact[wrong]]
    wrong = wrong[~enters.by_key.between_as_written(order, wanted, earlier=earlier[wrong], later=later[wrong])]
    for it, left in last_of_each(fact, ended, wrong):
        row = int(so.row[it])
        subject, group = int(rows.subject[row]), int(rows.object[row])
        yield Finding(
            source.at_link(int(so.line[it]), subject, "is in it here"),
            f'"{source.key(subject)}" has left "{source.key(group)}" before, and is in it here',
            "state how they came back, or say when this is so (`true:`)",
            source.at_link(int(states.end.line[left]), int(rows.subject[states.end.row[left]]), "leaves here"),
        )
