"""Linking: one table of all pages, and stamps resolved to positions."""

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np

from intertwine.ledger.link import unresolved
from intertwine.ledger.link.calendar import ClosedPositions
from intertwine.ledger.link.link_calendar import CalendarPasses
from intertwine.ledger.link.segment import LINE_COLUMNS, MENTION_COLUMNS, ROW_COLUMNS, Segment
from intertwine.ledger.store.columns import (
    IMPOSSIBLE,
    PUBLIC,
)
from intertwine.model.statement import Alternative
from intertwine.model.strings import Ints


class ColumnPasses(CalendarPasses):
    """Columns of all pages together, and their stamps. See `link`."""

    def gather_columns(self) -> None:
        """After: one table each of lines, rows, mentions and disproofs; line numbers count over all pages."""
        self.first_line = np.zeros(len(self.segments) + 1, np.int64)
        np.cumsum([len(s.lines["number"]) for s in self.segments], out=self.first_line[1:])
        shifts = self.first_line[:-1].astype(np.int32)

        def joined(table: Callable[[Segment], dict[str, Ints]], names: Sequence[str]) -> dict[str, Ints]:
            tables = [table(segment) for segment in self.segments]
            found: dict[str, Ints] = {}
            for name in names:
                column = np.concatenate([it[name] for it in tables]) if tables else np.zeros(0, np.int32)
                if name in ("line", "about"):
                    shift = np.repeat(shifts, [len(it[name]) for it in tables])
                    column = np.where(column < 0, column, column + shift).astype(np.int32)
                found[name] = column
            return found

        self.lines = joined(lambda s: s.lines, LINE_COLUMNS)
        self.rows = joined(lambda s: s.rows, ROW_COLUMNS)
        self.mentions = joined(lambda s: s.mentions, MENTION_COLUMNS)
        self.disproofs = joined(lambda s: s.disproofs, ("line", "block"))

    def resolve_stamps(self) -> None:
        """After: `ways[line]` runs are numbers of closed alternatives, shared by all pages."""
        closed: dict[tuple[ClosedPositions, int], int] = {}
        parts: list[Ints] = []
        homes: list[int] = []
        for segment in self.segments:
            own = self._own_title(segment.page)
            homes.append(own)
            numbers = np.zeros(len(segment.alternatives), np.int32)
            lines: dict[Alternative, int] = {}
            for n, alternative in enumerate(segment.alternatives):
                positions, lost = self.calendar.positions(alternative.positions, own)
                meant = [position for position in lost if position.kind != "impossible"]
                if meant:
                    lines = lines or unresolved.first_lines(segment.page)
                    line, lacks = lines.get(alternative, 1), partial(self.calendar.lacks, own=own)
                    self.problems.extend(unresolved.unknown_positions(segment.page, line, meant, lacks))
                numbers[n] = closed.setdefault((positions, self.intern(alternative.source)), len(closed))
            parts.append(numbers[segment.ways])
        self.ways = np.concatenate(parts) if parts else np.zeros(0, np.int32)
        self.home = np.repeat(np.array(homes, np.int32), np.diff(self.first_line))
        self.closed = closed
        self.never = closed.setdefault((((-1, IMPOSSIBLE),), 0), len(closed))
        self.always = {n for (positions, _), n in closed.items() if positions == ((-1, PUBLIC),)}
