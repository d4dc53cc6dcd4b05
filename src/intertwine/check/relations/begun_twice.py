"""States that begin while they last."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.pairing import last_of_each, pairs
from intertwine.check.rule import Finding
from intertwine.check.source import Source

_CLEAR = ("love", "groups", "home")
"""Headings of states that one is in, or is not. Friends, allies and trust begin by and by, and are told of again."""


def begun_twice(source: Source) -> Iterator[Finding]:
    """`begun-twice`: somebody marries whom they are married to, joins a group that they belong to, and so on, and no
    fact ends it in between.

    A fact that says only that it is so (`is a member of`) is no second beginning.
    """
    states, verbs, rows = source.states, source.ledger.vocabulary.verbs, source.ledger.rows
    begin = states.of([verb.heading in _CLEAR for verb in verbs])
    entering = np.flatnonzero(begin.enters)
    again, first = pairs(begin.key[entering], begin.key)
    again = entering[again]
    who, side, state = begin.who[again], begin.side[again], begin.state[again]
    lines = {"earlier": begin.line[first], "later": begin.line[again]}
    wrong = states.lasting(source.order, source.truth.frame, state, (who, side), **lines)
    for later, earlier in last_of_each(again, first, wrong):
        row, line = int(begin.row[later]), int(begin.line[later])
        verb = verbs[int(rows.verb[row])]
        one, other = (source.key(int(it)) for it in (rows.subject[row], rows.object[row]))
        yield Finding(
            source.at_link(line, int(rows.subject[row]), "begins again"),
            f'"{one}" and "{other}": "{verb.id}" begins what lasts already ("{verb.begins}")',
            "state the end in between, or remove one of the two",
            source.at_link(int(begin.line[earlier]), int(rows.subject[begin.row[earlier]]), "begins here"),
        )
