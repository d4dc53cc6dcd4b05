"""What a progress text says: each term judged among the titles that are known without it.

Public titles are known from the start, and so are those that the viewer knows already. A title that the claims of other
terms reveal is known too. A secret title that nothing else reveals is admitted for the one term that names it, where
that whole term is then right, claims it as seen, and so reveals it.
"""

from collections.abc import Collection, Iterable, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np

from intertwine.gate.progress_meanings import Carried, Effect, Outcome, Right, TermReader
from intertwine.gate.progress_terms import Term
from intertwine.gate.timetable import Timetable, Title
from intertwine.model.progress import Progress
from intertwine.model.sentinels import END
from intertwine.model.strings import Ints
from intertwine.model.title_names import TitleNames
from intertwine.model.title_places import Wrong

NOBODY: frozenset[int] = frozenset()
_MOST_WRONG = 50
"""Wrong terms that are looked at for a claim on a secret title, at a time; and parts of one that are looked at
together. Nothing hidden may have a say in which."""


class Failure(NamedTuple):
    """A term that is not understood by somebody who knows the titles `known`."""

    term: Term
    known: frozenset[int]
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
        self.reader = TermReader(names, explains=False)
        self._at: dict[str, list[int]] = {}
        self._naming: dict[int, list[str]] = {}
        for n, term in enumerate(terms):
            self._at.setdefault(term.text, []).append(n)
        for places in self._at.values():
            for title in self.reader.named_by(terms[places[0]]).called - base:
                self._naming.setdefault(title, []).append(terms[places[0]].text)
        self._wrong: Sequence[int] = range(len(terms))
        self.outcomes: list[Outcome] = []

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
        for n, term in enumerate(self.terms):
            self.outcomes.append(self.reader.outcome(term, self.base, self._carried(n)))
        known, tally = self.base, tally_of(self.table, self.outcomes)
        while more := (self.table.known(tally.passed) - known) or self._admitted(known, tally):
            known |= more
            for n in self._concerned(more):
                end = self._look_again(n, known)
                for effect in effects_of(self.outcomes, range(n, end)):
                    tally.add(effect)
        return self._known()

    def _concerned(self, titles: Collection[int]) -> list[int]:
        """The terms that could name one of these titles: a wrong one becomes right only so."""
        texts = {text for title in titles for text in self._naming.get(title, ())}
        return sorted(n for text in texts for n in self._at[text])

    def _look_again(self, n: int, known: frozenset[int]) -> int:
        """Try a term that was not understood, and where it is now, the places after it; gives the first that is not
        understood by this."""
        while n < len(self.terms) and isinstance(self.outcomes[n], Wrong):
            self.outcomes[n] = self.reader.outcome(self.terms[n], known, self._carried(n))
            if isinstance(self.outcomes[n], Wrong):
                break
            n += 1
        return n

    def _judged(self, known: frozenset[int]) -> list[Outcome]:
        """Each term as it is understood by somebody who knows these titles."""
        more = known - self.base
        return [
            found
            if self.reader.named_by(term).say.isdisjoint(more)
            else self.reader.outcome(term, known, self._carried(n))
            for n, (term, found) in enumerate(zip(self.terms, self.outcomes, strict=True))
        ]

    def _carried(self, at: int) -> Carried | None:
        """What the term before the one at `at` leaves to it."""
        before = self.outcomes[at - 1] if at else None
        return before.carried if isinstance(before, Right) else None

    def _known(self, without: Term | None = None) -> frozenset[int]:
        """What is known of the terms, or of all but one."""
        tally = tally_of(self.table, self.outcomes, [term != without for term in self.terms])
        return self.base | self.table.known(tally.passed)

    def _admitted(self, known: frozenset[int], tally: Tally) -> frozenset[int]:
        """Secret titles, each named by a term that is wrong without it, and right for it alone. Of very many wrong
        terms the first are looked at, whether or not they name one: else the others would tell of hidden titles."""
        self._wrong = [n for n in self._wrong if isinstance(self.outcomes[n], Wrong)]
        wrong = {self.terms[n].text: self.terms[n] for n in self._wrong}
        found: set[int] = set()
        for whole in islice(wrong.values(), _MOST_WRONG):
            if self.reader.named_by(whole).called <= known:
                continue
            for term in {it.text: it for it in (whole, *whole.parts)}.values():
                claimed = self._claimed(term, known, self._needed(term, known), tally)
                if len(claimed) > 1:  # one of them may be called exactly so
                    claimed = _titles(self.reader.outcome(term, known | claimed, None)) & claimed
                found |= claimed if len(claimed) == 1 else NOBODY
        return frozenset(found)

    def _needed(self, term: Term, known: frozenset[int]) -> frozenset[int]:
        """The hidden titles of which one could make a term right, which is wrong: all of it is its name, or each of its
        parts that is wrong and names a title names that one. Of a term with very many parts only the former."""
        whole = self.reader.named_whole(term) - known
        if not term.parts or len(term.parts) > _MOST_WRONG:
            return whole
        found = self.reader.named_by(term).called - known
        for part in term.parts:
            if all(it.name for it in part.meanings) and isinstance(self.reader.outcome(part, known, None), Wrong):
                found &= self.reader.named_by(part).called
        return whole | found

    def _claimed(self, term: Term, known: frozenset[int], hidden: Collection[int], tally: Tally) -> frozenset[int]:
        """The `hidden` titles that a term claims to have seen, and that are revealed by this very claim."""
        found: set[int] = set()
        for number in sorted(hidden):
            alone = self.reader.outcome(term, known | {number}, None)
            if number in _titles(alone):
                claims = np.maximum(tally.passed, tally_of(self.table, [alone]).seen)
                found |= {number} if self.table.is_known(number, claims) else NOBODY
        return frozenset(found)


def tally_of(table: Timetable, outcomes: Sequence[Outcome], chosen: Sequence[bool] | None = None) -> Tally:
    """What all terms (or the `chosen` ones, one flag a term) that are understood pass together of the titles in
    `table`. `outcomes` holds one entry a term. A place that narrows the title before it takes that one's place."""
    tally = Tally(table)
    places = range(len(outcomes))
    for effect in effects_of(outcomes, places if chosen is None else [n for n in places if chosen[n]]):
        tally.add(effect)
    return tally


def effects_of(outcomes: Sequence[Outcome], places: Iterable[int]) -> Collection[Effect]:
    """What the terms at these places say that are understood, each once, but for those that the term after narrows."""
    effects: dict[Effect, None] = {}
    for n in places:
        it, after = outcomes[n], outcomes[n + 1] if n + 1 < len(outcomes) else None
        if isinstance(it, Right) and not (isinstance(after, Right) and after.narrows):
            effects.update(dict.fromkeys(it.effects))
    return effects


def _titles(outcome: Outcome) -> frozenset[int]:
    """The titles that a term claims as seen."""
    effects = outcome.effects if isinstance(outcome, Right) else ()
    return frozenset(it.span.title.number for it in effects if it.span is not None and not it.told)
