"""The universe's front page."""

from dataclasses import field

from intertwine.gate.view import View
from intertwine.model.record import record
from intertwine.model.short_repr import short_repr
from intertwine.model.title_kind import PLAIN, TitleWords
from intertwine.questions.arguments import need_view
from intertwine.questions.common import Named
from intertwine.questions.tell import Teller, iso
from intertwine.questions.viewing_orders import OrderShare, shares


@record
class TitleShare:
    """A title and how much of it was seen. `seen` and `told` count whole installments of the `episodes` listed (an
    installment that was seen is not counted as told); `share` is `seen / episodes`, 0 to 1. `words` say how its
    parts are called."""

    title: Named
    year: int | None
    released: str | None
    episodes: int
    seen: int
    told: int
    share: float
    words: TitleWords = field(default=PLAIN, metadata={"json": TitleWords.as_json})

    __repr__ = short_repr


@record
class UniversePage:
    """A universe: its name and description, its titles in release order, and the shares of all of them together; and
    the orders in which to watch that have a name, that of release first."""

    name: str
    description: str
    titles: tuple[TitleShare, ...]
    episodes: int
    seen: int
    told: int
    share: float
    orders: tuple[OrderShare, ...]

    __repr__ = short_repr


def universe(view: View) -> UniversePage:
    """The front page."""
    need_view("universe", view)
    tell = Teller(view)
    titles = tuple(_share(tell, title) for title in view.listing.titles)
    episodes, seen, told = (sum(getattr(t, name) for t in titles) for name in ("episodes", "seen", "told"))
    share = _part(seen, episodes)
    return UniversePage(view.universe, view.description, titles, episodes, seen, told, share, shares(view))


def _share(tell: Teller, title: int) -> TitleShare:
    view = tell.view
    listed, seen, told, first = view.listing.counts(title)
    year = view.listing.year(title) or None
    return TitleShare(
        tell.named(title), year, iso(first), listed, seen, told, _part(seen, listed), view.listing.words(title)
    )


def _part(some: int, of: int) -> float:
    return round(some / of, 4) if of else 0.0
