"""Search."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from intertwine.questions.searching import search
from intertwine.web.asking import visit
from intertwine.web.errors import methods

LONGEST_QUERY = 200


@methods("GET")
def page(request: HttpRequest, universe: str) -> HttpResponseBase:
    """The form, and with `q` what it finds."""
    asked = visit(request, universe)
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    return asked.page("search.html", query=query, found=search(asked.view, query) if query else None)
