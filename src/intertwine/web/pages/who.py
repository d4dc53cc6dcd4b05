"""An entity's page, and the list of all that the viewer knows of."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from intertwine.questions.common import Named
from intertwine.questions.entity_page import who as ask
from intertwine.questions.presence import on_stage
from intertwine.web import limits
from intertwine.web.context import RequestContext, context_of, see_other
from intertwine.web.errors import methods

_KINDS = ("character", "group", "thread", "place", "object", "person", "")


@methods("GET")
def page(request: HttpRequest, universe: str, address: str) -> HttpResponseBase:
    """Who it is, what has happened so far, how it stands to others, where it was seen: the answer to `request` about
    what has `address` in the universe at `universe`."""
    context = context_of(request, universe)
    return context.kept_page("who.html", lambda: _who(context, address))


def _who(context: RequestContext, address: str) -> HttpResponseBase | Mapping[str, Any]:
    number = context.entity(address, titles=False)
    if context.view.names.address(number) != address:
        return see_other(context.url("who", context.view.names.address(number)))
    return {"page": ask(context.view, number), "on_stage": on_stage(context.view, number)}


@methods("GET")
def everybody(request: HttpRequest, universe: str) -> HttpResponseBase:
    """Everybody and everything that the viewer knows of, by kind and name."""
    context = context_of(request, universe)
    return context.kept_page("everybody.html", lambda: _everybody(context, request.GET.get("page", "1")))


def _everybody(context: RequestContext, page_number: str) -> Mapping[str, Any]:
    view = context.view
    known = [Named(view.names.best(n), view.names.address(n), view.entities.kind(n)) for n in view.names.index]
    known.sort(key=lambda it: _KINDS.index(it.kind) if it.kind in _KINDS else len(_KINDS))
    try:
        shown = Paginator(known, limits.LISTED).page(page_number)
    except (EmptyPage, PageNotAnInteger) as error:
        raise Http404 from error
    groups = [(kind, list(names)) for kind, names in groupby(shown.object_list, key=lambda it: it.kind)]
    return {"groups": groups, "shown": shown}
