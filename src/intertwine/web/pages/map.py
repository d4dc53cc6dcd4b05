"""The map: its page, its picture, which is complete without scripts, and the search for its fewest crossings."""

from dataclasses import replace
from typing import Literal

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext

from intertwine.maps import SIGNS, StoryMap, key_of, legend, picture, sample, svg
from intertwine.maps.inks import OTHER
from intertwine.questions.common import At, Named
from intertwine.questions.presence import seasons_on_stage
from intertwine.web.addresses import path_of
from intertwine.web.context import RequestContext, route_to, see_other
from intertwine.web.errors import MistakeError, methods
from intertwine.web.headers import CONTENT_SECURITY_POLICY, RETRY_AFTER, SVG
from intertwine.web.kind_words import in_language
from intertwine.web.map_answers import Question, answer, question
from intertwine.web.map_choice import Choice
from intertwine.web.map_searches import RETRY_SECONDS, MapSearch, NotYetError
from intertwine.web.messages import translated

Waits = Literal["search", "others"]
"""What the fewest crossings wait for: their search, or that of another map."""
ENDING = 10.0
"""Seconds to wait for a search to hand over what it has, once it is told to."""
PICTURE = "default-src 'none'; style-src 'unsafe-inline'"
"""A picture may carry its own style, and nothing else."""


@methods("GET")
def page(request: HttpRequest, universe: str, kind: str = "", address: str = "") -> HttpResponseBase:
    """The map with its choices, its legend, and all of it in words, in the answer to `request`: of everything in the
    universe at `universe`, or of what has `address` there, a title (`kind` title) or an entity (`kind` who)."""
    it = question(request, universe, kind, address)
    best = it.best_address
    if best is not None:
        return see_other(it.context.url("map-of", kind, best) + it.chosen.query())
    try:
        return HttpResponse(it.context.own(answer(it, "page", lambda found: _page(it, found, it.chosen))))
    except NotYetError as error:
        search = error.search
    if search is not None and search.over and it.chosen.proved == "yes":
        return see_other(_here(it) + it.chosen.query(proved="so-far"))
    # Meanwhile the page shows the map that is drawn at once.
    waits: Waits = "others" if search is None else "search"
    meanwhile = replace(it, chosen=replace(it.chosen, proved=None))
    what = ("page", it.chosen.proved, waits)
    content = answer(meanwhile, what, lambda found: _page(it, found, meanwhile.chosen, waits))
    return HttpResponse(
        it.context.own(content), status=202 if search else 503, headers={RETRY_AFTER: str(RETRY_SECONDS)}
    )


def _page(it: Question, found: StoryMap, shown: Choice, waits: Waits | None = None) -> bytes:
    """The page of what was chosen, with the map that is `shown`."""
    context, chosen, moments = it.context, it.chosen, found.strands.moments
    whole = [it.kind, it.address] if it.kind else []
    # The page reserves the size of its picture: nothing moves when it comes.
    size, down_size = (_size(found, shown, down=down) for down in (False, True))
    text = context.shared(
        "map.html", map=found, strands=found.strands, name=_name(found),
        about=found.strands.about, here_at=_here(it), chosen=chosen, shown=shown, waits=waits, signs=SIGNS,
        titles=_titles(found) if not it.kind else (), passed=_has_passed(it),
        retry_after=RETRY_SECONDS, size=size, down_size=down_size,
        picture_at=context.url("map-picture-of" if whole else "map-picture", *whole),
        search_at=context.url("map-search-of" if whole else "map-search", *whole),
        legend=_legend(found, chosen), kinds={mark.kind for moment in moments for mark in moment.marks},
        together=any(moment.groups for moment in moments),
        has_own_order=it.kind == "who" and bool(context.view.story.own_steps(context.entity(it.address, titles=False))),
        key=key_of(found.strands), sample=sample,
        tied=any(moment.belongs_before is not None for moment in moments),
        seasons=seasons_on_stage(context.view, context.entity(it.address, titles=True)) if it.kind == "title" else (),
    )  # fmt: skip
    return text.encode()


def _titles(found: StoryMap) -> tuple[At, ...]:
    """The titles that moments of a universe's map are of, a place in each, where there are several."""
    titles = {moment.at.address: moment.at for moment in found.strands.moments}
    return tuple(titles.values()) if len(titles) > 1 else ()


def _has_passed(it: Question) -> bool:
    """Whether the viewer has passed anything of the title that a map is of, or, of all else, anything at all."""
    progress = it.context.marks.progress
    marks = progress.seen | progress.told
    if it.kind != "title":
        return bool(marks)
    identity = it.context.view.listing.identity(it.context.entity(it.address, titles=True))
    return any(mark.title == identity for mark in marks)


def _size(found: StoryMap, shown: Choice, *, down: bool) -> tuple[str, str]:
    """The width and the height of a picture, in pixels as its file has them."""
    drawn = picture(found, down=down, colour=shown.colour, fine=False, key=False, say=translated)
    return f"{drawn.width:g}", f"{drawn.height:g}"


def _name(found: StoryMap) -> str:
    """What it is a map of: "Daredevil, season 2"; "" of a whole universe."""
    its = found.strands
    where = in_language(its.words).place(its.season, its.episode)
    return f"{its.about.name} {where}".rstrip() if its.about else ""


def _legend(found: StoryMap, chosen: Choice) -> list[tuple[str, int, str]]:
    """What the inks mean: as addresses say it, the ink's number, and as the page says it."""
    said = gettext("no group known")
    return [(name, ink, said if ink == OTHER else name) for name, ink in legend(found, chosen.colour)]


@methods("GET")
def drawing(request: HttpRequest, universe: str, kind: str = "", address: str = "") -> HttpResponseBase:
    """The map as a picture, in the answer to `request`: of everything in the universe at `universe`, or of what has
    `address` there, a title (`kind` title) or an entity (`kind` who)."""
    it = question(request, universe, kind, address)
    best = it.best_address
    if best is not None:
        return see_other(it.context.url("map-picture-of", kind, best) + it.chosen.query())

    def draw(found: StoryMap) -> bytes:
        drawn = picture(found, down=it.chosen.down, colour=it.chosen.colour, fine=False, key=False, say=translated)
        return svg(drawn, {line.who: _link(it.context, line.who) for line in drawn.lines}).encode()

    drawn = answer(it, "picture", draw, first=True)
    return HttpResponse(drawn, content_type=SVG, headers={CONTENT_SECURITY_POLICY: PICTURE})


@methods("GET", "POST")
def search(request: HttpRequest, universe: str, kind: str = "", address: str = "") -> HttpResponseBase:
    """How far the search for the fewest crossings is (GET); ending it, or starting it again (POST `do=stop|again`).
    `request` asks about the map of `universe`, or of what has `address` there, a title (`kind` title) or an entity
    (`kind` who)."""
    it = question(request, universe, kind, address)
    best = it.best_address
    if best is not None:
        return see_other(it.context.url("map-search-of", kind, best) + it.chosen.query())
    running = it.context.server.searches.get(it.strands_from)
    if request.method != "POST":
        return JsonResponse(_progress(running))
    match request.POST.get("do"):
        case "stop" if running is not None:
            running.stop()
            running.asked(ENDING)
            return see_other(_here(it) + it.chosen.query(proved="so-far"))
        case "again":
            it.context.server.searches.forget(it.strands_from)
        case "stop":
            pass
        case _:
            raise MistakeError(400, "write do=stop or do=again")
    return see_other(_here(it) + it.chosen.query(proved="yes"))


def _progress(search: MapSearch | None) -> dict[str, object]:
    """What is told of a search: the numbers that its certificate will have, as far as they are known."""
    lower, crossings = (None, None) if search is None else search.news or (None, None)
    return {"searching": search is not None and not search.over, "crossings": crossings, "lower_bound": lower}


def _here(it: Question) -> str:
    return it.context.url("map-of", it.kind, it.address) if it.kind else it.context.url("map")


def _link(context: RequestContext, named: Named) -> str:
    return path_of(route_to(named), context.served.address, named.address)
