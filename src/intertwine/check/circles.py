"""Circles of what leads from one thing to another."""

from collections.abc import Iterable, Iterator

Hop = tuple[int, int, int]
"""From, to, and the ledger line that says so."""


def closing(edges: Iterable[Hop]) -> Iterator[tuple[int, list[int]]]:
    """For each circle the line of the edge that closes it, and the way round (first and last are the same).

    A walk in depth over a directed graph, without recursion; every edge is walked once.
    """
    out: dict[int, list[tuple[int, int]]] = {}
    for start, end, line in edges:
        out.setdefault(start, []).append((end, line))
    done: set[int] = set()
    for root, first in out.items():
        if root in done:
            continue
        path, on_path = [root], {root}
        walks = [iter(first)]
        while walks:
            step = next(walks[-1], None)
            if step is None:
                walks.pop()
                on_path.discard(path[-1])
                done.add(path.pop())
            elif step[0] in on_path:
                yield step[1], [*path[path.index(step[0]) :], step[0]]
            elif step[0] not in done:
                path.append(step[0])
                on_path.add(step[0])
                walks.append(iter(out.get(step[0], ())))
