"""Identities that a link tells before they come out."""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.model.strings import Bools
from intertwine.model.verb import DECLARED_NAMES
from intertwine.model.words import fold


def identity_early(source: Source) -> Iterator[Finding]:
    """`identity-early`: a link shows the name of somebody and leads to another, who turns out to be them only later:
    `[[Ada|the keeper]]`, where the keeper has a page."""
    rows, mentions, one_is = source.ledger.rows, source.ledger.mentions, source.one_is
    identities = np.flatnonzero(source.has_role("identity") & (rows.subject >= 0) & (rows.object >= 0))
    several = np.zeros(len(one_is), np.bool_)
    several[one_is[rows.subject[identities]]] = True
    chosen = np.flatnonzero((mentions.shown > 0) & (mentions.entity >= 0))
    chosen = chosen[several[one_is[mentions.entity[chosen]]]]
    names = _names(source, several) if len(chosen) else {}
    for n in chosen.tolist():
        line, entity = int(mentions.line[n]), int(mentions.entity[n])
        shown = source.words[int(mentions.shown[n])]
        those = names.get((int(one_is[entity]), fold(shown)), set())
        other = min(those, default=entity)
        if entity in those or other == entity:
            continue
        tells = source.identity_of(entity, other)
        known = source.alternatives_of(tells) if tells >= 0 else []
        if tells < 0 or all(source.implies(it, known) for it in source.alternatives_of(line)):
            continue
        yield Finding(
            source.at_link(line, entity, "leads to the other", shown=shown),
            f'this link shows "{shown}", which is the name of "{source.key(other)}", and leads to '
            f'"{source.key(entity)}" before it comes out that they are one',
            f"link [[{source.key(other)}]], or stamp this with the place where it comes out",
            source.at_link(tells, entity, "comes out here"),
        )


def _names(source: Source, several: Bools) -> dict[tuple[int, str], set[int]]:
    """Those whose name each is, by the one that stands for them and the name, of those who are one with others."""
    rows, entities, one_is = source.ledger.rows, source.ledger.entities, source.one_is
    found: dict[tuple[int, str], set[int]] = defaultdict(set)
    declared = np.flatnonzero(source.has_role(*DECLARED_NAMES, "linked name") & (rows.subject >= 0))
    who = np.concatenate([rows.subject[declared], np.arange(len(entities.name))])
    name = np.concatenate([rows.text[declared], entities.name])
    kept = several[one_is[who]] & (name > 0)
    for it, number in zip(who[kept].tolist(), name[kept].tolist(), strict=True):
        found[int(one_is[it]), fold(source.words[number])].add(it)
    return found
