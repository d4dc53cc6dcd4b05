"""Circles: identities, story times and disproofs that lead back to where they began."""

from collections.abc import Iterable, Iterator

import numpy as np

from intertwine.check.source import Source
from intertwine.ledger.store.columns import RELATION_KINDS
from intertwine.model.problem import Problem
from intertwine.model.sentinels import NO_DAY
from intertwine.model.story_circles import Edge, in_circles
from intertwine.model.verb import first_form

FAR = 1 << 40
"""More days than any date is away."""
Hop = tuple[int, int, int]
"""From, to, and the ledger line that says so."""


def identity_circle(source: Source) -> Iterator[Problem]:
    """`identity-circle`: `A is B` and `B is A`: of the two, nobody can say whose names are the better ones."""
    rows = source.ledger.rows
    is_ = first_form(source.ledger.vocabulary, "identity")
    chosen = source.has_role("identity") & (rows.subject >= 0) & (rows.object >= 0)
    columns = (rows.subject, rows.object, rows.line)
    edges = zip(*(column[chosen].tolist() for column in columns), strict=True)
    for line, around in closing(edges):
        names = f" {is_} ".join(f'"{source.key(entity)}"' for entity in around)
        message = f"identities go in a circle: {names}"
        yield source.at(line, "identity-circle", message, f"say it once: `[[ALIAS]] {is_} [[PERSON]]`")


def time_contradiction(source: Source) -> Iterator[Problem]:
    """`time-contradiction`: what comes before what in the story goes round in a circle, with the dates or without
    them."""
    relations, lines = source.ledger.relations, source.ledger.lines
    begin, until = {}, {}
    for line in np.flatnonzero((lines.true_start != NO_DAY) | (lines.true_until != NO_DAY)).tolist():
        start, end = int(lines.true_start[line]), int(lines.true_until[line])
        begin[line], until[line] = (-FAR if start == NO_DAY else start), (FAR if end == NO_DAY else end)
    edges = []
    columns = (relations.line, relations.target, relations.kind, relations.place)
    for n, (line, target, kind, place) in enumerate(zip(*(column.tolist() for column in columns), strict=True)):
        if not place:
            backward = RELATION_KINDS[kind] == "before"
            edges.append(Edge(line, target, n) if backward else Edge(target, line, n))
    wrong = in_circles(edges, begin, until)
    beside: dict[int, set[int]] = {}
    for edge in edges:
        if edge.relation in wrong:
            beside.setdefault(edge.earlier, set()).add(edge.later)
            beside.setdefault(edge.later, set()).add(edge.earlier)
    named: set[int] = set()
    for n in sorted(wrong):
        line = int(relations.line[n])
        if line in named:
            continue
        around, reached = [line], {line}
        while around:
            further = beside[around.pop()] - reached
            around += further
            reached |= further
        named |= reached
        places = ", ".join(source.position(it) for it in sorted(reached))
        message = f"these cannot all be true before and after each other, so that none of it counts: {places}"
        yield source.at_qualifier(line, "true", "time-contradiction", message, "one of the `true:` is wrong")


def disproof_circle(source: Source) -> Iterator[Problem]:
    """`disproof-circle`: a fact that disproves itself, alone or by way of others."""
    disproofs = source.ledger.disproofs
    edges = zip(disproofs.line.tolist(), disproofs.belief.tolist(), disproofs.line.tolist(), strict=True)
    for line, around in closing(edges):
        message = "this fact disproves itself"
        if len(around) > 2:
            message += " by way of " + ", ".join(source.position(n) for n in around[1:-1])
        hint = "name the belief that was wrong: `disproves: ^id`"
        yield source.at_qualifier(line, "disproves", "disproof-circle", message, hint)


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
