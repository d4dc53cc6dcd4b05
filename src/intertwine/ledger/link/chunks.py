"""Runs of pages as one: what lets a link after an edit cost as much as what changed.

The pages of a universe, in the order of the ledger, are cut into chunks. Where a cut comes is decided by a page alone,
so that an edit, a new page or one that is gone changes one or two chunks; all others are the ones of the link before.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from intertwine.ledger.link.segment import (
    DISGUISE_COLUMNS,
    FRAMING_COLUMNS,
    LINE_COLUMNS,
    OWNER_COLUMNS,
    PART_COLUMNS,
    RELATION_COLUMNS,
    UNMASKING_COLUMNS,
    Segment,
)
from intertwine.model.frozen import read_only
from intertwine.model.kinds import ENTITY_KINDS
from intertwine.model.problem import Problem
from intertwine.model.strings import Ints

LINE = 0
"""Which column of a table holds its lines' numbers."""
ABOUT = LINE_COLUMNS.index("about")
IN_FRAMINGS = tuple(FRAMING_COLUMNS.index(name) for name in ("line", "framed", "scope"))
IN_RELATIONS = tuple(RELATION_COLUMNS.index(name) for name in ("line", "target"))
IN_UNMASKINGS = tuple(UNMASKING_COLUMNS.index(name) for name in ("line", "says"))
PART_ROW = PART_COLUMNS.index("row")
DISGUISE_ROW, DISGUISE_LINE = (DISGUISE_COLUMNS.index(name) for name in ("row", "line"))


@dataclass(frozen=True, slots=True, eq=False)
class Chunk:
    """The tables of some pages, joined: lines count within the chunk.

    `first_line` says where each page begins, and in the end how many lines there are. `titled` are the places, among
    the `segments`, of those that may belong to a title, `stamped` of those with alternatives. `owners` are the columns
    of the entities and titles whose pages are here, `keys` and `paths` what they are called.

    Chunks are compared by identity.
    """

    segments: tuple[Segment, ...]
    first_line: Ints
    page_paths: Ints
    lines: Ints
    rows: Ints
    mentions: Ints
    disproofs: Ints
    disguises: Ints
    unmaskings: Ints
    parts: Ints
    framings: Ints
    relations: Ints
    waits: Ints
    owners: Ints
    keys: tuple[str, ...]
    paths: tuple[str, ...]
    titled: tuple[int, ...]
    stamped: tuple[int, ...]
    linked_titles: tuple[str, ...]
    problems: tuple[Problem, ...]


def chunks_of(ordered: Iterable[Segment], known: dict[Segment, Chunk]) -> tuple[Chunk, ...]:
    """The chunks of pages in the order of the ledger. `known` has those of the link before by their first segment, and
    after it these."""
    found: dict[Segment, Chunk] = {}
    for segments in _cut(ordered):
        before = known.get(segments[0])
        found[segments[0]] = before if before is not None and before.segments == segments else _chunk(segments)
    known.clear()
    known.update(found)
    return tuple(found.values())


def joined(tables: Sequence[Ints], first_lines: Sequence[int], *columns: int) -> Ints:
    """The `tables` side by side as one. In each, the numbers of lines in the `columns` (-1: none) count from its own
    first line, which `first_lines` gives; in the result they count from 0."""
    table: Ints = np.concatenate(tables, axis=1)
    if columns:
        shift = np.repeat(np.array(first_lines, np.int32), [part.shape[1] for part in tables])
        for column in columns:
            table[column] = np.where(table[column] < 0, -1, table[column] + shift)
    return table


def joined_disguises(tables: Sequence[Ints], first_lines: Sequence[int], rows: Sequence[int]) -> Ints:
    """As `joined` of these `tables` and their `first_lines`, where rows count as well: each table's from the first of
    its own, of which there are so many `rows`."""
    first_rows = starts(rows)[:-1].tolist()
    by_line = [joined([it], [first], DISGUISE_LINE) for it, first in zip(tables, first_lines, strict=True)]
    return joined(by_line, first_rows, DISGUISE_ROW)


def starts(counts: Ints | Sequence[int]) -> Ints:
    """Where each of some runs with so many members begins, and in the end how many there are."""
    found = np.zeros(len(counts) + 1, np.int32)
    np.cumsum(counts, out=found[1:])
    return found


def _cut(ordered: Iterable[Segment]) -> Iterator[tuple[Segment, ...]]:
    part: list[Segment] = []
    for segment in ordered:
        if segment.begins_chunk and part:
            yield tuple(part)
            part = []
        part.append(segment)
    if part:
        yield tuple(part)


def _chunk(segments: tuple[Segment, ...]) -> Chunk:
    owners = [it for it in segments if it.owner]
    first_line = starts([it.lines.shape[1] for it in segments])
    begins, rows = first_line[:-1].tolist(), [it.rows.shape[1] for it in segments]

    def table(of: Callable[[Segment], Ints], *columns: int) -> Ints:
        return read_only(joined([of(it) for it in segments], begins, *columns))

    return Chunk(
        segments=segments,
        first_line=read_only(first_line),
        page_paths=read_only(np.array([it.path for it in segments], np.int32)),
        lines=table(lambda it: it.lines, ABOUT),
        rows=table(lambda it: it.rows, LINE),
        mentions=table(lambda it: it.mentions, LINE),
        disproofs=table(lambda it: it.disproofs, LINE),
        disguises=read_only(joined_disguises([it.disguises for it in segments], begins, rows)),
        unmaskings=table(lambda it: it.unmaskings, *IN_UNMASKINGS),
        parts=read_only(joined([it.parts for it in segments], starts(rows)[:-1].tolist(), PART_ROW)),
        framings=table(lambda it: it.framings, *IN_FRAMINGS),
        relations=table(lambda it: it.relations, *IN_RELATIONS),
        waits=table(lambda it: it.waits, LINE),
        owners=read_only(np.array([it.owner for it in owners], np.int32).reshape(len(owners), len(OWNER_COLUMNS)).T),
        keys=tuple(it.page.key for it in owners),
        paths=tuple(it.page.path for it in owners),
        titled=tuple(n for n, it in enumerate(segments) if it.page.kind not in ENTITY_KINDS),
        stamped=tuple(n for n, it in enumerate(segments) if it.alternatives),
        linked_titles=tuple(dict.fromkeys(title for it in segments for title in it.linked_titles)),
        problems=tuple(problem for it in segments for problem in it.problems),
    )
