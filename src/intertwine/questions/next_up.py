"""Where you are: what comes next, what leads up to it, and how far the way to the coming crossover is."""

from dataclasses import field

from intertwine.gate.view import View
from intertwine.model.fact import Listed
from intertwine.model.record import record
from intertwine.model.short_repr import short_repr
from intertwine.model.title import RELEASE
from intertwine.model.title_kind import PLAIN, TitleWords
from intertwine.questions.arguments import need_name, need_view
from intertwine.questions.common import Asked, At, Named, NoPlace
from intertwine.questions.picking_up import picked_up, picked_up_by
from intertwine.questions.place import PlaceStart
from intertwine.questions.previously_on import Previously, before_place
from intertwine.questions.tell import Teller, reached, the
from intertwine.questions.title_page import is_film
from intertwine.questions.viewing_orders import TitleEpisode, title_episode


@record
class Crossover:
    """A title that picks up others, and of how many of those `titles` everything that came out before it was seen.
    Public facts and the viewer's own marks say so, and nothing else. `words` say how its parts are called."""

    title: Named
    seen: int
    titles: int
    words: TitleWords = field(default=PLAIN, metadata={"json": TitleWords.as_json})

    __repr__ = short_repr


@record
class WhereYouAre:
    """Where a viewer is, in a universe or in one `title` (None: the universe). `next` is the installment that comes
    next (None: everything was seen or is skipped), and `previously` what to remember before it. `begun` are the next
    installments of other titles that were begun. `crossover` is the one that is ahead: of a title itself, where it
    picks up others (None: there is none)."""

    title: Named | None
    next: TitleEpisode | None
    previously: Previously | None
    begun: tuple[TitleEpisode, ...]
    crossover: Crossover | None

    __repr__ = short_repr


def where_you_are(view: View, title: Asked | None = None, order: str = RELEASE) -> WhereYouAre:
    """Where the viewer of `view` is, in its universe or in a `title`.

    In a universe the next installment is the first of the viewing order `order` that was neither seen nor skipped. In
    the order of release a season under way goes first: of several the one whose last seen installment came out last.
    Raises `NotThere`, `Ambiguous`."""
    need_view("where_you_are", view)
    tell = Teller(view)
    if title is not None:
        need_name("where_you_are", title)
        me = the(view, title, titles=True)
        it = view.listing.next(me)
        return _answer(tell, me, None if it is None else (me, it), _of_title(tell, me))
    called = view.orders.called(order)
    if called is None:
        raise NoPlace(order, f'no viewing order is called "{order}"', near=tuple(view.orders.near(order)))
    found = (_under_way(view) if called == RELEASE else None) or view.orders.next(called)
    return _answer(tell, None, found, _of_universe(tell))


def _answer(tell: Teller, me: int | None, found: tuple[int, Listed] | None, crossover: Crossover | None) -> WhereYouAre:
    named = None if me is None else tell.named(me)
    if found is None:
        return WhereYouAre(named, None, None, _begun(tell) if me is None else (), crossover)
    title, it = found
    begun = _begun(tell, title) if me is None else ()
    return WhereYouAre(named, _episode(tell, title, it), before_installment(tell, title, it), begun, crossover)


def before_installment(tell: Teller, title: int, it: Listed) -> Previously | None:
    """What to remember before the installment `it` of a `title`, in the words of `tell`; None where it is not
    listed."""
    view = tell.view
    order = view.listing.order_before(title, it.season, it.number)
    if order is None:
        return None
    season, number = (None, None) if is_film(view.listing.installments(title)) else (it.season, it.number)
    named = tell.named(title)
    at = At(named.name, season, number, None, named.address, view.listing.words(title))
    return before_place(view, PlaceStart(title, at, order))


def _episode(tell: Teller, title: int, it: Listed) -> TitleEpisode:
    return title_episode(tell, title, it, film=is_film(tell.view.listing.installments(title)))


def _under_way(view: View) -> tuple[int, Listed] | None:
    """What is next in the season that was begun and not ended; of several, in that whose last seen installment came out
    last."""
    found: list[tuple[int, int, Listed]] = []
    for title in view.listing.titles:
        after = view.listing.next(title)
        if after is None:
            continue
        orders = [
            view.listing.order_before(title, it.season, it.number) or 0
            for it in view.listing.installments(title)
            if it.season == after.season and it.seen is not None
        ]
        if orders:
            found.append((max(orders), title, after))
    return max(found, key=lambda it: it[0])[1:] if found else None


def _begun(tell: Teller, without: int | None = None) -> tuple[TitleEpisode, ...]:
    """What is next of each title of which something was seen whole, but for one (None: of all)."""
    view = tell.view
    nexts = ((n, view.listing.next(n)) for n in view.listing.titles if n != without and view.listing.counts(n)[1])
    return tuple(_episode(tell, title, it) for title, it in nexts if it is not None)


# --- the crossover ahead ---------------------------------------------------------------------------------------------
def _of_universe(tell: Teller) -> Crossover | None:
    """Of the titles that were not seen whole, the one that publicly picks up most others, two or more."""
    found = [_crossover(tell, title) for title in tell.view.listing.titles if _is_ahead(tell.view, title)]
    most = max(found, key=lambda it: it.titles, default=None)
    return most if most is not None and most.titles > 1 else None


def _of_title(tell: Teller, me: int) -> Crossover | None:
    """The title itself, if it picks up others and was not seen whole; else the first one ahead that picks it up."""
    view = tell.view
    if _is_ahead(view, me) and (own := _crossover(tell, me)).titles:
        return own
    later = dict.fromkeys(tie.later.title for tie in picked_up_by(view, me))
    return next((_crossover(tell, title) for title in later if _is_ahead(view, title)), None)


def _is_ahead(view: View, title: int) -> bool:
    """Whether anything of a title that can be marked is left to be seen."""
    listed = view.listing.installments(title)
    return bool(listed) and not all(reached(it.seen) for it in listed)


def _crossover(tell: Teller, title: int) -> Crossover:
    counted = picked_up(tell.view, title)
    return Crossover(tell.named(title), counted.seen, counted.titles, tell.view.listing.words(title))
