"""What a progress text says: each term judged among the titles that are known without it.

Public titles are known from the start, and so are those that the viewer knows already. A title that the claims of other
terms reveal is known too. A secret title that nothing else reveals is admitted for the one term that names it, where
that whole term is then right, claims it as seen, and so reveals it.
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np

from intertwine.gate.progress_meanings import Carried, Effect, Outcome, Reader, Right
from intertwine.gate.progress_places import Wrong
from intertwine.gate.progress_terms import Term
from intertwine.gate.timetable import Timetable
from intertwine.gate.title_names import TitleNames
from intertwine.model.progress import Progress
from intertwine.model.statement import END
from intertwine.model.strings import Ints

NOBODY: frozenset[int] = frozenset()


class Failure(NamedTuple):
    """A term that is not understood by somebody who knows the titles `known`."""

    term: Term
    known: Collection[int]
    carried: Carried | None


class Tally:
    """Seconds passed of each installment, -1 where none: `seen` and `told`."""

    def __init__(self, table: Timetable) -> None:
        self._table = table
        self.seen, self.told = (np.full(table.installments, -1, np.int32) for _ in range(2))
        self._before = {True: 0, False: 0}

    def add(self, effect: Effect) -> None:
        """Pass what a term says."""
        limits = self.told if effect.told else self.seen
        if effect.keyword == "everything":
            limits[self._table.markable] = END
        elif effect.keyword == "before" and effect.day > self._before[effect.told]:
            self._before[effect.told] = effect.day
            limits[self._table.markable & (self._table.dates < effect.day)] = END
        elif effect.keyword == "" and effect.span is not None:
            title, runs, seconds = effect.span
            for n, (begin, end) in enumerate(runs):
                whole = end if seconds == END or n + 1 < len(runs) else end - 1
                limits[title.rows[begin:whole]] = END
                if whole < end:
                    row = title.rows[whole]
                    limits[row] = max(limits[row], seconds)

    @property
    def passed(self) -> Ints:
        """Seen or told."""
        return np.maximum(self.seen, self.told)

    def progress(self) -> Progress:
        """All of it as marks."""
        return Progress(self._table.marks(self.seen), self._table.marks(self.told))


class Judge:
    """Reads the terms of one text, for somebody who knows the titles `base`."""

    def __init__(self, table: Timetable, names: TitleNames, terms: Sequence[Term], base: frozenset[int]) -> None:
        self.table, self.terms, self.base = table, terms, base
        self.reader = Reader(table, names)
        self.outcomes: list[Outcome] = []

    def read(self) -> tuple[Tally, Failure | None]:
        """What the terms say, and the first of them that is not understood."""
        known = self._understood()
        judged: list[Outcome] = []
        for n, now in enumerate(self.outcomes if known == self.base else self._evaluated(known)):
            known_without, outcome = known, now
            if isinstance(self.outcomes[n], Right) and now != self.outcomes[n]:
                known_without = self._known(
                    [it for m, it in enumerate(self.outcomes) if self.terms[m] != self.terms[n]]
                )
                outcome = self.reader.outcome(self.terms[n], known_without, self._carried(n))
            if not isinstance(outcome, Right):
                return self._tally(judged), Failure(self.terms[n], known_without, self._carried(n))
            judged.append(outcome)
        return self._tally(judged), None

    def _understood(self) -> frozenset[int]:
        """After: `outcomes` holds what each term means to whoever understands it first, as ever more becomes known;
        gives what is known then."""
        known = self.base
        self.outcomes = self._evaluated(known)
        while True:
            tally = self._tally(self.outcomes)
            more = (self.table.known(tally.passed) | self._admitted(known, tally)) - known
            if not more:
                return self._known(self.outcomes)
            known |= more
            later = self._evaluated(known)
            self.outcomes = [
                was if isinstance(was, Right) else now for was, now in zip(self.outcomes, later, strict=True)
            ]

    def _evaluated(self, known: Collection[int]) -> list[Outcome]:
        """Each term as it is understood by somebody who knows these titles."""
        found = list[Outcome]()
        memo: dict[tuple[str, Carried | None], Outcome] = {}
        carried: Carried | None = None
        for n, term in enumerate(self.terms):
            key = term.text, carried
            outcome = memo.get(key)
            if outcome is None:
                outcome = memo[key] = self.reader.outcome(term, known, carried)
            found.append(outcome)
            first = self.outcomes[n] if self.outcomes else outcome
            carried = next((it.carried for it in (first, outcome) if isinstance(it, Right)), None)
        return found

    def _carried(self, at: int) -> Carried | None:
        """What the term before the one at `at` leaves to it."""
        before = self.outcomes[at - 1] if at else None
        return before.carried if isinstance(before, Right) else None

    def _tally(self, outcomes: Sequence[Outcome]) -> Tally:
        """What all terms that are understood pass together."""
        tally = Tally(self.table)
        for effect in dict.fromkeys(effect for it in outcomes if isinstance(it, Right) for effect in it.effects):
            tally.add(effect)
        return tally

    def _known(self, outcomes: Sequence[Outcome]) -> frozenset[int]:
        return self.base | self.table.known(self._tally(outcomes).passed)

    def _admitted(self, known: frozenset[int], tally: Tally) -> frozenset[int]:
        """Secret titles, each named by a term that is wrong without it, and right for it alone."""
        found: set[int] = set()
        hidden = self.table.titles.keys() - known
        wrong = zip(self.terms, self.outcomes, strict=True) if hidden else ()
        for term in dict.fromkeys(term for term, it in wrong if isinstance(it, Wrong)):
            claimed = self._claimed(term, known, hidden, tally)
            if len(claimed) > 1:  # one of them may be called exactly so
                claimed = _titles(self.reader.outcome(term, known | claimed, None)) & claimed
            found |= claimed if len(claimed) == 1 else NOBODY
        return frozenset(found)

    def _claimed(self, term: Term, known: frozenset[int], hidden: Collection[int], tally: Tally) -> frozenset[int]:
        """The `hidden` titles that a term claims to have seen, and that are revealed by this very claim."""
        names = self.reader.names
        found = set()
        for number in {it.number for way in term.meanings if way.name for it in names.alike(way.name, hidden)}:
            alone = self.reader.outcome(term, known | {number}, None)
            claims = np.maximum(tally.passed, self._tally([alone]).seen)
            if number in _titles(alone) and number in self.table.known(claims):
                found.add(number)
        return frozenset(found)


def _titles(outcome: Outcome) -> frozenset[int]:
    """The titles that a term claims as seen."""
    effects = outcome.effects if isinstance(outcome, Right) else ()
    return frozenset(it.span.title.number for it in effects if it.span is not None and not it.told)
