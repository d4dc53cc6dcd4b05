"""A title's page."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from intertwine.questions.presence import seasons_on_stage
from intertwine.questions.title_page import title as ask
from intertwine.web.asking import see_other, visit
from intertwine.web.errors import methods
from intertwine.web.needed import all_passed, needed
from intertwine.web.pages.progress import boxes
from intertwine.web.poster import poster
from intertwine.web.same_title import tags


@methods("GET")
def page(request: HttpRequest, universe: str, address: str) -> HttpResponseBase:
    """Its listing, what is known of it, and its installments with the viewer's marks."""
    asked = visit(request, universe)
    number = asked.entity(address, titles=True)
    if asked.view.names.address(number) != address:
        return see_other(asked.url("title", asked.view.names.address(number)))
    needs = needed(asked.view, number)
    return asked.page(
        "title.html",
        page=ask(asked.view, number),
        poster=poster(asked.view, number),
        on_stage=seasons_on_stage(asked.view, number),
        boxes=boxes(asked.view, number, tags(asked.view)[number], asked.marks.seen),
        told=asked.marks.is_told(asked.view.listing.identity(number)),
        complete=all_passed(needs),
        askable=bool(needs and asked.view.listing.identity(number)),
    )
