"""Circles: identities, story times and disproofs that lead back to where they began."""

from collections.abc import Iterable, Iterator

import numpy as np

from intertwine.check.source import Source
from intertwine.model.problem import Problem
from intertwine.model.verb import first_form

Edge = tuple[int, int, int]
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


def before_circle(source: Source) -> Iterator[Problem]:
    """`before-circle`: facts that are each true before another, round in a circle."""
    before = source.ledger.lines.before
    lines = np.flatnonzero(before >= 0)
    for line, around in closing((n, int(before[n]), n) for n in lines.tolist()):
        places = ", ".join(source.position(n) for n in around[:-1])
        message = f"these are true before each other, in a circle: {places}"
        hint = "one of the `true: before` is wrong"
        yield source.at_qualifier(line, "true", "before-circle", message, hint)


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


def closing(edges: Iterable[Edge]) -> Iterator[tuple[int, list[int]]]:
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
