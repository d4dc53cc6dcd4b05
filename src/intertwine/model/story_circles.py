"""Contradictions in story time: circles of what comes before what, by relations and by dates."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple


class Edge(NamedTuple):
    """That of two nodes one comes before the other in the story, as the relation number `relation` says."""

    earlier: int
    later: int
    relation: int


def in_circles(edges: Sequence[Edge], begin: Mapping[int, int], until: Mapping[int, int]) -> set[int]:
    """The relations of those `edges` that are in a circle.

    A node with a date lies between `begin` and `until`, days that may be the same: it comes before every node that
    begins after the day on which it ends. Dates alone are never in a circle.
    """
    out = defaultdict[int, list[int]](list)
    for earlier, later, _ in edges:
        out[earlier].append(later)
    # A chain of days stands for the dates: a node leads to the first day after its end, a day to those who begin then.
    days = sorted(set(begin.values()))
    first = 1 + max((max(it[0], it[1]) for it in edges), default=0)
    for n in range(len(days) - 1):
        out[first + n].append(first + n + 1)
    for node, day in begin.items():
        out[first + bisect_left(days, day)].append(node)
        after = bisect_right(days, until[node])
        if after < len(days):
            out[node].append(first + after)
    part = strong_parts(_worth_a_look(out))
    return {it.relation for it in edges if it.earlier in part and part.get(it.earlier) == part.get(it.later)}


def _worth_a_look(out: Mapping[int, list[int]]) -> dict[int, list[int]]:
    """The graph `out` without the nodes that nothing leads to or that lead nowhere, again and again: what remains has
    all circles, and most often nothing does."""
    into, left = defaultdict[int, list[int]](list), dict[int, int]()
    for node, targets in out.items():
        left[node] = len(targets)
        for it in targets:
            into[it].append(node)
            left.setdefault(it, 0)
    ends = [node for node, count in left.items() if not count]
    gone = set(ends)
    while ends:
        for node in into.get(ends.pop(), ()):
            left[node] -= 1
            if not left[node] and node not in gone:
                gone.add(node)
                ends.append(node)
    return {node: [it for it in targets if it not in gone] for node, targets in out.items() if node not in gone}


def strong_parts(out: Mapping[int, Iterable[int]]) -> dict[int, int]:
    """For each node of the graph `out` that is in a circle, a number that all nodes of the same strongly connected
    component share, and no other. Tarjan (1972), without recursion."""
    number, low, part = dict[int, int](), dict[int, int](), dict[int, int]()
    stack: list[int] = []
    on_stack: set[int] = set()
    for root in out:
        if root in number:
            continue
        work = [(root, iter(out[root]))]
        number[root] = low[root] = len(number)
        stack.append(root)
        on_stack.add(root)
        while work:
            node, targets = work[-1]
            for it in targets:
                if it not in number:
                    number[it] = low[it] = len(number)
                    stack.append(it)
                    on_stack.add(it)
                    work.append((it, iter(out.get(it, ()))))
                    break
                if it in on_stack:
                    low[node] = min(low[node], number[it])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == number[node]:
                    members = []
                    while True:
                        member = stack.pop()
                        on_stack.discard(member)
                        members.append(member)
                        if member == node:
                            break
                    if len(members) > 1 or node in out.get(node, ()):
                        part.update(dict.fromkeys(members, len(part)))
    return part
