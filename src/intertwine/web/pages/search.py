"""Search."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from intertwine.questions.searching import search
from intertwine.web import limits
from intertwine.web.context import context_of
from intertwine.web.errors import methods


@methods("GET")
def page(request: HttpRequest, universe: str) -> HttpResponseBase:
    """The form, and with `q` what it finds."""
    context = context_of(request, universe)
    query = request.GET.get("q", "").strip()[: limits.QUERY]
    return context.kept_page(
        "search.html", lambda: {"query": query, "found": search(context.view, query) if query else None}
    )
