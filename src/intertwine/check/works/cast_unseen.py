"""Lines of a cast that wait for ever."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.rule import Finding
from intertwine.check.source import Source


def cast_unseen(source: Source) -> Iterator[Finding]:
    """`cast-unseen`: a cast line that waits for its character's first appearance, which never comes."""
    rows = source.ledger.rows
    for row in np.flatnonzero(source.has_role("part")).tolist():
        line = int(rows.line[row])
        if source.ledger.lines.page[line] and not source.alternatives_of(line) and rows.object[row] >= 0:
            key = source.key(int(rows.object[row]))
            message = f'"{key}" appears nowhere in this title, so that this line of the cast is never shown'
            hint = "state a fact or a scene with them in this title, or mark the line (public role)"
            yield Finding(source.at_link(line, int(rows.object[row])), message, hint)
