"""Places as people type them: "The Defenders", "Daredevil S2", "Jessica Jones 1x05". They are read as progress text is,
with its words for what is wrong, among the titles of the view alone."""

from itertools import count

import numpy as np

from intertwine.gate.progress_errors import error, shortened
from intertwine.gate.progress_meanings import TermReader
from intertwine.gate.progress_outcomes import Carried, Effect, Understood
from intertwine.gate.progress_reading import Failure
from intertwine.gate.progress_terms import Meaning, Term, one_term, terms
from intertwine.gate.timetable import Title
from intertwine.gate.view import View
from intertwine.model.extent import Extent, Place, written
from intertwine.model.frozen import FrozenDict
from intertwine.model.message import a_word_for, message, word_for
from intertwine.model.progress import UnknownProgressError
from intertwine.model.record import record
from intertwine.model.release import first_release
from intertwine.model.sentinels import END
from intertwine.model.title import ListedLength, numberings_of
from intertwine.model.title_names import TitleNames
from intertwine.model.title_places import span
from intertwine.model.title_span import TitleSpan
from intertwine.questions.common import Ambiguous, At, NoPlace
from intertwine.questions.tell import Teller


@record
class PlaceStart:
    """Where a title, a season or an installment begins. `order` is below that of everything shown from there on, and
    above that of all that was shown before."""

    title: int
    at: At
    order: int


def place_start(view: View, text: str) -> PlaceStart:
    """The beginning of the place that `text` names. Raises `NoPlace` (whose `asked` is all of `text`, hidden and
    missing alike) and `Ambiguous`."""
    title, season, number = _PlaceReader(view, text).read()
    order = view.listing.order_before(title, season, number)
    named = Teller(view).named(title)
    if order is None:
        raise NoPlace(text, message('nothing of "%(title)s" is listed', title=named.name))
    return PlaceStart(title, At(named.name, season, number, None, named.address, view.listing.words(title)), order)


class _PlaceReader:
    """Reads one text against the titles that a view lists."""

    def __init__(self, view: View, text: str) -> None:
        self._view, self._text = view, text
        numbers = count(max(view.listing.titles, default=0) + 1)
        self._titles = {n: _title(view, n, numbers) for n in view.listing.titles}
        self._names = TitleNames(self._titles.values())
        self._known = self._names.all
        self._reader = TermReader(self._names, explains=False)

    def read(self) -> tuple[int, int | None, int | None]:
        """The title, and the season or the installment of it."""
        try:
            split = terms(self._text)
            whole = self._meant((one_term(self._text),)) if len(split) > 1 else None
            found = whole if isinstance(whole, Understood) else self._meant(split)
        except UnknownProgressError as wrong:
            raise NoPlace(self._text, str(wrong), near=wrong.offers) from wrong
        until = self._until(found, split)
        if until is not None:
            raise until
        if isinstance(found, Failure):
            raise self._wrong(found)
        if found.carried is None:
            raise NoPlace(self._text, message("no title is named"))
        spans = [effect.span for effect in found.effects if effect.span is not None]
        place = _one(spans[0], found.carried) if len(spans) == 1 else None
        if place is None:
            raise self._several(spans[0])
        return (spans[0].title.number, *place)

    def _meant(self, split: tuple[Term, ...]) -> Understood | Failure:
        """What all terms say together: a later one may say which part of the title before it is meant."""
        effects, carried = list[Effect](), None
        for term in split:
            plain = _without_keywords(term)
            outcome = self._reader.outcome(plain, self._known, carried)
            if not isinstance(outcome, Understood):
                return Failure(plain, self._known, carried)
            if outcome.narrows:
                del effects[-1:]
            effects += outcome.effects
            carried = outcome.carried
        return Understood(tuple(effects), carried)

    def _until(self, found: Understood | Failure, split: tuple[Term, ...]) -> NoPlace | None:
        """What is said of a share or a page in a known title, right or wrong: it is no place. None of anything else."""
        split = split if isinstance(found, Understood) else (found.term,)
        said = [it for term in split for it in term.meanings if any(_is_until(extent) for extent in it.place.extents)]
        for it in sorted(said, key=lambda it: it.name is None):
            titles = self._names.called(it.name, self._known) if it.name else []
            if it.name is None and found.carried is not None:
                titles = [found.carried.title]
            if len(titles) == 1:
                return self._how_far(titles[0], it.place)
        return None

    def _how_far(self, title: Title, place: Place) -> NoPlace:
        """What is said of a `place` in `title` that ends with a share or a page. The installment is offered that
        somebody so far is in, or the place that the share is of."""
        near, words = self._names.spelling(title, self._known), title.words
        *within, until = place.extents
        found = span(title, Place((until,)), near)
        offer = near if title.is_single else ""
        if within:
            offer = f"{near} {written(within[0], words)}"
        elif not title.is_single and isinstance(found, TitleSpan) and (end := found.runs[0][1]) < len(title.places):
            offer = f"{near} {words.installment(*title.places[end])}"
        text, own = shortened(self._text), words.kind.installment
        wrong = message('"%(text)s" says how far somebody is, and names no place in it', text=text)
        if not title.is_single:
            wrong = message(
                '"%(text)s" says how far somebody is, and names no %(installment)s',
                text=text,
                installment=word_for(own),
            )
        if offer:
            said = message("%(wrong)s; did you mean %(offer)s?", wrong=wrong, offer=offer)
            return NoPlace(self._text, said, near=(offer,))
        said = message("%(wrong)s; name %(installment)s instead", wrong=wrong, installment=a_word_for(own))
        return NoPlace(self._text, said)

    def _wrong(self, failure: Failure) -> NoPlace | Ambiguous:
        wrong = error(TermReader(self._names), failure)
        called = [self._names.called(it.name, self._known) for it in failure.term.meanings if it.name]
        several = next((titles for titles in called if len(titles) > 1), None)
        if several is not None:
            return Ambiguous(self._text, Teller(self._view).all_named(it.number for it in several), str(wrong))
        if any(called) or wrong.offers:
            return NoPlace(self._text, str(wrong), near=wrong.offers)
        other = "not a title" if self._view.names.find(self._text) else ""
        return NoPlace(self._text, str(wrong), unknown=True, other=other)

    def _several(self, found: TitleSpan) -> NoPlace:
        """A text that names more than one season or installment, or a time in one: the first of them is offered."""
        title, (begin, end), words = found.title, found.runs[0], found.title.words
        near, whole = self._names.spelling(self._titles[title.number], self._known), (0, len(title.places))
        if (begin, end) != whole and begin < end:
            season, _ = title.places[begin]
            is_season = begin == title.seasons[season][0] and end >= title.seasons[season][1]
            near += f" {words.part(season) if is_season else words.installment(*title.places[begin])}"
        wrong = message(
            '"%(text)s" is not one title, %(part)s or %(installment)s', text=shortened(self._text),
            part=word_for(words.kind.part), installment=word_for(words.kind.installment),
        )  # fmt: skip
        return NoPlace(self._text, message("%(wrong)s; did you mean %(offer)s?", wrong=wrong, offer=near), near=(near,))


def _without_keywords(term: Term) -> Term:
    """A term that is one place: what could only be more, as `told before "Daredevil"`, is a name that nothing has."""
    meanings = tuple(it for it in term.meanings if not (it.told or it.keyword))
    return term._replace(meanings=meanings or (Meaning(False, "", term.text, text=term.text),), parts=())


def _is_until(extent: Extent) -> bool:
    """Whether an extent says how far somebody is."""
    return extent.unit in ("share", "page")


def _one(found: TitleSpan, carried: Carried) -> tuple[int | None, int | None] | None:
    """The season or installment that a span is, a pair of None for all of the title; None for anything else."""
    place, title = carried.after, found.title
    if found.seconds != END or len(found.runs) > 1:
        return None
    if place is None:
        return None, None
    begin, end = found.runs[0]
    season, number = title.places[begin]
    if place.is_file:  # it begins with the first of them
        return season, number
    if not place.is_one or _is_until(place):
        return None
    is_season = place.unit == "season" or (place.unit == "bare" and place.first[1] == season)
    if is_season and (begin, end) == title.seasons[season]:
        return season, None
    return (season, number) if end - begin == 1 else None


def _title(view: View, number: int, numbers: "count[int]") -> Title:
    """A title of a view. Its address is one of its names; more names get `numbers`."""
    listed = view.listing.installments(number)
    others = [known.text for known in view.names.known(number)[1:]]
    public = not view.names.is_shared(number) or any(
        fact.verb.role == "title name" for fact in view.facts.public_of(number)
    )
    return Title(
        number=number,
        identity=view.listing.identity(number) or view.names.address(number),
        name=view.names.best(number),
        others=tuple((next(numbers), name) for name in (*others, view.names.address(number))),
        kind=view.entities.kind(number),
        year=view.listing.year(number),
        first=first_release(it.date for it in listed if it.date),
        public=public,
        places=tuple((it.season, it.number) for it in listed),
        words=view.listing.words(number),
        lengths=tuple(ListedLength(it.minutes, it.about, it.file_end) for it in listed),
        editions=view.listing.editions(number),
        declared=FrozenDict((it.number, it.episodes) for it in view.listing.seasons(number)),
        numberings=numberings_of((it.others for it in listed), ()),
        rows=np.zeros(0, np.int32),
        dates=np.zeros(len(listed), np.int32),
    )
