"""The names of groups, places, objects and threads, and from when on they are shown."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from intertwine.check.finding_place import FindingPlace
from intertwine.check.source import Source
from intertwine.model.strings import Bools
from intertwine.model.verb import DECLARED_NAMES

_THINGS = ("group", "place", "object", "thread")


class ThingName(NamedTuple):
    """A `name` of the thing `entity`, the place in release order as far as it is `known` (NEVER: nobody ever knows it),
    and where it is written."""

    entity: int
    name: str
    known: int
    at: FindingPlace


def names_of_things(source: Source, chosen: Bools) -> Iterator[ThingName]:
    """The names of things among the strings that are `chosen`, a mask over all strings."""
    rows, words = source.ledger.rows, source.words
    with_links = source.has_role("linked name")
    for row in np.flatnonzero((source.has_role(*DECLARED_NAMES) | with_links) & chosen[rows.text]).tolist():
        entity, line = int(rows.subject[row]), int(rows.line[row])
        if source.kind(entity) in _THINGS:
            known = source.links.first[entity] if with_links[row] else source.reveals.first[line]
            yield ThingName(entity, words[int(rows.text[row])], int(known), source.at(line))
    own = source.ledger.entities.name
    for entity in np.flatnonzero(chosen[own] & (own > 0)).tolist():
        if source.kind(entity) in _THINGS:
            known = int(source.links.first[entity])
            yield ThingName(entity, words[int(own[entity])], known, source.at_page(entity))
