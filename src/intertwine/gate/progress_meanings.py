"""What one term of a progress text means to somebody who knows certain titles."""

from collections.abc import Collection
from typing import NamedTuple

from intertwine.gate.progress_terms import EVERYTHING, NOTHING, Keyword, Meaning, Term
from intertwine.gate.timetable import Title
from intertwine.model.positions import Extent, Place, after_name, read_extents, spelled, split_time
from intertwine.model.sentinels import NO_DATE
from intertwine.model.title_names import NO_NAMES, EverNamed, TitleNames, quoted
from intertwine.model.title_places import TitleSpan, Wrong, span


class Carried(NamedTuple):
    """What a term leaves to a term after it that is a place alone: its title, and what a number counts there.
    `name` is the title as typed. `seasons`: it spoke of "seasons", so that a number alone is one more. `whole`: it
    named all of the title."""

    title: Title
    name: str
    told: bool
    after: Extent | None
    seasons: bool
    whole: bool = False


class Effect(NamedTuple):
    """What a term that is understood says: a keyword, or a span of a title. `day`: all that came out before it."""

    told: bool
    keyword: Keyword
    span: TitleSpan | None = None
    day: int = NO_DATE


class Right(NamedTuple):
    """A term that is understood. `narrows`: it says which part of the title before it is meant, as in "Daredevil,
    season 1", so that this one takes the place of that."""

    effects: tuple[Effect, ...]
    carried: Carried | None
    narrows: bool = False


Outcome = Right | Wrong


class TermReader:
    """Reads the terms of one text, and remembers what it has read: an outcome hangs on those of the known names that
    have a say in the term. `explains`: for a name of several titles it offers a spelling of each, which takes long."""

    def __init__(self, names: TitleNames[Title], *, explains: bool = True) -> None:
        self.names, self._explains = names, explains
        self._read: dict[tuple[int, frozenset[int], Carried | None], tuple[Term, Outcome]] = {}
        self._named: dict[str, EverNamed] = {}
        self._ever: dict[str, EverNamed] = {}

    def outcome(self, term: Term, known: frozenset[int], carried: Carried | None) -> Outcome:
        """What `term` says to somebody who knows the names with the numbers `known`; `carried` is what the term before
        it leaves to it (None: nothing). It is right where exactly one of its meanings is."""
        here = known  # offers hang on namesakes too
        if not self._explains:
            here = self.named_by(term).say & known
            if carried is not None:  # it is called by the best name that is known
                here |= known.intersection(number for number, _ in carried.title.names)
        key = id(term), here, carried
        if key not in self._read:
            self._read[key] = term, self._outcome(term, known, carried)  # the term too, so that its id stays its own
        return self._read[key][1]

    def named_by(self, term: Term) -> EverNamed:
        """All names, hidden or not, that have a say in what a term or a part of it means, and those that it can name
        titles by."""
        found = self._named.get(term.text)
        if found is None:
            own = [*(self._ever_named(way.name) for way in term.meanings if way.name), *map(self.named_by, term.parts)]
            own = [it for it in own if it.say]
            says, called = [it.say for it in own], [it.called for it in own]
            found = own[0] if len(own) == 1 else EverNamed(NO_NAMES.union(*says), NO_NAMES.union(*called))
            self._named[term.text] = found
        return found

    def named_whole(self, term: Term) -> frozenset[int]:
        """Those of them that a term can name titles by where it is taken as a whole, whatever its parts are."""
        return NO_NAMES.union(*(self._ever_named(way.name).called for way in term.meanings if way.name))

    def _ever_named(self, name: str) -> EverNamed:
        found = self._ever.get(name)
        if found is None:
            found = self._ever[name] = self.names.ever_named(name)
        return found

    def _outcome(self, term: Term, known: frozenset[int], carried: Carried | None) -> Outcome:
        found = [(meaning, self.meant(meaning, known, carried)) for meaning in term.meanings]
        right = {it.effects: it for _, it in found if isinstance(it, Right)}
        doubtful = [it for _, it in found if isinstance(it, Wrong) and it.is_name]
        if len(right) == 1 and not doubtful:
            return next(iter(right.values()))
        if right:
            name = self.names.shown(carried.title, known) or carried.name if carried else ""
            offers = [word for meaning, it in found if isinstance(it, Right) for word in explicit(meaning, name)]
            offers += [offer for it in doubtful for offer in it.offers]
            return Wrong(f'"{term.text}" can mean several things', tuple(dict.fromkeys(offers)))
        together = self._parts(term, known, carried) if term.parts else Wrong("")
        wrong = [it for _, it in found if isinstance(it, Wrong) and it.message]
        return together if isinstance(together, Right) or not wrong else wrong[0]

    def _parts(self, term: Term, known: frozenset[int], carried: Carried | None) -> Outcome:
        effects = list[Effect]()
        for part in term.parts:
            found = self.outcome(part, known, carried)
            if isinstance(found, Wrong):
                return found
            if found.narrows:
                del effects[-1:]
            effects += found.effects
            carried = found.carried
        return Right(tuple(effects), carried)

    def meant(self, meaning: Meaning, known: frozenset[int], carried: Carried | None) -> Outcome:
        """A term taken in one way, `meaning`; `known` and `carried` are those of `outcome`. A wrong one without a
        message names no title that is known."""
        told, keyword, name, place, _, _ = meaning
        if keyword in ("everything", "nothing"):
            return Right((Effect(told, keyword),), None)
        if name is None:
            return self._carried(meaning, known, carried)
        titles = [] if self._ever_named(name).say.isdisjoint(known) else self.names.called(name, known)
        if not titles:
            return Wrong("")
        if len(titles) > 1:
            explained = titles if self._explains else ()
            offers = (f"{quoted(self.names.spelling(it, known))}{after_name(place)}" for it in explained)
            return Wrong(f'"{name}" is the name of several titles', tuple(offers), place == Place())
        return self._placed(titles[0], meaning)

    def _carried(self, meaning: Meaning, known: Collection[int], carried: Carried | None) -> Outcome:
        """A place alone, in the title of the term before."""
        if carried is None:
            return Wrong("")
        title, typed, told, after, seasons, _ = carried
        name, place = self.names.shown(title, known) or typed, meaning.place
        if after is not None and place.extents:
            if after.unit == "season" and place.extents[0].unit == "bare" and not seasons:
                number = place.extents[0].first[1]
                offers = (f"{name} S{number}", f"{name} {spelled((after.last[0], number))}")
                return Wrong(f'"{meaning.text}" could be a season or an episode', offers)
            extents = read_extents(split_time(meaning.text)[0], after)
            place = place._replace(extents=extents or place.extents)
        found = self._placed(title, meaning._replace(told=told or meaning.told, name=name, place=place), seasons)
        return found._replace(narrows=carried.whole) if isinstance(found, Right) else found

    def _placed(self, title: Title, meaning: Meaning, seasons: bool = False) -> Outcome:
        told, keyword, name, place, is_quoted, text = meaning
        word = name or ""
        found = span(title, place, word)
        if isinstance(found, Wrong):
            head = ("told " if told else "") + (f"{keyword} " if keyword else "")
            name = quoted(word) if is_quoted else word
            return found._replace(offers=tuple(f"{head}{name}{offer}" for offer in found.offers))
        if keyword == "before":
            days = [int(title.dates[begin:end].min()) for begin, end in found.runs if end > begin]
            day = min(days, default=NO_DATE)
            if day == NO_DATE:
                return Wrong(f'"before {word}": "{word}" has no release date')
            return Right((Effect(told, keyword, None, day),), None)
        if not title.identity:
            return Wrong(f'"{word}" cannot be marked: its page needs an id', (), place == Place())
        after = place.extents[-1] if place.extents else None
        carried = Carried(title, word, told, after, seasons or "seasons" in text.lower(), place == Place())
        return Right((Effect(told, keyword, found),), carried)


def explicit(meaning: Meaning, carried: str) -> tuple[str, ...]:
    """A meaning written so that it can be taken in no other way, unless a title is called so too. `carried` is the
    title of the term before."""
    told = "told " if meaning.told else ""
    if meaning.keyword in _ALONE:
        return tuple(f"{told}{word}" for word in _ALONE[meaning.keyword])
    name = carried if meaning.name is None else meaning.name
    before = "before " if meaning.keyword == "before" else ""
    return (f"{told}{before}{quoted(name)}{after_name(meaning.place)}",)


_ALONE: dict[Keyword, tuple[str, ...]] = {"everything": EVERYTHING[1:], "nothing": NOTHING[1:]}
