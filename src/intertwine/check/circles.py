"""Circles: identities and disproofs that lead back to where they began."""

from collections.abc import Iterable, Iterator

from intertwine.check.source import Source
from intertwine.model.problem import Problem
from intertwine.model.sentinels import NONE
from intertwine.model.verb import first_form

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


def dependency_circle(source: Source) -> Iterator[Problem]:
    """`dependency-circle`: installments that pick each other up, or depend on each other, in a circle: of none of them
    can everything be seen first. Seasons and titles may do so, since they go on side by side."""
    rows, it = source.ledger.rows, source.ledger.parts
    places = {
        (row, of_object): (season, number)
        for row, of_object, season, number in zip(
            *(column.tolist() for column in (it.row, it.of_object, it.season, it.number)), strict=True
        )
        if number != NONE
    }
    number_of: dict[tuple[int, int, int], int] = {}
    edges: list[Hop] = []
    continuing = source.has_role("continues")
    for row in sorted({row for row, _ in places if continuing[row]}):
        if (row, False) in places and (row, True) in places:
            ends = (int(rows.subject[row]), *places[row, False]), (int(rows.object[row]), *places[row, True])
            one, other = (number_of.setdefault(end, len(number_of)) for end in ends)
            edges.append((one, other, int(rows.line[row])))
    ends_by_number = list(number_of)
    for line, around in closing(edges):
        names = [source.place(*ends_by_number[it]) for it in around]
        message = f"none of these can be seen after all that it builds on: {', '.join(names)}"
        yield source.at(line, "dependency-circle", message, "one of these facts may be the wrong way round")


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
