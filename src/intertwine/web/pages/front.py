"""The front page, and the universe's."""

from collections.abc import Mapping
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from intertwine.model.title import RELEASE
from intertwine.model.words import fold
from intertwine.questions.universe_page import universe as ask
from intertwine.web.context import RequestContext, context_of
from intertwine.web.errors import methods
from intertwine.web.faults import CANNOT_READ, fault
from intertwine.web.languages import rendered
from intertwine.web.middleware import tell
from intertwine.web.poster import poster
from intertwine.web.same_title import tags
from intertwine.web.server import server_of
from intertwine.web.skips import skipped_of
from intertwine.web.where import where_now


@methods("GET")
def home(request: HttpRequest) -> HttpResponseBase:
    """The one universe; a list where there are several, and where this viewer's marks cannot be read."""
    served = sorted(server_of(request).registry.universes, key=lambda it: (fold(it.universe.name), it.address))
    trouble = ""
    if len(served) == 1:
        try:
            return _universe(request, served[0].address)
        except DatabaseError as error:
            if fault(error) is None:
                raise
            tell(request, error)
            trouble = str(CANNOT_READ)
    known = [(it.address, it.universe.seen()) for it in served]
    universes = [(address, it.universe, it.description) for address, it in known]
    return HttpResponse(rendered("home.html", {"universes": universes, "trouble": trouble}))


@methods("GET")
def universe(request: HttpRequest, universe: str) -> HttpResponseBase:
    """A universe's titles, and how far the viewer is."""
    return _universe(request, universe)


def _universe(request: HttpRequest, address: str) -> HttpResponseBase:
    context = context_of(request, address)
    return context.kept_page("universe.html", lambda: _made(context))


def _made(context: RequestContext) -> Mapping[str, Any]:
    view = context.view
    page, called = ask(view), view.orders.called(context.posture.order) or RELEASE
    titles = [share.title.address for share in page.titles]
    posters = {address: poster(view, context.entity(address, titles=True)) for address in titles}
    return {
        "page": page,
        "posters": posters,
        "where": where_now(view, None, called),
        "follows": context.posture.order,
        "skipped": skipped_of(context),
        "tag_of": {view.names.address(n): tag for n, tag in tags(view).items() if view.listing.identity(n)},
    }
