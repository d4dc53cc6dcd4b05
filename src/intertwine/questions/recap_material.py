"""What can be told of the installments and seasons that lead up to a place: prose, else facts."""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from intertwine.model.fact import Fact, Where
from intertwine.questions.common import At, Told
from intertwine.questions.recap_sentences import begins_well, choose, in_words, weightiest
from intertwine.questions.recap_sources import PassedSeason
from intertwine.questions.tell import Teller
from intertwine.questions.title_page import is_film

_FACTS = 4
"""Facts that are told of an installment without prose."""


class ToldPart(NamedTuple):
    """What is told of one installment or season: where it stands among others, and its sentences."""

    order: int
    at: At
    sentences: tuple[Told, ...]


class Material:
    """What a view tells of titles before an order (see `TitleListing.order_before`)."""

    def __init__(self, tell: Teller, limit: int) -> None:
        """In the words of `tell`; nothing counts that was shown from the order `limit` on."""
        self._tell, self._view, self._limit = tell, tell.view, limit
        self._lines: dict[tuple[int, int], dict[int | None, list[int]]] = {}
        self._prose: dict[tuple[int, int, int | None], list[Fact]] = {}
        self._words: dict[tuple[int, int, int | None], list[Told]] = {}

    def season(self, it: PassedSeason, most: int, about: Collection[int]) -> list[ToldPart]:
        """At most `most` sentences of a season, `it`: of its whole recap, else of its last installments, else facts;
        those about certain people (`about`; none: about anybody), where there are any."""
        whole = self._prose_of(it, None)
        if whole and (not about or _names(whole, about)):
            return [self._part(it, None, choose(whole, self._in_words(it, None), most, about))]
        if not about and self._prose_of(it, it.numbers[-1]):
            return self.episodes(it, most)
        for number in reversed(it.numbers) if about else ():
            told = self._prose_of(it, number)
            if _names(told, about):
                return [self._part(it, number, choose(told, self._in_words(it, number), most, about))]
        shown = self._view.facts.shown_in(it.title, season=it.season)
        facts = weightiest(self._view, self._before(shown), most, it.title, about)
        return [self._part(it, None, in_words(self._tell, facts))]

    def episodes(self, it: PassedSeason, most: int) -> list[ToldPart]:
        """The last installments of a season, `it`, as many as fit into `most` sentences; of the last one its first
        sentences, where it has too many."""
        found: list[ToldPart] = []
        room = most
        for number in reversed(it.numbers):
            sentences = self._installment(it, number)
            if room < 1 or (found and len(sentences) > room):
                break
            if sentences:
                found.append(self._part(it, number, sentences[:room]))
                room -= len(sentences)
        return found

    def _installment(self, it: PassedSeason, number: int) -> list[Told]:
        told = self._in_words(it, number)
        first = next((n for n, one in enumerate(told) if begins_well(one)), len(told))
        if told[first:]:
            return told[first:]
        shown = self._view.facts.shown_in(it.title, season=it.season, number=number)
        return in_words(self._tell, weightiest(self._view, self._before(shown), _FACTS, it.title))

    def _part(self, it: PassedSeason, number: int | None, sentences: Sequence[Told]) -> ToldPart:
        """What is told of an installment, or (`number` None) of a season."""
        listing = self._view.listing
        if number is not None or is_film(listing.installments(it.title)):
            at = self._tell.place(Where(it.title, it.season, number or 0))
        else:
            named = self._tell.named(it.title)
            at = At(named.name, it.season, None, None, named.address, listing.words(it.title))
        order = listing.order_before(it.title, it.season, number) or 0
        return ToldPart(order, at, tuple(sentences))

    def _before(self, facts: Iterable[Fact]) -> list[Fact]:
        return [fact for fact in facts if fact.order[0] < self._limit]

    def _in_words(self, it: PassedSeason, number: int | None) -> list[Told]:
        """The sentences of that prose."""
        key = it.title, it.season, number
        if key not in self._words:
            self._words[key] = in_words(self._tell, self._prose_of(it, number))
        return self._words[key]

    def _prose_of(self, it: PassedSeason, number: int | None) -> list[Fact]:
        """The keeper's prose of an installment of a season, or (`number` None) of the season, that was shown before the
        limit."""
        key = it.title, it.season, number
        if key not in self._prose:
            found = self._view.facts.at(self._prose_lines(it.title, it.season).get(number, ()))
            self._prose[key] = [fact for fact in found if it.title in fact.subjects and not fact.section and fact.real]
        return self._prose[key]

    def _prose_lines(self, title: int, season: int) -> dict[int | None, list[int]]:
        """The lines of prose about a title that were shown in a season of it before the limit, by installment; those of
        the whole season under None. Only what a recap chooses from is read: most of it is not."""
        found = self._lines.get((title, season))
        if found is None:
            rows = self._view.rows
            listed = [it.number for it in self._view.listing.installments(title) if it.season == season]
            lines = self._view.lines.of(title, roles=("prose",))
            here = (rows.titles(lines) == title) & (rows.seasons(lines) == season)
            found = self._lines[title, season] = {}
            lines = lines[here & (self._view.lines.orders(lines) < self._limit)]
            for line, number in zip(lines.tolist(), rows.numbers(lines).tolist(), strict=True):
                where = rows.where(line) if number == listed[-1] else None
                found.setdefault(None if where is not None and where.by_end else number, []).append(line)
        return found


def _names(prose: Iterable[Fact], about: Collection[int]) -> bool:
    return any(piece.entity in about for fact in prose for piece in fact.text)
