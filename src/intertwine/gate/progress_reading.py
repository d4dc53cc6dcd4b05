"""What a progress text says: each term judged among the titles that are known without it.

Public titles are known from the start, and so are those that the viewer knows already. A title that the claims of other
terms reveal is known too. A secret title that nothing else reveals is admitted for the one term that names it, where
that whole term, together with the place after it that says which part is meant, is then right, claims it as seen, and
so reveals it. What comes before a place in a viewing order is passed of the titles alone that are known so. The name
of an order is known as that of a title is, but nothing claims it.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from intertwine.gate.progress_claims import Claim, Claims
from intertwine.gate.progress_meanings import TermReader
from intertwine.gate.progress_outcomes import Carried, Outcome, Understood
from intertwine.gate.progress_tally import Tally, TallyWithout, effects_of, joined, latest_first
from intertwine.gate.progress_terms import Term
from intertwine.gate.timetable import Timetable, Title
from intertwine.model.strings import Ints
from intertwine.model.title_names import TitleNames
from intertwine.model.title_span import Wrong


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
        self.reader = TermReader(names, table.orders, explains=False)
        self.base = self.reader.one(base)
        self.outcomes: list[Outcome] = []
        self._without: TallyWithout | None = None
        self._shapes = [self.reader.shape(term) for term in terms]
        self._at: dict[int, list[int]] = {}
        self._tally = Tally(table, table.is_of(base))
        self._claims = Claims(table, self.reader, terms, self.outcomes, self._tally.is_known)
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

    def _may_narrow(self, n: int, title: Title) -> bool:
        """Whether the term at `n` may say which part of `title` is meant."""
        return self.reader.may_narrow(self.terms[n], title)

    def read(self) -> Tally | Failure:
        """What the terms say, or the first of them that is not understood."""
        known = self._understood()
        judged: list[Outcome] = []
        for n, now in enumerate(self._judged(known)):
            outcome, is_less = now, isinstance(self.outcomes[n], Understood) and now != self.outcomes[n]
            if is_less:
                outcome = self.reader.outcome(self.terms[n], self._known_without(n, known), self._carried(n))
            if not isinstance(outcome, Understood):
                if is_less:
                    known = self.base | self.table.known(self._passed_without(n))
                return Failure(self.terms[n], known, self._carried(n))
            judged.append(outcome)
        return self._justified(judged, known)

    def _justified(self, judged: list[Outcome], known: frozenset[int]) -> Tally:
        """What the terms say as they are `judged`, where that makes known all that has a say in it; else as whoever
        understood them first, who knew less."""
        if judged != self.outcomes:
            tally, then = joined(self.table, effects_of(judged, range(len(judged)), self._may_narrow), self.base)
            less = known - then
            if all(shape.ever.say.isdisjoint(less) for shape in self._shapes):
                return tally
        return self._tally

    def _understood(self) -> frozenset[int]:
        """After: `outcomes` holds what each term means to whoever understands it first, as ever more becomes known,
        and `_tally` what those that are understood pass; gives what is known then. Nothing of it is ever taken back:
        all that is known is revealed by the tally."""
        for n, term in enumerate(self.terms):
            self.outcomes.append(self.reader.outcome(term, self.base, self._carried(n)))
        known, tally = set(self.base), self._tally
        effects = set(effects_of(self.outcomes, range(len(self.terms)), self._may_narrow))
        for effect in latest_first(effects):
            tally.add(effect)
        more, since, _ = self.table.known(tally.passed) - known, set[int](), tally.take_more()
        while True:
            claims = list[Claim]()
            if not more:
                claims, since = self._claims.admitted(since, known, tally.passed), set()
                if not claims:
                    return self.reader.one(frozenset(known))
                more = frozenset(name for claim in claims for name in claim.admits)
            known |= more
            since |= more
            tally.know(more)
            concerned = self._concerned(more, known)
            for place, outcome, _ in claims:
                self._is_right(place, outcome)
            for n in [*(place for place, *_ in claims), *concerned]:
                end = self._look_again(n, known)
                for effect in effects_of(self.outcomes, range(max(n - 1, 0), end), self._may_narrow):
                    if effect not in effects:
                        effects.add(effect)
                        tally.add(effect)
            rows = tally.take_more()
            self._claims.passed(rows)
            more = self.table.known_by(rows, tally.passed) - known

    def _is_right(self, n: int, outcome: Understood) -> None:
        """The term at `n` is understood now."""
        self.outcomes[n] = outcome
        self._claims.is_right(n)

    def _concerned(self, names: Collection[int], known: set[int]) -> list[int]:
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

    def _look_again(self, n: int, known: set[int]) -> int:
        """Try a term that was not understood, and where it is now, the places after it; gives the first that is not
        understood by this."""
        if isinstance(self.outcomes[n], Understood):
            n += 1
        while n < len(self.terms) and isinstance(self.outcomes[n], Wrong):
            found = self.outcomes[n] = self.reader.outcome(self.terms[n], known, self._carried(n))
            if isinstance(found, Wrong):
                break
            self._is_right(n, found)
            n += 1
        return n

    def _judged(self, known: frozenset[int]) -> list[Outcome]:
        """Each term as it is understood by somebody who knows these titles."""
        more = known - self.base
        same = {number: self._shapes[at[0]].ever.say.isdisjoint(more) for number, at in self._at.items()}
        return [
            found if same[shape.number] and not shape.is_open else self.reader.outcome(term, known, self._carried(n))
            for n, (term, shape, found) in enumerate(zip(self.terms, self._shapes, self.outcomes, strict=True))
        ]

    def _carried(self, at: int) -> Carried | None:
        """What the term before the one at `at` leaves to it."""
        before = self.outcomes[at - 1] if at else None
        return before.carried if isinstance(before, Understood) else None

    def _known_without(self, at: int, known: frozenset[int]) -> frozenset[int]:
        """What is known of all terms but those like the one at `at`, of the names that have a say in that."""
        passed = self._passed_without(at)
        here = self.reader.here(self._shapes[at], known)
        return frozenset(name for name in here if name in self.base or self.table.is_known(name, passed))

    def _passed_without(self, at: int) -> Ints:
        """What all terms pass but those like the one at `at`."""
        if self._without is None:
            texts = [term.text for term in self.terms]
            effects = [effects_of(self.outcomes, (n,), self._may_narrow) for n in range(len(texts))]
            self._without = TallyWithout(self.table, texts, effects, self._tally.is_known)
        return self._without.passed(self.terms[at].text)


def _distinct(found: Iterable[list[Collection[int]] | None]) -> Iterable[Collection[int]]:
    """All of these, each once."""
    return {id(it): it for its in found if its for it in its}.values()
