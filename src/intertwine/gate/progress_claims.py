"""Claims on secret titles: which of them a text admits although nothing else reveals them."""

from collections.abc import Collection, Iterable, Sequence
from heapq import heapify, heappop, heappush

import numpy as np

from intertwine.gate.progress_meanings import Outcome, TermReader, TermShape, Understood
from intertwine.gate.progress_tally import tally_of
from intertwine.gate.progress_terms import Term
from intertwine.gate.timetable import Timetable
from intertwine.model.strings import Ints
from intertwine.model.title_places import Wrong, may_have

NOBODY: frozenset[int] = frozenset()
_MOST_WRONG = 50
"""Wrong terms that are looked at for a claim on a secret title, at a time; and parts of one that are looked at
together. Nothing hidden may have a say in which."""


class Claims:
    """The claims of the `terms` of a text. `outcomes` are what its judge has understood so far, and change; a term that
    is right stays so."""

    def __init__(
        self, table: Timetable, reader: TermReader, terms: Sequence[Term], outcomes: Sequence[Outcome]
    ) -> None:
        self._table, self._reader, self._terms, self._outcomes = table, reader, terms, outcomes
        at: dict[str, list[int]] = {}
        for n, term in enumerate(terms):
            at.setdefault(term.text, []).append(n)
        # By the first place where it may be wrong; a text that stands in several is taken out from the end.
        self._texts = [(places[0], places[::-1]) for places in at.values()]
        heapify(self._texts)
        self._first: list[tuple[int, list[int]]] = []
        self._done: set[int] = set()
        """Shapes whose look need not be repeated, and those of them that wait for an installment or a name."""
        self._rows: dict[int, list[int]] = {}
        self._names: dict[int, list[int]] = {}

    def passed(self, rows: Iterable[int]) -> None:
        """More is passed of these installments since the last look."""
        self._done.difference_update(*(self._rows.pop(row, ()) for row in rows))

    def admitted(self, more: Collection[int], known: frozenset[int], passed: Ints) -> frozenset[int]:
        """Secret titles, each named by a term that is wrong without it, and right for it alone; `more` are the names
        that have become known since the last look, `known` all of them; `passed` are the seconds of each installment.
        Of very many wrong terms the first are looked at, whether or not they name one: else the others would tell of
        hidden titles."""
        self._done.difference_update(*(self._names.pop(name, ()) for name in more))
        found: set[int] = set()
        for whole in self._wrong():
            if whole.number in self._done:
                continue
            for shape in (whole, *whole.parts) if whole.ever.called - known else ():
                if shape.number not in self._done:
                    self._done.add(shape.number)
                    here = self._reader.here(shape, known)
                    found |= self._admitted(shape, whole, here, passed)
                    for name in shape.ever.say - here:
                        self._names.setdefault(name, []).extend((shape.number, whole.number))
            self._done.add(whole.number)
        return frozenset(found)

    def _wrong(self) -> list[TermShape]:
        """The first terms that are wrong, each text once."""
        first = [it for it in self._first if isinstance(self._outcomes[it[0]], Wrong)]
        for place, places in self._first:
            if not isinstance(self._outcomes[place], Wrong):
                heappush(self._texts, (place, places))
        while self._texts and len(first) < _MOST_WRONG:
            place, places = heappop(self._texts)
            while places and not isinstance(self._outcomes[places[-1]], Wrong):
                places.pop()
            if places and places[-1] == place:
                first.append((place, places))
            elif places:
                heappush(self._texts, (places[-1], places))
        self._first = first
        return [self._reader.shape(self._terms[place]) for place, _ in first]

    def _admitted(self, shape: TermShape, whole: TermShape, here: frozenset[int], passed: Ints) -> frozenset[int]:
        """The hidden title that a term of this shape admits, a part of `whole` or all of it: at most one. `here` are
        the known names that have a say in it."""
        claimed = self._claimed(shape, whole, here, passed)
        if len(claimed) > 1:  # one of them may be called exactly so
            claimed = _titles(self._reader.outcome(shape.term, here | claimed, None)) & claimed
        return claimed if len(claimed) == 1 else NOBODY

    def _needed(self, shape: TermShape, here: frozenset[int]) -> frozenset[int]:
        """The hidden titles of which one could make a term right, which is wrong: all of it is its name, or each of its
        parts that is wrong and names a title names that one. Of a term with very many parts only the former."""
        if not shape.parts:
            return self._placed(shape, here)
        whole = shape.whole - here
        if len(shape.term.parts) > _MOST_WRONG:
            return whole
        found = shape.ever.called - here
        for part in shape.parts:
            if part.is_named and isinstance(self._reader.outcome(part.term, here, None), Wrong):
                found &= part.ever.called
        return whole | found

    def _placed(self, shape: TermShape, here: frozenset[int]) -> frozenset[int]:
        """Of the hidden titles that a term names those that may have the place which it claims as seen."""
        found: set[int] = set()
        titles = self._table.titles
        for meaning, typed in self._reader.ways(shape.term):
            if not meaning.told and not meaning.keyword and meaning.name is not None:
                named = self._reader.ever(typed).called - here
                found.update(it for it in named if it in titles and may_have(titles[it], meaning.place))
        return frozenset(found)

    def _claimed(self, shape: TermShape, whole: TermShape, here: frozenset[int], passed: Ints) -> frozenset[int]:
        """The hidden titles that a term claims to have seen, and that are revealed by this very claim."""
        found: set[int] = set()
        for number in sorted(self._needed(shape, here)):
            alone = self._reader.outcome(shape.term, here | {number}, None)
            if number in _titles(alone):
                for row in self._table.rows_that_reveal(number):
                    self._rows.setdefault(row, []).extend((shape.number, whole.number))
                claims = np.maximum(passed, tally_of(self._table, [alone]).seen)
                found |= {number} if self._table.is_known(number, claims) else NOBODY
        return frozenset(found)


def _titles(outcome: Outcome) -> frozenset[int]:
    """The titles that a term claims as seen."""
    effects = outcome.effects if isinstance(outcome, Understood) else ()
    return frozenset(it.span.title.number for it in effects if it.span is not None and not it.told)
