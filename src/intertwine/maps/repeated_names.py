"""Names on their lines: on a long map nobody remembers whose line it is."""

from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from intertwine.storyline import Drawing
from intertwine.storyline.draw.drawing import Text

NameBox = tuple[float, float, float]
"""A name's right end, its left end and the middle of its height."""
REPEAT_AFTER = 640.0
"""A name stands on its line again after so much way, where the line has space for it."""


class _Stretch(NamedTuple):
    """Where a line runs straight, uncrossed and with nothing on it: from one moment to another."""

    person: int
    begin: int
    end: int


def names_along_lines(drawing: Drawing, busy: Sequence[Container[int]]) -> list[tuple[int, Text, float, float]]:
    """Names on their lines, every `REPEAT_AFTER` pixels or later: where the line runs straight for long enough, nothing
    crosses it, and nothing stands on it (`busy[moment]`) or too close. Gives person, the name before the line,
    and the middle of the one on it."""
    xs, half, height = drawing.xs, drawing.look.half, drawing.look.font * 1.3
    texts = {text.person: text for text in drawing.names}
    ends = sorted((text.right, text.right - text.width, text.middle) for text in drawing.names)
    widest = max((text.width for text in drawing.names), default=0.0)
    named = {person: text.right for person, text in texts.items()}
    found: list[tuple[int, int, tuple[int, Text, float, float]]] = []
    for person, begin, end in _stretches(drawing, busy):
        text, since = texts[person], begin
        while since < end:
            left = max(xs[since] + half + 5, named[person] + REPEAT_AFTER)
            at = bisect_left(xs, left + text.width + half + 4, since + 1, end + 1)
            while at <= end and xs[at] - half - 5 - left < text.width:
                at += 1
            if at > end:
                break
            level, place = drawing.levels[at][person], drawing.ordered.orders[at].index(person)
            if _alone(ends, (left + text.width, left, level), height, widest):
                found.append((at, place, (person, text, left + text.width / 2, level)))
                named[person] = left + text.width
            since = at
    return [it for *_, it in sorted(found, key=lambda it: it[:2])]


def _stretches(drawing: Drawing, busy: Sequence[Container[int]]) -> Iterator[_Stretch]:
    """Those that are long enough for their name, each line's one after the other."""
    places = drawing.places
    level = np.fromiter(chain.from_iterable(row.values() for row in drawing.levels), np.float64, len(places.back))
    goes_on = places.uncrossed & (np.abs(level[places.on] - level) < 0.01)
    on = (n in own for own, order in zip(busy, drawing.ordered.orders, strict=True) for n in order)
    taken = np.fromiter(on, np.bool_, len(level))
    by_line = np.argsort(places.person, kind="stable")
    arrives = np.append(False, goes_on[by_line][:-1])
    begins = np.flatnonzero(~arrives | taken[by_line])
    after = np.append(begins[1:], len(by_line))
    # Where a line is busy the stretch before ends and the next one begins.
    ends = np.where(np.append(arrives, False)[after], after, after - 1)
    wide = np.zeros(len(drawing.ordered.chart.people))
    for text in drawing.names:
        wide[text.person] = text.width
    xs, half = np.array(drawing.xs), drawing.look.half
    first, last = by_line[begins], by_line[ends]
    here, there = places.layer[first], places.layer[last]
    person = places.person[first]
    long = xs[there] - xs[here] - 2 * half - 10 > wide[person] - 1
    columns = (column[long].tolist() for column in (person, here, there))
    return (_Stretch(*it) for it in zip(*columns, strict=True))


def _alone(ends: list[NameBox], space: NameBox, height: float, widest: float) -> bool:
    """Whether none of the names, by their right ends, is where a name is to stand."""
    right, left, level = space
    for at in range(bisect_left(ends, (left,)), len(ends)):
        end, begin, middle = ends[at]
        if end > right + widest:
            break
        if begin < right and abs(middle - level) < height:
            return False
    return True
