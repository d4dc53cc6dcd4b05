"""The map of a view: the strands of its people, and for every moment who stands above whom."""

from dataclasses import dataclass, field

from intertwine.gate.view import View
from intertwine.maps.order_cache import OrderCache
from intertwine.maps.ordering import SearchListener, Work, chart_of, fewest, order_at_once, outside_the_groups
from intertwine.model.arguments import need_call, need_choice, need_flags, need_seconds, refuse
from intertwine.model.short_repr import quoted, short_repr
from intertwine.questions.common import Asked
from intertwine.questions.scope import ListedPlace
from intertwine.questions.story_strands import strands
from intertwine.questions.strand_answer import Strands
from intertwine.questions.timelines import ORDERS, Order
from intertwine.storyline import CONFLICTS, Ordered


@dataclass(frozen=True, slots=True)
class MapCertificate:
    """How few crossings the map has, and how few it could have: recounted, and proved.

    `optimal` says that the two are equal, `interrupted` that a clock ended the search: then it is not for keeping.
    `seconds` is what the search took, for a terminal: it is in no served or exported byte.
    """

    crossings: int
    lower_bound: int
    optimal: bool
    interrupted: bool
    seconds: float = field(default=0.0, compare=False, metadata={"json": False})

    __repr__ = short_repr


@dataclass(frozen=True, slots=True)
class StoryMap:
    """`orders` holds, for each of `strands.moments`, the numbers of all strands that run there, from top to bottom.
    `ordered` is the same for drawing (None where nobody is on stage); `titles` are the addresses of all titles of the
    view, in the order of release: a title has the same ink on every map."""

    strands: Strands
    orders: tuple[tuple[int, ...], ...]
    proof: MapCertificate
    ordered: Ordered | None = field(default=None, compare=False, metadata={"json": False})
    titles: tuple[str, ...] = field(default=(), metadata={"json": False})

    def __repr__(self) -> str:
        about = f" of {quoted(self.strands.about.name)}" if self.strands.about else ""
        lines, moments = len(self.strands.strands), len(self.strands.moments)
        return f"<StoryMap{about}: lines {lines}, moments {moments}, crossings {self.proof.crossings}>"


def story_map(
    view: View,
    asked: Asked | ListedPlace | None = None,
    order: Order = "shown",
    *,
    fold: bool = True,
    who: bool = False,
    proved: bool = False,
    seconds: float | None = None,
    conflicts: int = CONFLICTS,
    progress: SearchListener | None = None,
    orders: OrderCache | None = None,
) -> StoryMap:
    """The map of what a view shows, in few crossings; with `proved` or `seconds` in the fewest.

    `view` is what the viewer may know, `asked` what the map is about (see `questions.strands`; None: everything),
    `order` the order of its moments ("shown" or "story"), `fold` whether those who are seen once are left out, and
    `who` says that `asked` is somebody. `proved` searches until the proof, or until `conflicts` of a solver; `seconds`
    of a clock end the search before (None: never), and the proof says so. `progress` hears how far the search is.
    `orders` holds orders that were found before, and takes new ones; None: nothing is kept in memory.

    Raises `NotThere` and `Ambiguous` for what `asked` names, `ValueError` for another order and for less than 0
    seconds.
    """
    if not isinstance(view, View):
        refuse("story_map", "a view", view, "write maps.story_map(viewer.view), or viewer.map()")
    need_choice("map", "order", order, ORDERS)
    need_flags("map", fold=fold, who=who, proved=proved)
    need_seconds("map", seconds)
    need_call("map", "progress", progress, "bound, crossings")
    if orders is not None and not isinstance(orders, OrderCache):
        refuse("map", "orders= as an OrderCache", orders, "write orders=intertwine.maps.OrderCache()")
    orders = OrderCache() if orders is None else orders
    found = strands(view, asked, order, fold=fold, who=who)
    if not found.strands or not (proved or seconds is not None):
        return at_once(view, found, orders)
    return mapped(view, found, fewest(found, Work(conflicts), orders, seconds, progress))


def at_once(view: View, found: Strands, orders: OrderCache) -> StoryMap:
    """The map of the strands `found` in `view`, drawn at once: its order is one of few crossings, from `orders` where
    they hold it."""
    if not found.strands:
        return StoryMap(found, (), MapCertificate(0, 0, optimal=True, interrupted=False))
    return mapped(view, found, order_at_once(chart_of(found), orders))


def mapped(view: View, found: Strands, ordered: Ordered) -> StoryMap:
    """The map of the strands `found` in `view`, where `ordered` is an order of their chart (see `chart_of`)."""
    ordered = outside_the_groups(found, ordered)
    it = ordered.certificate
    proof = MapCertificate(it.crossings, it.lower_bound, it.optimal, it.interrupted, it.seconds)
    titles = tuple(view.names.address(title) for title in view.listing.titles)
    return StoryMap(found, ordered.orders, proof, ordered, titles)
