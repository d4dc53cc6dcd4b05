"""Linking: one table of all pages, and stamps resolved to positions."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np

from intertwine.ledger.link.chunks import (
    ABOUT,
    IN_FRAMINGS,
    IN_RELATIONS,
    IN_UNMASKINGS,
    LINE,
    PART_ROW,
    Chunk,
    joined,
    joined_disguises,
    starts,
)
from intertwine.ledger.link.segment import (
    DISGUISE_COLUMNS,
    DISPROOF_COLUMNS,
    FRAMING_COLUMNS,
    LINE_COLUMNS,
    MENTION_COLUMNS,
    PART_COLUMNS,
    RELATION_COLUMNS,
    ROW_COLUMNS,
    UNMASKING_COLUMNS,
    WAIT_COLUMNS,
)
from intertwine.ledger.link.stamp_resolver import StampResolver
from intertwine.ledger.link.state import Alternatives, Linking, Table
from intertwine.model.frozen import FrozenDict
from intertwine.model.strings import Ints

_NO_PARTS = np.zeros((len(PART_COLUMNS), 0), np.int32)
_NO_DISGUISES = np.zeros((len(DISGUISE_COLUMNS), 0), np.int32)


def gather_columns(state: Linking) -> Linking:
    """After: one table each of lines, rows, mentions, disproofs, disguises, unmaskings, parts, framings, relations and
    waits; the numbers of lines and rows count over all pages."""
    chunks = state.chunks
    begins = [0, *np.cumsum([chunk.first_line[-1] for chunk in chunks], dtype=np.int64).tolist()]

    def table(of: Callable[[Chunk], Ints], names: tuple[str, ...], *columns: int) -> Table:
        parts = [np.zeros((len(names), 0), np.int32), *map(of, chunks)]
        return FrozenDict(zip(names, joined(parts, [0, *begins[:-1]], *columns), strict=True))

    rows = [chunk.rows.shape[1] for chunk in chunks]
    disguises = joined_disguises([chunk.disguises for chunk in chunks], begins[:-1], rows) if chunks else _NO_DISGUISES
    first_rows = [0, *starts(rows)[:-1].tolist()]
    parts = joined([_NO_PARTS, *(chunk.parts for chunk in chunks)], first_rows, PART_ROW)
    firsts = [chunk.first_line[:-1] + begin for chunk, begin in zip(chunks, begins, strict=False)]
    return replace(
        state,
        first_line=np.concatenate([*firsts, begins[-1:]]).astype(np.int32),
        page_paths=np.concatenate([np.zeros(0, np.int32), *(chunk.page_paths for chunk in chunks)]),
        lines=table(lambda it: it.lines, LINE_COLUMNS, ABOUT),
        rows=table(lambda it: it.rows, ROW_COLUMNS, LINE),
        mentions=table(lambda it: it.mentions, MENTION_COLUMNS, LINE),
        disproofs=table(lambda it: it.disproofs, DISPROOF_COLUMNS, LINE),
        disguises=FrozenDict(zip(DISGUISE_COLUMNS, disguises, strict=True)),
        unmaskings=table(lambda it: it.unmaskings, UNMASKING_COLUMNS, *IN_UNMASKINGS),
        parts=FrozenDict(zip(PART_COLUMNS, parts, strict=True)),
        framings=table(lambda it: it.framings, FRAMING_COLUMNS, *IN_FRAMINGS),
        relations=table(lambda it: it.relations, RELATION_COLUMNS, *IN_RELATIONS),
        waits=table(lambda it: it.waits, WAIT_COLUMNS, LINE),
    )


def resolve_stamps(state: Linking) -> Linking:
    """After: `line_alternatives` are numbers of closed alternatives, shared by all pages; `home` is each line's
    title."""
    resolver = state.cache.of("stamps", (state.calendar, state.intern), partial(StampResolver, state.calendar))
    homes = np.full(len(state.segments), -1, np.int32)
    for page, title in state.titled:
        homes[page] = title
    resolved = resolver.resolve(state.chunks, homes)
    line_alternatives, chosen = _as_they_come(
        np.concatenate([np.zeros(0, np.int32), *(it.line_alternatives for it in resolved)])
    )
    return replace(
        state,
        alternatives=Alternatives(tuple([resolver.closed[n] for n in chosen.tolist()])),
        line_alternatives=line_alternatives,
        home=np.repeat(homes, np.diff(state.first_line)),
    ).noting(problem for it in resolved for problem in it.problems)


def _as_they_come(numbers: Ints) -> tuple[Ints, Ints]:
    """`numbers` (0 or more) renumbered in the order in which they first come, 0 first; and the old number of each."""
    count = len(numbers)
    first = np.full(int(numbers.max(initial=0)) + 1, count, np.int32)
    first[numbers[::-1]] = np.arange(count - 1, -1, -1, dtype=np.int32)  # the first of each is written last
    first[0] = -1
    found = np.flatnonzero(first < count)
    chosen: Ints = found[np.argsort(first[found])].astype(np.int32)
    renumber = np.zeros(len(first), np.int32)
    renumber[chosen] = np.arange(len(chosen), dtype=np.int32)
    return renumber[numbers], chosen
