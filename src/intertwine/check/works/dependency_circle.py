"""Installments that build on each other in a circle."""

from collections.abc import Iterator

from intertwine.check.circles import Hop, closing
from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.model.sentinels import NONE


def dependency_circle(source: Source) -> Iterator[Finding]:
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
        yield Finding(source.at(line), message, "one of these facts may be the wrong way round")
