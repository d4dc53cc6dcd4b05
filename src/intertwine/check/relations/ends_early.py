"""States that end before they begin."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.pairing import pairs
from intertwine.check.rule import Finding
from intertwine.check.source import Source


def ends_early(source: Source) -> Iterator[Finding]:
    """`ends-early`: a fact ends a state that begins only after it.

    A fact that says that it is so, and not that it begins, may be told later than it is true, so it is no beginning
    unless it has a date.
    """
    states, order, frame = source.states, source.order, source.truth.frame
    verbs, rows, begin, end = source.ledger.vocabulary.verbs, source.ledger.rows, states.begin, states.end
    its_end, its_begin = pairs(end.key, begin.key)
    ends, begins = end.line[its_end], begin.line[its_begin]
    after = (begin.enters[its_begin] | order.is_dated[begins]) & order.is_after(begins, ends)
    after &= frame[begins] == frame[ends]
    # It may have begun before by a fact of any of the states that the verb ends.
    in_time = np.zeros(len(rows.line), np.bool_)
    in_time[end.row[its_end[~after]]] = True
    wrong = np.flatnonzero(after & ~in_time[end.row[its_end]])
    told = set[int]()
    for n in wrong.tolist():
        row, first = int(end.row[its_end[n]]), int(begin.row[its_begin[n]])
        if row in told:
            continue
        told.add(row)
        subject = int(rows.subject[row])
        yield Finding(
            source.at_link(int(ends[n]), subject, "ends here"),
            f'"{verbs[int(rows.verb[row])].id}": what "{source.key(subject)}" ends here begins later',
            "state how it began before, or say when the two happen (`true:`)",
            source.at_link(int(begins[n]), int(rows.subject[first]), "begins here"),
        )
