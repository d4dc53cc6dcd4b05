"""What one term of a progress text means to somebody who knows certain titles."""

from collections.abc import Collection, Hashable, Iterable
from typing import NamedTuple

from intertwine.gate.order_places import NO_ORDERS, OrderPlaces
from intertwine.gate.progress_before import all_before
from intertwine.gate.progress_explicit import ALONE, explicit, in_order
from intertwine.gate.progress_outcomes import Carried, Effect, KnownNumbers, Outcome, Understood
from intertwine.gate.progress_terms import Meaning, Term
from intertwine.gate.timetable import Title
from intertwine.model.extent import Place, after_name
from intertwine.model.message import a_word_for, message
from intertwine.model.place_words import MANY_PARTS
from intertwine.model.positions import read_extents, split_time
from intertwine.model.title_names import TitleNames, quoted
from intertwine.model.title_places import may_have, span
from intertwine.model.title_span import Wrong
from intertwine.model.typed_names import NO_NAMES, NOTHING_TYPED, EverNamed, TypedName

_FEW = 8
"""Names of which it is found at once which are known, without remembering it."""


class Candidate(NamedTuple):
    """A meaning, and what its name finds."""

    meaning: Meaning
    typed: TypedName


class TermShape(NamedTuple):
    """A term as far as its outcome hangs on it: terms that are spelt differently share one, and its `number`.

    `ever` are all names, hidden or not, that have a say in what the term or a part of it means, and those that it can
    name titles by; `whole` are those of the latter where it is taken as a whole. `is_open`: the title of the term
    before has a say too. `is_named`: each meaning of it names a title. `parts` are those of its parts, each once, and
    `term` is one of this shape.
    """

    number: int
    ever: EverNamed
    whole: frozenset[int]
    is_open: bool
    is_named: bool
    parts: "tuple[TermShape, ...]"
    term: Term


class _Read(NamedTuple):
    """What a term was read as. `named`: which of its candidates gave the title that it leaves to the next; it is one
    of its last part where `of_part` is 1, of the last part of that where it is 2, and so on. None: no candidate of its
    own."""

    outcome: Outcome
    named: int | None = None
    of_part: int = 0


class TermReader:
    """Reads the terms of one text, and remembers what it has read: an outcome hangs on those of the known names (of
    titles, and of viewing orders) that have a say in the term, and on no more of its spelling than its `TermShape`, but
    for what is said of a wrong one. `explains`: that is worked out too, which takes longer, and nothing is
    remembered."""

    def __init__(self, names: TitleNames[Title], orders: OrderPlaces = NO_ORDERS, *, explains: bool = True) -> None:
        self.names, self._orders, self._explains = names, orders, explains
        self._lookup = names.lookup()
        self._read: dict[tuple[int, frozenset[int], Carried | None], _Read] = {}
        self._candidates_of: dict[str, tuple[Candidate, ...]] = {}
        self._shape_of: dict[str, TermShape] = {}
        self._shapes: dict[Hashable, TermShape] = {}
        self._narrowing: dict[tuple[int, int], bool] = {}
        self._here: dict[tuple[frozenset[int], frozenset[int] | int], frozenset[int]] = {}
        self._sets: dict[frozenset[int], frozenset[int]] = {}

    def outcome(self, term: Term, known: KnownNumbers, carried: Carried | None) -> Outcome:
        """What `term` says to somebody who knows the names with the numbers `known`; `carried` is what the term before
        it leaves to it (None: nothing). It is right where exactly one of its meanings is."""
        return self._read_as(term, known, carried).outcome

    def _read_as(self, term: Term, known: KnownNumbers, carried: Carried | None) -> _Read:
        if self._explains:
            return self._reading(term, known, frozenset(known), carried)
        shape = self.shape(term)
        if not shape.is_open:
            carried = None
        elif carried is not None and (name := self.names.shown(carried.title, known)):
            carried = carried._replace(name=name)  # it is spoken of so
        here = self.here(shape, known)
        key = shape.number, here, carried
        read = self._read.get(key)
        if read is None:
            read = self._read[key] = self._reading(term, known, here, carried)
        found = read.outcome
        if read.named is not None and isinstance(found, Understood) and found.carried is not None:
            naming = term
            for _ in range(read.of_part):
                naming = naming.parts[-1]
            name = self.candidates(naming)[read.named].meaning.name or ""
            if name != found.carried.name:
                return read._replace(outcome=found._replace(carried=found.carried._replace(name=name)))
        return read

    def one(self, names: frozenset[int]) -> frozenset[int]:
        """The same set for all that are equal: what is remembered for it is found sooner."""
        return self._sets.setdefault(names, names)

    def here(self, shape: TermShape, known: KnownNumbers) -> frozenset[int]:
        """Those of the `known` names that have a say in a term of this shape."""
        if len(shape.ever.say) <= _FEW:
            return self.one(shape.ever.say & known)
        key = shape.ever.say, known if isinstance(known, frozenset) else len(known)
        found = self._here.get(key)
        if found is None:
            found = self._here[key] = self.one(shape.ever.say & known)
        return found

    def shape(self, term: Term) -> TermShape:
        """What the outcomes of `term` hang on."""
        found = self._shape_of.get(term.text)
        if found is None:
            found = self._shape_of[term.text] = self._new_shape(term)
        return found

    def _new_shape(self, term: Term) -> TermShape:
        candidates, parts = self.candidates(term), [self.shape(part) for part in term.parts]
        is_named = None not in [it.name for it in term.meanings] and "" not in [it.name for it in term.meanings]
        key: tuple[Hashable, ...] = (is_named,)
        if candidates or parts:
            key = (is_named, *[self._spelt(*it) for it in candidates], *[part.number for part in parts])
        found = self._shapes.get(key)
        if found is None:
            own = [self.ever(it.typed) for it in candidates]
            orders = [self._orders.called(it.order) for it, _ in candidates if it.order]
            says, called = ([*orders, *(it[n] for it in (*own, *(part.ever for part in parts)))] for n in range(2))
            is_open = any(it.meaning.name is None for it in candidates) or any(it.is_open for it in parts[:1])
            found = self._shapes[key] = TermShape(
                len(self._shapes), EverNamed(self._union(says), self._union(called)),
                self._union(it.called for it in own), is_open, is_named,
                tuple({it.number: it for it in parts}.values()), term,
            )  # fmt: skip
        return found

    def _spelt(self, it: Meaning, typed: TypedName) -> Hashable:
        """What of a meaning and its name decides over what it says."""
        text = it.text if it.name is None else MANY_PARTS.search(it.text) is not None
        return it.told, it.keyword, typed, it.place, text, *self._named(it)

    def _named(self, meaning: Meaning) -> tuple[frozenset[int], ...]:
        """The viewing orders that a meaning can name, where it names one."""
        return (self._orders.called(meaning.order),) if meaning.order else ()

    def may_narrow(self, term: Term, title: Title) -> bool:
        """Whether `term` may say which part of `title`, that of the term before, is meant. Words that this title's kind
        does not use are a name: in "Part 11, Part 12" they are of two films."""
        shape = self.shape(term)
        if not shape.is_open:
            return False
        key = shape.number, title.number
        found = self._narrowing.get(key)
        if found is None:
            first = (term, *term.parts[:1])
            places = (way.meaning.place for it in first for way in self.candidates(it) if way.meaning.name is None)
            found = any(not any(extent.words for extent in place.extents) or may_have(title, place) for place in places)
            self._narrowing[key] = found
        return found

    def ever(self, typed: TypedName) -> EverNamed:
        """What can be named so, whichever titles are known."""
        return self._lookup.ever(typed)

    def candidates(self, term: Term) -> tuple[Candidate, ...]:
        """The meanings of a term that could be right, whichever titles are known."""
        found = self._candidates_of.get(term.text)
        if found is None:
            named = list[Candidate]()
            for it in term.meanings:
                name = self._lookup.typed(it.name) if it.name else NOTHING_TYPED
                if name is not NOTHING_TYPED or it.name is None or it.keyword in ALONE:
                    named.append(Candidate(it, name))
            found = self._candidates_of[term.text] = tuple(named)
        return found

    def _union(self, sets: Iterable[frozenset[int]]) -> frozenset[int]:
        """All of these together: one of them where it holds the others."""
        largest, *others = sorted({id(it): it for it in (NO_NAMES, *sets)}.values(), key=len, reverse=True)
        more = [it for it in others if not it <= largest]
        return self.one(largest.union(*more) if more else largest)

    def _reading(self, term: Term, known: KnownNumbers, here: frozenset[int], carried: Carried | None) -> _Read:
        """Read `term`; `here` are those of the `known` names that have a say in it, or all of them."""
        meant = [(it, self._lookup.called(typed, here)) for it, typed in self.candidates(term)]
        found = [(it, self._meant(it, titles, known, carried)) for it, titles in meant]
        right = {it.effects: (n, it) for n, (_, it) in enumerate(found) if isinstance(it, Understood)}
        doubtful = [it for _, it in found if isinstance(it, Wrong) and it.is_name]
        if len(right) == 1 and not doubtful:
            at, outcome = next(iter(right.values()))
            return _Read(outcome, None if found[at][0].name is None else at)
        if right:
            name = self.names.shown(carried.title, known) or carried.name if carried else ""
            offers = [word for meaning, it in found if isinstance(it, Understood) for word in explicit(meaning, name)]
            offers += [offer for it in doubtful for offer in it.offers]
            several = message('"%(text)s" can mean several things', text=term.text)
            return _Read(Wrong(several, tuple(dict.fromkeys(offers))))
        together = self._parts(term, known, carried) if term.parts else _Read(Wrong(""))
        wrong = [it for _, it in found if isinstance(it, Wrong) and it.message]
        return together if isinstance(together.outcome, Understood) or not wrong else _Read(wrong[0])

    def _parts(self, term: Term, known: KnownNumbers, carried: Carried | None) -> _Read:
        effects, read, narrows = list[Effect](), _Read(Wrong("")), False
        for n, part in enumerate(term.parts):
            read = self._read_as(part, known, carried)
            found = read.outcome
            if isinstance(found, Wrong):
                return read
            if found.narrows:
                narrows = narrows or n == 0
                del effects[-1:]
            effects += found.effects
            carried = found.carried
        return _Read(Understood(tuple(effects), carried, narrows), read.named, read.of_part + 1)

    def _meant(self, meaning: Meaning, titles: list[Title], known: KnownNumbers, carried: Carried | None) -> Outcome:
        """A term with one meaning, `meaning`, whose name is that of these known titles; `known` and `carried` are those
        of `outcome`. A wrong one without a message names no title that is known."""
        told, keyword, name, place, *_ = meaning
        if keyword in ("everything", "nothing"):
            return Understood((Effect(told, keyword),), None)
        if name is None:
            return self._carried(meaning, known, carried)
        if not titles:
            return Wrong("")
        if len(titles) > 1:
            explained = titles if self._explains else ()
            offers = (f"{quoted(self.names.spelling(it, known))}{after_name(place, it.words)}" for it in explained)
            several = message('"%(name)s" is the name of several titles', name=name)
            return Wrong(several, tuple(offers), place == Place())
        return self._placed(titles[0], meaning, known)

    def _carried(self, meaning: Meaning, known: Collection[int], carried: Carried | None) -> Outcome:
        """A place alone, in the title of the term before."""
        if carried is None:
            return Wrong("")
        title, typed, told, after, seasons, _ = carried
        name, place = self.names.shown(title, known) or typed, meaning.place
        if after is not None and place.extents:
            if after.unit == "season" and place.extents[0].unit == "bare" and not seasons:
                number = place.extents[0].first[1]
                words = title.words
                offers = (f"{name} {words.part(number)}", f"{name} {words.installment(after.last[0], number)}")
                part, own = a_word_for(words.kind.part), a_word_for(words.kind.installment)
                said = message(
                    '"%(text)s" could be %(part)s or %(installment)s', text=meaning.text, part=part, installment=own
                )
                return Wrong(said, offers)
            extents = read_extents(split_time(meaning.text)[0], after)
            place = place._replace(extents=extents or place.extents)
        meaning = meaning._replace(told=told or meaning.told, name=name, place=place)
        found = self._placed(title, meaning, known, seasons)
        return found._replace(narrows=carried.whole) if isinstance(found, Understood) else found

    def _placed(self, title: Title, meaning: Meaning, known: Collection[int], seasons: bool = False) -> Outcome:
        told, keyword, name, place, is_quoted, text, order = meaning
        word = name or ""
        found = span(title, place, word)
        if isinstance(found, Wrong):
            head = ("told " if told else "") + (f"{keyword} " if keyword else "")
            name = quoted(word) if is_quoted else word
            return found._replace(offers=tuple(f"{head}{name}{offer}{in_order(order)}" for offer in found.offers))
        if keyword == "before":
            return all_before(title, found, meaning, known, self._orders, explains=self._explains)
        if not title.identity:
            return Wrong(
                message('"%(title)s" cannot be marked: its page needs an id', title=word), (), place == Place()
            )
        after = place.extents[-1] if place.extents else None
        carried = Carried(title, word, told, after, seasons or _many(text), place == Place())
        return Understood((Effect(told, keyword, found),), carried)


def _many(text: str) -> bool:
    """Whether a text speaks of several parts, so that a number alone is one more."""
    return MANY_PARTS.search(text) is not None
