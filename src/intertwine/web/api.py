"""The JSON API: the same questions as the pages, through the one serialiser."""

import json
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase

from intertwine.gate.view import View
from intertwine.questions.common import Ambiguous, NotThere
from intertwine.questions.entity_page import who as ask_who
from intertwine.questions.installment_page import installment_at as ask_installment
from intertwine.questions.meetings import met as ask_met
from intertwine.questions.next_up import where_you_are as ask_next
from intertwine.questions.previously_on import previously as ask_previously
from intertwine.questions.recaps import recap as ask_recap
from intertwine.questions.searching import search as ask_search
from intertwine.questions.serialise import to_json
from intertwine.questions.suggesting import suggestions
from intertwine.questions.title_page import title as ask_title
from intertwine.questions.who_is_who import BY
from intertwine.questions.who_is_who import everybody as ask_everybody
from intertwine.web import limits
from intertwine.web.addresses import path_of
from intertwine.web.context import context_of, see_other
from intertwine.web.errors import MistakeError, methods
from intertwine.web.map_answers import answer, question
from intertwine.web.plan_answers import answer as plan_answer
from intertwine.web.plan_answers import plan_question
from intertwine.web.plan_choice import ChoiceError


@methods("GET")
def title(request: HttpRequest, universe: str, address: str) -> HttpResponseBase:
    """A title's page as JSON: the answer to `request` about what has `address` in the universe at `universe`."""
    return _about(request, universe, address, "api-title", ask_title)


@methods("GET")
def installment(request: HttpRequest, universe: str, address: str, place: str) -> HttpResponseBase:
    """An installment's page as JSON: the answer to `request` about what is at `place` (`1x05`) in the title that has
    `address` in the universe at `universe`."""
    context = context_of(request, universe)
    number = context.entity(address, titles=True)
    try:
        found = ask_installment(context.view, number, place)
    except NotThere:
        raise Http404 from None
    best = context.view.names.address(number)
    return see_other(path_of("api-installment", universe, best, place)) if best != address else _json(found)


@methods("GET")
def who(request: HttpRequest, universe: str, address: str) -> HttpResponseBase:
    """An entity's page as JSON: the answer to `request` about what has `address` in the universe at `universe`."""
    return _about(request, universe, address, "api-who", ask_who)


def _about(
    request: HttpRequest, universe: str, address: str, route: str, ask: Callable[[View, int], object]
) -> HttpResponseBase:
    context = context_of(request, universe)
    number = context.entity(address, titles=route != "api-who")
    best = context.view.names.address(number)
    if best != address:
        return see_other(path_of(route, universe, best))
    return _json(ask(context.view, number))


@methods("GET")
def met(request: HttpRequest, universe: str) -> HttpResponseBase:
    """Have they met: `?name=A&name=B`, up to twelve names, or `?a=A&b=B`."""
    names = [*request.GET.getlist("name"), *(request.GET[key] for key in ("a", "b") if key in request.GET)]
    if not 2 <= len(names) <= limits.NAMES or any(not 0 < len(name) <= limits.NAME for name in names):
        raise MistakeError(400, f"write 2 to {limits.NAMES} names: ?name=A&name=B")
    found = ask_met(context_of(request, universe).view, names)
    nobody = (found.unknown or found.ambiguous) and not (found.pairs or found.same)
    return _json(found, 404 if nobody else 200)


@methods("GET")
def map_(request: HttpRequest, universe: str, kind: str = "", address: str = "") -> HttpResponseBase:
    """The map as JSON, in the answer to `request`: of everything in the universe at `universe`, or of what has
    `address` there, a title (`kind` title) or an entity (`kind` who). `?season=2&order=story&fold=no` chooses."""
    it = question(request, universe, kind, address)
    best = it.best_address
    if best is not None:
        return see_other(path_of("api-map-of", universe, kind, best) + it.chosen.query())
    found = answer(it, "json", _bytes)
    return HttpResponse(found, content_type="application/json")


@methods("GET")
def plan(request: HttpRequest, universe: str, address: str) -> HttpResponseBase:
    """What to see before a title as JSON, with the curve of all times: the answer to `request` about the title that has
    `address` in the universe at `universe`. `?hours=7h30&order=woven&without=NAME` chooses, as on the page; what would
    count for nothing is refused."""
    it = plan_question(request, universe, address, strict=True)
    if it.address != address:
        return see_other(path_of("api-plan", universe, it.address) + it.query)
    if not it.is_listed:
        raise MistakeError(400, "nothing of this title is listed, so nothing can be planned")
    try:
        found = plan_answer(it, "json", lambda plan, _: _bytes(plan))
    except ChoiceError as error:
        raise MistakeError(400, f"{error}: {error.way}") from None
    return HttpResponse(found, content_type="application/json")


@methods("GET")
def search(request: HttpRequest, universe: str) -> HttpResponseBase:
    """Search: `?q=WORDS`; `&offset=200` leaves out so many names and facts that other pages have."""
    view, query = context_of(request, universe).view, _query(request, "what to search for", "WORDS")
    return _json(ask_search(view, query, limits.FOUND, _offset(request)))


@methods("GET")
def suggest(request: HttpRequest, universe: str) -> HttpResponseBase:
    """What a box offers while somebody types: `?q=TEXT`; `&of=titles` titles alone, `&of=others` all else."""
    view, text = context_of(request, universe).view, _query(request, "the beginning of a name", "TEXT")
    of = request.GET.get("of", "")
    if of not in _OF:
        raise MistakeError(400, "write of=titles or of=others, or leave it out")
    return _json(suggestions(view, text, limits.SUGGESTED, titles=_OF[of]))


@methods("GET")
def everybody(request: HttpRequest, universe: str) -> HttpResponseBase:
    """Who is who: by title, or with `?by=weight` by weight alone; `&offset=400` leaves out those of the pages
    before."""
    view, asked = context_of(request, universe).view, request.GET.get("by", "title")
    by = next((by for by in BY if by == asked), None)
    if by is None:
        raise MistakeError(400, "write by=title or by=weight")
    return _json(ask_everybody(view, by, limits.LISTED, _offset(request)))


_OF = {"": None, "titles": True, "others": False}


def _query(request: HttpRequest, what: str, example: str) -> str:
    query = request.GET.get("q", "").strip()
    if not 0 < len(query) <= limits.QUERY:
        raise MistakeError(400, f"write {what}, up to {limits.QUERY} characters: ?q={example}")
    return query


def _offset(request: HttpRequest) -> int:
    """How many of an answer's entries are on the pages before."""
    text = request.GET.get("offset", "0")
    if not (text.isascii() and text.isdecimal() and len(text) <= limits.OFFSET_DIGITS):
        raise MistakeError(400, "write a whole number of 0 or more: offset=200")
    return int(text)


@methods("GET")
def recap(request: HttpRequest, universe: str) -> HttpResponseBase:
    """What to remember before a place: `?before=TEXT`, a title, a season or an installment; with `all=yes` also, person
    by person, all that is known."""
    before = request.GET.get("before", "").strip()
    if not 0 < len(before) <= limits.NAME:
        raise MistakeError(400, f"write a title, or a place in one, up to {limits.NAME} characters: ?before=TEXT")
    ask = ask_recap if request.GET.get("all") == "yes" else ask_previously
    view = context_of(request, universe).view
    try:
        return _json(ask(view, before))
    except NotThere:
        raise Http404 from None
    except Ambiguous:
        raise MistakeError(400, "several titles are called that: write the title's address") from None


@methods("GET")
def next_(request: HttpRequest, universe: str, address: str = "") -> HttpResponseBase:
    """What comes next in the universe at `universe`, or in its title that has `address`: the answer to `request`."""
    context = context_of(request, universe)
    if not address:
        return _json(ask_next(context.view, order=context.posture.order))
    return _about(request, universe, address, "api-next-of", ask_next)


def _bytes(result: object) -> bytes:
    return json.dumps(to_json(result), ensure_ascii=False).encode()


def _json(result: object, status: int = 200) -> HttpResponseBase:
    return JsonResponse(to_json(result), status=status, json_dumps_params={"ensure_ascii": False})
