"""Reasons that come after what they are the reason of."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.check.truth import REAL


def cause_later(source: Source) -> Iterator[Finding]:
    """`cause-later`: something happens because of what happens later.

    What is in a frame (a plan, a prophecy) can be a reason before it happens; what is so, and does not happen, too.
    """
    ledger, order, truth = source.ledger, source.order, source.truth
    lines, rows = ledger.lines, ledger.rows
    reason = np.array([verb.role == "purpose" and verb.reports for verb in ledger.vocabulary.verbs], np.bool_)
    says = rows.line[reason[rows.verb]].astype(np.int64)
    says = says[(lines.ref[says] >= 0) & (lines.about[says] >= 0)]
    fact, effect = lines.ref[says].astype(np.int64), lines.about[says].astype(np.int64)
    wrong = source.events[fact] & source.events[effect] & order.is_after(fact, effect)
    wrong &= (truth.frame[fact] == REAL) & (truth.frame[effect] == REAL) & truth.counts[fact] & truth.counts[effect]
    for n in np.flatnonzero(wrong).tolist():
        yield Finding(
            source.at(int(says[n]), label="the reason"),
            "this happens because of something that happens later",
            "name another fact, write what is meant to happen as `in order to:`, or say when these happen (`true:`)",
            source.at(int(fact[n]), label="happens later"),
        )
