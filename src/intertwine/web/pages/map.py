"""The map: its page, its picture, which is complete without scripts, and the search for its fewest crossings."""

from dataclasses import dataclass, replace
from typing import Literal, get_args

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from intertwine.maps import SIGNS, Colour, StoryMap, at_once, legend, mapped, picture, svg, title_of
from intertwine.questions.common import Named, NotThere
from intertwine.questions.scope import Place
from intertwine.questions.stage import seasons_on_stage
from intertwine.questions.strands import Strands, strands
from intertwine.web.asking import Visit, route_to, see_other, visit
from intertwine.web.drawn import DRAWN
from intertwine.web.errors import MistakeError, methods
from intertwine.web.searches import AGAIN, SEARCHES, NotYetError, Search

KINDS = ("title", "who")
LARGEST = 9999


@dataclass(frozen=True, slots=True)
class Choice:
    """What is asked of a map, apart from what it is about: an address says it as `?season=2&order=story&fold=no`.

    `proved` asks for the fewest crossings: "yes" for the end of the search, "so-far" for what one had that was ended.
    """

    season: int | None
    episode: int | None
    story: bool
    fold: bool
    colour: Colour | None
    proved: Literal["yes", "so-far"] | None
    down: bool

    def query(self, **other: object) -> str:
        """The same choice as a query, with some things otherwise; "" where all is as usual."""
        values = {
            "season": self.season,
            "episode": self.episode,
            "order": "story" if self.story else None,
            "fold": None if self.fold else "no",
            "colour": self.colour,
            "proved": self.proved,
            "down": "yes" if self.down else None,
            **other,
        }
        said = "&".join(f"{key}={value}" for key, value in values.items() if value is not None)
        return f"?{said}" if said else ""


def choice(request: HttpRequest) -> Choice:
    """The choice of a request. What cannot be read is a mistake, said in words."""
    season, episode = (_number(request, key) for key in ("season", "episode"))
    if episode is not None and season is None:
        raise MistakeError(400, "an episode needs its season: ?season=1&episode=3")
    colour = _one_of(request, "colour", get_args(Colour))
    proved = _one_of(request, "proved", ("no", "yes", "so-far"))
    return Choice(
        season,
        episode,
        _one_of(request, "order", ("shown", "story")) == "story",
        _one_of(request, "fold", ("yes", "no")) != "no",
        colour,  # type: ignore[arg-type] # one of its values
        None if proved == "no" else proved,  # type: ignore[arg-type] # one of its values
        _one_of(request, "down", ("yes", "no")) == "yes",
    )


def _number(request: HttpRequest, key: str) -> int | None:
    text = request.GET.get(key)
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 5):
        raise MistakeError(400, f"write {key} as a number up to {LARGEST}")
    return int(text)


def _one_of(request: HttpRequest, key: str, known: tuple[str, ...]) -> str | None:
    text = request.GET.get(key)
    if text is not None and text not in known:
        raise MistakeError(400, f"{key} is one of: {', '.join(known)}")
    return text


def strands_of(asked: Visit, kind: str, address: str, chosen: Choice) -> Strands:
    """Whose lines are on the map at an address. Hidden and missing are 404 alike, seasons and episodes too."""
    number = asked.entity(address, titles=kind == "title") if kind else None
    about: int | Place | None = number
    if chosen.season is not None:
        if kind != "title" or number is None:
            raise Http404
        about = Place(number, chosen.season, chosen.episode)
    try:
        return strands(asked.view, about, "story" if chosen.story else "shown", fold=chosen.fold, who=kind == "who")
    except NotThere as error:
        raise Http404 from error


def map_of(asked: Visit, kind: str, address: str, chosen: Choice) -> StoryMap:
    """The map at an address. Raises `NotYetError` where the fewest crossings are still searched for.

    What an ended search had is remembered for a while; after that the best order so far is the one drawn at once.
    """
    found = strands_of(asked, kind, address, chosen)
    if chosen.proved is None or not found.strands:
        return at_once(asked.view, found)
    if chosen.proved == "yes":
        return mapped(asked.view, found, SEARCHES.fewest(found))
    search = SEARCHES.get(found)
    if search is None:
        return at_once(asked.view, found)
    if search.ordered is None:
        raise NotYetError(search)
    return mapped(asked.view, found, search.ordered)


@methods("GET")
def page(request: HttpRequest, universe: str, kind: str = "", address: str = "") -> HttpResponseBase:
    """The map with its choices, its legend, and all of it in words."""
    asked, chosen = _visit(request, universe, kind)
    best = _best(asked, kind, address)
    if best is not None:
        return see_other(asked.url("map-of", kind, best) + chosen.query())
    here = asked.url("map-of", kind, address) if kind else asked.url("map")
    shown, waits = chosen, None
    try:
        found = map_of(asked, kind, address, chosen)
    except NotYetError as error:
        if error.search is not None and error.search.over and chosen.proved == "yes":
            return see_other(here + chosen.query(proved="so-far"))
        shown, waits = replace(chosen, proved=None), error
        found = map_of(asked, kind, address, shown)
    moments = found.strands.moments
    status = 200 if waits is None else 202 if waits.search else 503
    answer = asked.page(
        "map.html", status, map=found, strands=found.strands, name=title_of(found.strands),
        about=found.strands.about, here_at=here, chosen=chosen, shown=shown, waits=waits, again=AGAIN, signs=SIGNS,
        picture_at=asked.url("map-picture-of", kind, address) if kind else asked.url("map-picture"),
        search_at=asked.url("map-search-of", kind, address) if kind else asked.url("map-search"),
        legend=legend(found, chosen.colour), kinds={mark.kind for moment in moments for mark in moment.marks},
        together=any(moment.groups for moment in moments),
        tied=any(moment.belongs_before is not None for moment in moments),
        seasons=seasons_on_stage(asked.view, asked.entity(address, titles=True)) if kind == "title" else (),
    )  # fmt: skip
    if waits is not None:
        answer["Retry-After"] = str(AGAIN)
    return answer


@methods("GET")
def drawing(request: HttpRequest, universe: str, kind: str = "", address: str = "") -> HttpResponseBase:
    """The map as a picture."""
    asked, chosen = _visit(request, universe, kind)
    best = _best(asked, kind, address)
    if best is not None:
        return see_other(asked.url("map-picture-of", kind, best) + chosen.query())

    def draw() -> str:
        drawn = picture(map_of(asked, kind, address, chosen), down=chosen.down, colour=chosen.colour, fine=False)
        return svg(drawn, {line.who: _link(asked, line.who) for line in drawn.lines})

    made_from = (asked.book.address, asked.book.universe.hash, asked.marks.progress, kind, address, chosen)
    # What a search had when it was ended is no function of what is asked, and so it is not kept.
    drawn = draw() if chosen.proved == "so-far" else DRAWN.get(made_from, draw)
    return HttpResponse(drawn, content_type="image/svg+xml", headers={"Content-Security-Policy": PICTURE})


@methods("GET", "POST")
def search(request: HttpRequest, universe: str, kind: str = "", address: str = "") -> HttpResponseBase:
    """How far the search for the fewest crossings is (GET); ending it, or beginning it anew (POST `do=stop|again`)."""
    asked, chosen = _visit(request, universe, kind)
    best = _best(asked, kind, address)
    if best is not None:
        return see_other(asked.url("map-search-of", kind, best) + chosen.query())
    found = strands_of(asked, kind, address, chosen)
    here = asked.url("map-of", kind, address) if kind else asked.url("map")
    running = SEARCHES.get(found) if found.strands else None
    if request.method != "POST":
        return JsonResponse(_progress(running))
    match request.POST.get("do"):
        case "stop" if running is not None:
            running.stop()
            running.asked(ENDING)
            return see_other(here + chosen.query(proved="so-far"))
        case "again" if found.strands:
            SEARCHES.forget(found)
        case "stop" | "again":
            pass
        case _:
            raise MistakeError(400, "write do=stop or do=again")
    return see_other(here + chosen.query(proved="yes"))


def _progress(search: Search | None) -> dict[str, object]:
    """What is told of a search: the numbers that its certificate will have, as far as they are known."""
    lower, crossings = (None, None) if search is None else search.news or (None, None)
    return {"searching": search is not None and not search.over, "crossings": crossings, "lower_bound": lower}


ENDING = 10.0
"""Seconds to wait for a search to hand over what it has, once it is told to."""
PICTURE = "default-src 'none'; style-src 'unsafe-inline'"
"""A picture may carry its own style, and nothing else."""


def _visit(request: HttpRequest, universe: str, kind: str) -> tuple[Visit, Choice]:
    if kind not in ("", *KINDS):
        raise Http404
    return visit(request, universe), choice(request)


def _best(asked: Visit, kind: str, address: str) -> str | None:
    """The address that it has now, where that is another one."""
    if not kind:
        return None
    best = asked.view.address(asked.entity(address, titles=kind == "title"))
    return best if best != address else None


def _link(asked: Visit, named: Named) -> str:
    return reverse(route_to(named), args=[asked.book.address, named.address])
