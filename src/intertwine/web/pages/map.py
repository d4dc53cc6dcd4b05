"""The map: its page, and its picture, which is complete without scripts."""

from dataclasses import dataclass
from typing import get_args

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from intertwine.maps import SIGNS, Colour, StoryMap, picture, story_map, svg, title_of
from intertwine.questions.common import Named, NotThere
from intertwine.questions.scope import Place
from intertwine.questions.stage import seasons_on_stage
from intertwine.web.asking import Visit, route_to, see_other, visit
from intertwine.web.errors import MistakeError, methods

KINDS = ("title", "who")
LARGEST = 9999


@dataclass(frozen=True, slots=True)
class Choice:
    """What is asked of a map, apart from what it is about: an address says it as `?season=2&order=story&fold=no`."""

    season: int | None
    episode: int | None
    story: bool
    fold: bool
    colour: Colour | None
    down: bool

    def query(self, **other: object) -> str:
        """The same choice as a query, with some things otherwise; "" where all is as usual."""
        values = {
            "season": self.season,
            "episode": self.episode,
            "order": "story" if self.story else None,
            "fold": None if self.fold else "no",
            "colour": self.colour,
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
    return Choice(
        season,
        episode,
        _one_of(request, "order", ("shown", "story")) == "story",
        _one_of(request, "fold", ("yes", "no")) != "no",
        colour,  # type: ignore[arg-type] # one of its values
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


def map_of(asked: Visit, kind: str, address: str, chosen: Choice) -> StoryMap:
    """The map at an address. Hidden and missing are 404 alike, seasons and episodes too."""
    number = asked.entity(address, titles=kind == "title") if kind else None
    about: int | Place | None = number
    if chosen.season is not None:
        if kind != "title" or number is None:
            raise Http404
        about = Place(number, chosen.season, chosen.episode)
    try:
        return story_map(asked.view, about, "story" if chosen.story else "shown", fold=chosen.fold, who=kind == "who")
    except NotThere as error:
        raise Http404 from error


@methods("GET")
def page(request: HttpRequest, universe: str, kind: str = "", address: str = "") -> HttpResponseBase:
    """The map with its choices, its legend, and all of it in words."""
    asked, chosen = _visit(request, universe, kind)
    best = _best(asked, kind, address)
    if best is not None:
        return see_other(asked.url("map-of", kind, best) + chosen.query())
    found = map_of(asked, kind, address, chosen)
    drawn = picture(found, colour=chosen.colour, fine=False)
    here = asked.url("map-of", kind, address) if kind else asked.url("map")
    return asked.page(
        "map.html", map=found, strands=found.strands, name=title_of(found.strands), drawn=drawn, chosen=chosen,
        here_at=here, picture_at=asked.url("map-picture-of", kind, address) if kind else asked.url("map-picture"),
        about=found.strands.about, signs=SIGNS, kinds={mark.kind for mark in drawn.marks},
        seasons=seasons_on_stage(asked.view, asked.entity(address, titles=True)) if kind == "title" else (),
    )  # fmt: skip


@methods("GET")
def drawing(request: HttpRequest, universe: str, kind: str = "", address: str = "") -> HttpResponseBase:
    """The map as a picture."""
    asked, chosen = _visit(request, universe, kind)
    if _best(asked, kind, address) is not None:
        raise Http404
    drawn = picture(map_of(asked, kind, address, chosen), down=chosen.down, colour=chosen.colour, fine=False)
    links = {line.who: _link(asked, line.who) for line in drawn.lines}
    return HttpResponse(svg(drawn, links), content_type="image/svg+xml", headers={"Content-Security-Policy": PICTURE})


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
