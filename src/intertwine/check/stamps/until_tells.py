"""Dates that tell the end of a state."""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.model.sentinels import NO_DAY


def until_tells(source: Source) -> Iterator[Finding]:
    """`until-tells`: a state says until when it lasts, `true: 2015/2016`, and may be known before what ends it."""
    rows, lines, verbs = source.ledger.rows, source.ledger.lines, source.ledger.vocabulary.verbs
    lasting = np.array([verb.shape == "state" for verb in verbs], np.bool_)[rows.verb]
    until, start = lines.true_until[rows.line], lines.true_start[rows.line]
    ended = np.flatnonzero(lasting & (until != start) & (until != NO_DAY))
    if not len(ended):
        return
    people = source.one_is
    endings: dict[tuple[str, int, int], list[int]] = defaultdict(list)
    for row in np.flatnonzero(np.array([bool(verb.ends) for verb in verbs], np.bool_)[rows.verb]).tolist():
        subject, thing = int(rows.subject[row]), int(rows.object[row])
        for state in verbs[int(rows.verb[row])].ends:
            endings[state, int(people[subject]), int(people[thing]) if thing >= 0 else -1].append(int(rows.line[row]))
    for row in ended.tolist():
        verb, line = verbs[int(rows.verb[row])], int(rows.line[row])
        one, other = (int(people[it]) if it >= 0 else -1 for it in (rows.subject[row], rows.object[row]))
        ways = [(one, other), (one, -1), *([(other, one), (other, -1)] if verb.symmetric and other >= 0 else [])]
        ends = [it for way in ways for it in endings.get((verb.begins, *way), ()) if it != line]
        known = [(order, end) for end in ends if (order := source.earliest(end)) is not None]
        mine = source.earliest(line)
        if known and mine is not None and mine < min(known)[0]:
            yield Finding(
                source.at_qualifier(line, "true"),
                "this says when the state ends, and may be known before that comes out",
                "write its beginning alone (`true: 2015/..`), and the end with the fact that ends it",
                source.at(min(known)[1], label="ends here"),
            )
