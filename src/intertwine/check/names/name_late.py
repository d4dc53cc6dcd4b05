"""Names that come too late for what needs them."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.model.verb import DECLARED_NAMES


def name_late(source: Source) -> Iterator[Finding]:
    """`name-late`: a name is revealed only after something that needs it, which stays hidden until then.

    That is a fact about somebody who has no name before, or a sentence that writes one name of theirs.
    """
    rows, mentions = source.ledger.rows, source.ledger.mentions
    by_name: dict[tuple[int, int], int] = {}
    by_entity: dict[int, int] = {}
    for row in np.flatnonzero(source.has_role(*DECLARED_NAMES)).tolist():
        order, entity, name = source.earliest(int(rows.line[row])), int(rows.subject[row]), int(rows.text[row])
        if order is not None:
            by_name[entity, name] = min(order, by_name.get((entity, name), order))
            by_entity[entity] = min(order, by_entity.get(entity, order))
    first: dict[tuple[int, str], tuple[int, int]] = {}

    def needs(entity: int, name: str, known: int, line: int) -> None:
        order = source.earliest(line)
        if order is not None and order < known:
            first[entity, name] = min((order, line), first.get((entity, name), (order, line)))

    for column in (rows.subject, rows.object, rows.place, rows.recipient):
        chosen = np.flatnonzero(source.evidence & (column >= 0))
        for entity, line in zip(column[chosen].tolist(), rows.line[chosen].tolist(), strict=True):
            if entity in by_entity and not source.ledger.entities.name[entity]:
                needs(entity, "", by_entity[entity], line)
    for mention in np.flatnonzero(mentions.needs > 0).tolist():
        entity, name = int(mentions.entity[mention]), int(mentions.needs[mention])
        if (entity, name) in by_name:
            needs(entity, source.words[name], by_name[entity, name], int(mentions.line[mention]))
    for (entity, shown), (_, line) in first.items():
        key = source.key(entity)
        what = f'the name "{shown}" of "{key}" is not known' if shown else f'no name of "{key}" is known'
        message = f"{what} yet when this is revealed: it stays hidden until then"
        hint = "stamp the name with this position, or this later"
        yield Finding(source.at_link(line, entity, shown=shown), message, hint)
