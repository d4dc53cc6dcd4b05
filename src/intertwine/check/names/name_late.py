"""Names that come too late for what needs them."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.reveals import NEVER
from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.model.strings import Longs
from intertwine.model.verb import DECLARED_NAMES


def name_late(source: Source) -> Iterator[Finding]:
    """`name-late`: a name is revealed only after something that needs it, which stays hidden until then.

    That is a fact about somebody who has no name before, or a sentence that writes one name of theirs.
    """
    rows, mentions, known = source.ledger.rows, source.ledger.mentions, source.reveals.first
    naming = np.flatnonzero(source.has_role(*DECLARED_NAMES))
    since = np.full(len(source.ledger.entities.key), NEVER)
    np.minimum.at(since, rows.subject[naming], known[rows.line[naming]])
    first: dict[tuple[int, str], tuple[int, int]] = {}
    is_named = (since != NEVER) & (source.ledger.entities.name == 0)
    for column in (rows.subject, rows.object, rows.place, rows.recipient):
        late = source.evidence & (column >= 0) & is_named[column] & (known[rows.line] < since[column])
        for row in np.flatnonzero(late).tolist():
            _keep_first(first, (int(column[row]), ""), known, int(rows.line[row]))
    by_name = _by_name(source, naming) if len(mentions.needs) and mentions.needs.any() else {}
    for mention in np.flatnonzero(mentions.needs > 0).tolist():
        entity, name, line = (int(it[mention]) for it in (mentions.entity, mentions.needs, mentions.line))
        if known[line] < by_name.get((entity, name), -1):
            _keep_first(first, (entity, source.words[name]), known, line)
    for (entity, shown), (_, line) in first.items():
        key = source.key(entity)
        what = f'the name "{shown}" of "{key}" is not known' if shown else f'no name of "{key}" is known'
        message = f"{what} yet when this is revealed: it stays hidden until then"
        hint = "stamp the name with this position, or this later"
        yield Finding(source.at_link(line, entity, shown=shown), message, hint)


def _keep_first(first: dict[tuple[int, str], tuple[int, int]], what: tuple[int, str], known: Longs, line: int) -> None:
    """Let a `line` count that `what` is late for, if it is `known` before those that are there."""
    it = int(known[line]), line
    first[what] = min(it, first.get(what, it))


def _by_name(source: Source, naming: Longs) -> dict[tuple[int, int], int]:
    """When each name of each entity is known, where that ever is. `naming` are the rows that declare names."""
    rows = source.ledger.rows
    known = source.reveals.first[rows.line[naming]]
    found: dict[tuple[int, int], int] = {}
    columns = (rows.subject[naming].tolist(), rows.text[naming].tolist(), known.tolist())
    for entity, name, order in zip(*columns, strict=True):
        if order != NEVER:
            found[entity, name] = min(order, found.get((entity, name), order))
    return found
