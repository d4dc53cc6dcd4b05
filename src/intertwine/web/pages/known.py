"""What is known of a title, or has happened to somebody, a part of it at a time: their pages ask for a part when it is
opened."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from intertwine.questions.common import NotThere
from intertwine.questions.known_parts import known_part
from intertwine.questions.tell import Teller
from intertwine.web.context import RequestContext, context_of, see_other
from intertwine.web.errors import methods


@methods("GET")
def page(request: HttpRequest, universe: str, address: str, part: str) -> HttpResponseBase:
    """The facts about the title that has `address` in the universe at `universe` that were learnt in one `part`: the
    answer to `request`."""
    context = context_of(request, universe)
    return context.kept_page("known.html", lambda: _made(context, "known", address, part))


@methods("GET")
def of_entity(request: HttpRequest, universe: str, address: str, part: str) -> HttpResponseBase:
    """The same about somebody or something that is no title."""
    context = context_of(request, universe)
    return context.kept_page("known.html", lambda: _made(context, "known-of", address, part))


def _made(context: RequestContext, route: str, address: str, part: str) -> HttpResponseBase | Mapping[str, Any]:
    view, number = context.view, context.entity(address, titles=route == "known")
    try:
        found, facts = known_part(view, number, part)
    except NotThere:
        raise Http404 from None
    best = view.names.address(number)
    if best != address:
        return see_other(context.url(route, best, part))
    return {
        "title": Teller(view).named(number),
        "part": found,
        "facts": facts,
        "page": "" if route == "known" else best,
    }
