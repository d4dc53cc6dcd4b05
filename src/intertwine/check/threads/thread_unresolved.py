"""Threads that stay open when the stories are over."""

from collections.abc import Iterator
from fnmatch import fnmatchcase

import numpy as np

from intertwine.check.pairing import pairs
from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.check.truth import REAL
from intertwine.ledger.store.columns import FIRST_TITLE_KIND
from intertwine.model.sentinels import NO_DATE
from intertwine.model.words import fold

_FINISHED = ("ended", "canceled", "cancelled", "completed", "finished")
"""What the `status` of a title says that goes on no more."""
_WITH_END = ("question", "search", "murder", "crime", "trial", "case")
"""Kinds of threads that one expects to end. A secret may be kept, and a person or a thing need not."""


def thread_unresolved(source: Source) -> Iterator[Finding]:
    """`thread-unresolved`: a question, a search, a crime, a trial or a case is opened and never resolved, in a universe
    all of whose titles have ended.

    While a title goes on, what is open may be meant to be.
    """
    if not _is_over(source):
        return
    order, frame, rows = source.order, source.truth.frame, source.ledger.rows
    opens, resolves = source.cases.opens, source.cases.resolves
    opened, resolved = pairs(opens.thread, resolves.thread)
    later, earlier = opens.line[opened], resolves.line[resolved]
    still = ~order.is_after(later, earlier) & (frame[later] == frame[earlier])
    closed = np.zeros(len(opens.line), np.bool_)
    closed[opened[still]] = True
    told = set[int]()
    for n in np.flatnonzero(~closed).tolist():
        row, thread = int(opens.row[n]), int(opens.thread[n])
        entity = int(rows.object[row])
        if thread in told or frame[opens.line[n]] != REAL or not _has_end(source, entity):
            continue
        told.add(thread)
        yield Finding(
            source.at_link(int(opens.line[n]), entity, "is opened here"),
            f'"{source.key(entity)}" is never resolved, and every title here has ended',
            "state how it ends, or declare that nobody tells",
        )


def _is_over(source: Source) -> bool:
    """Whether every title has ended, by its `status`, or is a single one that has come out."""
    rows, entities = source.ledger.rows, source.ledger.entities
    titles = np.flatnonzero(entities.kind >= FIRST_TITLE_KIND)
    said = np.flatnonzero(source.has_role("status") & (rows.subject >= 0))
    ended = {int(rows.subject[row]) for row in said.tolist() if fold(source.words[int(rows.text[row])]) in _FINISHED}
    dated = set(source.ledger.installments.title[source.ledger.installments.date != NO_DATE].tolist())
    kinds = source.ledger.vocabulary.kinds
    single = {it for it in titles.tolist() if kinds[int(entities.kind[it]) - FIRST_TITLE_KIND].is_single}
    return bool(len(titles)) and all(it in ended or (it in single and it in dated) for it in titles.tolist())


def _has_end(source: Source, thread: int) -> bool:
    """Whether a thread is of a kind that one expects to end, by its name."""
    name, kinds = source.key(thread).lower(), source.ledger.vocabulary.threads
    kind = next((kind for kind, names in kinds if any(fnmatchcase(name, it) for it in names)), "")
    return kind in _WITH_END
