"""What a progress text says: each term judged among the titles that its reader may know without it.

Public titles are known from the start, and so are those that the viewer knows already. A title that the text's own
claims reveal is known to its other terms. A secret title that nothing else reveals is admitted for the one term that
names it, where that whole term is right for it, claims it as seen, and so reveals it.
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np

from intertwine.gate.progress_places import Span, Wrong, span
from intertwine.gate.progress_terms import EVERYTHING, NOTHING, Keyword, Meaning, Term
from intertwine.gate.timetable import Timetable, Title
from intertwine.gate.title_names import TitleNames
from intertwine.ledger.ledger import NO_DATE
from intertwine.model.positions import Extent, after_name, read_extents, spelled, split_time
from intertwine.model.progress import Progress
from intertwine.model.statement import END
from intertwine.model.strings import Ints


class Carried(NamedTuple):
    """What a term leaves to a term after it that is a place alone: its title, and what a number counts there.
    `seasons`: it spoke of "seasons", so that a number alone is one more."""

    title: Title
    told: bool
    after: Extent | None
    seasons: bool


class Effect(NamedTuple):
    """What a term that is understood says: a keyword, or a span of a title. `day`: all that came out before it."""

    told: bool
    keyword: Keyword
    span: Span | None = None
    day: int = NO_DATE


class Right(NamedTuple):
    """A term that is understood."""

    effects: tuple[Effect, ...]
    carried: Carried | None


Outcome = Right | Wrong
NOBODY: frozenset[int] = frozenset()


def read(
    table: Timetable, names: TitleNames, terms: Sequence[Term], base: frozenset[int]
) -> "tuple[Tally, Failure | None]":
    """What `terms` say to somebody who knows the titles `base`, and the first term that is not understood."""
    reader = Reader(table, names)
    known = base
    while True:
        outcomes = reader.outcomes(terms, known)
        tally = reader.tally(outcomes)
        more = (table.known(tally.passed) | reader.admitted(terms, outcomes, known, tally)) - known
        if not more:
            break
        known |= more
    if all(isinstance(it, Right) for it in outcomes):
        return tally, None
    # What a wrong term made known, before it turned out to be wrong, has no say in how it is judged.
    calm = base | table.known(tally.passed)
    again = outcomes if calm == known else reader.outcomes(terms, calm)
    judged = [now if isinstance(was, Wrong) else was for was, now in zip(outcomes, again, strict=True)]
    first = next((n for n, it in enumerate(judged) if isinstance(it, Wrong)), None)
    return reader.tally(judged), None if first is None else Failure(terms[first], calm, reader.carried(judged, first))


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


class Reader:
    """Reads terms against one timetable."""

    def __init__(self, table: Timetable, names: TitleNames) -> None:
        self.table, self.names = table, names

    def outcomes(self, terms: Sequence[Term], known: Collection[int]) -> list[Outcome]:
        """Each term as it is understood by somebody who knows these titles."""
        found, carried = list[Outcome](), None
        memo: dict[tuple[str, Carried | None], Outcome] = {}
        for term in terms:
            key = term.text, carried
            outcome = memo.get(key)
            if outcome is None:
                outcome = memo[key] = self.outcome(term, known, carried)
            found.append(outcome)
            carried = outcome.carried if isinstance(outcome, Right) else None
        return found

    def carried(self, outcomes: Sequence[Outcome], at: int) -> Carried | None:
        """What the term before the one at `at` leaves to it."""
        before = outcomes[at - 1] if at else None
        return before.carried if isinstance(before, Right) else None

    def tally(self, outcomes: Sequence[Outcome]) -> Tally:
        """What all terms that are understood pass together."""
        tally = Tally(self.table)
        for effect in dict.fromkeys(effect for it in outcomes if isinstance(it, Right) for effect in it.effects):
            tally.add(effect)
        return tally

    def outcome(self, term: Term, known: Collection[int], carried: Carried | None) -> Outcome:
        """One term. It is right where exactly one of its meanings is."""
        found = [(meaning, self.meant(meaning, known, carried)) for meaning in term.meanings]
        right = {it.effects: it for _, it in found if isinstance(it, Right)}
        if len(right) == 1:
            return next(iter(right.values()))
        if right:
            offers = dict.fromkeys(explicit(meaning, carried) for meaning, it in found if isinstance(it, Right))
            return Wrong(f'"{term.text}" can mean several things', tuple(offers))
        if term.parts and isinstance(together := self._parts(term, known, carried), Right):
            return together
        wrong = [it for _, it in found if isinstance(it, Wrong)]
        return next((it for it in wrong if it.message), Wrong(""))

    def _parts(self, term: Term, known: Collection[int], carried: Carried | None) -> Outcome:
        effects = list[Effect]()
        for part in term.parts:
            found = self.outcome(part, known, carried)
            if isinstance(found, Wrong):
                return found
            effects += found.effects
            carried = found.carried
        return Right(tuple(effects), carried)

    def meant(self, meaning: Meaning, known: Collection[int], carried: Carried | None) -> Outcome:
        """A term taken in one way. A wrong one without a message names no title that is known."""
        told, keyword, name, place, _, _ = meaning
        if keyword in ("everything", "nothing"):
            return Right((Effect(told, keyword),), None)
        if name is None:
            return self._carried(meaning, carried)
        titles = self.names.called(name, known)
        if not titles:
            return Wrong("")
        if len(titles) > 1:
            offers = (f"{quoted(self.names.spelling(it, known))}{after_name(place)}" for it in titles)
            return Wrong(f'"{name}" is the name of several titles', tuple(offers))
        return self._placed(titles[0], meaning)

    def _carried(self, meaning: Meaning, carried: Carried | None) -> Outcome:
        """A place alone, in the title of the term before."""
        if carried is None:
            return Wrong("")
        title, told, after, seasons = carried
        place = meaning.place
        if after is not None:
            if after.unit == "season" and place.extents[0].unit == "bare" and not seasons:
                number = place.extents[0].first[1]
                offers = (f"{title.name} S{number}", f"{title.name} {spelled((after.last[0], number))}")
                return Wrong(f'"{meaning.text}" could be a season or an episode', offers)
            extents = read_extents(split_time(meaning.text)[0], after)
            place = place._replace(extents=extents or place.extents)
        return self._placed(title, meaning._replace(told=told or meaning.told, name=title.name, place=place), seasons)

    def _placed(self, title: Title, meaning: Meaning, seasons: bool = False) -> Outcome:
        told, keyword, word, place, is_quoted, text = meaning
        word = word or title.name
        found = span(title, place, word)
        if isinstance(found, Wrong):
            name = (
                ("told " if told else "") + (f"{keyword} " if keyword else "") + (quoted(word) if is_quoted else word)
            )
            return found._replace(offers=tuple(f"{name}{offer}" for offer in found.offers))
        if keyword == "before":
            days = [int(title.dates[begin:end].min()) for begin, end in found.runs if end > begin]
            day = min(days, default=NO_DATE)
            if day == NO_DATE:
                return Wrong(f'"before {word}": "{word}" has no release date')
            return Right((Effect(told, keyword, None, day),), None)
        if not title.identity:
            return Wrong(f'"{word}" cannot be marked: its page needs an id')
        after = place.extents[-1] if place.extents else None
        carried = Carried(title, told, after, seasons or "seasons" in text.lower())
        return Right((Effect(told, keyword, found),), carried)

    def admitted(
        self, terms: Sequence[Term], outcomes: Sequence[Outcome], known: Collection[int], tally: Tally
    ) -> frozenset[int]:
        """Secret titles that a term names which is wrong without them, and right for one of them alone."""
        found: set[int] = set()
        if not self.table.titles.keys() - set(known):
            return NOBODY
        for term in dict.fromkeys(term for term, it in zip(terms, outcomes, strict=True) if isinstance(it, Wrong)):
            claimed = self._claimed(term, known, tally)
            if len(claimed) > 1:
                among = self.outcome(term, claimed | frozenset(known), None)
                claimed = _titles(among) & claimed
            found |= claimed if len(claimed) == 1 else NOBODY
        return frozenset(found)

    def _claimed(self, term: Term, known: Collection[int], tally: Tally) -> frozenset[int]:
        """The titles beyond `known` that a term claims to have seen, and that are revealed by this very claim."""
        everybody = self.table.titles.keys() - set(known)
        named = {title.number for it in term.meanings if it.name for title in self.names.alike(it.name, everybody)}
        found = set()
        for number in named:
            alone = self.outcome(term, {number}, None)
            if number in _titles(alone) and number in self.table.known(
                np.maximum(tally.passed, self.tally([alone]).seen)
            ):
                found.add(number)
        return frozenset(found)


def _titles(outcome: Outcome) -> frozenset[int]:
    """The titles that a term claims as seen."""
    effects = outcome.effects if isinstance(outcome, Right) else ()
    return frozenset(it.span.title.number for it in effects if it.span is not None and not it.told)


def explicit(meaning: Meaning, carried: Carried | None) -> str:
    """A meaning written so that it can be taken in no other way."""
    told = "told " if meaning.told else ""
    if meaning.keyword in _ALONE:
        return told + _ALONE[meaning.keyword]
    name = meaning.name if meaning.name is not None else carried.title.name if carried else ""
    before = "before " if meaning.keyword == "before" else ""
    return f"{told}{before}{quoted(name)}{after_name(meaning.place)}"


def quoted(name: str) -> str:
    """A title's name in quotation marks."""
    return '"' + name.replace('"', '""') + '"'


_ALONE: dict[Keyword, str] = {"everything": EVERYTHING[1], "nothing": NOTHING[1]}
