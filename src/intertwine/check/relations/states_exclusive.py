"""Two states at once that exclude each other."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.pairing import pairs
from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.model.strings import Bools, Longs


def states_exclusive(source: Source) -> Iterator[Finding]:
    """`states-exclusive`: two are friends and enemies at once, or in two other states that exclude each other by the
    vocabulary.

    At once is in the same seconds of one installment, on the same day of the story, or before the story begins.
    """
    vocabulary, states, rows = source.ledger.vocabulary, source.states, source.ledger.rows
    verbs, begin, frame = vocabulary.verbs, states.begin, source.truth.frame
    excluded = [(n, vocabulary.by_id[it]) for n, verb in enumerate(verbs) for it in verb.excludes]
    stride = int(begin.side.max(initial=0)) + 1
    directed = begin.who * stride + begin.side
    either_way = np.minimum(begin.who, begin.side) * stride + np.maximum(begin.who, begin.side)
    for state, other in excluded:
        # A friend is hated by nobody, whichever of the two hates the other.
        couple = either_way if verbs[state].symmetric or verbs[other].symmetric else directed
        these, those = (np.flatnonzero(begin.state == it) for it in (state, other))
        those = those[np.argsort(couple[those], kind="stable")]
        one, two = pairs(couple[these], couple[those])
        one, two = these[one], those[two]
        a, b = begin.line[one], begin.line[two]
        wrong = np.flatnonzero(_at_once(source, a, b) & (frame[a] == frame[b]))
        for n in wrong.tolist():
            earlier, later = sorted((int(begin.row[one[n]]), int(begin.row[two[n]])))
            subject, line = int(rows.subject[later]), int(rows.line[later])
            names = f'"{verbs[state].id}" and "{verbs[other].id}"'
            who, whom = source.key(subject), source.key(int(rows.object[later]))
            yield Finding(
                source.at_link(line, subject, "and here"),
                f'"{who}" is in two states with "{whom}" at once: {names}',
                "remove one of the two, or say when each begins",
                source.at_link(int(rows.line[earlier]), int(rows.subject[earlier]), "excludes it"),
            )


def _at_once(source: Source, one: Longs, other: Longs) -> Bools:
    """Of each pair of lines whether both are so at one time, for certain."""
    order = source.order
    one_day = order.is_dated[one] & order.is_dated[other]
    one_day &= (order.first[one] == order.last[other]) & (order.last[one] == order.first[other])
    before = (order.installment[[one, other]] < 0).all(axis=0) & ~order.is_dated[one] & ~order.is_dated[other]
    found: Bools = order.overlap(one, other) | one_day | before
    return found
