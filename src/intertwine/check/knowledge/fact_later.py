"""Those who know what has not happened."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.rule import Finding
from intertwine.check.source import Source


def fact_later(source: Source) -> Iterator[Finding]:
    """`fact-later`: somebody learns, tells, knows or remembers what happens later.

    What is in a frame (a prophecy, a plan) is known before it happens; what is so, and does not happen, may be so
    before it is told.
    """
    minds, order, frame = source.minds, source.order, source.truth.frame
    told = set[tuple[int, int]]()
    for knowings in (minds.learns, minds.tells, minds.knows, minds.remembers):
        fact, line = knowings.fact, knowings.line
        wrong = source.events[fact] & (frame[fact] == frame[line]) & order.is_after(fact, line)
        for n in np.flatnonzero(wrong & source.truth.counts[fact]).tolist():
            pair = int(fact[n]), int(line[n])
            if pair in told:
                continue
            told.add(pair)
            who = int(knowings.entity[n])
            yield Finding(
                source.at_link(pair[1], who, "knows of it here"),
                f'"{source.key(who)}" knows here of what happens later',
                "say when these happen (`true:`), or that it is foreseen",
                source.at(pair[0], label="happens later"),
            )
