"""Kinds: what a verb may be said of, by the vocabulary."""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.ledger.read.vocabulary import TOPICS
from intertwine.ledger.store.columns import kind_named
from intertwine.model.kinds import ENTITY_KINDS
from intertwine.model.strings import Ints

_RECIPIENTS = frozenset({"character", "person", "group", "place"})
"""Kinds of what something can go to, or come from: somebody, or a place ("sends the letter to the lighthouse")."""


def kind_unfit(source: Source) -> Iterator[Finding]:
    """`kind-unfit`: a fact whose subject, object or recipient is of a kind that its verb is not made for.

    Something whose kind is stamped fits where any of its kinds does.
    """
    rows, verbs = source.ledger.rows, source.ledger.vocabulary.verbs
    parts = source.ledger.parts
    anything = ENTITY_KINDS | source.ledger.vocabulary.title_kinds
    ends = (
        ("subject", rows.subject, [verb.subjects for verb in verbs]),
        ("object", rows.object, [verb.objects for verb in verbs]),
        ("recipient", rows.recipient, [anything if verb.recipient in TOPICS else _RECIPIENTS for verb in verbs]),
    )
    # Few sets of kinds are those of many entities: each is compared once.
    sets, number = _kinds(source)
    for place, column, allowed in ends:
        fits = np.array([[bool(it & those) for those in allowed] for it in sets], np.bool_).reshape(-1, len(verbs))
        whole = column >= 0
        if place != "recipient":  # parts of titles were looked at when they were read
            whole[parts.row[parts.of_object == (place == "object")]] = False
        chosen = np.flatnonzero(whole)
        for row in chosen[~fits[number[column[chosen]], rows.verb[chosen]]].tolist():
            verb, entity = int(rows.verb[row]), int(column[row])
            words = ", ".join(sorted(allowed[verb] - {"none"}))
            have = " or ".join(sorted(sets[number[entity]])) or "unknown"
            key = source.key(entity)
            message = f'"{key}" is of kind {have}, and the {place} of "{verbs[verb].id}" is one of: {words}'
            line = int(rows.line[row])
            at = source.at_link(line, entity, last=place != "subject")
            yield Finding(at, message, "choose another verb, or correct the kind")


def _kinds(source: Source) -> tuple[list[frozenset[str]], Ints]:
    """The sets of kinds that there are, and for each entity the number of its own: of one, or of all stamped ones."""
    rows, kind = source.ledger.rows, source.ledger.entities.kind
    stamped: dict[int, set[str]] = defaultdict(set)
    for row in np.flatnonzero(source.has_role("kind")).tolist():
        stamped[int(rows.subject[row])].add(source.words[int(rows.text[row])])
    there, inverse = np.unique(kind, return_inverse=True)
    kinds = source.ledger.vocabulary.kinds
    sets = [frozenset({kind_named(it, kinds)} if it else ()) for it in there.tolist()]
    number: Ints = inverse.astype(np.int32)
    of_stamped = {it: n for n, it in enumerate(dict.fromkeys(map(frozenset, stamped.values())), len(sets))}
    for entity, them in stamped.items():
        if kind[entity] == 0:
            number[entity] = of_stamped[frozenset(them)]
    return [*sets, *of_stamped], number
