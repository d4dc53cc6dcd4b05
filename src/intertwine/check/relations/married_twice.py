"""Two marriages at once."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.pairing import last_of_each, pairs
from intertwine.check.rule import Finding
from intertwine.check.source import Source


def married_twice(source: Source) -> Iterator[Finding]:
    """`married-twice`: somebody marries a second one while they are married, and no fact ends the first marriage: no
    divorce, and nobody's death.

    It holds of every state whose subject is `alone` in it with one other, by the vocabulary.
    """
    states, verbs = source.states, source.ledger.vocabulary.verbs
    begin = states.of([verb.alone == "subject" for verb in verbs])
    mutual = np.array([verb.symmetric for verb in verbs], np.bool_)[begin.state]
    place = np.concatenate([np.arange(len(begin.key)), np.flatnonzero(mutual)])
    who = np.concatenate([begin.who, begin.side[mutual]])
    other = np.concatenate([begin.side, begin.who[mutual]])
    keys = begin.state[place] * states.count + who
    sorted_by = np.argsort(keys, kind="stable")
    place, who, other, keys = place[sorted_by], who[sorted_by], other[sorted_by], keys[sorted_by]
    again, first = pairs(keys, keys)
    different = other[again] != other[first]
    again, first = again[different], first[different]
    state, line = begin.state[place], begin.line[place]
    lines = {"earlier": line[first], "later": line[again]}
    wrong = states.lasting(source.order, source.truth.frame, state[first], (who[first], other[first]), **lines)
    for later, earlier in last_of_each(again, first, wrong):
        row, before = (int(begin.row[place[it]]) for it in (later, earlier))
        person, second = source.named(row, int(who[later])), source.named(row, int(other[later]))
        first_one = source.named(before, int(other[earlier]))
        verb = verbs[int(state[later])]
        yield Finding(
            source.at_link(int(line[later]), person, "and here"),
            f'"{source.key(person)}": "{verb.id}" both "{source.key(second)}" and "{source.key(first_one)}"',
            "state the end of the first, with its own stamp",
            source.at_link(int(line[earlier]), source.named(before, int(who[earlier])), "begins here"),
        )
