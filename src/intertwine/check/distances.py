"""Distances in the story ("3 years before ^id") as limits, with the dates and with what comes before what.

What may be true is never refused:

- A distance may be a fifth shorter or longer, two fifths if the keeper says "about" or the like, and always a day, a
  week, a month or a year, as it is itself.
- What has a date can be at any time within it, for each relation at another. A span begins within its first date, to
  which what comes before it is counted, and ends within its last. A date with `~`, `?` or `%` may be ten times its
  length off.
- Of what has no date a state lasts, and so does that during which others happen. All else is a moment.
- The day on which a place in a title came out says nothing. Only other relations to that place say when it is.
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from intertwine.check.difference_constraints import Limit, contradictions
from intertwine.ledger.read.edtf import parse_edtf
from intertwine.model.sentinels import NO_DAY, NONE
from intertwine.model.story_relations import A_YEAR, BEFORE, DURING, EARLIEST, LATEST, StoryEdges
from intertwine.model.strings import Bools, Ints

_APPROXIMATELY = 10
"""So many times its own length a date with `~` may be off."""
_VAGUE = ("about", "around", "some", "nearly", "almost", "over", "circa", "~")


class PossibleDay(NamedTuple):
    """A moment in the story: the number of a node, or the node 0 and the first and last day that it can be."""

    node: int
    first: int = 0
    last: int = 0


class Spans(NamedTuple):
    """Of something the points from which distances count: what comes before it from `begin`, what comes after it from
    any between `since` and `end`. And the points between which it is: `first` and `last`."""

    begin: PossibleDay
    since: PossibleDay
    end: PossibleDay
    first: PossibleDay
    last: PossibleDay


class Distances(NamedTuple):
    """Relations, a column each, as they are those of `StoryEdges`: their kind, how many days away (NONE: not said), and
    how that is written."""

    kind: npt.NDArray[np.int8]
    days: Ints
    written: list[str]


def distance_contradictions(
    edges: StoryEdges, said: Distances, counts: Bools, lasting: Bools, dates: list[str]
) -> Iterator[tuple[list[int], bool]]:
    """The relations of each contradiction that distances have a part in, by their numbers; and whether there may be
    more, since it takes too long to look for all that are connected with it.

    `said` are the distances of all relations of `edges`; only those that `counts` are looked at. Of each line of
    `edges`, `lasting` says whether it is a state, and `dates` has its date as written ("": none).
    """
    chosen = counts & (said.days >= 1)
    if not chosen.any():
        return
    spans, limits = _spans(edges, lasting, dates)
    columns = (column.tolist() for column in (edges.line, edges.fact, said.kind, said.days))
    for number, (line, fact, kind, days) in enumerate(zip(*columns, strict=True)):
        if counts[number]:
            days_away = (days, _slack(days, said.written[number])) if days >= 1 else None
            limits += _limits(spans[line], spans[fact], kind, days_away, number)
    for circle, is_last in contradictions(limits):
        numbers = sorted({it.said for it in circle} - {NONE})
        if chosen[numbers].any():
            yield numbers, is_last


def _slack(days: int, written: str) -> int:
    """By how many days a distance of some `days` may be off."""
    least = next((slack for size, slack in ((A_YEAR, A_YEAR + 1), (28, 31), (7, 7)) if days >= size), 1)
    share = 2 if written.lower().startswith(_VAGUE) else 1
    return max(days * share // 5, least)


def _spans(edges: StoryEdges, lasting: Bools, dates: list[str]) -> tuple[list[Spans], list[Limit]]:
    """When each line of `edges` is, and after them each place in a title; and what ends after it began."""
    found, limits = list[Spans](), list[Limit]()
    lasts = lasting.copy()
    lasts[edges.ended] = True
    next_node = 1
    for line, (number, start, until) in enumerate(
        zip(edges.lines.tolist(), edges.start.tolist(), edges.until.tolist(), strict=True)
    ):
        if number < edges.first_place and (start != NO_DAY or until != NO_DAY):
            found.append(_dated(dates[line], start, until))
            continue
        begin = PossibleDay(next_node)
        end = PossibleDay(next_node + 1) if lasts[line] else begin
        next_node += 2
        if end != begin:
            limits.append(Limit(end.node, begin.node, 0, None, NONE))
        found.append(Spans(begin, begin, end, begin, end))
    for node in range(next_node, next_node + len(edges.codes)):
        found.append(Spans(*[PossibleDay(node)] * 5))
    return found, limits


def _dated(text: str, start: int, until: int) -> Spans:
    """When something is whose date is written as `text`, from the day `start` to `until` (NO_DAY: open)."""
    first, _, last = text.partition("/")
    begin, end = _written(first), _written(last or first)
    whole = PossibleDay(0, EARLIEST if start == NO_DAY else begin.first, LATEST if until == NO_DAY else end.last)
    return Spans(begin, end, end, whole, whole)


@cache
def _written(text: str) -> PossibleDay:
    """The days that one date of a span can mean; all where it is open."""
    bounds = parse_edtf(text)
    if isinstance(bounds, str) or bounds[0] is None or bounds[1] is None:
        return PossibleDay(0, EARLIEST, LATEST)
    off = _APPROXIMATELY * (bounds[1] - bounds[0] + 1) if text.endswith(("~", "?", "%")) else 0
    return PossibleDay(0, bounds[0] - off, bounds[1] + off)


def _limits(line: Spans, fact: Spans, kind: int, away: tuple[int, int] | None, said: int) -> Iterator[Limit]:
    """What one relation asks: of a `line`, before, after or during (`kind`) a `fact`, and by which it is `away`, as
    days and how far these may be off."""
    asked: list[tuple[PossibleDay, PossibleDay, int, int | None]]
    if kind == DURING:
        asked = [(line.first, fact.first, 0, None), (fact.last, line.first, 0, None)]
    elif away is None:
        asked = [(fact.first, line.first, 0, None)] if kind == BEFORE else [(line.first, fact.last, 0, None)]
    elif kind == BEFORE:
        days, slack = away
        asked = [(fact.begin, line.first, min(slack - days, 0), -days), (line.last, fact.begin, days + slack, days)]
    else:
        days, slack = away
        asked = [(fact.end, line.first, days + slack, days), (line.last, fact.since, min(slack - days, 0), -days)]
    for earlier, later, most, guess in asked:
        if earlier.last < LATEST and later.first > EARLIEST:
            is_known = guess is not None or not earlier.node or not later.node
            away_probably = (guess or 0) + _middle(earlier) - _middle(later) if is_known else None
            limit = Limit(earlier.node, later.node, most + earlier.last - later.first, away_probably, said)
            if limit.earlier or limit.later or limit.most < 0:
                yield limit


def _middle(point: PossibleDay) -> int:
    """A day of those that a point can be."""
    days = [day for day in point[1:] if EARLIEST < day < LATEST]
    return sum(days) // max(len(days), 1)
