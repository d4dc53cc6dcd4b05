"""People on stage whose actor is listed elsewhere alone."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.model.sentinels import NONE


def cast_missing(source: Source) -> Iterator[Finding]:
    """`cast-missing`: somebody is there in person in a title that has a cast, which does not list them; and the cast of
    another title says who plays them."""
    rows, lines, one_is, order = source.ledger.rows, source.ledger.lines, source.one_is, source.order
    count, listing = len(one_is), source.ledger.installments
    of_page = source.cast_titles
    parts = np.flatnonzero(source.has_role("part") & (rows.object >= 0))
    parts = parts[of_page[lines.page[rows.line[parts]]] >= 0]
    home = of_page[lines.page[rows.line[parts]]]
    listed = np.unique(home * count + one_is[rows.object[parts]])
    played = np.zeros(count, np.bool_)
    played[one_is[rows.object[parts]]] = True
    acts = source.lives.acts
    of = np.append(listing.title, np.int32(NONE))[order.installment[acts.line]].astype(np.int64)
    keys = of * count + acts.who
    wrong = np.flatnonzero(played[acts.who] & (of >= 0) & np.isin(of, home) & ~np.isin(keys, listed))
    _, first = np.unique(keys[wrong], return_index=True)
    for n in np.sort(wrong[first]).tolist():
        entity, title = int(acts.entity[n]), int(of[n])
        part = int(rows.line[parts[np.flatnonzero(one_is[rows.object[parts]] == acts.who[n])[0]]])
        yield Finding(
            source.at_link(int(acts.line[n]), entity, "is on stage"),
            f'"{source.key(entity)}" is in [[{source.key(title)}]], and its cast does not list them',
            "add a line to the cast",
            source.at_link(part, entity, "is listed here"),
        )
