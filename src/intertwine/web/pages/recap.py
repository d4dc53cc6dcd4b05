"""What happened before an installment, at length: pages that say it in a few sentences ask for this when it is
opened."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from intertwine.questions.installment_page import installment_key
from intertwine.questions.next_up import before_installment
from intertwine.questions.tell import Teller
from intertwine.web.context import RequestContext, context_of, see_other
from intertwine.web.errors import methods


@methods("GET")
def page(request: HttpRequest, universe: str, address: str, place: str) -> HttpResponseBase:
    """What to remember before the installment at `place` (`1x05`; of a film `0x00`) of the title that has `address` in
    the universe at `universe`: the answer to `request`."""
    context = context_of(request, universe)
    return context.kept_page("recap.html", lambda: _made(context, address, place))


def _made(context: RequestContext, address: str, place: str) -> HttpResponseBase | Mapping[str, Any]:
    view, number = context.view, context.entity(address, titles=True)
    listed = view.listing.installments(number)
    it = next((it for it in listed if installment_key(it.season, it.number) == place), None)
    before = None if it is None else before_installment(Teller(view), number, it)
    if before is None:
        raise Http404
    best = view.names.address(number)
    if best != address:
        return see_other(context.url("recap", best, place))
    return {"before": before}
