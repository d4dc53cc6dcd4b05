"""The names of groups, places, objects and threads, and from when on they are shown."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from intertwine.check.finding_place import FindingPlace
from intertwine.check.source import Source
from intertwine.ledger.store.columns import KINDS
from intertwine.model.strings import Bools
from intertwine.model.verb import DECLARED_NAMES

_THINGS = [KINDS.index(kind) for kind in ("group", "place", "object", "thread")]


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
    is_thing, with_links = np.isin(source.ledger.entities.kind, _THINGS), source.has_role("linked name")
    naming = np.flatnonzero(source.has_role(*DECLARED_NAMES) | with_links)
    for row in naming[is_thing[rows.subject[naming]] & chosen[rows.text[naming]]].tolist():
        entity, line = int(rows.subject[row]), int(rows.line[row])
        known = source.links.first[entity] if with_links[row] else source.reveals.first[line]
        yield ThingName(entity, words[int(rows.text[row])], int(known), source.at(line))
    own = source.ledger.entities.name
    for entity in np.flatnonzero(is_thing & chosen[own] & (own > 0)).tolist():
        known = int(source.links.first[entity])
        yield ThingName(entity, words[int(own[entity])], known, source.at_page(entity))
