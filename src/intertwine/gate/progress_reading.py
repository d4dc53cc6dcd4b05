"""What a progress text says: each term judged among the titles that are known without it.

Public titles are known from the start, and so are those that the viewer knows already. A title that the claims of other
terms reveal is known too. A secret title that nothing else reveals is admitted for the one term that names it, where
that whole term is then right, claims it as seen, and so reveals it.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

import numpy as np

from intertwine.gate.progress_claims import Claims
from intertwine.gate.progress_meanings import Carried, Outcome, TermReader, Understood
from intertwine.gate.progress_tally import Tally, TallyWithout, effects_of, tally_of
from intertwine.gate.progress_terms import Term
from intertwine.gate.timetable import Timetable, Title
from intertwine.model.title_names import TitleNames
from intertwine.model.title_places import Wrong
from intertwine.model.typed_names import NO_NAMES


class Failure(NamedTuple):
    """A term that is not understood by somebody who knows the titles `known`."""

    term: Term
    known: frozenset[int]
    carried: Carried | None


class Judge:
    """Reads the `terms` of one text, for somebody who knows the titles with the numbers `base`. `table` holds all
    titles of the universe, and `names` finds them by name.

    The time it takes grows with the length of the text, whatever secret titles there are: a term is looked at again
    only where it could name a title that has become known since.
    """

    def __init__(self, table: Timetable, names: TitleNames[Title], terms: Sequence[Term], base: frozenset[int]) -> None:
        self.table, self.terms = table, terms
        self.reader = TermReader(names, explains=False)
        self.base = self.reader.one(base)
        self.outcomes: list[Outcome] = []
        self._without: TallyWithout | None = None
        self._shapes = [self.reader.shape(term) for term in terms]
        self._at: dict[int, list[int]] = {}
        self._claims = Claims(table, self.reader, terms, self.outcomes)
        naming: dict[frozenset[int], dict[int, None]] = {}
        for n, shape in enumerate(self._shapes):
            places = self._at.setdefault(shape.number, [])
            if not places:
                naming.setdefault(shape.ever.called, {})[shape.number] = None
            places.append(n)
        self._naming: dict[int, list[Collection[int]]] = {}
        for called, shapes in naming.items():
            for name in called - base:
                self._naming.setdefault(name, []).append(shapes)

    def read(self) -> tuple[Tally, Failure | None]:
        """What the terms say, and the first of them that is not understood."""
        known = self._understood()
        judged: list[Outcome] = []
        for n, now in enumerate(self._judged(known)):
            outcome, is_less = now, isinstance(self.outcomes[n], Understood) and now != self.outcomes[n]
            if is_less:
                outcome = self.reader.outcome(self.terms[n], self._known_without(n, known), self._carried(n))
            if not isinstance(outcome, Understood):
                if is_less:
                    known = self._known(without=self.terms[n])
                return tally_of(self.table, judged), Failure(self.terms[n], known, self._carried(n))
            judged.append(outcome)
        return tally_of(self.table, judged), None

    def _understood(self) -> frozenset[int]:
        """After: `outcomes` holds what each term means to whoever understands it first, as ever more becomes known;
        gives what is known then."""
        for n, term in enumerate(self.terms):
            self.outcomes.append(self.reader.outcome(term, self.base, self._carried(n)))
        known, tally = self.base, tally_of(self.table, self.outcomes)
        passed, effects = tally.passed, set(effects_of(self.outcomes, range(len(self.terms))))
        more, since = self.table.known(passed) - known, NO_NAMES
        while True:
            if not more:
                more, since = self._claims.admitted(since, known, passed), NO_NAMES
                if not more:
                    return self._known()
            known, since = self.reader.one(known | more), since | more
            for n in self._concerned(more, known):
                end = self._look_again(n, known)
                for effect in effects_of(self.outcomes, range(n, end)):
                    if effect not in effects:
                        effects.add(effect)
                        tally.add(effect)
            before, passed = passed, tally.passed
            rows = np.flatnonzero(before != passed).tolist()
            self._claims.passed(rows)
            more = self.table.known_by(rows, passed) - known

    def _concerned(self, names: Collection[int], known: frozenset[int]) -> list[int]:
        """The terms that could name a title by one of these names: a wrong one becomes right only so. Of those that
        mean the same all are left out where one was right before or is still wrong."""
        found = list[int]()
        for number in {number for shapes in _distinct(self._naming.get(name) for name in names) for number in shapes}:
            places = self._at[number]
            first = places[0]
            if not self._shapes[first].is_open:
                if isinstance(self.outcomes[first], Understood):
                    continue
                if isinstance(self.reader.outcome(self.terms[first], known, None), Wrong):
                    continue
            found += places
        return sorted(found)

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
        same = {number: self._shapes[at[0]].ever.say.isdisjoint(more) for number, at in self._at.items()}
        return [
            found if same[shape.number] else self.reader.outcome(term, known, self._carried(n))
            for n, (term, shape, found) in enumerate(zip(self.terms, self._shapes, self.outcomes, strict=True))
        ]

    def _carried(self, at: int) -> Carried | None:
        """What the term before the one at `at` leaves to it."""
        before = self.outcomes[at - 1] if at else None
        return before.carried if isinstance(before, Understood) else None

    def _known_without(self, at: int, known: frozenset[int]) -> frozenset[int]:
        """What is known of all terms but those like the one at `at`, of the names that have a say in that."""
        if self._without is None:
            self._without = TallyWithout(self.table, [term.text for term in self.terms], self.outcomes)
        passed = self._without.passed(self.terms[at].text)
        here = self.reader.here(self._shapes[at], known)
        return frozenset(name for name in here if name in self.base or self.table.is_known(name, passed))

    def _known(self, without: Term | None = None) -> frozenset[int]:
        """What is known of the terms, or of all but one."""
        tally = tally_of(self.table, self.outcomes, [term != without for term in self.terms])
        return self.reader.one(self.base | self.table.known(tally.passed))


def _distinct(found: Iterable[list[Collection[int]] | None]) -> Iterable[Collection[int]]:
    """All of these, each once."""
    return {id(it): it for its in found if its for it in its}.values()
