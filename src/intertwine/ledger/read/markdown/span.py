"""A stretch of text that knows where it stands in its file."""

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """Text and its place: `line` and `column` (from 1) of its first character.

    Where it was put together from several lines, `breaks` says where each further one begins: offset, line, column.
    """

    text: str
    line: int
    column: int
    breaks: tuple[tuple[int, int, int], ...] = ()

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column of the character at `offset`; of the first one where it is negative."""
        _, line, column, breaks = self
        offset = max(offset, 0) if offset else 0
        if breaks and (n := bisect_right(breaks, (offset, 2**62, 0))):
            start, line, column = breaks[n - 1]
            return line, column + offset - start
        return line, column + offset

    def part(self, start: int, end: int | None = None) -> "Span":
        """The stretch from `start` to `end` without white space around it, in its place."""
        text = self.text[start:end]
        inner = text.strip()
        breaks = self.breaks
        if not breaks and len(inner) == len(self.text):
            return self
        start += len(text) - len(text.lstrip())
        if not breaks:
            return Span(inner, self.line, self.column + start)
        first = bisect_right(breaks, (start, 2**62, 0))
        begin, line, column = breaks[first - 1] if first else (0, self.line, self.column)
        end, last = start + len(inner), first
        while last < len(breaks) and breaks[last][0] < end:
            last += 1
        within = tuple([(o - start, n, c) for o, n, c in breaks[first:last]]) if last > first else ()
        return Span(inner, line, column + start - begin, within)

    def changed(self, changes: Iterable[tuple[int, int, str]]) -> "Span":
        """With other texts in place of the stretches `changes` (in order, none over another), and without white space
        around it. What is new stands where the stretch began."""
        pieces: list[str] = []
        breaks: list[tuple[int, int, int]] = []
        length, at = 0, 0
        for start, end, new in [*changes, (len(self.text), len(self.text), "")]:
            if start > at:
                if length or at:
                    breaks.append((length, *self.at(at)))
                first = bisect_right(self.breaks, (at, 2**62, 0))
                last = bisect_right(self.breaks, (start, -1, 0))
                breaks += [(length + o - at, n, c) for o, n, c in self.breaks[first:last]]
                pieces.append(self.text[at:start])
                length += start - at
            if new:
                breaks.append((length, *self.at(start)))
                pieces.append(new)
                length += len(new)
            at = end
        return Span("".join(pieces), self.line, self.column, tuple(breaks)).part(0)


def join(pieces: list[tuple[str, int, int]]) -> Span:
    """Lines (text, line, column) as one span, a space between them."""
    breaks, offset = [], len(pieces[0][0]) + 1
    for text, line, column in pieces[1:]:
        breaks.append((offset, line, column))
        offset += len(text) + 1
    return Span(" ".join([piece[0] for piece in pieces]), pieces[0][1], pieces[0][2], tuple(breaks))
