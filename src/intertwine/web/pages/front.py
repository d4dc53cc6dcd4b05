"""The front page, and the universe's."""

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string

from intertwine.model.words import fold
from intertwine.questions.universe_page import universe as ask
from intertwine.web.asking import visit
from intertwine.web.errors import methods
from intertwine.web.faults import CANNOT_READ, fault
from intertwine.web.middleware import tell
from intertwine.web.poster import poster
from intertwine.web.shelf import shelf_of


@methods("GET")
def home(request: HttpRequest) -> HttpResponseBase:
    """The one universe; a list where there are several, and where this viewer's marks cannot be read."""
    books = sorted(shelf_of(request).books, key=lambda book: (fold(book.universe.name), book.address))
    trouble = ""
    if len(books) == 1:
        try:
            return _universe(request, books[0].address)
        except DatabaseError as error:
            if fault(error) is None:
                raise
            tell(request, error)
            trouble = CANNOT_READ
    known = [(book.address, book.universe.seen()) for book in books]
    universes = [(address, it.universe, it.description) for address, it in known]
    return HttpResponse(render_to_string("home.html", {"universes": universes, "trouble": trouble}))


@methods("GET")
def universe(request: HttpRequest, universe: str) -> HttpResponseBase:
    """A universe's titles, and how far the viewer is."""
    return _universe(request, universe)


def _universe(request: HttpRequest, address: str) -> HttpResponse:
    asked = visit(request, address)
    page = ask(asked.view)
    posters = {
        share.title.address: poster(asked.view, asked.entity(share.title.address, titles=True)) for share in page.titles
    }
    return asked.page("universe.html", page=page, posters=posters)
