"""Two people of one name, one of whom is a secret for a while."""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from intertwine.check.source import Source
from intertwine.model.problem import Problem
from intertwine.model.verb import DECLARED_NAMES
from intertwine.model.words import fold

_PEOPLE = ("character", "person", "")  # "" where even the kind is stamped


def secret_namesake(source: Source) -> Iterator[Problem]:
    """`secret-namesake`: a second page shows the name of somebody who is known before. From then on a viewer who asks
    for that name is asked "which of the two?", and so learns that there are two."""
    shown: dict[str, dict[int, tuple[int, str]]] = defaultdict(dict)
    for entity, name, order in _names(source):
        if source.kind(entity) in _PEOPLE:
            of_name = shown[fold(name)]
            of_name[entity] = min((order, name), of_name.get(entity, (order, name)))
    for people in shown.values():
        (first, (known, name)), *later = sorted(people.items(), key=lambda it: (it[1][0], source.key(it[0])))
        for entity, (order, called) in later:
            if order == known:  # nobody can know one and not the other
                continue
            path, other = (source.path_of_key.get(source.key(n), "") for n in (entity, first))
            message = f'this page shows the name "{called}", and so does {other}, before this one is known: '
            message += 'a viewer who asks for it is asked "which of the two?"'
            hint = f"if that is a secret, write taken for: [[{source.key(entity)}]] as [[{source.key(first)}]], "
            hint += "revealed ..., or give this one another name, and stamp the name that tells who it is"
            yield Problem(path, 1, 1, "secret-namesake", message, hint, "warning")


def _names(source: Source) -> Iterator[tuple[int, str, int]]:
    """Every name of every entity, declared or not, with its place in release order: the entity, the name, the place."""
    rows, entities = source.ledger.rows, source.ledger.entities
    for row in np.flatnonzero(source.has_role(*DECLARED_NAMES)).tolist():
        order = source.earliest(int(rows.line[row]))
        if order is not None:
            yield int(rows.subject[row]), source.words[int(rows.text[row])], order
    with_links = list(enumerate(entities.name.tolist()))  # known with any fact that links them
    with_links += [
        (int(rows.subject[row]), int(rows.text[row])) for row in np.flatnonzero(source.has_role("linked name"))
    ]
    for entity, number in with_links:
        orders = [source.alternative_order[it] for it in source.linked.get(entity, ())]
        if number and orders:
            yield entity, source.words[number], min(orders)
