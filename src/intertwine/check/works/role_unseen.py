"""People of a cast who are never on stage."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.model.sentinels import NONE


def role_unseen(source: Source) -> Iterator[Finding]:
    """`role-unseen`: everybody knows that a cast lists somebody, and no statement of that title names them, although
    others are there in person.

    A line that is not public waits for them: see `cast-unseen`.
    """
    rows, lines, one_is, order = source.ledger.rows, source.ledger.lines, source.one_is, source.order
    count, listing = len(one_is), source.ledger.installments
    title_of = np.append(listing.title, np.int32(NONE))[order.installment].astype(np.int64)
    home = source.cast_titles
    parts = np.flatnonzero(source.has_role("part") & (rows.object >= 0))
    parts = parts[home[lines.page[rows.line[parts]]] >= 0]
    title = home[lines.page[rows.line[parts]]]
    told = np.zeros(count, np.bool_)
    of_acts = title_of[source.lives.acts.line]
    told[of_acts[of_acts >= 0]] = True
    parts, title = parts[told[title]], title[told[title]]
    if not len(parts):
        return
    wanted = title * count + one_is[rows.object[parts]]
    named = np.zeros(len(parts), np.bool_)
    for column, of_row in (
        (rows.subject, rows.line), (rows.object, rows.line), (rows.recipient, rows.line),
        (source.ledger.mentions.entity, source.ledger.mentions.line),
    ):  # fmt: skip
        there = (column >= 0) & (title_of[of_row] >= 0)
        named |= np.isin(wanted, title_of[of_row[there]] * count + one_is[column[there]])
    for n in np.flatnonzero(~named).tolist():
        row = int(parts[n])
        line, who = int(rows.line[row]), int(rows.object[row])
        if not source.alternatives_of(line):
            continue
        yield Finding(
            source.at_link(line, who, "is listed here"),
            f'"{source.key(who)}" is in the cast of [[{source.key(int(title[n]))}]], and nothing there names them',
            "state a fact or a scene with them, or correct the line",
        )
