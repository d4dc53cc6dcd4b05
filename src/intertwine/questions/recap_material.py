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
        self._prose: dict[int, dict[tuple[int, int | None], list[Fact]]] = {}

    def season(self, it: PassedSeason, most: int, about: Collection[int]) -> list[ToldPart]:
        """At most `most` sentences of a season, `it`: of its whole recap, else of its last installments, else facts;
        those about certain people (`about`; none: about anybody), where there are any."""
        prose = self._prose_of(it.title)
        whole = prose.get((it.season, None), [])
        if whole and (not about or _names(whole, about)):
            return [self._part(it, None, choose(whole, in_words(self._tell, whole), most, about))]
        if not about and (it.season, it.numbers[-1]) in prose:
            return self.episodes(it, most)
        for number in reversed(it.numbers) if about else ():
            told = prose.get((it.season, number), [])
            if _names(told, about):
                return [self._part(it, number, choose(told, in_words(self._tell, told), most, about))]
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
        told = in_words(self._tell, self._prose_of(it.title).get((it.season, number), []))
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

    def _prose_of(self, title: int) -> dict[tuple[int, int | None], list[Fact]]:
        """The keeper's prose of a title that was shown before the limit, of each installment and (None) season."""
        if title not in self._prose:
            last = {it.season: it.number for it in self._view.listing.installments(title)}
            found = self._prose[title] = {}
            for fact in self._before(self._view.facts.of(title, roles=("prose",))):
                where = fact.where
                if where is None or where.title != title or title not in fact.subjects or fact.section or not fact.real:
                    continue
                whole = fact.several and where.number == last.get(where.season)
                found.setdefault((where.season, None if whole else where.number), []).append(fact)
        return self._prose[title]


def _names(prose: Iterable[Fact], about: Collection[int]) -> bool:
    return any(piece.entity in about for fact in prose for piece in fact.text)
