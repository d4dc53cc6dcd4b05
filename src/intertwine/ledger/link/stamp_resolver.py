"""Stamps of pages as positions in a calendar, each page once for as long as the calendar stays what it is."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple

import numpy as np

from intertwine.ledger.link import unresolved
from intertwine.ledger.link.calendar import Calendar, ClosedPositions
from intertwine.ledger.link.chunks import Chunk
from intertwine.ledger.link.lost_links import uses
from intertwine.ledger.link.lost_positions import why_lost
from intertwine.ledger.link.segment import Segment
from intertwine.ledger.link.state import NEVER_PASSED
from intertwine.model.problem import Problem
from intertwine.model.statement import PositionText
from intertwine.model.strings import Ints

_KEPT = 1000
"""Pages of before that are kept beside twice as many as there are: an edit is often undone."""


class Resolved(NamedTuple):
    """What the stamps of a page, or of a chunk of pages, come to: the closed alternatives of its lines, by their places
    in `StampResolver.closed`, and the problems of those that can never be passed."""

    line_alternatives: Ints
    problems: tuple[Problem, ...]


class StampResolver:
    """Resolves stamps in one calendar. Its words are those of one `Interner`.

    `closed` are the closed alternatives found so far, each once, with the word of their source; the first is that of
    what nobody ever passes.
    """

    def __init__(self, calendar: Calendar) -> None:
        self.closed: list[tuple[ClosedPositions, int]] = [(NEVER_PASSED, 0)]
        self._calendar = calendar
        self._numbers: dict[tuple[ClosedPositions, int], int] = {(NEVER_PASSED, 0): 0}
        self._pages: dict[tuple[Segment, int], Resolved] = {}
        self._chunks: dict[Chunk, tuple[list[int], Resolved]] = {}

    def resolve(self, chunks: Iterable[Chunk], homes: Ints) -> list[Resolved]:
        """What each chunk's stamps come to. `homes` gives the title of each page of all chunks (-1: none)."""
        before, self._chunks, first = self._chunks, {}, 0
        for chunk in chunks:
            own = homes[first : first + len(chunk.segments)].tolist()
            known = before.get(chunk)
            found = known[1] if known and known[0] == own else self._chunk(chunk, own)
            self._chunks[chunk] = own, found
            first += len(chunk.segments)
        if len(self._pages) > _KEPT + 2 * sum(len(chunk.stamped) for chunk in self._chunks):
            pages = {(chunk.segments[n], own[n]) for chunk, (own, _) in self._chunks.items() for n in chunk.stamped}
            self._pages = {page: found for page, found in self._pages.items() if page in pages}
        return [found for _, found in self._chunks.values()]

    def _chunk(self, chunk: Chunk, own: list[int]) -> Resolved:
        pages = [self._page(chunk.segments[n], own[n]) for n in chunk.stamped]
        return Resolved(
            np.concatenate([np.zeros(0, np.int32), *(it.line_alternatives for it in pages)]),
            tuple(problem for it in pages for problem in it.problems),
        )

    def _page(self, segment: Segment, own: int) -> Resolved:
        known = self._pages.get((segment, own))
        if known is None:
            known = self._pages[segment, own] = self._resolved(segment, own)
        return known

    def _resolved(self, segment: Segment, own: int) -> Resolved:
        """`own` is the title that the page belongs to."""
        numbers = np.zeros(len(segment.alternatives), np.int32)
        lost: dict[int, list[PositionText]] = {}
        for n, (alternative, source) in enumerate(zip(segment.alternatives, segment.sources, strict=True)):
            positions, missed = self._calendar.positions(alternative.positions, own)
            if positions == NEVER_PASSED:
                lost[n] = [position for position in missed if position.kind != "impossible"]
            numbers[n] = self._number((positions, source))
        return Resolved(numbers[segment.line_alternatives], tuple(self._problems(segment, own, lost)))

    def _number(self, alternative: tuple[ClosedPositions, int]) -> int:
        number = self._numbers.setdefault(alternative, len(self.closed))
        if number == len(self.closed):
            self.closed.append(alternative)
        return number

    def _problems(self, segment: Segment, own: int, lost: dict[int, list[PositionText]]) -> Iterator[Problem]:
        """Of the alternatives of `segment` that can never be passed."""
        if any(lost.values()):
            why = partial(why_lost, self._calendar, own=own)
            for n, use in uses(segment, lost).items():
                yield from unresolved.unknown_positions(segment.page, use, lost[n], why)
