"""An installment's page."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from intertwine.gate.view import View
from intertwine.questions.common import NotThere
from intertwine.questions.installment_page import installment_at
from intertwine.questions.presence import seasons_on_stage
from intertwine.questions.title_page import is_film
from intertwine.web.context import RequestContext, context_of, see_other
from intertwine.web.errors import methods
from intertwine.web.same_title import tags


@methods("GET")
def page(request: HttpRequest, universe: str, address: str, place: str) -> HttpResponseBase:
    """The installment at `place` (`1x05`) of the title that has `address` in the universe at `universe`: the answer to
    `request`."""
    context = context_of(request, universe)
    return context.kept_page("installment.html", lambda: _made(context, address, place))


def _made(context: RequestContext, address: str, place: str) -> HttpResponseBase | Mapping[str, Any]:
    view, number = context.view, context.entity(address, titles=True)
    best = view.names.address(number)
    if is_single(view, number):
        return see_other(context.url("title", best))
    try:
        its = installment_at(view, number, place)
    except NotThere:
        raise Http404 from None
    if best != address:
        return see_other(context.url("installment", best, place))
    return {
        "page": its,
        "of": tags(view)[number] if view.listing.identity(number) else "",
        "on_stage": its.episode.season in seasons_on_stage(view, number),
    }


def is_single(view: View, title: int) -> bool:
    """Whether a title's page is that of its one installment."""
    return view.listing.words(title).kind.is_single or is_film(view.listing.installments(title))
