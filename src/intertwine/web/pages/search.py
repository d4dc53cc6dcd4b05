"""Search."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from intertwine.questions.searching import search
from intertwine.web import limits
from intertwine.web.context import RequestContext, context_of
from intertwine.web.errors import methods


@methods("GET")
def page(request: HttpRequest, universe: str) -> HttpResponseBase:
    """The form, and with `q` what it finds, a `page` at a time."""
    context = context_of(request, universe)
    return context.kept_page("search.html", lambda: _made(context))


def _made(context: RequestContext) -> Mapping[str, Any]:
    asked = context.request.GET
    query = asked.get("q", "").strip()[: limits.QUERY]
    if not query:
        return {"query": "", "found": None, "page_number": 1, "pages": 1}
    number = page_number(asked.get("page", "1"))
    found = search(context.view, query, limits.ON_PAGE, (number - 1) * limits.ON_PAGE)
    pages = max(1, -(-max(found.total_names, found.total_facts) // limits.ON_PAGE))
    if number > pages:
        raise Http404
    return {"query": query, "found": found, "page_number": number, "pages": pages}


def page_number(typed: str) -> int:
    """The number of a page as an address has it; 404 for what is none."""
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= limits.OFFSET_DIGITS and int(typed) > 0):
        raise Http404
    return int(typed)
