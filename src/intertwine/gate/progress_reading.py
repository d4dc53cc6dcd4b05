"""What a progress text says: each term judged among the titles that are known without it.

Public titles are known from the start, and so are those that the viewer knows already. A title that the claims of other
terms reveal is known too. A secret title that nothing else reveals is admitted for the one term that names it, where
that whole term is then right, claims it as seen, and so reveals it.
"""

from collections.abc import Collection, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np

from intertwine.gate.progress_meanings import Carried, Effect, Outcome, Reader, Right
from intertwine.gate.progress_terms import Term
from intertwine.gate.timetable import Timetable, Title
from intertwine.model.progress import Progress
from intertwine.model.sentinels import END
from intertwine.model.strings import Ints
from intertwine.model.title_names import TitleNames
from intertwine.model.title_places import Wrong

NOBODY: frozenset[int] = frozenset()
_MOST_DOUBTFUL = 50
"""Terms that are looked at for a claim on a secret title, at a time."""


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
            title, runs, seconds = self._table.titles[effect.span.title.number], *effect.span[1:]
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
    """Reads the `terms` of one text, for somebody who knows the titles with the numbers `base`. `table` holds all
    titles of the universe, and `names` finds them by name.

    The time it takes grows with the length of the text, whatever secret titles there are: a term is looked at again
    only where it could name a title that has become known since.
    """

    def __init__(self, table: Timetable, names: TitleNames[Title], terms: Sequence[Term], base: frozenset[int]) -> None:
        self.table, self.terms, self.base = table, terms, base
        self.reader = Reader(names)
        hidden = table.names - base
        could: dict[str, frozenset[int]] = {}
        self._could = [could.setdefault(it.text, self._nameable(it, hidden)) if hidden else NOBODY for it in terms]
        self._naming: dict[int, list[int]] = {}
        for n, titles in enumerate(self._could):
            for title in titles:
                self._naming.setdefault(title, []).append(n)
        self.outcomes: list[Outcome] = []

    def _nameable(self, term: Term, hidden: Collection[int]) -> frozenset[int]:
        """The `hidden` names that a term or a part of it could mean."""
        ways = [way for it in (term, *term.parts) for way in it.meanings if way.name]
        return frozenset(it for way in ways for it in self.reader.names.names_alike(way.name or "", hidden))

    def read(self) -> tuple[Tally, Failure | None]:
        """What the terms say, and the first of them that is not understood."""
        known = self._understood()
        judged: list[Outcome] = []
        for n, now in enumerate(self._judged(known)):
            known_without, outcome = known, now
            if isinstance(self.outcomes[n], Right) and now != self.outcomes[n]:
                known_without = self._known(without=self.terms[n])
                outcome = self.reader.outcome(self.terms[n], known_without, self._carried(n))
            if not isinstance(outcome, Right):
                return tally_of(self.table, judged), Failure(self.terms[n], known_without, self._carried(n))
            judged.append(outcome)
        return tally_of(self.table, judged), None

    def _understood(self) -> frozenset[int]:
        """After: `outcomes` holds what each term means to whoever understands it first, as ever more becomes known;
        gives what is known then."""
        memo: dict[tuple[str, Carried | None], Outcome] = {}
        for n, term in enumerate(self.terms):
            key = term.text, self._carried(n)
            if key not in memo:
                memo[key] = self.reader.outcome(term, self.base, key[1])
            self.outcomes.append(memo[key])
        known, tally = self.base, tally_of(self.table, self.outcomes)
        while more := (self.table.known(tally.passed) | self._admitted(known, tally)) - known:
            known |= more
            looked = [self._look_again(n, known) for n in self._concerned(more)]
            if any(looked):
                tally = tally_of(self.table, self.outcomes)
        return self._known()

    def _concerned(self, titles: Collection[int]) -> list[int]:
        """The terms that could name one of these titles."""
        return sorted({n for title in titles for n in self._naming.get(title, ())})

    def _look_again(self, n: int, known: Collection[int]) -> bool:
        """Try a term that was not understood, and where it is now, the places after it; whether any is."""
        found = False
        while n < len(self.terms) and isinstance(self.outcomes[n], Wrong):
            self.outcomes[n] = self.reader.outcome(self.terms[n], known, self._carried(n))
            if isinstance(self.outcomes[n], Wrong):
                break
            n, found = n + 1, True
        return found

    def _judged(self, known: frozenset[int]) -> list[Outcome]:
        """Each term as it is understood by somebody who knows these titles."""
        found = list(self.outcomes)
        for n in self._concerned(known - self.base):
            found[n] = self.reader.outcome(self.terms[n], known, self._carried(n))
        return found

    def _carried(self, at: int) -> Carried | None:
        """What the term before the one at `at` leaves to it."""
        before = self.outcomes[at - 1] if at else None
        return before.carried if isinstance(before, Right) else None

    def _known(self, without: Term | None = None) -> frozenset[int]:
        """What is known of the terms, or of all but one."""
        tally = tally_of(self.table, self.outcomes, [term != without for term in self.terms])
        return self.base | self.table.known(tally.passed)

    def _admitted(self, known: frozenset[int], tally: Tally) -> frozenset[int]:
        """Secret titles, each named by a term that is wrong without it, and right for it alone. Of very many such terms
        the first are looked at."""
        doubtful = (n for n, titles in enumerate(self._could) if titles - known and isinstance(self.outcomes[n], Wrong))
        found: set[int] = set()
        for n in islice(doubtful, _MOST_DOUBTFUL):
            for term in (self.terms[n], *self.terms[n].parts):
                claimed = self._claimed(term, known, self._could[n] - known, tally)
                if len(claimed) > 1:  # one of them may be called exactly so
                    claimed = _titles(self.reader.outcome(term, known | claimed, None)) & claimed
                found |= claimed if len(claimed) == 1 else NOBODY
        return frozenset(found)

    def _claimed(self, term: Term, known: frozenset[int], hidden: Collection[int], tally: Tally) -> frozenset[int]:
        """The `hidden` titles that a term claims to have seen, and that are revealed by this very claim."""
        found = set()
        for number in islice(sorted(hidden), _MOST_DOUBTFUL):
            alone = self.reader.outcome(term, known | {number}, None)
            if number in _titles(alone):
                claims = np.maximum(tally.passed, tally_of(self.table, [alone]).seen)
                found |= {number} & self.table.known(claims)
        return frozenset(found)


def tally_of(table: Timetable, outcomes: Sequence[Outcome], chosen: Sequence[bool] | None = None) -> Tally:
    """What all terms (or the `chosen` ones, one flag a term) that are understood pass together of the titles in
    `table`. `outcomes` holds one entry a term. A place that narrows the title before it takes that one's place."""
    effects: dict[Effect, None] = {}
    for n, it in enumerate(outcomes):
        after = outcomes[n + 1] if n + 1 < len(outcomes) else None
        is_narrowed = isinstance(after, Right) and after.narrows
        if isinstance(it, Right) and not is_narrowed and (chosen is None or chosen[n]):
            effects |= dict.fromkeys(it.effects)
    tally = Tally(table)
    for effect in effects:
        tally.add(effect)
    return tally


def _titles(outcome: Outcome) -> frozenset[int]:
    """The titles that a term claims as seen."""
    effects = outcome.effects if isinstance(outcome, Right) else ()
    return frozenset(it.span.title.number for it in effects if it.span is not None and not it.told)
