"""Titles that are called as a stamp is."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.model.words import fold

_RESERVED = frozenset({"public", "linked", "whole title", "whole season"})
"""Names, folded, that mean something else where a stamp stands."""


def name_reserved(source: Source) -> Iterator[Finding]:
    """`name-reserved`: a title that is called as a stamp is. `### Public` is for everybody, whatever is called so."""
    rows = source.ledger.rows
    for row in np.flatnonzero(source.has_role("title name")).tolist():
        name, key = source.words[int(rows.text[row])], source.key(int(rows.subject[row]))
        if fold(name) in _RESERVED:
            message = f'a stamp that reads "{name}" does not mean this title'
            hint = f"name it by a link where a stamp means it, as [[{key}]]"
            yield Finding(source.at_page(int(rows.subject[row])), message, hint)
