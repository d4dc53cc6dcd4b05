"""Places in lives: whether one tells who somebody is before that comes out."""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from intertwine.check.rule import Finding
from intertwine.check.source import Source


def own_unmasks(source: Source) -> Iterator[Finding]:
    """`own-unmasks`: an `own:` puts a fact into the life of somebody whom the fact does not name, and names another of
    whom it comes out elsewhere that it is them: whoever sees that life would know it before."""
    rows = source.ledger.rows
    stepped = np.flatnonzero(source.has_role("own order") & (rows.subject >= 0))
    identities = np.flatnonzero(source.has_role("identity") & (rows.subject >= 0) & (rows.object >= 0))
    if not len(stepped) or not len(identities):
        return
    same: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for row in identities.tolist():
        one, other, line = int(rows.subject[row]), int(rows.object[row]), int(rows.line[row])
        same[one].append((other, line))
        same[other].append((one, line))
    about = source.ledger.lines.about[rows.line[stepped]]
    named = _named(source, {*about.tolist()})
    for row, fact in zip(stepped.tolist(), about.tolist(), strict=True):
        person, line = int(rows.subject[row]), int(rows.line[row])
        if person in named[fact] or person not in same:
            continue
        for known, tells in _ways_from(person, same):
            if known in named[fact] and not _waits(source, line, tells):
                who, seems = source.key(person), source.key(known)
                message = f'this place in the life of "{who}" is known before it comes out that "{seems}" is "{who}"'
                hint = f"write after it: , revealed and the place where that comes out (see {source.position(tells)})"
                yield Finding(source.at_qualifier(fact, "own"), message, hint)
                break


def _named(source: Source, lines: set[int]) -> dict[int, set[int]]:
    """Whom each of `lines` names."""
    rows = source.ledger.rows
    found: dict[int, set[int]] = {line: set() for line in lines}
    chosen = np.flatnonzero(np.isin(rows.line, np.fromiter(lines, np.int64, len(lines))))
    for column in (rows.subject, rows.object, rows.recipient):
        for line, entity in zip(rows.line[chosen].tolist(), column[chosen].tolist(), strict=True):
            found[line].add(entity)
    return found


def _ways_from(person: int, same: dict[int, list[tuple[int, int]]]) -> Iterator[tuple[int, int]]:
    """Everybody whom identities lead to from a `person`, each with the line of the one that leads there last."""
    seen, ways = {person}, [person]
    for one in ways:
        for other, line in same[one]:
            if other not in seen:
                seen.add(other)
                ways.append(other)
                yield other, line


def _waits(source: Source, line: int, tells: int) -> bool:
    """Whether nobody knows a `line` who does not know the line `tells`."""
    known = source.alternatives_of(tells)
    return all(source.implies(alternative, known) for alternative in source.alternatives_of(line))
