"""Viewing orders: what is in one, and what comes next in it."""

from dataclasses import field

from intertwine.gate.view import View
from intertwine.model.fact import Listed
from intertwine.model.message import either, message
from intertwine.model.record import record
from intertwine.model.short_repr import short_repr
from intertwine.model.title_kind import PLAIN, TitleWords
from intertwine.questions.arguments import need_view
from intertwine.questions.common import At, Named, NoPlace
from intertwine.questions.tell import Teller
from intertwine.questions.title_page import Episode, episode, is_film


@record
class TitleEpisode:
    """An installment, and the title that it is of. `words` say how its parts are called."""

    title: Named
    episode: Episode
    words: TitleWords = field(default=PLAIN, metadata={"json": TitleWords.as_json})

    @property
    def text(self) -> str:
        """`Jessica Jones 1x01`, `A Film`: progress text that reaches its end."""
        return At(self.title.name, self.episode.season, self.episode.episode, None, words=self.words).text

    __repr__ = short_repr


@record
class OrderShare:
    """A viewing order and how much of it was seen. `seen` and `told` count whole installments of the `episodes` in it
    (an installment that was seen is not counted as told); `next` is the first that was not seen to its end (None: all
    were)."""

    name: str
    episodes: int
    seen: int
    told: int
    next: TitleEpisode | None

    __repr__ = short_repr


@record
class ViewingOrder:
    """A viewing order: the fields of `OrderShare`, and what is `listed` in it, in its order."""

    name: str
    episodes: int
    seen: int
    told: int
    next: TitleEpisode | None
    listed: tuple[TitleEpisode, ...]

    __repr__ = short_repr


def shares(view: View) -> tuple[OrderShare, ...]:
    """Every viewing order that the viewer knows; that of release first."""
    tell = Teller(view)
    return tuple(OrderShare(name, *view.orders.counts(name), _next(tell, name)) for name in view.orders.names)


def viewing_order(view: View, name: str) -> ViewingOrder:
    """The viewing order that is called `name`. Raises `NotThere` where the viewer knows none, in the same words whether
    it is hidden or missing."""
    need_view("viewing_order", view)
    own = view.orders.called(name)
    if own is None:
        near = tuple(view.orders.near(name))
        wrong = message('no viewing order is called "%(name)s"', name=name)
        said = message("%(wrong)s; did you mean %(offer)s?", wrong=wrong, offer=either(near)) if near else wrong
        raise NoPlace(name, said, near=near)
    tell = Teller(view)
    installments = tuple(view.orders.installments(own))
    single = {title: _is_single(view, title) for title in dict.fromkeys(title for title, _ in installments)}
    listed = tuple(title_episode(tell, title, it, film=single[title]) for title, it in installments)
    return ViewingOrder(own, *view.orders.counts(own), _next(tell, own), listed)


def _next(tell: Teller, name: str) -> TitleEpisode | None:
    found = tell.view.orders.next(name)
    if found is None:
        return None
    title, it = found
    return title_episode(tell, title, it, film=_is_single(tell.view, title))


def title_episode(tell: Teller, title: int, it: Listed, *, film: bool) -> TitleEpisode:
    """What is listed of `title`, `it`, in the words of `tell`; `film` where that title is one installment."""
    words = tell.view.listing.words(title)
    return TitleEpisode(tell.named(title), episode(it, words, film=film), words)


def _is_single(view: View, title: int) -> bool:
    return is_film(view.listing.installments(title))
