"""A map's answers: what is asked, which order of lines it has, and whoever asks waits for it in the queue."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import partial

from django.http import Http404, HttpRequest

from intertwine.maps import StoryMap, at_once, known_fewest, mapped
from intertwine.questions.common import NotThere
from intertwine.questions.scope import ListedPlace, scope_of
from intertwine.questions.story import NoOwnOrder, whose_order
from intertwine.questions.story_strands import strands
from intertwine.questions.strand_answer import Strands
from intertwine.storyline import Ordered
from intertwine.web.context import PAGE_KINDS, RequestContext, context_of
from intertwine.web.errors import MistakeError
from intertwine.web.map_choice import Choice, choice
from intertwine.web.map_searches import WORK, NotYetError

Make = Callable[[StoryMap], bytes]
"""The bytes of an answer, made from the map."""


class UnsearchedError(Exception):
    """The fewest crossings of `found` are not known: nobody has searched for them, or they are kept no more."""

    def __init__(self, found: Strands) -> None:
        super().__init__("not searched yet")
        self.found = found


@dataclass(frozen=True, slots=True)
class Question:
    """What a map is asked about: everything (`kind` is ""), or the title or the entity (`who`) at `address`."""

    context: RequestContext
    kind: str
    address: str
    chosen: Choice

    @property
    def about(self) -> int | ListedPlace | None:
        """The same as questions know it. 404 where it is hidden or missing, seasons and episodes too."""
        number = self.context.entity(self.address, titles=self.kind == "title") if self.kind else None
        if self.chosen.season is None:
            return number
        if self.kind != "title" or number is None:
            raise Http404
        place = ListedPlace(number, self.chosen.season, self.chosen.episode)
        try:
            scope_of(self.context.view, place)
        except NotThere as error:
            raise Http404 from error
        return place

    @property
    def best_address(self) -> str | None:
        """The address that it has now, where that is another one. 404 where it is hidden or missing."""
        if not self.kind:
            return None
        best = self.context.view.names.address(self.context.entity(self.address, titles=self.kind == "title"))
        return best if best != self.address else None

    @property
    def strands_from(self) -> Hashable:
        """All that the strands are made from."""
        served, chosen = self.context.served, self.chosen
        about = (self.kind, self.address, chosen.season, chosen.episode, chosen.order, chosen.fold)
        return (served.address, served.universe.hash, self.context.marks.progress, self.context.posture, about)

    @property
    def turn(self) -> int:
        """When its map is made, where several are asked for: small ones first."""
        return 1 if self.chosen.season is not None else 2 if self.kind else 3

    def strands(self) -> Strands:
        """Whose lines are on the map."""
        chosen, who = self.chosen, self.kind == "who"
        return strands(self.context.view, self.about, chosen.order, fold=chosen.fold, who=who)


def question(request: HttpRequest, universe: str, kind: str, address: str) -> Question:
    """What a `request` asks a map about, and that it is there: `universe`, or what has `address` there, a title (`kind`
    title) or an entity (`kind` who). 404 else."""
    if kind not in ("", *PAGE_KINDS):
        raise Http404
    it = Question(context_of(request, universe), kind, address, choice(request))
    about = it.about
    if it.chosen.order == "own":
        try:
            whose_order(it.context.view, (about,) if kind == "who" and isinstance(about, int) else ())
        except NoOwnOrder as error:
            raise MistakeError(400, str(error)) from None
    return it


def answer(it: Question, what: Hashable, make: Make, *, first: bool = False) -> bytes:
    """What `make` makes of the map that `it` asks for; `what` names all that it depends on beside the question. With
    `first` it comes before any other map, since it is part of a page that is there already.

    Raises `NotYetError` where the fewest crossings are asked for and not known yet, and `BusyError` where others come
    first. What an ended search had is remembered for a while; after that the best order so far is the one drawn at
    once.
    """
    server, view = it.context.server, it.context.view
    made_from, turn = (what, it.strands_from, it.chosen), 0 if first else it.turn

    def in_order(ordered: Ordered) -> bytes:
        return make(mapped(view, it.strands(), ordered))

    def known() -> bytes:
        found = it.strands()
        if not found.strands:
            return make(at_once(view, found, server.orders))
        ordered = known_fewest(found, WORK, server.orders)
        if ordered is None:
            raise UnsearchedError(found)
        return make(mapped(view, found, ordered))

    search = server.searches.get(it.strands_from) if it.chosen.proved else None
    if it.chosen.proved is None or (it.chosen.proved == "so-far" and search is None):
        return server.maps.get(made_from, turn, lambda: make(at_once(view, it.strands(), server.orders)))
    if it.chosen.proved == "so-far" and search is not None:
        if search.ordered is None:
            raise NotYetError(search)
        # What a search had when it was ended is not a function of what is asked, and so its number belongs to the name.
        return server.maps.get((*made_from, search.number), turn, partial(in_order, search.ordered))
    if search is None:
        found = server.searches.refused(it.strands_from)
        if found is None:
            try:
                return server.maps.get(made_from, turn, known)
            except UnsearchedError as error:
                found = error.found
        ordered = server.searches.fewest(it.strands_from, found)
    else:
        ordered = server.searches.wait(it.strands_from, search)
    return server.maps.get(made_from, turn, partial(in_order, ordered))
