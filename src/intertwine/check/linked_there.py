"""Whom each line of a ledger links."""

import numpy as np

from intertwine.check.source import Source


class LinkedThere:
    """Whom each line links: its subjects, its objects and those whom its text mentions."""

    def __init__(self, source: Source) -> None:
        """Of the lines of a `source`."""
        rows, mentions = source.ledger.rows, source.ledger.mentions
        line = np.concatenate([rows.line, rows.line, mentions.line])
        entity = np.concatenate([rows.subject, rows.object, mentions.entity])
        order = np.argsort(line, kind="stable")
        self._line, self._entity = line[order], entity[order]

    def of(self, line: int) -> set[int]:
        """The entities that a `line` links."""
        first, end = np.searchsorted(self._line, (line, line + 1))
        return {it for it in self._entity[first:end].tolist() if it >= 0}
