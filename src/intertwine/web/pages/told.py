""" "Show me everything about this title": what it will do, doing it, undoing it."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from intertwine.web import people
from intertwine.web.context import CANNOT, RequestContext, context_of, see_other
from intertwine.web.errors import MistakeError, methods
from intertwine.web.headers import LOCATION
from intertwine.web.needed import Need, needed
from intertwine.web.same_title import tags


@methods("GET", "POST")
def page(request: HttpRequest, universe: str, address: str) -> HttpResponseBase:
    """What telling everything about a title will do (GET), doing it (POST `do=tell`) or undoing it (`do=hide`): the
    answer to `request` about the title that has `address` in the universe at `universe`."""
    context = context_of(request, universe)
    number = context.title_of_form(address)
    if not context.view.listing.identity(number):
        raise MistakeError(400, CANNOT)
    needs = needed(context.view, number)
    if request.method != "POST":
        return _confirm(context, number, needs)
    return _change(context, context.view.listing.identity(number), needs)


def _change(context: RequestContext, identity: str, needs: tuple[Need, ...]) -> HttpResponseBase:
    do, response = context.request.POST.get("do"), see_other(context.url("universe"))
    told = frozenset(mark for need in needs for mark in context.view.listing.marks(need.title, need.places))
    if do not in ("hide", "tell"):
        raise MistakeError(400)
    after = people.change(
        context.request, response, context.served.identity,
        lambda marks: marks.without_told(identity) if do == "hide" else marks.with_told(identity, told),
    )  # fmt: skip
    here = context.address_after(after.marks, identity)
    if here is not None:
        response[LOCATION] = context.url("title", here)
    return response


def _confirm(context: RequestContext, number: int, needs: tuple[Need, ...]) -> HttpResponseBase:
    view = context.view
    lines = [(view.names.best(it.title), it.seasons, len(it.listed), view.listing.words(it.title)) for it in needs]
    name, address = view.names.best(number), view.names.address(number)
    return context.page("told.html", name=name, address=address, of=tags(view)[number], own=lines[:1], others=lines[1:])
