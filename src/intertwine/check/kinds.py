"""Kinds: what a verb may be said of, by the vocabulary."""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from intertwine.check.source import Source
from intertwine.model.arrays import distinct
from intertwine.model.problem import Problem


def kind_unfit(source: Source) -> Iterator[Problem]:
    """`kind-unfit`: a fact whose subject or object is of a kind that its verb is not made for.

    Something whose kind is stamped fits where any of its kinds does.
    """
    rows, verbs = source.ledger.rows, source.ledger.vocabulary.verbs
    kinds = _kinds(source)
    for column, of_subject in ((rows.subject, True), (rows.object, False)):
        fits = np.array(
            [
                [bool(kinds[entity] & (verb.subjects if of_subject else verb.objects)) for verb in verbs]
                for entity in sorted(set(column[column >= 0].tolist()))
            ],
            np.bool_,
        ).reshape(-1, len(verbs))
        number = np.full(len(kinds), -1, np.int32)
        number[distinct(column[column >= 0])] = np.arange(len(fits), dtype=np.int32)
        chosen = np.flatnonzero(column >= 0)
        for row in chosen[~fits[number[column[chosen]], rows.verb[chosen]]].tolist():
            verb, entity = verbs[int(rows.verb[row])], int(column[row])
            wanted = (verb.subjects if of_subject else verb.objects) - {"none"}
            words, place = ", ".join(sorted(wanted)), "subject" if of_subject else "object"
            have = " or ".join(sorted(kinds[entity])) or "unknown"
            key = source.key(entity)
            message = f'"{key}" is of kind {have}, and the {place} of "{verb.id}" is one of: {words}'
            line = int(rows.line[row])
            offset = source.written_at(line).link(key, last=not of_subject)
            yield source.at(line, "kind-unfit", message, "choose another verb, or correct the kind", offset)


def _kinds(source: Source) -> list[frozenset[str]]:
    stamped: dict[int, set[str]] = defaultdict(set)
    rows = source.ledger.rows
    for row in np.flatnonzero(source.has_role("kind")).tolist():
        stamped[int(rows.subject[row])].add(source.words[int(rows.text[row])])
    count = len(source.ledger.entities.key)
    return [frozenset({source.kind(n)} if source.kind(n) else stamped[n]) for n in range(count)]
