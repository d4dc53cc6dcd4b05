"""States: what ends must have begun."""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from intertwine.check.rule import Finding
from intertwine.check.source import Source

Side = tuple[int, int]
"""An object: an entity, or -1 and the words that stand for it."""


def state_unbegun(source: Source) -> Iterator[Finding]:
    """`state-unbegun`: a fact that ends a state which no fact begins.

    People who are one by any identity are one here, and an ending without an object ends any. Of somebody who is taken
    for another the state may be that of either.
    """
    rows, verbs = source.ledger.rows, source.ledger.vocabulary.verbs
    leader = _leaders(source)
    begun: dict[tuple[str, int], set[Side]] = defaultdict(set)
    for row in np.flatnonzero(np.array([bool(verb.begins) for verb in verbs], np.bool_)[rows.verb]).tolist():
        verb, subject, side = verbs[int(rows.verb[row])], leader[int(rows.subject[row])], _side(source, row, leader)
        if verb.gets == "recipient":
            subject = leader[int(rows.recipient[row])]
        for state in (verb.begins, *verb.passes):
            begun[state, subject].add(side)
        if verb.symmetric and side[0] >= 0:
            begun[verb.begins, side[0]].add((subject, 0))
    disguises = source.ledger.disguises
    true_ones, unmatched, matched = set(disguises.row[disguises.true].tolist()), list[int](), set[int]()
    for row in np.flatnonzero(np.array([verb.shape == "ending" for verb in verbs], np.bool_)[rows.verb]).tolist():
        verb, subject, side = verbs[int(rows.verb[row])], leader[int(rows.subject[row])], _side(source, row, leader)
        known = {other for state in verb.ends for other in begun[state, subject]}
        if verb.symmetric and side[0] >= 0:
            known |= {side for state in verb.ends if (subject, 0) in begun[state, side[0]]}
        if side in known or (side == (-1, 0) and known):
            if row in true_ones:
                matched.add(int(rows.line[row]))
        elif row not in true_ones:
            unmatched.append(row)
    disguised = set(disguises.row.tolist())
    for row in unmatched:
        verb, line = verbs[int(rows.verb[row])], int(rows.line[row])
        if row in disguised and line in matched:
            continue
        subject = int(rows.subject[row])
        key = source.key(subject) if subject >= 0 else ""
        place = source.at_link(line, subject) if subject >= 0 else source.at(line)
        states = " or ".join(f'"{state}"' for state in verb.ends)
        message = f'"{verb.id}" ends a state of "{key}" ({states}) that no fact begins'
        hint = "state the beginning too, with its own stamp"
        yield Finding(place, message, hint)


def _side(source: Source, row: int, leader: list[int]) -> Side:
    rows = source.ledger.rows
    thing = int(rows.object[row])
    return (leader[thing], 0) if thing >= 0 else (-1, int(rows.text[row]))


def _leaders(source: Source) -> list[int]:
    """Who stands for each entity after every identity; the extra last entry keeps -1 as -1."""
    rows = source.ledger.rows
    leader = [*range(len(source.ledger.entities.key)), -1]

    def find(n: int) -> int:
        while leader[n] != n:
            n = leader[n]
        return n

    chosen = source.has_role("identity") & (rows.subject >= 0) & (rows.object >= 0)
    for a, b in zip(rows.subject[chosen].tolist(), rows.object[chosen].tolist(), strict=True):
        leader[max(find(a), find(b))] = min(find(a), find(b))
    return [*(find(n) for n in range(len(leader) - 1)), -1]
