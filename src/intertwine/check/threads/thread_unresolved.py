"""Threads that stay open when what tells of them is over."""

from collections.abc import Iterator
from fnmatch import fnmatchcase

import numpy as np

from intertwine.check.pairing import pairs
from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.check.truth import REAL
from intertwine.ledger.store.columns import FIRST_TITLE_KIND
from intertwine.model.sentinels import NO_DATE, NONE
from intertwine.model.strings import Bools
from intertwine.model.verb import NAMES
from intertwine.model.words import fold

_FINISHED = ("ended", "canceled", "cancelled", "completed", "finished")
"""What the `status` of a title says that goes on no more."""
_WITH_END = ("question", "search", "murder", "crime", "trial", "case")
"""Kinds of threads that one expects to end. A secret may be kept, and a person or a thing need not."""


def thread_unresolved(source: Source) -> Iterator[Finding]:
    """`thread-unresolved`: a question, a search, a crime, a trial or a case is opened and never resolved, and all
    titles that tell of it have ended.

    While a title goes on, what is open may be meant to be.
    """
    order, frame, rows = source.order, source.truth.frame, source.ledger.rows
    opens, resolves = source.cases.opens, source.cases.resolves
    opened, resolved = pairs(opens.thread, resolves.thread)
    later, earlier = opens.line[opened], resolves.line[resolved]
    still = ~order.is_after(later, earlier) & (frame[later] == frame[earlier])
    closed = np.zeros(len(opens.line), np.bool_)
    closed[opened[still]] = True
    over, told = _over(source), set[int]()
    for n in np.flatnonzero(~closed).tolist():
        row, thread = int(opens.row[n]), int(opens.thread[n])
        entity = int(rows.object[row])
        if thread in told or not over[thread] or frame[opens.line[n]] != REAL or not _has_end(source, entity):
            continue
        told.add(thread)
        yield Finding(
            source.at_link(int(opens.line[n]), entity, "is opened here"),
            f'"{source.key(entity)}" is never resolved, and what tells of it has ended',
            "state how it ends, or declare that nobody tells",
        )


def _over(source: Source) -> Bools:
    """For each entity whether all titles that have facts of it have ended."""
    rows, listing, one_is = source.ledger.rows, source.ledger.installments, source.one_is
    title = np.append(listing.title, np.int32(NONE))[source.order.installment[rows.line]]
    goes_on = (title >= 0) & ~_ended(source)[title]
    found = np.ones(len(one_is), np.bool_)
    for column in (rows.subject, rows.object):
        found[one_is[column[goes_on & (column >= 0)]]] = False
    return found


def _ended(source: Source) -> Bools:
    """For each entity whether it is a title that has ended, by its `status`, or a single one that has come out."""
    rows, entities, listing = source.ledger.rows, source.ledger.entities, source.ledger.installments
    found = np.zeros(len(entities.key), np.bool_)
    found[listing.title[listing.date != NO_DATE]] = True
    single = np.array([False] * FIRST_TITLE_KIND + [it.is_single for it in source.ledger.vocabulary.kinds], np.bool_)
    found &= single[entities.kind]
    for row in np.flatnonzero(source.has_role("status") & (rows.subject >= 0)).tolist():
        if fold(source.words[int(rows.text[row])]) in _FINISHED:
            found[int(rows.subject[row])] = True
    return found


def _has_end(source: Source, thread: int) -> bool:
    """Whether a thread is of a kind that one expects to end, by one of its names."""
    rows, kinds = source.ledger.rows, source.ledger.vocabulary.threads
    named = np.flatnonzero(source.has_role(*NAMES) & (rows.subject == thread))
    numbers = [int(source.ledger.entities.name[thread]), *rows.text[named].tolist()]
    names = [source.words[it].lower() for it in numbers if it] or [source.key(thread).lower()]
    of = [next((kind for kind, those in kinds if any(fnmatchcase(it, one) for one in those)), "") for it in names]
    return any(kind in _WITH_END for kind in of)
