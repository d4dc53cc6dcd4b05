"""How early and how late things happen, by all that comes before and after them; and what leads to what.

All of it takes one walk along the edges, forward and back. Whether one thing leads to another is known exactly within a
group of relations that are connected if it has at most so many nodes; in a larger one, along the branches of a tree (an
interval for each node: Agrawal, Borgida and Jagadish, "Efficient Management of Transitive Relationships in Large Data
and Knowledge Bases", 1989), so that some of it is not found there.
"""

from collections import defaultdict

import numpy as np

from intertwine.check.relation_edges import RelationEdges, end_nodes
from intertwine.model.record import record
from intertwine.model.sentinels import NO_DAY, NONE
from intertwine.model.story_relations import LATEST
from intertwine.model.strings import Bools, Longs

_EXACT = 2000
"""Nodes of a group in which all that leads to anything is known."""
UNKNOWN_LOW, UNKNOWN_HIGH = -(1 << 60), 1 << 60
"""Bounds where nothing is known: below and above all days and orders."""


@record
class StoryBounds:
    """Of each line on three scales how early (`low`) and how late (`high`) it begins: days of the story (`day`), days
    of releases (`release`) of what is shown there and then, and orders (`shown`): an installment above TIME_BITS for
    the second."""

    day_low: Longs
    day_high: Longs
    release_low: Longs
    release_high: Longs
    shown_low: Longs
    shown_high: Longs


def bounded(own: StoryBounds, known: RelationEdges) -> StoryBounds:
    """The bounds of lines, which are `own` by what each says itself, by all relations."""
    edges = known.edges
    earlier, later, _ = edges.walk(np.append(known.counts, True), known.order)
    forward = list(zip(earlier.tolist(), later.tolist(), strict=True))
    backward = [(later, earlier) for earlier, later in reversed(forward)]
    real = edges.lines < edges.first_place
    begins, lines = np.flatnonzero(real), edges.lines[real]
    ends = end_nodes(edges)
    moved = np.flatnonzero(~real & (edges.start != NO_DAY))
    moments = np.arange(len(edges.codes)) + len(edges.lines)
    key, is_end = edges.codes >> 1, edges.codes & 1
    came_out = edges.moment_days < LATEST
    # What comes after an installment comes after all that it shows, and what comes before it before all.
    of_moments = (
        (np.full(len(moments), UNKNOWN_LOW), np.full(len(moments), UNKNOWN_HIGH)),
        (np.where(came_out, edges.moment_days, UNKNOWN_LOW), np.where(came_out, edges.moment_days, UNKNOWN_HIGH)),
        (key + is_end, key - (1 - is_end)),
    )
    scales = ((own.day_low, own.day_high), (own.release_low, own.release_high), (own.shown_low, own.shown_high))
    found = list[Longs]()
    for n, (scale, of_moment) in enumerate(zip(scales, of_moments, strict=True)):
        for column, at, unknown, way in (
            (scale[0], of_moment[0], UNKNOWN_LOW, forward),
            (scale[1], of_moment[1], UNKNOWN_HIGH, backward),
        ):
            nodes = np.full(edges.count, unknown, np.int64)
            nodes[begins] = nodes[ends[begins]] = column[lines]
            nodes[moments] = at
            if n == 0:
                days = edges.start if way is forward else edges.until
                nodes[moved] = nodes[ends[moved]] = days[moved]
            whole = column.copy()
            whole[lines] = _walked(nodes, way, is_low=way is forward)[begins]
            found.append(whole)
    return StoryBounds(*found)


def _walked(values: Longs, edges: list[tuple[int, int]], *, is_low: bool) -> Longs:
    """The highest of the values of each node and of all that lead to it by `edges`, which are in an order in which one
    walk finds that; or the lowest, unless `is_low`."""
    found = (values if is_low else -values).tolist()
    for one, other in edges:
        found[other] = max(found[other], found[one])
    walked = np.array(found, np.int64)
    return walked if is_low else -walked


@record
class StoryPaths:
    """What leads to what by relations. Of each line, `group` is a number that those who are connected share (NONE: it
    has no relations), and `begin` and `end` are its nodes. Of each node, `after` has as bits those of its group that
    come after it (0 where the group is large: then they are those in the interval from `enter` to `leave`); `bit` says
    which one it is itself."""

    group: Longs
    begin: Longs
    end: Longs
    after: list[int]
    bit: list[int]
    enter: list[int]
    leave: list[int]

    def lead(self, earlier: Longs, later: Longs) -> Bools:
        """Of each pair of lines whether the first leads to the second, by one relation or more."""
        found = np.zeros(len(earlier), np.bool_)
        if not len(self.after):
            return found
        same = np.flatnonzero((self.group[earlier] == self.group[later]) & (self.group[later] != NONE))
        ends, begins = self.end[earlier[same]].tolist(), self.begin[later[same]].tolist()
        for n, one, other in zip(same.tolist(), ends, begins, strict=True):
            inside = self.enter[one] < self.enter[other] <= self.leave[one]
            found[n] = inside or bool(self.after[one] >> self.bit[other] & 1)
        return found


def paths_of(known: RelationEdges | None, lines: int) -> StoryPaths:
    """Those of all relations that count; there are so many `lines`."""
    nowhere = np.full(lines, NONE, np.int64)
    if known is None:
        return StoryPaths(nowhere, nowhere, nowhere, [], [], [], [])
    edges = known.edges
    earlier, later, _ = edges.walk(np.append(known.counts, True), known.order)
    pairs = list(zip(earlier.tolist(), later.tolist(), strict=True))
    root = list(range(edges.count))
    for one, other in pairs:
        a, b = _root(root, one), _root(root, other)
        root[max(a, b)] = min(a, b)
    group = [_root(root, it) for it in range(edges.count)]
    sizes = np.bincount(group, minlength=edges.count)
    place, bit = [0] * edges.count, [0] * edges.count
    for node, of in enumerate(group):
        bit[node] = place[of]
        place[of] += 1
    after = [0] * edges.count
    small = (sizes <= _EXACT).tolist()
    for one, other in reversed(pairs):
        if small[group[one]]:
            after[one] |= after[other] | 1 << bit[other]
    wide = [] if all(small) else [(one, other) for one, other in pairs if not small[group[one]]]
    enter, leave = _intervals(edges.count, wide)
    real = np.flatnonzero(edges.lines < edges.first_place)
    columns = [nowhere.copy() for _ in range(3)]
    for column, nodes in zip(columns, (np.array(group), np.arange(edges.count), end_nodes(edges)), strict=True):
        column[edges.lines[real]] = nodes[real]
    return StoryPaths(columns[0], columns[1], columns[2], after, bit, enter, leave)


def _root(root: list[int], node: int) -> int:
    while root[node] != node:
        root[node] = root[root[node]]
        node = root[node]
    return node


def _intervals(count: int, pairs: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """When a walk through a tree of the edges enters each node, and the last node that it enters from there. Each node
    is below the last of those that lead to it."""
    above = {other: one for one, other in pairs}
    below = defaultdict[int, list[int]](list)
    for other, one in above.items():
        below[one].append(other)
    enter, leave, time = [0] * count, [0] * count, 0
    for start in [it for it in below if it not in above]:
        stack = [(start, False)]
        while stack:
            node, is_left = stack.pop()
            if is_left:
                leave[node] = time
                continue
            time += 1
            enter[node] = time
            stack.append((node, True))
            stack += [(it, False) for it in below.get(node, ())]
    return enter, leave
