"""Linking: one table of all pages, and stamps resolved to positions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from intertwine.ledger.link import unresolved
from intertwine.ledger.link.calendar import ClosedPositions
from intertwine.ledger.link.lost_positions import why_lost
from intertwine.ledger.link.segment import LINE_COLUMNS, MENTION_COLUMNS, ROW_COLUMNS, Segment
from intertwine.ledger.link.state import NEVER, Alternatives, Linking, Table
from intertwine.model.frozen import FrozenDict
from intertwine.model.problem import Problem
from intertwine.model.statement import Alternative, PositionText
from intertwine.model.strings import Ints


def gather_columns(state: Linking) -> Linking:
    """After: one table each of lines, rows, mentions and disproofs; line numbers count over all pages."""
    first_line = np.zeros(len(state.segments) + 1, np.int32)
    np.cumsum([len(segment.lines["number"]) for segment in state.segments], out=first_line[1:])
    shifts = first_line[:-1]

    def joined(table: Callable[[Segment], Mapping[str, Ints]], names: Sequence[str]) -> Table:
        tables = [table(segment) for segment in state.segments]
        found: dict[str, Ints] = {}
        for name in names:
            column = np.concatenate([it[name] for it in tables]) if tables else np.zeros(0, np.int32)
            if name in ("line", "about"):
                shift = np.repeat(shifts, [len(it[name]) for it in tables])
                column = np.where(column < 0, column, column + shift).astype(np.int32)
            found[name] = column
        return FrozenDict(found)

    return replace(
        state,
        first_line=first_line,
        lines=joined(lambda s: s.lines, LINE_COLUMNS),
        rows=joined(lambda s: s.rows, ROW_COLUMNS),
        mentions=joined(lambda s: s.mentions, MENTION_COLUMNS),
        disproofs=joined(lambda s: s.disproofs, ("line", "block")),
    )


def resolve_stamps(state: Linking) -> Linking:
    """After: `line_alternatives` are numbers of closed alternatives, shared by all pages; `home` is each line's
    title."""
    closed: dict[tuple[ClosedPositions, int], int] = {(NEVER, 0): 0}
    ways, homes, problems = list[Ints](), list[int](), list[Problem]()
    for segment in state.segments:
        own = state.title_of(segment.page)
        homes.append(own)
        numbers = np.zeros(len(segment.alternatives), np.int32)
        lost: dict[Alternative, list[PositionText]] = {}
        for n, alternative in enumerate(segment.alternatives):
            positions, missed = state.calendar.positions(alternative.positions, own)
            if positions == NEVER:
                lost[alternative] = [position for position in missed if position.kind != "impossible"]
            numbers[n] = closed.setdefault((positions, state.intern(alternative.source)), len(closed))
        if any(lost.values()):
            why = partial(why_lost, state.calendar, own=own)
            for alternative, use in unresolved.uses(segment.page, lost).items():
                problems.extend(unresolved.unknown_positions(segment.page, use, lost[alternative], why))
        ways.append(numbers[segment.line_alternatives])
    return replace(
        state,
        alternatives=Alternatives(tuple(closed)),
        line_alternatives=np.concatenate(ways) if ways else np.zeros(0, np.int32),
        home=np.repeat(np.array(homes, np.int32), np.diff(state.first_line)),
    ).noting(problems)
