"""Claims on secret titles: which of them a text admits although nothing else reveals them."""

from collections.abc import Collection, Iterable, Sequence
from heapq import heapify, heappop, heappush
from typing import NamedTuple

import numpy as np

from intertwine.gate.progress_meanings import TermReader, TermShape
from intertwine.gate.progress_outcomes import Carried, Effect, KnownNumbers, Outcome, Understood
from intertwine.gate.progress_tally import Tally, rows_of_span
from intertwine.gate.progress_terms import Term
from intertwine.gate.timetable import Timetable, Title
from intertwine.model.strings import Bools, Ints
from intertwine.model.title_places import may_have
from intertwine.model.title_span import Wrong

_MOST_WRONG = 50
"""Wrong terms that are looked at for a claim on a secret title, at a time. Nothing hidden may have a say in which."""

ClaimKey = tuple[int, int, Carried | None]
"""What a claim hangs on beside what is known and passed: the shapes of a term and of the one after that may say which
part of a title is meant (-1: none does), and what the term before leaves to it."""


class Claim(NamedTuple):
    """A term that is right for the secret titles that it `admits` (their names): which term, and what it says then."""

    place: int
    outcome: Understood
    admits: frozenset[int]


class _LookedAt:
    """The wrong terms that are looked at, in the order in which they were added; and which of them are awake: those
    whose judgement must be repeated. Of those with one key the first stands for all; whether one that is open must be
    looked at hangs on the term before, so that it always is."""

    def __init__(self) -> None:
        self._places: dict[int, tuple[int, list[int]]] = {}
        self._added = 0
        self._of_key: dict[ClaimKey, dict[int, None]] = {}
        self._awake: set[ClaimKey] = set()
        self._open: set[int] = set()

    def __len__(self) -> int:
        return len(self._places)

    def add(self, place: int, places: list[int], key: ClaimKey, *, is_open: bool) -> None:
        """Look at the term at `place`, which has this `key`, and whose text stands at all of these `places`."""
        self._added += 1
        self._places[place] = self._added, places
        if is_open:
            self._open.add(place)
        else:
            self._of_key.setdefault(key, {})[place] = None
            self._awake.add(key)

    def drop(self, place: int, key: ClaimKey) -> list[int]:
        """Do not look at the term at `place` any more: all places of its text; none where it was not looked at."""
        _, places = self._places.pop(place, (0, []))
        self._open.discard(place)
        of_key = self._of_key.get(key, {})
        of_key.pop(place, None)
        if not of_key:
            self._of_key.pop(key, None)
            self._awake.discard(key)
        return places

    def wake(self, key: ClaimKey) -> None:
        """What hangs on this `key` must be looked at again."""
        if key in self._of_key:
            self._awake.add(key)

    def take_awake(self) -> list[int]:
        """The terms that are awake, each for the last time until it is woken or open."""
        awake = [*self._open, *(next(iter(self._of_key[key])) for key in self._awake)]
        self._awake.clear()
        return sorted(awake, key=self._places.__getitem__)


class _TermContext(NamedTuple):
    """What one term is judged by: what is `known` by others and `passed` by them."""

    place: int
    known: set[int]
    passed: Ints
    key: ClaimKey
    carried: Carried | None


class Claims:
    """The claims of the `terms` of a text. `outcomes` are what its judge has understood so far, and change; a term that
    is right stays so. `is_known` is that of the judge's tally, and changes too."""

    def __init__(
        self,
        table: Timetable,
        reader: TermReader,
        terms: Sequence[Term],
        outcomes: Sequence[Outcome],
        is_known: Bools,
    ) -> None:
        self._table, self._reader, self._terms, self._outcomes = table, reader, terms, outcomes
        self._is_known = is_known
        self._shapes = [reader.shape(term) for term in terms]
        self._after = [self._shapes[n + 1] if self._may_narrow(n + 1) else None for n in range(len(terms))]
        self._keys: list[ClaimKey] = [
            (shape.number, -1 if after is None else after.number, None)
            for shape, after in zip(self._shapes, self._after, strict=True)
        ]
        at: dict[tuple[str, str, str], list[int]] = {}
        for n, term in enumerate(terms):
            before = terms[n - 1].text if n and self._shapes[n].is_open else ""
            after = terms[n + 1].text if self._may_narrow(n + 1) else ""
            at.setdefault((term.text, before, after), []).append(n)
        # By the first place where it may be wrong; a text that stands in several is taken out from the end.
        self._texts = [(places[0], places[::-1]) for places in at.values()]
        heapify(self._texts)
        self._looked_at = _LookedAt()
        self._done: set[ClaimKey] = set()
        """Judgements that need not be repeated; those of them that wait for an installment, and for any of some names;
        and of each name all those sets that it is in."""
        self._rows: dict[int, list[ClaimKey]] = {}
        self._says: dict[frozenset[int], list[ClaimKey]] = {}
        self._says_of: dict[int, list[frozenset[int]]] = {}
        self._alike_of: dict[frozenset[int], list[tuple[Title, frozenset[int]]]] = {}

    def passed(self, rows: Iterable[int]) -> None:
        """More is passed of these installments since this was last called."""
        for row in rows:
            self._wake(self._rows.pop(row, ()))

    def is_right(self, n: int) -> None:
        """The term at `n` is understood now."""
        places = self._looked_at.drop(n, self._keys[n])
        if places:
            heappush(self._texts, (n, places))

    def admitted(self, more: Collection[int], known: set[int], passed: Ints) -> list[Claim]:
        """Claims of terms that are wrong without the secret titles that they name, and right for those alone, where the
        names `known` and the seconds `passed` of each installment come from others; `more` are the names that have
        become known since this was last called. Of very many wrong terms the first are looked at, whether or not they
        name one: else the others would tell of hidden titles."""
        for say in [say for name in more for say in self._says_of.get(name, ())]:
            self._wake(self._says[say])
            self._says[say].clear()
        self._look_at_more()
        found: list[Claim] = []
        for n in self._looked_at.take_awake():
            shape, after, key, carried = self._shapes[n], self._after[n], self._keys[n], None
            if shape.is_open and (carried := self._carried(n)) is not None:
                key = *key[:2], carried
            if key in self._done or shape.ever.called <= known:
                continue
            self._done.add(key)
            self._wait_for_names(shape.ever.say, key)
            if after is not None:
                self._wait_for_names(after.ever.say, key)
            claim = self._claim(_TermContext(n, known, passed, key, carried))
            if claim is not None:
                found.append(claim)
        return found

    def _wake(self, keys: Iterable[ClaimKey]) -> None:
        """These judgements must be repeated."""
        for key in keys:
            self._done.discard(key)
            self._looked_at.wake(key)

    def _look_at_more(self) -> None:
        """Look at the first terms that are wrong, each text once where it stands between the same."""
        while self._texts and len(self._looked_at) < _MOST_WRONG:
            place, places = heappop(self._texts)
            while places and not isinstance(self._outcomes[places[-1]], Wrong):
                places.pop()
            if places and places[-1] == place:
                is_open = self._shapes[place].is_open
                self._looked_at.add(place, places, self._keys[place], is_open=is_open)
            elif places:
                heappush(self._texts, (places[-1], places))

    def _may_narrow(self, n: int) -> bool:
        """Whether there is a term at `n`, and the title of the one before has a say in it."""
        return n < len(self._terms) and self._shapes[n].is_open

    def _carried(self, n: int) -> Carried | None:
        before = self._outcomes[n - 1] if n else None
        return before.carried if isinstance(before, Understood) else None

    def _claim(self, context: _TermContext) -> Claim | None:
        """What a term claims: one hidden title, or of a list one for each of its parts that is wrong."""
        shape = self._shapes[context.place]
        found = self._of_one(context, sorted(self._named(shape, context.known)))
        if found is not None or not shape.parts:
            return found
        admits = self._of_parts(context, shape)
        return self._whole(context, admits) if admits else None

    def _of_one(self, context: _TermContext, titles: Collection[int]) -> Claim | None:
        """A claim on one of these titles, where it can be no other."""
        claims = [it for number in titles if (it := self._whole(context, frozenset((number,)))) is not None]
        if len(claims) > 1:  # one of them may be called exactly so
            all_of_them = frozenset(name for claim in claims for name in claim.admits)
            exactly = _titles(self._effects(self._outcome(context.place, context.known, all_of_them, context.carried)))
            claims = [claim for claim in claims if claim.admits <= exactly]
        return claims[0] if len(claims) == 1 else None

    def _whole(self, context: _TermContext, admits: frozenset[int]) -> Claim | None:
        """The claim on these titles, where all of the term is right for them, claims each as seen, and reveals it with
        what remains claimed where the term after says which part is meant."""
        for number in admits:
            self._wait_for(number, context.key)
        outcome = self._outcome(context.place, context.known, admits, context.carried)
        if not isinstance(outcome, Understood):
            return None
        effects = self._remaining(context, outcome, admits)
        if admits <= _titles(effects) and self._are_revealed(admits, effects, context.passed):
            return Claim(context.place, outcome, admits)
        return None

    def _remaining(self, context: _TermContext, outcome: Understood, admits: frozenset[int]) -> Collection[Effect]:
        """What a term says together with the term after, where that says which part of its title is meant; nothing
        where it could, but is not understood."""
        carried, n = outcome.carried, context.place + 1
        if carried is None or not carried.whole or not self._may_narrow(n):
            return outcome.effects
        if not self._reader.may_narrow(self._terms[n], carried.title):
            return outcome.effects
        after = self._outcome(n, context.known, admits, carried)
        if isinstance(after, Wrong) and self._terms[n].parts:
            first = self._terms[n].parts[0]
            after = self._reader.outcome(first, self._here(self._reader.shape(first), context.known, admits), carried)
        if isinstance(after, Wrong):
            return ()
        return (*outcome.effects[:-1], *after.effects) if after.narrows else outcome.effects

    def _of_parts(self, context: _TermContext, shape: TermShape) -> frozenset[int]:
        """The hidden titles that would make the wrong parts of a list right, one for each; none where a part can mean
        none or several."""
        found: set[int] = set()
        claimed, open_ones = list[Effect](), list[tuple[TermShape, dict[int, Collection[Effect]]]]()
        for part in shape.parts:
            here = self._reader.here(part, context.known)
            if isinstance(self._reader.outcome(part.term, here, None), Understood):
                continue
            titles = {
                number: effects
                for number in sorted(self._placed(part, context.known))
                if number in _titles(effects := self._effects(self._reader.outcome(part.term, here | {number}, None)))
            }
            for number in titles:
                self._wait_for(number, context.key)
            own = [number for number, its in titles.items() if self._are_revealed((number,), its, context.passed)]
            chosen = self._only(part, own, here)
            if chosen is not None:
                found.add(chosen)
                claimed += titles[chosen]
            elif own or not (titles or part.is_open):
                return frozenset()
            elif titles:
                open_ones.append((part, titles))
        claimed += [effect for _, titles in open_ones for its in titles.values() for effect in its]
        limits = self._with(claimed, context.passed) if open_ones else context.passed
        for part, titles in open_ones:
            known = [number for number in titles if self._table.is_known(number, limits)]
            chosen = self._only(part, known, self._reader.here(part, context.known))
            if chosen is None:
                return frozenset()
            found.add(chosen)
        return frozenset(found)

    def _only(self, part: TermShape, titles: Collection[int], here: frozenset[int]) -> int | None:
        """The one of these that a part names, where it can be no other."""
        if len(titles) > 1:  # one of them may be called exactly so
            effects = self._effects(self._reader.outcome(part.term, here.union(titles), None))
            titles = _titles(effects).intersection(titles)
        return next(iter(titles)) if len(titles) == 1 else None

    def _named(self, shape: TermShape, known: set[int]) -> frozenset[int]:
        """The hidden titles of which one alone could make a term right: all of it is its name, or it is no list and may
        have the place."""
        return shape.whole - known if shape.parts else self._placed(shape, known)

    def _placed(self, shape: TermShape, known: set[int]) -> frozenset[int]:
        """Of the hidden titles that a term names those that may have the place which it claims as seen."""
        found: set[int] = set()
        for meaning, typed in self._reader.candidates(shape.term):
            if not meaning.told and not meaning.keyword and meaning.name is not None:
                for title, its in self._alike(self._reader.ever(typed).called):
                    if may_have(title, meaning.place):
                        found |= its
        return frozenset(found - known)

    def _alike(self, called: frozenset[int]) -> list[tuple[Title, frozenset[int]]]:
        """The titles of these names, together where they have the same seasons: one of them, and the numbers of all."""
        found = self._alike_of.get(called)
        if found is None:
            groups: dict[tuple[bool, frozenset[int]], list[Title]] = {}
            for title in [self._table.titles[number] for number in called if number in self._table.titles]:
                groups.setdefault((title.is_single, frozenset(title.seasons)), []).append(title)
            found = [(its[0], frozenset([it.number for it in its])) for its in groups.values()]
            self._alike_of[called] = found
        return found

    def _outcome(self, n: int, known: KnownNumbers, more: frozenset[int], carried: Carried | None) -> Outcome:
        """What a term says to somebody who knows `more`, too."""
        return self._reader.outcome(self._terms[n], self._here(self._shapes[n], known, more), carried)

    def _here(self, shape: TermShape, known: KnownNumbers, more: frozenset[int]) -> frozenset[int]:
        return self._reader.here(shape, known) | (more & shape.ever.say)

    def _effects(self, outcome: Outcome) -> Collection[Effect]:
        return outcome.effects if isinstance(outcome, Understood) else ()

    def _are_revealed(self, titles: Collection[int], effects: Collection[Effect], passed: Ints) -> bool:
        """Whether these titles are known to whoever has seen that, and passed the rest."""
        if any(effect.keyword for effect in effects):
            limits = self._with(effects, passed)
            return all(self._table.is_known(number, limits) for number in titles)
        spans = [it.span for it in effects if it.span is not None and not it.told]
        own = [part for span in spans for part in rows_of_span(self._table, span)]
        if len(own) == 1 and len(own[0][0]) == 1:  # as of a film: much faster so
            row, seconds = int(own[0][0][0]), own[0][1]
            return all(self._table.is_known(number, passed, row, seconds) for number in titles)
        before = list[tuple[Ints, Ints]]()  # copying all of `passed` for each claim would take long
        for rows, seconds in own:
            before.append((rows, passed[rows]))
            passed[rows] = np.maximum(passed[rows], seconds)
        are_known = all(self._table.is_known(number, passed) for number in titles)
        for rows, limits in reversed(before):
            passed[rows] = limits
        return are_known

    def _with(self, effects: Collection[Effect], passed: Ints) -> Ints:
        if any(effect.keyword for effect in effects):
            tally = Tally(self._table, self._is_known)
            for effect in effects:
                tally.add(effect)
            return np.maximum(passed, tally.seen)
        limits = passed.copy()
        for effect in effects:
            if effect.span is not None and not effect.told:
                for rows, seconds in rows_of_span(self._table, effect.span):
                    limits[rows] = np.maximum(limits[rows], seconds)
        return limits

    def _wait_for_names(self, say: frozenset[int], key: ClaimKey) -> None:
        """Look again where one of the names that have a `say` becomes known."""
        keys = self._says.get(say)
        if keys is None:
            keys = self._says[say] = []
            for name in say:
                self._says_of.setdefault(name, []).append(say)
        keys.append(key)

    def _wait_for(self, title: int, key: ClaimKey) -> None:
        """Look again where more is passed of what reveals a title."""
        for row in self._table.rows_that_reveal(title):
            self._rows.setdefault(row, []).append(key)


def _titles(effects: Iterable[Effect]) -> frozenset[int]:
    """The titles that are claimed as seen."""
    return frozenset(it.span.title.number for it in effects if it.span is not None and not it.told)
