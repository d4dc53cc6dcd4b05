"""Two pages of one person, or of one title."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.rule import Finding
from intertwine.check.source import Source


def id_shared(source: Source) -> Iterator[Finding]:
    """`id-shared`: two pages have one outside id, and no fact says that they are one."""
    rows, one_is = source.ledger.rows, source.one_is
    chosen = np.flatnonzero(source.has_role("outside id") & (rows.subject >= 0))
    order = np.lexsort((chosen, rows.text[chosen], rows.label[chosen]))
    chosen = chosen[order]
    subject, label, text = rows.subject[chosen], rows.label[chosen], rows.text[chosen]
    same = (label[1:] == label[:-1]) & (text[1:] == text[:-1]) & (one_is[subject[1:]] != one_is[subject[:-1]])
    for n in np.flatnonzero(same).tolist():
        one, other = int(subject[n]), int(subject[n + 1])
        scheme, value = source.words[int(label[n])], source.words[int(text[n])]
        yield Finding(
            source.at(int(rows.line[chosen[n + 1]]), label="the same id"),
            f'"{source.key(one)}" and "{source.key(other)}" have one id, "{scheme}: {value}", and are two',
            "correct the id, or state that the two are one",
            source.at(int(rows.line[chosen[n]]), label="has this id"),
        )
