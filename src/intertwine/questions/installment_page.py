"""An installment's page: what it is, what happens in it as far as this viewer knows, and what stands beside it."""

from collections.abc import Iterable, Iterator
from dataclasses import field

from intertwine.gate.view import View
from intertwine.model.arguments import need_text
from intertwine.model.fact import Fact, Listed, Where
from intertwine.model.numbers import written_number
from intertwine.model.record import record
from intertwine.model.short_repr import short_repr
from intertwine.model.title_kind import PLAIN, TitleWords
from intertwine.model.verb import SCENES
from intertwine.questions.arguments import need_view
from intertwine.questions.common import At, Named, NotThere, Told
from intertwine.questions.listed import LISTED
from intertwine.questions.place import place_start
from intertwine.questions.presence import acts, is_seen
from intertwine.questions.tell import Teller
from intertwine.questions.title_page import Episode, episode, is_film
from intertwine.questions.weights import weights

_MEETINGS = ("first meeting",)


@record
class InstallmentPage:
    """One installment of a title, which is `at`. `episode` is its listing, `number` its place among the `count` that
    are listed of its title, from 1.

    `recap` is what the keeper tells of it. `people` are those who are there in it, the leads of the title first.
    `meetings` are who meets for the first time, `scenes` where something happens, and `facts` all else that was learnt
    in it, as shown. All of them are empty while nothing of it was passed. `before` and `after` are the installments
    beside it (None: there is none)."""

    title: Named
    at: At
    episode: Episode
    number: int
    count: int
    recap: tuple[Told, ...]
    people: tuple[Named, ...]
    meetings: tuple[Told, ...]
    scenes: tuple[Told, ...]
    facts: tuple[Told, ...]
    before: Episode | None
    after: Episode | None
    words: TitleWords = field(default=PLAIN, metadata={"json": TitleWords.as_json})

    __repr__ = short_repr


def installment_key(season: int, number: int) -> str:
    """What tells an installment from others in an address: `1x05`, `1x05.5`."""
    return f"{season}x{written_number(number, 2)}"


def installment(view: View, place: str) -> InstallmentPage:
    """The page of the installment that `place` names in `view`, as people type it ("Jessica Jones 1x05"). Raises
    `NotThere` for what names none, for a title or a season, and `Ambiguous`."""
    need_view("installment", view)
    need_text("installment", place, "a place as text", 'write installment("Title 1x01")')
    start = place_start(view, place)
    if start.at.season is None or start.at.episode is None:
        raise NotThere(place, other="a title" if start.at.season is None else "a place in a title")
    return installment_at(view, start.title, installment_key(start.at.season, start.at.episode))


def installment_at(view: View, title: int, key: str) -> InstallmentPage:
    """The page of the installment of `title`, an entity's number in `view`, that has this `key` (see
    `installment_key`). Raises `NotThere` where none is listed that has it, and of a title that is one installment."""
    need_view("installment", view)
    listed = view.listing.installments(title)
    place = next((n for n, it in enumerate(listed) if installment_key(it.season, it.number) == key), None)
    if place is None or is_film(listed) or view.listing.words(title).kind.is_single:
        raise NotThere(key)
    return _page(Teller(view), title, place)


def _page(tell: Teller, title: int, place: int) -> InstallmentPage:
    view = tell.view
    listed, words = view.listing.installments(title), view.listing.words(title)
    it = listed[place]
    shown = [f for f in view.facts.shown_in(title, season=it.season, number=it.number) if _is_of_it(f)]
    here = sorted(shown, key=lambda fact: fact.order)
    told = [f for f in here if f.verb.role not in (*LISTED, "prose")]
    return InstallmentPage(
        title=tell.named(title),
        at=tell.place(Where(title, it.season, it.number)),
        episode=episode(it, words, film=False),
        number=place + 1,
        count=len(listed),
        recap=tell.all_told(f for f in here if f.verb.role == "prose" and _is_recap(f, title)),
        people=tell.all_named(_people(view, title, here)),
        meetings=tell.all_standing([f for f in told if f.verb.role in _MEETINGS]),
        scenes=tell.all_standing([f for f in told if f.verb.role in SCENES]),
        facts=tell.all_standing([f for f in told if f.verb.role not in (*_MEETINGS, *SCENES)]),
        before=_beside(listed, place - 1, words),
        after=_beside(listed, place + 1, words),
        words=words,
    )


def _is_of_it(fact: Fact) -> bool:
    """Whether a fact was learnt in this installment alone, and not by its end together with others."""
    return fact.where is not None and not fact.where.by_end


def _is_recap(prose: Fact, title: int) -> bool:
    return title in prose.subjects and not prose.section and prose.real


def _people(view: View, title: int, facts: Iterable[Fact]) -> list[int]:
    """Who is there in these facts, the weightiest in this title first."""
    characters, weight = view.entities.of_kind("character", ""), weights(view, title)
    found = dict.fromkeys(view.entities.person(n) for n in _there(view, facts))
    return sorted((n for n in found if characters[n]), key=lambda n: -int(weight[n]))


def _there(view: View, facts: Iterable[Fact]) -> Iterator[int]:
    for fact in facts:
        if acts(fact.verb):
            yield from (n for n in (*fact.subjects, *fact.objects) if is_seen(view, fact, n))


def _beside(listed: tuple[Listed, ...], place: int, words: TitleWords) -> Episode | None:
    return episode(listed[place], words, film=False) if 0 <= place < len(listed) else None
