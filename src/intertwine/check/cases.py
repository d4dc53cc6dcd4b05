"""The turns that threads take: who opens, works on and resolves which."""

import numpy as np

from intertwine.check.pairing import KeyedLines
from intertwine.check.truth import Truth
from intertwine.ledger.store.columns import KINDS, Ledger
from intertwine.model.record import record
from intertwine.model.strings import Ints, Longs
from intertwine.model.verb import Role

_THREAD = KINDS.index("thread")


@record
class Turns:
    """Facts of one role: `who` does so with which `thread` in which `line` and `row`. Ascending by the thread, by who
    and by the row. Those who are one by an identity are one here."""

    thread: Longs
    who: Longs
    line: Longs
    row: Longs

    def of(self, threads: Longs) -> "Turns":
        """Those of some `threads`."""
        chosen = np.isin(self.thread, threads)
        return Turns(self.thread[chosen], self.who[chosen], self.line[chosen], self.row[chosen])

    @property
    def by_thread(self) -> KeyedLines:
        """Their lines by their threads."""
        return KeyedLines(self.thread, self.line)

    def by_both(self, count: int) -> Longs:
        """Keys that those have in common of whom both are the same; `count` is that of entities."""
        return self.thread * count + self.who


@record
class Cases:
    """The facts that open threads, work on them and resolve them."""

    opens: Turns
    works: Turns
    resolves: Turns


def cases_of(ledger: Ledger, truth: Truth, one_is: Ints) -> Cases:
    """The turns of the threads of `ledger`, whose `truth` it is. `one_is` has for each entity the one that stands for
    all who are one with it."""

    def turns(role: Role) -> Turns:
        rows = ledger.rows
        verbs = np.array([verb.role == role for verb in ledger.vocabulary.verbs], np.bool_)
        fit = verbs[rows.verb] & truth.rows & truth.counts[rows.line] & (rows.subject >= 0) & (rows.object >= 0)
        row = np.flatnonzero(fit)
        row = row[ledger.entities.kind[rows.object[row]] == _THREAD]
        thread, who = (one_is[column[row]].astype(np.int64) for column in (rows.object, rows.subject))
        order = np.lexsort((row, who, thread))
        return Turns(thread[order], who[order], rows.line[row[order]].astype(np.int64), row[order].astype(np.int64))

    return Cases(turns("opens"), turns("works on"), turns("resolves"))
