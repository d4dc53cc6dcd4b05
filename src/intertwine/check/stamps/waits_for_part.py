"""Facts that are stamped earlier than the facts in them."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.rule import Finding
from intertwine.check.source import Source


def waits_for_part(source: Source) -> Iterator[Finding]:
    """`waits-for-part`: a fact speaks of another, `learns ^id`, and is stamped earlier than that one. It stays hidden
    until then, so that its stamp says what is not so.

    That is one that says what is so, without a date. For what happens see `fact-later`. A reason (`because:`) may come
    out later."""
    lines, rows = source.ledger.lines, source.ledger.rows
    reports = np.array([verb.reports and verb.role != "purpose" for verb in source.ledger.vocabulary.verbs], np.bool_)
    speaks = np.zeros(len(lines.ref), np.bool_)
    speaks[rows.line[reports[rows.verb]]] = True
    speaks &= (lines.ref >= 0) & ~source.events[lines.ref] & (lines.true_text[lines.ref] == 0)
    for line in source.written(np.flatnonzero(speaks).tolist()):
        part = int(lines.ref[line])
        mine, known = source.earliest(line), source.earliest(part)
        if known is not None and mine is not None and mine < known:
            yield Finding(
                source.at(line),
                "this is stamped earlier than the fact that it speaks of, and stays hidden until then",
                "stamp it as late as that fact, or that fact as early",
                source.at(part, label="known only here"),
            )
