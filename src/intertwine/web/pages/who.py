"""An entity's page, and the list of all that the viewer knows of."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from intertwine.questions.acquaintances import acquaintances_of
from intertwine.questions.entity_facts import EntityFacts
from intertwine.questions.entity_page import who_of
from intertwine.questions.introduction import occupation
from intertwine.questions.known_parts import known_parts
from intertwine.questions.presence import shows
from intertwine.questions.relation_groups import relation_groups
from intertwine.questions.who_is_who import BY
from intertwine.questions.who_is_who import everybody as ask_everybody
from intertwine.web import limits
from intertwine.web.context import RequestContext, context_of, see_other
from intertwine.web.emblem import emblem
from intertwine.web.errors import methods
from intertwine.web.pages.search import page_number
from intertwine.web.picture_files import size

_SHORT = 30
"""Characters of what somebody is that stands beside the name, though the introduction says it too."""


@methods("GET")
def page(request: HttpRequest, universe: str, address: str) -> HttpResponseBase:
    """Who it is, how it stands to others, whom it has met, and what has happened, folded: the answer to `request` about
    what has `address` in the universe at `universe`."""
    context = context_of(request, universe)
    return context.kept_page("who.html", lambda: _who(context, address))


def _who(context: RequestContext, address: str) -> HttpResponseBase | Mapping[str, Any]:
    number, view = context.entity(address, titles=False), context.view
    if view.names.address(number) != address:
        return see_other(context.url("who", view.names.address(number)))
    all_about = EntityFacts.of(view, number)
    its, (role, lasts) = who_of(all_about), occupation(all_about)
    if len(role) > _SHORT and any(role in told.text for told in its.introduction):
        role = ""  # it is said at once, in a sentence
    return {
        "page": its,
        "role": role,
        "role_is_over": not lasts,
        "image_size": size(context.served.folder, its.images),
        "emblem": None if its.images else emblem(view, number),
        "now": relation_groups(view, [it for it in its.relations if it.now]),
        "before": relation_groups(view, [it for it in its.relations if not it.now]),
        "met": acquaintances_of(all_about) if its.kind in ("character", "") else (),
        "known": known_parts(view, number, its.facts),
        "on_stage": any(shows(fact, number) and not fact.disproved for fact in all_about.facts),
    }


@methods("GET")
def everybody(request: HttpRequest, universe: str) -> HttpResponseBase:
    """Everybody and everything that the viewer knows of: those first who carry most, or with `by=title` by title."""
    context = context_of(request, universe)
    return context.kept_page("everybody.html", lambda: _everybody(context))


def _everybody(context: RequestContext) -> Mapping[str, Any]:
    view, asked = context.view, context.request.GET
    by = next((by for by in BY if by == asked.get("by", "weight")), None)
    if by is None:
        raise Http404
    number = page_number(asked.get("page", "1"))
    shown = ask_everybody(view, by, limits.PEOPLE, (number - 1) * limits.PEOPLE)
    pages = max(1, -(-shown.total // limits.PEOPLE))
    if number > pages:
        raise Http404
    numbers = (view.names.at(it.who.address, titles=False) for group in shown.groups for it in group.people)
    emblems = {view.names.address(n): emblem(view, n) for n in numbers if n is not None}
    return {"shown": shown, "page_number": number, "pages": pages, "emblems": emblems}
